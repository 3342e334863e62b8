"""A generated unit as files: the workbook to import, and an encrypted unit written straight."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from sqlalchemy import Connection

from bench.calendar_of_unit import TODAY
from bench.large_unit import large_unit
from ipsdesk.fields import Field, Kind
from ipsdesk.models import FAMILIES, Change, Contract, Record
from ipsdesk.services.desk import Desk, make_unit, open_desk
from ipsdesk.services.incoming import Incoming, IncomingSheet
from ipsdesk.services.intake_changes import OWNERS, VALUE_COLUMNS, dated_attributes
from ipsdesk.storage.key_slots import Argon2Cost

ACCOUNT, PASSPHRASE = "bench", "harbour lantern mosaic thistle wagon"
CHEAP = Argon2Cost(opslimit=1, memlimit=8192)
HOUR, PENCE = 3_600, 100
IN_A_CELL: dict[Kind, Callable[[Any, Field], object]] = {
    Kind.DATE: lambda kept, _: date.fromisoformat(kept),
    Kind.HOURS: lambda kept, _: kept / HOUR,
    Kind.MONEY: lambda kept, _: kept / PENCE,
    Kind.DECIMAL: lambda kept, declared: kept / declared.scale,
    Kind.YES_NO: lambda kept, _: "yes" if kept else "no",
    Kind.CHOICES: lambda kept, _: "; ".join(kept),
    Kind.TEXTS: lambda kept, _: "; ".join(kept),
    Kind.REFERENCES: lambda kept, _: "; ".join(kept),
}
MODELS = {model.family.kind: model for model in FAMILIES}


def sit_down(unit: Path) -> Desk:
    """The unit opened on the day after its two years."""
    return open_desk(unit, ACCOUNT, PASSPHRASE, today=lambda: TODAY)


def empty_unit(folder: Path) -> Path:
    """A new unit in place of whatever was there."""
    shutil.rmtree(folder, ignore_errors=True)
    make_unit(folder, "Bench", ACCOUNT, PASSPHRASE, cost=CHEAP)
    return folder


# ---- the workbook ---------------------------------------------------------------------------------


def workbook_of(clients: int, folder: Path) -> Path:
    """The unit's workbook, written unless it is there."""
    path = folder / f"bench-{clients}.xlsx"
    if not path.exists():
        workbook = Workbook(write_only=True)
        for sheet in large_unit(clients).sheets:
            _write_sheet(workbook.create_sheet(sheet.sheet), sheet)
        workbook.save(path)
    return path


def _write_sheet(worksheet: Any, sheet: IncomingSheet) -> None:
    fields = dict(MODELS[sheet.kind].fields())
    worksheet.append([fields[name].label for name in sheet.columns])
    into = [(IN_A_CELL.get(fields[name].kind), fields[name]) for name in sheet.columns]
    for row in sheet.rows:
        cells = [
            value if value is None or put is None else put(value, declared)
            for value, (put, declared) in zip(row, into, strict=True)
        ]
        worksheet.append(cells if sheet.kind != "change" else _typed_change(sheet, row, cells))


def _typed_change(sheet: IncomingSheet, row: tuple[Any, ...], cells: list[object]) -> list[object]:
    """The value of a change as its own field is typed."""
    given = dict(zip(sheet.columns, row, strict=True))
    declared = {field.label: field for field in dated_attributes(given["record"]).values()}[given["fact"]]
    put = IN_A_CELL.get(declared.kind)
    if put and given["value"] is not None:
        cells[sheet.columns.index("value")] = put(given["value"], declared)
    return cells


# ---- the unit -------------------------------------------------------------------------------------


def unit_of(clients: int, folder: Path) -> Path:
    """The unit with every record written straight into its tables, unless it is there."""
    unit = folder / f"bench-{clients}.ipsdesk"
    if not unit.exists():
        with sit_down(empty_unit(unit)) as desk, desk.workspace.transactions.begin() as connection:
            write_straight(connection, large_unit(clients))
    return unit


def write_straight(connection: Connection, records: Incoming) -> None:
    """Insert every record without asking the import, which is measured elsewhere."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    connection.exec_driver_sql(f"DELETE FROM {Contract.__tablename__}")
    keys = {
        sheet.kind: {row[place]: key for key, row in enumerate(sheet.rows, 1)}
        for sheet in records.sheets
        for place in [_place_of_reference(sheet)]
    }
    for sheet in records.sheets:
        if sheet.rows:
            _insert(connection, MODELS[sheet.kind], sheet, keys)


def _place_of_reference(sheet: IncomingSheet) -> int:
    identity = MODELS[sheet.kind].family.identity
    return sheet.columns.index(identity) if identity else 0


Keys = dict[str, dict[str, int]]


def _insert(connection: Connection, model: type[Record], sheet: IncomingSheet, keys: Keys) -> None:
    links, fields = model.links(), dict(model.fields())
    plain = [(place, name) for place, name in enumerate(sheet.columns) if name not in links]
    keep = [(place, _keeper(fields[name], keys)) for place, name in plain]
    more = list(_owners(sheet, keys)) if model is Change else [()] * len(sheet.rows)
    names = ["id", "uuid", *(name for _, name in plain), *(CHANGE_KEYS if model is Change else ())]
    mark = FAMILIES.index(model)
    connection.exec_driver_sql(
        f"INSERT INTO {model.__tablename__} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        [
            (key, f"{mark:04x}{key:028x}", *[put(row[place]) for place, put in keep], *owned)
            for key, (row, owned) in enumerate(zip(sheet.rows, more, strict=True), 1)
        ],
    )
    for name, link in links.items():
        place, known = sheet.columns.index(name), keys[link.field.target or ""]
        linked = [
            (key, known[other], position)
            for key, row in enumerate(sheet.rows, 1)
            for position, other in enumerate(row[place] or ())
        ]
        if linked:
            connection.exec_driver_sql(
                f"INSERT INTO {link.table.name} ({link.owner}, {link.linked}, position) VALUES (?, ?, ?)",
                linked,
            )


def _keeper(declared: Field, keys: Keys) -> Callable[[Any], Any]:
    if declared.kind is Kind.REFERENCE:
        return keys[declared.target or ""].get
    if declared.kind in (Kind.CHOICES, Kind.TEXTS):
        return lambda value: None if value is None else json.dumps(value)
    return lambda value: json.dumps(value) if isinstance(value, list) else value


CHANGE_KEYS = (*(column for _, column in OWNERS.values()), *VALUE_COLUMNS.values())


def _owners(sheet: IncomingSheet, keys: Keys) -> Iterator[tuple[int | None, ...]]:
    """The keys that the import adds to each change: of its owner, and of a team or person as its value."""
    for row in sheet.rows:
        given = dict(zip(sheet.columns, row, strict=True))
        found: dict[str, int | None] = dict.fromkeys(CHANGE_KEYS)
        owner, column = OWNERS[given["record"]]
        found[column] = keys[owner.family.kind][given["about"]]
        declared = {field.label: field for field in dated_attributes(given["record"]).values()}[given["fact"]]
        if declared.target:
            found[VALUE_COLUMNS[declared.target]] = keys[declared.target][given["value"]]
        yield tuple(found.values())
