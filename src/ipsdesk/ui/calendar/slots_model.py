"""The calendar as a table: a row for each person, a column for each day."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.services.calendar import PersonSlots, Slot, UnitWeek
from ipsdesk.ui.calendar.slot_words import cell_said, name_said

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
DAYS = len(WEEKDAYS)
NO_WEEK = UnitWeek(date.min, date.max, (), 0)
"""Before the first one is read."""


class SlotsModel(QAbstractTableModel):
    """One week."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.week = NO_WEEK

    def show_week(self, week: UnitWeek) -> None:
        """Show this one instead."""
        self.beginResetModel()
        self.week = week
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.week.people)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else DAYS

    def person(self, row: int) -> PersonSlots:
        """Whose row it is."""
        return self.week.people[row]

    def day(self, column: int) -> date:
        """Which day a column is."""
        return self.week.days[column]

    def slots(self, index: Index) -> tuple[Slot, ...]:
        """What a person does that day."""
        return self.person(index.row()).on(self.day(index.column())) if index.isValid() else ()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says; it is painted from its slots."""
        if index.isValid() and role == Qt.ItemDataRole.AccessibleTextRole:
            return cell_said(self.person(index.row()), self.day(index.column()))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """A day, or a person."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation is Qt.Orientation.Horizontal:
            day = self.day(section)
            return f"{WEEKDAYS[section][:3]} {day.day}"
        said = role == Qt.ItemDataRole.AccessibleTextRole
        return name_said(self.person(section)) if said else self.person(section).name
