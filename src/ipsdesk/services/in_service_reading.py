"""Reads the work a person does or did in our own service: its way, its safeguards, its pay beside others'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, select

from ipsdesk.measures.terms import A, job_fact, live, open_on
from ipsdesk.measures.window import LAST
from ipsdesk.models import Change, Client, Employer, Qualification, Safeguard, Staff, Team, Vacancy
from ipsdesk.rules.codes import PAID_JOB
from ipsdesk.rules.periods import DAY
from ipsdesk.rules.wording import shown_hours
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.in_service_safeguards import IN_SERVICE_KINDS, needed
from ipsdesk.services.saving import table_of

CHANGES, CLIENTS, EMPLOYERS, QUALIFICATIONS = map(table_of, (Change, Client, Employer, Qualification))
DONE, STAFF, TEAMS, VACANCIES = map(table_of, (Safeguard, Staff, Team, Vacancy))
HOURS_FACT, TEAM_FACT = (column.info["field"].label for column in (A.c.weekly_hours, CLIENTS.c.team_id))
OPEN_VACANCY, COMMUNITY = "open vacancy", "community"
LEADS_ON = 31 * DAY


@dataclass(frozen=True, slots=True)
class InServiceStep:
    """One step on the way from unpaid experience to paid work and beyond; ``note`` says more of it."""

    on: date
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SafeguardLine:
    """A safeguard of one job; ``id`` is its record, None where nothing is recorded.

    ``earlier`` is the day it was done for other work of the person at the same employer.
    """

    safeguard: str
    id: int | None
    done_on: date | None
    staff: str
    note: str
    earlier: date | None = None


@dataclass(frozen=True, slots=True)
class PayBeside:
    """Hourly pay today, and what others we support are paid there, lowest first (in its scale)."""

    own: int | None
    others: tuple[int, ...]
    said_same: bool | None


@dataclass(frozen=True, slots=True)
class InServiceWork:
    """One job, placement or volunteering with the service itself; the safeguards it is to have, in order."""

    activity: int
    kind: str
    title: str
    started_on: date
    ended_on: date | None
    safeguards: tuple[SafeguardLine, ...]
    pay: PayBeside | None


@dataclass(frozen=True, slots=True)
class InServiceStory:
    """All of a person's work with one employer that is our own service, the earliest first, and its way."""

    employer: str
    works: tuple[InServiceWork, ...]
    way: tuple[InServiceStep, ...]


def read_stories(
    connection: Connection, client: int, today: date, hidden: Collection[int]
) -> tuple[InServiceStory, ...]:
    """By employer; ``hidden`` are clients whose pay is not compared with."""
    rows: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(WORKS, {"client": client, "last": today}):
        rows[row.employer_id].append(row)
    return tuple(_story(connection, client, works, today, hidden) for works in rows.values())


WORKS = (
    select(
        A.c.id, A.c.kind, A.c.title, A.c.started_on, A.c.ended_on, A.c.weekly_hours, A.c.same_pay,
        A.c.employer_id, EMPLOYERS.c.name, job_fact(LAST, "hourly_pay", A).label("pay"),
    )
    .join(EMPLOYERS, EMPLOYERS.c.id == A.c.employer_id)
    .where(
        live(A),
        live(EMPLOYERS),
        EMPLOYERS.c.own_service.is_(True),
        A.c.client_id == bindparam("client"),
        A.c.kind.in_(IN_SERVICE_KINDS),
    )
    .order_by(A.c.started_on, A.c.id)
)  # fmt: skip


def _story(
    connection: Connection, client: int, rows: Sequence[Any], today: date, hidden: Collection[int]
) -> InServiceStory:
    recorded = _recorded(connection, [row.id for row in rows])
    works = tuple(
        InServiceWork(
            row.id,
            row.kind,
            row.title or sentence_case(row.kind),
            row.started_on,
            row.ended_on,
            tuple(_lines(row, recorded)),
            _pay(connection, client, row, today, hidden) if row.kind == PAID_JOB else None,
        )
        for row in rows
    )
    way = sorted(_steps(connection, client, rows, recorded), key=lambda step: step.on)
    return InServiceStory(rows[0].name, works, tuple(way))


# ---- safeguards -----------------------------------------------------------------------------------

Recorded = Mapping[tuple[int, str], Any]


def _recorded(connection: Connection, works: Sequence[int]) -> Recorded:
    statement = (
        select(DONE, STAFF.c.name.label("staff"))
        .outerjoin(STAFF, STAFF.c.id == DONE.c.staff_id)
        .where(live(DONE), DONE.c.activity_id.in_(works))
    )
    return {(row.activity_id, row.safeguard): row for row in connection.execute(statement)}


def _lines(work: Any, recorded: Recorded) -> Iterator[SafeguardLine]:
    for one in needed(work.kind):
        row = recorded.get((work.id, one.name))
        earlier = [
            other.done_on
            for (activity, name), other in recorded.items()
            if name == one.name and activity != work.id and other.done_on
        ]
        yield SafeguardLine(
            one.name,
            row.id if row else None,
            row.done_on if row else None,
            (row.staff or "") if row else "",
            (row.note or "") if row else "",
            max(earlier, default=None),
        )


