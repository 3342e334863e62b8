"""A table on screen that is read by row, steered by keyboard, and shows no lines but hairlines."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.rows_model import RowsModel
from ipsdesk.ui.widgets.table_drawing import CellDrawing, TableHead

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def make_plain(table: QTableView) -> None:
    """Nothing of the system's own look on a table that is painted by hand; Tab leaves it."""
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setAutoFillBackground(True)
    table.setBackgroundRole(QPalette.ColorRole.Base)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setCornerButtonEnabled(False)
    table.setTabKeyNavigation(False)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)


class TableView(QTableView):
    """The rows of one model; ``resized`` says that there is more or less room for columns."""

    resized = Signal()

    def __init__(self, theme: Theme, model: RowsModel[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._rows = theme, model
        self.setModel(model)
        self.setAccessibleName(model.listing.name)
        self.setItemDelegate(CellDrawing(theme, self, model))
        self._behave()
        self._head()
        self._measure()
        theme.changed.connect(self._measure)

    def _behave(self) -> None:
        make_plain(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def _head(self) -> None:
        head = TableHead(self._theme, self, self._rows)
        self.setHorizontalHeader(head)
        head.setStretchLastSection(True)
        head.setSortIndicatorClearable(True)
        # Sorting only begins with a click: until then rows stand as they were given.
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        side = self.verticalHeader()
        side.setVisible(False)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _measure(self) -> None:
        height = self._theme.px(self._rows.listing.row_height)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().updateGeometry()

    def place_columns(self) -> None:
        """Make columns as wide as they are declared."""
        for place, column in enumerate(self._rows.listing.columns):
            self.setColumnWidth(place, max(self._theme.px(column.width), self.head_width(place)))

    def head_width(self, place: int) -> int:
        """How wide a column must be for its head and the arrow beside it."""
        head = self.horizontalHeader()
        return head.needed(place) if isinstance(head, TableHead) else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens on every system; Tab leaves the table; the first arrow chooses the row it is in."""
        current = self.currentIndex()
        if event.key() in ENTER and current.isValid():
            self.activated.emit(current)
        elif event.key() in STEPS and current.isValid() and not self.selectionModel().hasSelection():
            self.setCurrentIndex(current)
        else:
            super().keyPressEvent(event)
