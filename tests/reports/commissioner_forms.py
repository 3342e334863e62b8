"""Workbooks as commissioners send them: styled, with formulas, a chart, protection and a table."""

from __future__ import annotations

import zipfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

INPUT = PatternFill("solid", fgColor="FFFFF2CC")
BLUE = "FF0B5394"


def styled_form(path: Path) -> Path:
    """A form of three sheets: figures with formulas and a chart, a protected one, a table."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Return"
    _head(sheet)
    for row, words in enumerate(("People started", "Job starts", "In work"), start=6):
        sheet.cell(row, 1, words)
        sheet.cell(row, 2).fill = INPUT
        sheet.cell(row, 4, f"=B{row}*2").number_format = "0.0"
    sheet["B8"].number_format = "0%"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=5, max_row=7), titles_from_data=True)
    sheet.add_chart(chart, "F2")
    _equality(book.create_sheet("Equality"))
    table = book.create_sheet("Table")
    table.append(["Measure", "Value"])
    table.append(["Job starts", None])
    table.add_table(Table(displayName="Figures", ref="A1:B2"))
    book.save(path)
    return path


def _head(sheet: Worksheet) -> None:
    sheet["A1"] = "North London ICB"
    sheet["A1"].font = Font(bold=True, size=18, color=BLUE)
    sheet.merge_cells("A1:D1")
    for cell, words in (
        ("A2", "Provider"),
        ("A3", "Quarter"),
        ("C3", "From"),
        ("B5", "Number"),
        ("C5", "Target"),
    ):
        sheet[cell] = words
        sheet[cell].font = Font(bold=True)
    sheet["D3"].number_format = "dd/mm/yyyy"
    sheet.column_dimensions["A"].width = 34


def _equality(sheet: Worksheet) -> None:
    for words in ("Gender", "female", "non-binary"):
        sheet.append([words])
    sheet.protection.sheet = True
    sheet["B2"].protection = Protection(locked=False)


def with_part(form: Path, name: str, content: bytes) -> Path:
    """The same workbook with one more part, or another content of one."""
    with zipfile.ZipFile(form) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    made = form.with_name(f"other-{form.name}")
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, kept in {**parts, name: content}.items():
            archive.writestr(one, kept)
    return made
