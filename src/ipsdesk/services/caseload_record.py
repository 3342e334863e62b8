"""One person's record: who they are, five facts at a glance, and the way so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Date, Select, and_, bindparam, func, select

from ipsdesk.measures.terms import (
    CC,
    C,
    E,
    client_fact,
    face_to_face_with_employer,
    jobs,
    live,
    team_on,
    within,
)
from ipsdesk.measures.window import LAST
from ipsdesk.models import Activity, Change, Employer, Team
from ipsdesk.rules.ages import age_on
from ipsdesk.rules.typed_hours import spoken_hours
from ipsdesk.rules.wording import shown_pounds
from ipsdesk.services.caseload_flags import FlagKind
from ipsdesk.services.caseload_list import PersonRow, RowRead, read_rows
from ipsdesk.services.caseload_reading import CLIENTS, KnownPerson, LastContact, gone
from ipsdesk.services.caseload_stages import Referral, Stage
from ipsdesk.services.caseload_way import JobOfWay, Way, WayStep, job_of_way
from ipsdesk.services.caseload_words import LEGAL_STATUS_WORDS, short_day, since
from ipsdesk.services.caseload_work import LastWeek, job_name, jobs_on
from ipsdesk.services.hours_records import PersonRecords

NOTHING = "–"
SINCE, UNTIL = bindparam("since", type_=Date), bindparam("until", type_=Date)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the summary strip: what it is called, what it is, and since when or how.

    ``flag`` is the mark it carries, if somebody should look at it.
    """

    label: str
    value: str
    note: str
    flag: FlagKind | None = None


@dataclass(frozen=True, slots=True)
class ClientRecord:
    """One person, read only: ``facts`` are stage, specialist, last contact, legal status and last week.

    ``days_since_referral`` counts to today or to the closing; None for a person who was never referred.
    """

    person: PersonRow
    age: int | None
    nhs_number: str
    gender: str
    team: str
    facts: tuple[Fact, ...]
    way: tuple[WayStep, ...]
    days_since_referral: int | None


def _changed_on(owner: str, fact: str) -> Any:
    """The day since which a dated fact is what it is today; None where it was so from the beginning."""
    changes = Change.__table__.alias()
    return (
        select(func.max(changes.c.from_on, type_=Date))
        .where(
            live(changes),
            changes.c[f"{owner}_id"] == bindparam(owner),
            changes.c.fact == fact,
            changes.c.from_on <= LAST,
        )
        .scalar_subquery()
    )


TEAMS, ACTIVITIES, EMPLOYERS = Team.__table__, Activity.__table__, Employer.__table__
HEAD = (
    select(
        CLIENTS.c.nhs_number,
        CLIENTS.c.born_on,
        CLIENTS.c.gender,
        TEAMS.c.name.label("team"),
        client_fact(LAST, "legal_status", CLIENTS).label("legal_status"),
        _changed_on("client", "Legal status").label("legal_status_since"),
        _changed_on("episode", "Staff ID").label("specialist_since"),
        E.c.source,
    )
    .select_from(CLIENTS)
    .outerjoin(TEAMS, TEAMS.c.id == team_on(LAST, CLIENTS))
    .outerjoin(E, E.c.id == bindparam("episode"))
    .where(CLIENTS.c.id == bindparam("client"))
)
MET_ON = select(
    # Nested, so that only this client's contacts are looked at and not every employer contact of the unit.
    func.min(
        select(C.c.on_date)
        .where(C.c.id == CC.c.contact_id, face_to_face_with_employer(), within(C.c.on_date, SINCE, UNTIL))
        .correlate(CC)
        .scalar_subquery(),
        type_=Date,
    )
).where(CC.c.client_id == bindparam("client"))


def read_record(connection: Connection, today: date, me: tuple[int, str] | None, client: int) -> ClientRecord:
    """One person as they stand today; raises ``CannotRun`` for somebody who was removed."""
    found = next(read_rows(connection, today, me, [client]), None)
    if found is None:
        raise gone()
    row, referral = found.row, found.known.referral
    given = {"client": client, "episode": referral.id if referral else None, "last": today}
    head = connection.execute(HEAD, given).one()
    until = min(referral.closed_on or today, today) if referral else today
    return ClientRecord(
        row,
        age_on(today, head.born_on) if head.born_on else None,
        _spaced(head.nhs_number),
        head.gender or "",
        head.team or "",
        _facts(found, head, today),
        _way(connection, client, referral, head.source or "", today).steps() if referral else (),
        (until - referral.received_on).days if referral else None,
    )


