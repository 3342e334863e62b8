"""The summary of the return: every figure against its target, beside the quarters and the years."""

from __future__ import annotations

from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from ipsdesk.measures import Measure, Section
from ipsdesk.measures.wording import NO_FIGURE, cases_behind, target_in_words
from ipsdesk.reports.figure_words import cell_value, number_format
from ipsdesk.reports.sheet_look import (
    STATUS_COLOURS,
    Column,
    row_height,
    write_heads,
    write_line,
    write_note,
    write_title,
)
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import Period
from ipsdesk.services.release import Shown
from ipsdesk.services.return_content import ReturnContent

PROFILES = {
    Profile.INTERNAL: "Internal: nothing is protected. Not for publication.",
    Profile.COMMISSIONER: "Commissioner: contract figures are exact; who we reach is protected.",
    Profile.OPEN: "Open: every count of 1 to 4 is hidden (*), the others are rounded to the nearest 5.",
}

QUARTERS = ("Q1", "Q2", "Q3", "Q4")
SUMMARY = (
    Column("Measure", 31),
    Column("Figure", 9, figures=True),
    Column("Made of", 15),
    Column("Target", 13),
    Column("Status", 11),
    *(Column(quarter, 8, figures=True) for quarter in QUARTERS),
    Column("Year to date", 9, figures=True),
    Column("Last year", 9, figures=True),
    Column("What it counts, and how its target was worked out", 52),
)
NOTE = (
    "Q1 to Q4 are the quarters of the financial year, as far as they are over by the last day; last year is "
    "the whole year before it."
)


def period_in_words(period: Period) -> str:
    """``2026-27 Q2 (1 July 2026 to 30 September 2026)``; a free range by its days alone."""
    days = f"{long_date(period.first)} to {long_date(period.last)}"
    return f"{period.label} ({days})" if period.months else days


def long_date(day: date) -> str:
    """``9 February 2026``."""
    return f"{day.day} {day:%B %Y}"


def write_summary(sheet: Worksheet, content: ReturnContent) -> None:
    """Each measure with figure, target, status in a word, the quarters, the year to date and last year."""
    write_title(sheet, "Summary", period_in_words(content.now.period))
    write_heads(sheet, 4, SUMMARY)
    row, section = 5, None
    of_figures = (measure for measure in content.measures if measure.section is not Section.REACH)
    for measure in sorted(of_figures, key=lambda measure: list(Section).index(measure.section)):
        if measure.section != section:
            section = measure.section
            row = write_line(sheet, row, [(section, "section")] + [("", "section")] * (len(SUMMARY) - 1), 24)
        row = _write_measure(sheet, row, measure, content)
    write_note(sheet, row + 1, NOTE, columns=len(SUMMARY))


def _write_measure(sheet: Worksheet, row: int, measure: Measure, content: ReturnContent) -> int:
    now = content.now[measure.key]
    beside = [
        card[measure.key] if card else None
        for card in (*content.quarters, content.year_to_date, content.previous_year)
    ]
    if now.bands is not None:
        blank = [("", "label")] * (len(SUMMARY) - 2)
        row = write_line(sheet, row, [(measure.title, "label"), *blank, (measure.words, "words")], 20)
        for band in now.bands:
            row = _write_band(sheet, row, band, now, beside)
        return row
    target = target_in_words(measure, now.target) if now.target else ""
    working = f" Target: {now.target.working}." if now.target and now.target.working else ""
    cells = [
        (measure.title, "label"),
        (cell_value(now.value), "figure"),
        (cases_behind(now), "words"),
        (target, "words"),
        (status_words(now), status_style(now)),
        *((cell_value(figure.value) if figure else "", "number") for figure in beside),
        (f"{measure.words}{working}", "words"),
    ]
    texts = ((value if isinstance(value, str) else "") for value, _ in cells)
    height = row_height((text, column.width) for text, column in zip(texts, SUMMARY, strict=True))
    return write_line(sheet, row, cells, height, number_format(measure))


def _write_band(sheet: Worksheet, row: int, band: str, now: Shown, beside: list[Shown | None]) -> int:
    def number(figure: Shown | None) -> float | str:
        return cell_value((figure.bands or {})[band]) if figure else ""

    blank = ("", "label")
    cells = [(f"   {band}", "band"), (number(now), "number"), blank, blank, blank]
    cells += [(number(figure), "number") for figure in beside]
    return write_line(sheet, row, [*cells, blank], 18, "#,##0")


def status_words(figure: Shown) -> str:
    """The status of a figure; a dash where it would tell of a hidden number."""
    return NO_FIGURE if figure.status is None else str(figure.status)


def status_style(figure: Shown) -> str:
    """The style of a status word: its colour, or quiet."""
    return str(figure.status) if figure.status in STATUS_COLOURS else "quiet status"
