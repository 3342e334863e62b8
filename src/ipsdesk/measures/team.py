"""The team itself: who is named for each clinical team, files audited, training kept up."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, literal, or_, select

from ipsdesk.measures.measure import CALENDAR_MONTH, COUNTED, Measure, Section, Shape, measure
from ipsdesk.measures.sqlite import month_key, months_within
from ipsdesk.measures.terms import (
    as_number,
    is_specialist,
    live,
    no_reason,
    open_on,
    posts,
    there_is,
    within,
)
from ipsdesk.measures.together import ALL
from ipsdesk.measures.window import FIRST, LAST, YEAR_FIRST
from ipsdesk.models import FileAudit, Staff, StaffTraining, Team
from ipsdesk.models.staff import staff_teams
from ipsdesk.rules.codes import STAFF_TOPICS


@measure(
    "team.specialist_named",
    "Teams with a named specialist",
    Section.TOGETHER,
    words="Of the teams open on the last day, those that an employment specialist of that day is named for.",
    source="S4",
    subjects="team",
    shape=Shape.SHARE,
    goal=ALL,
)
def specialist_named() -> Select[Any]:
    team, named = Team.__table__, staff_teams.c
    theirs = there_is(staff_teams, named.team_id == team.c.id, is_specialist(named.staff_id, LAST, posts()))
    return select(
        team.c.id.label("subject"),
        literal(COUNTED).label("state"),
        no_reason(),
        as_number(theirs).label("amount"),
    ).where(
        live(team),
        or_(team.c.opened_on.is_(None), team.c.opened_on <= LAST),
        or_(team.c.closed_on.is_(None), team.c.closed_on >= LAST),
    )


@measure(
    "team.audits",
    "Monthly file audit",
    Section.QUALITY,
    words="Of the whole calendar months in the period, those with a file audit.",
    source="S4",
    subjects=CALENDAR_MONTH,
    shape=Shape.SHARE,
    goal=ALL,
)
def audits() -> Select[Any]:
    month, audit = months_within(FIRST, LAST), FileAudit.__table__
    held = there_is(audit, live(audit), within(audit.c.on_date, month.c.first, month.c.last))
    subject: Any = month_key(month.c.first)
    return select(
        subject.label("subject"),
        literal(COUNTED).label("state"),
        no_reason(),
        as_number(held).label("amount"),
    ).select_from(month)


@measure(
    "team.training",
    "Yearly training",
    Section.QUALITY,
    words="Of the staff in post on the last day, those with training in each of the five yearly topics (IPS, "
    "health and safety, disability and equality law, in-work benefits, working with employers) in the year "
    "to it.",
    source="S1",
    subjects="staff",
    shape=Shape.SHARE,
    goal=ALL,
)
def training() -> Select[Any]:
    staff, done = Staff.__table__, StaffTraining.__table__
    topics = (
        select(func.count(done.c.topic.distinct()))
        .where(
            live(done),
            done.c.staff_id == staff.c.id,
            done.c.topic.in_(STAFF_TOPICS),
            within(done.c.on_date, YEAR_FIRST, LAST),
        )
        .correlate(staff)
        .scalar_subquery()
    )
    return select(
        staff.c.id.label("subject"),
        literal(COUNTED).label("state"),
        no_reason(),
        as_number(topics == len(STAFF_TOPICS)).label("amount"),
    ).where(live(staff), open_on(LAST, staff.c.started_on, staff.c.left_on))


MEASURES: tuple[Measure, ...] = (specialist_named, audits, training)
