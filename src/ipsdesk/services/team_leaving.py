"""Who leaves hands over first: the referrals that would still be theirs after the last day in post."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, select

from ipsdesk.measures.sqlite import later_of
from ipsdesk.measures.terms import E, live, named_specialist_on
from ipsdesk.measures.window import LAST
from ipsdesk.models import Record, Staff
from ipsdesk.rules.periods import DAY
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.saving import table_of

PEOPLE = table_of(Staff)
STILL_THEIRS = "Left: {them} still theirs after this day. Hand over first, or say to whom"


def theirs(staff: int, *columns: Any) -> Select[Any]:
    """Referrals under way, with a member of staff as named specialist on the last day of a window, or on
    the day they were received if that is later."""
    under_way = live(E), E.c.closed_on.is_(None), E.c.declined_on.is_(None)
    day = later_of(LAST, E.c.received_on)
    return select(*columns).select_from(E).where(*under_way, named_specialist_on(day) == staff)


def people_left(connection: Connection, staff: int, left_on: date) -> int:
    """How many people would still be theirs the day after they leave."""
    clients = theirs(staff, E.c.client_id).distinct()
    return len(connection.execute(clients, {"last": left_on + DAY}).all())


def leaving_words(name: str, people: int, left_on: date) -> str:
    """Why somebody can't be marked as having left; empty where nobody is theirs any more."""
    if not people:
        return ""
    them = "1 person is" if people == 1 else f"{people} people are"
    return (
        f"{them} still with {name} after {shown_day(left_on)}, those waiting to start included. "
        "Hand over first, or say to whom."
    )


def leaving_problems(
    connection: Connection, model: type[Record], id_: int | None, record: Mapping[str, Any]
) -> dict[str, str]:
    """Of the form of a member of staff: a day of leaving, newly said, after which people are still theirs."""
    left_on = record.get("left_on") if model is Staff else None
    if id_ is None or left_on is None:
        return {}
    if connection.scalar(select(PEOPLE.c.left_on).where(PEOPLE.c.id == id_)) == left_on:
        return {}
    people = people_left(connection, id_, left_on)
    them = "1 person is" if people == 1 else f"{people} people are"
    return {"left_on": STILL_THEIRS.format(them=them)} if people else {}
