"""Access and caseload: referrals, people reached, the caseload on the last day."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Any

from sqlalchemy import Select, case, func, or_, select

from ipsdesk.measures.entry import access_day
from ipsdesk.measures.measure import Measure, Section, Shape, measure
from ipsdesk.measures.sqlite import Expression, days_between
from ipsdesk.measures.terms import (
    E,
    as_number,
    in_permitted_work,
    is_specialist,
    live,
    named_specialist_on,
    no_reason,
    on_caseload,
    people,
    posts,
    served,
    share_of_people,
    state,
    team_on,
    there_is,
    within,
)
from ipsdesk.measures.window import FIRST, LAST, YEAR_FIRST
from ipsdesk.models import Client, Plan, Team
from ipsdesk.rules.codes import NOT_READY
from ipsdesk.rules.definitions import Subject
from ipsdesk.rules.targets import Goal, PerSpecialistYear, PerWteInPost, Sense

access = partial(measure, section=Section.ACCESS)


def _referrals_with(day: str, reason: Expression | None = None) -> Select[Any]:
    reason = no_reason() if reason is None else reason.label("reason")
    return select(E.c.id.label("subject"), state(reason.element), reason).where(
        live(E), within(E.c[day], FIRST, LAST)
    )


def _on_caseload(met: Expression) -> Select[Any]:
    return select(E.c.client_id, as_number(met).label("met")).where(on_caseload(LAST))


@access(
    "access.referrals",
    "Referrals received",
    words="Referrals received in the period.",
    source="S1",
    subjects="referral",
)
def referrals() -> Select[Any]:
    return _referrals_with("received_on")


@access(
    "access.accepted",
    "Referrals accepted",
    words="Referrals accepted in the period.",
    source="G",
    subjects="referral",
)
def accepted() -> Select[Any]:
    return _referrals_with("accepted_on")


@access(
    "access.started",
    "People started",
    words="People whose first face-to-face meeting with the employment specialist was in the period, "
    "each once.",
    source="S4",
    depends=(Subject.ACCESS,),
    subjects="client",
    unit="people",
    goal=PerSpecialistYear(Sense.AT_LEAST, (Fraction(35),), later=(Fraction(45),)),
)
def started() -> Select[Any]:
    return people(select(E.c.client_id, no_reason()).where(live(E), within(access_day(), FIRST, LAST)))


@access(
    "access.served",
    "People served",
    words="People who had started by the end of the period and were not closed before its first day, "
    "each once.",
    source="S1",
    subjects="client",
    unit="people",
)
def served_in_period() -> Select[Any]:
    return people(select(E.c.client_id, no_reason()).where(served(FIRST, LAST)))


@access(
    "access.served_year",
    "People served in the year",
    words="People served in the year to the last day, each once.",
    source="S1",
    subjects="client",
    unit="people",
    goal=PerSpecialistYear(Sense.BETWEEN, (Fraction(50), Fraction(75)), over_year=True),
)
def served_in_year() -> Select[Any]:
    return people(select(E.c.client_id, no_reason()).where(served(YEAR_FIRST, LAST)))


@access(
    "access.days_to_start",
    "Days from acceptance to start",
    words="Mean days from acceptance to the first face-to-face meeting, for referrals started in the period.",
    source="G",
    subjects="referral",
    shape=Shape.MEAN,
    unit="days",
)
def days_to_start() -> Select[Any]:
    reason = case((E.c.accepted_on.is_(None), "no date of acceptance"))
    return _referrals_with("started_on", reason).add_columns(
        days_between(E.c.accepted_on, E.c.started_on).label("amount")
    )


@access(
    "access.not_ready",
    "Declined as not ready",
    words="Referrals declined in the period for the reason 'not ready'. Zero exclusion: this should be 0.",
    source="S4",
    subjects="referral",
    goal=Goal(Sense.AT_MOST, (Fraction(0),)),
)
def not_ready() -> Select[Any]:
    return _referrals_with(
        "declined_on",
        case((func.lower(func.coalesce(E.c.decline_reason, "")) != NOT_READY, "declined for another reason")),
    )


@access(
    "caseload.working",
    "Working caseload",
    words="People on the caseload on the last day, less those in the permitted-work group.",
    source="S1",
    subjects="client",
    unit="people",
    goal=PerWteInPost(Sense.AT_MOST, (Fraction(25),)),
)
def working_caseload() -> Select[Any]:
    reason = case((in_permitted_work(LAST, E.c.client_id), "in the permitted-work group"))
    return people(select(E.c.client_id, reason.label("reason")).where(on_caseload(LAST)))


@access(
    "caseload.permitted_work",
    "Permitted-work group",
    words="People on the caseload on the last day who have a job that is permitted work on that day.",
    source="S1",
    subjects="client",
    unit="people",
    goal=PerWteInPost(Sense.AT_MOST, (Fraction(10),)),
)
def permitted_work_group() -> Select[Any]:
    return people(
        select(E.c.client_id, no_reason()).where(on_caseload(LAST), in_permitted_work(LAST, E.c.client_id))
    )


@access(
    "caseload.named_specialist",
    "Named employment specialist",
    words="Of the people on the caseload on the last day, those whose named member of staff is an employment "
    "specialist in post on that day.",
    source="S1",
    subjects="client",
    shape=Shape.SHARE,
    goal=Goal(Sense.AT_LEAST, (Fraction(1),)),
)
def named_specialist() -> Select[Any]:
    return share_of_people(_on_caseload(is_specialist(named_specialist_on(LAST), LAST, posts())))


@access(
    "caseload.plan",
    "Individual plan",
    words="Of the people on the caseload on the last day, those with an individual plan agreed since the "
    "referral was received.",
    source="S1",
    subjects="client",
    shape=Shape.SHARE,
    goal=Goal(Sense.AT_LEAST, (Fraction(1),)),
)
def individual_plan() -> Select[Any]:
    plan = Plan.__table__
    agreed = there_is(
        plan, live(plan), plan.c.client_id == E.c.client_id, within(plan.c.agreed_on, E.c.received_on, LAST)
    )
    return share_of_people(_on_caseload(agreed))


@access(
    "caseload.from_team",
    "Share of the teams' caseload",
    words="Of the people on the caseloads of the teams open on the last day (as last recorded by then), "
    "those "
    "on our caseload; one row for each team.",
    source="S1",
    subjects="team",
    shape=Shape.SHARE,
    goal=Goal(Sense.MORE_THAN, (Fraction(1, 2),)),
)
def from_team() -> Select[Any]:
    team, client = Team.__table__, Client.__table__
    ours = (
        select(E.c.client_id, team_on(LAST, client).label("team_id"))
        .join(client, client.c.id == E.c.client_id)
        .where(on_caseload(LAST))
        .subquery("our_caseload")
    )
    counted = (
        select(ours.c.team_id, func.count(ours.c.client_id.distinct()).label("people"))
        .group_by(ours.c.team_id)
        .subquery("our_share")
    )
    unknown = or_(team.c.caseload.is_(None), team.c.caseload_on.is_(None), team.c.caseload_on > LAST)
    reason = case((unknown, "no team caseload recorded by the last day"))
    return (
        select(
            team.c.id.label("subject"),
            state(reason),
            reason.label("reason"),
            func.coalesce(counted.c.people, 0).label("amount"),
            team.c.caseload.label("whole"),
        )
        .outerjoin(counted, counted.c.team_id == team.c.id)
        .where(
            live(team),
            or_(team.c.opened_on.is_(None), team.c.opened_on <= LAST),
            or_(team.c.closed_on.is_(None), team.c.closed_on >= LAST),
        )
    )


MEASURES: tuple[Measure, ...] = (
    referrals,
    accepted,
    started,
    served_in_period,
    served_in_year,
    days_to_start,
    not_ready,
    working_caseload,
    permitted_work_group,
    named_specialist,
    individual_plan,
    from_team,
)
