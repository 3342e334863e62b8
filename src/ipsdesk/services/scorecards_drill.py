"""What lies behind one figure: the rows counted, not yet, and left out with the reason; and its sum again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from statistics import median
from typing import Any

from ipsdesk.measures import Figure, Measure, Shape
from ipsdesk.measures.measure import CALENDAR_MONTH, COUNTED, LEFT_OUT, NOT_YET
from ipsdesk.measures.wording import SOURCES, as_agreed, goal_in_words, printed
from ipsdesk.rules.periods import Period
from ipsdesk.services.cases import Case, amount_in_words, as_cases
from ipsdesk.services.scorecards_lines import Counting, behind, why_no_figure
from ipsdesk.services.scorecards_scope import Scope, narrowed, why_not

ROWS_SHOWN = 5_000
"""Rows of each state that are handed over to be shown; the counts beside them are of all."""

NEVER_SHOWN = "Survey answers are anonymous: a figure, never its rows."


@dataclass(frozen=True, slots=True)
class Rows:
    """The cases of one state: ``all`` of them, of which ``shown`` are here, each with its amount in words."""

    all: int
    shown: tuple[tuple[Case, str], ...]


@dataclass(frozen=True, slots=True)
class RowsShown:
    """How rows are handed over, ``most`` of a state; for ``withheld`` and ``names`` see ``as_cases``."""

    withheld: Collection[int]
    names: bool
    most: int | None


@dataclass(frozen=True, slots=True)
class Drill:
    """One figure opened up.

    ``noun`` is what a row is. ``no_rows`` says why none are shown. ``with_names``: the account may see names.
    ``per`` divides a rate, as it has no rows of its own. ``asks`` is what the contract in force asks, if
    anything.
    """

    key: str
    title: str
    period: Period
    scope: Scope
    figure: Figure
    shown: str
    behind: str
    why: str
    definition: str
    source: str
    noun: str
    counted: Rows
    not_yet: Rows
    left_out: Rows
    no_rows: str
    with_names: bool
    per: Fraction | None
    asks: str = ""

    @property
    def rows(self) -> tuple[Case, ...]:
        """Every row handed over, in the order shown."""
        return tuple(case for part in (self.counted, self.not_yet, self.left_out) for case, _ in part.shown)


def source_in_words(measure: Measure) -> str:
    """Who defined a measure: ``S4 (ASCOF 1F): specification of ...``; other sources speak for themselves."""
    words = dict(SOURCES).get(measure.source.split()[0])
    return f"{measure.source}: {words}" if words else measure.source


def make_drill(counts: Counting, measure: Measure, period: Period, shown: RowsShown) -> Drill:
    """Open the figure up."""
    figure, rows = counts.figure(measure, period), _rows_of(counts, measure, period)
    agreed = as_agreed(measure, counts.staffing, period.last)
    by_state: dict[str, list[Any]] = {state: [] for state in (COUNTED, NOT_YET, LEFT_OUT)}
    for row in rows:
        by_state[row.state].append(row)
    counted, not_yet, left_out = (_part(counts, measure, of_state, shown) for of_state in by_state.values())
    return Drill(
        measure.key,
        measure.title,
        period,
        counts.scope,
        figure,
        printed(measure, figure.value),
        behind(figure),
        why_no_figure(counts, measure, figure, period),
        agreed.words,
        source_in_words(measure),
        measure.subjects,
        counted,
        not_yet,
        left_out,
        _why_no_rows(measure, counts.scope, rows),
        shown.names,
        figure.denominator if measure.shape is Shape.RATE else None,
        goal_in_words(agreed),
    )


def _rows_of(counts: Counting, measure: Measure, period: Period) -> Sequence[Any]:
    if not measure.subjects or why_not(measure, counts.scope):
        return ()
    if measure.subjects == CALENDAR_MONTH and counts.is_before_records(period):
        return ()  # months are there before anything is recorded
    return narrowed(measure, counts.scope).rows(counts.connection, counts.window(period))


def _why_no_rows(measure: Measure, scope: Scope, rows: Sequence[Any]) -> str:
    if not measure.subjects:
        return NEVER_SHOWN
    return why_not(measure, scope) or ("" if rows else "Nothing falls under this measure in the period.")


def _part(counts: Counting, measure: Measure, rows: Iterable[Any], shown: RowsShown) -> Rows:
    """The cases of one state: the first so many by their keys, in the order of their references."""
    ordered = sorted(rows, key=lambda row: (row.subject, str(getattr(row, "day", ""))))
    first = list(islice(ordered, shown.most))
    cases = as_cases(counts.connection, measure, first, shown.withheld, names=shown.names)
    return Rows(len(ordered), tuple((case, amount_in_words(measure, case)) for case in cases))


# ---- the figure again -----------------------------------------------------------------------------


def recomputed(measure: Measure, cases: Sequence[Case], per: Fraction | None = None) -> Figure:
    """The figure from its rows alone; ``per`` is what a rate is divided by."""
    counted = [case for case in cases if case.state == COUNTED]
    again = AGAIN[measure.shape](measure, counted, per)
    if measure.waits:
        again["not_yet"] = sum(case.state == NOT_YET for case in cases)
    return Figure(measure.key, measure.shape, **again)


def _amounts(counted: Sequence[Case]) -> list[Fraction]:
    return [Fraction(case.amount or 0) for case in counted]


def _number(_: Measure, counted: Sequence[Case], __: Fraction | None) -> dict[str, Any]:
    return {"value": Fraction(len(counted))}


def _share(_: Measure, counted: Sequence[Case], __: Fraction | None) -> dict[str, Any]:
    part = sum(_amounts(counted), Fraction(0))
    whole = sum((Fraction(1 if case.whole is None else case.whole) for case in counted), Fraction(0))
    return {"value": part / whole if whole else None, "numerator": part, "denominator": whole}


def _mean(_: Measure, counted: Sequence[Case], __: Fraction | None) -> dict[str, Any]:
    days = _amounts(counted)
    if not days:
        return {"n": 0}
    return {"value": sum(days) / len(days), "median": Fraction(median(days)), "n": len(days)}


def _bands(measure: Measure, counted: Sequence[Case], _: Fraction | None) -> dict[str, Any]:
    found = Counter(case.band for case in counted)
    return {"bands": {band: found[band] for band in measure.bands}}


def _rate(_: Measure, counted: Sequence[Case], per: Fraction | None) -> dict[str, Any]:
    part, whole = Fraction(len(counted)), per or Fraction(0)
    return {"value": part / whole if whole else None, "numerator": part, "denominator": whole}


def _sum(measure: Measure, counted: Sequence[Case], _: Fraction | None) -> dict[str, Any]:
    return {"value": sum(_amounts(counted), Fraction(0)) / measure.scale}


def _score(_: Measure, counted: Sequence[Case], __: Fraction | None) -> dict[str, Any]:
    return {"value": sum(_amounts(counted), Fraction(0)) if counted else None}


Again = Callable[[Measure, Sequence[Case], Fraction | None], dict[str, Any]]
AGAIN: dict[Shape, Again] = {
    Shape.NUMBER: _number,
    Shape.SHARE: _share,
    Shape.MEAN: _mean,
    Shape.BANDS: _bands,
    Shape.RATE: _rate,
    Shape.SUM: _sum,
    Shape.SCORE: _score,
}
