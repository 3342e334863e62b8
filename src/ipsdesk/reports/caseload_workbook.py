"""The list of people as a workbook, as it stands on screen: text as text, days as days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl.workbook import Workbook

from ipsdesk.excel import plain_properties
from ipsdesk.reports.noted_workbook import write_noted
from ipsdesk.reports.sheet_look import (
    Column,
    Page,
    add_styles,
    print_on_a4,
    put,
    row_height,
    write_heads,
    write_title,
)
from ipsdesk.services.desk import Desk
from ipsdesk.services.trail import Out, Way

Value = str | int | date | None
DATE_FORMAT = "dd/mm/yyyy"
NARROW, WIDE, WIDEST = 12.0, 26.0, 36.0
HEAD_ROW = 5


@dataclass(frozen=True, slots=True)
class ListSheet:
    """What is shown: its title, what it was narrowed to, its heads, and a value in each row for each."""

    title: str
    about: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]


def write_list_of(desk: Desk, shown: ListSheet, path: Path) -> None:
    """Write the rows shown, noted in the audit trail; raises as ``write_noted``."""
    page = Page(desk.unit_name, shown.about, desk.is_practice)
    out = Out(shown.title, Way.EXPORTED, shown.about, len(shown.rows))
    write_noted(desk, list_workbook(shown, page), out, path)


def list_workbook(shown: ListSheet, page: Page) -> Workbook:
    """The rows on one sheet under their heads."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_styles(workbook)
    sheet = workbook.create_sheet("Rows")
    write_title(sheet, shown.title, shown.about)
    columns = [_column(shown, place) for place in range(len(shown.heads))]
    write_heads(sheet, HEAD_ROW, columns, height=22)
    for row, values in enumerate(shown.rows, start=HEAD_ROW + 1):
        for place, value in enumerate(values):
            style = "label" if place == 0 else "number" if columns[place].figures else "words"
            number_format = DATE_FORMAT if isinstance(value, date) else ""
            put(sheet, row, place + 1, value, style, number_format)
        texts = [
            (value, column.width)
            for value, column in zip(values, columns, strict=True)
            if isinstance(value, str)
        ]
        sheet.row_dimensions[row].height = row_height(texts)
    print_on_a4(sheet, page)
    plain_properties(workbook, shown.title)
    return workbook


def _column(shown: ListSheet, place: int) -> Column:
    values = [row[place] for row in shown.rows if row[place] is not None]
    figures = bool(values) and all(isinstance(value, int) for value in values)
    words = any(isinstance(value, str) for value in values)
    return Column(shown.heads[place], WIDEST if place == 0 else WIDE if words else NARROW, figures=figures)
