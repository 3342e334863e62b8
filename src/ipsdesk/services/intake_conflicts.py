"""Records changed in the program since a workbook was exported: what it would undo is told, not done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from ipsdesk.errors import NewerUnit, UnreadableFile
from ipsdesk.fields import Field, Kind
from ipsdesk.models import Change
from ipsdesk.services.intake_changes import dated_attributes
from ipsdesk.services.intake_checks import Outcomes
from ipsdesk.services.intake_rows import SheetIntake, Update
from ipsdesk.services.outgoing import (
    AUDIT_MARK,
    AUDIT_NUMBER,
    MARK_LENGTH,
    SCHEMA_VERSION,
    UNIT,
    joined,
    shower,
    shown_change,
)
from ipsdesk.services.trail_notes import ONLY_LOOKED
from ipsdesk.storage.upgrade import HEAD

ONLY_READ = ", ".join(f"'{one}'" for one in (*ONLY_LOOKED, "restricted", "restriction lifted"))
"""Actions in the audit trail, as an SQL list, that leave a record as it was."""

FIELDS_NAMED, LONGEST_SHOWN = 3, 60

CHANGED_SINCE = """
SELECT record_id FROM audit_entries
WHERE id > :number AND kind = :kind AND record_id IS NOT NULL AND action NOT IN ({only_read})
UNION
SELECT json_extract(changed.value, '$.id')
FROM audit_entries JOIN json_each(audit_entries.details, '$.updated') AS changed
WHERE audit_entries.id > :number AND audit_entries.action = 'import'
  AND json_extract(changed.value, '$.kind') = :kind
UNION
SELECT id FROM {table}
WHERE import_id IN (SELECT import_id FROM audit_entries WHERE id > :number)
"""


def refuse_newer_export(properties: Mapping[str, str]) -> None:
    """Stop before a workbook is read whose sheets may mean more than this program knows.

    Raises:
        NewerUnit: a newer version of the program exported it.
        UnreadableFile: what the export noted in the workbook is damaged.
    """
    version = _noted(properties, SCHEMA_VERSION)
    if version is not None and version > HEAD:
        raise NewerUnit(
            f"A newer version of IPS Desk exported this workbook (its records have version {version}, this "
            f"program knows up to {HEAD}). Nothing was changed. Install the newer version."
        )
    _noted(properties, AUDIT_NUMBER)


def exported_at(connection: Connection, properties: Mapping[str, str], unit: str) -> int | None:
    """The entry of this unit's audit trail at which the workbook was exported.

    None if it was not exported from this unit. 0 if that entry is not in the trail any more, because a backup
    was restored since: then whatever was changed at all may have been changed after the export.
    """
    number = _noted(properties, AUDIT_NUMBER)
    if number is None or properties.get(UNIT, unit) != unit:
        return None
    found = connection.exec_driver_sql("SELECT lower(hex(mac)) FROM audit_entries WHERE id = ?", (number,))
    mark = str(found.scalar() or "")[:MARK_LENGTH]
    return number if mark == properties.get(AUDIT_MARK, mark) else 0


def _noted(properties: Mapping[str, str], name: str) -> int | None:
    text = properties.get(name)
    if text is None:
        return None
    whole, _, rest = text.partition(".")
    if not (whole.isascii() and whole.isdecimal() and len(whole) < MARK_LENGTH) or rest.strip("0"):
        raise UnreadableFile(
            f"The document property '{name}' of the workbook is damaged. Export the unit again and make your "
            "changes there."
        )
    return int(whole)


def check_conflicts(connection: Connection, outcomes: Outcomes, since: int) -> None:
    """Complain of each row that would undo what was changed in the unit after entry ``since``."""
    for kind, (intake, outcome) in outcomes.items():
        if not outcome.updates:
            continue
        statement = CHANGED_SINCE.format(table=intake.table.name, only_read=ONLY_READ)
        found = connection.exec_driver_sql(statement, {"number": since, "kind": kind})
        changed = {id_ for (id_,) in found}
        for update in outcome.updates:
            if update.id in changed:
                _complain(intake, outcome.places[update.id], update)


def _complain(intake: SheetIntake, row: int, update: Update) -> None:
    names = [name for name in update.before if name in intake.fields]
    now = [_now(intake, update, name) for name in names[:FIELDS_NAMED]]
    left = len(names) - FIELDS_NAMED
    more = [f"{left} more {'field differs' if left == 1 else 'fields differ'}"] if left > 0 else []
    intake.complain(
        row,
        names[0] if names else intake.columns[0],
        "this record was changed in the program since the export; "
        f"the unit now has {', '.join([*now, *more])}; give --overwrite to take the workbook's side",
    )


def _now(intake: SheetIntake, update: Update, name: str) -> str:
    """A field of the record as it is in the unit, in words."""
    declared, kept = intake.fields[name], update.before[name]
    if kept is None or kept == ():
        return f"{declared.label} empty"
    return f"{declared.label} '{_spoken(_shown(intake, update, declared, kept))}'"


def _shown(intake: SheetIntake, update: Update, declared: Field, kept: Any) -> Any:
    if declared.kind in {Kind.REFERENCE, Kind.REFERENCES}:
        keys = kept if isinstance(kept, tuple) else (kept,)
        return joined(list(_references(intake, declared.target or "", keys)))
    if intake.model is Change and declared.label == "Value":
        record = intake.existing[update.id]
        return shown_change(_dated(record["record"], record["fact"]), kept)
    return shower(declared)(kept)


def _dated(record: str, fact: str) -> Field:
    return next(declared for declared in dated_attributes(record).values() if declared.label == fact)


def _references(intake: SheetIntake, kind: str, keys: tuple[int, ...]) -> Iterator[str]:
    by_key = {id_: reference for reference, id_ in intake.ids[kind].items()}
    return (by_key.get(key, "?") for key in keys)


def _spoken(value: Any) -> str:
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