# ---- pay ------------------------------------------------------------------------------------------


def _pay(connection: Connection, client: int, work: Any, today: date, hidden: Collection[int]) -> PayBeside:
    others = connection.scalars(
        select(job_fact(LAST, "hourly_pay", A)).where(
            live(A),
            A.c.kind == PAID_JOB,
            A.c.employer_id == work.employer_id,
            A.c.client_id != client,
            A.c.client_id.not_in(hidden),
            open_on(LAST, A.c.started_on, A.c.ended_on),
        ),
        {"last": today},
    )
    return PayBeside(work.pay, tuple(sorted(one for one in others if one is not None)), work.same_pay)


# ---- the way --------------------------------------------------------------------------------------


def _steps(
    connection: Connection, client: int, rows: Sequence[Any], recorded: Recorded
) -> Iterator[InServiceStep]:
    begun = rows[0].started_on
    for row in rows:
        hours = f"{shown_hours(row.weekly_hours)} a week" if row.weekly_hours else ""
        note = ", ".join(part for part in (row.title, hours) if part)
        yield InServiceStep(row.started_on, sentence_case(row.kind), note)
        yield from _vacancy(connection, row, recorded)
        yield from _hours(connection, row)
        if row.ended_on is not None and not _leads_on(row, rows):
            yield InServiceStep(row.ended_on, f"{sentence_case(row.kind)} ended")
    ends = [row.ended_on for row in rows]
    until = None if None in ends else max(ends)
    yield from _qualifications(connection, client, begun, until)
    yield from _moves(connection, client, begun)


def _leads_on(work: Any, rows: Sequence[Any]) -> bool:
    """Whether other work there began before it ended, or soon after."""
    soon = work.ended_on + LEADS_ON
    return any(work.started_on < other.started_on <= soon for other in rows)


def _vacancy(connection: Connection, work: Any, recorded: Recorded) -> Iterator[InServiceStep]:
    """The vacancy that led to the job, else the day before its start on which it was said to be open."""
    found = connection.execute(
        select(VACANCIES.c.found_on, VACANCIES.c.title)
        .where(live(VACANCIES), VACANCIES.c.activity_id == work.id)
        .order_by(VACANCIES.c.found_on)
    ).first()
    said = recorded.get((work.id, OPEN_VACANCY))
    if found is not None:
        yield InServiceStep(found.found_on, "Vacancy", found.title)
    elif said is not None and said.done_on and said.done_on <= work.started_on:
        yield InServiceStep(said.done_on, "Vacancy", "open to anyone")


def _hours(connection: Connection, work: Any) -> Iterator[InServiceStep]:
    """Each time the weekly hours are truly others."""
    before = work.weekly_hours
    statement = (
        select(CHANGES.c.from_on, CHANGES.c.value)
        .where(live(CHANGES), CHANGES.c.activity_id == work.id, CHANGES.c.fact == HOURS_FACT)
        .order_by(CHANGES.c.from_on, CHANGES.c.id)
    )
    for from_on, value in connection.execute(statement):
        seconds = int(value) if value else None
        if seconds is not None and seconds != before:
            more = "More hours" if before is None or seconds > before else "Fewer hours"
            yield InServiceStep(from_on, more, f"{shown_hours(seconds)} a week")
        before = seconds


def _qualifications(
    connection: Connection, client: int, begun: date, until: date | None
) -> Iterator[InServiceStep]:
    """Those reached from the first day on until the last, if there is one."""
    own = QUALIFICATIONS.c
    statement = select(own.attained_on, own.title).where(
        live(QUALIFICATIONS), own.client_id == client, own.attained_on.between(begun, until or date.max)
    )
    for attained_on, title in connection.execute(statement):
        yield InServiceStep(attained_on, "Qualification", title)


def _moves(connection: Connection, client: int, begun: date) -> Iterator[InServiceStep]:
    """Each team left for another, or for none, since the first day."""
    teams = {row.id: row for row in connection.execute(select(TEAMS.c.id, TEAMS.c.name, TEAMS.c.setting))}
    before = teams.get(connection.scalar(select(CLIENTS.c.team_id).where(CLIENTS.c.id == client)))
    statement = (
        select(CHANGES.c.from_on, CHANGES.c.team_id)
        .where(live(CHANGES), CHANGES.c.client_id == client, CHANGES.c.fact == TEAM_FACT)
        .order_by(CHANGES.c.from_on, CHANGES.c.id)
    )
    for from_on, team in connection.execute(statement):
        after = teams.get(team)
        if before is not None and after is not before and from_on >= begun:
            leaves = after is None or after.setting == COMMUNITY
            words = f"Discharged from {before.name}" if leaves else f"Moved from {before.name}"
            yield InServiceStep(from_on, words, f"to {after.name}" if after is not None else "")
        before = after
