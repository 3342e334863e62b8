"""What holds of a job from a day on: hours, pay, contract and category, as rows and on any day."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Connection, bindparam, select

from ipsdesk.fields import Kind
from ipsdesk.measures.sqlite import values_of
from ipsdesk.measures.terms import live
from ipsdesk.models import Activity, Change
from ipsdesk.rules.four_tests import shown_pay
from ipsdesk.rules.wording import shown_hours
from ipsdesk.services.work_lines import FactRow

CHANGES = Change.__table__
FIELDS = dict(Activity.fields())
DATED = {declared.label: name for name, declared in FIELDS.items() if declared.dated}
NUMBERS = frozenset({Kind.HOURS, Kind.DECIMAL, Kind.MONEY, Kind.WHOLE})
IDS: BindParameter[str] = bindparam("ids")


class Fact(NamedTuple):
    """One change of a dated fact of a job, by attribute name; in the order they were made."""

    id: int
    name: str
    from_on: date
    value: Any


def of_ids() -> Any:
    """The keys given as a JSON list."""
    return select(values_of(IDS).c.value)


def given_ids(ids: Iterable[int]) -> dict[str, str]:
    """Keys as the JSON list that ``of_ids`` reads."""
    return {"ids": json.dumps(sorted(ids))}


def facts_of(connection: Connection, ids: Iterable[int]) -> defaultdict[int, list[Fact]]:
    """The changes of these activities, oldest first."""
    own, found = CHANGES.c, defaultdict[int, list[Fact]](list)
    statement = (
        select(own.id, own.activity_id, own.fact, own.from_on, own.value)
        .where(live(CHANGES), own.activity_id.in_(of_ids()))
        .order_by(own.from_on, own.id)
    )
    for row in connection.execute(statement, given_ids(ids)):
        name = DATED.get(row.fact)
        if name is not None:
            found[row.activity_id].append(Fact(row.id, name, row.from_on, _kept(name, row.value)))
    return found


def held(row: Any, changes: Sequence[Fact], name: str, day: date) -> Any:
    """What held of an activity on a day."""
    latest = [one.value for one in changes if one.name == name and one.from_on <= day]
    return latest[-1] if latest else getattr(row, name)


def rows_of(row: Any, changes: Sequence[Fact]) -> Iterator[FactRow]:
    """What held at first, and each change since, newest first within the same order of facts."""
    for name in DATED.values():
        own = [one for one in changes if one.name == name]
        first = getattr(row, name)
        label = FIELDS[name].title
        for one in reversed(own):
            yield FactRow(label, shown_fact(name, one.value), one.from_on, one.id)
        if first is not None and (own or first != FIELDS[name].default):
            yield FactRow(label, shown_fact(name, first), row.started_on)


def shown_fact(name: str, value: Any) -> str:
    """What a fact became, in words."""
    if value is None:
        return "not known"
    kind = FIELDS[name].kind
    if kind is Kind.HOURS:
        return f"{shown_hours(value)} a week"
    return f"{shown_pay(value)} an hour" if kind is Kind.DECIMAL else str(value)


def _kept(name: str, value: str | None) -> Any:
    return int(value) if value is not None and FIELDS[name].kind in NUMBERS else value
