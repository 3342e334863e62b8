"""How the empty unit workbook looks: its styles, the widths of its columns, its number formats."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ipsdesk.excel import ACCENT, FONT, LINE, ON_ACCENT, TEXT, TEXT2, TINT
from ipsdesk.fields import Field, Kind

INK, PALE, QUIET = ACCENT, TINT, TEXT2
REQUIRED, OPTIONAL, TITLE, SECTION, BODY = "Must be filled in", "May stay empty", "Title", "Section", "Body"

TEXT_FORMAT = "@"
FORMATS: dict[Kind, str] = {
    Kind.DATE: "dd/mm/yyyy",
    Kind.TIME: "hh:mm",
    Kind.WHOLE: "0",
    Kind.DECIMAL: "General",
    Kind.HOURS: "General",
    Kind.MONEY: "#,##0.00",
    Kind.LONG_TEXT: "General",
}
"""Every other kind is text to Excel too, so that 03 stays 03 and a long number keeps its digits."""

WIDTHS: dict[Kind, int] = {
    Kind.DATE: 13,
    Kind.TIME: 9,
    Kind.WHOLE: 9,
    Kind.DECIMAL: 11,
    Kind.HOURS: 9,
    Kind.MONEY: 11,
    Kind.YES_NO: 9,
    Kind.NHS_NUMBER: 15,
    Kind.REFERENCE: 11,
    Kind.REFERENCES: 20,
    Kind.CHOICES: 26,
    Kind.TEXTS: 26,
    Kind.TEXT: 22,
    Kind.LONG_TEXT: 46,
}
FILTER_BUTTON = 5
WIDEST_CHOICE = 30


def add_styles(workbook: Workbook) -> None:
    """The named styles of the template."""
    line = Side(style="thin", color=LINE)
    under = Border(bottom=Side(style="medium", color=INK), right=line)
    middle = Alignment(vertical="center", wrap_text=True)
    strong = Font(name=FONT, size=10, bold=True, color=ON_ACCENT)
    plain = Font(name=FONT, size=10, color=TEXT)
    for name, font, fill in ((REQUIRED, strong, INK), (OPTIONAL, plain, PALE)):
        workbook.add_named_style(
            NamedStyle(
                name, font=font, fill=PatternFill("solid", fgColor=fill), border=under, alignment=middle
            )
        )
    top = Alignment(vertical="top", wrap_text=True)
    big = Font(name=FONT, size=16, bold=True, color=INK)
    section = Font(name=FONT, size=12, bold=True, color=INK)
    workbook.add_named_style(NamedStyle(TITLE, font=big, alignment=Alignment(vertical="center")))
    workbook.add_named_style(NamedStyle(SECTION, font=section, alignment=Alignment(vertical="bottom")))
    workbook.add_named_style(NamedStyle(BODY, font=Font(name=FONT, size=10), alignment=top))


def number_format(field: Field) -> str:
    """The Excel format of a column."""
    return FORMATS.get(field.kind, TEXT_FORMAT)


def width(field: Field) -> int:
    """The width of a column in characters: room for its heading with the filter button, and its values."""
    values = WIDTHS.get(field.kind, 12)
    if field.kind is Kind.CHOICE:
        values = min(max(map(len, field.choices)) + 3, WIDEST_CHOICE)
    return max(values, len(field.label) + FILTER_BUTTON)


def on_paper(worksheet: Worksheet) -> None:
    """A4 across, as wide as the columns and as long as the rows."""
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = int(worksheet.PAPERSIZE_A4)
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
