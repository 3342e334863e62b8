"""What was agreed with a person: plans, actions, adjustments at work, and the week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, select

from ipsdesk.measures.terms import A, live
from ipsdesk.models import Adjustment, Employer, Plan, PlanAction, Staff, TimetableEntry
from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.services.caseload_work import job_name

ACTIONS, ADJUSTMENTS, EMPLOYERS = PlanAction.__table__, Adjustment.__table__, Employer.__table__
PLANS, STAFF, WEEK = Plan.__table__, Staff.__table__, TimetableEntry.__table__


@dataclass(frozen=True, slots=True)
class PlanLine:
    """An individual plan; ``review_due`` is the review that has not been yet."""

    id: int
    agreed_on: date
    goal: str
    reviewed_on: date | None
    review_due: date | None


@dataclass(frozen=True, slots=True)
class ActionLine:
    """Something somebody is to do: ``who`` in words, by name where it is one of us."""

    id: int
    action: str
    who: str
    added_on: date
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class AdjustmentLine:
    """A reasonable adjustment, how far it has come, and in which job."""

    id: int
    adjustment: str
    job: str
    asked_on: date | None
    agreed_on: date | None
    in_place_on: date | None
    access_to_work: bool | None


@dataclass(frozen=True, slots=True)
class WeekLine:
    """What a person does on a day of every week; ``is_now`` unless it has ended or not begun."""

    id: int
    day: str
    from_time: str
    to_time: str
    kind: str
    what: str
    place: str
    starts_on: date | None
    ends_on: date | None
    is_now: bool


@dataclass(frozen=True, slots=True)
class PlanPage:
    """All of it: plans newest first, actions by due date and those done last, the week from Monday on."""

    today: date
    plans: tuple[PlanLine, ...]
    actions: tuple[ActionLine, ...]
    adjustments: tuple[AdjustmentLine, ...]
    week: tuple[WeekLine, ...]


def read_plan_page(connection: Connection, client: int, today: date) -> PlanPage:
    """Of one person."""
    return PlanPage(
        today,
        tuple(_plans(connection, client)),
        tuple(sorted(_actions(connection, client), key=_urgency)),
        tuple(_adjustments(connection, client)),
        tuple(sorted(_week(connection, client, today), key=_place_in_week)),
    )


def _plans(connection: Connection, client: int) -> Iterator[PlanLine]:
    newest_first = (PLANS.c.agreed_on.desc(), PLANS.c.id.desc())
    statement = select(PLANS).where(live(PLANS), PLANS.c.client_id == client).order_by(*newest_first)
    for row in connection.execute(statement):
        due, done = row.next_review_on, row.reviewed_on
        reviewed = due is not None and done is not None and done >= due
        yield PlanLine(row.id, row.agreed_on, row.goal or "", done, None if reviewed else due)


def _actions(connection: Connection, client: int) -> Iterator[ActionLine]:
    statement = (
        select(ACTIONS, STAFF.c.name.label("staff"))
        .outerjoin(STAFF, STAFF.c.id == ACTIONS.c.staff_id)
        .where(live(ACTIONS), ACTIONS.c.client_id == client)
    )
    for row in connection.execute(statement):
        who = row.staff or row.by_whom or ""
        yield ActionLine(row.id, row.action, who, row.added_on, row.due_on, row.done_on)


def _urgency(line: ActionLine) -> tuple[bool, date, int]:
    """What is not done first, by due date; then what is done, the latest first."""
    if line.done_on is None:
        return False, line.due_on or date.max, line.id
    return True, date.fromordinal(date.max.toordinal() - line.done_on.toordinal()), -line.id


def _adjustments(connection: Connection, client: int) -> Iterator[AdjustmentLine]:
    statement = (
        select(ADJUSTMENTS, A.c.title, A.c.reference, EMPLOYERS.c.name)
        .outerjoin(A, and_(A.c.id == ADJUSTMENTS.c.activity_id, live(A)))
        .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
        .where(live(ADJUSTMENTS), ADJUSTMENTS.c.client_id == client)
        .order_by(ADJUSTMENTS.c.id.desc())
    )
    for row in connection.execute(statement):
        job = job_name(row.title, row.name, row.reference) if row.reference else ""
        steps = row.asked_on, row.agreed_on, row.in_place_on
        yield AdjustmentLine(row.id, row.adjustment, job, *steps, row.access_to_work)


def _week(connection: Connection, client: int, today: date) -> Iterator[WeekLine]:
    for row in connection.execute(select(WEEK).where(live(WEEK), WEEK.c.client_id == client)):
        begun = row.starts_on is None or row.starts_on <= today
        is_now = begun and (row.ends_on is None or row.ends_on >= today)
        yield WeekLine(row.id, row.day, row.from_time, row.to_time, row.kind, row.what or "", row.place or "",
                       row.starts_on, row.ends_on, is_now)  # fmt: skip


def _place_in_week(line: WeekLine) -> tuple[int, Any]:
    return WEEKDAYS.index(line.day), (line.from_time, line.to_time, line.id)
