"""A year of benefit weeks as a picture to walk through: hours and pay against the limits of their time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipsdesk.rules.permitted_work import HOURS_LIMIT, WeekStatus
from ipsdesk.rules.wording import HOUR, MONTHS, shown_pounds
from ipsdesk.services.permitted_year import PermittedYear, YearWeek
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import FILL_OF, ICON_SMALL, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.line_list import EDGE
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import LEFT, RIGHT, Paint, line_height, width_of
from ipsdesk.ui.widgets.plain_tip import plain_tip
from ipsdesk.ui.widgets.text_styles import SMALL
from ipsdesk.ui.work.permitted_lines import mark_of, said_week

HIGH, GAP = 62, 14
"""How high each of the two rows of bars is, and what lies between them."""

LEFT_WORDS = "£000.00"
ROOM_ABOVE = 1.15
"""The limit stands below the top of its row."""

NOT_TOLD = (Mark.DONE, Mark.NO_FIGURE, Mark.NOT_APPLICABLE)
"""Signs that stand at too many weeks to be drawn at each; the words say them."""


class YearPicture(QWidget):
    """A column for each week; ``stood`` carries the week the keyboard came to, ``opened`` that of Enter."""

    stood = Signal(object)
    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._year: PermittedYear | None = None
        self.place = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    @property
    def week(self) -> YearWeek | None:
        """The week with the keyboard."""
        weeks = self._weeks()
        return weeks[self.place] if self.place < len(weeks) else None

    def _weeks(self) -> Sequence[YearWeek]:
        return self._year.weeks if self._year is not None else ()

    def show_year(self, year: PermittedYear) -> None:
        """Show this; the keyboard stays at its week, else goes to the last that has begun."""
        before = self.week
        self._year = year
        ends = [week.ends_on for week in year.weeks]
        begun = max(len(year.told) - 1, 0)
        self.place = ends.index(before.ends_on) if before and before.ends_on in ends else begun
        self.setAccessibleName(f"Weeks of {year.label}, a picture to walk through with the arrow keys")
        self._describe()
        self.update()

    def go_to(self, ends_on: date) -> None:
        """Bring the column to the week of this end, without saying so."""
        ends = [week.ends_on for week in self._weeks()]
        if ends_on in ends:
            self.place = ends.index(ends_on)
            self._describe()
            self.update()

    def _describe(self) -> None:
        week, sentence = self.week, self._year.sentence if self._year else ""
        self.setAccessibleDescription(f"{said_week(week)}. {sentence}" if week else sentence)

    # ---- keys and pointer ---------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go by weeks, Page Up and Down by four, Home and End to the ends; Enter opens."""
        last = len(self._weeks()) - 1
        steps = {
            Qt.Key.Key_Left: self.place - 1,
            Qt.Key.Key_Right: self.place + 1,
            Qt.Key.Key_PageUp: self.place - 4,
            Qt.Key.Key_PageDown: self.place + 4,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in steps and last >= 0:
            self._stand(min(max(steps[key], 0), last))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.week is not None:
            self.opened.emit(self.week)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes to the week."""
        if (place := self._at(event.position())) is not None:
            self._stand(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A week says how it stands where the pointer rests on it."""
        place = self._at(event.position())
        self.setToolTip("" if place is None else plain_tip(said_week(self._weeks()[place])))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _at(self, point: QPointF) -> int | None:
        plot, weeks = self._plot(), self._weeks()
        if not weeks or not plot.left() <= point.x() < plot.right():
            return None
        return min(int((point.x() - plot.left()) / (plot.width() / len(weeks))), len(weeks) - 1)

    def _stand(self, place: int) -> None:
        self.place = place
        self._describe()
        self.update()
        if (week := self.week) is not None:
            announce(self, said_week(week))
            self.stood.emit(week)

    # ---- the picture --------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Two rows of bars, the signs, the months."""
        return QSize(self._theme.px(320), round(self._row_top(2) + self._foot()))

    def _head(self) -> float:
        return line_height(self._theme, SMALL)

    def _foot(self) -> float:
        return self._theme.px(ICON_SMALL + 6) + line_height(self._theme, SMALL) + self._theme.px(4)

    def _row_top(self, row: int) -> float:
        return row * (self._theme.px(HIGH) + self._theme.px(GAP)) + 2

    def _plot(self) -> QRectF:
        """All columns, from the top of the first row to the foot of the second."""
        words = width_of(self._theme, LEFT_WORDS, SMALL) + self._theme.px(8)
        left = EDGE + words
        return QRectF(left, 2, self.width() - left - EDGE, self._row_top(1) + self._theme.px(HIGH))

    def _row(self, row: int) -> QRectF:
        plot = self._plot()
        return QRectF(plot.left(), self._row_top(row), plot.width(), self._theme.px(HIGH))

    def _slot(self, place: int, row: QRectF) -> QRectF:
        wide = row.width() / max(len(self._weeks()), 1)
        return QRectF(row.left() + wide * place, row.top(), wide, row.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint = Paint(painter, self._theme)
        if self._weeks():
            self._column(paint)
            self._bars(paint, self._row(0), _seconds, [HOURS_LIMIT] * len(self._weeks()), _hours_words)
            limits = [week.week.judged.limit for week in self._weeks()]
            self._bars(paint, self._row(1), _pence, [one.pence if one else 0 for one in limits], shown_pounds)
            self._signs(paint)
            self._months(paint)
        painter.end()

    def _column(self, paint: Paint) -> None:
        """The week with the keyboard."""
        plot = self._plot()
        slot = self._slot(self.place, plot).adjusted(-2, 0, 2, self._foot())
        paint.box(slot, Token.SELECTED, radius=3)
        if self.hasFocus():
            paint.ring(slot, 3)

    def _bars(
        self,
        paint: Paint,
        row: QRectF,
        amount: Callable[[YearWeek], tuple[int, Mark | None, bool] | None],
        limits: Sequence[int],
        words: Callable[[int], str],
    ) -> None:
        found = [amount(week) for week in self._weeks()]
        top = max([*limits, *(one[0] for one in found if one), 1]) * ROOM_ABOVE
        paint.line(row.bottomLeft(), row.bottomRight(), Token.EDGE)
        for place, one in enumerate(found):
            if one is not None:
                self._bar(paint, self._slot(place, row), one, top)
        self._limit_line(paint, row, limits, top)
        newest = next((limit for limit in reversed(limits) if limit), 0)
        if newest:
            high = line_height(self._theme, SMALL)
            down = row.bottom() - row.height() * newest / top
            box = QRectF(0, down - high / 2, row.left() - self._theme.px(6), high)
            paint.text(box, words(newest), SMALL, RIGHT)

    def _bar(self, paint: Paint, slot: QRectF, one: tuple[int, Mark | None, bool], top: float) -> None:
        value, mark, is_planned = one
        high = slot.height() * value / top
        gap = 2 if slot.width() > 6 else 1
        box = QRectF(slot.left() + gap / 2, slot.bottom() - high, slot.width() - gap, high)
        path = QPainterPath()
        path.addRect(box)
        if is_planned:
            paint.painter.fillPath(path, self._theme.colour(Token.PLAN))
            pen = QPen(self._theme.colour(Token.PLAN_LINE), 1, Qt.PenStyle.DashLine)
            paint.painter.strokePath(path, pen)
            return
        token = FILL_OF.get(mark.token, Token.BAR) if mark else Token.BAR
        paint.painter.fillPath(path, self._theme.colour(token))
        if mark:
            paint.hatch(path)

    def _limit_line(self, paint: Paint, row: QRectF, limits: Sequence[int], top: float) -> None:
        """A step where the limit changes; none for weeks without one."""
        path, is_going_on = QPainterPath(), False
        for place, limit in enumerate(limits):
            slot = self._slot(place, row)
            down = row.bottom() - row.height() * limit / top
            if limit:
                start = QPointF(slot.left(), down)
                (path.lineTo if is_going_on else path.moveTo)(start)
                path.lineTo(QPointF(slot.right(), down))
            is_going_on = bool(limit)
        paint.painter.strokePath(path, QPen(self._theme.colour(Token.LIMIT), 1.5))

    def _signs(self, paint: Paint) -> None:
        """What is more than within stands under its week as a sign."""
        plot = self._plot()
        for place, week in enumerate(self._weeks()):
            mark = mark_of(week)
            if mark is None or mark in NOT_TOLD or (week.week.is_running and mark is Mark.WAITING):
                continue
            slot = self._slot(place, plot)
            side = min(float(self._theme.px(ICON_SMALL)), max(slot.width() + 3, 9.0))
            left, down = slot.center().x() - side / 2, plot.bottom() + self._theme.px(4)
            paint.icon(QRectF(left, down, side, side), mark.icon, mark.token)

    def _months(self, paint: Paint) -> None:
        plot, high = self._plot(), line_height(self._theme, SMALL)
        down = plot.bottom() + self._theme.px(ICON_SMALL + 8)
        free = 0.0
        months = [week.ends_on.month for week in self._weeks()]
        for place, month in enumerate(months):
            words = MONTHS[month - 1][:3]
            left, wide = self._slot(place, plot).left(), width_of(self._theme, words, SMALL) + 2
            if (place and month == months[place - 1]) or left < free or left + wide > self.width():
                continue
            paint.text(QRectF(left, down, wide, high), words, SMALL, LEFT)
            free = left + wide + self._theme.px(4)


def _seconds(week: YearWeek) -> tuple[int, Mark | None, bool] | None:
    """Hours of a week, its sign if they are too many, and whether they are only planned."""
    found = week.week
    if week.is_ahead:
        return None
    if found.is_recorded:
        return found.judged.seconds, _sign_of_hours(week), False
    return (found.expected.seconds, None, True) if found.expected else None


def _sign_of_hours(week: YearWeek) -> Mark | None:
    judged = week.week.judged
    if judged.seconds < HOURS_LIMIT or not _is_tested(week):
        return None
    is_over = judged.status in (WeekStatus.OVER_HOURS, WeekStatus.OVER_BOTH)
    return Mark.OVER if is_over else Mark.GET_ADVICE


def _pence(week: YearWeek) -> tuple[int, Mark | None, bool] | None:
    found = week.week
    if week.is_ahead:
        return None
    if any(job.pence is not None for job in found.work.jobs):
        limit = found.judged.limit
        over = limit is not None and found.judged.pence > limit.pence and _is_tested(week)
        return found.judged.pence, Mark.OVER if over else None, False
    return (found.expected.pence, None, True) if found.expected else None


def _is_tested(week: YearWeek) -> bool:
    return week.week.judged.status.colour in ("red", "amber")


def _hours_words(seconds: int) -> str:
    return f"{seconds // HOUR} h"
