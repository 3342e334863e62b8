"""Limits, minimum wages and work allowances by date: the program's own rows and those the unit has added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from ipsdesk.measures.terms import live
from ipsdesk.rules.rates import (
    MissingRate,
    RateKind,
    RateRow,
    first_day_for_new,
    is_used,
    missing_rates,
    next_april,
    shipped_rows,
)
from ipsdesk.services.rates_reading import RATES, rates_of
from ipsdesk.services.roles import EVERYONE, Role, Service, allowed

__all__ = ["RateLine", "RateTables", "UnitRates"]


@dataclass(frozen=True, slots=True)
class RateLine:
    """One dated figure; ``id`` is None for the program's own. ``holds``: it is the one of today.

    ``is_superseded``: another row of the same day takes its place. ``is_used``: never changed any more.
    """

    row: RateRow
    id: int | None
    checked_on: date | None
    holds: bool
    is_superseded: bool
    is_used: bool


@dataclass(frozen=True, slots=True)
class RateTables:
    """Every row, kind by kind, the newest first; what is not known, and from when a new row may hold."""

    today: date
    lines: tuple[RateLine, ...]
    missing: tuple[MissingRate, ...]
    may_change: bool
    first_new: date
    next_april: date


class UnitRates(Service):
    """What weeks, pay and awards are held against; rows are added and changed by `Editing`."""

    @allowed(*EVERYONE)
    def tables(self) -> RateTables:
        """All rows."""
        today = self.workspace.today()
        with self.workspace.transactions.read() as connection:
            missing = missing_rates(rates_of(connection), today)
            own = connection.execute(select(RATES).where(live(RATES)).order_by(RATES.c.from_on, RATES.c.id))
            kept = [(_row(one), one.id, one.checked_on) for one in own]
        known = [*((row, None, None) for row in shipped_rows()), *kept]
        return RateTables(
            today,
            tuple(_lines(known, today)),
            tuple(missing),
            self.workspace.actor.role is Role.MANAGER,
            first_day_for_new(today),
            next_april(today),
        )


Known = tuple[RateRow, int | None, date | None]


def _row(one: object) -> RateRow:
    kept = one._mapping  # type: ignore[attr-defined] # a row of the table
    return RateRow(
        RateKind(kept["kind"]),
        kept["from_on"],
        kept["pence"],
        kept["from_age"],
        kept["source"] or "",
        kept["certainty"],
    )


def _lines(known: list[Known], today: date) -> list[RateLine]:
    """The newest first within a kind; of one day the oldest band, and the unit's own row, first."""
    lines = []
    for place, (row, key, checked) in enumerate(known):
        same = [other for other, _, _ in known[place + 1 :] if _slot(other) == _slot(row)]
        lines.append(
            RateLine(row, key, checked, _holds(known, place, today), bool(same), is_used(row.since, today))
        )
    order = list(RateKind)
    return sorted(
        lines,
        key=lambda one: (
            order.index(one.row.kind),
            -one.row.since.toordinal(),
            -one.row.from_age,
            -(one.id or 0),
        ),
    )


def _slot(row: RateRow) -> tuple[RateKind, date, int]:
    return row.kind, row.since, row.from_age if row.kind is RateKind.WAGE else 0


def _holds(known: list[Known], place: int, today: date) -> bool:
    """Whether a row is the newest of its kind (and age) that has begun; the last given wins a day."""
    row = known[place][0]
    if row.since > today:
        return False
    begun = [
        (other.since, number, key)
        for number, (other, key, _) in enumerate(known)
        if other.kind is row.kind and other.since <= today
    ]
    later = [(since, number, key) for since, number, key in begun if (since, number) > (row.since, place)]
    if row.kind is not RateKind.WAGE:
        return not later
    # The program's own bands of a day replace all those of earlier days, the unit's only those of their age.
    return not any(
        (key is None and since > row.since) or known[number][0].from_age == row.from_age
        for since, number, key in later
    )
