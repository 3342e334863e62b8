"""Minutes that are signed off stay as they are, whichever way a change comes: it takes a new version."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.errors import CannotRun
from ipsdesk.measures.terms import live
from ipsdesk.models import AgendaItem, DecisionMeeting, MeetingAction, Record, Turn

MEETINGS = DecisionMeeting.__table__
SIGNING = frozenset({"signed_on", "signed_by_id", "minutes_version", "shared_on", "shared_how"})
"""What says of a meeting how far its minutes are; changed by the verbs of the meeting alone."""
STAYS: Mapping[type[Record], frozenset[str]] = {
    DecisionMeeting: frozenset(name for name, _ in DecisionMeeting.fields()) - SIGNING,
    AgendaItem: frozenset(name for name, _ in AgendaItem.fields()),
    MeetingAction: frozenset(name for name, _ in MeetingAction.fields()) - {"done_on"},
    Turn: frozenset({"meeting_id", "client_id", "attended"}),
}
"""What is part of the minutes."""
SIGNED = (
    "These minutes are signed off, so they are not changed any more. Nothing was changed. Begin a new version"
    " of the minutes first: it says why, and is signed off and shared again."
)
IN_MINUTES = "the minutes of this meeting are signed off; a new version of them comes first"
VERBS_ALONE = "This is set by signing the minutes off, sharing them, or beginning a new version"


def set_by_verbs(model: type[Record], values: Mapping[str, Any], *, is_new: bool) -> dict[str, str]:
    """What of a meeting no form sets, by field: how far its minutes are."""
    if model is not DecisionMeeting:
        return {}
    named = SIGNING & values.keys()
    return dict.fromkeys((name for name in named if not is_new or values[name] not in (None, 1)), VERBS_ALONE)


def is_signed(connection: Connection, meeting: int | None) -> bool:
    """Whether the minutes of a meeting that is still there are signed off."""
    signed = select(MEETINGS.c.id).where(
        live(MEETINGS), MEETINGS.c.id == meeting, MEETINGS.c.signed_on.is_not(None)
    )
    return connection.scalar(signed) is not None


def signed_in(
    connection: Connection, model: type[Record], record: Mapping[str, Any], names: Iterable[str]
) -> list[str]:
    """Which of these fields of a record are part of minutes that are signed off."""
    found = [name for name in names if name in STAYS.get(model, ())]
    meeting = record.get("id") if model is DecisionMeeting else record.get("meeting_id")
    return found if found and is_signed(connection, meeting) else []


def refuse_signed(
    connection: Connection, model: type[Record], record: Mapping[str, Any], names: Collection[str]
) -> None:
    """Raise ``CannotRun`` where a change of these fields would change signed minutes."""
    if model in STAYS and signed_in(connection, model, record, names):
        raise CannotRun(SIGNED)


def refuse_signed_whole(connection: Connection, model: type[Record], record: Mapping[str, Any]) -> None:
    """Raise ``CannotRun`` where a record that comes or goes would change signed minutes."""
    is_turn = model is Turn
    if model in (AgendaItem, MeetingAction) or (is_turn and record.get("attended")):
        refuse_signed(connection, model, record, STAYS[model])
