"""How a table looks: cells of one or two lines with a status where there is one, and a quiet head."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON_SMALL, Height, Token
from ipsdesk.ui.widgets.columns import Column
from ipsdesk.ui.widgets.painting import RIGHT, Paint, line_height, width_of
from ipsdesk.ui.widgets.rows_model import Index, RowsModel
from ipsdesk.ui.widgets.text_styles import CELL, HEAD, NAME, SECOND, STATUS

PAD = 8
PAD_EDGE = 15
ACCENT_EDGE = 3
ARROW = 12


def _cell(theme: Theme, box: QRectF, place: int) -> QRectF:
    """The part of a cell words may stand in."""
    left = PAD_EDGE if place == 0 else PAD
    return box.adjusted(theme.px(left), 0, -theme.px(PAD + 1), 0)


class CellDrawing(QStyledItemDelegate):
    """Draws whole cells; the view beneath stays a real table."""

    def __init__(self, theme: Theme, view: QTableView, model: RowsModel[Any]) -> None:
        super().__init__(view)
        self._theme, self._view, self._model = theme, view, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, hairline, words, and the ring where the keyboard is."""
        row = self._model.row_at(index)
        if row is None:
            return
        column = self._model.listing.columns[index.column()]
        box = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint = Paint(painter, self._theme)
        painter.fillRect(box, self._theme.colour(Token.SELECTED if selected else Token.SURFACE))
        paint.line(box.bottomLeft() - QPointF(0, 1), box.bottomRight() - QPointF(0, 1))
        if selected and index.column() == self._first_shown():
            edge = QRectF(box.left(), box.top(), ACCENT_EDGE, box.height())
            painter.fillRect(edge, self._theme.colour(Token.ACCENT))
        self._words(paint, _cell(self._theme, box, index.column()), column, row)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.ring(box.adjusted(1, 0, -1, -1))
        painter.restore()

    def _first_shown(self) -> int:
        return self._view.horizontalHeader().logicalIndexAt(0)

    def _words(self, paint: Paint, box: QRectF, column: Column[Any], row: object) -> None:
        second = column.second(row) if column.second else ""
        first = box
        if second:
            high = line_height(self._theme, CELL)
            top = box.center().y() - high
            first = QRectF(box.left(), top, box.width(), high)
            paint.text(QRectF(box.left(), top + high, box.width(), high), second, SECOND, column.align)
        mark = column.mark(row) if column.mark else None
        words = column.words(row)
        if mark is not None and words:
            paint.status(first, mark, words, STATUS)
        else:
            paint.text(first, words, NAME if column.name else CELL, column.align)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as both lines ask for; the height is the table's own."""
        row, column = self._model.row_at(index), self._model.listing.columns[index.column()]
        if row is None:
            return QSize()
        style = STATUS if column.mark else NAME if column.name else CELL
        first = width_of(self._theme, column.words(row), style)
        if column.mark:
            first += self._theme.px(ICON_SMALL + 6)
        second = width_of(self._theme, column.second(row), SECOND) if column.second else 0
        room = self._theme.px((PAD_EDGE if index.column() == 0 else PAD) + PAD + 1)
        return QSize(round(max(first, second)) + room + 2, self._theme.px(self._model.listing.row_height))


class TableHead(QHeaderView):
    """Column heads in words of one or two lines, an arrow at the one that is sorted by."""

    def __init__(self, theme: Theme, view: QTableView, model: RowsModel[Any]) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._theme, self._columns = theme, model.listing.columns
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionsMovable(False)
        self.setMinimumSectionSize(Height.SMALLEST_TARGET)

    def sizeHint(self) -> QSize:
        """Room for two lines."""
        return QSize(super().sizeHint().width(), self._theme.px(Height.TABLE_HEAD))

    def needed(self, place: int) -> int:
        """How wide a column must be for its head and the arrow beside it."""
        words = max(width_of(self._theme, line, HEAD) for line in self._columns[place].head.split("\n"))
        return round(words) + self._theme.px((PAD_EDGE if place == 0 else PAD) + PAD + 1 + ARROW + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.colour(Token.SURFACE))
        below = self.viewport().rect().bottom()
        Paint(painter, self._theme).line(QPointF(0, below), QPointF(self.width(), below), Token.LINE2)
        painter.end()
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        column = self._columns[logicalIndex]
        painter.save()
        paint = Paint(painter, self._theme)
        box = _cell(self._theme, QRectF(rect), logicalIndex)
        lines = column.head.split("\n")
        high = line_height(self._theme, HEAD)
        top = box.center().y() - high * len(lines) / 2
        for place, words in enumerate(lines):
            paint.text(QRectF(box.left(), top + place * high, box.width(), high), words, HEAD, column.align)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex:
            self._arrow(paint, box, width_of(self._theme, lines[0], HEAD), column)
        painter.restore()

    def _arrow(self, paint: Paint, box: QRectF, words: float, column: Column[Any]) -> None:
        down = self.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        side, gap = self._theme.px(ARROW), self._theme.px(4)
        left = box.right() - words - gap - side if column.align == RIGHT else box.left() + words + gap
        left = min(max(left, box.left() - side), box.right() - side)
        spot = QRectF(left, box.center().y() - side / 2, side, side)
        paint.icon(spot, "arrow-down" if down else "arrow-up", Token.TEXT2)
