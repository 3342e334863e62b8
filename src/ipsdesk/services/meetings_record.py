"""One meeting with its agenda, decisions, actions and turns; of a closed item what the reader may know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, FromClause, Row, select

from ipsdesk.errors import CannotRun
from ipsdesk.measures.terms import live
from ipsdesk.models import AgendaItem, Client, DecisionMeeting, Links, MeetingAction, Staff, Turn
from ipsdesk.services.meetings_closed import CLOSED, CLOSED_ITEM, is_entitled
from ipsdesk.services.meetings_list import MeetingRow, read_meetings
from ipsdesk.services.restricted_access import RESTRICTED_RECORD, Access, access_of
from ipsdesk.services.roles import Workspace

MEETINGS, ITEMS, ACTIONS, TURNS, CLIENTS, STAFF = (
    DecisionMeeting.__table__,
    AgendaItem.__table__,
    MeetingAction.__table__,
    Turn.__table__,
    Client.__table__,
    Staff.__table__,
)
CLIENT_LINK, STAFF_LINK = DecisionMeeting.links()["client_ids"], DecisionMeeting.links()["staff_ids"]
GONE = "This meeting has been removed. Tools, Removed records can bring it back."


@dataclass(frozen=True, slots=True)
class ActionOf:
    """What somebody does after the meeting."""

    id: int
    number: int
    action: str
    owner: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda; where ``is_withheld`` there is nothing of it but its number."""

    id: int
    number: int
    title: str
    is_closed: bool
    is_withheld: bool
    proposed_by: str = ""
    resident: str = ""
    introduced_by: str = ""
    residents_view: str = ""
    discussion: str = ""
    decision: str = ""
    outcome: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    actions: tuple[ActionOf, ...] = ()


@dataclass(frozen=True, slots=True)
class TurnLine:
    """A turn that somebody was offered."""

    id: int
    meeting: int
    client: int
    name: str
    offered_on: date
    answer: str
    answered_on: date | None
    attended: bool | None
    prepared_on: date | None
    papers: str
    papers_on: date | None
    expenses: int | None
    expenses_on: date | None
    debrief_on: date | None
    is_withheld: bool


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """One meeting; ``entitled``: whether this account reads its closed items."""

    row: MeetingRow
    today: date
    entitled: bool
    from_time: str
    chair: str
    staff: tuple[str, ...]
    others: tuple[str, ...]
    signed_by: str
    shared_how: str
    items: tuple[Item, ...]
    turns: tuple[TurnLine, ...]

    @property
    def next_number(self) -> int:
        """The number of the next item."""
        return max((one.number for one in self.items), default=0) + 1


def read_meeting(connection: Connection, workspace: Workspace, meeting: int) -> MeetingRecord:
    """One meeting; raises ``CannotRun`` for one that was removed."""
    access, today = access_of(connection, workspace), workspace.today()
    found = connection.execute(select(MEETINGS).where(live(MEETINGS), MEETINGS.c.id == meeting)).first()
    if found is None:
        raise CannotRun(GONE)
    row = next(one for one in read_meetings(connection, access, today).meetings if one.id == meeting)
    entitled = is_entitled(connection, workspace, meeting)
    return MeetingRecord(
        row,
        today,
        entitled,
        found.from_time or "",
        staff_name(connection, found.chair_id),
        tuple(linked_names(connection, STAFF_LINK, STAFF, meeting)),
        tuple(found.others or ()),
        staff_name(connection, found.signed_by_id),
        found.shared_how or "",
        items_of(connection, access, meeting, entitled=entitled),
        read_turns(connection, access, TURNS.c.meeting_id == meeting),
    )


def staff_name(connection: Connection, staff: int | None) -> str:
    """What a member of staff is called; empty for nobody."""
    return connection.scalar(select(STAFF.c.name).where(STAFF.c.id == staff)) or ""


def linked_names(connection: Connection, link: Links, table: FromClause, owner: int) -> Sequence[str]:
    """Those still there whom a record names, in their order."""
    links = link.table.c
    return connection.scalars(
        select(table.c.name)
        .join(link.table, links[link.linked] == table.c.id)
        .where(links[link.owner] == owner, live(table))
        .order_by(links.position)
    ).all()


def items_of(connection: Connection, access: Access, meeting: int, *, entitled: bool) -> tuple[Item, ...]:
    """The agenda in its order, with the actions of each item."""
    actions: dict[int, list[ActionOf]] = {}
    found = select(ACTIONS, STAFF.c.name.label("member")).outerjoin(STAFF, STAFF.c.id == ACTIONS.c.owner_id)
    for row in connection.execute(
        found.where(live(ACTIONS), ACTIONS.c.meeting_id == meeting).order_by(ACTIONS.c.due_on, ACTIONS.c.id)
    ):
        one = ActionOf(row.id, row.number, row.action, row.member or row.owner or "", row.due_on, row.done_on)
        actions.setdefault(row.number, []).append(one)
    items = select(ITEMS, CLIENTS.c.name.label("resident")).outerjoin(
        CLIENTS, CLIENTS.c.id == ITEMS.c.client_id
    )
    rows = connection.execute(
        items.where(live(ITEMS), ITEMS.c.meeting_id == meeting).order_by(ITEMS.c.number, ITEMS.c.id)
    )
    return tuple(_item(row, actions, access, entitled=entitled) for row in rows)


def _item(
    row: Row[Any], actions: Mapping[int, Sequence[ActionOf]], access: Access, *, entitled: bool
) -> Item:
    is_closed = row.part == CLOSED
    if is_closed and not entitled:
        return Item(row.id, row.number, CLOSED_ITEM, is_closed=True, is_withheld=True)
    return Item(
        row.id, row.number, row.title, is_closed, not entitled and is_closed, row.proposed_by or "",
        RESTRICTED_RECORD if row.client_id in access.asked else row.resident or "",
        row.introduced_by or "", row.residents_view or "", row.discussion or "", row.decision or "",
        row.outcome or "", row.votes_for, row.votes_against, row.abstained,
        tuple(actions.get(row.number, ())),
    )  # fmt: skip


def read_turns(connection: Connection, access: Access, *which: Any) -> tuple[TurnLine, ...]:
    """The turns that are so, the last offered first."""
    rows = connection.execute(
        select(TURNS, CLIENTS.c.name)
        .join(CLIENTS, CLIENTS.c.id == TURNS.c.client_id)
        .where(live(TURNS), live(CLIENTS), *which)
        .order_by(TURNS.c.offered_on.desc(), TURNS.c.id.desc())
    )
    return tuple(_turn(row, access) for row in rows)


def _turn(row: Row[Any], access: Access) -> TurnLine:
    withheld = row.client_id in access.asked
    return TurnLine(
        row.id, row.meeting_id, row.client_id, RESTRICTED_RECORD if withheld else row.name, row.offered_on,
        row.answer or "", row.answered_on, row.attended, row.prepared_on, row.papers or "", row.papers_on,
        row.expenses, row.expenses_on, row.debrief_on, withheld,
    )  # fmt: skip
