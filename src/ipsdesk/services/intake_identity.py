"""Which record a row may be: Record IDs and references that are doubled, removed or another record's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from ipsdesk.models import FAMILIES
from ipsdesk.services.incoming import IncomingSheet
from ipsdesk.services.intake_rows import SHEET_OF, Rows, SheetIntake

RecordIds = dict[str, tuple[str, bool]]
"""By Record ID: the kind of record it belongs to, and whether that record was removed."""


def known_record_ids(connection: Connection, sheets: Iterable[IncomingSheet]) -> RecordIds:
    """Every Record ID of the unit; none where no sheet of the workbook names any."""
    if not any("uuid" in sheet.columns for sheet in sheets):
        return {}
    return {
        record_id: (model.family.kind, bool(removed))
        for model in FAMILIES
        for record_id, removed in connection.exec_driver_sql(
            f"SELECT uuid, removed_at IS NOT NULL FROM {model.__tablename__}"  # noqa: S608
        )
    }


def check_identity(intake: SheetIntake, rows: Rows, known: RecordIds) -> None:
    """Complain of each row that claims to be a record it can't be; ``known`` learns the new Record IDs."""
    if "uuid" in intake.sheet.columns:
        _check_record_ids(intake, rows, known)
    family = intake.model.family
    key = (family.identity,) if family.identity else family.natural_key
    if intake.model.stays_taken(key):
        _check_removed(intake, rows, key)
    if family.natural_key:
        _check_moved(intake, rows)


def _check_record_ids(intake: SheetIntake, rows: Rows, known: RecordIds) -> None:
    kind = intake.model.family.kind
    seen: dict[str, int] = {}
    for number, row in rows.items():
        record_id = row["uuid"]
        if record_id is None:
            continue
        first = seen.setdefault(record_id, number)
        belongs_to, removed = known.setdefault(record_id, (kind, False))
        if first != number:
            intake.complain(
                number, "uuid", f"row {first} has the same Record ID; empty it here if this is a new record"
            )
        elif belongs_to != kind:
            intake.complain(
                number,
                "uuid",
                f"this Record ID belongs to a record of the sheet {SHEET_OF[belongs_to]}; "
                "empty it if this is a new record",
            )
        elif removed:
            intake.complain(
                number,
                "uuid",
                "the record with this Record ID was removed from the unit; delete the row, or empty its "
                "Record ID to add a new record",
            )


def _check_removed(intake: SheetIntake, rows: Rows, key: tuple[str, ...]) -> None:
    """A reference stays taken when its record is removed, so that no other can be mistaken for it."""
    listed = ", ".join(key)
    removed = {
        tuple(values)
        for values in intake.connection.exec_driver_sql(
            f"SELECT {listed} FROM {intake.table.name} WHERE removed_at IS NOT NULL"  # noqa: S608
        )
    }
    noun = intake.model.family.noun
    for number, row in rows.items() if removed else ():
        if _values(row, key) in removed and number not in intake.bad:
            what = f"'{row[key[0]]}' is the ID of" if len(key) == 1 else "this is"
            intake.complain(number, key[0], f"{what} a {noun} that was removed from the unit; delete the row")


def _check_moved(intake: SheetIntake, rows: Rows) -> None:
    """A row with a Record ID may change what else identifies it, if no other record has that already."""
    key = intake.model.family.natural_key
    claimed = intake.match_by_record_id({n: row for n, row in rows.items() if n not in intake.bad})
    if not claimed:
        return
    holders = {_values(record, key): id_ for id_, record in intake.existing.items()}
    taken = set(claimed.values())
    for number, id_ in claimed.items():
        holder = holders.get(_values(rows[number], key), id_)
        if holder != id_ and holder not in taken:
            nouns = " and ".join(intake.fields[name].label for name in key)
            intake.complain(number, key[-1], f"the unit has another record with this {nouns}")


def _values(record: dict[str, Any], key: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(record[name] for name in key)
