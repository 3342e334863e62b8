"""What an entry of the audit trail says, in words: of a record by its name, of the unit by what was noted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from ipsdesk.rules.codes import NO, YES
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import counted, sentence_case
from ipsdesk.services.records_changes import FieldChange, field_changes, named_in
from ipsdesk.services.records_names import NAMED, Names
from ipsdesk.services.restricted_access import RESTRICTED_RECORD
from ipsdesk.services.saving import UNDONE, Key

DONE = {"import": "imported"}
"""What was done, where an entry's own word is no verb."""
OF_CHANGES = frozenset(
    {"before", "after", "updated", "version", "change", "words", "undoes", "done", "along"}
)
TOLD_ELSEWHERE = OF_CHANGES | {"reason", "with", "kept"}
"""What is noted for the program's own use, or shown as lines or as the reason."""
LABELS = {"sha256": "SHA-256", "counts": "Rows"}

Details = Mapping[str, Any]


def moment(at: datetime) -> str:
    """A moment on this computer's clock, as ``3 May 2026, 14:02``."""
    local = at.astimezone()
    return f"{shown_day(local.date())}, {local:%H:%M}"


def did(row: Row[Any]) -> str:
    """What was done."""
    return DONE.get(row.action) or str(row.action)


def what(names: Names, row: Row[Any], details: Details) -> str:
    """To what it was done, and whatever else was noted of it."""
    record = names.record((row.kind, row.record_id)) if row.record_id is not None else ""
    unnamed = f"{row.kind} {row.record_id}" if row.record_id is not None else ""
    along = names.record(tuple(details["with"])) if details.get("with") else ""
    if row.action == UNDONE and not along:
        record = details.get("words", "").removeprefix("Undo: ")
    parts = [record or unnamed, f"with {along}" if along else "", *_noted(row, details)]
    return "; ".join(part for part in parts if part)


def lines(names: Names, row: Row[Any], details: Details) -> tuple[FieldChange, ...]:
    """What it changed, field by field."""
    if row.record_id is not None:
        return field_changes(names, (row.kind, row.record_id), details)
    return tuple(
        FieldChange(name, *map(_plain, value)) for name, value in details.items() if _is_change(row, value)
    )


def named(row: Row[Any], details: Details) -> Iterator[Key]:
    """The records that the words of an entry name."""
    if row.record_id is not None and row.kind in NAMED:
        key = (row.kind, row.record_id)
        yield key
        yield from named_in(key, details)


def instead(names: Names, row: Row[Any], asked: Collection[int], hidden: Collection[Key]) -> str:
    """What stands for the words of an entry that must not be read; empty: it may be.

    ``asked`` are the clients whose record this account opens only with a reason, ``hidden`` are records of
    which it is told nothing.
    """
    key = (row.kind, row.record_id)
    if row.record_id is None or row.kind not in NAMED:
        return ""
    restricted = next((client for client in names.people(key) if client in asked), None)
    if restricted is not None:
        return f"{RESTRICTED_RECORD}: {names.which(('client', restricted))}"
    return NAMED[row.kind].family.noun if key in hidden else ""


def _is_change(row: Row[Any], value: object) -> bool:
    return row.action == "changed the settings" and isinstance(value, list)


def _noted(row: Row[Any], details: Details) -> Iterator[str]:
    """What was noted beside the change itself: file, rows, fingerprint, counts."""
    for name, value in details.items():
        if name not in TOLD_ELSEWHERE and not _is_change(row, value) and value not in (None, "", [], {}):
            told = NOTED[name](value) if name in NOTED else _plain(value)
            yield f"{LABELS.get(name, sentence_case(name.replace('_', ' ')))}: {told}"


def _plain(value: object) -> str:
    """Whatever was noted, in words."""
    match value:
        case bool():
            return YES if value else NO
        case int():
            return f"{value:,}"
        case Mapping():
            return ", ".join(f"{name} {_plain(one)}" for name, one in value.items())
        case list():
            return ", ".join(map(_plain, value))
    return _moment_in(str(value)) if value is not None else ""


def _moment_in(text: str) -> str:
    try:
        return moment(datetime.fromisoformat(text)) if "T" in text else text
    except ValueError:
        return text


def _tallies(counts: Mapping[str, list[int]]) -> str:
    """Rows of an import by sheet, where there were any that changed something."""
    done = {
        sheet: [f"{n:,} {did}" for n, did in zip(row, ("added", "updated"), strict=False) if n]
        for sheet, row in counts.items()
    }
    return ", ".join(f"{sheet} {' and '.join(told)}" for sheet, told in done.items() if told)


def _rows(rows: Mapping[str, int]) -> str:
    return f"{counted(sum(rows.values()), 'row')} ({_plain({k: n for k, n in rows.items() if n})})"


NOTED: Mapping[str, Callable[[Any], str]] = {
    "counts": _tallies,
    "rows": lambda rows: _rows(rows) if isinstance(rows, Mapping) else _plain(rows),
    "head": lambda head: f"entry {head[0]:,}, {head[1][:12]}",
}
