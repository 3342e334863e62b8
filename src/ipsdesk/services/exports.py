"""The whole unit on its way out: every record that was not removed, in the form of the unit workbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import compress
from secrets import SystemRandom
from typing import Any

from sqlalchemy import Connection

from ipsdesk.fields import Field, Kind
from ipsdesk.models import FAMILIES, Change, Links, Record
from ipsdesk.services.figures import contract_of
from ipsdesk.services.intake_answers import rounds_of
from ipsdesk.services.intake_changes import KEYS, OWNERS, VALUE_COLUMNS, dated_attributes
from ipsdesk.services.outgoing import (
    AUDIT_MARK,
    AUDIT_NUMBER,
    MARK_LENGTH,
    RECORD_ID_ATTRIBUTE,
    SCHEMA_VERSION,
    UNIT,
    CellValue,
    Outgoing,
    OutgoingSheet,
    joined,
    shower,
    shown_change,
)
from ipsdesk.services.practice import is_practice
from ipsdesk.services.records_belonging import required_owners
from ipsdesk.services.roles import Role, Service, Workspace, allowed
from ipsdesk.storage.upgrade import HEAD

References = dict[str, dict[int, str]]
"""By kind of record: its key -> the unit's own reference."""


class Exports(Service):
    """The door by which the whole unit goes out; ``unit`` is the unit's identity, which names nobody."""

    def __init__(self, workspace: Workspace, unit: str = "") -> None:
        super().__init__(workspace)
        self._unit = unit

    @allowed(Role.MANAGER)
    def content(self) -> Outgoing:
        """Every record of the unit as its workbook shows it, all of the same moment."""
        with self.workspace.transactions.read() as connection:
            number, mac = self.workspace.audit.head(connection)
            references = _references(connection)
            return Outgoing(
                unit_name=contract_of(connection).unit_name,
                practice=is_practice(connection),
                made_on=self.workspace.today(),
                sheets=tuple(_sheet(connection, model, references) for model in FAMILIES),
                properties={
                    AUDIT_NUMBER: number,
                    AUDIT_MARK: mac[:MARK_LENGTH],
                    SCHEMA_VERSION: HEAD,
                    UNIT: self._unit,
                },
            )

    @allowed(Role.MANAGER)
    def note_written(self, rows: Mapping[str, int], sha256: str, *, with_password: bool) -> None:
        """Note in the audit trail that the unit was exported: rows of each sheet, fingerprint of the file."""
        with self.workspace.transactions.begin() as connection:
            head = self.workspace.audit.head(connection)
            details = {"rows": dict(rows), "sha256": sha256, "with password": with_password, "head": head}
            self.workspace.note(connection, "exported", details)


def _references(connection: Connection) -> References:
    """The reference of every record that others may name.

    A record is passed over with the one it belongs to: an activity of a removed client is no record of the
    unit any more. Families come after those they belong to.
    """
    found: References = {}
    for model in FAMILIES:
        if identity := model.family.identity:
            owners = required_owners(model)
            listed = ", ".join(["id", identity, *owners])
            rows = connection.exec_driver_sql(
                f"SELECT {listed} FROM {model.__tablename__} WHERE removed_at IS NULL"  # noqa: S608
            )
            found[model.family.kind] = {
                row[0]: row[1]
                for row in rows
                if all(key in found[kind] for key, kind in zip(row[2:], owners.values(), strict=True))
            }
    return found


def _sheet(connection: Connection, model: type[Record], references: References) -> OutgoingSheet:
    fields, links = dict(model.fields()), model.links()
    extra = KEYS if model is Change else ()
    names = ["id", "uuid", *(name for name in fields if name not in links), *extra]
    listed = ", ".join(f'"{name}"' for name in names)
    rows = connection.exec_driver_sql(
        f"SELECT {listed} FROM {model.__tablename__} WHERE removed_at IS NULL ORDER BY id"  # noqa: S608
    ).all()
    kept = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(names, ())
    if model.family.anonymous and rows:
        kept["on_date"] = tuple(_closing_days(connection, kept))
    shown = {
        name: _linked(connection, links[name], kept["id"], references)
        if name in links
        else _column(kept[name], declared, references)
        for name, declared in fields.items()
    }
    if model is Change:
        shown |= _changes(kept, references)
    belongs = [all(owners) for owners in zip(*(shown[name] for name in _must(model)), strict=True)]
    columns = {name: shown[name] for name in fields}
    if model.family.identity is None and not model.family.anonymous:
        columns[RECORD_ID_ATTRIBUTE] = list(kept["uuid"])
    whole = zip(*columns.values(), strict=True)
    out = list(compress(whole, belongs) if belongs else whole)
    if model.family.anonymous:
        SystemRandom().shuffle(out)
    return OutgoingSheet(model.family.kind, model.family.sheet, tuple(columns), out)


def _closing_days(connection: Connection, kept: Mapping[str, Iterable[Any]]) -> Iterator[Any]:
    """The day of each anonymous answer: that on which its round closed, where it names one."""
    rounds = rounds_of(connection)
    for day, round_ in zip(kept["on_date"], kept["round_id"], strict=True):
        yield rounds[round_].closing if round_ in rounds else day


def _must(model: type[Record]) -> Iterable[str]:
    """The columns without which a row belongs to nothing any more."""
    return ("about",) if model is Change else required_owners(model)


def _column(kept: tuple[Any, ...], declared: Field, references: References) -> list[CellValue]:
    if declared.kind is Kind.REFERENCE:
        known = references[declared.target or ""]
        return [known.get(key) for key in kept]
    # Columns repeat: a date or a number is turned into what it shows once, however many rows hold it.
    show = shower(declared)
    each = {value: show(value) for value in set(kept) if value is not None}
    return [each.get(value) for value in kept]


def _linked(
    connection: Connection, link: Links, owners: tuple[int, ...], references: References
) -> list[CellValue]:
    """The references of the records each of these is linked to, in order, in one cell."""
    known = references[link.field.target or ""]
    found: dict[int, list[str]] = defaultdict(list)
    for owner, other in connection.exec_driver_sql(
        f"SELECT {link.owner}, {link.linked} FROM {link.table.name} ORDER BY {link.owner}, position"  # noqa: S608
    ):
        if other in known:
            found[owner].append(known[other])
    return [joined(found[owner]) if owner in found else None for owner in owners]


def _changes(kept: dict[str, tuple[Any, ...]], references: References) -> dict[str, list[CellValue]]:
    """What the sheet Changes shows: the owner's present reference, each value as its own field shows it."""
    dated = {
        record: {declared.label: declared for declared in dated_attributes(record).values()}
        for record in OWNERS
    }
    about: list[CellValue] = []
    values: list[CellValue] = []
    for place, (record, fact, value) in enumerate(
        zip(kept["record"], kept["fact"], kept["value"], strict=True)
    ):
        owner, column = OWNERS[record]
        about.append(references[owner.family.kind].get(kept[column][place]))
        declared = dated[record][fact]
        if declared.kind is Kind.REFERENCE:
            target = declared.target or ""
            values.append(references[target].get(kept[VALUE_COLUMNS[target]][place]))
        else:
            values.append(None if value is None else shown_change(declared, value))
    return {"about": about, "value": values}
