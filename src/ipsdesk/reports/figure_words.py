"""How a figure stands in the cell of a workbook: its number format, and what the cell holds."""

from __future__ import annotations

from ipsdesk.measures import Measure, Shape
from ipsdesk.measures.wording import NO_FIGURE, POUNDS
from ipsdesk.services.release import Count, Number

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


def cell_value(value: Number | Count) -> int | float | str:
    """A figure as a cell holds it: a real number, ``*`` if it is hidden, a dash where there is none."""
    if value is None:
        return NO_FIGURE
    if isinstance(value, str | int):
        return value
    return int(value) if value.denominator == 1 else float(value)
