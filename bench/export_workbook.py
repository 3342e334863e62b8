"""Writing the whole unit back out against openpyxl plainly writing the same cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from bench.large_files import sit_down, unit_of
from bench.timing import Figure, by_turns, ratio
from ipsdesk.exchange.workbook_out import unit_bytes

ROUNDS = 3
WHAT = "writing `export` against openpyxl writing the same values"


def export_workbook(clients: int, folder: Path) -> Figure:
    """The ratio at this scale; reading the records is part of neither."""
    path, plain = folder / "export.xlsx", folder / "plain-export.xlsx"
    with sit_down(unit_of(clients, folder)) as desk:
        content = desk.exports.content()
    path.write_bytes(unit_bytes(content))
    sheets = {
        sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(path).worksheets
    }
    rounds = by_turns(
        ROUNDS, lambda: path.write_bytes(unit_bytes(content)), lambda: _write_plainly(sheets, plain)
    )
    return Figure(WHAT, clients, ratio(rounds), None)


def _write_plainly(sheets: dict[str, list[tuple[Any, ...]]], path: Path) -> None:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets.items():
        worksheet = workbook.create_sheet(title)
        for row in rows:
            worksheet.append(row)
    workbook.save(path)
