"""The calendar on screen: a cell for each person and day, walked through with the arrow keys."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QTableView

from ipsdesk.services.calendar import PersonSlots, Slot, UnitWeek
from ipsdesk.ui.calendar.slots_drawing import DaysHead, PeopleHead, SlotsDrawing
from ipsdesk.ui.calendar.slots_model import DAYS, Index, SlotsModel
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.table_view import ENTER, make_plain

NARROWEST = 134
"""The least width of a day; where seven have no room, the table is scrolled."""


class CalendarGrid(QTableView):
    """``stood``: the keyboard is in another cell; ``opened``: what is there is asked for."""

    stood = Signal()
    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.slots = SlotsModel(self)
        self.setModel(self.slots)
        self.setAccessibleName("The week, a row for each person and a column for each day")
        make_plain(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._drawing = SlotsDrawing(theme, self, self.slots)
        self.setItemDelegate(self._drawing)
        self.setHorizontalHeader(DaysHead(theme, self.slots, self))
        self.names = PeopleHead(theme, self.slots, self)
        self.setVerticalHeader(self.names)
        if (corner := self.findChild(QAbstractButton)) is not None:
            corner.setAccessibleName("People and days")
        self.doubleClicked.connect(self.opened)
        theme.changed.connect(self.measure)

    # ---- what is shown ------------------------------------------------------------------------------

    def show_week(self, week: UnitWeek) -> None:
        """Show this one; the keyboard stays with the person and the day of the week it was at."""
        before, column = self.person(), self.currentIndex().column()
        self.slots.show_week(week)
        self.measure()
        if not week.people:
            return
        clients = [one.client for one in week.people]
        row = clients.index(before.client) if before is not None and before.client in clients else 0
        if column < 0:
            column = week.days.index(week.today) if week.today in week.days else 0
        self.setCurrentIndex(self.slots.index(row, column))

    def go_to(self, client: int) -> None:
        """To a person's row."""
        week = self.slots.week
        rows = [row for row, one in enumerate(week.people) if one.client == client]
        if rows:
            column = max(self.currentIndex().column(), 0)
            self.setCurrentIndex(self.slots.index(rows[0], column))

    def person(self) -> PersonSlots | None:
        """Whose cell has the keyboard."""
        index = self.currentIndex()
        return self.slots.person(index.row()) if index.isValid() else None

    def day(self) -> date | None:
        """The day of the cell that has the keyboard."""
        index = self.currentIndex()
        return self.slots.day(index.column()) if index.isValid() else None

    def here(self) -> tuple[Slot, ...]:
        """What the cell with the keyboard holds."""
        return self.slots.slots(self.currentIndex())

    # ---- how large ----------------------------------------------------------------------------------

    def measure(self) -> None:
        """Days share the room; each row is as high as its fullest day."""
        self.names.measure()
        room = self.viewport().width()
        wide = max(room // DAYS, self._theme.px(NARROWEST))
        spare = max(room - wide * DAYS, 0)
        for column in range(DAYS):
            self.setColumnWidth(column, wide + (spare if column == DAYS - 1 else 0))
        for row in range(self.slots.rowCount()):
            cells = (self.slots.slots(self.slots.index(row, column)) for column in range(DAYS))
            most = max(self._drawing.height(slots, wide) for slots in cells)
            self.setRowHeight(row, max(most, self.names.needed(row)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.measure()

    # ---- the keyboard -------------------------------------------------------------------------------

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Somebody else, or another day."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.stood.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens what is in the cell."""
        if event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.opened.emit()
        else:
            super().keyPressEvent(event)
