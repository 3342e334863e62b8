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
        self._no_room: frozenset[int] = frozenset()
        self.state = TableState()
        self._fill_menu()
        self._head.sectionResized.connect(self._resized)
        self._head.sortIndicatorChanged.connect(self._sorted)
        view.resized.connect(self.fit)
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
        self._no_room = self._without_room()
        for place, column in enumerate(self._columns):
            hidden = self._is_left_out(column)
            self._view.setColumnHidden(place, hidden or place in self._no_room)
            self._shown_actions[place].setChecked(not hidden)
            self._view.setColumnWidth(place, self._wanted(place))
        self._placing = False

    def _is_left_out(self, column: Column[Any]) -> bool:
        return column.head in self.state.left_out and not column.name

    def _wanted(self, place: int) -> int:
        column = self._columns[place]
        wanted = self._theme.px(self.state.widths.get(column.head, column.width))
        return max(wanted, self._view.head_width(place))

    def fit(self) -> None:
        """Leave out what there is no room for, and show again what there is."""
        if self._no_room != self._without_room():
            self._place()

    def _without_room(self) -> frozenset[int]:
        """The columns that give way.

        While those shown at first have room none does: whoever chose more of them scrolls.
        """
        room = self._view.viewport().width()
        chosen = [place for place, one in enumerate(self._columns) if not self._is_left_out(one)]
        if sum(self._wanted(place) for place in chosen if self._columns[place].at_first) <= room:
            return frozenset()
        gone: set[int] = set()
        yielding = [place for place in chosen if self._columns[place].gives_way]
        for place in sorted(yielding, key=lambda one: -self._columns[one].gives_way):
            if sum(self._wanted(one) for one in chosen if one not in gone) <= room:
                break
            gone.add(place)
        return frozenset(gone)

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
