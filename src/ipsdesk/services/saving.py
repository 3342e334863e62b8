"""Writes records of any family as one saved change, each with its audit entry."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Date, Select, Table, bindparam, delete, insert, select, update

from ipsdesk.measures.sqlite import values_of
from ipsdesk.models import FAMILIES, Attachment, Cover, Rate, Record, Restriction, UnitDocument
from ipsdesk.models.base import new_uuid
from ipsdesk.services.fidelity_sealed import refuse_frozen, refuse_frozen_whole
from ipsdesk.services.meetings_sealed import refuse_signed, refuse_signed_whole
from ipsdesk.services.rates_rules import refuse_used
from ipsdesk.services.risk_sealed import refuse_sealed
from ipsdesk.services.roles import Workspace
from ipsdesk.services.supervision_signed import refuse_signed_supervision
from ipsdesk.storage.database import written_in

ADDED, CHANGED, REMOVED, BROUGHT_BACK, UNDONE = "added", "changed", "removed", "brought back", "undone"
"""What is done to a record, as the audit trail says it."""

_KEPT: tuple[type[Record], ...] = (*FAMILIES, Attachment, UnitDocument, Restriction, Cover)
KEPT: dict[str, type[Record]] = {model.family.kind: model for model in _KEPT}
SAVED_HERE = {kind: model for kind, model in KEPT.items() if not model.family.anonymous}
"""What is written one by one, each with its entry in the audit trail: all but anonymous answers."""

OF_EVERY_RECORD = frozenset({"id", "uuid", "version", "removed_at", "import_id"})

Values = Mapping[str, Any]

Key = tuple[str, int]
"""Kind of record, and the record's key."""


def table_of(model: type[Any]) -> Table:
    """The table of a family of records."""
    table: Table = model.__table__
    return table


def kept_records(connection: Connection, statement: Select[Any]) -> list[Values]:
    """The records a query of whole rows finds, without what they name in tables of links."""
    return [dict(row._mapping) for row in connection.execute(statement)]


def records_at(connection: Connection, model: type[Record], ids: Iterable[int]) -> list[Values]:
    """Records as they are kept, removed or not, with the keys of those they name, by key."""
    table, wanted = table_of(model), select(values_of(bindparam("ids")).c.value)
    given = {"ids": json.dumps(sorted(ids))}
    found = connection.execute(select(table).where(table.c.id.in_(wanted)).order_by(table.c.id), given)
    records = {row.id: dict(row._mapping) for row in found}
    for name, link in model.links().items():
        owner, linked = link.table.c[link.owner], link.table.c[link.linked]
        for record in records.values():
            record[name] = []
        named = select(owner, linked).where(owner.in_(wanted)).order_by(owner, link.table.c.position)
        for id_, other in connection.execute(named, given):
            records[id_][name].append(other)
    return list(records.values())


def record_at(connection: Connection, model: type[Record], id_: int) -> Values:
    """A record as it is kept, removed or not, with the keys of those it names."""
    return records_at(connection, model, [id_])[0]


def by_kind(keys: Iterable[Key]) -> dict[str, list[int]]:
    """The keys of each kind, in order."""
    found = defaultdict(list)
    for kind, id_ in sorted(keys):
        found[kind].append(id_)
    return dict(found)


def records_of(connection: Connection, keys: Iterable[Key]) -> dict[Key, Values]:
    """Records of several kinds as they are kept, removed or not."""
    return {
        (kind, record["id"]): record
        for kind, ids in by_kind(keys).items()
        for record in records_at(connection, SAVED_HERE[kind], ids)
    }


