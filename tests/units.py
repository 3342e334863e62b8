"""Desks to sit at in the tests: real encrypted units with a cheap key derivation, and small workbooks."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from ipsdesk.exchange.workbook_in import read_workbook
from ipsdesk.services.desk import Desk, make_unit, open_desk
from ipsdesk.services.intake import IntakeReport
from ipsdesk.storage.key_slots import Argon2Cost

CHEAP = Argon2Cost(opslimit=1, memlimit=8192)
ACCOUNT, PASSPHRASE = "First Manager", "harbour lantern mosaic thistle wagon"
TODAY = date(2026, 11, 22)
SAMPLES = Path(__file__).parents[2] / "shared" / "samples"

Sheets = Mapping[str, Sequence[Sequence[object]]]


def new_unit(folder: Path) -> Path:
    """A new, empty unit."""
    make_unit(folder, "Larkrise House", ACCOUNT, PASSPHRASE, cost=CHEAP)
    return folder


def copy_unit(unit: Path, to: Path) -> Path:
    """A copy of a closed unit with its backup folder's key copy left behind."""
    return Path(shutil.copytree(unit, to))


def sit_down(unit: Path, today: date = TODAY) -> Desk:
    """The unit opened by its first manager on a fixed day."""
    return open_desk(unit, ACCOUNT, PASSPHRASE, today=lambda: today)


def write_book(path: Path, sheets: Sheets) -> Path:
    """A workbook with these sheets, row by row."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        worksheet = workbook.create_sheet(name)
        for row in rows:
            worksheet.append(list(row))
    workbook.save(path)
    return path


def bring_in(desk: Desk, path: Path, **how: Any) -> IntakeReport:
    """Import a workbook."""
    return desk.intake.bring_in(read_workbook(path), **how)


def rows_of(desk: Desk, statement: str) -> list[tuple[Any, ...]]:
    """What a query of the open unit answers."""
    with desk.workspace.transactions.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]
