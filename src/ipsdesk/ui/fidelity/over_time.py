"""Totals of the reviews over time as a line, against the bands and the hundred that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from ipsdesk.rules.ips25 import bands
from ipsdesk.ui.fidelity.total_card import GOOD, LEAST_TOTAL, MOST_TOTAL
from ipsdesk.ui.tokens import Shade, Token
from ipsdesk.ui.widgets.chart import Bar, BarChart, ChartData, Limit
from ipsdesk.ui.widgets.painting import CENTRE, LEFT, Paint, line_height, width_of
from ipsdesk.ui.widgets.text_styles import SECOND, SMALL

DOT, LAST_DOT, LINE = 3.0, 4.5, 2.0
VALUE = SECOND.coloured(Token.TEXT)
TITLE = "Total over time"


class BandChart(BarChart):
    """A line from review to review; the bands lie behind it by name."""

    def _height_of(self, value: float, plot: QRectF) -> float:
        share = (value - LEAST_TOTAL) / (MOST_TOTAL - LEAST_TOTAL)
        return plot.bottom() - plot.height() * max(share, 0)

    def _plot(self) -> QRectF:
        """Room at the right for the names of the bands."""
        names = max(width_of(self._theme, one.name, SMALL) for one in bands())
        return super()._plot().adjusted(0, 0, -names - self._theme.px(10), 0)

    def _axes(self, paint: Paint, plot: QRectF) -> None:
        tops = [MOST_TOTAL, *(one.least for one in bands())]
        for place, (band, top) in enumerate(zip(bands(), tops, strict=False)):
            high, low = self._height_of(top, plot), self._height_of(max(band.least, LEAST_TOTAL), plot)
            box = QRectF(plot.left(), high, plot.width(), low - high)
            paint.painter.fillRect(box, self._theme.colour(Token.SURFACE if place % 2 else Token.SUNK))
            line = line_height(self._theme, SMALL)
            name = QRectF(plot.right() + self._theme.px(8), (high + low - line) / 2, self.width(), line)
            paint.text(name, band.name, SMALL, LEFT)
        super()._axes(paint, plot)
        self._line(paint, plot)

    def _spots(self, plot: QRectF) -> list[QPointF | None]:
        return [
            None
            if bar.value is None
            else QPointF(self._slot(place, plot).center().x(), self._height_of(bar.value, plot))
            for place, bar in enumerate(self._data.bars)
        ]

    def _line(self, paint: Paint, plot: QRectF) -> None:
        paint.painter.setPen(QPen(self._theme.colour(Token.BAR), LINE))
        known = [spot for spot in self._spots(plot) if spot is not None]
        for start, end in pairwise(known):
            paint.painter.drawLine(start, end)

    def _bar(self, paint: Paint, bar: Bar, slot: QRectF, plot: QRectF) -> None:
        """A dot with its total above; a short dash where there is no total yet."""
        if bar.value is None:
            super()._bar(paint, bar, slot, plot)
            return
        spot = QPointF(slot.center().x(), self._height_of(bar.value, plot))
        values = [place for place, one in enumerate(self._data.bars) if one.value is not None]
        is_last = self._data.bars[values[-1]] is bar
        paint.painter.setPen(Qt.PenStyle.NoPen)
        paint.painter.setBrush(self._theme.colour(Token.ACCENT if is_last else Token.BAR))
        radius = LAST_DOT if is_last else DOT
        paint.painter.drawEllipse(spot, radius, radius)
        words = f"{bar.value:.0f}"
        wide, high = width_of(self._theme, words, VALUE) + 2, line_height(self._theme, SECOND)
        box = QRectF(spot.x() - wide / 2, spot.y() - high - 4, wide, high)
        if box.top() <= self._height_of(GOOD, plot) <= box.bottom():
            box.moveTop(spot.y() + 4)  # clear of the dashes
        paint.text(box, words, VALUE, CENTRE)

    def _limit_line(self, paint: Paint, plot: QRectF) -> None:
        """Dashed: a target, not a limit."""
        down = self._height_of(GOOD, plot)
        start, end = QPointF(plot.left(), down), QPointF(plot.right(), down)
        if self._theme.shade is not Shade.LIGHT:
            paint.painter.setPen(QPen(self._theme.colour(Token.SURFACE), 3.5))
            paint.painter.drawLine(start, end)
        paint.painter.setPen(QPen(self._theme.colour(Token.LIMIT), 1.5, Qt.PenStyle.DashLine))
        paint.painter.drawLine(start, end)

    def _limit_words(self, _paint: Paint, _plot: QRectF) -> None:
        """The axis says it: 100 stands there."""


def chart_of(points: Sequence[tuple[str, str, int | None, str]], sentence: str) -> ChartData:
    """The picture of reviews in order: in full when, in short when, the total, and how it stands."""
    bars = [Bar(when, total, words) for when, _, total, words in points]
    places = [(place, short) for place, (_, short, _, _) in enumerate(points)]
    ticks = [(float(one.least), str(one.least)) for one in bands()[:-1]]
    return ChartData(TITLE, sentence, bars, [Limit(0, GOOD, f"at least {GOOD}")], ticks, places)
