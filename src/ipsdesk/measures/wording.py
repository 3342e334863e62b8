"""A figure in words: how it is printed, what stands behind it, what is asked of it, and who defined it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol

from ipsdesk.measures.measure import Figure, Measure, Shape
from ipsdesk.rules.targets import PerSpecialistYear, PerWteInPost, Sense, Target, shown

NO_FIGURE = "–"
POUNDS = "£"

SOURCES = (
    ("S1", "sample service specification for a vocational service"),
    ("S4", "Individual Placement and Support specification of a London trust"),
    ("G", "published definitions of IPS Grow"),
    ("P", "our own definition"),
)


class Behind(Protocol):
    """What a figure is made of: exact, or with a text in place of a number that is hidden."""

    @property
    def shape(self) -> Shape: ...
    @property
    def numerator(self) -> Fraction | str | None: ...
    @property
    def denominator(self) -> Fraction | str | None: ...
    @property
    def median(self) -> Fraction | str | None: ...
    @property
    def n(self) -> int | str | None: ...
    @property
    def not_yet(self) -> int | str | None: ...
    @property
    def current(self) -> int | str | None: ...


def printed(measure: Measure, value: Fraction | str | None) -> str:
    """A figure as text: whole per cents, pounds and pence, days to a tenth, a dash where there is none."""
    if value is None:
        return NO_FIGURE
    if isinstance(value, str):
        return value
    if measure.unit == POUNDS:
        return f"£{float(value):,.2f}"
    if measure.shape is Shape.SHARE:
        return f"{shown(value * 100, 0)}%"
    return shown(value, 0 if measure.shape in (Shape.NUMBER, Shape.SCORE) else 1)


def cases_behind(figure: Behind) -> str:
    """What a share or a mean was made of, such as ``5 of 7`` or ``2 cases, median 20, 1 not yet``."""
    if figure.shape is Shape.SHARE and figure.denominator is not None:
        return f"{_plain(figure.numerator)} of {_plain(figure.denominator)}"
    if figure.shape is Shape.MEAN:
        parts = [f"{figure.n} case{'' if figure.n == 1 else 's'}"]
        if figure.median is not None:
            parts.append(f"median {_plain(figure.median)}")
        if figure.not_yet is not None:
            parts.append(f"{figure.not_yet} not yet")
        return ", ".join(parts)
    if figure.current is not None:
        return f"{figure.current} on the last day"
    return ""


def confirmed_of(figure: Figure) -> str:
    """How many of a share's numerator somebody confirmed, such as ``3 confirmed``; nothing where none is."""
    return f"{figure.confirmed} confirmed" if figure.confirmed else ""


def _plain(value: Fraction | str | None) -> str:
    return value if isinstance(value, str) else shown(value or Fraction(0), 1)


def target_in_words(measure: Measure, target: Target) -> str:
    """A target as people say it: ``at least 30%``, ``25.2 to 37.8``, ``more than 50%``."""
    bounds = _numbers(measure, target.bounds)
    return bounds if target.sense is Sense.BETWEEN else f"{target.sense} {bounds}"


def goal_in_words(measure: Measure) -> str:
    """What the contract asks, before it is worked out for a period; empty where it asks nothing."""
    goal = measure.goal
    if goal is None:
        return ""
    sense = "" if goal.sense is Sense.BETWEEN else f"{goal.sense} "
    asked = f"{sense}{_numbers(measure, goal.bounds)}"
    if isinstance(goal, PerSpecialistYear):
        later = _numbers(measure, goal.later)
        by_year = f" in contract year 1, {later} from year 2" if later else ""
        return f"{asked}{by_year}, per specialist-year"
    return f"{asked} per WTE in post on the last day" if isinstance(goal, PerWteInPost) else asked


def _numbers(measure: Measure, bounds: Sequence[Fraction]) -> str:
    return " to ".join(_bound(measure, bound) for bound in bounds)


def _bound(measure: Measure, bound: Fraction) -> str:
    if measure.shape is Shape.SHARE:
        return f"{shown(bound * 100, 1)}%"
    unit = f" {measure.unit}" if measure.shape is Shape.MEAN else ""
    return f"{shown(bound, 1)}{unit}"
