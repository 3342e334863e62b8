"""The first sheets of the return: the cover, and the summary of every figure against its target."""

from __future__ import annotations

from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from ipsdesk import __version__
from ipsdesk.measures import Figure, Measure, Shape
from ipsdesk.reports.figure_words import FORMATS, cases_behind, cell_value, number_format, target_in_words
from ipsdesk.reports.sheet_look import STATUS_COLOURS, Column, put, row_height, write_heads, write_title
from ipsdesk.rules.periods import Period
from ipsdesk.services.returns import ReturnContent

DATE_FORMAT = "dd/mm/yyyy"

SUMMARY = (
    Column("Measure", 40),
    Column("Figure", 11, figures=True),
    Column("Made of", 24),
    Column("Target", 20),
    Column("Status", 12),
    Column("Period before", 11, figures=True),
    Column("Year to date", 11, figures=True),
    Column("How the target was worked out", 44),
)


def period_in_words(period: Period) -> str:
    """``2026-27 Q2 (1 July 2026 to 30 September 2026)``; a free range by its days alone."""
    days = f"{long_date(period.first)} to {long_date(period.last)}"
    return f"{period.label} ({days})" if period.months else days


def long_date(day: date) -> str:
    """``9 February 2026``."""
    return f"{day.day} {day:%B %Y}"


def write_cover(sheet: Worksheet, figures: ReturnContent) -> None:
    """Whose return it is, of which days, by which definitions, and how final it is."""
    period, contract = figures.now.period, figures.contract
    write_title(
        sheet,
        contract.unit_name or "Unit without a name",
        "Individual Placement and Support: return to the commissioner",
    )
    standing = (
        "Provisional: the period had not ended when this was made; figures may still change."
        if figures.provisional
        else "The period had ended when this was made."
    )
    lines: list[tuple[str, str | date, str]] = [
        ("Period", period_in_words(period), ""),
        ("First day", period.first, DATE_FORMAT),
        ("Last day", period.last, DATE_FORMAT),
        ("Standing", standing, ""),
        ("Commissioner", contract.commissioner or "Not recorded", ""),
        ("Contract began", contract.starts_on or "Not recorded", DATE_FORMAT),
        ("Definitions", f"Version {figures.definitions_version}, printed on the sheet Definitions", ""),
        ("Made on", figures.made_on, DATE_FORMAT),
        ("Made with", f"IPS Desk {__version__}", ""),
        ("Audit trail", figures.anchor, ""),
    ]
    for row, (label, value, shown_as) in enumerate(lines, start=4):
        put(sheet, row, 1, label, "band")
        put(sheet, row, 2, value, "label", shown_as)
        sheet.row_dimensions[row].height = 22
    note = (
        "Every figure is counted from the unit's records by the definition printed with it. A dash "
        "means that "
        "there is no figure because nobody and nothing fell under the definition; it is never a zero."
    )
    put(sheet, len(lines) + 5, 1, note, "note")
    sheet.merge_cells(start_row=len(lines) + 5, start_column=1, end_row=len(lines) + 5, end_column=2)
    sheet.row_dimensions[len(lines) + 5].height = 30
    sheet.column_dimensions["A"].width = 20
    sheet.column_dimensions["B"].width = 84


def write_summary(sheet: Worksheet, figures: ReturnContent) -> None:
    """Each measure with figure, target, status in a word, the period before and the year to date."""
    write_title(sheet, "Summary", period_in_words(figures.now.period))
    write_heads(sheet, 4, SUMMARY)
    row, section = 5, None
    for measure in figures.measures:
        if measure.section != section:
            section = measure.section
            for column in range(1, len(SUMMARY) + 1):
                put(sheet, row, column, section if column == 1 else "", "section")
            sheet.row_dimensions[row].height = 24
            row += 1
        row = _write_measure(sheet, row, measure, figures)


def _write_measure(sheet: Worksheet, row: int, measure: Measure, figures: ReturnContent) -> int:
    now, before, to_date = (card[measure.key] for card in (figures.now, figures.before, figures.year_to_date))
    if measure.shape is Shape.BANDS:
        put(sheet, row, 1, measure.title, "label")
        for column in range(2, len(SUMMARY) + 1):
            put(sheet, row, column, "", "label")
        for offset, band in enumerate(measure.bands, start=1):
            counts = [(figure.bands or {})[band] for figure in (now, before, to_date)]
            _write_band(sheet, row + offset, band, counts)
        return row + len(measure.bands) + 1
    shown_as = number_format(measure)
    target = target_in_words(measure, now.target) if now.target else ""
    working = now.target.working if now.target else ""
    put(sheet, row, 1, measure.title, "label")
    put(sheet, row, 2, cell_value(now.value), "figure", shown_as)
    put(sheet, row, 3, cases_behind(now), "words")
    put(sheet, row, 4, target, "words")
    put(sheet, row, 5, str(now.status), _status_style(now))
    for column, figure in ((6, before), (7, to_date)):
        put(sheet, row, column, cell_value(figure.value), "number", shown_as)
    put(sheet, row, 8, working, "words")
    sheet.row_dimensions[row].height = row_height(
        (text, column.width)
        for text, column in zip(
            (measure.title, "", cases_behind(now), target, "", "", "", working), SUMMARY, strict=True
        )
    )
    return row + 1


def _write_band(sheet: Worksheet, row: int, band: str, counts: list[int]) -> None:
    put(sheet, row, 1, f"   {band}", "band")
    for column in range(2, len(SUMMARY) + 1):
        put(sheet, row, column, "", "label")
    for column, count in zip((2, 6, 7), counts, strict=True):
        put(sheet, row, column, count, "number", FORMATS[Shape.BANDS])
    sheet.row_dimensions[row].height = 18


def _status_style(figure: Figure) -> str:
    return str(figure.status) if figure.status in STATUS_COLOURS else "quiet status"
