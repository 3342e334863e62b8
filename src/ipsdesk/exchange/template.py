"""Writes the empty unit workbook: a sheet for each family, with headings, notes, formats and lists."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from ipsdesk.excel import plain_properties, save_workbook
from ipsdesk.exchange.layout import layout
from ipsdesk.exchange.sheet_form import LISTS, Lists, write_form
from ipsdesk.exchange.template_look import add_styles
from ipsdesk.exchange.template_read_me import write_read_me

TITLE = "Unit workbook"


def write_template(path: Path) -> None:
    """Write the empty workbook; raises a `DeskError` with a sentence if that can't be done."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_styles(workbook)
    plain_properties(workbook, TITLE)
    sheets = layout()
    write_read_me(workbook.create_sheet("Read me"), sheets)
    lists = Lists()
    for sheet in sheets:
        write_form(workbook.create_sheet(sheet.family.sheet), sheet.family, sheet.fields, lists)
    lists.write(workbook.create_sheet(LISTS))
    save_workbook(workbook, path)