class Saving:
    """One saved change, of one or several records, in the caller's transaction.

    Every entry it writes carries the same ``change`` and says in ``words`` what was done, so that it can be
    undone as a whole; ``undoes`` is the change that this one takes back. ``kinds`` are those of the records
    written so far; what ``restores`` out of a backup puts back signed minutes too. A ``reason`` is that of
    every entry; what is given by keyword to one goes into it beside that.
    """

    def __init__(
        self,
        workspace: Workspace,
        connection: Connection,
        words: str,
        *,
        undoes: str | None = None,
        restores: bool = False,
        reason: str = "",
    ) -> None:
        self.workspace, self.connection, self.words, self.undoes = workspace, connection, words, undoes
        self.restores, self.reason = restores, reason
        self.change = new_uuid()
        self.kinds: set[str] = set()
        self.at = workspace.now()

    def add(self, model: type[Record], values: Values, *, uuid: str = "") -> int:
        """A new record, with a known identity if one is given; gives its key."""
        if not self.restores:
            refuse_signed_whole(self.connection, model, values)
        refuse_frozen_whole(self.connection, model, values)
        uuid, links = uuid or new_uuid(), model.links()
        plain = {name: value for name, value in values.items() if name not in links}
        added = self.connection.execute(insert(model).values(uuid=uuid, **plain))
        (id_,) = added.inserted_primary_key or (0,)
        self._link(model, id_, values)
        self._note(ADDED, model, {"id": id_, "uuid": uuid, "version": 0}, before=None, after=values)
        return int(id_)

    def alter(self, model: type[Record], record: Values, values: Values, **noted: Any) -> None:
        """Other values in a record; nothing is written where none differs."""
        refuse_sealed(model, record, values)
        after = {name: value for name, value in values.items() if record[name] != value}
        if after:
            if "with" not in noted and not self.restores:
                refuse_signed(self.connection, model, record, after)
                refuse_signed_supervision(model, record, after)
            refuse_frozen(self.connection, model, record, after)
            self._write(model, record, after)
            before = {name: record[name] for name in after}
            self._note(CHANGED, model, record, before=before, after=after, **noted)

    def remove(self, model: type[Record], record: Values, **noted: Any) -> None:
        """Take a record out of every list and figure without destroying it."""
        if "with" not in noted:
            refuse_signed_whole(self.connection, model, record)
            refuse_signed_supervision(model, record, ("minutes",))
            refuse_frozen_whole(self.connection, model, record)
        self._write(model, record, {"removed_at": self.at.isoformat()})
        self._note(REMOVED, model, record, before=_content(record), after=None, **noted)

    def bring_back(self, model: type[Record], record: Values, values: Values, **noted: Any) -> None:
        """A removed record again, with these values."""
        refuse_sealed(model, record, values)
        if "with" not in noted and not self.restores:
            refuse_signed_whole(self.connection, model, record)
        if "with" not in noted:
            refuse_frozen_whole(self.connection, model, record)
        self._write(model, record, {**values, "removed_at": None})
        after = {**_content(record), **values}
        self._note(BROUGHT_BACK, model, record, before=None, after=after, **noted)

    def _write(self, model: type[Record], record: Values, values: Values) -> None:
        table, links = table_of(model), model.links()
        plain = {name: value for name, value in values.items() if name not in links}
        self.connection.execute(
            update(table).where(table.c.id == record["id"]).values(version=record["version"] + 1, **plain)
        )
        self._link(model, record["id"], values)

    def _link(self, model: type[Record], id_: int, values: Values) -> None:
        for name, link in model.links().items():
            if name in values:
                self.connection.execute(delete(link.table).where(link.table.c[link.owner] == id_))
                for position, other in enumerate(values[name]):
                    row = {link.owner: id_, link.linked: other, "position": position}
                    self.connection.execute(insert(link.table).values(row))

    def _note(
        self,
        done: str,
        model: type[Record],
        record: Values,
        *,
        before: Values | None,
        after: Values | None,
        **noted: Any,
    ) -> None:
        if model.family.anonymous:
            raise ValueError(f"a single {model.family.noun} leaves no trace")
        if model is Rate:
            refuse_used(self.workspace.today(), record, after or {})
        details = {
            "before": before,
            "after": after,
            "version": record["version"] + 1,
            "change": self.change,
            "words": self.words,
            **({"reason": self.reason} if self.reason else {}),
            **noted,
        }
        if self.undoes:
            details |= {"undoes": self.undoes, "done": done}
        self.kinds.add(model.family.kind)
        written_in(self.connection).records.append((done, model, record, after or {}))
        self.workspace.audit.append(
            self.connection,
            account=self.workspace.actor.account,
            action=UNDONE if self.undoes else done,
            kind=model.family.kind,
            record_id=record["id"],
            record_uuid=record["uuid"],
            details=details,
            at=self.at,
        )


def _content(record: Values) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in OF_EVERY_RECORD}


def kept_values(model: type[Record], noted: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the audit trail notes them, turned back into what the table keeps."""
    columns = table_of(model).c
    return {
        name: date.fromisoformat(value)
        if value and name in columns and isinstance(columns[name].type, Date)
        else value
        for name, value in noted.items()
    }
