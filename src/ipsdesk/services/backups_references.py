"""Records of a backup as the unit would keep them: what they refer to, found again by its identity."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table

from ipsdesk.models import Record
from ipsdesk.services.records_belonging import IN_LIST
from ipsdesk.services.saving import OF_EVERY_RECORD, Values, table_of

Referred = Mapping[tuple[str, int], str]
"""By table and key in the backup: the identity of the record that lies there."""


def references(model: type[Record]) -> dict[str, str]:
    """The columns of a record, and its fields that name several, with the tables they point to."""
    found = {
        column.name: key.column.table.name
        for column in table_of(model).columns
        for key in column.foreign_keys
        if column.name not in OF_EVERY_RECORD
    }
    named = {name: _pointed_to(link.table, link.linked) for name, link in model.links().items()}
    return found | named


def referred_by(connection: Connection, records: Iterable[tuple[type[Record], Values]]) -> Referred:
    """The identities of all that these records of the backup refer to."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for model, record in records:
        for name, table in references(model).items():
            wanted[table].update(_keys(record[name]))
    return {
        (table, id_): uuid
        for table, ids in wanted.items()
        for id_, uuid in connection.exec_driver_sql(
            f"SELECT id, uuid FROM {table} WHERE id {IN_LIST}",  # noqa: S608
            {"ids": json.dumps(sorted(ids))},
        )
    }


class Present:
    """What the records of a backup refer to, as it is called in the unit now."""

    def __init__(self, connection: Connection, referred: Referred) -> None:
        self._connection, self._referred = connection, referred

    def values(self, model: type[Record], record: Values) -> dict[str, Any]:
        """A record's values with the unit's keys; what the unit doesn't have is None, or not in the list."""
        tables = references(model)
        return {
            name: self._value(tables[name], value) if name in tables else value
            for name, value in record.items()
            if name not in OF_EVERY_RECORD
        }

    def _value(self, table: str, value: Any) -> Any:
        found = [key for key in (self._key(table, id_) for id_ in _keys(value)) if key is not None]
        return found if isinstance(value, list) else next(iter(found), None)

    def _key(self, table: str, id_: int) -> int | None:
        uuid = self._referred.get((table, id_))
        return self._connection.exec_driver_sql(
            f"SELECT id FROM {table} WHERE uuid = ?",  # noqa: S608
            (uuid,),
        ).scalar()


def _keys(value: Any) -> list[int]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _pointed_to(table: Table, column: str) -> str:
    (key,) = table.c[column].foreign_keys
    return str(key.column.table.name)
