"""Working together: meetings with teams, contact with their leads and with partners, supervision."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Any

from sqlalchemy import CTE, FromClause, Select, and_, func, literal, or_, select

from ipsdesk.measures.measure import COUNTED, Measure, Section, Shape, measure
from ipsdesk.measures.sqlite import months_within, weeks_within
from ipsdesk.measures.terms import (
    C,
    Condition,
    as_number,
    is_specialist,
    live,
    no_reason,
    posts,
    there_is,
    within,
)
from ipsdesk.measures.window import FIRST, LAST
from ipsdesk.models import Supervision, Team, TeamMeeting
from ipsdesk.models.together import team_meeting_staff
from ipsdesk.rules.codes import MEETING_KINDS, SUPERVISION_KINDS
from ipsdesk.rules.targets import Goal, Sense

together = partial(measure, section=Section.TOGETHER)

ALL = Goal(Sense.AT_LEAST, (Fraction(1),))
MEETINGS_A_MONTH = 2


def _open_throughout(team: FromClause, span: FromClause) -> Condition:
    return and_(
        live(team),
        or_(team.c.opened_on.is_(None), team.c.opened_on <= span.c.first),
        or_(team.c.closed_on.is_(None), team.c.closed_on >= span.c.last),
    )


def _team_spans(spans: CTE, met: Condition, team: FromClause) -> Select[Any]:
    """A row for each team and span of days throughout which it was open."""
    return select(
        team.c.id.label("subject"),
        literal(COUNTED).label("state"),
        no_reason(),
        as_number(met).label("amount"),
        spans.c.first.label("day"),
    ).join_from(team, spans, _open_throughout(team, spans))


@together(
    "team.meetings",
    "Referral meetings attended",
    words="Of the team-months (each team open throughout the month, each whole calendar month in the "
    "period), "
    "those with two or more referral or allocation meetings attended by an employment specialist.",
    source="S1",
    subjects="team",
    shape=Shape.SHARE,
    goal=ALL,
)
def team_meetings() -> Select[Any]:
    team, month = Team.__table__, months_within(FIRST, LAST)
    return _team_spans(month, allocation_meetings(team, month) >= MEETINGS_A_MONTH, team)


def allocation_meetings(team: FromClause, month: FromClause) -> Any:
    """How many referral or allocation meetings of the team a specialist attended in the month."""
    meeting, attended, post = TeamMeeting.__table__, team_meeting_staff, posts()
    by_specialist = there_is(
        attended,
        attended.c.meeting_id == meeting.c.id,
        is_specialist(attended.c.staff_id, meeting.c.on_date, post),
    )
    return (
        select(func.count())
        .select_from(meeting)
        .where(
            live(meeting),
            meeting.c.team_id == team.c.id,
            meeting.c.kind == MEETING_KINDS[0],
            within(meeting.c.on_date, month.c.first, month.c.last),
            by_specialist,
        )
        .correlate_except(meeting)
        .scalar_subquery()
    )


def meetings_by_month() -> Select[Any]:
    """How many of them there were, for each team and whole calendar month of the period."""
    team, month = Team.__table__, months_within(FIRST, LAST)
    return select(team.c.id, month.c.first, allocation_meetings(team, month)).join_from(
        team, month, _open_throughout(team, month)
    )


@together(
    "team.lead_contact",
    "Weekly contact with the clinical vocational lead",
    words="Of the team-weeks (each team open throughout the week, each Monday to Sunday wholly in the "
    "period), "
    "those with a contact with the clinical vocational lead of that team.",
    source="S1",
    subjects="team",
    shape=Shape.SHARE,
    goal=ALL,
)
def lead_contact() -> Select[Any]:
    team, week = Team.__table__, weeks_within(FIRST, LAST)
    met = there_is(
        C,
        live(C),
        C.c.team_id == team.c.id,
        C.c.kind == "clinical vocational lead",
        C.c.attended.is_(True),
        within(C.c.on_date, week.c.first, week.c.last),
    )
    return _team_spans(week, met, team)


@together(
    "team.partner_contacts",
    "Contacts with partner agencies",
    words="Contacts with Jobcentre Plus or another partner agency in the period.",
    source="S1",
    subjects="contact",
    unit="contacts",
)
def partner_contacts() -> Select[Any]:
    return select(C.c.id.label("subject"), literal(COUNTED).label("state"), no_reason()).where(
        live(C),
        C.c.kind == "partner agency",
        C.c.attended.is_(True),
        within(C.c.on_date, FIRST, LAST),
    )


@together(
    "team.supervision",
    "Monthly supervision",
    words="Of the specialist-months (each whole calendar month in the period, each employment specialist in "
    "post on its first and its last day), those with a one-to-one supervision.",
    source="S4",
    subjects="staff",
    shape=Shape.SHARE,
    goal=ALL,
)
def supervision() -> Select[Any]:
    month, on_first, session = months_within(FIRST, LAST), posts(), Supervision.__table__
    supervised = there_is(
        session,
        live(session),
        session.c.staff_id == on_first.c.staff_id,
        session.c.kind == SUPERVISION_KINDS[0],
        within(session.c.on_date, month.c.first, month.c.last),
    )
    return (
        select(
            on_first.c.staff_id.label("subject"),
            literal(COUNTED).label("state"),
            no_reason(),
            as_number(supervised).label("amount"),
            month.c.first.label("day"),
        )
        .join_from(month, on_first, within(month.c.first, on_first.c.first, on_first.c.last))
        .where(is_specialist(on_first.c.staff_id, month.c.last, on_first.alias("on_last")))
    )


MEASURES: tuple[Measure, ...] = (team_meetings, lead_contact, partner_contacts, supervision)
