"""The cover of the return: whose it is, of which days, by which definitions, how final, and by whom."""

from __future__ import annotations

from datetime import date

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from ipsdesk import __version__
from ipsdesk.measures.measure import Shape
from ipsdesk.measures.wording import NO_FIGURE
from ipsdesk.reports.figure_words import FORMATS
from ipsdesk.reports.return_summary import PROFILES, period_in_words
from ipsdesk.reports.sheet_look import put, row_height, write_note, write_title
from ipsdesk.services.return_about import Handed
from ipsdesk.services.return_content import ReturnContent

DATE_FORMAT = "dd/mm/yyyy"
NOT_RECORDED = "Not recorded"
NO_NUMBER = "None yet: it is given when the return is submitted"
FIRST = "The first return of these days"
NOT_PREPARED = "Made outside a draft"
APPROVAL = "Not when this was made: a second person approves a return once it is submitted"
COMPLETE = "of what is wanted of the records of the period was filled in when this was made"
NOTE = (
    "Every figure is counted from the unit's records by the definition printed with it. A dash means that "
    "there is no figure because nobody and nothing fell under the definition; it is never a zero."
)

WIDTHS = (20, 84)
"""Characters of the two columns; the name on top has letters twice as wide."""

Line = tuple[str, str | date | int | float, str]
"""A label, what stands beside it, and its number format."""


def write_cover(sheet: Worksheet, content: ReturnContent) -> None:
    """Line by line; where the records are not all filled in, how much of them is."""
    name = content.contract.unit_name or "Unit without a name"
    write_title(sheet, name, "Individual Placement and Support: return to the commissioner")
    sheet.merge_cells("A1:B1")
    sheet["A1"].alignment = Alignment(vertical="center", wrap_text=True)
    sheet.row_dimensions[1].height = row_height([(name, sum(WIDTHS) / 2)], line=22, least=26)
    lines = [*of_whom(content), *how_made(content)]
    for row, (label, value, shown_as) in enumerate(lines, start=4):
        put(sheet, row, 1, label, "band")
        put(sheet, row, 2, value, "label", shown_as)
        sheet.row_dimensions[row].height = row_height([(str(value), WIDTHS[1])], least=22)
    for column, width in zip("AB", WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    write_note(sheet, len(lines) + 5, NOTE, columns=2)


def of_whom(content: ReturnContent) -> list[Line]:
    """The period, the commissioner and the contract."""
    period, contract = content.now.period, content.contract
    theirs = list(dict.fromkeys(one.commissioner for one in content.contracts)) or [
        contract.commissioner or NOT_RECORDED
    ]
    if content.scope.key:
        theirs = [content.scope.name]
    numbers = [
        f"{one.number} ({one.commissioner})" if len(theirs) > 1 else one.number for one in content.contracts
    ]
    return [
        ("Period", period_in_words(period), ""),
        ("First day", period.first, DATE_FORMAT),
        ("Last day", period.last, DATE_FORMAT),
        ("Standing", standing(content), ""),
        ("Commissioner", "; ".join(theirs), ""),
        ("Contract", "; ".join(numbers) or NOT_RECORDED, ""),
        ("Contract began", contract.starts_on or NOT_RECORDED, DATE_FORMAT),
    ]


def how_made(content: ReturnContent) -> list[Line]:
    """Its number, who made it, by what, and how much of the records is filled in."""
    handed = content.handed
    filled: Line = ("Records filled in", NO_FIGURE, "")
    if content.filled is not None:
        step = 20 if content.profile.protects_figures else 100  # to 5 or 1 in the hundred
        filled = ("Records filled in", round(content.filled * step) / step, FORMATS[Shape.SHARE])
    return [
        ("Return number", handed.number or NO_NUMBER, "0"),
        ("Version", version(handed), ""),
        ("Prepared by", handed.prepared_by or NOT_PREPARED, ""),
        ("Approved by", APPROVAL, ""),
        ("Definitions", f"Version {content.definitions_version}, printed on the sheet Definitions", ""),
        ("Disclosure", PROFILES[content.profile], ""),
        filled,
        ("Made on", content.made_on, DATE_FORMAT),
        ("Made with", f"IPS Desk {__version__}", ""),
        ("Audit trail", content.anchor, ""),
    ]


def standing(content: ReturnContent) -> str:
    """Whether the period was over."""
    if content.provisional:
        return "Provisional: the period had not ended when this was made; figures may still change."
    return "The period had ended when this was made."


def version(handed: Handed) -> str:
    """Whether an earlier return said the same days."""
    return f"Takes the place of return {handed.replaces}" if handed.replaces else FIRST
