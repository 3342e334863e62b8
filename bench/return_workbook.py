"""Writing the commissioner's return against openpyxl plainly writing the same cells."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from bench.calendar_of_unit import QUARTER
from bench.large_files import sit_down, unit_of
from bench.timing import Figure, by_turns, ratio
from ipsdesk.excel import save_workbook
from ipsdesk.reports.return_workbook import return_of
from ipsdesk.reports.sheet_look import add_styles

MARK, ROUNDS = 1.2, 15
LOOKS = "writing the return against openpyxl writing the same cells in the same styles"
BARE = "the same against openpyxl writing their values alone"


@dataclass(frozen=True, slots=True)
class Written:
    """One cell as it stands in a finished return."""

    sheet: str
    row: int
    column: int
    value: Any
    style: str
    number_format: str


def return_workbook(clients: int, folder: Path) -> list[Figure]:
    """The ratios at this scale; the counting is measured elsewhere."""
    path, plain = folder / "return.xlsx", folder / "plain.xlsx"
    with sit_down(unit_of(clients, folder)) as desk:
        content = desk.returns.content(QUARTER)
    save_workbook(return_of(content), path)
    cells = _cells_of(path)

    def against(*, looks: bool) -> float:
        rounds = by_turns(
            ROUNDS,
            lambda: save_workbook(return_of(content), path),
            lambda: _write_plainly(cells, plain, looks=looks),
        )
        return ratio(rounds)

    return [
        Figure(LOOKS, clients, against(looks=True), MARK),
        Figure(BARE, clients, against(looks=False), None),
    ]


def _cells_of(path: Path) -> list[Written]:
    return [
        Written(worksheet.title, cell.row or 0, cell.column or 0, cell.value, cell.style, cell.number_format)
        for worksheet in load_workbook(path).worksheets
        for row in worksheet.iter_rows()
        for cell in row
        if cell.value is not None or cell.has_style
    ]


def _write_plainly(cells: list[Written], path: Path, *, looks: bool) -> None:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    if looks:
        add_styles(workbook)
    sheets = {title: workbook.create_sheet(title) for title in dict.fromkeys(cell.sheet for cell in cells)}
    for written in cells:
        if not looks and written.value is None:
            continue
        cell = sheets[written.sheet].cell(written.row, written.column, written.value)
        if looks:
            cell.style = written.style
            if written.number_format != "General":
                cell.number_format = written.number_format
    workbook.save(path)