def _spaced(nhs_number: str | None) -> str:
    """An NHS number as 3-3-4."""
    return f"{nhs_number[:3]} {nhs_number[3:6]} {nhs_number[6:]}" if nhs_number else ""


# ---- the way --------------------------------------------------------------------------------------


def _way(connection: Connection, client: int, referral: Referral, source: str, today: date) -> Way:
    met_on = None
    if referral.started_on is not None:
        until = min(referral.closed_on or today, today)
        given = {"client": client, "since": referral.started_on, "until": until}
        met_on = connection.scalar(MET_ON, given)
    return Way(referral, source, met_on, job_of_way(_jobs(connection, client, referral.id), today), today)


@cache
def _jobs_of_referral() -> Select[Any]:
    job = jobs()
    return (
        select(job.c.started_on, job.c.ended_on, ACTIVITIES.c.title, EMPLOYERS.c.name, ACTIVITIES.c.reference)
        .join(ACTIVITIES, ACTIVITIES.c.id == job.c.id)
        .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == job.c.employer_id, live(EMPLOYERS)))
        .where(
            job.c.client_id == bindparam("client"),
            job.c.episode_id == bindparam("episode"),
            job.c.reason.is_(None),
        )
    )


def _jobs(connection: Connection, client: int, episode: int) -> list[JobOfWay]:
    """The jobs that began in the referral, counted yet or not."""
    given = {"client": client, "episode": episode}
    return [
        JobOfWay(started_on, ended_on, job_name(title, None, "") or job_name(None, employer, reference))
        for started_on, ended_on, title, employer, reference in connection.execute(_jobs_of_referral(), given)
    ]


# ---- five facts -----------------------------------------------------------------------------------


def _facts(read: RowRead, head: Any, today: date) -> tuple[Fact, ...]:
    known, row, records, contact = read
    return (
        Fact("Stage", row.stage.value, _stage_note(known.referral, row, records, today)),
        _specialist(known, head, today),
        _last_contact(contact, row, today),
        _legal_status(head, today),
        _last_week(row.last_week),
    )


def _stage_note(referral: Referral | None, row: PersonRow, records: PersonRecords | None, today: date) -> str:
    if referral is None:
        return ""
    if row.stage is Stage.PAUSED:
        return row.about
    if row.stage is Stage.IN_WORK and records:
        return since(min(job.started_on for job in jobs_on(records, today)), today)
    if row.stage is Stage.SEEKING:
        ended = (job.ended_on for job in records.jobs if job.ended_on) if records else ()
        past = [day for day in ended if day < today]
        return since(max([*past, _begun(referral, row.stage)]), today)
    return since(_begun(referral, row.stage), today)


def _begun(referral: Referral, stage: Stage) -> date:
    day = {
        Stage.SEEKING: referral.started_on,
        Stage.AT_RISK: referral.started_on,
        Stage.ACCEPTED: referral.accepted_on,
        Stage.CLOSED: referral.closed_on,
        Stage.DECLINED: referral.declined_on,
    }.get(stage)
    return day or referral.received_on


def _specialist(known: KnownPerson, head: Any, today: date) -> Fact:
    if not known.specialist or known.referral is None:
        return Fact("Specialist", NOTHING, "nobody named")
    return Fact(
        "Specialist", known.specialist, since(head.specialist_since or known.referral.received_on, today)
    )


def _last_contact(contact: LastContact | None, row: PersonRow, today: date) -> Fact:
    if contact is None:
        return Fact("Last contact", NOTHING, "no contact yet", _quiet(row))
    return Fact(
        "Last contact", short_day(contact.on, today), contact.how or contact.words.lower(), _quiet(row)
    )


def _quiet(row: PersonRow) -> FlagKind | None:
    return next((flag.kind for flag in row.flags if flag.kind is FlagKind.QUIET), None)


def _legal_status(head: Any, today: date) -> Fact:
    code = head.legal_status
    if code is None:
        return Fact("Legal status", NOTHING, "not recorded")
    note = since(head.legal_status_since, today) if head.legal_status_since else ""
    return Fact("Legal status", LEGAL_STATUS_WORDS.get(code, code), note)


def _last_week(week: LastWeek | None) -> Fact:
    if week is None:
        return Fact("Last week", NOTHING, "no job")
    parts = [spoken_hours(week.seconds)] if week.seconds is not None else []
    parts += [shown_pounds(week.pence)] if week.pence is not None else []
    return Fact("Last week", ", ".join(parts) or NOTHING, week.words, week.flag.kind if week.flag else None)
