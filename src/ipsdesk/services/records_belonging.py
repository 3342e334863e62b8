"""What belongs to what: the records that go with a record, and all that is recorded about a person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from sqlalchemy import Connection

from ipsdesk.fields import Kind
from ipsdesk.models import Change, Links, Record
from ipsdesk.services.intake_changes import OWNERS
from ipsdesk.services.saving import SAVED_HERE, Key, by_kind

IN_LIST = "IN (SELECT value FROM json_each(:ids))"

LAST_NAMED = f"""
SELECT DISTINCT contacts.id FROM contact_clients AS going JOIN contacts ON contacts.id = going.contact_id
WHERE going.client_id {IN_LIST} AND contacts.removed_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM contact_clients AS staying JOIN clients ON clients.id = staying.client_id
  WHERE staying.contact_id = contacts.id AND clients.removed_at IS NULL AND NOT staying.client_id {IN_LIST})
"""  # noqa: S608
"""A contact goes with the last of the people it names; one that names somebody else too stays."""

ACTIONS_OF_ITEMS = f"""
SELECT action.id FROM agenda_items AS item
JOIN meeting_actions AS action ON action.meeting_id = item.meeting_id AND action.number = item.number
WHERE item.id {IN_LIST} AND action.removed_at IS NULL
"""  # noqa: S608
"""What was agreed under an item of an agenda goes with it: by itself it would be closed to nobody."""

MERGED = """
SELECT clients.id FROM clients JOIN audit_entries AS entry
  ON entry.kind = 'client' AND entry.record_id = clients.id AND entry.action = 'removed'
WHERE clients.removed_at IS NOT NULL AND json_extract(entry.details, '$.version') = clients.version
  AND json_extract(entry.details, '$.merged_into') = ?
"""
"""The records that were merged into a person's, and are so still."""
MERGED_EMPLOYERS = MERGED.replace("clients", "employers").replace("'client'", "'employer'")


@cache
def required_owners(model: type[Record]) -> Mapping[str, str]:
    """The fields that must name another record, which this one belongs to, with the kinds of those."""
    return {
        name: declared.target or ""
        for name, declared in model.fields()
        if declared.required and declared.kind is Kind.REFERENCE
    }


@cache
def owners(model: type[Record]) -> Mapping[str, str]:
    """The columns that name what a record belongs to, with the kinds of those records."""
    if model is Change:
        return {column: owner.family.kind for owner, column in OWNERS.values()}
    return required_owners(model)


BELONGINGS: Mapping[str, list[tuple[str, str, str]]] = {
    kind: [
        (other, model.__tablename__, column)
        for other, model in SAVED_HERE.items()
        for column, owner in owners(model).items()
        if owner == kind
    ]
    for kind in SAVED_HERE
}
"""For each kind: the kinds of record that belong to it, with their tables and columns."""
BELONGINGS["decision meeting"].append(("involvement", "involvements", "meeting_id"))

NAMING_CLIENTS: tuple[tuple[str, Links], ...] = tuple(
    (kind, link)
    for kind, model in SAVED_HERE.items()
    for link in model.links().values()
    if link.field.target == "client"
)

MENTIONING_CLIENTS: tuple[tuple[str, str, str], ...] = tuple(
    (kind, model.__tablename__, name)
    for kind, model in SAVED_HERE.items()
    for name, declared in model.fields()
    if declared.target == "client" and declared.kind is Kind.REFERENCE and not declared.required
)
"""The kinds whose records may name one person without belonging to that person's record."""


def going_with(connection: Connection, keys: Iterable[Key]) -> list[Key]:
    """Every record still there that belongs to one of these, or to what belongs to it, and so on."""
    return _belonging(connection, keys, "AND removed_at IS NULL")


def everything_of(connection: Connection, client: int) -> list[Key]:
    """A person's record and all that belongs to it or names the person, removed records too.

    With them the records that were merged into it, and what was removed of theirs.
    """
    person = ("client", client)
    naming = [
        (kind, id_)
        for kind, link in NAMING_CLIENTS
        for (id_,) in connection.exec_driver_sql(
            f"SELECT {link.owner} FROM {link.table.name} WHERE {link.linked} = ?",  # noqa: S608
            (client,),
        )
    ]
    naming += [
        (kind, id_)
        for kind, table, column in MENTIONING_CLIENTS
        for (id_,) in connection.exec_driver_sql(
            f"SELECT id FROM {table} WHERE {column} = ?",  # noqa: S608
            (client,),
        )
    ]
    merged = [key for (other,) in connection.exec_driver_sql(MERGED, (client,))
              for key in everything_of(connection, other)]  # fmt: skip
    return list(dict.fromkeys([person, *_belonging(connection, [person], ""), *naming, *merged]))


def merged_into(connection: Connection, employer: int) -> list[Key]:
    """The records that were merged into an employer's, and what was merged into those."""
    found = [other for (other,) in connection.exec_driver_sql(MERGED_EMPLOYERS, (employer,))]
    return [key for other in found for key in (("employer", other), *merged_into(connection, other))]


def _belonging(connection: Connection, keys: Iterable[Key], only: str) -> list[Key]:
    level = set(keys)
    seen = set(level)
    found: list[Key] = []
    while level:
        level = set(_one_step(connection, by_kind(level), only)) - seen
        seen |= level
        found += sorted(level)
    return found


def _one_step(connection: Connection, level: Mapping[str, list[int]], only: str) -> Iterator[Key]:
    for kind, ids in level.items():
        given = {"ids": json.dumps(ids)}
        for other, table, column in BELONGINGS[kind]:
            statement = f"SELECT id FROM {table} WHERE {column} {IN_LIST} {only}"  # noqa: S608
            for (id_,) in connection.exec_driver_sql(statement, given):
                yield other, id_
        if kind == "client" and only:
            for (id_,) in connection.exec_driver_sql(LAST_NAMED, given):
                yield "contact", id_
        if kind == "agenda item" and only:
            for (id_,) in connection.exec_driver_sql(ACTIONS_OF_ITEMS, given):
                yield "action of a meeting", id_
