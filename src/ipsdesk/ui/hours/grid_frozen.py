"""The column of persons kept in sight while the rest of the hours grid is scrolled sideways."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView, QWidget

from ipsdesk.ui.hours.grid_model import GridModel
from ipsdesk.ui.hours.lines import PERSON, Kind
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Token
from ipsdesk.ui.widgets.painting import Paint


class FrozenPersons(QWidget):
    """Lies over the left edge of the cells; a click on it goes to the person's own cell.

    It leaves out the lines of reasons, whose fields are scrolled with the days they belong to.
    """

    def __init__(self, theme: Theme, grid: QTableView, rows: GridModel) -> None:
        super().__init__(grid)
        self._theme, self._grid, self._rows = theme, grid, rows
        self.hide()

    def width_kept(self) -> int:
        """How much of the cells it covers: nothing unless they are scrolled and enough is left beside it."""
        width = self._grid.columnWidth(PERSON)
        scrolled = self._grid.horizontalScrollBar().value() > 0
        return width if scrolled and width * 2 <= self._grid.viewport().width() else 0

    def place(self) -> None:
        """Follow the cells."""
        width, cells = self.width_kept(), self._grid.viewport().geometry()
        boxes = [box for _, box in self._boxes()] if width else []
        self.setVisible(bool(boxes))
        if boxes:
            self.setGeometry(cells.left(), cells.top(), width, cells.height())
            region = QRegion()
            for box in boxes:
                region += box
            self.setMask(region)
            self.raise_()
            self.update()

    def _boxes(self) -> list[tuple[int, QRect]]:
        """The first row and the place of each line in sight."""
        grid, found = self._grid, []
        first, last = grid.rowAt(0), grid.rowAt(grid.viewport().height() - 1)
        for row in range(max(first, 0), (last if last >= 0 else len(self._rows.lines) - 1) + 1):
            line = self._rows.lines[row]
            start, count = self._rows.spread(row)
            if line.kind is not Kind.REASON and (line.part == 0 or row == first):
                high = sum(grid.rowHeight(one) for one in range(start, start + count))
                top = grid.rowViewportPosition(start)
                found.append((start, QRect(0, top, grid.columnWidth(PERSON), high)))
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QPainter(self), QStyleOptionViewItem()
        for row, box in self._boxes():
            option.rect = box
            self._grid.itemDelegate().paint(painter, option, self._rows.index(row, PERSON))
            edge = QPointF(box.right(), box.top()), QPointF(box.right(), box.bottom())
            Paint(painter, self._theme).line(*edge, Token.LINE2)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """To the person."""
        row = next((row for row, box in self._boxes() if box.contains(event.position().toPoint())), None)
        if row is not None and event.button() is Qt.MouseButton.LeftButton:
            self._grid.setFocus(Qt.FocusReason.MouseFocusReason)
            self._grid.setCurrentIndex(self._rows.index(row, PERSON))
