"""The fields of two records of one person: which differ, which only one has, and what is kept of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.fields import Field
from ipsdesk.measures.terms import live
from ipsdesk.models import Client
from ipsdesk.services.editing_dated import CHANGES, change_values, dated_facts, kept_of
from ipsdesk.services.records_changes import shown
from ipsdesk.services.records_names import Names
from ipsdesk.services.saving import Values, kept_records, record_at

EMPTY: tuple[object, ...] = (None, "", [])
Days = Mapping[str, Sequence[Values]]
"""The changes of each dated fact, oldest first, by the fact's attribute."""


@dataclass(frozen=True, slots=True)
class Differing:
    """One field in both records, in words; empty words: nothing is recorded."""

    name: str
    title: str
    kept: str
    other: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What is written of the person who is kept: plain ``values``; of changes, by key, those that are
    ``dropped`` and those that get another value; and facts that hold from today in a change of their own."""

    values: Mapping[str, Any]
    dropped: frozenset[int]
    altered: Mapping[int, Mapping[str, Any]]
    from_today: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Facts:
    """What two records say of a person today; ``kept`` and ``other`` are the records, ``days`` their changes.

    ``differing`` are fields of which both say something else, ``filled`` those only the other has.
    """

    kept: Values
    other: Values
    days: tuple[Days, Days]
    today: date
    differing: tuple[Differing, ...]
    filled: tuple[Differing, ...]

    def settle(self, taken: Collection[str]) -> Settled:
        """``taken`` are the fields whose value is the other's.

        Of a dated fact both histories stand in one, and of two changes on one day the chosen record's;
        where the last of them does not say what was chosen, that holds from today.
        """
        others = {one.name for one in self.filled} | {one.name for one in self.differing if one.name in taken}
        values = {name: self.other[name] for name in sorted(others)}
        dropped: set[int] = set()
        altered: dict[int, Mapping[str, Any]] = {}
        from_today: dict[str, Any] = {}
        for name, declared in dated_facts(Client).items():
            mine, theirs = (days.get(name, ()) for days in self.days)
            chosen, given_up = (theirs, mine) if name in others else (mine, theirs)
            twice = {row["from_on"] for row in chosen}
            dropped |= {row["id"] for row in given_up if row["from_on"] in twice}
            standing = sorted(
                (row for row in (*mine, *theirs) if row["id"] not in dropped), key=_place_in_time
            )
            wanted = present(
                declared, chosen, (self.other if name in others else self.kept)[name], self.today
            )
            base = values.get(name, self.kept[name])
            if present(declared, standing, base, self.today) == wanted:
                continue
            if last := [row for row in standing if row["from_on"] == self.today]:
                altered[last[-1]["id"]] = change_values(declared, wanted)
            else:
                from_today[name] = wanted
        return Settled(values, frozenset(dropped), altered, from_today)


def present(declared: Field, rows: Sequence[Values], base: Any, today: date) -> Any:
    """What a dated fact is today, with these changes, oldest first, and this value from the beginning."""
    changed = [row for row in rows if row["from_on"] <= today]
    return kept_of(declared, changed[-1]) if changed else base


def read_facts(connection: Connection, keep: int, other: int, today: date) -> Facts:
    """Of two people, as they stand today."""
    records = record_at(connection, Client, keep), record_at(connection, Client, other)
    days = _days(connection, keep), _days(connection, other)
    names, dated = Names(connection), dated_facts(Client)
    differing: list[Differing] = []
    filled: list[Differing] = []
    for name, declared in Client.fields():
        now = [
            present(declared, of.get(name, ()), record[name], today) if name in dated else record[name]
            for record, of in zip(records, days, strict=True)
        ]
        if name != Client.family.identity and now[1] not in EMPTY and now[0] != now[1]:
            words = (shown(names, declared, _noted(value)) for value in now)
            (filled if now[0] in EMPTY else differing).append(Differing(name, declared.title, *words))
    return Facts(records[0], records[1], days, today, tuple(differing), tuple(filled))


def _days(connection: Connection, client: int) -> Days:
    names = {declared.label: name for name, declared in dated_facts(Client).items()}
    found: defaultdict[str, list[Values]] = defaultdict(list)
    statement = select(CHANGES).where(live(CHANGES), CHANGES.c.client_id == client)
    for row in sorted(kept_records(connection, statement), key=_place_in_time):
        found[names[row["fact"]]].append(row)
    return found


def _place_in_time(row: Values) -> tuple[date, int]:
    return row["from_on"], row["id"]


def _noted(value: Any) -> Any:
    """A value as the audit trail notes it."""
    return value.isoformat() if isinstance(value, date) else value
