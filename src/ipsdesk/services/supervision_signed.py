"""What was signed of a supervision stays as it is, whichever way a change comes, until it is opened again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ipsdesk.errors import CannotRun
from ipsdesk.models import Record, Supervision

SIGNATURES = frozenset({"supervisor_signed_on", "staff_signed_on"})
SIGNED = (
    "This supervision is signed, so it is not changed any more. Nothing was changed. Open it again first:"
    " that says why, and both sign it again."
)
IN_RECORD = "this supervision is signed; it is opened again first"
BY_SIGNING = "This is set by signing, and taken back by opening the supervision again"


def signed_fields(model: type[Record], record: Mapping[str, Any], names: Collection[str]) -> list[str]:
    """Which of these fields of a record a signature stands under."""
    if model is not Supervision or not any(record.get(one) for one in SIGNATURES):
        return []
    return [name for name in names if name not in SIGNATURES]


def refuse_signed_supervision(model: type[Record], record: Mapping[str, Any], names: Collection[str]) -> None:
    """Raise ``CannotRun`` where a change of these fields would change what is signed."""
    if signed_fields(model, record, names):
        raise CannotRun(SIGNED)


def set_by_signing(model: type[Record], values: Mapping[str, Any]) -> dict[str, str]:
    """What of a supervision no form sets, by field."""
    if model is not Supervision:
        return {}
    return {name: BY_SIGNING for name in SIGNATURES & values.keys() if values[name] is not None}
