"""The items of the scale with their scores as rows of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ipsdesk.rules.ips25 import items

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with its score; ``proposed`` is the records' score, ``has_records`` whether they say anything.

    ``lacks_reason``: the score differs from the proposal and nobody has said why.
    """

    number: int
    section: str
    name: str
    score: int | None = None
    proposed: int | None = None
    has_records: bool = False
    lacks_reason: bool = False

    @property
    def said(self) -> str:
        """The whole line for the ear."""
        score = f"score {self.score}" if self.score else "not scored"
        records = f"records propose {self.proposed}" if self.proposed else ""
        reason = "a reason is asked" if self.lacks_reason else ""
        parts = (f"{self.number}, {self.name}", self.section, score, records, reason)
        return ", ".join(part for part in parts if part)


def blank_rows() -> list[ItemRow]:
    """The items before anything is read."""
    return [ItemRow(one.number, one.section, one.name) for one in items()]


class ItemsModel(QAbstractListModel):
    """The items in order."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ItemRow] = blank_rows()

    def show_rows(self, rows: Sequence[ItemRow]) -> None:
        """Their scores as they are now."""
        self.rows = list(rows)
        self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What an item says."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        return row.said if role == Qt.ItemDataRole.AccessibleTextRole else None
