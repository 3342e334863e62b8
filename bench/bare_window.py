"""The floor of the window: a bare PySide6 window with a table over plain sqlite3; ends at its first paint."""

from __future__ import annotations

import os
import sqlite3
import sys
from time import time

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

Index = QModelIndex | QPersistentModelIndex
WEEK = "SELECT person, job, mon, tue, wed, thu, fri, sat, sun, total, pay FROM week"
ROOT = QModelIndex()


class Rows(QAbstractTableModel):
    """What the query answered."""

    def __init__(self, rows: list[tuple[object, ...]]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, _parent: Index = ROOT) -> int:
        """As many as were read."""
        return len(self._rows)

    def columnCount(self, _parent: Index = ROOT) -> int:
        """Person, job, seven days, total and pay."""
        return 11

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The value as it is."""
        return self._rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


class Table(QTableView):
    """Says when it has been painted."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, tell the moment, and end."""
        super().paintEvent(event)
        print(time(), flush=True)
        os._exit(0)


def main() -> None:
    """Open the file named, and show its week."""
    application = QApplication([])
    window = QMainWindow()
    table = Table()
    rows = Rows(sqlite3.connect(sys.argv[1]).execute(WEEK).fetchall())
    table.setModel(rows)
    window.setCentralWidget(table)
    window.resize(1366, 768)
    window.show()
    application.exec()


if __name__ == "__main__":
    main()
