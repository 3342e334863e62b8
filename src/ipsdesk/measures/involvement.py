"""Decisions taken together: the meetings that a representative of those who use the service attended."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sqlalchemy import Select, literal, select

from ipsdesk.measures.measure import COUNTED, Measure, Section, Shape, measure
from ipsdesk.measures.terms import as_number, live, no_reason, there_is, within
from ipsdesk.measures.window import FIRST, LAST
from ipsdesk.models import Client, DecisionMeeting
from ipsdesk.rules.targets import Goal, Sense

LINK = DecisionMeeting.links()["client_ids"]


@measure(
    "involvement.decisions",
    "Decisions taken together",
    Section.QUALITY,
    words="Of the meetings of the period in which decisions are taken, those that a representative of the "
    "people who use the service attended.",
    source="seed 002",
    subjects="decision meeting",
    shape=Shape.SHARE,
    goal=Goal(Sense.AT_LEAST, (Fraction(1),)),
)
def decisions_together() -> Select[Any]:
    meeting, client, links = DecisionMeeting.__table__, Client.__table__, LINK.table.c
    attended = there_is(
        LINK.table.join(client, client.c.id == links[LINK.linked]),
        live(client),
        links[LINK.owner] == meeting.c.id,
    )
    return select(
        meeting.c.id.label("subject"),
        literal(COUNTED).label("state"),
        no_reason(),
        as_number(attended).label("amount"),
        meeting.c.on_date.label("day"),
    ).where(live(meeting), within(meeting.c.on_date, FIRST, LAST))


MEASURES: tuple[Measure, ...] = (decisions_together,)
