"""A small trend: a line over a few periods, gaps as gaps, the target dashed, the last point in accent."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from ipsdesk.ui.tokens import Token
from ipsdesk.ui.widgets.painting import Paint

DOT, LAST_DOT, LINE = 1.7, 3.2, 1.4
DASH = (3.0, 2.5)

Values = Sequence[float | None]


def draw_sparkline(
    paint: Paint, box: QRectF, values: Values, targets: Sequence[Values] = (), line: Token = Token.BAR
) -> None:
    """The values from left to right; each of ``targets`` has one height, or none, for each of them."""
    spots = _spots(box, values, [*targets, values])
    for bound in targets:
        _dashed(paint, _spots(box, bound, [*targets, values]))
    paint.painter.setPen(QPen(paint.theme.colour(line), LINE))
    for start, end in pairwise(spots):
        if start is not None and end is not None:
            paint.painter.drawLine(start, end)
    for place, spot in enumerate(spots):
        if spot is not None:
            last = place == len(spots) - 1
            _dot(paint, spot, LAST_DOT if last else DOT, Token.ACCENT if last else line)


def _spots(box: QRectF, values: Values, all_values: Sequence[Values]) -> list[QPointF | None]:
    known = [value for one in all_values for value in one if value is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    inner = box.adjusted(LAST_DOT, LAST_DOT, -LAST_DOT, -LAST_DOT)
    step = inner.width() / max(len(values) - 1, 1)

    def down(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return inner.bottom() - inner.height() * share

    return [
        None if value is None else QPointF(inner.left() + step * place, down(value))
        for place, value in enumerate(values)
    ]


def _dashed(paint: Paint, spots: Sequence[QPointF | None]) -> None:
    pen = QPen(paint.theme.colour(Token.EDGE), 1.0, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern(DASH)
    paint.painter.setPen(pen)
    run: list[QPointF] = []
    for spot in [*spots, None]:
        if spot is not None:
            run.append(spot)
        elif run:
            paint.painter.drawPolyline(
                run if len(run) > 1 else [run[0] - QPointF(3, 0), run[0] + QPointF(3, 0)]
            )
            run = []


def _dot(paint: Paint, spot: QPointF, radius: float, token: Token) -> None:
    paint.painter.save()
    paint.painter.setPen(Qt.PenStyle.NoPen)
    paint.painter.setBrush(paint.theme.colour(token))
    paint.painter.drawEllipse(spot, radius, radius)
    paint.painter.restore()
