"""What jobs and steps ask for on Today: milestones, planned ends and reviews, support in work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from sqlalchemy import Date, Select, and_, case, func, literal, null, or_, select, union_all

from ipsdesk.measures.permitted import is_job
from ipsdesk.measures.sqlite import Expression, plus_days, plus_months
from ipsdesk.measures.terms import A, Condition, live, there_is, within
from ipsdesk.measures.window import LAST
from ipsdesk.models import InWorkPlan, Milestone
from ipsdesk.rules.milestones import FIRST_TWO, MONTHS, THIRTEEN_WEEKS
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.today_asked import (
    EMPLOYERS,
    UNTIL,
    is_on_caseload,
    is_under_way,
    job_words,
    lines_of,
)
from ipsdesk.services.today_lines import TodayKind

CONFIRMED, SUPPORT = Milestone.__table__, InWorkPlan.__table__
MILESTONE_DAYS, NEW_DAYS = THIRTEEN_WEEKS, THIRTEEN_WEEKS - 1
"""How long a milestone waits to be confirmed (the next one’s day comes then); how long a job is new."""

MILESTONES: Mapping[str, Callable[[Expression], Expression]] = {
    FIRST_TWO[0]: partial(plus_days, days=THIRTEEN_WEEKS),
    **{f"{months} months": partial(plus_months, months=months) for months in MONTHS},
}
"""The days after a job's start on which it is asked whether the person is still in work, as figures count."""

GOES_ON = or_(A.c.ended_on.is_(None), A.c.ended_on > LAST)


def _milestones() -> Select[Any]:
    """Of jobs that go on, from the day's coming near until it is confirmed, or until the next one's day."""
    each = [
        lines_of(A.c.client_id, A.c.id, due(A.c.started_on), job_words(), more=literal(name))
        .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
        .where(
            is_job(),
            within(due(A.c.started_on), plus_days(LAST, -MILESTONE_DAYS), UNTIL),
            GOES_ON,
            is_on_caseload(A.c.client_id),
            ~_is_confirmed(name),
        )
        for name, due in MILESTONES.items()
    ]
    own = union_all(*each).subquery("milestones").c
    together = case((own.more.in_(FIRST_TWO), FIRST_TWO[0]), else_=own.more)
    which = case((func.count() > 1, " and ".join(FIRST_TWO)), else_=func.max(own.more))
    day = func.max(own.due_on, type_=Date)
    return select(own.client, own.record, day, null(), func.max(own.text), which).group_by(
        own.client, own.record, together
    )


def _is_confirmed(milestone: str) -> Condition:
    own = CONFIRMED.c
    return there_is(CONFIRMED, live(CONFIRMED), own.activity_id == A.c.id, own.milestone == milestone)


def _steps_due() -> Select[Any]:
    """Steps and jobs that go on, whose planned end or review comes near or has passed."""
    end, review = A.c.planned_end_on, A.c.review_on
    is_end = and_(end.is_not(None), or_(review.is_(None), end <= review))
    day = func.min(func.coalesce(end, review), func.coalesce(review, end), type_=Date)
    return (
        lines_of(A.c.client_id, A.c.id, day, job_words(), more=is_end)
        .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
        .where(
            live(A),
            or_(end <= UNTIL, review <= UNTIL),
            A.c.started_on <= LAST,
            GOES_ON,
            is_under_way(A.c.client_id),
        )
    )


def _unsupported() -> Select[Any]:
    """New jobs that go on without an in-work support plan."""
    return (
        lines_of(A.c.client_id, A.c.id, null(), job_words(), more=A.c.started_on)
        .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
        .where(
            is_job(),
            within(A.c.started_on, plus_days(LAST, -NEW_DAYS), LAST),
            GOES_ON,
            is_on_caseload(A.c.client_id),
            ~there_is(SUPPORT, live(SUPPORT), SUPPORT.c.activity_id == A.c.id),
        )
    )


WORK_ASKED: Mapping[TodayKind, Packed] = {
    TodayKind.MILESTONE: Packed(_milestones, "last", "until"),
    TodayKind.STEP_DUE: Packed(_steps_due, "last", "until"),
    TodayKind.NO_SUPPORT: Packed(_unsupported, "last"),
}
