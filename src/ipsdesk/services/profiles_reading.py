"""Reads the versions of a person's vocational profile, and the jobs the newest has not learnt from yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, select

from ipsdesk.fields import Kind
from ipsdesk.measures.terms import A, live
from ipsdesk.models import Employer, ProfileSession, Staff, VocationalProfile
from ipsdesk.rules.codes import JOB_KINDS
from ipsdesk.services.caseload_work import job_name

PROFILES, SESSIONS = VocationalProfile.__table__, ProfileSession.__table__
EMPLOYERS, STAFF = Employer.__table__, Staff.__table__
HEADINGS = tuple(
    (name, one.title, one.restricted)
    for name, one in VocationalProfile.fields()
    if one.kind is Kind.LONG_TEXT
)
"""Attribute and title of each heading, and whether it is opened only on purpose."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a version says under one heading; ``is_restricted``: not shown unless asked for."""

    name: str
    title: str
    text: str
    is_restricted: bool


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A meeting in which a version was worked on."""

    id: int
    on_date: date
    staff: str
    minutes: int | None
    covered: str


@dataclass(frozen=True, slots=True)
class ProfileVersion:
    """One version: ``after`` is the job that led to it, in words; all its headings, empty ones too."""

    id: int
    reference: str
    on_date: date
    author: str
    after: str
    next_review_on: date | None
    headings: tuple[Heading, ...]
    sessions: tuple[SessionLine, ...]
    after_activity: int | None = None


@dataclass(frozen=True, slots=True)
class EndedJob:
    """A job that has ended and from which no version of the profile has learnt yet."""

    activity: int
    words: str
    ended_on: date


def read_versions(connection: Connection, client: int) -> tuple[ProfileVersion, ...]:
    """Newest first."""
    statement = (
        select(PROFILES, STAFF.c.name.label("author"), A.c.title, A.c.reference.label("job"),
               EMPLOYERS.c.name.label("employer"))
        .outerjoin(STAFF, STAFF.c.id == PROFILES.c.author_id)
        .outerjoin(A, and_(A.c.id == PROFILES.c.after_activity_id, live(A)))
        .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
        .where(live(PROFILES), PROFILES.c.client_id == client)
        .order_by(PROFILES.c.on_date.desc(), PROFILES.c.id.desc())
    )  # fmt: skip
    sessions = _sessions(connection, client)
    return tuple(
        ProfileVersion(
            row.id,
            row.reference,
            row.on_date,
            row.author or "",
            job_name(row.title, row.employer, row.job) if row.job else "",
            row.next_review_on,
            tuple(
                Heading(name, title, getattr(row, name) or "", restricted)
                for name, title, restricted in HEADINGS
            ),
            tuple(sessions[row.id]),
            row.after_activity_id,
        )
        for row in connection.execute(statement)
    )


def _sessions(connection: Connection, client: int) -> defaultdict[int, list[SessionLine]]:
    found: defaultdict[int, list[SessionLine]] = defaultdict(list)
    statement = (
        select(SESSIONS, STAFF.c.name.label("staff"))
        .join(PROFILES, PROFILES.c.id == SESSIONS.c.profile_id)
        .outerjoin(STAFF, STAFF.c.id == SESSIONS.c.staff_id)
        .where(live(SESSIONS), live(PROFILES), PROFILES.c.client_id == client)
        .order_by(SESSIONS.c.on_date.desc(), SESSIONS.c.id.desc())
    )
    for row in connection.execute(statement):
        line = SessionLine(row.id, row.on_date, row.staff or "", row.minutes, row.covered or "")
        found[row.profile_id].append(line)
    return found


def jobs_to_learn_from(
    connection: Connection, client: int, versions: Sequence[ProfileVersion], today: date
) -> tuple[EndedJob, ...]:
    """Jobs that ended on the day of the newest version or since, and that led to none; the latest first."""
    if not versions:
        return ()
    learnt = {version.after_activity for version in versions}
    return tuple(
        job
        for job in _ended_jobs(connection, client, versions[0].on_date, today)
        if job.activity not in learnt
    )


def _ended_jobs(connection: Connection, client: int, since: date, today: date) -> Iterator[EndedJob]:
    statement = (
        select(A.c.id, A.c.title, A.c.reference, A.c.ended_on, EMPLOYERS.c.name)
        .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
        .where(
            live(A),
            A.c.client_id == client,
            A.c.kind.in_(JOB_KINDS),
            A.c.ended_on >= since,
            A.c.ended_on <= today,
        )
        .order_by(A.c.ended_on.desc(), A.c.id.desc())
    )
    for id_, title, reference, ended_on, employer in connection.execute(statement):
        yield EndedJob(id_, job_name(title, employer, reference), ended_on)
