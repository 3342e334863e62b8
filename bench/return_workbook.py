"""Writing the commissioner's return against openpyxl plainly writing the same cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from bench.calendar_of_unit import QUARTER
from bench.large_files import sit_down, unit_of
from bench.timing import Figure, by_turns, ratio
from ipsdesk.reports.return_workbook import write_return

MARK, ROUNDS = 1.2, 9
WHAT = "writing the return against openpyxl writing the same cells"

Cells = dict[str, list[tuple[int, int, Any]]]


def return_workbook(clients: int, folder: Path) -> Figure:
    """The ratio at this scale; the counting is measured elsewhere."""
    path, plain = folder / "return.xlsx", folder / "plain.xlsx"
    with sit_down(unit_of(clients, folder)) as desk:
        figures = desk.returns.content(QUARTER)
    write_return(figures, path)
    cells = _cells_of(path)
    rounds = by_turns(ROUNDS, lambda: write_return(figures, path), lambda: _write_plainly(cells, plain))
    return Figure(WHAT, clients, ratio(rounds), MARK)


def _cells_of(path: Path) -> Cells:
    return {
        worksheet.title: [
            (cell.row, cell.column, cell.value)
            for row in worksheet.iter_rows()
            for cell in row
            if cell.value is not None
        ]
        for worksheet in load_workbook(path).worksheets
    }


def _write_plainly(cells: Cells, path: Path) -> None:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, found in cells.items():
        worksheet = workbook.create_sheet(title)
        for row, column, value in found:
            worksheet.cell(row, column, value)
    workbook.save(path)
