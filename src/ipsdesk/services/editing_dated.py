"""Facts that hold from a day on, as a form shows and changes them: what holds today, and from when not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.fields import Field, Kind
from ipsdesk.measures.terms import live
from ipsdesk.models import Change, Record
from ipsdesk.services.intake_changes import OWNERS, VALUE_COLUMNS
from ipsdesk.services.saving import Saving, Values, kept_records, table_of

CHANGES = table_of(Change)


def dated_facts(model: type[Record]) -> Mapping[str, Field]:
    """The facts of a record of this family that hold from a day on, by attribute name."""
    owners = {owner for owner, _ in OWNERS.values()}
    return {name: one for name, one in model.fields() if one.dated} if model in owners else {}


def present_values(connection: Connection, model: type[Record], id_: int, today: date) -> dict[str, Any]:
    """What holds today of each dated fact that was changed by then, as its own column keeps it."""
    found = {}
    for name, declared in dated_facts(model).items():
        changed = [row for row in _changes(connection, model, id_, declared) if row["from_on"] <= today]
        if changed:
            found[name] = kept_of(declared, changed[-1])
    return found


def kept_of(declared: Field, change: Values) -> Any:
    """The value of a change as the fact's own column keeps it."""
    if declared.kind is Kind.REFERENCE:
        return change[VALUE_COLUMNS[declared.target or ""]]
    value = change["value"]
    if value is None:
        return None
    if declared.kind in (Kind.CHOICES, Kind.TEXTS):
        return json.loads(value)
    return int(value) if declared.kind in (Kind.WHOLE, Kind.DECIMAL, Kind.HOURS, Kind.MONEY) else value


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A fact of one record that holds from a day on."""

    model: type[Record]
    record: Values
    name: str

    @property
    def declared(self) -> Field:
        """The field that is dated."""
        return dict(self.model.fields())[self.name]

    def write(self, saving: Saving, value: Any, since: date | None) -> None:
        """Let it hold from ``since`` on; without a day, correct what holds now."""
        rows = _changes(saving.connection, self.model, self.record["id"], self.declared)
        values = change_values(self.declared, value)
        changed = rows[-1:] if since is None else [row for row in rows if row["from_on"] == since]
        if changed:
            saving.alter(Change, changed[0], values)
        elif since is None:
            saving.alter(self.model, self.record, {self.name: value})
        else:
            saving.add(Change, self._about(since) | values)

    def _about(self, since: date) -> dict[str, Any]:
        kind, column = next((kind, column) for kind, (owner, column) in OWNERS.items() if owner is self.model)
        about = self.record["reference"]
        named = {"record": kind, "about": about, "fact": self.declared.label, "from_on": since}
        return named | {column: self.record["id"]}


def change_values(declared: Field, value: Any) -> dict[str, Any]:
    """The columns of a change that hold a value; a team or a member of staff is named by its key."""
    if declared.kind is Kind.REFERENCE:
        return {VALUE_COLUMNS[declared.target or ""]: value}
    if value is None:
        return {"value": None}
    return {"value": json.dumps(value) if isinstance(value, list) else str(value)}


def _changes(connection: Connection, model: type[Record], id_: int, declared: Field) -> list[Values]:
    """The changes of one fact, oldest first."""
    column = next(column for owner, column in OWNERS.values() if owner is model)
    statement = (
        select(CHANGES)
        .where(live(CHANGES), CHANGES.c[column] == id_, CHANGES.c.fact == declared.label)
        .order_by(CHANGES.c.from_on, CHANGES.c.id)
    )
    return kept_records(connection, statement)
