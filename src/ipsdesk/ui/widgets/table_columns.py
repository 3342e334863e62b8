"""Which columns of a table are shown, how wide and in what order, chosen from a menu and remembered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.columns import Column
from ipsdesk.ui.widgets.rows_model import RowsModel
from ipsdesk.ui.widgets.table_memory import TableState, remember, remembered
from ipsdesk.ui.widgets.table_view import TableView


class ColumnChoice(QObject):
    """The menu of columns and what is remembered of a table; widths follow the text size."""

    def __init__(self, view: TableView, model: RowsModel[Any], theme: Theme, settings: QSettings) -> None:
        super().__init__(view)
        self._view, self._columns, self._theme, self._settings = view, model.listing.columns, theme, settings
        self._name = model.listing.name
        self._head = view.horizontalHeader()
        self._placing = False
        self.state = TableState()
        self._fill_menu()
        self._head.sectionResized.connect(self._resized)
        self._head.sortIndicatorChanged.connect(self._sorted)
        theme.changed.connect(self._place)

    def _fill_menu(self) -> None:
        self.menu = QMenu(self._view)
        self._shown_actions = [self._shown_action(column) for column in self._columns]
        self.menu.addSeparator()
        sort_menu = self.menu.addMenu("Sort by")
        self._sort_group = QActionGroup(self)
        for column in self._columns:
            action = sort_menu.addAction(column.plain_head)
            action.setCheckable(True)
            self._sort_group.addAction(action)
        self._sort_group.triggered.connect(self._sort_chosen)
        self.menu.addAction("As it was at first", self.reset)

    def _shown_action(self, column: Column[Any]) -> QAction:
        action = self.menu.addAction(column.plain_head)
        action.setCheckable(True)
        action.setEnabled(not column.name)
        action.toggled.connect(self._show_chosen)
        return action

    def recall(self) -> None:
        """Make the table as it was left, or as it is declared."""
        kept = remembered(self._settings, self._name)
        self._become(kept or TableState(left_out=[one.head for one in self._columns if not one.at_first]))

    def reset(self) -> None:
        """Make the table as it is declared; the filter stays."""
        first = TableState(left_out=[one.head for one in self._columns if not one.at_first])
        first.chosen_filter = self.state.chosen_filter
        self._become(first)
        self.remember()

    def remember(self) -> None:
        """Keep the table as it is."""
        remember(self._settings, self._name, self.state)

    def shown(self) -> Sequence[Column[Any]]:
        """The columns on screen."""
        return [one for place, one in enumerate(self._columns) if not self._view.isColumnHidden(place)]

    def first_shown(self) -> int:
        """The place of the first column on screen."""
        places = range(len(self._columns))
        return next((place for place in places if not self._view.isColumnHidden(place)), 0)

    def sort_by(self, head: str, *, descending: bool = False) -> None:
        """Put the rows in order of a column."""
        place = [one.head for one in self._columns].index(head)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self._view.sortByColumn(place, order)

    def _become(self, state: TableState) -> None:
        self.state = state
        self._place()
        heads = [one.head for one in self._columns]
        place = heads.index(state.sorted_by) if state.sorted_by in heads else -1
        order = Qt.SortOrder.DescendingOrder if state.descending else Qt.SortOrder.AscendingOrder
        self._view.sortByColumn(place, order)

    def _place(self) -> None:
        self._placing = True
        for place, column in enumerate(self._columns):
            hidden = column.head in self.state.left_out and not column.name
            self._view.setColumnHidden(place, hidden)
            self._shown_actions[place].setChecked(not hidden)
            wanted = self._theme.px(self.state.widths.get(column.head, column.width))
            self._view.setColumnWidth(place, max(wanted, self._view.head_width(place)))
        self._placing = False

    def _show_chosen(self) -> None:
        if not self._placing:
            pairs = zip(self._columns, self._shown_actions, strict=True)
            self.state.left_out = [one.head for one, action in pairs if not action.isChecked()]
            self._place()
            self.remember()

    def _sort_chosen(self, action: QAction) -> None:
        place = self._sort_group.actions().index(action)
        again = self._head.sortIndicatorSection() == place
        descending = again and self._head.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self._view.sortByColumn(place, order)

    def _sorted(self, place: int, order: Qt.SortOrder) -> None:
        inside = 0 <= place < len(self._columns)
        self.state.sorted_by = self._columns[place].head if inside else ""
        self.state.descending = inside and order is Qt.SortOrder.DescendingOrder
        for number, action in enumerate(self._sort_group.actions()):
            action.setChecked(number == place)
        if not self._placing:
            self.remember()

    def _resized(self, place: int, _before: int, width: int) -> None:
        last = max(number for number in range(len(self._columns)) if not self._view.isColumnHidden(number))
        if not self._placing and width and place != last:  # the last one takes what is left
            self.state.widths[self._columns[place].head] = round(width / self._theme.scale)
            self.remember()
