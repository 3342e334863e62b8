"""What is handed to a person or taken to a meeting: the plan, the week, the summary for a care review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, Select, bindparam, func, or_, select

from ipsdesk.measures.terms import CC, A, C, live
from ipsdesk.models import (
    Adjustment,
    CareReview,
    Employer,
    Goal,
    GoalRating,
    Plan,
    PlanAction,
    Staff,
    TimetableEntry,
)
from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.calendar_reading import WORK
from ipsdesk.services.caseload_reading import who_am_i
from ipsdesk.services.caseload_record import Fact, read_record
from ipsdesk.services.caseload_words import CONTACT_WORDS, how_and_where
from ipsdesk.services.caseload_work import job_name
from ipsdesk.services.restricted_access import refuse_without_reason
from ipsdesk.services.roles import EVERYONE, Service, allowed
from ipsdesk.services.saving import table_of

CLIENT: BindParameter[int] = bindparam("client")
PLANS, GOALS, RATINGS = table_of(Plan), table_of(Goal), table_of(GoalRating)
ACTIONS, ADJUSTMENTS, ENTRIES = table_of(PlanAction), table_of(Adjustment), table_of(TimetableEntry)
REVIEWS, STAFF, EMPLOYERS = table_of(CareReview), table_of(Staff), table_of(Employer)
NEWEST_CONTACTS = 4
AT_WORK = "work"
"""The kind of what stands in the timetable that a shift is too."""

RATED = (
    select(RATINGS.c.rating)
    .where(live(RATINGS), RATINGS.c.goal_id == GOALS.c.id)
    .order_by(RATINGS.c.on_date.desc(), RATINGS.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
GOALS_OF = (
    select(GOALS, RATED.label("rating"))
    .where(live(GOALS), GOALS.c.client_id == CLIENT, GOALS.c.given_up_on.is_(None))
    .order_by(GOALS.c.reached_on.is_not(None), GOALS.c.set_on, GOALS.c.id)
)
ACTIONS_OF = (
    select(ACTIONS, STAFF.c.name.label("staff"))
    .outerjoin(STAFF, STAFF.c.id == ACTIONS.c.staff_id)
    .where(live(ACTIONS), ACTIONS.c.client_id == CLIENT)
    .order_by(ACTIONS.c.due_on.nulls_last(), ACTIONS.c.added_on, ACTIONS.c.id)
)
ADJUSTMENTS_OF = (
    select(ADJUSTMENTS)
    .where(live(ADJUSTMENTS), ADJUSTMENTS.c.client_id == CLIENT)
    .order_by(ADJUSTMENTS.c.asked_on.nulls_last(), ADJUSTMENTS.c.id)
)
REVIEWS_OF = select(REVIEWS).where(live(REVIEWS), REVIEWS.c.client_id == CLIENT).order_by(REVIEWS.c.on_date)


@dataclass(frozen=True, slots=True)
class GoalTold:
    """A goal in the person's own words, its last rating (0 to 10), and the day it was reached."""

    words: str
    rating: int | None
    reached_on: date | None


@dataclass(frozen=True, slots=True)
class ActionTold:
    """Something to be done: who does it (a name of ours, else a part), by when, when it was done."""

    words: str
    who: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class AdjustmentTold:
    """A reasonable adjustment at work and how far it is."""

    words: str
    asked_on: date | None
    agreed_on: date | None
    in_place_on: date | None
    access_to_work: bool


@dataclass(frozen=True, slots=True)
class PlanTold:
    """A person's plan as it stands today; actions done since it was agreed are still in it."""

    name: str
    specialist: str
    agreed_on: date | None
    next_review_on: date | None
    aim: str
    goals: tuple[GoalTold, ...]
    actions: tuple[ActionTold, ...]
    adjustments: tuple[AdjustmentTold, ...]


@dataclass(frozen=True, slots=True)
class WeekEntry:
    """What a person does on a day (0: Monday) of every week; the times are ``HH:MM``."""

    day: int
    from_time: str
    to_time: str
    kind: str
    what: str
    place: str


