"""The meetings in which decisions are taken, newest first, and those that are not open yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, func, select

from ipsdesk.measures.terms import live
from ipsdesk.models import AgendaItem, ClosedMeeting, DecisionMeeting, MeetingAction, Staff
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.employers_contacts import people_named, shown_names
from ipsdesk.services.restricted_access import Access

MEETINGS, ITEMS, ACTIONS, NOT_OPEN, STAFF = (
    DecisionMeeting.__table__,
    AgendaItem.__table__,
    MeetingAction.__table__,
    ClosedMeeting.__table__,
    Staff.__table__,
)
CLIENT_LINK = DecisionMeeting.links()["client_ids"]


class Standing(StrEnum):
    """How far a meeting and its minutes are."""

    AHEAD = "Ahead"
    HELD = "Not signed off"
    SIGNED = "Signed off"
    SHARED = "Shared"


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting; ``people`` attended as full voting members, as far as they may be named here."""

    id: int
    reference: str
    on: date
    kind: str
    name: str
    place: str
    is_open: bool
    people: tuple[str, ...]
    items: int
    closed: int
    actions_open: int
    standing: Standing
    version: int
    signed_on: date | None
    shared_on: date | None

    @property
    def called(self) -> str:
        """The unit's own name for it, else its kind."""
        return self.name or sentence_case(self.kind)


@dataclass(frozen=True, slots=True)
class MeetingList:
    """Every meeting; ``with_people`` of the ``held`` ones of the last 365 days had a representative."""

    today: date
    meetings: tuple[MeetingRow, ...]
    held: int
    with_people: int


@dataclass(frozen=True, slots=True)
class NotOpenRow:
    """A meeting that is not open to representatives yet, why not, and the plan to open it."""

    id: int
    name: str
    why: str
    plan: str
    open_by_on: date | None
    opened_on: date | None
    owner: str


@dataclass(frozen=True, slots=True)
class NotOpenList:
    """Those to be opened first, the soonest before others; then those that were."""

    today: date
    meetings: tuple[NotOpenRow, ...]


def standing_of(on: date, signed_on: date | None, shared_on: date | None, today: date) -> Standing:
    """How far a meeting is on a day."""
    if signed_on is None:
        return Standing.AHEAD if on > today else Standing.HELD
    return Standing.SIGNED if shared_on is None else Standing.SHARED


def read_meetings(connection: Connection, access: Access, today: date) -> MeetingList:
    """All of them."""
    items = (
        select(
            ITEMS.c.meeting_id,
            func.count().label("number"),
            func.count().filter(ITEMS.c.part == "closed").label("closed"),
        )
        .where(live(ITEMS))
        .group_by(ITEMS.c.meeting_id)
        .subquery("items_of")
    )
    actions = (
        select(ACTIONS.c.meeting_id, func.count().label("open"))
        .where(live(ACTIONS), ACTIONS.c.done_on.is_(None))
        .group_by(ACTIONS.c.meeting_id)
        .subquery("actions_of")
    )
    rows = connection.execute(
        select(MEETINGS, items.c.number, items.c.closed, actions.c.open)
        .outerjoin(items, items.c.meeting_id == MEETINGS.c.id)
        .outerjoin(actions, actions.c.meeting_id == MEETINGS.c.id)
        .where(live(MEETINGS))
        .order_by(MEETINGS.c.on_date.desc(), MEETINGS.c.id.desc())
    ).all()
    links = CLIENT_LINK.table
    named = people_named(connection, links, links.c[CLIENT_LINK.owner], [row.id for row in rows])
    meetings = tuple(
        MeetingRow(
            row.id, row.reference, row.on_date, row.kind, row.name or "", row.place or "", bool(row.open_to),
            shown_names(named.get(row.id, ()), access), row.number or 0, row.closed or 0, row.open or 0,
            standing_of(row.on_date, row.signed_on, row.shared_on, today), row.minutes_version,
            row.signed_on, row.shared_on,
        )
        for row in rows
    )  # fmt: skip
    held = [one for one in meetings if 0 <= (today - one.on).days < 365]
    return MeetingList(today, meetings, len(held), sum(bool(one.people) for one in held))


def read_not_open(connection: Connection, today: date) -> NotOpenList:
    """All of them."""
    own = NOT_OPEN.c
    rows = connection.execute(
        select(NOT_OPEN, STAFF.c.name.label("owner"))
        .outerjoin(STAFF, STAFF.c.id == own.owner_id)
        .where(live(NOT_OPEN))
        .order_by(own.opened_on.is_not(None), own.open_by_on.is_(None), own.open_by_on, func.lower(own.name))
    )
    return NotOpenList(
        today,
        tuple(
            NotOpenRow(row.id, row.name, row.why or "", row.plan or "", row.open_by_on, row.opened_on,
                       row.owner or "")
            for row in rows
        ),
    )  # fmt: skip
