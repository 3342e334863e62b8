"""Where Tab and Enter go in the hours grid: cells that are typed in, and each reason after its person."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex

from ipsdesk.ui.hours.grid_model import GridModel
from ipsdesk.ui.hours.lines import FIRST_DAY, LAST_DAY, PAY, Kind
from ipsdesk.ui.widgets.rows_model import Index

COLUMNS = (*range(FIRST_DAY, LAST_DAY + 1), PAY)


def next_stop(model: GridModel, row: int, column: int, step: int) -> QModelIndex | None:
    """The next cell that is typed in, or the next reason's line; None past the last."""
    rows = range(row, len(model.lines)) if step > 0 else range(row, -1, -1)
    for other in rows:
        for index in _stops(model, other, step):
            if other != row or (index.column() - column) * step > 0:
                return index
    return None


def _stops(model: GridModel, row: int, step: int) -> Iterator[QModelIndex]:
    line = model.lines[row]
    if line.kind is Kind.REASON:
        yield model.index(row, 0)
        return
    for column in COLUMNS[::step]:
        index = model.index(row, column)
        if model.is_editable(index) and (line.part == 0 or column == PAY):
            yield index


def next_below(model: GridModel, start: Index, step: int = 1) -> QModelIndex | None:
    """The next cell of the same column that is typed in; None past the last."""
    column, row = start.column(), start.row()
    rows = range(row + 1, len(model.lines)) if step > 0 else range(row - 1, -1, -1)
    for other in rows:
        index = model.index(other, column)
        if model.is_editable(index) and (model.lines[other].part == 0 or column == PAY):
            return index
    return None