@dataclass(frozen=True, slots=True)
class WeekTold:
    """A person's usual week as it is today."""

    name: str
    today: date
    entries: tuple[WeekEntry, ...]


@dataclass(frozen=True, slots=True)
class ContactsSince:
    """The person's contacts from a day on: attended, missed, with employers, and the newest in words."""

    since: date | None
    attended: int
    missed: int
    with_employers: int
    newest: tuple[tuple[date, str, str], ...]


@dataclass(frozen=True, slots=True)
class ReviewTold:
    """What a care review has to know of the person's way to work; ``ask`` is our section of it."""

    plan: PlanTold
    number: str
    review_on: date | None
    last_on: date | None
    facts: tuple[Fact, ...]
    work: tuple[str, ...]
    contacts: ContactsSince
    ask: str
    today: date


class Handouts(Service):
    """What a person, or a meeting about them, is given on paper."""

    @allowed(*EVERYONE)
    def plan(self, client: int) -> PlanTold:
        """The plan with goals, actions and adjustments; raises ``ReasonNeeded``, ``CannotRun``."""
        with self.workspace.transactions.read() as connection:
            refuse_without_reason(connection, self.workspace, client)
            return self._plan(connection, client)

    @allowed(*EVERYONE)
    def week(self, client: int) -> WeekTold:
        """The weekly timetable as it is today; raises as ``plan`` does."""
        today = self.workspace.today()
        with self.workspace.transactions.read() as connection:
            refuse_without_reason(connection, self.workspace, client)
            record = read_record(connection, today, None, client)
            return WeekTold(record.person.name, today, read_week(connection, client, today))

    @allowed(*EVERYONE)
    def review(self, client: int) -> ReviewTold:
        """The summary for the next care review; raises as ``plan`` does."""
        space = self.workspace
        today = space.today()
        with space.transactions.read() as connection:
            refuse_without_reason(connection, space, client)
            me = who_am_i(connection, space.actor.account, space.actor.name)
            record = read_record(connection, today, me, client)
            reviews = connection.execute(REVIEWS_OF, {"client": client}).all()
            coming = next((row for row in reviews if row.on_date >= today and not row.held), None)
            held = [row.on_date for row in reviews if row.on_date <= today and row.held]
            last_on = max(held, default=None)
            return ReviewTold(
                self._plan(connection, client),
                record.nhs_number,
                coming.on_date if coming else None,
                last_on,
                record.facts,
                tuple(_work(connection, client, today)),
                _contacts(connection, client, last_on, today),
                (coming.our_section or "") if coming else "",
                today,
            )

    def _plan(self, connection: Connection, client: int) -> PlanTold:
        today = self.workspace.today()
        person = read_record(connection, today, None, client).person
        given = {"client": client}
        plan = connection.execute(_latest_plan(today), given).first()
        agreed_on = plan.agreed_on if plan else None
        return PlanTold(
            person.name,
            person.specialist,
            agreed_on,
            plan.next_review_on if plan else None,
            (plan.goal or "") if plan else "",
            tuple(_goal(row) for row in connection.execute(GOALS_OF, given)),
            tuple(
                _action(row)
                for row in connection.execute(ACTIONS_OF, given)
                if row.done_on is None or (agreed_on is not None and row.done_on >= agreed_on)
            ),
            tuple(_adjustment(row) for row in connection.execute(ADJUSTMENTS_OF, given)),
        )


def _latest_plan(today: date) -> Select[Any]:
    of_client = select(PLANS).where(live(PLANS), PLANS.c.client_id == CLIENT, PLANS.c.agreed_on <= today)
    return of_client.order_by(PLANS.c.agreed_on.desc(), PLANS.c.id.desc()).limit(1)


def _goal(row: Row[Any]) -> GoalTold:
    return GoalTold(row.goal, row.rating, row.reached_on)


