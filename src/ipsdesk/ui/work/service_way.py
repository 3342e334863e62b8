"""The way of a job in our own service as a picture: its steps with their days, on a row or more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipsdesk.rules.wording import shown_day
from ipsdesk.services.in_service import InServiceStep
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Token
from ipsdesk.ui.widgets.line_list import EDGE
from ipsdesk.ui.widgets.painting import Paint, Way
from ipsdesk.ui.widgets.text_styles import NAME, SECOND
from ipsdesk.ui.widgets.wrapped import Part, height_of, paint_wrapped

NARROWEST, GAP, DOT, BETWEEN = 92, 10, 16, 14
"""At 100 %: the least width of a step, the gap to the next, its dot, and the space between rows."""


class ServiceWay(QWidget):
    """Painted; a screen reader hears it as one sentence."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._steps: Sequence[InServiceStep] = ()
        self._today = date.min
        self.setAccessibleName("The way in our own service")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._measure)

    def show_steps(self, steps: Sequence[InServiceStep], today: date) -> None:
        """Show this way instead."""
        self._steps, self._today = steps, today
        said = [", ".join(words for words, _ in self._parts(step)) for step in steps]
        self.setAccessibleDescription("; ".join(said))
        self._measure()

    # ---- how high it is -----------------------------------------------------------------------------

    def _measure(self) -> None:
        self.setMinimumHeight(self.heightForWidth(self.width()))
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        """As wide as it happens to be."""
        wide = max(self.width(), 2 * EDGE + self._theme.px(NARROWEST))
        return QSize(2 * EDGE + self._theme.px(NARROWEST), self.heightForWidth(wide))

    def heightForWidth(self, width: int) -> int:
        """All rows with the space between them."""
        return round(sum(self._row_high(row, width) for row in self._rows(width)))

    def _rows(self, width: int) -> list[Sequence[InServiceStep]]:
        """As few rows as there can be, each about as long as the others."""
        most = max((width - 2 * EDGE) // self._theme.px(NARROWEST), 1)
        count = -(-len(self._steps) // most)
        size = -(-len(self._steps) // count) if count else 1
        return [self._steps[first : first + size] for first in range(0, len(self._steps), size)]

    def _column(self, width: int) -> float:
        rows = self._rows(width)
        return (width - 2 * EDGE) / max(len(row) for row in rows) if rows else 0.0

    def _row_high(self, row: Sequence[InServiceStep], width: int) -> float:
        wide = self._column(width) - self._theme.px(GAP)
        words = max(height_of(self._theme, self._parts(step), wide) for step in row)
        return self._theme.px(DOT + 5 + BETWEEN) + words

    # ---- how it is painted --------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, top, width = Paint(painter, self._theme), 0.0, self.width()
        for row in self._rows(width):
            for place, step in enumerate(row):
                left = EDGE + place * self._column(width)
                self._paint_step(paint, QPointF(left, top), step, is_last=step is self._steps[-1])
            top += self._row_high(row, width)
        painter.end()

    def _paint_step(self, paint: Paint, at: QPointF, step: InServiceStep, *, is_last: bool) -> None:
        side, wide = self._theme.px(DOT), self._column(self.width())
        paint.way(QRectF(at.x(), at.y(), side, side), [self._reached(step)])
        if not is_last:
            ahead = self._next_is_ahead(step)
            paint.painter.setPen(QPen(self._theme.colour(Token.LINE2 if ahead else Token.ACCENT), 2))
            middle = at.y() + side / 2
            paint.painter.drawLine(QPointF(at.x() + side + 2, middle), QPointF(at.x() + wide - 2, middle))
        words = QRectF(at.x(), at.y() + self._theme.px(DOT + 5), wide - self._theme.px(GAP), self.height())
        paint_wrapped(paint, words, self._parts(step), from_top=True)

    def _reached(self, step: InServiceStep) -> Way:
        if step.on > self._today:
            return Way.AHEAD
        return Way.HERE if step is self._here() else Way.DONE

    def _here(self) -> InServiceStep | None:
        """The last step that was taken."""
        return next((step for step in reversed(self._steps) if step.on <= self._today), None)

    def _next_is_ahead(self, step: InServiceStep) -> bool:
        after = self._steps[self._steps.index(step) + 1]
        return after.on > self._today

    def _parts(self, step: InServiceStep) -> list[Part]:
        head = NAME.coloured(Token.TEXT2) if step.on > self._today else NAME
        parts: list[Part] = [(step.words, head), (shown_day(step.on), SECOND)]
        return [*parts, (step.note, SECOND)] if step.note else parts
