"""Draws a chart of figures: bars on each other, gaps as gaps, targets dashed and named where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipsdesk.services.scorecards_chart import Chart, Tone
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade, Token
from ipsdesk.ui.widgets.painting import CENTRE, LEFT, RIGHT, Look, Paint, line_height, width_of
from ipsdesk.ui.widgets.plain_tip import plain_tip
from ipsdesk.ui.widgets.text_styles import SECOND, SMALL

FILLS = {
    Tone.PLAIN: Token.BAR,
    Tone.SECOND: Token.BAR2,
    Tone.WITHIN: Token.BAR,
    Tone.NEAR: Token.WARN_FILL,
    Tone.OVER: Token.BAD_FILL,
    Tone.QUIET: Token.TRACK,
}
HATCHED = (Tone.OVER,)
GAP, WIDEST_BAR, TOP_RADIUS, SWATCH, DASHES = 3, 46, 2, 10, 20
HEIGHT, LEAST_WIDTH, LABEL_GAP = 210, 200, 14
DASH = (4.0, 3.0)
VALUE = SMALL.coloured(Token.TEXT2)


class ChartDrawing:
    """One chart in one box; ``paint`` knows the theme."""

    def __init__(self, theme: Look, chart: Chart, box: QRectF) -> None:
        self._theme, self._chart = theme, chart
        self._high = line_height(theme, SMALL)
        self._key = list(self._key_spots(box))
        key = max((spot.bottom() for spot, _, _ in self._key), default=box.top())
        left = max((width_of(theme, words, SMALL) for _, words in chart.ticks), default=0) + theme.px(8)
        top = key + self._high + theme.px(6)
        across = box.adjusted(left, 0, -1, 0)
        self._every = self._label_step(across.width())
        lines = max((len(self._label(place, across.width())) for place in self._places()), default=1)
        self.plot = QRectF(across.left(), top, across.width(), 0)
        self.plot.setBottom(max(box.bottom() - lines * self._high - theme.px(5), top + 20))

    # ---- where things stand -------------------------------------------------------------------------

    def _key_spots(self, box: QRectF) -> Iterator[tuple[QRectF, str, Tone | None]]:
        """What each colour means, and the dashes (no tone), on as many lines as it takes."""
        chart, px = self._chart, self._theme.px
        entries: list[tuple[str, Tone | None]] = []
        if len(chart.series) > 1:
            entries += [(series.name, series.tone) for series in chart.series]
        if words := target_words(chart):
            entries.append((words, None))
        left, top = box.left(), box.top()
        for words, tone in entries:
            width = px(SWATCH if tone else DASHES) + px(6) + width_of(self._theme, words, SECOND) + 2
            if left > box.left() and left + width > box.right():
                left, top = box.left(), top + self._high + px(4)
            yield QRectF(left, top, width, self._high), words, tone
            left += width + px(14)

    def slot(self, place: int) -> QRectF:
        """The room of one label."""
        step = self.plot.width() / max(len(self._chart.labels), 1)
        return QRectF(self.plot.left() + step * place, self.plot.top(), step, self.plot.height())

    def _down(self, value: float) -> float:
        top = max([at for at, _ in self._chart.ticks] or [1.0]) or 1.0
        return self.plot.bottom() - self.plot.height() * value / top

    def _label_step(self, width: float) -> int:
        """Every how many-th label there is room for."""
        count = len(self._chart.labels)
        for every in range(1, count + 1):
            room = width * every / count - self._theme.px(LABEL_GAP) / 2
            parts = [part for label in self._chart.labels for part in label.rsplit(" ", 1)]
            if all(width_of(self._theme, part, SMALL) <= room for part in parts):
                return every
        return max(count, 1)

    def _places(self) -> list[int]:
        """The labels that are written: the last one and every so many before it."""
        return list(range(len(self._chart.labels) - 1, -1, -self._every))

    def _label(self, place: int, width: float) -> list[str]:
        """On one line if all of them can stand on one, else its last word below."""
        room = width * self._every / max(len(self._chart.labels), 1) - self._theme.px(LABEL_GAP)
        labels = self._chart.labels
        if all(width_of(self._theme, labels[one], SMALL) <= room for one in self._places()):
            return [labels[place]]
        return labels[place].rsplit(" ", 1)

    # ---- painting -----------------------------------------------------------------------------------

    def paint(self, paint: Paint) -> None:
        """All of it."""
        self._axes(paint)
        for spot, words, tone in self._key:
            self._key_entry(paint, spot, words, tone)
        for place in range(len(self._chart.labels)):
            self._stack(paint, place)
        self._targets(paint)
        if len(self._chart.series) == 1:
            for place in range(len(self._chart.labels)):
                self._value(paint, place)

    def _key_entry(self, paint: Paint, spot: QRectF, words: str, tone: Tone | None) -> None:
        side = self._theme.px(SWATCH if tone else DASHES)
        if tone is None:
            self._dashed(paint, spot.left(), spot.left() + side, spot.center().y())
        else:
            swatch = QPainterPath()
            swatch.addRoundedRect(QRectF(spot.left(), spot.center().y() - side / 2, side, side), 2, 2)
            self._fill(paint, swatch, tone)
        paint.text(spot.adjusted(side + self._theme.px(6), 0, 2, 0), words, SECOND, LEFT)

    def _axes(self, paint: Paint) -> None:
        for value, words in self._chart.ticks:
            down = round(self._down(value))
            if value:
                paint.line(QPointF(self.plot.left(), down), QPointF(self.plot.right(), down), Token.LINE)
            left = self.plot.left() - self._theme.px(60)
            label = QRectF(left, down - self._high / 2, self._theme.px(54), self._high)
            paint.text(label, words, SMALL, RIGHT)
        paint.line(self.plot.bottomLeft(), self.plot.bottomRight(), Token.EDGE)
        for place in self._places():
            middle = self.slot(place).center().x()
            for number, words in enumerate(self._label(place, self.plot.width())):
                width = width_of(self._theme, words, SMALL) + 2
                left = min(max(middle - width / 2, self.plot.left()), self.plot.right() - width)
                top = self.plot.bottom() + self._theme.px(4) + number * self._high
                paint.text(QRectF(left, top, width, self._high), words, SMALL, LEFT)

    def _bar_box(self, place: int) -> QRectF:
        slot = self.slot(place)
        wide = min(slot.width() - GAP, self._theme.px(WIDEST_BAR))
        return QRectF(slot.center().x() - wide / 2, slot.top(), wide, slot.height())

    def _stack(self, paint: Paint, place: int) -> None:
        values = [(series, series.values[place]) for series in self._chart.series]
        bar, reached = self._bar_box(place), 0.0
        if all(value is None for _, value in values):
            self._gap(paint, bar)
            return
        stacked = [(series, value) for series, value in values if value]
        for number, (series, value) in enumerate(stacked):
            top, bottom = self._down(reached + value), self._down(reached)
            box = QRectF(bar.left(), top, bar.width(), bottom - top)
            self._fill(paint, _shape(box, rounded=number == len(stacked) - 1), series.tone)
            reached += value

    def _gap(self, paint: Paint, bar: QRectF) -> None:
        """Nothing to tell of: a short dash on the axis, never a bar of nought."""
        dash = min(bar.width(), self._theme.px(6))
        left = QPointF(bar.center().x() - dash / 2, self.plot.bottom() - 4)
        paint.painter.setPen(QPen(self._theme.colour(Token.TEXT3), 1.5))
        paint.painter.drawLine(left, left + QPointF(dash, 0))

    def _value(self, paint: Paint, place: int) -> None:
        """Over its bar, where there is room; a target's dashes stop for it."""
        series, slot = self._chart.series[0], self.slot(place)
        value, words = series.values[place], series.words[place]
        width = width_of(self._theme, words, VALUE) + 4
        if value is None or width > slot.width():
            return
        box = QRectF(slot.center().x() - width / 2, self._down(value) - self._high - 1, width, self._high)
        target = self._chart.targets[place]
        if target is not None and box.top() - 2 <= self._down(target[0]) <= box.bottom() + 1:
            paint.painter.fillRect(box, self._theme.colour(Token.SURFACE))
        paint.text(box, words, VALUE, CENTRE)

    def _fill(self, paint: Paint, shape: QPainterPath, tone: Tone) -> None:
        paint.painter.fillPath(shape, self._theme.colour(FILLS[tone]))
        if tone in HATCHED:
            paint.hatch(shape)
        if self._theme.shade is Shade.HIGH_CONTRAST or tone is Tone.QUIET:
            edge = Token.TEXT if self._theme.shade is Shade.HIGH_CONTRAST else Token.EDGE
            paint.painter.strokePath(shape, QPen(self._theme.colour(edge), 1))

    def _targets(self, paint: Paint) -> None:
        """Dashed across each label it holds for."""
        for place, target in enumerate(self._chart.targets):
            if target is not None:
                slot = self.slot(place)
                self._dashed(paint, slot.left(), slot.right(), self._down(target[0]))

    def _dashed(self, paint: Paint, left: float, right: float, down: float) -> None:
        pen = QPen(self._theme.colour(Token.LIMIT), 1.5, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern(DASH)
        if self._theme.shade is not Shade.LIGHT:
            paint.painter.setPen(QPen(self._theme.colour(Token.SURFACE), 3.5))
            paint.painter.drawLine(QPointF(left, down), QPointF(right, down))
        paint.painter.setPen(pen)
        paint.painter.drawLine(QPointF(left, down), QPointF(right, down))

    def said_at(self, spot: QPointF) -> str:
        """What stands at a place of the picture, in words."""
        for place, label in enumerate(self._chart.labels):
            if self.slot(place).contains(spot):
                parts = [f"{one.name} {one.words[place]}" for one in self._chart.series]
                target = self._chart.targets[place]
                return f"{label}: {', '.join([*parts, *([target[1]] if target else [])])}"
        return ""


def target_words(chart: Chart) -> str:
    """What the dashes stand for: the target, or that of the last label where they differ."""
    known = [(label, one[1]) for label, one in zip(chart.labels, chart.targets, strict=True) if one]
    if not known:
        return ""
    label, words = known[-1]
    return f"Target: {words}" if len({one for _, one in known}) == 1 else f"Target, {words} in {label}"


def _shape(box: QRectF, *, rounded: bool) -> QPainterPath:
    floor = QPainterPath()
    floor.addRect(box)
    if not rounded:
        return floor
    shape = QPainterPath()
    shape.addRoundedRect(box.adjusted(0, 0, 0, TOP_RADIUS), TOP_RADIUS, TOP_RADIUS)
    return shape.intersected(floor)


class ChartPicture(QWidget):
    """The chart on screen; a label says its values where the pointer rests."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chart: Chart | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.updateGeometry)

    def show_chart(self, chart: Chart) -> None:
        """Draw this."""
        self.chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.sentence)
        self.update()

    def sizeHint(self) -> QSize:
        """As the page gives."""
        return QSize(self._theme.px(LEAST_WIDTH), self._theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Still to be read."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.chart is None:
            return
        painter = QPainter(self)
        ChartDrawing(self._theme, self.chart, QRectF(self.rect())).paint(Paint(painter, self._theme))
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.chart is not None:
            drawing = ChartDrawing(self._theme, self.chart, QRectF(self.rect()))
            self.setToolTip(plain_tip(drawing.said_at(event.position())))