def _action(row: Row[Any]) -> ActionTold:
    return ActionTold(row.action, row.staff or row.by_whom or "", row.due_on, row.done_on)


def _adjustment(row: Row[Any]) -> AdjustmentTold:
    return AdjustmentTold(
        row.adjustment, row.asked_on, row.agreed_on, row.in_place_on, bool(row.access_to_work)
    )


def read_week(connection: Connection, client: int, today: date) -> tuple[WeekEntry, ...]:
    """What the person does in a week that is usual today, from Monday on: shifts, and what is beside them."""
    shifts = tuple(_shifts(connection, client, today))
    entries = (one for one in _timetable(connection, client, today) if not _is_said(one, shifts))
    return tuple(sorted((*shifts, *entries), key=lambda one: (one.day, one.from_time)))


def _shifts(connection: Connection, client: int, today: date) -> Iterator[WeekEntry]:
    for row in connection.execute(WORK.where(A.c.client_id == client), {"first": today, "last": today}):
        name = job_name(row.title, row.name, row.reference)
        yield WeekEntry(WEEKDAYS.index(row.day), row.from_time, row.to_time, AT_WORK, name, row.town or "")


def _timetable(connection: Connection, client: int, today: date) -> Iterator[WeekEntry]:
    columns = ENTRIES.c
    statement = select(ENTRIES).where(
        live(ENTRIES),
        columns.client_id == client,
        or_(columns.starts_on.is_(None), columns.starts_on <= today),
        or_(columns.ends_on.is_(None), columns.ends_on >= today),
    )
    for row in connection.execute(statement.order_by(columns.id)):
        day = WEEKDAYS.index(row.day)
        yield WeekEntry(day, row.from_time, row.to_time, row.kind, row.what or "", row.place or "")


def _is_said(entry: WeekEntry, shifts: tuple[WeekEntry, ...]) -> bool:
    """What the timetable says of work within a shift is that shift."""
    return entry.kind == AT_WORK and any(
        one.day == entry.day and one.from_time <= entry.from_time and entry.to_time <= one.to_time
        for one in shifts
    )


def _work(connection: Connection, client: int, today: date) -> Iterator[str]:
    """What the person works at or learns today."""
    found = connection.execute(
        select(A.c.kind, A.c.title, A.c.reference, A.c.started_on, EMPLOYERS.c.name.label("employer"))
        .outerjoin(EMPLOYERS, EMPLOYERS.c.id == A.c.employer_id)
        .where(
            live(A),
            A.c.client_id == client,
            A.c.started_on <= today,
            or_(A.c.ended_on.is_(None), A.c.ended_on >= today),
        )
        .order_by(A.c.started_on)
    )
    for row in found:
        name = job_name(row.title, row.employer, row.reference)
        yield f"{name} ({row.kind}), since {shown_day(row.started_on)}"


def _contacts(connection: Connection, client: int, since: date | None, today: date) -> ContactsSince:
    of_client = [live(C), CC.c.client_id == client, C.c.on_date <= today]
    of_client += [C.c.on_date >= since] if since else []
    counts = connection.execute(
        select(
            func.total(C.c.attended),
            func.total(C.c.attended.is_(False)),
            func.total(C.c.attended & (C.c.kind == "employer")),
        )
        .join(CC, CC.c.contact_id == C.c.id)
        .where(*of_client)
    ).one()
    newest = connection.execute(
        select(C)
        .join(CC, CC.c.contact_id == C.c.id)
        .where(*of_client, C.c.attended)
        .order_by(C.c.on_date.desc(), C.c.id.desc())
        .limit(NEWEST_CONTACTS)
    )
    told = tuple((row.on_date, _contact_words(row), row.note or "") for row in newest)
    attended, missed, with_employers = (int(count) for count in counts)
    return ContactsSince(since, attended, missed, with_employers, told)


def _contact_words(row: Row[Any]) -> str:
    parts = (CONTACT_WORDS.get(row.kind, row.kind), how_and_where(row.mode, row.place))
    return ", ".join(part for part in parts if part)
