"""What leaves the unit for its workbook, as plain data: every sheet's rows in the form people type them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ipsdesk.fields import Field, Kind
from ipsdesk.models.activities import HOUR
from ipsdesk.rules.codes import NO, YES

AUDIT_NUMBER = "IPS Desk audit number"
AUDIT_MARK = "IPS Desk audit mark"
SCHEMA_VERSION = "IPS Desk schema version"
UNIT = "IPS Desk unit"
"""Names of the document properties an export carries: how far the audit trail had come, with the beginning
of that entry's MAC; the version of the records; and the unit's identity (random, no name)."""

MARK_LENGTH = 16

RECORD_ID_ATTRIBUTE = "uuid"

PENCE = 100
HOUR_DECIMALS = 10
"""More than enough to come back to the same second, and fewer than Excel's 15 digits."""
EXACT_DIGITS = 10**15
LONGEST = 32_767
NUMBERS = {Kind.WHOLE, Kind.DECIMAL, Kind.HOURS, Kind.MONEY}
MEANS_NOTHING = frozenset({"-", "n/a"})
"""Words that an import takes for an empty cell."""

CellValue = str | int | float | dt.date | dt.time | None
"""A cell as the workbook shows it; ``None`` is an empty one."""


@dataclass(frozen=True, slots=True)
class OutgoingSheet:
    """One sheet: rows in the order of ``columns``, which are attribute names; ``uuid`` is the Record ID."""

    kind: str
    sheet: str
    columns: tuple[str, ...]
    rows: list[tuple[CellValue, ...]]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A whole unit as it leaves: its sheets in order, and what says how far its trail had come by then."""

    unit_name: str
    practice: bool
    made_on: dt.date
    sheets: tuple[OutgoingSheet, ...]
    properties: Mapping[str, str | int]


def number(kept: int, scale: int) -> CellValue:
    """A scaled whole number as a number, or as text where a cell's 15 digits can't hold it."""
    whole, rest = divmod(kept, scale)
    if not rest:
        return whole
    return kept / scale if abs(kept) < EXACT_DIGITS else f"{Decimal(kept) / scale:f}"


def hours(seconds: int) -> CellValue:
    """Seconds as a number of hours that comes back to the same second."""
    return number(seconds, HOUR) if seconds % HOUR == 0 else round(seconds / HOUR, HOUR_DECIMALS)


def joined(parts: list[str]) -> str | None:
    """Several texts in one cell, in such a way that they come apart again."""
    text = "; ".join(parts)
    if len(text) > LONGEST:
        text = ";".join(parts)
    return f"{text};" if text.casefold() in MEANS_NOTHING else text or None


def _yes_no(kept: int) -> str:
    return YES if kept else NO


def _json(kept: str) -> str | None:
    return joined(json.loads(kept))


def _same(kept: Any) -> Any:
    return kept


AS_SHOWN: dict[Kind, Callable[[Any], CellValue]] = {
    Kind.DATE: dt.date.fromisoformat,
    Kind.TIME: dt.time.fromisoformat,
    Kind.HOURS: hours,
    Kind.MONEY: lambda kept: number(kept, PENCE),
    Kind.YES_NO: _yes_no,
    Kind.CHOICES: _json,
    Kind.TEXTS: _json,
}


def shown_change(declared: Field, kept: str) -> CellValue:
    """A value of the sheet Changes, which keeps all of them as text, as the field it dates shows it."""
    return shower(declared)(int(kept) if declared.kind in NUMBERS else kept)


def shower(declared: Field) -> Callable[[Any], CellValue]:
    """What turns a kept value of this field, never None, into what a cell shows; not for references."""
    if declared.kind is Kind.DECIMAL:
        return lambda kept: number(kept, declared.scale)
    return AS_SHOWN.get(declared.kind, _same)
