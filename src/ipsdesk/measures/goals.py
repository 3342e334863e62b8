"""Goals, plans and advice: how near people say they are, plans looked at again, care coordinators advised."""

from __future__ import annotations

from functools import partial
from typing import Any

from sqlalchemy import Select, and_, case, func, literal, select

from ipsdesk.measures.measure import COUNTED, Measure, Section, Shape, measure
from ipsdesk.measures.sqlite import Expression
from ipsdesk.measures.terms import (
    CC,
    C,
    Condition,
    E,
    as_number,
    live,
    no_reason,
    on_caseload,
    state,
    there_is,
    within,
)
from ipsdesk.measures.window import FIRST, LAST
from ipsdesk.models import Client, Goal, GoalRating, Plan, Staff

goals = partial(measure, section=Section.GOALS)

GOAL = Goal.__table__


def _rating(*conditions: Any, first: bool = False) -> Expression:
    """The last of a goal's ratings that meet the conditions (or the first); of one day the last entered."""
    rating = GoalRating.__table__
    day = rating.c.on_date.asc() if first else rating.c.on_date.desc()
    return (
        select(rating.c.rating)
        .where(live(rating), rating.c.goal_id == GOAL.c.id, *conditions)
        .order_by(day, rating.c.id.desc())
        .limit(1)
        .correlate(GOAL)
        .scalar_subquery()
    )


@goals(
    "goals.progress",
    "Goals that came nearer",
    words="Of the goals rated in the period that have an earlier rating, those whose last rating in it is "
    "above the rating before the period or, if there is none, above the first.",
    source="P",
    subjects="goal",
    shape=Shape.SHARE,
)
def goals_progress() -> Select[Any]:
    rating = GoalRating.__table__
    in_period = within(rating.c.on_date, FIRST, LAST)
    first_on, last_on = (
        select(found(rating.c.on_date, type_=rating.c.on_date.type))
        .where(live(rating), rating.c.goal_id == GOAL.c.id, in_period)
        .correlate(GOAL)
        .scalar_subquery()
        for found in (func.min, func.max)
    )
    before = _rating(rating.c.on_date < FIRST)
    known = (
        select(
            GOAL.c.id,
            GOAL.c.client_id,
            first_on.label("first_on"),
            last_on.label("last_on"),
            before.label("before"),
            _rating(in_period, first=True).label("first_rating"),
            _rating(in_period).label("last_rating"),
        )
        .where(live(GOAL))
        .subquery("rated_goals")
    )
    rated_once = and_(known.c.before.is_(None), known.c.first_on == known.c.last_on)
    reason = case((rated_once, "no earlier rating"))
    nearer = known.c.last_rating > func.coalesce(known.c.before, known.c.first_rating)
    return select(
        known.c.id.label("subject"),
        state(reason),
        reason.label("reason"),
        as_number(nearer).label("amount"),
        known.c.last_on.label("day"),
    ).where(known.c.last_on.is_not(None))


@goals(
    "goals.reached",
    "Goals reached",
    words="Goals reached on a day of the period.",
    source="P",
    subjects="goal",
    unit="goals",
)
def goals_reached() -> Select[Any]:
    return select(
        GOAL.c.id.label("subject"),
        literal(COUNTED).label("state"),
        no_reason(),
        GOAL.c.reached_on.label("day"),
    ).where(live(GOAL), within(GOAL.c.reached_on, FIRST, LAST))


@goals(
    "plans.reviewed",
    "Plans reviewed",
    words="Of the plans with their next review in the period, those reviewed on or before its last day and "
    "not before they were agreed.",
    source="P",
    subjects="plan",
    shape=Shape.SHARE,
)
def plans_reviewed() -> Select[Any]:
    plan = Plan.__table__
    return select(
        plan.c.id.label("subject"),
        literal(COUNTED).label("state"),
        no_reason(),
        as_number(within(plan.c.reviewed_on, plan.c.agreed_on, LAST)).label("amount"),
        plan.c.next_review_on.label("day"),
    ).where(live(plan), within(plan.c.next_review_on, FIRST, LAST))


@goals(
    "advice.coordinators",
    "Care coordinators in touch with us",
    words="Of the care coordinators of people on the caseload on the last day, those with a care coordinator "
    "contact in the period credited to one of their people.",
    source="S1",
    subjects="care coordinator",
    shape=Shape.SHARE,
)
def advice_coordinators() -> Select[Any]:
    staff, theirs = Staff.__table__, Client.__table__.alias("their_people")
    coordinates = and_(live(theirs), theirs.c.care_coordinator_id == staff.c.id)
    on_it = there_is(theirs.join(E, E.c.client_id == theirs.c.id), coordinates, on_caseload(LAST))
    return select(
        staff.c.id.label("subject"),
        literal("staff").label("kind"),
        literal(COUNTED).label("state"),
        no_reason(),
        as_number(staff.c.id.in_(_advised())).label("amount"),
    ).where(live(staff), on_it)


def _advised() -> Select[Any]:
    """The care coordinators of the clients to whom a contact with a care coordinator is credited."""
    client = Client.__table__
    met: Condition = and_(
        live(C),
        C.c.kind == "care coordinator",
        C.c.attended.is_(True),
        within(C.c.on_date, FIRST, LAST),
    )
    return (
        select(client.c.care_coordinator_id)
        .select_from(C)
        .join(CC, CC.c.contact_id == C.c.id)
        .join(client, client.c.id == CC.c.client_id)
        .where(met, live(client), client.c.care_coordinator_id.is_not(None))
    )


MEASURES: tuple[Measure, ...] = (goals_progress, goals_reached, plans_reviewed, advice_coordinators)
