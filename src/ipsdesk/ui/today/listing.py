"""The list of Today: lines under the headings of their sections, walked through with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from ipsdesk.services.today_lines import Section, TodayLine
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.today.drawing import Drawing
from ipsdesk.ui.today.line_words import DONE_KEY, Offer, said_line, said_section

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
Heading = tuple[Section, int]
"""A section with how many lines it has."""

Move = QAbstractItemView.CursorAction
STEPS = {Move.MoveDown: 1, Move.MoveNext: 1, Move.MoveUp: -1, Move.MovePrevious: -1}


class TodayModel(QAbstractListModel):
    """Headings and lines, one below the other."""

    def __init__(self, *, may_change: bool) -> None:
        super().__init__()
        self.may_change = may_change
        self.entries: list[Heading | TodayLine] = []

    def show_lines(self, lines: Sequence[TodayLine]) -> None:
        """Show these instead, each section under its heading."""
        self.beginResetModel()
        self.entries = []
        for section in Section:
            of_section = [line for line in lines if line.section is section]
            if of_section:
                self.entries += [(section, len(of_section)), *of_section]
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def line(self, row: int) -> TodayLine | None:
        """The line of a row; None for a heading, and where there is none."""
        entry = self.entries[row] if 0 <= row < len(self.entries) else None
        return entry if isinstance(entry, TodayLine) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading is not gone to."""
        if not index.isValid() or self.line(index.row()) is None:
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row says."""
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        entry = self.entries[index.row()]
        if not isinstance(entry, TodayLine):
            return said_section(*entry)
        return said_line(entry, may_change=self.may_change)


class TodayView(QListView):
    """Enter opens the line, a click on what it offers does that; ``chosen`` follows the cursor.

    The cursor stays on its line when the list is read again, else at its place.
    """

    chosen = Signal(object)
    """The ``TodayLine`` under the cursor, or None."""
    opened = Signal(object)
    """The line to be opened."""
    done = Signal(object)
    """The line that was done."""

    def __init__(self, theme: Theme, *, may_change: bool) -> None:
        super().__init__()
        self._measured_at = 0
        self._pressed: tuple[TodayLine, Offer] | None = None
        self.rows = TodayModel(may_change=may_change)
        self.rows.setParent(self)
        self.setModel(self.rows)
        self.drawing = Drawing(theme, self)
        self.setItemDelegate(self.drawing)
        self.setAccessibleName("What waits")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_lines(self, lines: Sequence[TodayLine]) -> None:
        """Show these; the cursor keeps to its line, or to its place where that is gone."""
        before, row = self.current_line(), self.currentIndex().row()
        self.rows.show_lines(lines)
        keys = [entry.key if isinstance(entry, TodayLine) else "" for entry in self.rows.entries]
        if before is not None and before.key in keys:
            row = keys.index(before.key)
        self._go(self._nearest(max(row, 0)))
        self.chosen.emit(self.current_line())

    def current_line(self) -> TodayLine | None:
        """The line under the cursor."""
        return self.rows.line(self.currentIndex().row())

    def _nearest(self, row: int) -> int:
        """The first line from a row on, else the last before it; -1 where there is none."""
        on = range(row, len(self.rows.entries))
        back = range(min(row, len(self.rows.entries)) - 1, -1, -1)
        return next((one for one in (*on, *back) if self.rows.line(one) is not None), -1)

    def _go(self, row: int) -> None:
        self.setCurrentIndex(self.rows.index(row) if row >= 0 else NOWHERE)

    def moveCursor(self, action: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Headings are stepped over."""
        row, last = self.currentIndex().row(), len(self.rows.entries) - 1
        if action in STEPS:
            step = STEPS[action]
            ahead = range(row + step, last + 1) if step > 0 else range(row - 1, -1, -1)
            return self.rows.index(next((one for one in ahead if self.rows.line(one)), row))
        if action in (Move.MoveHome, Move.MoveEnd):
            return self.rows.index(self._nearest(0 if action is Move.MoveHome else last))
        found = super().moveCursor(action, modifiers)
        return found if self.rows.line(found.row()) else self.rows.index(self._nearest(found.row()))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() == 1:
            self.scrollToTop()  # the first heading comes into sight with its line
        self.chosen.emit(self.rows.line(current.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() != self._measured_at:
            self._measured_at = self.width()
            self.drawing.forget()
            self.scheduleDelayedItemsLayout()

    # ---- doing --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (line := self.current_line()) is not None:
                self.opened.emit(line)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are keys here; they look for nothing."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What is pressed is what stood there before the line was chosen."""
        self._pressed = self._offered(event)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on what a line offers does it."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        index = self.indexAt(event.position().toPoint())
        if pressed is not None and self.rows.line(index.row()) == pressed[0]:
            line, offer = pressed
            (self.done if offer.key == DONE_KEY else self.opened).emit(line)

    def _offered(self, event: QMouseEvent) -> tuple[TodayLine, Offer] | None:
        index = self.indexAt(event.position().toPoint())
        line = self.rows.line(index.row()) if index.isValid() else None
        if line is None or event.button() is not Qt.MouseButton.LeftButton:
            return None
        chosen = index == self.currentIndex()
        offer = self.drawing.offer_at(self.visualRect(index), line, event.position(), chosen=chosen)
        return (line, offer) if offer else None
