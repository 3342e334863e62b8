"""The figures behind the fidelity items that records can propose a score for, each with its cases."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from sqlalchemy import FromClause, Select, and_, case, func, literal, or_, select

from ipsdesk.measures.jobs import is_competitive
from ipsdesk.measures.measure import Measure, Section, Shape, measure
from ipsdesk.measures.search import contacts_per_week, days_to_employer
from ipsdesk.measures.sqlite import Expression, days_from_to, weeks_within
from ipsdesk.measures.terms import (
    CC,
    A,
    C,
    Condition,
    E,
    as_number,
    is_job_seeker,
    is_specialist,
    job_fact,
    jobs,
    live,
    named_specialist_on,
    no_reason,
    on_caseload,
    open_on,
    people,
    posts,
    state,
    team_on,
    there_is,
    within,
)
from ipsdesk.measures.window import FIRST, LAST
from ipsdesk.models import Absence, Client, Employer, LogReview, Team
from ipsdesk.models.staff import WTE_SCALE, staff_teams
from ipsdesk.rules.codes import CONTACT_KINDS, CONTACT_PLACES, CONTRACTS, JOB_KINDS

behind = partial(measure, section=Section.QUALITY, source="fidelity scale", asked=False)
CLIENTS, EMPLOYERS, TEAMS = Client.__table__, Employer.__table__, Team.__table__
OTHER_DUTIES, PERMANENT = CONTACT_KINDS[-1], CONTRACTS[0]
OUTSIDE = CONTACT_PLACES[2:4]
"""In the community and at workplaces."""


# ---- the caseload -----------------------------------------------------------------------------------


def _wte() -> Select[Any]:
    post = posts()
    in_post: tuple[Expression, ...] = (func.sum(post.c.wte), literal(WTE_SCALE))
    return select(*in_post).where(within(LAST, post.c.first, post.c.last))


@behind(
    "fidelity.item_1",
    "Caseload for each full-time specialist",
    words="People on the caseload on the day for each WTE of the specialists in post on it.",
    subjects="client",
    shape=Shape.RATE,
    per=_wte,
)
def caseload() -> Select[Any]:
    return people(select(E.c.client_id, no_reason()).where(on_caseload(LAST)))


@behind(
    "fidelity.item_4",
    "Caseload from the specialists’ own teams",
    words="Of the people on the caseload on the day who have a named specialist in post, those whose "
    "team is one of the specialist's teams.",
    subjects="client",
    shape=Shape.SHARE,
)
def from_teams() -> Select[Any]:
    known = (
        select(
            E.c.client_id,
            named_specialist_on(LAST).label("staff_id"),
            team_on(LAST, CLIENTS).label("team_id"),
        )
        .join(CLIENTS, CLIENTS.c.id == E.c.client_id)
        .where(on_caseload(LAST))
        .subquery("on_caseload")
    )
    reason = case(
        (known.c.staff_id.is_(None), "nobody is named as specialist"),
        (~is_specialist(known.c.staff_id, LAST, posts()), "the one named is no specialist on the day"),
    )
    own = there_is(
        staff_teams, staff_teams.c.staff_id == known.c.staff_id, staff_teams.c.team_id == known.c.team_id
    )
    return select(
        known.c.client_id.label("subject"),
        state(reason),
        reason.label("reason"),
        as_number(own).label("amount"),
    )


# ---- time -------------------------------------------------------------------------------------------


def _minutes(counts: Condition) -> Select[Any]:
    """Minutes of contacts in the window that a specialist made; the amount is those that count."""
    reason = case(
        (C.c.attended.is_(False), "not attended"),
        (C.c.staff_id.is_(None), "nobody is named who made it"),
        (~is_specialist(C.c.staff_id, C.c.on_date, posts()), "made by somebody who is no specialist"),
        (func.coalesce(C.c.minutes, 0) == 0, "no minutes recorded"),
    )
    return select(
        C.c.id.label("subject"),
        state(reason),
        reason.label("reason"),
        case((counts, C.c.minutes), else_=0).label("amount"),
        func.coalesce(C.c.minutes, 0).label("whole"),
    ).where(live(C), within(C.c.on_date, FIRST, LAST))


@behind(
    "fidelity.item_2",
    "Time on employment services",
    words="Of the minutes that specialists recorded in the window, those that were no other duties.",
    subjects="contact",
    shape=Shape.SHARE,
)
def employment_time() -> Select[Any]:
    return _minutes(C.c.kind != OTHER_DUTIES)


@behind(
    "fidelity.item_24",
    "Time outside the unit and office",
    words="Of the minutes that specialists recorded in the window, those in the community or at a workplace.",
    subjects="contact",
    shape=Shape.SHARE,
)
def time_outside() -> Select[Any]:
    return _minutes(C.c.place.in_(OUTSIDE))


# ---- employers --------------------------------------------------------------------------------------


@behind(
    "fidelity.item_16",
    "Employer contacts that fit the plan",
    words="Of the contacts with employers in the window credited to at least one person, those that match "
    "the person's plan.",
    subjects="contact",
    shape=Shape.SHARE,
)
def matching() -> Select[Any]:
    reason = case(
        (C.c.attended.is_(False), "not attended"),
        (~there_is(CC, CC.c.contact_id == C.c.id), "credited to nobody"),
    )
    return select(
        C.c.id.label("subject"),
        state(reason),
        reason.label("reason"),
        as_number(C.c.matches_plan.is_(True)).label("amount"),
    ).where(live(C), C.c.kind == "employer", within(C.c.on_date, FIRST, LAST))


# ---- jobs -------------------------------------------------------------------------------------------


def _why_not_counted(job: FromClause) -> Expression:
    return case(
        (job.c.reason.is_not(None), job.c.reason),
        (or_(job.c.counted_on.is_(None), job.c.counted_on > LAST), "too few hours of paid work yet"),
    )


def _different(what: Expression, lacking: str) -> Select[Any]:
    """Counted jobs current on some day of the window; the amount is 1 for the first of each kind."""
    job = jobs()
    rows = (
        select(job.c.id, job.c.started_on, what.label("what"), _why_not_counted(job).label("why"))
        .join(A, A.c.id == job.c.id)
        .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
        .where(job.c.started_on <= LAST, or_(job.c.ended_on.is_(None), job.c.ended_on >= FIRST))
        .subquery("jobs_of_window")
    )
    reason = case((rows.c.why.is_not(None), rows.c.why), (rows.c.what.is_(None), lacking))
    place = func.row_number().over(
        partition_by=[rows.c.what, reason], order_by=[rows.c.started_on, rows.c.id]
    )
    return select(
        rows.c.id.label("subject"),
        state(reason),
        reason.label("reason"),
        as_number(place == 1).label("amount"),
    )


@behind(
    "fidelity.item_19",
    "Different kinds of job",
    words="Different types of job among the counted jobs current on some day of the window that name a type.",
    subjects="activity",
    shape=Shape.SHARE,
)
def kinds_of_job() -> Select[Any]:
    return _different(func.nullif(func.trim(A.c.job_type), ""), "no type of job recorded")


@behind(
    "fidelity.item_20",
    "Different employers",
    words="Different employers among the counted jobs current on some day of the window that name one.",
    subjects="activity",
    shape=Shape.SHARE,
)
def employers() -> Select[Any]:
    return _different(EMPLOYERS.c.id, "no employer recorded")


@behind(
    "fidelity.item_21",
    "Competitive, permanent jobs",
    words="Of the counted jobs current on the day, those that are competitive and permanent.",
    subjects="activity",
    shape=Shape.SHARE,
)
def lasting() -> Select[Any]:
    job = jobs()
    why = _why_not_counted(job)
    permanent = job_fact(job.c.started_on, "contract", job) == PERMANENT
    return select(
        job.c.id.label("subject"),
        state(why),
        why.label("reason"),
        as_number(and_(permanent, is_competitive(job))).label("amount"),
    ).where(job.c.started_on <= LAST, open_on(LAST, job.c.started_on, job.c.ended_on))


BEHIND_ITEMS: Mapping[int, Measure] = {
    1: caseload,
    2: employment_time,
    4: from_teams,
    15: days_to_employer,
    16: matching,
    17: contacts_per_week,
    19: kinds_of_job,
    20: employers,
    21: lasting,
    24: time_outside,
}
"""The measure that counts what an item asks for, over the window of its review."""


def looking_for_work() -> Select[Any]:
    """How many people look for work on the day: job seekers on the caseload without a current job."""
    employed = select(A.c.client_id).where(
        live(A), A.c.kind.in_(JOB_KINDS), open_on(LAST, A.c.started_on, A.c.ended_on)
    )
    return select(func.count(E.c.client_id.distinct())).where(
        on_caseload(LAST), is_job_seeker(), E.c.client_id.not_in(employed)
    )


def log_weeks() -> Select[Any]:
    """Each week wholly in the window of each specialist at work in it, and whether it was reviewed."""
    week, post, absence, review = weeks_within(FIRST, LAST), posts(), Absence.__table__, LogReview.__table__
    days = days_from_to(FIRST, LAST)
    away = there_is(
        absence, live(absence), absence.c.staff_id == post.c.staff_id,
        within(days.c.day, absence.c.from_on, absence.c.to_on),
    )  # fmt: skip
    at_work = (
        select(post.c.staff_id, week.c.first)
        .select_from(days)
        .join(week, within(days.c.day, week.c.first, week.c.last))
        .join(post, and_(within(days.c.day, post.c.first, post.c.last), ~away))
        .distinct()
        .subquery("at_work")
    )
    reviewed = there_is(
        review, live(review), review.c.staff_id == at_work.c.staff_id,
        review.c.week_starting_on == at_work.c.first, review.c.reviewed_on <= LAST,
    )  # fmt: skip
    return select(at_work.c.staff_id, at_work.c.first, as_number(reviewed).label("reviewed"))


def most_teams() -> Select[Any]:
    """The most teams that a specialist in post on the day works with."""
    post = posts()
    own = (
        select(func.count().label("teams"))
        .select_from(staff_teams)
        .join(TEAMS, and_(TEAMS.c.id == staff_teams.c.team_id, live(TEAMS)))
        .where(is_specialist(staff_teams.c.staff_id, LAST, post))
        .group_by(staff_teams.c.staff_id)
        .subquery("teams_of_each")
    )
    return select(func.coalesce(func.max(own.c.teams), 0))
