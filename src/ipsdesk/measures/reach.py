"""Who the service reaches: the people served in the period by age, gender, ethnic group, time and needs."""

from __future__ import annotations

from functools import partial
from typing import Any

from sqlalchemy import Select, case, func, literal, select

from ipsdesk.measures.measure import COUNTED, Measure, Section, Shape, measure
from ipsdesk.measures.sqlite import Expression, age_on, earlier_of, plus_months, values_of
from ipsdesk.measures.terms import Condition, E, no_reason, served, there_is
from ipsdesk.measures.window import FIRST, LAST
from ipsdesk.models import Client
from ipsdesk.rules.codes import ETHNIC_GROUPS, GENDERS, NEEDS

reach = partial(measure, section=Section.REACH, source="S1", subjects="client", shape=Shape.BANDS)

NOT_KNOWN = "not known"
AGES = {"65+": 65, "56-64": 56, "46-55": 46, "36-45": 36, "26-35": 26, "16-25": 16}
"""The youngest age of each band, oldest band first (NHS England's bands for IPS)."""

TIMES = {"under 3 months": 3, "3 to 6 months": 6, "6 to 12 months": 12, "1 to 2 years": 24}
"""The months at which each band ends; that day itself belongs to the next."""

LONGER, OTHER_NEED = "2 years or more", "other"
CLIENT = Client.__table__


def people_by(band: Expression, which: Condition) -> Select[Any]:
    """Each of these people once, with their band."""
    return select(
        CLIENT.c.id.label("subject"), literal(COUNTED).label("state"), no_reason(), band.label("band")
    ).where(which)


def served_by(band: Expression) -> Select[Any]:
    """Each person served in the period with their band."""
    return people_by(band, there_is(E, E.c.client_id == CLIENT.c.id, served(FIRST, LAST)))


def age_band() -> Expression:
    """The band of a person's age on the last day."""
    age = age_on(LAST, CLIENT.c.born_on)
    return case(*((age >= youngest, band) for band, youngest in AGES.items()), else_=NOT_KNOWN)


def gender_band() -> Expression:
    """A person's gender."""
    return func.coalesce(CLIENT.c.gender, NOT_KNOWN)


def ethnic_band() -> Expression:
    """The group that a person's ethnic category belongs to."""
    groups = ((CLIENT.c.ethnic_category.in_(codes), group) for group, codes in ETHNIC_GROUPS.items())
    return case(*groups, else_=NOT_KNOWN)


@reach(
    "profile.age",
    "Age",
    words="People served in the period by age on the last day; under 16 counts as not known.",
    bands=(*reversed(AGES), NOT_KNOWN),
)
def by_age() -> Select[Any]:
    return served_by(age_band())


@reach("profile.gender", "Gender", words="People served in the period by gender.", bands=GENDERS)
def by_gender() -> Select[Any]:
    return served_by(gender_band())


@reach(
    "profile.ethnic_group",
    "Ethnic group",
    words="People served in the period by ethnic group; not stated counts as not known.",
    bands=(*ETHNIC_GROUPS, NOT_KNOWN),
)
def by_ethnic_group() -> Select[Any]:
    return served_by(ethnic_band())


@reach(
    "profile.time_in_service",
    "Time in the service",
    words="People served in the period by the time from the start of their latest referral served in it "
    "to the "
    "day it was closed, or the last day if that is earlier.",
    bands=(*TIMES, LONGER),
)
def by_time_in_service() -> Select[Any]:
    newest = func.row_number().over(
        partition_by=E.c.client_id, order_by=[E.c.started_on.desc(), E.c.id.desc()]
    )
    latest = (
        select(E.c.client_id, E.c.started_on, E.c.closed_on, newest.label("rank"))
        .where(served(FIRST, LAST))
        .subquery("latest_episodes")
    )
    until = earlier_of(func.coalesce(latest.c.closed_on, LAST), LAST)
    ends = ((until < plus_months(latest.c.started_on, months), band) for band, months in TIMES.items())
    return select(
        latest.c.client_id.label("subject"),
        literal(COUNTED).label("state"),
        no_reason(),
        case(*ends, else_=LONGER).label("band"),
    ).where(latest.c.rank == 1)


@reach(
    "profile.needs",
    "Needs",
    words="People served in the period by need; a person can have several, and someone without any stands in "
    "no band.",
    bands=(*NEEDS, OTHER_NEED),
)
def by_need() -> Select[Any]:
    need = values_of(CLIENT.c.needs)
    known = func.lower(need.c.value)
    band = case((known.in_(NEEDS), known), else_=OTHER_NEED)
    return served_by(band).select_from(CLIENT).join(need, literal(value=True)).distinct()


MEASURES: tuple[Measure, ...] = (by_age, by_gender, by_ethnic_group, by_time_in_service, by_need)
