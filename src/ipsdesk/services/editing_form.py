"""What a form of a record is given: its fields, what stands in them, and the records they may name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.fields import Field, Kind
from ipsdesk.measures.terms import live
from ipsdesk.models import Record
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.editing_dated import present_values
from ipsdesk.services.records_belonging import required_owners
from ipsdesk.services.records_names import Names
from ipsdesk.services.saving import SAVED_HERE, record_at, table_of

Plain = str | int | bool | date | list[str] | None
"""A value as a form holds it; a record that is named stands as its key in words."""

ENDS_IN_NUMBER = re.compile(r"(.*?)(\d+)")
CALLED_BY = ("name", "title", "goal", "kind", "on_date")
"""What a record is called beside its reference: the first of these that its table has and that is filled."""
OWNED_BY = ("client_id", "employer_id")
NOTHING_KNOWN: Mapping[str, Plain] = {}


@dataclass(frozen=True, slots=True)
class Choice:
    """A record that a field may name: its key in words, and what it is called."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class RecordForm:
    """A record ready to be changed; ``id`` None and ``version`` 0 while it is new.

    ``fields`` are its declared fields by attribute name, ``values`` what stands in them today, ``choices``
    the records that references may name, ``dated`` the fields whose new value may hold from a day on.
    """

    kind: str
    noun: str
    id: int | None
    version: int
    fields: Mapping[str, Field]
    values: Mapping[str, Plain]
    choices: Mapping[str, tuple[Choice, ...]]
    dated: frozenset[str]


def blank_form(connection: Connection, model: type[Record], given: Mapping[str, Plain]) -> RecordForm:
    """The form of a new record, with a free reference and what is known already."""
    identity = model.family.identity
    known: dict[str, Plain] = {identity: next_reference(connection, model)} if identity else {}
    return _form(connection, model, None, 0, known | dict(given))


def filled_form(connection: Connection, model: type[Record], id_: int, today: date) -> RecordForm:
    """The form of a record as it stands today; of a dated fact what holds today."""
    record = record_at(connection, model, id_)
    present = dict(record) | present_values(connection, model, id_, today)
    values = {name: _plain(declared, present[name]) for name, declared in model.fields()}
    return _form(connection, model, id_, record["version"], values)


def _form(
    connection: Connection, model: type[Record], id_: int | None, version: int, values: Mapping[str, Plain]
) -> RecordForm:
    fields, known = dict(model.fields()), _with_client(connection, model, values)
    choices = {
        name: choices_of(connection, declared.target, known)
        for name, declared in fields.items()
        if declared.target
    }
    dated = frozenset(name for name, declared in fields.items() if declared.dated and id_ is not None)
    return RecordForm(model.family.kind, model.family.noun, id_, version, fields, values, choices, dated)


def _with_client(
    connection: Connection, model: type[Record], values: Mapping[str, Plain]
) -> Mapping[str, Plain]:
    """What is known of a record, and with it whom the record it belongs to is about."""
    names = Names(connection)
    for column, kind in required_owners(model).items():
        if values.get("client_id") is None and (owner := values.get(column)) is not None:
            people = names.people((kind, int(str(owner))))
            return {**values, "client_id": str(people[0])} if people else values
    return values


def next_reference(connection: Connection, model: type[Record]) -> str:
    """The unit's next reference of a kind: one more than its highest, written as that one is."""
    column = table_of(model).c[model.family.identity or ""]
    numbered = [
        found.groups()
        for one in connection.scalars(select(column))
        if (found := ENDS_IN_NUMBER.fullmatch(one))
    ]
    if not numbered:
        return f"{model.family.noun[0].upper()}1"
    before, digits = max(numbered, key=lambda parts: int(parts[1]))
    return f"{before}{int(digits) + 1:0{len(digits)}}"


def _plain(declared: Field, kept: Any) -> Plain:
    if declared.kind is Kind.REFERENCE:
        return None if kept is None else str(kept)
    if declared.kind is Kind.REFERENCES:
        return [str(key) for key in kept]
    plain: Plain = kept
    return plain


def choices_of(
    connection: Connection, kind: str, values: Mapping[str, Plain] = NOTHING_KNOWN
) -> tuple[Choice, ...]:
    """The records of a kind that may be named, by name.

    Where ``values`` (of the form) name a client or an employer, only what belongs to that one.
    """
    model = SAVED_HERE[kind]
    table = table_of(model)
    statement = select(table).where(live(table))
    for name in OWNED_BY:
        if (owner := values.get(name)) is not None and name in required_owners(model):
            statement = statement.where(table.c[name] == int(str(owner)))
    found = (dict(row._mapping) for row in connection.execute(statement))
    return tuple(sorted(_choices(found), key=lambda one: one.words.casefold()))


def _choices(records: Iterator[dict[str, Any]]) -> Iterator[Choice]:
    for record in records:
        called = next((str(record[name]) for name in CALLED_BY if record.get(name)), "") or _runs(record)
        left = ", has left" if record.get("left_on") else ""
        day = f", {shown_day(record['on_date'])}" if record.get("on_date") else ""
        yield Choice(str(record["id"]), f"{called}{day} ({record['reference']}{left})")


def _runs(record: Mapping[str, Any]) -> str:
    """From when to when something without a name holds."""
    days = [shown_day(record[name]) for name in ("from_on", "to_on") if record.get(name)]
    return f"from {days[0]}" if len(days) == 1 else " to ".join(days)
