"""The history of a record in words, out of the audit trail and the imports."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import counted, sentence_case
from ipsdesk.services.intake_past import IMPORT_UNDONE
from ipsdesk.services.records_changes import FieldChange, field_changes, named_in
from ipsdesk.services.records_names import NAMED, Names
from ipsdesk.services.saving import BROUGHT_BACK, UNDONE, Key
from ipsdesk.services.trail_notes import ONLY_LOOKED

COLUMNS = """
entry.id, entry.at, coalesce(accounts.name, '') AS who, entry.action, entry.kind, entry.record_id,
entry.import_id, entry.details, entry.mac
"""
TOUCHING = """
WITH wanted AS MATERIALIZED (SELECT value ->> 0 AS kind, value ->> 1 AS id FROM json_each(:keys))
SELECT noted.id FROM wanted
JOIN audit_entries AS noted ON noted.record_id = wanted.id AND noted.kind = wanted.kind
UNION SELECT noted.id FROM audit_entries AS noted
WHERE noted.kind = 'unit' AND noted.action IN ('import', 'import undone') AND (
  noted.import_id IN (SELECT value FROM json_each(:imports)) OR EXISTS (
    SELECT 1 FROM json_each(noted.details, '$.updated') AS changed
    JOIN wanted ON wanted.kind = changed.value ->> 'kind' AND wanted.id = changed.value ->> 'id'))
"""
"""Numbers of the entries about these records, and of the imports that added or changed any of them."""

OF_RECORDS = f"""
SELECT {COLUMNS} FROM audit_entries AS entry LEFT JOIN accounts ON accounts.id = entry.account_id
WHERE entry.id IN ({TOUCHING}) AND entry.action NOT IN (SELECT value FROM json_each(:looked))
  AND entry.id < :before
  AND coalesce(json_extract(entry.details, '$.with') NOT IN (SELECT value FROM json_each(:keys)), 1)
ORDER BY entry.id DESC LIMIT :limit
"""  # noqa: S608
"""What only looked at a record is left out, and what went with another of these records."""

EARLIEST = 2**62
LOOKED = json.dumps(ONLY_LOOKED)

Details = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change of a record: the number of its audit entry, when, by whom, what was done, and why.

    What an import changed in several records is a line for each, all with the import's number.
    """

    number: int
    at: datetime
    who: str
    words: str
    lines: tuple[FieldChange, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """Whose history is told: the records, and whether each line has to say which of them it is about."""

    names: Names
    keys: frozenset[Key]
    of_person: bool = False


def history(
    connection: Connection, told: Told, *, before: int | None = None, limit: int = -1
) -> tuple[HistoryLine, ...]:
    """What was done to these records, newest first; so many entries older than ``before`` (-1: all)."""
    page = {"before": EARLIEST if before is None else before, "limit": limit, "looked": LOOKED}
    rows = connection.exec_driver_sql(OF_RECORDS, touching(told.names, told.keys) | page)
    entries = [(row, json.loads(row.details)) for row in rows]
    told.names.learn(named for row, details in entries if row.kind in NAMED for named in _named(row, details))
    days = _days_of_imports(connection)
    return tuple(line for row, details in entries for line in _lines(told, row, details, days))


def touching(names: Names, keys: Collection[Key]) -> dict[str, Any]:
    """What ``TOUCHING`` is asked with."""
    names.learn(keys)
    imports = {names.row(key).get("import_id") for key in keys} - {None}
    return {"keys": json.dumps(sorted(keys), separators=(",", ":")), "imports": json.dumps(sorted(imports))}


def _named(row: Row[Any], details: Details) -> Iterator[Key]:
    return named_in((row.kind, row.record_id), details)


def _days_of_imports(connection: Connection) -> dict[int, str]:
    rows = connection.exec_driver_sql("SELECT id, at FROM imports")
    days = ((id_, datetime.fromisoformat(at).astimezone().date()) for id_, at in rows)
    return {id_: f"the import of {shown_day(day)}" for id_, day in days}


def _lines(told: Told, row: Row[Any], details: Details, days: Mapping[int, str]) -> Iterator[HistoryLine]:
    day = days.get(row.import_id, "an import")
    if row.kind == "unit":
        yield from _import_lines(told, row, details, day)
        return
    key = (row.kind, row.record_id)
    what = f"put back, as {day} was undone" if row.action == IMPORT_UNDONE else did(told.names, row, details)
    changed = field_changes(told.names, key, details)
    yield _line(row, _about(told, key, what), changed, reason_of(row, details))


def did(names: Names, row: Row[Any], details: Details) -> str:
    """What an entry says was done to its record, in words."""
    if details.get("with"):
        return f"{details.get('done', row.action)} with {names.record(tuple(details['with']))}"
    if row.action == UNDONE:
        return f"undone: {details['words'].removeprefix('Undo: ')}"
    along = f", with {counted(details['along'], 'other record')}" if details.get("along") else ""
    return f"{row.action}{along}"


def reason_of(row: Row[Any], details: Details) -> str:
    """Why it was done; a return notes the reason of the removal, which is not its own."""
    is_return = details.get("done", row.action) == BROUGHT_BACK
    return "" if is_return else details.get("reason") or ""


def _import_lines(told: Told, row: Row[Any], details: Details, day: str) -> Iterator[HistoryLine]:
    """What an import changed, a line for each record, then what it added (or what undoing it took away)."""
    for changed in details.get("updated", ()):
        key = (changed["kind"], changed["id"])
        if key in told.keys:
            lines = field_changes(told.names, key, changed)
            yield _line(row, _about(told, key, f"changed by {day}"), lines)
    kept = {(kind, id_) for kind, id_, _ in details.get("kept", ())}
    brought = [key for key in told.keys - kept if told.names.row(key).get("import_id") == row.import_id]
    if brought:
        what = f"removed, as {day} was undone" if row.action == IMPORT_UNDONE else f"added by {day}"
        counts = Counter(NAMED[kind].family.sheet for kind, _ in brought)
        many = ", ".join(f"{sheet} {number:,}" for sheet, number in sorted(counts.items()))
        yield _line(row, sentence_case(f"{many}: {what}" if told.of_person else what), ())


def _about(told: Told, key: Key, what: str) -> str:
    return sentence_case(f"{told.names.record(key)}: {what}" if told.of_person else what)


def _line(row: Row[Any], words: str, lines: tuple[FieldChange, ...], reason: str = "") -> HistoryLine:
    return HistoryLine(row.id, datetime.fromisoformat(row.at), row.who, words, lines, reason)
