"""Every row behind the figures of a return, each by its record's own identity."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select

from ipsdesk.measures import MEASURES, Measure, Shape, Window
from ipsdesk.measures.measure import CALENDAR_MONTH, COUNTED, LEFT_OUT
from ipsdesk.measures.sqlite import values_of
from ipsdesk.measures.wording import POUNDS
from ipsdesk.rules.wording import shown_day, shown_hours, shown_pounds
from ipsdesk.services.saving import SAVED_HERE, table_of
from ipsdesk.services.scorecards_scope import Scope, narrowed, why_not

DIVIDED_BY, BESIDE = "divided by", "still at it"
"""What stands beside the cases of a measure: no row of one record."""


class RowState(NamedTuple):
    """A record's part in a measure: its state, its amount, and in ``band`` what else tells it apart."""

    state: str
    amount: int | None = None
    band: str | None = None


class RowKey(NamedTuple):
    """Which row: the measure's key, the kind of record and its identity (both empty for a sum)."""

    key: str
    kind: str
    uuid: str


Rows = dict[RowKey, tuple[RowState, ...]]
"""The parts of each record; a record may stand in a measure several times, such as once a week."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that was otherwise before."""

    row: RowKey
    before: tuple[RowState, ...]
    after: tuple[RowState, ...]


def count_rows(
    connection: Connection,
    window: Window,
    scope: Scope,
    measures: Iterable[Measure] = MEASURES,
    over: Callable[[Measure], Measure] = lambda own: own,
) -> Rows:
    """Every row of these measures, those that were left out too; ``over`` narrows each to some of them."""
    found: dict[str, dict[str, list[tuple[int, RowState]]]] = {}
    sums: Rows = {}
    for measure in measures:
        if not why_not(measure, scope):
            own = over(narrowed(measure, scope))
            sums |= _sums(connection, own, window)
            found[own.key] = _by_kind(own, connection, window) if own.subjects else {}
    identities = _identities(connection, found.values())
    rows: Rows = {}
    for key, kinds in found.items():
        for kind, parts in kinds.items():
            uuids = identities[kind]
            for id_, part in parts:
                row = RowKey(key, kind, uuids[id_])
                rows[row] = (*rows[row], part) if row in rows else (part,)
    return {row: parts if len(parts) == 1 else in_order(parts) for row, parts in rows.items()} | sums


def in_order(parts: Iterable[RowState]) -> tuple[RowState, ...]:
    """The parts of a record in the one order in which they are compared."""
    return tuple(sorted(parts, key=repr))


def that_count(parts: Iterable[RowState]) -> tuple[RowState, ...]:
    """The parts that stand in a figure; what was left out of it is none."""
    return tuple(part for part in parts if part.state != LEFT_OUT)


def differences(before: Mapping[RowKey, Any], after: Mapping[RowKey, Any]) -> Iterator[Changed]:
    """The rows whose part in a figure differs, in the order of the measures."""
    places = {measure.key: place for place, measure in enumerate(MEASURES)}
    for row in sorted(before.keys() | after.keys(), key=lambda row: (places.get(row.key, -1), row)):
        was, now = that_count(before.get(row, ())), that_count(after.get(row, ()))
        if was != now:
            yield Changed(row, was, now)


def in_words(measure: Measure, parts: Iterable[RowState]) -> str:
    """A record's part in a figure: ``counted, 8 days``; "not in it" where it has none."""
    return "; ".join(_part_in_words(measure, part) for part in parts) or "not in it"


def _part_in_words(measure: Measure, part: RowState) -> str:
    told = [part.state, _amount(measure, part), part.band or ""]
    return ", ".join(one for one in told if one)


def _amount(measure: Measure, part: RowState) -> str:
    if part.amount is None:
        return ""
    if part.state == BESIDE or (part.state == COUNTED and not measure.subjects):
        return f"{part.amount:,}"
    if measure.shape is Shape.SHARE:
        return {1: "yes", 0: "no"}.get(part.amount, f"{part.amount:,}")
    if measure.shape is Shape.SUM:
        return shown_pounds(part.amount) if measure.unit == POUNDS else shown_hours(part.amount)
    if measure.shape is Shape.MEAN:
        return f"{part.amount:,} day{'' if part.amount == 1 else 's'}"
    return f"{part.amount:,}"


def _by_kind(
    measure: Measure, connection: Connection, window: Window
) -> dict[str, list[tuple[int, RowState]]]:
    found: dict[str, list[tuple[int, RowState]]] = defaultdict(list)
    rows = measure.rows(connection, window)
    if not rows:
        return found
    has = {name for name in OWN_COLUMNS if hasattr(rows[0], name)}
    told = [tell for name, tell in TOLD_APART.items() if name in has]
    usual: list[tuple[int, RowState]] = []
    for row in rows:
        part = row.amount if "amount" in has else None
        apart = ", ".join(filter(None, [tell(row) for tell in told])) if told else ""
        state = RowState(row.state, None if part is None else int(part), apart or None)
        (found[row.kind] if "kind" in has else usual).append((row.subject, state))
    return {**found, measure.subjects: usual} if usual else found


OWN_COLUMNS = ("kind", "amount", "band", "day", "whole", "confirmed")
TOLD_APART: Mapping[str, Callable[[Any], str]] = {
    "band": lambda row: row.band or "",
    "day": lambda row: shown_day(row.day) if row.day else "",
    "whole": lambda row: "" if row.whole is None else f"of {int(row.whole)}",
    "confirmed": lambda row: "confirmed" if row.confirmed else "",
}
"""What a row says beside its amount."""


def _sums(connection: Connection, measure: Measure, window: Window) -> Rows:
    """What a figure holds that is no row of a record: its divisor, those still at it, anonymous answers."""
    rows: Rows = {}
    parts = []
    if measure.per:
        whole, scale = connection.execute(measure.per(), window.parameters).one()
        parts.append(RowState(DIVIDED_BY, int(whole or 0), f"in parts of {scale:,}" if scale != 1 else None))
    if measure.beside or not measure.subjects:
        figure = measure.figure(connection, window)
        if measure.beside:
            parts.append(RowState(BESIDE, figure.current))
        if not measure.subjects and figure.denominator:
            parts.append(RowState(COUNTED, int(figure.numerator or 0), f"of {int(figure.denominator)}"))
    if parts:
        rows[RowKey(measure.key, "", "")] = tuple(parts)
    return rows


def _identities(
    connection: Connection, found: Iterable[Mapping[str, list[tuple[int, RowState]]]]
) -> dict[str, dict[int, str]]:
    """By kind of record and key: its identity."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for kinds in found:
        for kind, parts in kinds.items():
            wanted[kind].update(id_ for id_, _ in parts)
    return {kind: _identities_of(connection, kind, ids) for kind, ids in wanted.items()}


def _identities_of(connection: Connection, kind: str, ids: set[int]) -> dict[int, str]:
    if kind == CALENDAR_MONTH:
        return {id_: str(id_) for id_ in ids}
    table, keys = table_of(SAVED_HERE[kind]), select(values_of(bindparam("ids")).c.value)
    given = {"ids": json.dumps(sorted(ids))}
    rows = connection.execute(select(table.c.id, table.c.uuid).where(table.c.id.in_(keys)), given)
    return {id_: uuid for id_, uuid in rows}  # noqa: C416 - rows are no pairs to the type checker
