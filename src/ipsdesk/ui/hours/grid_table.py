"""The hours grid as a table: how it is laid out, and where the keyboard goes in it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QHeaderView, QTableView, QWidget

from ipsdesk.ui.hours.grid_entries import Entries
from ipsdesk.ui.hours.grid_frozen import FrozenPersons
from ipsdesk.ui.hours.grid_header import GridHead
from ipsdesk.ui.hours.grid_model import GridModel, Place
from ipsdesk.ui.hours.grid_reasons import Reasons, Week
from ipsdesk.ui.hours.grid_shape import Shape
from ipsdesk.ui.hours.grid_stops import next_below, next_stop
from ipsdesk.ui.hours.lines import COLUMNS, PER_WEEK, PERSON, Kind, Line
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Radius, Token
from ipsdesk.ui.widgets.painting import Paint
from ipsdesk.ui.widgets.rows_model import Index
from ipsdesk.ui.widgets.table_view import make_plain

ScrollHint = QAbstractItemView.ScrollHint


class GridTable(QTableView):
    """Rows of a unit's week; one person's rows come, go and grow without moving the keyboard."""

    moved = Signal()
    """The keyboard is in another cell."""
    shifted = Signal()
    """Cells stand elsewhere on screen: scrolled, or measured anew."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows = GridModel(self)
        self.entries = Entries(self.rows)
        self.shape = Shape(theme)
        self.reasons = Reasons(theme, self, self.rows, self.entries)
        self.setModel(self.rows)
        self._head = GridHead(theme, self.rows, self)
        self._frozen = FrozenPersons(theme, self, self.rows)
        self._behave()
        self.shifted.connect(self._keep_persons)
        theme.changed.connect(self._dress)
        self.rows.modelReset.connect(self._lay_out)
        self.rows.rowsInserted.connect(self._lay_out_rows)
        self.rows.rowsAboutToBeRemoved.connect(self._drop_rows)
        self.rows.dataChanged.connect(self._measure_rows)
        self.reasons.stepped.connect(self._step_from)

    def _behave(self) -> None:
        self.setAccessibleName("Weekly hours")
        make_plain(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalHeader(self._head)
        side = self.verticalHeader()
        side.setVisible(False)
        side.setMinimumSectionSize(1)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    # ---- where the keyboard is ------------------------------------------------------------------------

    def is_current_line(self, line: Line) -> bool:
        """Whether the keyboard is in this line, either part of it."""
        current = self.rows.line(self.currentIndex())
        return current is not None and current.group == line.group

    def is_current_cell(self, index: Index) -> bool:
        """Whether a cell is the current one."""
        return index == self.currentIndex()

    def go(self, index: QModelIndex) -> None:
        """To a cell, scrolled into sight."""
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def reach(self, goal: Place | Week) -> bool:
        """To a cell, or a reason that is not saved, with the keyboard; False while it is not on screen."""
        if not isinstance(goal, Place):
            return self.reasons.go_to(goal)
        index = self.rows.index_of(goal)
        if index.isValid():
            self.go(index)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        return index.isValid()

    def scrollTo(self, index: Index, hint: ScrollHint = ScrollHint.EnsureVisible) -> None:
        """Into sight, and out from behind the persons that are kept there."""
        super().scrollTo(index, hint)
        hidden = self._frozen.width_kept() - self.columnViewportPosition(index.column())
        if index.column() != PERSON and hidden > 0 and index.isValid():
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def go_below(self, step: int) -> None:
        """To the next cell of the column that is typed in, down or up."""
        below = next_below(self.rows, self.currentIndex(), step)
        if below is not None:
            self.go(below)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The line it leaves and the line it enters look otherwise."""
        super().currentChanged(current, previous)
        self._update_line(previous)
        self._update_line(current)
        self.moved.emit()

    def _update_line(self, index: Index) -> None:
        if index.isValid() and index.row() < len(self.rows.lines):
            first, count = self.rows.spread(index.row())
            high = sum(self.rowHeight(row) for row in range(first, first + count))
            self.viewport().update(0, self.rowViewportPosition(first), self.viewport().width(), high)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Only the current line looks otherwise; Qt's own would paint every cell at each open field."""
        QAbstractScrollArea.focusInEvent(self, event)
        self._update_line(self.currentIndex())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """As for coming in."""
        QAbstractScrollArea.focusOutEvent(self, event)
        self._update_line(self.currentIndex())

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - as Qt names it
        """Tab goes through the cells, and past the last one on to what follows the grid."""
        return self.step(1 if next else -1)

    def step(self, step: int) -> bool:
        """To the next cell or reason, or out of the grid; False where there is nothing to go to."""
        current = self.currentIndex()
        if not current.isValid():
            return self._leave(step)
        return self._step_from(current.row(), current.column(), step)

    def _step_from(self, row: int, column: int, step: int) -> bool:
        stop = next_stop(self.rows, row, column, step)
        if stop is None:
            return self._leave(step)
        if self.rows.lines[stop.row()].kind is Kind.REASON:
            self.scrollTo(stop)
            self.reasons.enter(stop.row(), step)
        else:
            self.go(stop)
            self.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _leave(self, step: int) -> bool:
        """To what stands after or before the grid in the window, past the fields in the grid itself."""
        widget = self._neighbour(self, step)
        while widget is not self and not (_takes_tab(widget) and not self.isAncestorOf(widget)):
            widget = self._neighbour(widget, step)
        if widget is self:
            return False
        reasons = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
        widget.setFocus(reasons[0 if step > 0 else 1])
        return True

    def _neighbour(self, widget: QWidget, step: int) -> QWidget:
        return (widget.nextInFocusChain() if step > 0 else widget.previousInFocusChain()) or self

    def keyboardSearch(self, search: str) -> None:
        """Letters find a person by name, in the column of names."""
        if self.currentIndex().column() == PERSON:
            super().keyboardSearch(search)

    # ---- shape ----------------------------------------------------------------------------------------

    def _dress(self) -> None:
        self._head.updateGeometry()
        self._fit()
        self.scrollTo(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is to spare goes to persons and limits; where the keyboard is stays in sight."""
        super().resizeEvent(event)
        self._fit()
        self.scrollTo(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line round the rectangle that is chosen, where it is more than a cell."""
        super().paintEvent(event)
        chosen = self.selectionModel().selection()
        region = self.visualRegionForSelection(chosen)
        if len(self.selectionModel().selectedIndexes()) > 1:
            painter = QPainter(self.viewport())
            Paint(painter, self._theme).box(QRectF(region.boundingRect()), None, Token.FOCUS, Radius.TILE)
            painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Says that cells moved."""
        super().scrollContentsBy(dx, dy)
        self.shifted.emit()

    def _lay_out(self) -> None:
        self.clearSpans()
        self.reasons.forget()
        self._lay_out_rows(QModelIndex(), 0, len(self.rows.lines) - 1)
        self._fit()

    def _lay_out_rows(self, _parent: Index, first: int, last: int) -> None:
        for row in range(first, last + 1):
            line = self.rows.lines[row]
            if line.kind is Kind.REASON:
                self.setSpan(row, 0, 1, COLUMNS)
                self._set_heights(row, row)
                self.reasons.make(row)
            elif line.parts > 1 and line.part == 0:
                for column in range(COLUMNS):
                    if column not in PER_WEEK:
                        self.setSpan(row, column, line.parts, 1)
        self.reasons.place(self.lefts())

    def _drop_rows(self, _parent: Index, first: int, last: int) -> None:
        self.reasons.drop(first, last)

    def _measure_rows(self, top: Index, bottom: Index) -> None:
        first, last = top.row(), bottom.row()
        self.reasons.show_lines(first, last)
        if self.shape.is_outgrown(self.rows.lines[first : last + 1]):
            self._fit()
        else:
            self._set_heights(first, last)
            self.shifted.emit()

    def _fit(self) -> None:
        self.shape.fit_columns(self.rows.lines, self.viewport().width())
        for column, width in enumerate(self.shape.widths):
            self.setColumnWidth(column, width)
        self._set_heights(0, len(self.rows.lines) - 1)
        self.reasons.place(self.lefts())
        self.shifted.emit()

    def _set_heights(self, first: int, last: int) -> None:
        for row, height in enumerate(self.shape.heights(self.rows.lines[first : last + 1]), first):
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)

    def _keep_persons(self) -> None:
        self._frozen.place()
        kept = self._frozen.width_kept()
        if kept != self._head.kept:
            self._head.kept = kept
            self._head.viewport().update()

    def lefts(self) -> list[int]:
        """The left edges of the columns, and the end of the last."""
        lefts = [0]
        for width in self.shape.widths:
            lefts.append(lefts[-1] + width)
        return lefts


def _takes_tab(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes and widget.isEnabled() and widget.isVisible()
