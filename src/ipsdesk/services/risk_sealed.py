"""The person's part of a risk record, once it is finished: nothing changes it any more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ipsdesk.errors import CannotRun
from ipsdesk.models import Record, Risk
from ipsdesk.services.risk_points import OWN

SEALED = frozenset({*OWN, "own_closed_on"})
CLOSED = (
    "The person has finished their part of this risk record, so it is not changed any more. Nothing was"
    " changed. A review begins a new version."
)
FINISHED = "the person has finished their part of this risk record, and it is not changed any more"


def sealed_in(model: type[Record], record: Mapping[str, Any], values: Mapping[str, Any]) -> list[str]:
    """Which of these values would change what a person has finished."""
    if model is not Risk or not record.get("own_closed_on"):
        return []
    return [name for name in values if name in SEALED and values[name] != record[name]]


def refuse_sealed(model: type[Record], record: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Raise ``CannotRun`` where a value would change it, whichever way it comes."""
    if sealed_in(model, record, values):
        raise CannotRun(CLOSED)
