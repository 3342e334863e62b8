"""A figure in words: what stands behind it, its target, and the number format it is printed with."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ipsdesk.measures import Measure, Shape
from ipsdesk.rules.targets import PerSpecialistYear, PerWteInPost, Sense, Target, shown
from ipsdesk.services.release import HIDDEN, Count, Number, Shown

NO_FIGURE = "–"
POUNDS = "£"
FORMATS = {
    Shape.NUMBER: "#,##0",
    Shape.BANDS: "#,##0",
    Shape.SCORE: "0",
    Shape.SHARE: "0%",
    Shape.MEAN: "0.0",
    Shape.RATE: "0.0",
    Shape.SUM: "#,##0.0",
}


def number_format(measure: Measure) -> str:
    """The number format of a measure's figure in a workbook."""
    return '"£"#,##0.00' if measure.unit == POUNDS else FORMATS[measure.shape]


def printed(measure: Measure, value: Number) -> str:
    """A figure as text: whole per cents, pounds and pence, days to a tenth, a dash where there is none."""
    if value is None:
        return NO_FIGURE
    if value == HIDDEN:
        return HIDDEN
    if measure.unit == POUNDS:
        return f"£{float(value):,.2f}"
    if measure.shape is Shape.SHARE:
        return f"{shown(value * 100, 0)}%"
    return shown(value, 0 if measure.shape in (Shape.NUMBER, Shape.SCORE) else 1)


def cell_value(value: Number | Count) -> int | float | str:
    """A figure as a cell holds it: a real number, ``*`` if it is hidden, a dash where there is none."""
    if value is None:
        return NO_FIGURE
    if isinstance(value, str | int):
        return value
    return int(value) if value.denominator == 1 else float(value)


def cases_behind(figure: Shown) -> str:
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


def _plain(value: Number) -> str:
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
