"""Everything that went out of the unit: who sent what, when, under which profile, with which fingerprint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import RESTRICTED_RECORD
from ipsdesk.services.trail_entries import TrailFilter, details_of, find
from ipsdesk.services.trail_notes import Way

MADE, SUBMITTED = "made a return", "submitted a return"
GONE_OUT = frozenset({*Way, MADE, SUBMITTED, "saved a copy", "exported"})
"""What the trail notes where something leaves the unit."""
EVERYTHING = 1_000_000


@dataclass(frozen=True, slots=True)
class GoneOut:
    """One thing that went out: how, what it was narrowed to, how many rows, and the file's fingerprint."""

    number: int
    at: datetime
    who: str
    how: str
    what: str
    filter: str
    profile: str
    rows: int | None
    sha256: str


def gone_out(connection: Connection, names: Names, asked: frozenset[int]) -> tuple[GoneOut, ...]:
    """All of it, newest first; of a record that this account opens only with a reason, no more than that."""
    rows, _ = find(connection, names, TrailFilter(actions=GONE_OUT), before=None, limit=EVERYTHING)
    noted = [(row, details_of(row)) for row in rows]
    names.learn((row.kind, row.record_id) for row, _ in noted if row.record_id is not None)
    return tuple(_line(names, row, details, asked) for row, details in noted)


def _line(names: Names, row: Any, details: Mapping[str, Any], asked: frozenset[int]) -> GoneOut:
    withheld = row.kind == "client" and row.record_id in asked
    what = RESTRICTED_RECORD if withheld else _what(names, row, details)
    narrowed = "" if withheld else str(details.get("filter") or details.get("period") or "")
    return GoneOut(
        row.id,
        datetime.fromisoformat(row.at),
        row.who or "",
        row.action,
        what,
        narrowed,
        str(details.get("profile") or ""),
        _rows(details.get("rows")),
        _fingerprints(details.get("sha256")),
    )


def _what(names: Names, row: Any, details: Mapping[str, Any]) -> str:
    if row.action in (MADE, SUBMITTED):
        return f"return {details['return']}" if "return" in details else "return"
    about = names.record((row.kind, row.record_id)) if row.record_id is not None else ""
    whole = "the whole unit" if row.kind == "unit" and isinstance(details.get("rows"), Mapping) else ""
    return ", ".join(part for part in (str(details.get("what") or ""), about) if part) or whole


def _rows(noted: Any) -> int | None:
    return sum(noted.values()) if isinstance(noted, Mapping) else noted if isinstance(noted, int) else None


def _fingerprints(noted: Any) -> str:
    return ", ".join(map(str, noted.values())) if isinstance(noted, Mapping) else str(noted or "")
