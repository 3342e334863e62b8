"""People's recorded work out of the unit's file: the same few queries however many people are asked for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, and_, bindparam, or_, select

from ipsdesk.measures.sqlite import Expression, values_of
from ipsdesk.measures.terms import Condition, live, within
from ipsdesk.measures.window import FIRST, LAST
from ipsdesk.models import Activity, Change, Client, Employer, Hours, HoursReason, UsualShift
from ipsdesk.rules.codes import JOB_KINDS, NOT_PERMITTED_WORK
from ipsdesk.services.hours_records import DatedFact, JobRecords, PersonRecords, Reason, RecordedDay, Shift

ACTIVITIES, CLIENTS, EMPLOYERS = Activity.__table__, Client.__table__, Employer.__table__
HOURS, SHIFTS, REASONS, CHANGES = (
    Hours.__table__,
    UsualShift.__table__,
    HoursReason.__table__,
    Change.__table__,
)
WANTED: BindParameter[str] = bindparam("wanted")
"""The clients asked for, as a JSON list of keys."""


def _label(name: str, table: Any = ACTIVITIES) -> str:
    return str(table.c[name].info["field"].label)


CATEGORY, HOURLY_PAY = _label("permitted_work"), _label("hourly_pay")
BENEFITS, LEGAL_STATUS = _label("benefits", CLIENTS), _label("legal_status", CLIENTS)


def _of_wanted(client: Expression) -> Condition:
    return client.in_(select(values_of(WANTED).c.value))


IS_JOB = and_(live(ACTIVITIES), ACTIVITIES.c.kind.in_(JOB_KINDS))
WANTED_JOBS = select(ACTIVITIES.c.id).where(IS_JOB, _of_wanted(ACTIVITIES.c.client_id))

AT_WORK = (
    select(ACTIVITIES.c.client_id)
    .distinct()
    .where(
        IS_JOB,
        ACTIVITIES.c.started_on <= LAST,
        or_(ACTIVITIES.c.ended_on.is_(None), ACTIVITIES.c.ended_on >= FIRST),
    )
)
PEOPLE = select(
    CLIENTS.c.id, CLIENTS.c.reference, CLIENTS.c.name, CLIENTS.c.benefit_week_ends, CLIENTS.c.benefits,
    CLIENTS.c.legal_status,
).where(live(CLIENTS), _of_wanted(CLIENTS.c.id))  # fmt: skip
JOBS = (
    select(
        ACTIVITIES.c.client_id, ACTIVITIES.c.id, ACTIVITIES.c.reference, ACTIVITIES.c.title,
        EMPLOYERS.c.name.label("employer"), ACTIVITIES.c.started_on, ACTIVITIES.c.ended_on,
        ACTIVITIES.c.supported_by, ACTIVITIES.c.pw1_sent_on, ACTIVITIES.c.permitted_work,
        ACTIVITIES.c.hourly_pay,
    )
    .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == ACTIVITIES.c.employer_id, live(EMPLOYERS)))
    .where(IS_JOB, _of_wanted(ACTIVITIES.c.client_id))
    .order_by(ACTIVITIES.c.started_on, ACTIVITIES.c.id)
)  # fmt: skip
DAYS = select(HOURS.c.activity_id, HOURS.c.on_date, HOURS.c.seconds, HOURS.c.pence, HOURS.c.version).where(
    live(HOURS), HOURS.c.activity_id.in_(WANTED_JOBS), within(HOURS.c.on_date, FIRST, LAST)
)
WEEKLY = (
    select(SHIFTS.c.activity_id, SHIFTS.c.day, SHIFTS.c.from_time, SHIFTS.c.to_time)
    .where(live(SHIFTS), SHIFTS.c.activity_id.in_(WANTED_JOBS))
    .order_by(SHIFTS.c.id)
)
WHY = (
    select(REASONS.c.client_id, REASONS.c.week_ending_on, REASONS.c.reason, REASONS.c.follow_up_on)
    .where(live(REASONS), _of_wanted(REASONS.c.client_id), within(REASONS.c.week_ending_on, FIRST, LAST))
    .order_by(REASONS.c.id)
)


def _changed(owner: Expression, facts: tuple[str, ...], owners: Any) -> Any:
    return (
        select(owner, CHANGES.c.fact, CHANGES.c.from_on, CHANGES.c.value)
        .where(live(CHANGES), owner.in_(owners), CHANGES.c.fact.in_(facts))
        .order_by(CHANGES.c.from_on, CHANGES.c.id)
    )


OF_CLIENTS = _changed(CHANGES.c.client_id, (BENEFITS, LEGAL_STATUS), select(values_of(WANTED).c.value))
OF_JOBS = _changed(CHANGES.c.activity_id, (CATEGORY, HOURLY_PAY), WANTED_JOBS)


def people_at_work(connection: Connection, first: date, last: date) -> list[int]:
    """The clients with a job current on some day of a period (removed ones among them)."""
    return list(connection.scalars(AT_WORK, {"first": first, "last": last}))


def read_people(
    connection: Connection, clients: Iterable[int], first: date, last: date
) -> list[PersonRecords]:
    """What is recorded of these clients' jobs on the days of a period, by name; removed ones are left out."""
    given = {"wanted": json.dumps(sorted(clients)), "first": first, "last": last}
    facts = _facts(connection, OF_CLIENTS, given)
    jobs = _jobs(connection, given)
    reasons: dict[int, dict[date, Reason]] = defaultdict(dict)
    for client, week_ending, text, follow_up in connection.execute(WHY, given):
        reasons[client][week_ending] = Reason(text, follow_up)
    people = [
        PersonRecords(
            row.id,
            row.reference,
            row.name,
            row.benefit_week_ends,
            DatedFact(_tuple(row.benefits), facts(row.id, BENEFITS, _benefits)),
            DatedFact(row.legal_status, facts(row.id, LEGAL_STATUS, str)),
            tuple(jobs[row.id]),
            reasons[row.id],
        )
        for row in connection.execute(PEOPLE, given)
    ]
    return sorted(people, key=lambda person: (person.name.casefold(), person.client))


