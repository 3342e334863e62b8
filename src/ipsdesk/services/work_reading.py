"""Reads a person's jobs and steps with all that belongs to them: a fixed number of queries for one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, and_, bindparam, select

from ipsdesk.measures.terms import A, jobs, live
from ipsdesk.models import Change, Client, Employer, Qualification, UsualShift
from ipsdesk.rules.ages import age_on
from ipsdesk.rules.codes import JOB_KINDS, NOT_PERMITTED_WORK, WEEKDAYS
from ipsdesk.rules.four_tests import AskedJob, four_tests, pay_working
from ipsdesk.rules.pay import WageRate, minimum_pay
from ipsdesk.services.caseload_work import job_name
from ipsdesk.services.contracts_reading import chosen_on
from ipsdesk.services.rates_reading import rates_of
from ipsdesk.services.work_due import due_of
from ipsdesk.services.work_facts import Fact, facts_of, given_ids, held, of_ids, rows_of
from ipsdesk.services.work_lines import (
    Contacts,
    HowItEnded,
    QualificationLine,
    ShiftLine,
    WorkLine,
    WorkPage,
)
from ipsdesk.services.work_support import (
    adjustments_of,
    at_risk_of,
    contacts_of,
    milestones_of_job,
    milestones_said,
    plans_of,
)

CHANGES, CLIENTS, EMPLOYERS = Change.__table__, Client.__table__, Employer.__table__
QUALIFICATIONS, SHIFTS = Qualification.__table__, UsualShift.__table__
OF_CLIENT: BindParameter[int] = bindparam("client")
ACTIVITIES = (
    select(A, EMPLOYERS.c.name.label("employer"), EMPLOYERS.c.own_service)
    .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
    .where(live(A), A.c.client_id == OF_CLIENT)
    .order_by(A.c.started_on.desc(), A.c.id.desc())
)
NONE = Contacts(0, ())


def read_work(connection: Connection, client: int, today: date) -> WorkPage:
    """Everything of one person."""
    found = connection.execute(ACTIVITIES, {"client": client}).all()
    lines = _lines(connection, client, found, today, rates_of(connection).wages)
    at_risk = at_risk_of(connection, client)
    return WorkPage(
        today, due_of(lines, at_risk, today), lines, at_risk, tuple(_qualifications(connection, client))
    )


def _lines(
    connection: Connection, client: int, found: Sequence[Any], today: date, wages: Sequence[WageRate]
) -> tuple[WorkLine, ...]:
    ids = [row.id for row in found]
    born_on = connection.scalar(select(CLIENTS.c.born_on).where(CLIENTS.c.id == client))
    counted = _counted(connection, client, today)
    facts, shifts = facts_of(connection, ids), _shifts(connection, ids)
    said, plans = milestones_said(connection, ids), plans_of(connection, ids)
    adjustments = adjustments_of(connection, client, today)
    contacts = contacts_of(connection, client, [(row.id, row.started_on, row.ended_on) for row in found])
    lines = [
        _line(
            row,
            today,
            facts[row.id],
            tests={"born_on": born_on, "wages": wages},
            counted=counted.get(row.id, (None, "")),
            parts={
                "shifts": tuple(shifts[row.id]),
                "milestones": milestones_of_job(row, said[row.id]) if row.kind in JOB_KINDS else (),
                "support": plans.get(row.id),
                "contacts": contacts.get(row.id, NONE),
                "adjustments": tuple(adjustments[row.id]),
            },
        )
        for row in found
    ]
    return tuple(sorted(lines, key=lambda line: _place(line, today)))


def _place(line: WorkLine, today: date) -> tuple[int, int]:
    """What is under way or to come first, jobs before steps; then what is over."""
    is_over = line.is_over(today)
    return is_over, 0 if is_over or line.is_job else 1


def _line(
    row: Any,
    today: date,
    changes: Sequence[Fact],
    *,
    tests: Mapping[str, Any],
    counted: tuple[date | None, str],
    parts: Mapping[str, Any],
) -> WorkLine:
    day = min(today, row.ended_on or today)
    at = {name: held(row, changes, name, max(day, row.started_on)) for name in
          ("contract", "weekly_hours", "agreed_seconds", "hourly_pay", "permitted_work")}  # fmt: skip
    category = at["permitted_work"] or NOT_PERMITTED_WORK
    return WorkLine(
        id=row.id,
        kind=row.kind,
        name=job_name(row.title, row.employer, row.reference),
        title=row.title or "",
        employer=row.employer or "",
        own_service=bool(row.own_service),
        started_on=row.started_on,
        planned_end_on=row.planned_end_on,
        review_on=row.review_on,
        ended=_end(row),
        contract=at["contract"] or "",
        weekly_seconds=at["weekly_hours"],
        agreed_seconds=at["agreed_seconds"],
        hourly_pay=at["hourly_pay"],
        category="" if category == NOT_PERMITTED_WORK else category,
        counted_on=counted[0],
        four_hours_on=row.four_hours_on,
        why_not=counted[1],
        matches_preference=row.matches_preference or "",
        same_pay=row.same_pay,
        tests=_tests(row, changes, tests) if row.kind in JOB_KINDS else (),
        pay_today=_pay_today(row, changes, day, tests) if row.kind in JOB_KINDS else "",
        facts=tuple(rows_of(row, changes)),
        **parts,
    )


def _end(row: Any) -> HowItEnded | None:
    if row.ended_on is None:
        return None
    return HowItEnded(
        row.ended_on,
        row.end_reason or "",
        row.heard_of_end_on,
        row.view_of_end or "",
        row.learned or "",
        row.next_help_offered,
    )


def _tests(row: Any, changes: Sequence[Fact], known: Mapping[str, Any]) -> Any:
    pay = held(row, changes, "hourly_pay", row.started_on)
    asked = AskedJob(row.kind, row.started_on, pay, row.open_to_anyone, row.set_aside, row.service_end)
    return four_tests(asked, known["born_on"], known["wages"])


def _pay_today(row: Any, changes: Sequence[Fact], day: date, known: Mapping[str, Any]) -> str:
    """Pay as it is now against what is owed now, where either is not as it was on the first day."""
    born_on, wages = known["born_on"], known["wages"]
    if born_on is None or day <= row.started_on:
        return ""
    then, now = (
        (held(row, changes, "hourly_pay", on), minimum_pay(on, age_on(on, born_on), wages))
        for on in (row.started_on, day)
    )
    return "" if now == then or now[0] is None else pay_working(now[0], day, born_on, wages)


def _counted(connection: Connection, client: int, today: date) -> dict[int, tuple[date | None, str]]:
    """Of each job the day it counts from, and why it is not counted, as the figures have it."""
    job = jobs()
    statement = select(job.c.id, job.c.counted_on, job.c.reason).where(job.c.client_id == client)
    chosen = chosen_on(connection, today)
    return {id_: (day, reason or "") for id_, day, reason in connection.execute(statement, chosen)}


def _shifts(connection: Connection, ids: Iterable[int]) -> defaultdict[int, list[ShiftLine]]:
    found: defaultdict[int, list[ShiftLine]] = defaultdict(list)
    statement = select(SHIFTS).where(live(SHIFTS), SHIFTS.c.activity_id.in_(of_ids()))
    for row in connection.execute(statement, given_ids(ids)):
        line = ShiftLine(row.id, row.day, row.from_time, row.to_time, row.travel_minutes)
        found[row.activity_id].append(line)
    for lines in found.values():
        lines.sort(key=lambda one: (WEEKDAYS.index(one.day), one.from_time, one.id))
    return found


def _qualifications(connection: Connection, client: int) -> Iterable[QualificationLine]:
    own = QUALIFICATIONS.c
    statement = select(own.id, own.title, own.attained_on).where(
        live(QUALIFICATIONS), own.client_id == client
    )
    for row in connection.execute(statement.order_by(own.attained_on.desc(), own.id.desc())):
        yield QualificationLine(row.id, row.title, row.attained_on)
