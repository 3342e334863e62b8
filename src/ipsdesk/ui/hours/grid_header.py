"""The head of the hours grid: weekdays with their numbers, and the benefit week most people have."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ipsdesk.ui.hours.grid_model import HEADS, GridModel
from ipsdesk.ui.hours.lines import FIRST_DAY, LAST_DAY, LIMIT, PAY, PERSON, TOTAL
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Token, Weight
from ipsdesk.ui.widgets.day_words import DAYS
from ipsdesk.ui.widgets.painting import LEFT, RIGHT, Paint, line_height, width_of
from ipsdesk.ui.widgets.text_styles import HEAD, SECOND, TextStyle

EDGE, PAD = 15, 8
LIMIT_EDGE, LIMIT_PAD = 12, 14
"""Space at the left of the first column, at the right of figures, and around the last column."""


class GridHead(QHeaderView):
    """Two lines over each day; today in the accent with a line under it."""

    def __init__(self, theme: Theme, model: GridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._model = theme, model
        self.kept = 0
        """How much of its left edge the persons' column keeps while the others are scrolled."""
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(Height.SMALLEST_TARGET)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        """Room for two lines."""
        return QSize(super().sizeHint().width(), self._theme.px(Height.TABLE_HEAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.colour(Token.SURFACE))
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self.kept:
            self.paintSection(painter, QRect(0, 0, self.kept, self.height()), PERSON)
            edge = QPointF(self.kept - 1, 0), QPointF(self.kept - 1, self.height())
            Paint(painter, self._theme).line(*edge, Token.LINE2)
        below = self.viewport().rect().bottom()
        Paint(painter, self._theme).line(QPointF(0, below), QPointF(self.width(), below), Token.LINE2)
        painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        painter.save()
        paint, box = Paint(painter, self._theme), QRectF(rect)
        painter.fillRect(box, self._theme.colour(Token.SURFACE))
        if FIRST_DAY <= logicalIndex <= LAST_DAY:
            self._day(paint, box, logicalIndex)
        else:
            self._words(paint, box, logicalIndex)
        painter.restore()

    def _words(self, paint: Paint, box: QRectF, column: int) -> None:
        if column in (TOTAL, PAY):
            paint.text(box.adjusted(0, 0, -self._theme.px(PAD), 0), HEADS[column], HEAD, RIGHT)
            return
        left = LIMIT_EDGE if column == LIMIT else EDGE
        box = box.adjusted(self._theme.px(left), 0, -self._theme.px(LIMIT_PAD), 0)
        taken = paint.text(box, HEADS[column], HEAD, LEFT)
        week = self._model.head_week() if column == LIMIT else ""
        if week and width_of(self._theme, week, SECOND) + taken + self._theme.px(PAD) <= box.width():
            paint.text(box, week, SECOND, RIGHT)

    def _day(self, paint: Paint, box: QRectF, column: int) -> None:
        day = self._model.day(column)
        if day is None:
            return
        is_today = day == self._model.today
        name: TextStyle = HEAD.coloured(Token.ACCENT) if is_today else HEAD
        number: TextStyle = SECOND.coloured(Token.ACCENT) if is_today else SECOND
        if is_today:
            number = TextStyle(number.size, Weight.SEMIBOLD, Token.ACCENT, tabular=True)
        right = self._theme.px(PAD)
        high = line_height(self._theme, HEAD) * 0.92
        top = box.center().y() - high
        for words, style, down in ((DAYS[day.weekday()][:3], name, 0), (str(day.day), number, 1)):
            line = QRectF(box.left(), top + down * high, box.width() - right, high)
            paint.text(line, words, style, RIGHT)
        if is_today:
            mark = QRectF(box.left(), box.bottom() - 2, box.width(), 3)
            paint.painter.fillRect(mark, self._theme.colour(Token.ACCENT))
