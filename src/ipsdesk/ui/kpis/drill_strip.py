"""The cases of a mean as dots along the days, with the target standing among them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipsdesk.measures import Shape
from ipsdesk.measures.measure import COUNTED
from ipsdesk.ui.kpis.opened import Opened
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Token
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import LEFT, Paint, line_height, width_of
from ipsdesk.ui.widgets.plain_tip import plain_tip
from ipsdesk.ui.widgets.text_styles import SMALL

DOT, STEP = 9, 11
MOST_STACKED = 4
LOWEST = 34


@dataclass(frozen=True, slots=True)
class Strip:
    """Days of each case and whether it misses the target; the target itself, if there is one."""

    cases: tuple[tuple[float, bool], ...]
    target: float | None
    unit: str

    @property
    def end(self) -> int:
        """Where the axis ends: a whole ten beyond everything."""
        top = max([*(days for days, _ in self.cases), (self.target or 0) * 1.5, 10])
        return int(-(-top // 10) * 10)

    @property
    def sentence(self) -> str:
        """The picture in words."""
        days = sorted(value for value, _ in self.cases)
        count = f"{len(days)} case{'' if len(days) == 1 else 's'}"
        said = f"{count} from {days[0]:.0f} to {days[-1]:.0f} {self.unit}"
        missed = sum(one for _, one in self.cases)
        return said if self.target is None else f"{said}; target {self.target:.0f}: {missed} beyond it"


def strip_of(opened: Opened) -> Strip | None:
    """The dots of a mean; none for any other figure, and where there are no cases."""
    drill = opened.drill
    cases = tuple(
        (float(line.case.amount), line.mark is Mark.OFF_TARGET)
        for line in opened.lines
        if line.case and line.case.state == COUNTED and line.case.amount is not None
    )
    if drill.figure.shape is not Shape.MEAN or not cases:
        return None
    target = drill.figure.target
    return Strip(cases, float(target.bounds[-1]) if target else None, opened.line.unit or "days")


class StripPicture(QWidget):
    """Cases of the same days stand on each other; many become bars."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strip: Strip | None = None
        self.setAccessibleName("The cases along the days")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.hide()

    def show_strip(self, strip: Strip | None) -> None:
        """Draw this, or be gone."""
        self._strip = strip
        self.setAccessibleDescription(strip.sentence if strip else "")
        self.setToolTip(plain_tip(strip.sentence) if strip else "")
        self.setVisible(strip is not None)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for a few dots above each other and the words of the axis."""
        return QSize(self._theme.px(200), self._theme.px(LOWEST + 8) + round(line_height(self._theme, SMALL)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._strip is None:
            return
        painter = QPainter(self)
        paint = Paint(painter, self._theme)
        below = line_height(self._theme, SMALL) + self._theme.px(4)
        side = self._theme.px(DOT)
        plot = QRectF(self.rect()).adjusted(side, 0, -side, -below)
        paint.line(QPointF(0, plot.bottom()), QPointF(self.width(), plot.bottom()), Token.LINE2)
        self._axis(paint, plot, self._strip)
        self._dots(paint, plot, self._strip)
        painter.end()

    def _across(self, plot: QRectF, strip: Strip, days: float) -> float:
        return plot.left() + plot.width() * days / strip.end

    def _axis(self, paint: Paint, plot: QRectF, strip: Strip) -> None:
        marks = [(0.0, f"{strip.unit.removesuffix('s')} 0"), (float(strip.end), f"{strip.end}")]
        if strip.target is not None:
            across = round(self._across(plot, strip, strip.target)) + 0.5
            paint.painter.setPen(QPen(self._theme.colour(Token.LIMIT), 1.5))
            paint.painter.drawLine(
                QPointF(across, plot.top()), QPointF(across, plot.bottom() + self._theme.px(3))
            )
            marks.insert(1, (strip.target, f"{strip.target:.0f}"))
        high = line_height(self._theme, SMALL)
        for days, words in marks:
            width = width_of(self._theme, words, SMALL) + 2
            left = min(max(self._across(plot, strip, days) - width / 2, 0), self.width() - width)
            box = QRectF(left, plot.bottom() + self._theme.px(4), width, high)
            paint.text(box, words, SMALL, LEFT)

    def _dots(self, paint: Paint, plot: QRectF, strip: Strip) -> None:
        places: Counter[tuple[int, bool]] = Counter()
        step = self._theme.px(STEP)
        for days, missed in strip.cases:
            places[round(self._across(plot, strip, days) / step), missed] += 1
        most = max(places.values())
        for (place, missed), count in places.items():
            spot = place * step
            if most > MOST_STACKED:
                self._bar(paint, plot, spot, plot.height() * count / most, missed)
                continue
            for number in range(count):
                down = plot.bottom() - step * (number + 0.75)
                self._dot(paint, QPointF(spot, down), missed)

    def _bar(self, paint: Paint, plot: QRectF, across: float, high: float, missed: bool) -> None:  # noqa: FBT001
        side = self._theme.px(DOT)
        box = QRectF(across - side / 2, plot.bottom() - max(high, 2), side, max(high, 2))
        paint.box(box, Token.BAD_FILL if missed else Token.BAR, radius=1)

    def _dot(self, paint: Paint, middle: QPointF, missed: bool) -> None:  # noqa: FBT001
        radius = self._theme.px(DOT) / 2
        if missed:
            paint.painter.setPen(QPen(self._theme.colour(Token.BAD), 1.8))
            paint.painter.setBrush(self._theme.colour(Token.SURFACE))
            radius -= 0.9
        else:
            paint.painter.setPen(Qt.PenStyle.NoPen)
            paint.painter.setBrush(self._theme.colour(Token.BAR))
        paint.painter.drawEllipse(middle, radius, radius)
