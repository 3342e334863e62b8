"""Importing a large workbook against openpyxl's read-only mode doing nothing but reading it."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from bench.large_files import empty_unit, sit_down, workbook_of
from bench.timing import Figure, by_turns, ratio
from ipsdesk.exchange.workbook_in import read_workbook

MARK, ROUNDS = 0.6, 3
WHAT = "`import` into an empty unit against openpyxl reading the workbook"


def bring_in(clients: int, folder: Path) -> Figure:
    """The ratio at this scale."""
    path = workbook_of(clients, folder)
    return Figure(
        WHAT, clients, ratio(by_turns(ROUNDS, lambda: _import(path, folder), lambda: _read(path))), MARK
    )


def _import(path: Path, folder: Path) -> None:
    with sit_down(empty_unit(folder / "imported.ipsdesk")) as desk:
        report = desk.intake.bring_in(read_workbook(path))
    if report.problems or not report.written:
        raise AssertionError(f"the workbook was not imported: {report.problems[:3]}")


def _read(path: Path) -> None:
    workbook = load_workbook(path, read_only=True)
    for worksheet in workbook.worksheets:
        for _ in worksheet.iter_rows(values_only=True):
            pass
    workbook.close()
