"""Bars over time against a limit that may change: drawn by hand, labelled in place, no legend needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import FILL_OF, Shade, Token
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import LEFT, RIGHT, Paint, line_height, width_of
from ipsdesk.ui.widgets.plain_tip import plain_tip
from ipsdesk.ui.widgets.text_styles import SECOND, SMALL

GAP = 3
TOP_RADIUS = 2
HEIGHT = 130


@dataclass(frozen=True, slots=True)
class Bar:
    """One value; ``when`` and ``words`` say in full what stands for it.

    None is not recorded, which is never drawn as 0; where nothing was ``due`` nothing is drawn at all.
    ``over`` is the status of a value over a limit.
    """

    when: str
    value: float | None
    words: str
    over: Mark | None = None
    estimated: bool = False
    planned: bool = False
    due: bool = True


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit from one bar on, until the next one, with the words that stand at it."""

    first: int
    value: float
    words: str


@dataclass(frozen=True, slots=True)
class ChartData:
    """All that a chart shows, and the one sentence that says it.

    ``ticks`` are the values with a hairline, at most three, ``places`` the words under the bars they stand
    at, ``notes`` words at a dashed line before a bar (``job started 9 Feb``).
    """

    title: str
    sentence: str
    bars: Sequence[Bar]
    limits: Sequence[Limit]
    ticks: Sequence[tuple[float, str]]
    places: Sequence[tuple[int, str]]
    notes: Sequence[tuple[int, str]] = ()

    def limit_at(self, place: int) -> Limit | None:
        """The limit that holds for one bar."""
        return next((one for one in reversed(self.limits) if one.first <= place), None)


