"""Staying in work: jobs kept to their milestones, and jobs at risk that were saved."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Any

from sqlalchemy import Date, FromClause, Select, and_, case, func, or_, select

from ipsdesk.measures.measure import Measure, Section, Shape, measure
from ipsdesk.measures.sqlite import Expression, earlier_of, plus_days, plus_months
from ipsdesk.measures.terms import (
    CC,
    A,
    C,
    Condition,
    E,
    as_number,
    counted_by,
    jobs,
    live,
    no_reason,
    on_caseload,
    open_on,
    people,
    served,
    state,
    there_is,
    within,
)
from ipsdesk.measures.window import FINANCIAL_EVE, FINANCIAL_FIRST, FIRST, GAP, JOB_SECONDS, LAST
from ipsdesk.models import Milestone
from ipsdesk.rules.codes import AT_RISK, JOB_KINDS, RETENTION_KEPT
from ipsdesk.rules.definitions import FOUR_HOURS, Subject
from ipsdesk.rules.milestones import THIRTEEN_WEEKS
from ipsdesk.rules.targets import Goal, Sense

SAID = Milestone.__table__
kept = partial(measure, section=Section.KEPT)

HALF = Goal(Sense.AT_LEAST, (Fraction(1, 2),))


def _is_broken(job: FromClause, milestone: Expression) -> Condition:
    """Some job of the person ended from the start to the milestone and none went on or followed in time."""
    ended, other = A.alias("ended_jobs"), A.alias("following_jobs")
    in_time = earlier_of(func.date(ended.c.ended_on, func.concat(GAP + 1, " days"), type_=Date), milestone)
    followed = there_is(
        other,
        live(other),
        other.c.kind.in_(JOB_KINDS),
        other.c.client_id == ended.c.client_id,
        other.c.started_on <= in_time,
        or_(other.c.ended_on.is_(None), other.c.ended_on > ended.c.ended_on),
    )
    return there_is(
        ended,
        live(ended),
        ended.c.kind.in_(JOB_KINDS),
        ended.c.client_id == job.c.client_id,
        ended.c.ended_on >= job.c.started_on,
        ended.c.ended_on < milestone,
        ~followed,
    )


def _milestone(
    key: str, title: str, source: str, goal: Goal | None, *, days: int = 0, months: int = 0
) -> Measure:
    """Of the counted jobs whose milestone falls in the period, those not ended before it."""

    name = title.removeprefix("Jobs kept ")

    def due(started_on: Expression) -> Expression:
        return plus_days(started_on, days) if days else plus_months(started_on, months)

    @kept(
        key,
        title,
        words=f"Of the counted jobs that reached {name} in the period, those not ended before that day.",
        source=source,
        depends=(Subject.JOB_HOURS, Subject.SUSTAINED),
        subjects="activity",
        shape=Shape.SHARE,
        goal=goal,
    )
    def jobs_kept() -> Select[Any]:
        job = jobs()
        milestone = due(job.c.started_on)
        not_counted = case(
            (job.c.reason.is_not(None), job.c.reason),
            (
                or_(job.c.counted_on.is_(None), job.c.counted_on > LAST),
                case(
                    (JOB_SECONDS == FOUR_HOURS, "four hours not worked by the last day"),
                    else_="the hours of a job start not worked by the last day",
                ),
            ),
        )
        is_kept = or_(
            job.c.ended_on.is_(None),
            job.c.ended_on >= milestone,
            and_(GAP >= 0, ~_is_broken(job, milestone)),
        )
        is_confirmed = there_is(
            SAID,
            live(SAID),
            SAID.c.activity_id == job.c.id,
            SAID.c.milestone == name,
            SAID.c.still_in_work.is_(True),
        )
        return select(
            job.c.id.label("subject"),
            state(not_counted),
            not_counted.label("reason"),
            as_number(is_kept).label("amount"),
            as_number(and_(is_kept, is_confirmed)).label("confirmed"),
        ).where(within(milestone, FIRST, LAST))

    return jobs_kept


@kept(
    "kept.from_last_year",
    "Still supported from last year",
    words="People with a counted job by 31 March that was current on 1 April of this financial year, "
    "who were "
    "on the caseload that day and have had a contact from it to the last day.",
    source="S4",
    depends=(Subject.JOB_HOURS,),
    subjects="client",
    unit="people",
)
def from_last_year() -> Select[Any]:
    job = jobs()
    supported = there_is(
        CC.join(C, C.c.id == CC.c.contact_id),
        CC.c.client_id == job.c.client_id,
        live(C),
        C.c.attended.is_(True),
        within(C.c.on_date, FINANCIAL_FIRST, LAST),
    )
    was_ours = there_is(E, E.c.client_id == job.c.client_id, on_caseload(FINANCIAL_FIRST))
    reason = case((~was_ours, "not on the caseload on 1 April"), (~supported, "no contact since 1 April"))
    return people(
        select(job.c.client_id, reason.label("reason")).where(
            counted_by(FINANCIAL_EVE, job), open_on(FINANCIAL_FIRST, job.c.started_on, job.c.ended_on)
        )
    )


@kept(
    "retention.supported",
    "People with a job at risk",
    words="People served in the period who came to the service with a job at risk.",
    source="S1",
    subjects="client",
    unit="people",
)
def retention_supported() -> Select[Any]:
    return people(
        select(E.c.client_id, no_reason()).where(served(FIRST, LAST), E.c.position_at_start == AT_RISK)
    )


@kept(
    "retention.kept",
    "Jobs at risk that were kept",
    words="Of the jobs at risk whose outcome is dated in the period, those kept, kept with changes, or "
    "exchanged for another job.",
    source="S1",
    subjects="referral",
    shape=Shape.SHARE,
    goal=HALF,
)
def retention_kept() -> Select[Any]:
    reason = case(
        (E.c.position_at_start != AT_RISK, "did not come with a job at risk"),
        (E.c.retention_outcome.is_(None), "no outcome recorded"),
    )
    return select(
        E.c.id.label("subject"),
        state(reason),
        reason.label("reason"),
        as_number(E.c.retention_outcome.in_(RETENTION_KEPT)).label("amount"),
    ).where(live(E), within(E.c.retention_outcome_on, FIRST, LAST))


MEASURES: tuple[Measure, ...] = (
    _milestone("kept.13_weeks", "Jobs kept 13 weeks", "S4", HALF, days=THIRTEEN_WEEKS),
    _milestone("kept.3_months", "Jobs kept 3 months", "S1", HALF, months=3),
    _milestone("kept.6_months", "Jobs kept 6 months", "S1", HALF, months=6),
    _milestone("kept.9_months", "Jobs kept 9 months", "S1", None, months=9),
    _milestone("kept.12_months", "Jobs kept 12 months", "S1", None, months=12),
    from_last_year,
    retention_supported,
    retention_kept,
)