def _jobs(connection: Connection, given: dict[str, Any]) -> dict[int, list[JobRecords]]:
    facts = _facts(connection, OF_JOBS, given)
    days: dict[int, dict[date, RecordedDay]] = defaultdict(dict)
    for activity, day, seconds, pence, version in connection.execute(DAYS, given):
        days[activity][day] = RecordedDay(seconds, pence, version)
    shifts: dict[int, list[Shift]] = defaultdict(list)
    for activity, *shift in connection.execute(WEEKLY, given):
        shifts[activity].append(Shift(*shift))
    jobs: dict[int, list[JobRecords]] = defaultdict(list)
    for row in connection.execute(JOBS, given):
        jobs[row.client_id].append(_job(row, facts, tuple(shifts[row.id]), days[row.id]))
    return jobs


def _job(row: Any, facts: Facts, shifts: tuple[Shift, ...], days: dict[date, RecordedDay]) -> JobRecords:
    return JobRecords(
        row.id,
        row.reference,
        row.title,
        row.employer,
        row.started_on,
        row.ended_on,
        row.supported_by,
        row.pw1_sent_on,
        DatedFact(
            row.permitted_work,
            tuple((day, value or NOT_PERMITTED_WORK) for day, value in facts(row.id, CATEGORY, str)),
        ),
        DatedFact(row.hourly_pay, facts(row.id, HOURLY_PAY, int)),
        shifts,
        days,
    )


Facts = Callable[[int, str, Callable[[str], Any]], tuple[tuple[date, Any], ...]]
"""The changes of an owner's fact in order, each value turned from the text it is kept as."""


def _facts(connection: Connection, statement: Any, given: dict[str, Any]) -> Facts:
    found: dict[tuple[int, str], list[tuple[date, str | None]]] = defaultdict(list)
    for owner, fact, since, value in connection.execute(statement, given):
        found[owner, fact].append((since, value))

    def changes(owner: int, fact: str, kept: Callable[[str], Any]) -> tuple[tuple[date, Any], ...]:
        rows = found.get((owner, fact), ())
        return tuple((since, kept(value) if value else None) for since, value in rows)

    return changes


def _benefits(kept: str) -> tuple[str, ...] | None:
    return _tuple(json.loads(kept))


def _tuple(benefits: list[str] | None) -> tuple[str, ...] | None:
    return tuple(benefits) if benefits else None