class BarChart(QWidget):
    """The picture alone."""

    def __init__(self, theme: Theme, data: ChartData, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.updateGeometry)
        self.show_data(data)

    def show_data(self, data: ChartData) -> None:
        """Draw this."""
        self._data = data
        self.setAccessibleName(data.title)
        self.setAccessibleDescription(data.sentence)
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for half a year of weeks."""
        return QSize(self._theme.px(308), self._theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Small enough for a side panel."""
        return QSize(self._theme.px(160), self._theme.px(HEIGHT))

    def _plot(self) -> QRectF:
        labels = max((width_of(self._theme, words, SMALL) for _, words in self._data.ticks), default=0)
        above = line_height(self._theme, SECOND) * (1 if len(self._data.limits) < 2 else 2)
        below = line_height(self._theme, SMALL) + self._theme.px(4)
        return QRectF(self.rect()).adjusted(labels + self._theme.px(8), above, -1, -below)

    def _height_of(self, value: float, plot: QRectF) -> float:
        values = [bar.value or 0 for bar in self._data.bars]
        values += [one.value for one in self._data.limits] + [value for value, _ in self._data.ticks]
        return plot.bottom() - plot.height() * value / (max(values, default=0) or 1)

    def _slot(self, place: int, plot: QRectF) -> QRectF:
        step = plot.width() / max(len(self._data.bars), 1)
        return QRectF(plot.left() + step * place, plot.top(), step, plot.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, plot = Paint(painter, self._theme), self._plot()
        self._axes(paint, plot)
        for place, bar in enumerate(self._data.bars):
            self._bar(paint, bar, self._slot(place, plot), plot)
        self._limit_line(paint, plot)
        self._limit_words(paint, plot)
        painter.end()

    def _axes(self, paint: Paint, plot: QRectF) -> None:
        high = line_height(self._theme, SMALL)
        for value, words in self._data.ticks:
            down = round(self._height_of(value, plot))
            paint.line(QPointF(plot.left(), down), QPointF(plot.right(), down), Token.LINE)
            label = QRectF(0, down - high / 2, plot.left() - self._theme.px(6), high)
            paint.text(label, words, SMALL, RIGHT)
        paint.line(plot.bottomLeft(), plot.bottomRight(), Token.EDGE)
        for place, words in self._data.places:
            self._words_under(paint, plot, place, words)
        for place, words in self._data.notes:
            self._note(paint, plot, place, words)

    def _words_under(self, paint: Paint, plot: QRectF, place: int, words: str) -> None:
        middle, width = self._slot(place, plot).center().x(), width_of(self._theme, words, SMALL) + 2
        left = min(max(middle - width / 2, 0), self.width() - width)
        high = line_height(self._theme, SMALL)
        paint.text(QRectF(left, plot.bottom() + self._theme.px(4), width, high), words, SMALL, LEFT)

    def _note(self, paint: Paint, plot: QRectF, place: int, words: str) -> None:
        across = round(self._slot(place, plot).left()) - 0.5
        paint.painter.setPen(QPen(self._theme.colour(Token.EDGE), 1, Qt.PenStyle.DashLine))
        paint.painter.drawLine(
            QPointF(across, plot.top() + plot.height() * 0.12), QPointF(across, plot.bottom())
        )
        high, width = line_height(self._theme, SMALL), width_of(self._theme, words, SMALL) + 2
        top, gap = plot.top() + plot.height() * 0.25, self._theme.px(6)
        room_at_left = across - gap - width > plot.left()
        left = across - gap - width if room_at_left else across + gap
        paint.text(QRectF(left, top, width, high), words, SMALL, LEFT)

    def _bar(self, paint: Paint, bar: Bar, slot: QRectF, plot: QRectF) -> None:
        gap = GAP if slot.width() > 2 * GAP else 1
        if bar.value is None:
            if not bar.due:
                return
            dash = min(slot.width() - gap, self._theme.px(5))
            left = QPointF(slot.center().x() - dash / 2, plot.bottom() - 4)
            paint.painter.setPen(QPen(self._theme.colour(Token.TEXT3), 1.5))
            paint.painter.drawLine(left, left + QPointF(dash, 0))
            return
        top = self._height_of(bar.value, plot)
        box = QRectF(slot.left() + gap / 2, top, slot.width() - gap, plot.bottom() - top)
        if box.height() > 0:
            self._fill(paint, bar, box)

    def _fill(self, paint: Paint, bar: Bar, box: QRectF) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(box.adjusted(0, 0, 0, TOP_RADIUS), TOP_RADIUS, TOP_RADIUS)
        floor = QPainterPath()
        floor.addRect(box)
        shape = shape.intersected(floor)
        token = FILL_OF.get(bar.over.token, Token.BAR) if bar.over else Token.BAR
        if bar.planned:
            paint.painter.fillPath(shape, self._theme.colour(Token.PLAN))
            pen = QPen(self._theme.colour(Token.PLAN_LINE), 1, Qt.PenStyle.DashLine)
            paint.painter.strokePath(shape, pen)
            return
        if bar.estimated:
            paint.stipple(shape, token)
        else:
            paint.painter.fillPath(shape, self._theme.colour(token))
        if bar.over:
            paint.hatch(shape)
        if self._theme.shade is Shade.HIGH_CONTRAST:
            paint.painter.strokePath(shape, QPen(self._theme.colour(Token.TEXT), 1))

    def _limit_line(self, paint: Paint, plot: QRectF) -> None:
        if not self._data.limits:
            return
        line: list[QPointF] = []
        for one, end in self._reaches(plot):
            down = self._height_of(one.value, plot)
            line += [QPointF(self._slot(one.first, plot).left(), down), QPointF(end, down)]
        paint.painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._theme.shade is not Shade.LIGHT:
            paint.painter.setPen(QPen(self._theme.colour(Token.SURFACE), 3.5))
            paint.painter.drawPolyline(line)
        paint.painter.setPen(QPen(self._theme.colour(Token.LIMIT), 1.5))
        paint.painter.drawPolyline(line)

    def _reaches(self, plot: QRectF) -> list[tuple[Limit, float]]:
        ends = [self._slot(one.first, plot).left() for one in self._data.limits[1:]] + [plot.right()]
        return list(zip(self._data.limits, ends, strict=False))

    def _limit_words(self, paint: Paint, plot: QRectF) -> None:
        """At the end of each reach, above the lines and bars there, and above the words already placed."""
        high = line_height(self._theme, SECOND)
        placed: list[QRectF] = []
        for one, end in self._reaches(plot):
            width = width_of(self._theme, one.words, SECOND) + 2
            clear = end if end >= plot.right() else end - self._theme.px(4)  # of the step in the line
            right = min(max(clear, plot.left() + width), plot.right())
            room = QRectF(right - width, 0, width, high)
            room.moveBottom(self._free_above(room, plot))
            while any(room.intersects(other) for other in placed):
                room.translate(0, -high)
            room.moveTop(max(room.top(), 0))
            placed.append(room)
            paint.painter.fillRect(room.adjusted(0, 0, 0, -2), self._theme.colour(Token.SURFACE))
            paint.text(room, one.words, SECOND, RIGHT)

    def _free_above(self, room: QRectF, plot: QRectF) -> float:
        """The height above which nothing is drawn over the width of some words."""
        tops = [
            self._height_of(bar.value or 0, plot)
            for place, bar in enumerate(self._data.bars)
            if _beside(room, self._slot(place, plot).left(), self._slot(place, plot).right())
        ]
        lines = [
            self._height_of(one.value, plot)
            for one, end in self._reaches(plot)
            if _beside(room, self._slot(one.first, plot).left(), end)
        ]
        return min([*tops, *lines], default=plot.top()) - 1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A bar says its value where the pointer rests on it."""
        plot = self._plot()
        at = [
            place
            for place in range(len(self._data.bars))
            if self._slot(place, plot).contains(event.position())
        ]
        bar = self._data.bars[at[0]] if at else None
        self.setToolTip(plain_tip(f"{bar.when}: {bar.words}") if bar and bar.words else "")


def _beside(room: QRectF, left: float, right: float) -> bool:
    """Whether something stands over a part of the same width."""
    return left < room.right() and room.left() < right
