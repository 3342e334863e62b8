"""What became of past imports: the list of them, what was changed since, and what refers to their records."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Table

from ipsdesk.fields import Kind
from ipsdesk.models import FAMILIES, Record
from ipsdesk.models.base import TABLE_OF, Base
from ipsdesk.services.intake_conflicts import ONLY_READ
from ipsdesk.services.intake_rows import Tally
from ipsdesk.services.saving import UNDONE

IMPORT_UNDONE = "import undone"
MODELS = {model.family.kind: model for model in FAMILIES}
KIND_OF_TABLE = {model.__tablename__: kind for kind, model in MODELS.items()}
OWNER_OF = {
    link.table.name: (kind, name, link.owner)
    for kind, model in MODELS.items()
    for name, link in model.links().items()
}
"""For each table of links: the kind that holds them, its attribute, and the column of the holder's key."""

Key = tuple[str, int]
"""Kind of record, and the record's key."""

SINCE = f"""
SELECT id, action, kind, record_id, import_id, details FROM audit_entries
WHERE id > ? AND action NOT IN ({ONLY_READ}) AND (record_id IS NOT NULL OR action = 'import') ORDER BY id
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class PastImport:
    """One import of the past: when and by whom, its file, its rows by sheet, and when it was undone."""

    id: int
    at: datetime
    account: str
    file_name: str
    tallies: dict[str, Tally]
    undone_at: datetime | None
    undone_by: str


def past_imports(connection: Connection) -> list[PastImport]:
    """Every import, newest first; the file of one made before file names were noted is empty."""
    told: dict[str, dict[int, Any]] = {"import": {}, IMPORT_UNDONE: {}}
    for action, import_id, at, account, file_name in connection.exec_driver_sql(
        "SELECT action, audit_entries.import_id, at, coalesce(accounts.name, ''), "
        "json_extract(details, '$.file') FROM audit_entries "
        "LEFT JOIN accounts ON accounts.id = audit_entries.account_id "
        "WHERE kind = 'unit' AND action IN (?, ?)",
        ("import", IMPORT_UNDONE),
    ):
        told[action][import_id] = (at, account, file_name or "")
    found = []
    for import_id, at, counts in connection.exec_driver_sql(
        "SELECT id, at, counts FROM imports ORDER BY id DESC"
    ):
        _, account, file_name = told["import"].get(import_id, (at, "", ""))
        undone_at, undone_by, _ = told[IMPORT_UNDONE].get(import_id, (None, "", ""))
        tallies = {sheet: Tally(*numbers) for sheet, numbers in json.loads(counts).items()}
        undone = datetime.fromisoformat(undone_at) if undone_at else None
        when = datetime.fromisoformat(at)
        found.append(PastImport(import_id, when, account, file_name, tallies, undone, undone_by))
    return found


def changed_since(connection: Connection, number: int) -> set[Key]:
    """The records changed after an entry of the audit trail, but for what was changed back again since."""
    changes: dict[Key, set[str]] = defaultdict(set)
    for entry in connection.exec_driver_sql(SINCE, (number,)):
        details = json.loads(entry.details)
        if entry.record_id is None:
            for one in details["updated"]:
                changes[one["kind"], one["id"]].add(f"import {entry.import_id}")
            continue
        found = changes[entry.kind, entry.record_id]
        taken_back = {UNDONE: details.get("undoes"), IMPORT_UNDONE: f"import {entry.import_id}"}
        if taken_back.get(entry.action) in found:
            found.remove(taken_back[entry.action])
        else:
            found.add(details.get("change") or f"entry {entry.id}")
    return {key for key, left in changes.items() if left}


def references_to_added(connection: Connection, import_id: int) -> Iterator[tuple[Key, str, Key]]:
    """Every record that names one the import added: what it is, by which attribute, and which it names."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                if target := KIND_OF_TABLE.get(key.column.table.name):
                    yield from _naming(connection, column, target, import_id)


def _naming(
    connection: Connection, column: Column[Any], target: str, import_id: int
) -> Iterator[tuple[Key, str, Key]]:
    table: Table = column.table
    kind, attribute, holder = OWNER_OF.get(table.name, (KIND_OF_TABLE.get(table.name), column.name, "rowid"))
    if column.name == holder:
        return
    holders = MODELS[kind].__tablename__ if kind else table.name
    live = f"AND {holder} IN (SELECT rowid FROM {holders} WHERE removed_at IS NULL)"  # noqa: S608
    added = f"SELECT id FROM {MODELS[target].__tablename__} WHERE import_id = ? AND removed_at IS NULL"  # noqa: S608
    statement = (
        f"SELECT {holder}, {column.name} FROM {table.name} WHERE {column.name} IN ({added}) "  # noqa: S608
        f"{live if kind or 'removed_at' in table.columns else ''}"
    )
    for owner, named_id in connection.exec_driver_sql(statement, (import_id,)):
        yield (kind or table.name, owner), attribute, (target, named_id)


def named(connection: Connection, model: type[Record], id_: int) -> str:
    """A record in words: ``Client C3``, or ``Contact of 12 May 2026 (C3)`` where it has no reference."""
    noun = model.family.noun[:1].upper() + model.family.noun[1:]
    if identity := model.family.identity:
        return f"{noun} {_value(connection, model.__tablename__, identity, id_)}"
    of, about = "", ""
    for name, declared in model.fields():
        if declared.kind is Kind.DATE and not of:
            day = _value(connection, model.__tablename__, name, id_)
            of = f" of {spoken(date.fromisoformat(day))}" if day else ""
        elif declared.target and not about:
            reference = _referred(connection, model, name, id_)
            about = f" ({reference})" if reference else ""
    return f"{noun}{of}{about}"


def spoken(day: date) -> str:
    """A day in words, such as 12 May 2026."""
    return f"{day.day} {day:%B %Y}"


def _referred(connection: Connection, model: type[Record], name: str, id_: int) -> str:
    """The reference of the record (of the first, where there are several) that a field names."""
    links = model.links()
    if name in links:
        link = links[name]
        key = connection.exec_driver_sql(
            f"SELECT {link.linked} FROM {link.table.name} WHERE {link.owner} = ? ORDER BY position",  # noqa: S608
            (id_,),
        ).scalar()
        target = link.field.target
    else:
        key = _value(connection, model.__tablename__, name, id_)
        target = dict(model.fields())[name].target
    table = TABLE_OF[target].partition(".")[0]
    return str(_value(connection, table, "reference", key) or "") if key is not None else ""


def _value(connection: Connection, table: str, column: str, id_: int) -> Any:
    return connection.exec_driver_sql(f'SELECT "{column}" FROM {table} WHERE id = ?', (id_,)).scalar()  # noqa: S608
