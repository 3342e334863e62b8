"""The unit's own rows of targets beside those of the default contract: which one holds, and what it asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from ipsdesk.rules.periods import contract_year
from ipsdesk.rules.targets import Goal, Per, PerSpecialistYear, PerWteInPost, Sense, Staffing, TargetRow

EVERY_YEAR = 0
Bounds = tuple[Fraction, ...]


def bounds_of(sense: Sense | None, least: Fraction | None, most: Fraction | None) -> Bounds | None:
    """The bound or bounds a sense needs; None where one is missing, or they stand the wrong way round."""
    needed = {
        None: (),
        Sense.AT_LEAST: (least,),
        Sense.MORE_THAN: (least,),
        Sense.AT_MOST: (most,),
        Sense.BETWEEN: (least, most),
    }[sense]
    bounds = tuple(bound for bound in needed if bound is not None)
    return bounds if len(bounds) == len(needed) and list(bounds) == sorted(bounds) else None


def row_of(rows: Iterable[TargetRow], key: str, last: date, year: int) -> TargetRow | None:
    """The row that holds for a measure on the last day, in a contract year.

    The latest by then; of one day a row of that year before one of every year, then the last entered.
    """
    found = [
        (row.since, row.contract_year == year, place, row)
        for place, row in enumerate(rows)
        if row.measure == key and row.since <= last and row.contract_year in (EVERY_YEAR, year)
    ]
    return max(found, key=lambda one: one[:3])[3] if found else None


def goal_of(key: str, default: Goal | None, staffing: Staffing, last: date) -> Goal | None:
    """What the contract in force on the last day asks of a figure; None where it asks nothing.

    Each contract year of the period is asked its own number, as long as the numbers are of one kind.
    """
    rows = [row for row in staffing.targets if row.measure == key]
    row = row_of(rows, key, last, contract_year(last, staffing.contract_starts))
    if row is None:
        return _with_years(default, rows, last) if isinstance(default, PerSpecialistYear) else default
    if row.sense is None:
        return None
    if row.per is Per.SPECIALIST_YEAR:
        return _with_years(_usual(row, default, rows, last), rows, last, row)
    return (PerWteInPost if row.per is Per.WTE else Goal)(row.sense, row.bounds)


def _usual(row: TargetRow, default: Goal | None, rows: Sequence[TargetRow], last: date) -> PerSpecialistYear:
    """What years without a row of their own are asked, in the kind of the row that holds."""
    per_year = default if isinstance(default, PerSpecialistYear) else None
    over_year = per_year is not None and per_year.over_year
    every = row_of(rows, row.measure, last, EVERY_YEAR)
    if every is not None and _are_alike(every, row):
        return PerSpecialistYear(row.sense or Sense.AT_LEAST, every.bounds, over_year=over_year)
    if every is None and per_year is not None and per_year.sense is row.sense:
        return per_year
    return PerSpecialistYear(row.sense or Sense.AT_LEAST, row.bounds, over_year=over_year)


def _with_years(
    goal: PerSpecialistYear, rows: Sequence[TargetRow], last: date, holds: TargetRow | None = None
) -> PerSpecialistYear:
    """The goal with the numbers of contract years that have rows of their own."""
    years: dict[int, Bounds] = {}
    for year in sorted({row.contract_year for row in rows} - {EVERY_YEAR}):
        row = row_of(rows, rows[0].measure, last, year)
        if row is not None and row.per is Per.SPECIALIST_YEAR and row.sense is goal.sense:
            years[year] = row.bounds
        elif row is not None and holds is not None:
            years[year] = holds.bounds
    return replace(goal, years=tuple(years.items())) if years else goal


def _are_alike(one: TargetRow, other: TargetRow) -> bool:
    return one.per is other.per and one.sense is other.sense
