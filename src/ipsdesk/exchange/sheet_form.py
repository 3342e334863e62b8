"""One sheet of the unit workbook as template and export share it: headings, notes, formats, drop-downs."""

from __future__ import annotations

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ipsdesk.excel import PROGRAM, put_text
from ipsdesk.exchange.field_notes import identity_note, note
from ipsdesk.exchange.template_look import (
    INK,
    OPTIONAL,
    QUIET,
    REQUIRED,
    number_format,
    on_paper,
    width,
)
from ipsdesk.fields import Field, Kind
from ipsdesk.models import Family
from ipsdesk.rules.codes import NO, YES

LISTS = "Lists"
LAST_ROW = 1_048_576


class Lists:
    """The choices that drop-down lists refer to, one column each (Excel splits lists in place at commas)."""

    def __init__(self) -> None:
        self._columns: dict[tuple[str, ...], str] = {}

    def range_of(self, title: str, choices: tuple[str, ...]) -> str:
        """Where these choices stand."""
        self._columns.setdefault(choices, title)
        letter = get_column_letter(list(self._columns).index(choices) + 1)
        return f"{quote_sheetname(LISTS)}!${letter}$2:${letter}${len(choices) + 1}"

    def write(self, worksheet: Worksheet) -> None:
        """All of them, with what each is for as its heading."""
        for index, (choices, title) in enumerate(self._columns.items(), 1):
            letter = get_column_letter(index)
            worksheet.column_dimensions[letter].width = max(map(len, (title, *choices))) + 3
            for row, words in enumerate((title, *choices), 1):
                cell = worksheet.cell(row, index)
                cell.style = OPTIONAL if row == 1 else "Normal"
                cell.number_format = "@"
                put_text(cell, words)
        _finish(worksheet, QUIET)


def write_form(worksheet: Worksheet, family: Family, fields: dict[str, Field], lists: Lists) -> None:
    """Headings, notes, formats and drop-downs of a sheet for these fields, and not one row."""
    for index, (name, field) in enumerate(fields.items(), 1):
        letter = get_column_letter(index)
        words = identity_note(family.noun) if name == family.identity else note(field)
        heading = worksheet.cell(1, index)
        heading.style = REQUIRED if field.required else OPTIONAL
        heading.value = field.label
        heading.comment = Comment(words, PROGRAM, height=30 + 18 * (len(words) // 34 + 1), width=250)
        column = worksheet.column_dimensions[letter]
        column.width = width(field)
        column.number_format = number_format(field)
        rule = _rule(field, f"{family.sheet}: {field.label}", lists)
        rule.promptTitle, rule.prompt, rule.showInputMessage = field.label[:32], words, True
        rule.add(f"{letter}2:{letter}{LAST_ROW}")
        worksheet.add_data_validation(rule)
    last = get_column_letter(len(fields))
    worksheet.auto_filter.ref = f"A1:{last}{LAST_ROW}"
    _finish(worksheet, INK)


def _rule(field: Field, title: str, lists: Lists) -> DataValidation:
    """What Excel offers and checks; a warning only, since N/A and other spellings are read as well."""
    choices = (YES, NO) if field.kind is Kind.YES_NO else field.choices
    if choices and field.kind is not Kind.CHOICES:
        title = "Yes or no" if field.kind is Kind.YES_NO else title
        rule = DataValidation(type="list", formula1=lists.range_of(title, choices), allow_blank=True)
        rule.errorTitle, rule.error = "Not in the list", "Choose from the list, or leave the cell empty."
        rule.errorStyle, rule.showErrorMessage = "warning", True
        return rule
    if field.kind is Kind.WHOLE and field.least is not None:
        rule = DataValidation(type="whole", operator="greaterThanOrEqual", formula1=f"{field.least:g}")
        if field.most is not None:
            rule.operator, rule.formula2 = "between", f"{field.most:g}"
        rule.allow_blank = True
        rule.errorTitle, rule.error = "Not in range", note(field)
        rule.errorStyle, rule.showErrorMessage = "warning", True
        return rule
    return DataValidation()


def _finish(worksheet: Worksheet, colour: str) -> None:
    """What every sheet with headings shares: a row that stays in sight, and paper that fits."""
    worksheet.row_dimensions[1].height = 32
    worksheet.freeze_panes = "A2"
    worksheet.sheet_properties.tabColor = colour
    worksheet.print_title_rows = "1:1"
    on_paper(worksheet)
