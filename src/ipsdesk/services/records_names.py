"""Records in a few words and by name, read in batches: ``contact of 12 May 2026 with Annis Fold``."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection

from ipsdesk.fields import Kind
from ipsdesk.models import Account, Change, Record, Risk, Staff
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.records_belonging import IN_LIST, owners
from ipsdesk.services.roles import Role
from ipsdesk.services.saving import KEPT, SAVED_HERE, Key, by_kind

NAMED: Mapping[str, type[Record]] = KEPT | {"account": Account}
CALLED_BY = ("name", "title")
NUMBERED = frozenset({"agenda item"})
"""Called by their number alone: what they are titled may be closed to who reads it."""
PARTS = frozenset({"audited file", "person in a caseload review"})
"""Called by whom they are about: the days in them are of what was found, not their own."""
OF_NOBODY = frozenset({"decision meeting"})
"""Records that name people whom what belongs to them is not about."""
WITH: Mapping[str, str] = {"employer_id": "employer", "team_id": "team", "partner_id": "partner agency"}
"""Whom a contact that names no client was with."""

PLURALS = {
    "benefits advice": "pieces of benefits advice",
    "criminal record information": "pieces of criminal record information",
    "person at an employer": "people at an employer",
    "person in a caseload review": "people in a caseload review",
    "meeting not open yet": "meetings not open yet",
    "you said, we did": "lines of you said, we did",
}
LINKING = (" of ", " for ", " about ", " on ", " with ")
"""What stands between the word of a noun that takes the plural and the rest of it."""

Hidden = frozenset[tuple[str, str]]
"""Fields by the kind of their record and their name."""

RISK_TEXTS = frozenset(
    (Risk.family.kind, name) for name, declared in Risk.fields() if declared.kind is Kind.LONG_TEXT
)
RESTRICTED = frozenset(
    (kind, name)
    for kind, model in SAVED_HERE.items()
    for name, declared in model.fields()
    if declared.restricted
)
CLEARANCE = frozenset((Staff.family.kind, name) for name in ("dbs_seen_on", "dbs_due_on"))


def hidden_from(role: Role) -> Hidden:
    """The fields of which an account of this role sees that they were changed, not what they say."""
    apart = RISK_TEXTS | RESTRICTED if role is Role.AUDITOR else frozenset()
    return apart if role in (Role.LEAD, Role.MANAGER) else apart | CLEARANCE


def many(number: int, noun: str) -> str:
    """The noun for so many: ``contacts``, ``activities``, ``days of hours``."""
    if number == 1 or noun in PLURALS:
        return noun if number == 1 else PLURALS[noun]
    head, of, rest = noun.partition(next((one for one in LINKING if one in noun), LINKING[0]))
    ends = f"{head[:-1]}ies" if head.endswith("y") and head[-2] not in "aeo" else f"{head}s"
    return f"{ends}{of}{rest}"


class Names:
    """What records are called, removed ones too; each is read once.

    ``hidden`` are the fields that are not shown to whoever asks.
    """

    def __init__(self, connection: Connection, *, hidden: Hidden = frozenset()) -> None:
        self._connection = connection
        self.hidden = hidden
        self._rows: dict[Key, Mapping[str, Any]] = {}
        self._people: dict[Key, list[int]] = {}

    def learn(self, keys: Iterable[Key]) -> None:
        """Read these records, those they belong to, and the people they name, all of a kind at once."""
        wanted = {key for key in keys if key not in self._rows and key[0] in NAMED}
        while wanted:
            named: set[Key] = set()
            for kind, ids in by_kind(wanted).items():
                named |= self._read(NAMED[kind], ids)
            wanted = named - self._rows.keys()

    def row(self, key: Key) -> Mapping[str, Any]:
        """What is known of a record: its version, whether it was removed, what names it; empty: not there."""
        if key not in self._rows:
            self.learn([key])
        return self._rows.get(key, {})

    def reference(self, kind: str, id_: int) -> str:
        """A record as a field that refers to it shows it, with a word if it was removed."""
        row = self.row((kind, id_))
        gone = " (removed)" if row.get("removed_at") else ""
        return f"{_called(row) or row.get('reference') or '?'}{gone}"

    def record(self, key: Key) -> str:
        """A record in words, in the middle of a sentence; empty where there is no such record."""
        model = NAMED.get(key[0])
        if model is None or not self.row(key):
            return ""
        which, about = self.which(key), "" if key[0] == "client" else self.about(key)
        words = f"{model.family.noun}{' of' if which[:1].isdigit() else ''} {which}".rstrip()
        return f"{words} {'with' if key[0] == 'contact' else 'for'} {about}" if about else words

    def which(self, key: Key) -> str:
        """What tells a record from others of its kind: its name and reference, else its day."""
        row = self.row(key)
        reference, called = row.get("reference"), _called(row)
        if called:
            return f"{called} ({reference})" if reference else called
        if key[0] in NUMBERED and row:
            return f"number {row['number']}"
        day = "" if key[0] in PARTS else row.get(_day_of(NAMED[key[0]]))
        return reference or (shown_day(date.fromisoformat(day)) if day else "")

    def about(self, key: Key) -> str:
        """Whom or what a record is about: the person, else the member of staff, team or employer."""
        people = self.people(key)
        if people:
            others = len(people) - 1
            name = self.person(key)[1]
            return f"{name} and {others} other{'s' if others > 1 else ''}" if others else name
        row = self.row(key)
        for column, kind in {**owners(NAMED[key[0]]), **WITH}.items():
            if row.get(column) is not None:
                return _called(self.row((kind, row[column]))) or self.row((kind, row[column]))["reference"]
        return ""

    def person(self, key: Key) -> tuple[int | None, str]:
        """The client a record is about (the first, where it names several), by key and name."""
        people = self.people(key)
        return (people[0], self.row(("client", people[0])).get("name", "")) if people else (None, "")

    def people(self, key: Key) -> list[int]:
        """The clients a record is about, by key."""
        row = self.row(key)
        if key[0] == "client":
            return [key[1]]
        for column, kind in owners(NAMED[key[0]]).items() if row else ():
            owned = kind not in OF_NOBODY and row[column] is not None
            if owned and (people := self.people((kind, row[column]))):
                return people
        return self._people.get(key, [])

    def _read(self, model: type[Record], ids: list[int]) -> set[Key]:
        """Read records of one kind; gives those that name them."""
        kind, columns, given = model.family.kind, _columns(model), {"ids": json.dumps(ids)}
        named: set[Key] = set()
        self._rows |= {(kind, id_): {} for id_ in ids}
        listed = ", ".join(columns)
        targets = {**owners(model)} | {column: kind for column, kind in WITH.items() if column in columns}
        for found in self._connection.exec_driver_sql(
            f"SELECT {listed} FROM {model.__tablename__} WHERE id {IN_LIST}",  # noqa: S608
            given,
        ):
            row = dict(zip(columns, found, strict=True))
            self._rows[kind, row["id"]] = row
            named |= {(other, row[column]) for column, other in targets.items() if row[column] is not None}
        return named | self._read_people(model, given)

    def _read_people(self, model: type[Record], given: Mapping[str, str]) -> set[Key]:
        people: dict[Key, list[int]] = defaultdict(list)
        for link in model.links().values():
            if link.field.target == "client":
                for id_, client in self._connection.exec_driver_sql(
                    f"SELECT {link.owner}, {link.linked} FROM {link.table.name} "  # noqa: S608
                    f"WHERE {link.owner} {IN_LIST} ORDER BY {link.owner}, position",
                    given,
                ):
                    people[model.family.kind, id_].append(client)
        self._people |= people
        return {("client", client) for clients in people.values() for client in clients[:1]}


@cache
def _columns(model: type[Record]) -> tuple[str, ...]:
    """What is read of a record: what counts its saves, what it is called, its first day, whose it is."""
    fields = dict(model.fields())
    called_by = ("number",) if model.family.kind in NUMBERED else CALLED_BY
    called = [name for name in ("reference", *called_by, *WITH) if name in fields]
    what = ["record", "fact"] if model is Change else []
    marks = ["id", "version", "removed_at", "import_id"]
    return tuple(dict.fromkeys([*marks, *called, *what, *_day_of(model).split(), *owners(model)]))


@cache
def _day_of(model: type[Record]) -> str:
    """The first of the days that a family records; empty: none."""
    return next((name for name, declared in model.fields() if declared.kind is Kind.DATE), "")


def _called(row: Mapping[str, Any]) -> str:
    return next((row[name] for name in CALLED_BY if row.get(name)), "")
