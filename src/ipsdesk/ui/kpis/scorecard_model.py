"""The scorecard as a table to Qt: lines come one after another, old ones stay in the meantime."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ipsdesk.rules.periods import Period, period_before
from ipsdesk.services.scorecards import SectionAbout
from ipsdesk.services.scorecards_lines import MeasureLine
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope
from ipsdesk.ui.kpis.scorecard_rows import (
    ALIGNED,
    Of,
    Row,
    cell_of,
    row_in_words,
    rows_of,
    trend_in_words,
    trend_of,
)
from ipsdesk.ui.kpis.turning import RUNS, length_of, short_name

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
HEADS = {
    Of.MEASURE: "Measure",
    Of.FIGURE: "Figure",
    Of.TARGET: "Target",
    Of.STATUS: "Status",
    Of.YEAR: "Year\nto date",
}


class ScorecardModel(QAbstractTableModel):
    """Rows of every section; a line of another period is an old one until its own comes."""

    def __init__(
        self, sections: Sequence[SectionAbout], period: Period, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.rows = rows_of(sections)
        self._lines: dict[str, MeasureLine] = {}
        self.period, self.scope = period, EVERYBODY
        self._keeps_old = True

    def turn_to(self, period: Period, scope: Scope) -> None:
        """Another period or scope; what is shown stays, marked as old, until `let_go`."""
        self.period, self.scope, self._keeps_old = period, scope, True
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Of) - 1)
        self._changed(0, len(self.rows) - 1)

    def let_go(self) -> None:
        """Counting takes its time: old figures no longer stand in for the new ones."""
        self._keeps_old = False
        self._changed(0, len(self.rows) - 1)

    def take(self, lines: Iterable[MeasureLine]) -> None:
        """Show these lines."""
        for line in lines:
            self._lines[line.key] = line
            places = [place for place, row in enumerate(self.rows) if row.key == line.key]
            if places:
                self._changed(places[0], places[-1])

    def _changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(Of) - 1))

    def line_of(self, row: Row) -> MeasureLine | None:
        """What is shown of a row's measure, new or old."""
        line = self._lines.get(row.key)
        return line if line is None or self._keeps_old or not self.is_old(line) else None

    def is_old(self, line: MeasureLine) -> bool:
        """Whether a line is still of the period or scope before."""
        return (line.period, line.scope) != (self.period, self.scope)

    def is_counting(self, row: Row) -> bool:
        """Whether a row's own line is still to come."""
        line = self._lines.get(row.key)
        return row.about is not None and (line is None or self.is_old(line))

    @property
    def lines(self) -> list[MeasureLine]:
        """The lines that have come for this period and scope."""
        return [line for line in self._lines.values() if not self.is_old(line)]

    def row_at(self, index: Index) -> Row | None:
        """The row an index stands in; none for nothing and for a heading."""
        row = self.rows[index.row()] if index.isValid() else None
        return row if row is not None and row.about else None

    # ---- what Qt asks -------------------------------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(Of)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are passed over by keys and clicks."""
        return super().flags(index) if self.row_at(index) else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], Of(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_of(row, column, self.line_of(row)).words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGNED[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        return None

    def _spoken(self, row: Row, column: Of) -> str:
        counting, line = self.is_counting(row), self.line_of(row)
        if column is Of.MEASURE or row.about is None or line is None or counting:
            return row_in_words(row, line, counting=counting)
        if column is Of.TREND:
            said = trend_in_words(trend_of(row, line))
        else:
            said = cell_of(row, column, line).spoken
        name = f"{row.about.title}, {row.band}" if row.band else row.title
        return f"{name}, {self._head(column)}: {said or 'empty'}".replace("\n", " ")

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads, which name the period before; to the ear each row is headed by its measure."""
        if orientation is Qt.Orientation.Vertical:
            heard = role == Qt.ItemDataRole.AccessibleTextRole and 0 <= section < len(self.rows)
            return self.rows[section].title if heard else None
        if not 0 <= section < len(Of):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._head(Of(section))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._head(Of(section)).replace("\n", " ")
        return ALIGNED[Of(section)] if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _head(self, column: Of) -> str:
        if column is Of.PREVIOUS:
            return f"Previous\n{short_name(period_before(self.period))}".rstrip()
        if column is Of.TREND:
            return f"{RUNS[length_of(self.period)]}\ndashed: target"
        return HEADS[column]
