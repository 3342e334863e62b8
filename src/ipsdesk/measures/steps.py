"""Stepping stones: work experience, volunteering, education, training, qualifications."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any

from sqlalchemy import Select, select

from ipsdesk.measures.measure import Measure, Section, Shape, measure
from ipsdesk.measures.terms import (
    A,
    Condition,
    E,
    as_number,
    live,
    no_reason,
    open_on,
    people,
    served,
    share_of_people,
    within,
)
from ipsdesk.measures.window import FIRST, LAST, YEAR_FIRST
from ipsdesk.models import Qualification
from ipsdesk.rules.codes import SPECIALIST_SERVICE, STEP_KINDS
from ipsdesk.rules.targets import Goal, Sense

stepping_stones = partial(measure, section=Section.STEPS)


def _people_at(kind: str, when: Condition) -> Callable[[], Select[Any]]:
    return lambda: people(select(A.c.client_id, no_reason()).where(live(A), A.c.kind == kind, when))


def _step(kind: str) -> Measure:
    """People who started an activity of this kind in the period, beside those at one on the last day."""
    return stepping_stones(
        f"steps.{kind.replace(' ', '_')}",
        f"People who started {kind}",
        words=f"People who started {kind} in the period; beside it, people at it on the last day.",
        source="S1",
        subjects="client",
        unit="people",
        beside=_people_at(kind, open_on(LAST, A.c.started_on, A.c.ended_on)),
    )(_people_at(kind, within(A.c.started_on, FIRST, LAST)))


@stepping_stones(
    "steps.share",
    "Took a step towards work",
    words="Of the people served in the year to the last day, those who started work experience, "
    "volunteering, "
    "education or training in that year.",
    source="S1",
    subjects="client",
    shape=Shape.SHARE,
    goal=Goal(Sense.AT_LEAST, (Fraction(1, 2),)),
)
def took_a_step() -> Select[Any]:
    started = E.c.client_id.in_(
        select(A.c.client_id).where(
            live(A), A.c.kind.in_(STEP_KINDS), within(A.c.started_on, YEAR_FIRST, LAST)
        )
    )
    return share_of_people(
        select(E.c.client_id, as_number(started).label("met")).where(served(YEAR_FIRST, LAST))
    )


@stepping_stones(
    "steps.qualifications",
    "People who attained a qualification",
    words="People who attained a qualification in the period, each once.",
    source="S1",
    subjects="client",
    unit="people",
)
def qualifications() -> Select[Any]:
    attained = Qualification.__table__
    return people(
        select(attained.c.client_id, no_reason()).where(
            live(attained), within(attained.c.attained_on, FIRST, LAST)
        )
    )


specialist_services = stepping_stones(
    "steps.specialist",
    "People who started a specialist service",
    words="People who started with another specialist vocational service in the period, each once.",
    source="S1",
    subjects="client",
    unit="people",
)(_people_at(SPECIALIST_SERVICE, within(A.c.started_on, FIRST, LAST)))


MEASURES: tuple[Measure, ...] = (
    *map(_step, STEP_KINDS),
    took_a_step,
    qualifications,
    specialist_services,
)
