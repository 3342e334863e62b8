"""The scorecard on screen: steered by keys, its columns as wide as there is room, no words cut."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ipsdesk.ui.kpis.scorecard_drawing import ScorecardDrawing, ScorecardHead
from ipsdesk.ui.kpis.scorecard_model import ScorecardModel
from ipsdesk.ui.kpis.scorecard_rows import Of, Row
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.table_view import make_plain

WIDTHS = {
    Of.MEASURE: (156, 190),
    Of.FIGURE: (186, 191),
    Of.TARGET: (122, 156),
    Of.STATUS: (95, 97),
    Of.PREVIOUS: (72, 82),
    Of.YEAR: (78, 84),
    Of.TREND: (96, 98),
}
"""At 100 %: the least, and what each column has of a card 912 wide; more room goes to all of them."""

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ScorecardView(QTableView):
    """``chosen`` follows the cursor, ``opened`` is Enter on a row."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, theme: Theme, model: ScorecardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self.setModel(model)
        self.setAccessibleName("Scorecard")
        self._drawing = ScorecardDrawing(theme, self, model)
        self.setItemDelegate(self._drawing)
        self.setHorizontalHeader(ScorecardHead(theme, self))
        self._behave()
        for place, row in enumerate(model.rows):
            if row.about is None:
                self.setSpan(place, 0, 1, len(Of))
        self._to_measure: set[int] = set()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._measure_rows)
        model.dataChanged.connect(self._data_changed)
        theme.changed.connect(self._measure)
        self.selectionModel().currentRowChanged.connect(self._choose)

    def _behave(self) -> None:
        make_plain(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        side = self.verticalHeader()
        side.setVisible(False)
        side.setMinimumSectionSize(1)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    # ---- sizes --------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        room, px = self.viewport().width(), self._theme.px
        least, usual = ({column: px(pair[at]) for column, pair in WIDTHS.items()} for at in (0, 1))
        widths = least
        if (spare := room - sum(least.values())) > 0:
            wish = sum(usual.values()) - sum(least.values())
            share = min(spare / wish, 1.0)
            widths = {one: round(least[one] + (usual[one] - least[one]) * share) for one in Of}
            if (more := room - sum(widths.values())) > 0:
                widths = {one: widths[one] + more * usual[one] // sum(usual.values()) for one in Of}
            widths[Of.MEASURE] += room - sum(widths.values())
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self._to_measure.update(range(len(self._model.rows)))
        self._measure_rows()

    def _data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self._to_measure.update(range(first.row(), last.row() + 1))
        self._soon.start()

    def _measure_rows(self) -> None:
        """As high as their words need; the row under the cursor stays in sight if it was."""
        widths = {column: self.columnWidth(column) for column in Of}
        was_seen = self.visualRect(self.currentIndex()).intersects(self.viewport().rect())
        places, self._to_measure = sorted(self._to_measure), set()
        for place in places:
            high = self._drawing.height_of_row(self._model.rows[place], widths)
            if high != self.rowHeight(place):
                self.setRowHeight(place, high)
        if was_seen:
            self.updateGeometries()  # else it scrolls no further than the rows reached before
            self.scrollTo(self.currentIndex())

    # ---- which row ----------------------------------------------------------------------------------

    def current_row(self) -> Row | None:
        """The row under the cursor."""
        return self._model.row_at(self.currentIndex())

    def choose_first(self) -> None:
        """Bring the cursor to the first measure, if it is nowhere yet."""
        first = next((row.key for row in self._model.rows if row.about), "")
        if self.current_row() is None and first:
            self.setCurrentIndex(self._model.index(self._place(first), Of.MEASURE))

    def go_to(self, key: str, band: str = "") -> None:
        """Bring the cursor to a measure, or to one of its bands."""
        self.setCurrentIndex(self._model.index(self._place(key, band), Of.MEASURE))
        self.setFocus()

    def _place(self, key: str, band: str = "") -> int:
        return next(place for place, row in enumerate(self._model.rows) if (row.key, row.band) == (key, band))

    def _choose(self, index: QModelIndex) -> None:
        if (row := self._model.row_at(index)) is not None:
            self.chosen.emit(row)

    def _open(self) -> None:
        if (row := self.current_row()) is not None:
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row."""
        if event.key() in ENTER:
            self._open()
        else:
            super().keyPressEvent(event)
