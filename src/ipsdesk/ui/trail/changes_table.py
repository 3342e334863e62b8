"""What one entry changed, field by field: before and after, on as many lines as the words need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QHeaderView, QWidget

from ipsdesk.services.records import FieldChange
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.columns import Column, Listing
from ipsdesk.ui.widgets.painting import Paint
from ipsdesk.ui.widgets.rows_model import RowsModel
from ipsdesk.ui.widgets.table_drawing import PAD, PAD_EDGE, CellDrawing
from ipsdesk.ui.widgets.table_view import TableView
from ipsdesk.ui.widgets.text_styles import CELL, NAME, TextStyle
from ipsdesk.ui.widgets.wrapped import Part, height_of, paint_wrapped

FIELD_WIDTH, AIR = 170, 10
"""At 100 %: width of the column of fields; above and below the words of a row together."""

LISTING = Listing[FieldChange](
    "What was changed",
    (
        Column[FieldChange]("Field", lambda one: one.label, width=FIELD_WIDTH, name=True),
        Column[FieldChange]("Before", lambda one: one.before),
        Column[FieldChange]("After", lambda one: one.after),
    ),
    "",
    lambda one: one.label,
    row_height=Height.CHIP,
    said=lambda one: f"{one.label}: before {one.before or 'empty'}, after {one.after or 'empty'}",
)


class ChangesTable(TableView):
    """Nothing in it is cut: a row is as high as its longest cell."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._model = RowsModel(LISTING)
        super().__init__(theme, self._model, parent)
        self._model.setParent(self)
        self._look = theme
        self.setItemDelegate(_Wrapped(theme, self, self._model))
        self.setSortingEnabled(False)
        head = self.horizontalHeader()
        head.setSectionsClickable(False)
        for place in (1, 2):
            head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        theme.changed.connect(self._fit)
        self.resized.connect(self._fit)

    def sizeHint(self) -> QSize:
        """It takes what room there is, and scrolls: a table's own hint would have the whole dialog scroll."""
        return self.minimumSizeHint()

    def show_changes(self, changes: Sequence[FieldChange]) -> None:
        """Show these, from the first."""
        self._model.set_rows(changes)
        self._fit()
        self.scrollToTop()

    def _fit(self) -> None:
        self.setColumnWidth(0, self._look.px(FIELD_WIDTH))
        least, air = self._look.px(Height.CHIP), self._look.px(AIR)
        for row, change in enumerate(self._model.shown):
            highest = max(
                height_of(self._look, parts(words, style), self._room(place))
                for place, (words, style) in enumerate(
                    ((change.label, NAME), (change.before, CELL), (change.after, CELL))
                )
            )
            self.setRowHeight(row, max(round(highest) + air, least))

    def _room(self, place: int) -> float:
        return self.columnWidth(place) - self._look.px((PAD_EDGE if place == 0 else PAD) + PAD + 1)


class _Wrapped(CellDrawing):
    """Draws the words of a cell on several lines."""

    def _first_line(self, paint: Paint, box: QRectF, column: Column[Any], row: object) -> None:
        paint_wrapped(paint, box, parts(column.words(row), NAME if column.name else CELL))


def parts(words: str, style: TextStyle) -> list[Part]:
    """Words as they are drawn, the lines they were typed in kept."""
    return [(line or " ", style) for line in words.splitlines()]
