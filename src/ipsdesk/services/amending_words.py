"""Rows of a submitted return that changed, in words: whose, what, before and after."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, select

from ipsdesk.measures import MEASURES
from ipsdesk.measures.measure import CALENDAR_MONTH
from ipsdesk.measures.sqlite import values_of
from ipsdesk.rules.wording import shown_month
from ipsdesk.services.records_names import Names
from ipsdesk.services.saving import SAVED_HERE, Key, table_of
from ipsdesk.services.submissions_rows import Changed, RowKey, in_words

UNIT, GONE = "the unit", "a record that was taken back"
"""Stand for whose row it is."""


def words_of_rows(connection: Connection, changed: Sequence[Changed]) -> list[Mapping[str, str]]:
    """Each row's reference, the measure's title, how it stood, and how it stands."""
    keys, measures = _keys(connection, changed), {measure.key: measure for measure in MEASURES}
    names = Names(connection)
    names.learn(keys.values())
    return [
        {
            "reference": _reference(names, one.row, keys.get((one.row.kind, one.row.uuid))),
            "title": measures[one.row.key].title,
            "before": in_words(measures[one.row.key], one.before),
            "after": in_words(measures[one.row.key], one.after),
        }
        for one in changed
    ]


def in_a_line(words: Mapping[str, str]) -> str:
    """``Paid jobs started, C-0007, activity J-12: counted, now not in it``."""
    return f"{words['title']}, {words['reference']}: {words['before']}, now {words['after']}"


def _reference(names: Names, row: RowKey, key: Key | None) -> str:
    """The person's reference, with the record's own where it is another; never a person's name."""
    kind = row.kind
    if kind == CALENDAR_MONTH:
        return shown_month(*divmod(int(row.uuid), 100))
    if key is None:
        return GONE if kind else UNIT
    people = names.people(key)
    persons = [str(names.row(("client", people[0])).get("reference", ""))] if people else []
    if kind == "client":
        return persons[0]
    own = names.row(key).get("reference") or names.which(key)
    return ", ".join([*persons, f"{SAVED_HERE[kind].family.noun} {own}".rstrip()])


def _keys(connection: Connection, changed: Sequence[Changed]) -> dict[tuple[str, str], Key]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for one in changed:
        if one.row.kind in SAVED_HERE:
            wanted[one.row.kind].add(one.row.uuid)
    found: dict[tuple[str, str], Key] = {}
    for kind, uuids in wanted.items():
        table = table_of(SAVED_HERE[kind])
        rows = connection.execute(
            select(table.c.uuid, table.c.id).where(
                table.c.uuid.in_(select(values_of(bindparam("uuids")).c.value))
            ),
            {"uuids": json.dumps(sorted(uuids))},
        )
        found |= {(kind, uuid): (kind, id_) for uuid, id_ in rows}
    return found
