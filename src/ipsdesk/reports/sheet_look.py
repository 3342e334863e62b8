"""How the sheets of a report look: named styles from the light tokens, print set-up, column widths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ipsdesk.excel import ACCENT, FONT, LINE, SUNK, TEXT, TEXT2, put_text

GOOD, WARN, BAD = "1A6B3C", "7D4A00", "AE2620"
BAR, BAR2 = "5F8FBD", "B9D0E6"

HAIRLINE = Side(style="thin", color=LINE)
RULE = Side(style="medium", color=ACCENT)

PRACTICE = "Practice: fictional people, not a return"

FOOT = 60
"""Letters that a third of a page footer has room for."""
STATUS_COLOURS = {"on target": GOOD, "near": WARN, "off target": BAD}


def _style(  # noqa: PLR0913 - the parts of a look
    name: str,
    *,
    size: int = 10,
    bold: bool = False,
    colour: str = TEXT,
    fill: str | None = None,
    wrap: bool = False,
    top: bool = False,
    right: bool = False,
    indent: int = 0,
    line: Side | None = HAIRLINE,
) -> NamedStyle:
    return NamedStyle(
        name=f"Desk {name}",
        font=Font(name=FONT, size=size, bold=bold, color=colour),
        fill=PatternFill("solid", fgColor=fill) if fill else PatternFill(),
        alignment=Alignment(
            horizontal="right" if right else "left",
            vertical="top" if top else "center",
            wrap_text=wrap,
            indent=indent,
        ),
        border=Border(bottom=line) if line else Border(),
    )


def add_styles(workbook: Workbook) -> None:
    """Add the named styles of a report to its workbook."""
    for style in (
        _style("title", size=16, bold=True, line=None),
        _style("subtitle", size=11, colour=TEXT2, line=None),
        _style("note", size=9, colour=TEXT2, wrap=True, line=None),
        _style("head", size=9, bold=True, colour=TEXT2, fill=SUNK, wrap=True, line=RULE),
        _style("head words", size=9, bold=True, colour=TEXT2, fill=SUNK, wrap=True, indent=1, line=RULE),
        _style("head right", size=9, bold=True, colour=TEXT2, fill=SUNK, wrap=True, right=True, line=RULE),
        _style("section", size=11, bold=True, colour=ACCENT, line=HAIRLINE),
        _style("label", wrap=True),
        _style("label top", wrap=True, top=True),
        _style("text", size=9, colour=TEXT2, wrap=True, indent=1, top=True),
        _style("band", colour=TEXT2, wrap=True),
        _style("figure", bold=True, right=True),
        _style("number", right=True),
        _style("words", size=9, colour=TEXT2, wrap=True, indent=1),
        *(_style(status, bold=True, colour=colour, indent=1) for status, colour in STATUS_COLOURS.items()),
        _style("quiet status", colour=TEXT2, indent=1),
        _style("practice", bold=True, colour=WARN, line=None),
    ):
        workbook.add_named_style(style)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its width in characters, whether figures stand in it."""

    head: str
    width: float
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What every sheet and printed page carries besides its number; practice is said on top of both."""

    unit_name: str
    period: str
    practice: bool = False


def write_title(sheet: Worksheet, title: str, subtitle: str) -> None:
    """The two lines at the top of a sheet."""
    put(sheet, 1, 1, title, "title")
    put(sheet, 2, 1, subtitle, "subtitle")
    sheet.row_dimensions[1].height = 26
    sheet.row_dimensions[2].height = 18


def write_heads(sheet: Worksheet, row: int, columns: Sequence[Column], *, height: float = 30) -> None:
    """The heading row of a table, frozen with all above it and repeated on every page."""
    for place, column in enumerate(columns, start=1):
        style = "head right" if column.figures else "head" if place == 1 else "head words"
        put(sheet, row, place, column.head, style)
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.row_dimensions[row].height = height
    sheet.freeze_panes = f"A{row + 1}"
    sheet.print_title_rows = f"{row}:{row}"


def put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: str | float | date | None,
    style: str,
    number_format: str = "",
) -> None:
    """One cell; text is always text, never a formula."""
    cell = sheet.cell(row, column)
    cell.style = f"Desk {style}"
    if isinstance(value, str):
        put_text(cell, value)
        return
    cell.value = value
    if number_format:
        cell.number_format = number_format


def write_line(
    sheet: Worksheet,
    row: int,
    cells: Sequence[tuple[str | float, str]],
    height: float,
    number_format: str = "",
) -> int:
    """One row of values with their styles; figures take the number format. Gives the next row."""
    for column, (value, style) in enumerate(cells, start=1):
        put(sheet, row, column, value, style, number_format)
    sheet.row_dimensions[row].height = height
    return row + 1


def write_note(sheet: Worksheet, row: int, text: str, *, columns: int) -> int:
    """A note across the columns of a table. Gives the next row."""
    put(sheet, row, 1, text, "note")
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
    widths = (sheet.column_dimensions[get_column_letter(at)].width for at in range(1, columns + 1))
    sheet.row_dimensions[row].height = row_height([(text, sum(widths))])
    return row + 1


def print_on_a4(sheet: Worksheet, page: Page) -> None:
    """A4 landscape, one page wide, margins for a binder, unit and page number at the foot."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top, sheet.page_margins.bottom = 0.75, 0.75
    sheet.page_margins.header = sheet.page_margins.footer = 0.35
    foot = HeaderFooterItem(
        left=_foot(_in_footer(page.unit_name)),
        center=_foot(f"{_in_footer(page.period)} · Confidential"),
        right=_foot("Page &P of &N"),
    )
    sheet.oddFooter = foot
    sheet.sheet_view.showGridLines = False
    if page.practice:
        put(sheet, 3, 1, PRACTICE, "practice")
        sheet.row_dimensions[3].height = 18
        sheet.oddHeader = HeaderFooterItem(center=_foot(PRACTICE))
        sheet.sheet_properties.tabColor = WARN


def _foot(text: str) -> _HeaderFooterPart:
    return _HeaderFooterPart(text=text, font=f"{FONT},Regular", size=8)


def _in_footer(text: str) -> str:
    """Text of the user's in a third of a page footer, where & would begin a code."""
    shown = text if len(text) <= FOOT else f"{text[: FOOT - 1].rstrip()}…"
    return shown.replace("&", "&&")


def row_height(texts: Iterable[tuple[str, float]], *, line: float = 12.5, least: float = 20) -> float:
    """Height for a row whose texts wrap in columns of these widths (in characters of the default size)."""
    lines = max((-(-len(text) // max(int(width * 1.15), 1)) for text, width in texts if text), default=1)
    return max(least, lines * line + 5)
