"""Closed items of meetings: who may read them, so that nothing tells others what was said there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, or_, select

from ipsdesk.errors import NotAllowed
from ipsdesk.measures.terms import live, there_is
from ipsdesk.models import Account, AgendaItem, DecisionMeeting, MeetingAction, Record
from ipsdesk.services.roles import Role, Workspace

MEETINGS, ITEMS, ACTIONS, ACCOUNTS = (
    DecisionMeeting.__table__,
    AgendaItem.__table__,
    MeetingAction.__table__,
    Account.__table__,
)
STAFF_LINK = DecisionMeeting.links()["staff_ids"]
THERE = STAFF_LINK.table.c
MEETING, ITEM, ACTION = (one.family.kind for one in (DecisionMeeting, AgendaItem, MeetingAction))
CLOSED, OPEN = "closed", "open"
CLOSED_ITEM = "Closed item"
ENTITLED = (Role.LEAD, Role.MANAGER)
NOT_YOURS = (
    "This is a closed item of a meeting, for leads, managers and the staff who were there. Nothing was opened"
    " or changed. Ask one of them."
)
NOT_TO_WRITE = "Closed items are written by leads, managers and the staff who were at the meeting"
NOT_YOURSELF = (
    "This meeting has closed items: ask a lead, a manager or somebody who was there to add you to it"
)
STAYS_CLOSED = "An action of a closed item stays with it. Write another one for the open item"
NO_ITEM = "The agenda of this meeting has no item {number}"
EVER_CLOSED = """
SELECT DISTINCT item.id FROM agenda_items AS item
JOIN audit_entries AS noted ON noted.record_id = item.id AND noted.kind = 'agenda item'
WHERE 'closed' IN (json_extract(noted.details, '$.before.part'), json_extract(noted.details, '$.after.part'))
"""

Key = tuple[str, int]


def my_staff(connection: Connection, workspace: Workspace) -> int | None:
    """The member of staff that the account is linked to; a name alone opens nothing."""
    staff = select(ACCOUNTS.c.staff_id).where(ACCOUNTS.c.id == workspace.actor.account)
    found: int | None = connection.scalar(staff)
    return found


def entitled_meetings(connection: Connection, workspace: Workspace) -> frozenset[int] | None:
    """The meetings whose closed items this account may read; None: all of them."""
    role = workspace.actor.role
    if role in ENTITLED:
        return None
    staff = my_staff(connection, workspace)
    if role is not Role.PRACTITIONER or staff is None:
        return frozenset()
    was_there = there_is(
        STAFF_LINK.table, THERE[STAFF_LINK.owner] == MEETINGS.c.id, THERE[STAFF_LINK.linked] == staff
    )
    return frozenset(
        connection.scalars(select(MEETINGS.c.id).where(or_(was_there, MEETINGS.c.chair_id == staff)))
    )


def is_entitled(connection: Connection, workspace: Workspace, meeting: int) -> bool:
    """Whether the account may read the closed items of a meeting."""
    meetings = entitled_meetings(connection, workspace)
    return meetings is None or meeting in meetings


def hidden_items(connection: Connection, workspace: Workspace) -> frozenset[Key]:
    """The items that are or once were closed, and their actions, of which this account is told nothing."""
    meetings = entitled_meetings(connection, workspace)
    if meetings is None:
        return frozenset()
    once = list(connection.exec_driver_sql(EVER_CLOSED).scalars())
    items = connection.execute(
        select(ITEMS.c.id, ITEMS.c.meeting_id, ITEMS.c.number).where(
            or_(ITEMS.c.part == CLOSED, ITEMS.c.id.in_(once)), ITEMS.c.meeting_id.not_in(meetings)
        )
    ).all()
    places = {(one.meeting_id, one.number) for one in items}
    actions = connection.execute(select(ACTIONS.c.id, ACTIONS.c.meeting_id, ACTIONS.c.number))
    hidden = {(ITEM, one.id) for one in items}
    return frozenset(hidden | {(ACTION, one.id) for one in actions if (one[1], one[2]) in places})


def refuse_closed(
    connection: Connection, workspace: Workspace, model: type[Record], record: Mapping[str, Any]
) -> None:
    """Raise ``NotAllowed`` for an item that is closed to this account, and for an action of one."""
    if _is_closed(connection, model, record) and not is_entitled(connection, workspace, record["meeting_id"]):
        raise NotAllowed(NOT_YOURS)


def closed_problems(
    connection: Connection,
    workspace: Workspace,
    model: type[Record],
    id_: int | None,
    kept: Mapping[str, Any],
) -> dict[str, str]:
    """What this account may not write of a meeting, by field: a closed item, or that it was there."""
    if _is_closed(connection, model, kept) and not is_entitled(connection, workspace, kept["meeting_id"]):
        return {"part" if model is AgendaItem else "number": NOT_TO_WRITE}
    if model is MeetingAction:
        return _misplaced(connection, id_, kept)
    if model is DecisionMeeting and id_ is not None and _lets_in(connection, workspace, id_, kept):
        return {"staff_ids": NOT_YOURSELF}
    return {}


def _misplaced(connection: Connection, id_: int | None, kept: Mapping[str, Any]) -> dict[str, str]:
    """That an action is of no item, or was agreed under a closed item and would be told to everybody."""
    item = select(ITEMS.c.id).where(
        live(ITEMS), ITEMS.c.meeting_id == kept.get("meeting_id"), ITEMS.c.number == kept.get("number")
    )
    if connection.scalar(item.limit(1)) is None:
        return {"number": NO_ITEM.format(number=kept.get("number"))}
    row = connection.execute(select(ACTIONS).where(ACTIONS.c.id == id_)).mappings().first()
    was_closed = row is not None and _is_closed(connection, MeetingAction, dict(row))
    moved = was_closed and not _is_closed(connection, MeetingAction, kept)
    return {"number": STAYS_CLOSED} if moved else {}


def _lets_in(connection: Connection, workspace: Workspace, meeting: int, kept: Mapping[str, Any]) -> bool:
    """Whether the account would open to itself what is closed, what once was, or what was removed of it."""
    me = my_staff(connection, workspace)
    among = me is not None and (me in (kept.get("staff_ids") or ()) or kept.get("chair_id") == me)
    if not among or is_entitled(connection, workspace, meeting):
        return False
    once = list(connection.exec_driver_sql(EVER_CLOSED).scalars())
    closed = select(ITEMS.c.id).where(
        ITEMS.c.meeting_id == meeting, or_(ITEMS.c.part == CLOSED, ITEMS.c.id.in_(once))
    )
    return connection.scalar(closed.limit(1)) is not None


def _is_closed(connection: Connection, model: type[Record], record: Mapping[str, Any]) -> bool:
    if model is AgendaItem:
        return bool(record.get("part") == CLOSED)
    if model is not MeetingAction:
        return False
    item = select(ITEMS.c.id).where(
        live(ITEMS),
        ITEMS.c.meeting_id == record.get("meeting_id"),
        ITEMS.c.number == record.get("number"),
        ITEMS.c.part == CLOSED,
    )
    return connection.scalar(item.limit(1)) is not None


__all__ = ["CLOSED_ITEM", "NOT_YOURS", "closed_problems", "hidden_items", "is_entitled", "refuse_closed"]
