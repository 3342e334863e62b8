"""What follows from a saved record, written with it, so that nothing is typed twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from sqlalchemy import select

from ipsdesk.measures.terms import live
from ipsdesk.models import (
    AgendaItem,
    DecisionMeeting,
    Involvement,
    MeetingAction,
    Rate,
    Record,
    StaffTraining,
    Turn,
)
from ipsdesk.services.restricted_access import refuse_without_reason
from ipsdesk.services.saving import Saving, Values, record_at, records_at
from ipsdesk.services.training_step import (
    follow_rate,
    follow_rate_removal,
    raise_action,
    settle_action,
    unsettle_action,
)

STANDING_ITEM = "Feedback from people who use the service"
STANDING = "standing item"
MEETING = "meeting"
MONITORING = frozenset({"clinical governance"})
INVOLVEMENTS, ACTIONS = Involvement.__table__, MeetingAction.__table__
PLACE = ("meeting_id", "number")


def _begin_agenda(saving: Saving, meeting: Values) -> None:
    """The first item of every meeting."""
    item = {"meeting_id": meeting["id"], "number": 1, "title": STANDING_ITEM, "proposed_by": STANDING}
    saving.add(AgendaItem, blank(AgendaItem) | item)


def _follow_turn(saving: Saving, turn: Values) -> None:
    """Who took a turn is among those who attended the meeting; who did not is not."""
    if turn["attended"] is None:
        return
    meeting = record_at(saving.connection, DecisionMeeting, turn["meeting_id"])
    there = [one for one in meeting["client_ids"] if one != turn["client_id"]]
    after = [*there, turn["client_id"]] if turn["attended"] else there
    if set(after) != set(meeting["client_ids"]):
        saving.alter(DecisionMeeting, meeting, {"client_ids": after})


AFTER_ADDING: Mapping[type[Record], Callable[[Saving, Values], None]] = {
    DecisionMeeting: _begin_agenda,
    Turn: _follow_turn,
    Rate: raise_action,
    StaffTraining: settle_action,
}
AFTER_CHANGING: Mapping[type[Record], Callable[[Saving, Values], None]] = {
    Turn: _follow_turn,
    StaffTraining: settle_action,
}


def follow(saving: Saving, model: type[Record], id_: int, *, is_new: bool) -> None:
    """Write what goes with a record that was just added or changed."""
    step = (AFTER_ADDING if is_new else AFTER_CHANGING).get(model)
    if step is not None:
        step(saving, record_at(saving.connection, model, id_))


def follow_change(saving: Saving, model: type[Record], before: Values) -> None:
    """Write what goes with a record that says something else than before."""
    if model is AgendaItem:
        _follow_number(saving, before)
    elif model is Rate:
        follow_rate(saving, before)


def _follow_number(saving: Saving, before: Values) -> None:
    """The actions of an item that got another number, so that those of a closed one stay closed with it."""
    item = record_at(saving.connection, AgendaItem, before["id"])
    place = {name: item[name] for name in PLACE}
    if any(before[name] != place[name] for name in PLACE):
        same = [ACTIONS.c[name] == before[name] for name in PLACE]
        found = saving.connection.scalars(select(ACTIONS.c.id).where(live(ACTIONS), *same))
        for action in records_at(saving.connection, MeetingAction, found.all()):
            saving.alter(MeetingAction, action, place)


def follow_removal(saving: Saving, key: tuple[str, int]) -> None:
    """What a removed record brought about goes with it, and comes back with it.

    A turn that was taken names its person at the meeting for as long as it is there.
    """
    kind, id_ = key
    if kind == Rate.family.kind:
        follow_rate_removal(saving, id_)
    elif kind == StaffTraining.family.kind:
        unsettle_action(saving, id_)
    if kind == Turn.family.kind:
        turn = record_at(saving.connection, Turn, id_)
        if turn["attended"]:
            _follow_turn(saving, {**turn, "attended": turn["removed_at"] is None})


def blank(model: type[Record]) -> dict[str, object]:
    """What stands in a new record's fields unless somebody says otherwise."""
    links = model.links()
    return {name: [] if name in links else declared.default for name, declared in model.fields()}


def involve(saving: Saving, meeting: Values, what: str) -> None:
    """The involvement records of those who attended: added, or taken away from who did not after all.

    Raises ``ReasonNeeded`` where somebody's record is restricted from this account.
    """
    found = select(INVOLVEMENTS.c.id).where(
        live(INVOLVEMENTS), INVOLVEMENTS.c.meeting_id == meeting["id"], INVOLVEMENTS.c.kind == MEETING
    )
    kept = records_at(saving.connection, Involvement, saving.connection.scalars(found))
    there = set(meeting["client_ids"])
    for one in kept:
        if one["client_id"] not in there:
            saving.remove(Involvement, one)
    day: date = meeting["on_date"]
    area = "monitoring" if meeting["kind"] in MONITORING else "planning"
    for client in meeting["client_ids"]:
        if client not in {one["client_id"] for one in kept}:
            refuse_without_reason(saving.connection, saving.workspace, client)
            part = {"on_date": day, "client_id": client, "area": area, "what": what, "kind": MEETING}
            saving.add(Involvement, blank(Involvement) | part | {"meeting_id": meeting["id"]})
