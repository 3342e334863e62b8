"""How a table looks: cells of one or two lines with a status where there is one, and a quiet head."""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON_SMALL, Height, Token
from ipsdesk.ui.widgets.columns import Bar, Column
from ipsdesk.ui.widgets.painting import RIGHT, Paint, line_height, width_of
from ipsdesk.ui.widgets.rows_model import Index, RowsModel
from ipsdesk.ui.widgets.text_styles import CELL, HEAD, NAME, SECOND, STATUS

PAD = 8
PAD_EDGE = 15
ACCENT_EDGE = 3
ARROW = 12
BAR_FROM, BAR_HEIGHT = 54, 4
"""Where a slim bar begins in its cell, and how high it is."""


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
        first, second = self._lines(_cell(self._theme, box, index.column()), column, row)
        self._first_line(paint, first, column, row)
        self._second_line(paint, second, index.column(), row)
        if ring := self._ring(box, index):
            painter.setClipRect(box)
            paint.ring(ring.adjusted(1, 0, -1, -1))
        painter.restore()

    def _first_shown(self) -> int:
        return self._view.horizontalHeader().logicalIndexAt(0)

    def _lines(self, box: QRectF, column: Column[Any], row: object) -> tuple[QRectF, QRectF]:
        """Where the two lines of a cell stand; in rows made for two, the first is always the upper one."""
        is_high = self._model.listing.row_height >= Height.CASELOAD_ROW
        if not is_high and not (column.second and column.second(row)):
            return box, box
        high = line_height(self._theme, CELL)
        top = round(box.center().y() - high)
        return QRectF(box.left(), top, box.width(), high), QRectF(box.left(), top + high, box.width(), high)

    def _first_line(self, paint: Paint, box: QRectF, column: Column[Any], row: object) -> None:
        mark = column.mark(row) if column.mark else None
        words = column.words(row)
        if mark is not None and words:
            paint.status(box, mark, words, STATUS)
        else:
            paint.text(box, words, NAME if column.name else CELL, column.align)

    def _second_line(self, paint: Paint, box: QRectF, place: int, row: object) -> None:
        """The cell's own, or the end of the one at its left, which goes on under columns that have none."""
        owner, end = self._run(place)
        column = self._model.listing.columns[owner]
        words = column.second(row) if column.second else ""
        if not words:
            return
        style = (column.second_style(row) if column.second_style else None) or SECOND
        bar = column.bar(row) if column.bar else None
        if bar:
            self._bar(paint, box, bar)
        if owner == end:
            paint.text(box, words, style, column.align)
            return
        view = self._view
        left = view.columnViewportPosition(owner)
        whole = QRectF(left, 0, view.columnViewportPosition(end) + view.columnWidth(end) - left, 0)
        across = _cell(self._theme, whole, owner)
        paint.painter.setClipRect(self._ground(box, place))
        paint.text(QRectF(across.left(), box.top(), across.width(), box.height()), words, style)
        paint.painter.setClipping(False)

    def _ground(self, line: QRectF, place: int) -> QRectF:
        view = self._view
        return QRectF(view.columnViewportPosition(place), line.top(), view.columnWidth(place), line.height())

    def _ring(self, box: QRectF, index: Index) -> QRectF | None:
        """The part of the ring that lies here: it goes round all that belongs to the current cell."""
        current, view = self._view.currentIndex(), self._view
        if current.row() != index.row() or not view.hasFocus():
            return None
        owner, end = self._run(current.column())
        if current.column() == owner and owner <= index.column() <= end:
            left = view.columnViewportPosition(owner)
            right = view.columnViewportPosition(end) + view.columnWidth(end)
            return QRectF(left, box.top(), right - left, box.height())
        if current.column() != index.column():
            return None
        return box.adjusted(0, 0, 0, -box.height() / 2)  # the line below comes from the left

    def _bar(self, paint: Paint, box: QRectF, bar: Bar) -> None:
        high, indent = self._theme.px(BAR_HEIGHT), self._theme.px(BAR_FROM)
        top = round(box.center().y() - high / 2)
        paint.slim_bar(QRectF(box.left() + indent, top, box.width() - indent, high), bar.share, bar.mark)

    def _run(self, place: int) -> tuple[int, int]:
        """The column whose second line stands in this one, and the last one it goes on under."""
        columns = self._model.listing.columns
        owner = end = place
        while owner > 0 and not columns[owner].second:
            owner -= 1
        if not columns[owner].second or columns[owner].bar or self._view.isColumnHidden(owner):
            return place, place
        for other in range(owner + 1, len(columns)):
            if columns[other].second:
                break
            if not self._view.isColumnHidden(other):
                end = other
        return owner, end

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """What a cell has no room for is said in its tool tip."""
        row = self._model.row_at(index)
        if row is None or self.sizeHint(option, index).width() <= option.rect.width():
            return super().helpEvent(event, view, option, index)
        words = self._model.listing.columns[index.column()].read_out(row)
        QToolTip.showText(event.globalPos(), f"<qt>{escape(words)}</qt>", view)
        return True

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
        pad = PAD_EDGE if place == 0 else PAD
        return round(words) + self._theme.px(pad + ARROW + 5)  # the arrow may stand in the further pad

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
        pad = self._theme.px(PAD)
        left = min(max(left, box.left() - pad), box.right() + pad - side)
        spot = QRectF(left, box.center().y() - side / 2, side, side)
        paint.icon(spot, "arrow-down" if down else "arrow-up", Token.TEXT2)
