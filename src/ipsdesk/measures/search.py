"""Rapid job search: how soon and how often people meet employers."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Any

from sqlalchemy import Select, and_, case, func, literal, or_, select

from ipsdesk.measures.entry import clock_day, first_employer_contact, not_declined, on_the_clock
from ipsdesk.measures.measure import COUNTED, LEFT_OUT, NOT_YET, Measure, Section, Shape, measure
from ipsdesk.measures.sqlite import Expression, days_between, days_from_to, materialized, plus_days
from ipsdesk.measures.terms import (
    CC,
    C,
    as_number,
    counted_by,
    face_to_face_with_employer,
    jobs,
    live,
    no_reason,
    posts,
    state,
    there_is,
    within,
)
from ipsdesk.measures.window import FIRST, LAST, MONTH_FIRST
from ipsdesk.models import Absence, Employer
from ipsdesk.rules.definitions import Subject
from ipsdesk.rules.targets import Goal, Sense

search = partial(measure, section=Section.SEARCH)

DAYS_TO_EMPLOYER = 30


@search(
    "search.days_to_employer",
    "Days to the first employer",
    words="Mean days from the first meeting with the specialist to the first face-to-face employer contact "
    "credited to the person, by specialist or person, for job seekers whose first such contact was in the "
    "period. Not yet: job seekers on the caseload on the last day who have had neither that nor a job.",
    source="S4",
    depends=(Subject.CLOCK, Subject.JOB_HOURS),
    subjects="referral",
    shape=Shape.MEAN,
    unit="days",
    waits=True,
    goal=Goal(Sense.AT_MOST, (Fraction(DAYS_TO_EMPLOYER),)),
)
def days_to_employer() -> Select[Any]:
    first, job = first_employer_contact(C.c.on_date <= LAST, on_the_clock(FIRST, LAST)), jobs()
    met = first.c.met_on >= FIRST
    waiting = and_(first.c.met_on.is_(None), or_(first.c.closed_on.is_(None), first.c.closed_on > LAST))
    employed = materialized(select(job.c.episode_id).where(counted_by(LAST, job)), "employed")
    has_job = first.c.episode_id.in_(select(employed.c.episode_id))
    return select(
        first.c.episode_id.label("subject"),
        case((met, COUNTED), (has_job, LEFT_OUT), else_=NOT_YET).label("state"),
        case((met, None), (has_job, "in a job without an employer contact before it")).label("reason"),
        days_between(first.c.started_on, case((met, first.c.met_on), else_=LAST)).label("amount"),
    ).where(or_(met, waiting))


@search(
    "search.within_30_days",
    "Met an employer within 30 days",
    words="Of the job seekers whose day 30 falls in the period, closed before it or not, those whose first "
    "face-to-face employer contact came on or before it.",
    source="S4",
    depends=(Subject.CLOCK,),
    subjects="referral",
    shape=Shape.SHARE,
    goal=Goal(Sense.AT_LEAST, (Fraction(1),)),
)
def within_30_days() -> Select[Any]:
    begun = plus_days(FIRST, -DAYS_TO_EMPLOYER)
    day_30_in_period = and_(within(clock_day(), begun, plus_days(LAST, -DAYS_TO_EMPLOYER)), not_declined())
    first = first_employer_contact(within(C.c.on_date, begun, LAST), day_30_in_period)
    day_30 = plus_days(first.c.started_on, DAYS_TO_EMPLOYER)
    return select(
        first.c.episode_id.label("subject"),
        literal(COUNTED).label("state"),
        no_reason(),
        as_number(first.c.met_on <= day_30).label("amount"),
    )


@search(
    "employers.contacted",
    "Employers contacted in the month",
    words="Different employers contacted, in any way, in the calendar month of the last day up to that day.",
    source="S1",
    subjects="employer",
    unit="employers",
)
def employers_contacted() -> Select[Any]:
    employer = Employer.__table__
    named = select(C.c.employer_id).where(
        live(C), C.c.kind == "employer", C.c.attended.is_(True), within(C.c.on_date, MONTH_FIRST, LAST)
    )
    return select(employer.c.id.label("subject"), literal(COUNTED).label("state"), no_reason()).where(
        live(employer), employer.c.id.in_(named)
    )


def _specialist_weeks() -> Select[Any]:
    """Days at work of each specialist in the period, whatever the WTE, and the 7 that make a week."""
    post, absence, days = posts(), Absence.__table__, days_from_to(FIRST, LAST)
    away = there_is(
        absence,
        live(absence),
        absence.c.staff_id == post.c.staff_id,
        within(days.c.day, absence.c.from_on, absence.c.to_on),
    )
    at_work = and_(within(days.c.day, post.c.first, post.c.last), ~away)
    counted: list[Expression] = [func.count().label("days"), literal(7).label("a_week")]
    return select(*counted).join_from(days, post, at_work)


@search(
    "employers.per_week",
    "Employer contacts a week",
    words="Face-to-face employer contacts credited to at least one person, for each week a specialist was in "
    "post and not away.",
    source="fidelity item 17",
    subjects="contact",
    shape=Shape.RATE,
    per=_specialist_weeks,
    goal=Goal(Sense.AT_LEAST, (Fraction(6),)),
)
def contacts_per_week() -> Select[Any]:
    credited = there_is(CC, CC.c.contact_id == C.c.id)
    reason = case((~credited, "credited to nobody"))
    return select(C.c.id.label("subject"), state(reason), reason.label("reason")).where(
        face_to_face_with_employer(), within(C.c.on_date, FIRST, LAST)
    )


MEASURES: tuple[Measure, ...] = (days_to_employer, within_30_days, employers_contacted, contacts_per_week)
