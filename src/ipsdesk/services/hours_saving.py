"""Writes records of hours, shifts and reasons as one saved change, each with its audit entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Date, Select, Table, insert, select, update

from ipsdesk.models import Hours, HoursReason, Record, UsualShift
from ipsdesk.models.base import new_uuid
from ipsdesk.services.roles import Workspace

ADDED, CHANGED, REMOVED, BROUGHT_BACK, UNDONE = "added", "changed", "removed", "brought back", "undone"
"""What is done to a record, as the audit trail says it."""

SAVED_HERE: dict[str, type[Record]] = {model.family.kind: model for model in (Hours, UsualShift, HoursReason)}

Values = Mapping[str, Any]


def table_of(model: type[Record]) -> Table:
    """The table of a family of records."""
    table: Table = model.__table__  # type: ignore[assignment]
    return table


def record_at(connection: Connection, model: type[Record], id_: int) -> Values:
    """A record as it is kept, removed or not."""
    table = table_of(model)
    return kept_records(connection, select(table).where(table.c.id == id_))[0]


def kept_records(connection: Connection, statement: Select[Any]) -> list[Values]:
    """The records a query of whole rows finds."""
    return [dict(row._mapping) for row in connection.execute(statement)]


class Saving:
    """One saved change, of one or several records, in the caller's transaction.

    Every entry it writes carries the same ``change`` and says in ``words`` what was done, so that it can be
    undone as a whole; ``undoes`` is the change that this one takes back. ``kinds`` are those of the records
    written so far.
    """

    def __init__(
        self, workspace: Workspace, connection: Connection, words: str, *, undoes: str | None = None
    ) -> None:
        self.workspace, self.connection, self.words, self.undoes = workspace, connection, words, undoes
        self.change = new_uuid()
        self.kinds: set[str] = set()
        self.at = workspace.now()

    def add(self, model: type[Record], values: Values) -> None:
        """A new record."""
        uuid = new_uuid()
        added = self.connection.execute(insert(model).values(uuid=uuid, **values))
        (id_,) = added.inserted_primary_key or (0,)
        self._note(ADDED, model, {"id": id_, "uuid": uuid, "version": 0}, before=None, after=values)

    def alter(self, model: type[Record], record: Values, values: Values) -> None:
        """Other values in a record; nothing is written where none differs."""
        after = {name: value for name, value in values.items() if record[name] != value}
        if after:
            self._write(model, record, after)
            self._note(CHANGED, model, record, before={name: record[name] for name in after}, after=after)

    def remove(self, model: type[Record], record: Values) -> None:
        """Take a record out of every list and figure without destroying it."""
        self._write(model, record, {"removed_at": self.at.isoformat()})
        self._note(REMOVED, model, record, before=_fields(model, record), after=None)

    def bring_back(self, model: type[Record], record: Values, values: Values) -> None:
        """A removed record again, with these values."""
        self._write(model, record, {**values, "removed_at": None})
        self._note(BROUGHT_BACK, model, record, before=None, after={**_fields(model, record), **values})

    def _write(self, model: type[Record], record: Values, values: Values) -> None:
        table = table_of(model)
        self.connection.execute(
            update(table).where(table.c.id == record["id"]).values(version=record["version"] + 1, **values)
        )

    def _note(
        self, done: str, model: type[Record], record: Values, *, before: Values | None, after: Values | None
    ) -> None:
        details = {
            "before": before,
            "after": after,
            "version": record["version"] + 1,
            "change": self.change,
            "words": self.words,
        }
        if self.undoes:
            details |= {"undoes": self.undoes, "done": done}
        self.kinds.add(model.family.kind)
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


def _fields(model: type[Record], record: Values) -> dict[str, Any]:
    return {name: record[name] for name, _ in model.fields()}


def kept_values(model: type[Record], noted: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the audit trail notes them, turned back into what the table keeps."""
    columns = table_of(model).c
    return {
        name: date.fromisoformat(value) if value and isinstance(columns[name].type, Date) else value
        for name, value in noted.items()
    }
