"""A sheet of a commissioner's form as a grid to choose cells in, with what goes into them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ipsdesk.reports.template_cells import NOTHING_SEEN, SeenCell, SheetSeen
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Token
from ipsdesk.ui.widgets.painting import CENTRE, Paint
from ipsdesk.ui.widgets.rows_model import NOWHERE, Index
from ipsdesk.ui.widgets.table_view import make_plain
from ipsdesk.ui.widgets.text_styles import CELL, KEY, NAME, STATUS

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
CLEAR = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
ROW, SIDE, PAD = 28, 44, 6
CHARACTER, NARROWEST, WIDEST = 7.5, 44, 260
LETTERS = re.compile(r"([A-Z]+)([0-9]+)")
EMPTY = "empty"


def letters_of(column: int) -> str:
    """``A`` of 0, ``AB`` of 27."""
    words = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        words = chr(ord("A") + place) + words
    return words


def place_of(cell: str) -> tuple[int, int]:
    """Row and column of an address, from 0."""
    found = LETTERS.fullmatch(cell)
    if found is None:
        return -1, -1
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


class FormModel(QAbstractTableModel):
    """The cells of one sheet; ``mapped`` holds what goes into which, by address."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = NOTHING_SEEN
        self._mapped: Mapping[str, str] = {}

    def show_sheet(self, sheet: SheetSeen) -> None:
        """Show another sheet."""
        self.beginResetModel()
        self._sheet = sheet
        self.endResetModel()

    def show_mapped(self, mapped: Mapping[str, str]) -> None:
        """Show what goes in."""
        self._mapped = mapped
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1), [])

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._sheet.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._sheet.widths)

    def address(self, index: Index) -> str:
        """``C7``."""
        return f"{letters_of(index.column())}{index.row() + 1}" if index.isValid() else ""

    def seen(self, index: Index) -> SeenCell:
        """What stands there."""
        return self._sheet.rows[index.row()][index.column()]

    def goes_in(self, index: Index) -> str:
        """What goes in there, in words."""
        return self._mapped.get(self.address(index), "")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        words, goes_in = self.seen(index).words, self.goes_in(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return goes_in or words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = f"{goes_in} goes in" if goes_in else words or EMPTY
            return f"{self.address(index)}: {said}"
        return (goes_in or None) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(self, place: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return letters_of(place) if way == Qt.Orientation.Horizontal else str(place + 1)


class FormGrid(QTableView):
    """Arrows go from cell to cell.

    ``stood`` carries the address of the cell under the cursor, ``wanted`` that which Enter or a double click
    asks for, ``cleared`` that of which Delete takes out what goes in.
    """

    stood = Signal(str)
    wanted = Signal(str)
    cleared = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._sheet = theme, NOTHING_SEEN
        self.cells = FormModel(self)
        self.setModel(self.cells)
        self.setItemDelegate(FormDrawing(theme, self))
        self.setHorizontalHeader(FormHead(theme, Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(FormHead(theme, Qt.Orientation.Vertical, self))
        make_plain(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName("Cells of the form")
        for corner in self.findChildren(QAbstractButton):
            corner.setAccessibleName("Corner of the sheet")  # Qt's own, which does nothing here
            corner.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.doubleClicked.connect(self._want)
        theme.changed.connect(self._measure)

    def show_sheet(self, sheet: SheetSeen) -> None:
        """Show another sheet, with the cursor in its first cell."""
        self._sheet = sheet
        self.clearSpans()
        self.cells.show_sheet(sheet)
        for row, column, high, wide in sheet.joined:
            if high > 1 or wide > 1:
                self.setSpan(row, column, high, wide)
        self._measure()
        self.setAccessibleName(f"Cells of sheet {sheet.name}")
        self.setCurrentIndex(self.cells.index(0, 0))

    def go_to(self, cell: str) -> None:
        """Bring the cursor to a cell, if it is on screen."""
        index = self.cells.index(*place_of(cell))
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    @property
    def address(self) -> str:
        """The cell under the cursor; of cells that are joined, the first."""
        index = self.currentIndex()
        for row, column, high, wide in self._sheet.joined:
            if row <= index.row() < row + high and column <= index.column() < column + wide:
                return self.cells.address(self.cells.index(row, column))
        return self.cells.address(index)

    def _measure(self) -> None:
        side, head = self.verticalHeader(), self.horizontalHeader()
        side.setDefaultSectionSize(self._theme.px(ROW))
        for place, characters in enumerate(self._sheet.widths):
            width = min(max(characters * CHARACTER, NARROWEST), WIDEST)
            head.resizeSection(place, self._theme.px(width))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self.stood.emit(self.address)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks what goes in, Delete takes it out."""
        if event.key() in ENTER:
            self._want()
        elif event.key() in CLEAR:
            self.cleared.emit(self.address)
        else:
            super().keyPressEvent(event)

    def _want(self) -> None:
        if self.currentIndex().isValid():
            self.wanted.emit(self.address)


class FormDrawing(QStyledItemDelegate):
    """A cell: what goes in on a tinted ground, else what stands there."""

    def __init__(self, theme: Theme, view: FormGrid) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, box = self._view.cells, QRectF(option.rect)
        seen, goes_in = model.seen(index), model.goes_in(index)
        painter.save()
        paint = Paint(painter, self._theme)
        painter.fillRect(box, self._theme.colour(Token.TINT if goes_in else Token.SURFACE))
        edges = box.adjusted(0, 0, -1, -1)
        paint.line(edges.topRight(), edges.bottomRight())
        paint.line(edges.bottomLeft(), edges.bottomRight())
        pad = self._theme.px(PAD)
        style = STATUS.coloured(Token.ACCENT) if goes_in else NAME if seen.strong else CELL
        if seen.quiet and not goes_in:
            style = CELL.coloured(Token.TEXT3)
        paint.text(box.adjusted(pad, 0, -pad, 0), goes_in or seen.words, style)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.ring(box, 2)
        elif index == self._view.currentIndex():
            paint.ring(box, 2, Token.EDGE)
        painter.restore()


class FormHead(QHeaderView):
    """Letters above, numbers at the left; that of the cell under the cursor is marked."""

    def __init__(self, theme: Theme, way: Qt.Orientation, view: FormGrid) -> None:
        super().__init__(way, view)
        self._theme, self._view = theme, view
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(SIDE), self._theme.px(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.colour(Token.SUNK))
        painter.end()
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's own
        now = self._view.currentIndex()
        across = self.orientation() == Qt.Orientation.Horizontal
        is_here = logicalIndex == (now.column() if across else now.row())
        painter.save()
        paint, box = Paint(painter, self._theme), QRectF(rect)
        painter.fillRect(box, self._theme.colour(Token.SELECTED if is_here else Token.SUNK))
        words = str(self.model().headerData(logicalIndex, self.orientation()))
        paint.text(box, words, KEY.coloured(Token.ACCENT) if is_here else KEY, CENTRE)
        edges = box.adjusted(0, 0, -1, -1)
        if across:
            paint.line(edges.topRight(), edges.bottomRight(), Token.LINE2)
        paint.line(edges.bottomLeft(), QPointF(edges.right(), edges.bottom()), Token.LINE2)
        painter.restore()
