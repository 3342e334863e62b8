"""Minutes that were signed off before an import began: no workbook changes them any more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from ipsdesk.models import AgendaItem, DecisionMeeting, MeetingAction, Record
from ipsdesk.services.meetings_sealed import STAYS

SIGNED = "SELECT id FROM decision_meetings WHERE removed_at IS NULL AND signed_on IS NOT NULL"
WHOLLY_PART = (AgendaItem, MeetingAction)
"""What can't be added either; a turn may be, to a meeting that was."""


def signed_meetings(connection: Connection) -> frozenset[int]:
    """The meetings whose minutes are signed off."""
    return frozenset(id_ for (id_,) in connection.exec_driver_sql(SIGNED))


def frozen_in(
    signed: frozenset[int], model: type[Record], record: Mapping[str, Any], changed: Iterable[str]
) -> list[str]:
    """Which of these fields of a record are part of signed minutes."""
    if model not in STAYS or record["id" if model is DecisionMeeting else "meeting_id"] not in signed:
        return []
    return [name for name in changed if name in STAYS[model]]


def refuses_new(signed: frozenset[int], model: type[Record], row: Mapping[str, Any]) -> bool:
    """Whether a new record would be part of signed minutes."""
    return model in WHOLLY_PART and row["meeting_id"] in signed
