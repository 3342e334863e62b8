"""The first sheets of the return: the cover, and the summary of every figure against its target."""

from __future__ import annotations

from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from ipsdesk import __version__
from ipsdesk.measures import Measure, Section
from ipsdesk.measures.wording import NO_FIGURE, cases_behind, target_in_words
from ipsdesk.reports.figure_words import cell_value, number_format
from ipsdesk.reports.sheet_look import (
    STATUS_COLOURS,
    Column,
    put,
    row_height,
    write_heads,
    write_line,
    write_note,
    write_title,
)
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import Period
from ipsdesk.services.release import Shown
from ipsdesk.services.returns import ReturnContent

DATE_FORMAT = "dd/mm/yyyy"

PROFILES = {
    Profile.INTERNAL: "Internal: nothing is protected. Not for publication.",
    Profile.COMMISSIONER: "Commissioner: contract figures are exact; who we reach is protected.",
    Profile.OPEN: "Open: every count of 1 to 4 is hidden (*), the others are rounded to the nearest 5.",
}

SUMMARY = (
    Column("Measure", 36),
    Column("Figure", 11, figures=True),
    Column("Made of", 19),
    Column("Target", 16),
    Column("Status", 11),
    Column("Period before", 11, figures=True),
    Column("Year to date", 11, figures=True),
    Column("How the target was worked out", 28),
)


def period_in_words(period: Period) -> str:
    """``2026-27 Q2 (1 July 2026 to 30 September 2026)``; a free range by its days alone."""
    days = f"{long_date(period.first)} to {long_date(period.last)}"
    return f"{period.label} ({days})" if period.months else days


def long_date(day: date) -> str:
    """``9 February 2026``."""
    return f"{day.day} {day:%B %Y}"


def write_cover(sheet: Worksheet, content: ReturnContent) -> None:
    """Whose return it is, of which days, by which definitions, and how final it is."""
    period, contract = content.now.period, content.contract
    write_title(
        sheet,
        contract.unit_name or "Unit without a name",
        "Individual Placement and Support: return to the commissioner",
    )
    standing = (
        "Provisional: the period had not ended when this was made; figures may still change."
        if content.provisional
        else "The period had ended when this was made."
    )
    lines: list[tuple[str, str | date, str]] = [
        ("Period", period_in_words(period), ""),
        ("First day", period.first, DATE_FORMAT),
        ("Last day", period.last, DATE_FORMAT),
        ("Standing", standing, ""),
        ("Commissioner", contract.commissioner or "Not recorded", ""),
        ("Contract began", contract.starts_on or "Not recorded", DATE_FORMAT),
        ("Definitions", f"Version {content.definitions_version}, printed on the sheet Definitions", ""),
        ("Disclosure", PROFILES[content.profile], ""),
        ("Made on", content.made_on, DATE_FORMAT),
        ("Made with", f"IPS Desk {__version__}", ""),
        ("Audit trail", content.anchor, ""),
    ]
    for row, (label, value, shown_as) in enumerate(lines, start=4):
        put(sheet, row, 1, label, "band")
        put(sheet, row, 2, value, "label", shown_as)
        sheet.row_dimensions[row].height = 22
    sheet.column_dimensions["A"].width = 20
    sheet.column_dimensions["B"].width = 84
    write_note(
        sheet,
        len(lines) + 5,
        "Every figure is counted from the unit's records by the definition printed with it. A dash "
        "means that "
        "there is no figure because nobody and nothing fell under the definition; it is never a zero.",
        columns=2,
    )


def write_summary(sheet: Worksheet, content: ReturnContent) -> None:
    """Each measure with figure, target, status in a word, the period before and the year to date."""
    write_title(sheet, "Summary", period_in_words(content.now.period))
    write_heads(sheet, 4, SUMMARY)
    row, section = 5, None
    for measure in content.measures:
        if measure.section is Section.REACH:
            continue
        if measure.section != section:
            section = measure.section
            row = write_line(sheet, row, [(section, "section")] + [("", "section")] * (len(SUMMARY) - 1), 24)
        row = _write_measure(sheet, row, measure, content)


def _write_measure(sheet: Worksheet, row: int, measure: Measure, content: ReturnContent) -> int:
    now, before, to_date = (card[measure.key] for card in (content.now, content.before, content.year_to_date))
    if now.bands is not None:
        row = write_line(sheet, row, [(measure.title, "label")] + [("", "label")] * (len(SUMMARY) - 1), 18)
        for band in now.bands:
            counts = [cell_value((figure.bands or {})[band]) for figure in (now, before, to_date)]
            row = _write_band(sheet, row, band, counts)
        return row
    behind, target, working = cases_behind(now), "", ""
    if now.target:
        target, working = target_in_words(measure, now.target), now.target.working
    figure_format = number_format(measure)
    cells = [
        (measure.title, "label"),
        (cell_value(now.value), "figure"),
        (behind, "words"),
        (target, "words"),
        (status_words(now), status_style(now)),
        (cell_value(before.value), "number"),
        (cell_value(to_date.value), "number"),
        (working, "words"),
    ]
    texts = (measure.title, "", behind, target, "", "", "", working)
    height = row_height((text, column.width) for text, column in zip(texts, SUMMARY, strict=True))
    return write_line(sheet, row, cells, height, figure_format)


def _write_band(sheet: Worksheet, row: int, band: str, counts: list[int | float | str]) -> int:
    now, before, to_date = counts
    blank = ("", "label")
    cells = [(f"   {band}", "band"), (now, "number"), blank, blank, blank]
    return write_line(sheet, row, [*cells, (before, "number"), (to_date, "number"), blank], 18, "#,##0")


def status_words(figure: Shown) -> str:
    """The status of a figure; a dash where it would tell of a hidden number."""
    return NO_FIGURE if figure.status is None else str(figure.status)


def status_style(figure: Shown) -> str:
    """The style of a status word: its colour, or quiet."""
    return str(figure.status) if figure.status in STATUS_COLOURS else "quiet status"
