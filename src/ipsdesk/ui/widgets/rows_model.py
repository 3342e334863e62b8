"""Any rows as a table that can be read, sorted and filtered, but not written in."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ipsdesk.ui.widgets.columns import Listing, Row, everything

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

SORT_ROLE = Qt.ItemDataRole.UserRole
ROW_ROLE = Qt.ItemDataRole.UserRole + 1


class RowsModel(QAbstractTableModel, Generic[Row]):
    """The rows of one listing; which of them are shown, and in what order."""

    def __init__(self, listing: Listing[Row], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.listing = listing
        self._rows: list[Row] = []
        self._shown: list[Row] = []
        self._keep: Callable[[Row], bool] = everything
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._namer = next((column for column in listing.columns if column.name), listing.columns[0])

    @property
    def rows(self) -> Sequence[Row]:
        """All rows, in the order they were given."""
        return self._rows

    @property
    def shown(self) -> Sequence[Row]:
        """The rows on screen, in the order they stand."""
        return self._shown

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these instead; filter and order stay."""
        self._rows = list(rows)
        self._refill()

    def show_only(self, keep: Callable[[Row], bool]) -> None:
        """Leave out the rows that are not to be kept."""
        self._keep = keep
        self._refill()

    def _refill(self) -> None:
        self.beginResetModel()
        self._shown = self._in_order([row for row in self._rows if self._keep(row)])
        self.endResetModel()

    def _in_order(self, rows: list[Row]) -> list[Row]:
        if self._sorted_by is None:
            return rows
        place, order = self._sorted_by
        value = self.listing.columns[place].value
        keyed = [(_comparable(value(row)), row) for row in rows]
        filled = [pair for pair in keyed if pair[0] is not None]
        filled.sort(key=_first, reverse=order is Qt.SortOrder.DescendingOrder)
        return [row for _, row in filled] + [row for key, row in keyed if key is None]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column's values, empty ones last; -1 is the order the rows were given in."""
        self._sorted_by = (column, order) if 0 <= column < len(self.listing.columns) else None
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        standing = [id(self._shown[index.row()]) for index in kept]
        self._shown = self._in_order([row for row in self._rows if self._keep(row)])
        places = {id(row): place for place, row in enumerate(self._shown)}
        moved = [self.index(places[row], index.column()) for row, index in zip(standing, kept, strict=True)]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def row_at(self, index: Index) -> Row | None:
        """The row an index stands in."""
        return self._shown[index.row()] if index.isValid() else None

    def place_of(self, identity: Hashable) -> int | None:
        """Where the row of an identity stands, if it is shown."""
        same = self.listing.identity
        return next((place for place, row in enumerate(self._shown) if same(row) == identity), None)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.listing.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says, sorts by, stands for and reads out."""
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], self.listing.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words(row)
        if role == SORT_ROLE:
            return column.value(row)
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column is self._namer and self.listing.said:
                return self.listing.said(row)
            said = f"{column.plain_head}: {column.read_out(row) or 'empty'}"
            return said if column is self._namer else f"{self._namer.words(row)}, {said}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The head of a column; to the ear, each row is headed by its name."""
        if orientation is Qt.Orientation.Vertical:
            heard = role == Qt.ItemDataRole.AccessibleTextRole and 0 <= section < len(self._shown)
            return self._namer.words(self._shown[section]) if heard else None
        if not 0 <= section < len(self.listing.columns):
            return None
        column = self.listing.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.head
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.plain_head
        return column.align if role == Qt.ItemDataRole.TextAlignmentRole else None


def _comparable(value: Any) -> Any:
    if isinstance(value, str):
        return value.casefold() or None
    return value


def _first(pair: tuple[Any, object]) -> Any:
    return pair[0]
