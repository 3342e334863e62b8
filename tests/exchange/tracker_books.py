"""A unit's own tracker as such lists are: a title, two lines of merged headings, dates as text, totals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from ipsdesk.exchange.tracker_sheets import TrackerSheet, tracker_sheets

UPPER = ("Patient", None, None, None, "Referral", None, None, None, None, "Job", *[None] * 5, "Comments")
LOWER = (
    *("Name", "NHS No.", "D.O.B.", "M/F", "Received", "Referred by", "Initial assessment", "Closed", "ES"),
    *("Employer", "Job title", "Start", "End", "Hrs/wk", "Rate of pay", None),
)
MERGED = ("A1:P1", "A4:D4", "E4:I4", "J4:O4", "P4:P5", "A10:P10")
FIRST_ROW = 6
NINE = dt.date(1979, 2, 1)

ROWS: list[tuple[Any, ...]] = [
    ("Fernsby, Wilhelmina", "999 000 0018", "3/4/85", "F", "3rd March 25", "RC", "17.03.25", None, "Jo Ash",
     "Crumb & Co", "Baker", "1 Sept 2025", None, "16 hrs", "£12.60 per hour", "keen"),
    ("Quill, Osbert", "999 000 0026", NINE, "m", "Mon 10 Mar 2025", "self", "n/k", None, "Ash, Jo",
     None, None, None, None, None, None, None),
    ("Ottoline Marchbanks", "9990000034", "12-11-1990", "Female", dt.date(2025, 3, 12), "cco", "20/03/2025",
     "1.6.25", "S1", "Crumb & Co", "Packer", dt.date(2025, 4, 7), "30th May 2025", 12, 11.44, None),
    ("Ottoline Marchbanks", "9990000034", None, None, "2 October 2025", "Self referral", None, None, "S1",
     None, None, None, None, None, None, "back again"),
    ("Discharged or waiting", *[None] * 15),
    ("Tench, Barnaby", None, "1.1.70", "male", "5 Jan 26", "JCP", None, None, None, *[None] * 7),
    tuple([None] * 16),
    ("Total", 5, *[None] * 11, 28, None, None),
]  # fmt: skip


def tracker(path: Path, rows: Sequence[Sequence[Any]] = ROWS, cells: Mapping[str, Any] | None = None) -> Path:
    """The tracker on disk, some of its cells with something else in them."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Sheet1"
    sheet["A1"] = "Larkrise House: our people"
    sheet["A2"] = "last updated 3/11/26 by Jo"
    for number, row in enumerate((UPPER, LOWER, *rows), FIRST_ROW - 2):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, column).value = value
    for place, value in (cells or {}).items():
        sheet[place] = value
    for merged in MERGED:
        sheet.merge_cells(merged)
    workbook.create_sheet("Notes")["B2"] = "who to ring"
    workbook.save(path)
    return path


def opened(path: Path) -> TrackerSheet:
    """Its first sheet, as the program reads it."""
    return tracker_sheets(path)[0]
