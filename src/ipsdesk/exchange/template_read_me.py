"""The first sheet of the empty unit workbook: what it is and how to fill it in, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.styles import Font
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from ipsdesk.excel import FONT, put_text
from ipsdesk.exchange.layout import SheetLayout
from ipsdesk.exchange.template_look import BODY, INK, QUIET, REQUIRED, SECTION, TITLE, on_paper

HOW_TO = (
    "Each sheet holds one kind of record, one row for each. Leave a sheet empty, or delete it, "
    "if you have none.",
    "Columns with a dark, bold heading must be filled in; the others may stay empty. "
    "Rest the pointer on a heading to read what belongs there.",
    "The columns may stand in any order. Columns and sheets of your own are passed over, "
    "and the import says so.",
    "IDs are your own references: any text, different in every row of their sheet. "
    "A column named after another sheet's ID takes an ID from there.",
    "Write dates as 27/03/2026, the day first and the year with four digits.",
    "Write hours as a number or as hours and minutes: 7.5 or 7:30.",
    "Where several values go into one cell, put a semicolon between them: housing; training.",
    "An empty cell, N/A and - all mean: not recorded.",
    "Nothing is imported while any cell has a problem. Every problem is listed with its sheet and cell, "
    "so that you can mend them all and import again.",
    "To import the same file twice changes nothing. A row whose ID is already in the unit updates it.",
)


def write_read_me(worksheet: Worksheet, sheets: tuple[SheetLayout, ...], about: Sequence[str] = ()) -> None:
    """Fill the sheet: what it is ``about``, how to use the workbook, then its sheets with a link to each."""
    worksheet.column_dimensions["A"].width = 24
    worksheet.column_dimensions["B"].width = 46
    worksheet.column_dimensions["C"].width = 58
    worksheet.sheet_view.showGridLines = False
    _line(worksheet, 1, "The unit workbook of IPS Desk", TITLE, height=36)
    row = 2
    for heading, lines in (("About this export", about), ("How to fill it in", HOW_TO)):
        if lines:
            _line(worksheet, row, heading, SECTION, height=28)
            for number, words in enumerate(lines, row + 1):
                _line(worksheet, number, words, BODY, height=18 if len(words) < 150 else 33)
            row += 1 + len(lines)
    _line(worksheet, row, "The sheets", SECTION, height=32)
    for column, words in enumerate(("Sheet", "One row for each", "Must be filled in"), 1):
        worksheet.cell(row + 1, column, words).style = REQUIRED
    for sheet in sheets:
        _sheet_row(worksheet, row + 2, sheet)
        row += 1
    worksheet.sheet_properties.tabColor = QUIET
    on_paper(worksheet)


def _line(worksheet: Worksheet, row: int, words: str, style: str, height: int) -> None:
    worksheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
    cell = worksheet.cell(row, 1)
    cell.style = style
    put_text(cell, words)
    worksheet.row_dimensions[row].height = height


def _sheet_row(worksheet: Worksheet, row: int, sheet: SheetLayout) -> None:
    required = ", ".join(field.label for field in sheet.fields.values() if field.required)
    one = sheet.family.noun + (" (one row only)" if sheet.family.single else "")
    for column, words in enumerate((sheet.family.sheet, one, required), 1):
        worksheet.cell(row, column, words).style = BODY
    link = worksheet.cell(row, 1)
    link.hyperlink = Hyperlink(ref=link.coordinate, location=f"{quote_sheetname(sheet.family.sheet)}!A1")
    link.font = Font(name=FONT, size=10, color=INK, underline="single")
