"""The period in the names of others: IPS Grow's terms, and the bands of NHS England's dashboard for IPS."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from ipsdesk.reports.figure_words import cell_value, number_format
from ipsdesk.reports.return_summary import period_in_words
from ipsdesk.reports.sheet_look import Column, row_height, write_heads, write_line, write_note, write_title
from ipsdesk.rules.disclosure import WITHHELD
from ipsdesk.services.national_bands import NationalFigure
from ipsdesk.services.release import Count
from ipsdesk.services.return_content import ReturnContent

COLUMNS = (Column("Their name", 44), Column("Number", 14, figures=True), Column("What is counted here", 72))
GROW = (
    ("Referral", "access.accepted", "Referrals accepted in the period."),
    ("Engaged", "national.engaged", ""),
    ("Supported into work", "jobs.first", "People whose first job start ever was in the period."),
    ("Total job starts", "jobs.started", "Every job start of the period."),
    ("Retention cases", "retention.supported", "People served who came with a job at risk."),
    (
        "Employment rate",
        "jobs.employment_rate",
        "Of those who came out of work in the year, those in work.",
    ),
    ("Days to the first employer contact", "search.days_to_employer", "Mean days."),
    ("Sustained 13 weeks", "kept.13_weeks", "Of the jobs that reached 13 weeks in the period, those kept."),
)
"""IPS Grow's names, our figure behind each, and what it counts (empty: as that figure says)."""
PROTECTION = (
    "Counts of 1 to 4 are not given (*) and all others rounded to the nearest 5; a whole table is left out "
    "where what is printed would still tell of one person."
)
NOTE = (
    "The national figures are made of what hospitals send every month, so they need not agree with these. A "
    "direct contact is one attended with the person, face to face, by telephone or by video. Age, gender and "
    "ethnic group stand in Who we reach."
)


def write_national_bands(sheet: Worksheet, content: ReturnContent) -> None:
    """IPS Grow's names, then the dashboard's numbers and bands."""
    write_title(sheet, "National bands", period_in_words(content.now.period))
    write_heads(sheet, 4, COLUMNS)
    row = _section(sheet, 5, "IPS Grow")
    national = {one.measure.key: one for one in content.national}
    ours = {measure.key: measure for measure in content.measures}
    for name, key, words in GROW:
        own = national.get(key)
        value = cell_value(own.value if own else content.now[key].value)
        measure = own.measure if own else ours[key]
        row = _line(sheet, row, name, value, words or measure.words, number_format(measure))
    row = _section(sheet, row, "NHS England’s dashboard for IPS")
    for one in content.national:
        if one.measure.bands:
            row = _table(sheet, row, one)
        elif one.measure.key != "national.engaged":
            row = _line(sheet, row, one.measure.title, cell_value(one.value), one.measure.words)
    note = f"{PROTECTION} {NOTE}" if content.profile.protects_tables else NOTE
    write_note(sheet, row + 1, note, columns=len(COLUMNS))


def _section(sheet: Worksheet, row: int, words: str) -> int:
    return write_line(sheet, row, [(words, "section"), ("", "section"), ("", "section")], 24)


def _line(
    sheet: Worksheet, row: int, name: str, value: str | float, words: str, number: str = "#,##0"
) -> int:
    cells = [(name, "label"), (value, "figure"), (words, "words")]
    return write_line(sheet, row, cells, row_height([(words, COLUMNS[2].width)]), number)


def _table(sheet: Worksheet, row: int, table: NationalFigure) -> int:
    head = [(table.measure.title, "label"), ("", "label"), (table.measure.words, "words")]
    row = write_line(sheet, row, head, 22)
    if table.counts is None:
        return write_line(sheet, row, [(WITHHELD, "words"), ("", "words"), ("", "words")], 20)
    for band, count in zip(table.measure.bands, table.counts, strict=True):
        row = _band(sheet, row, band, count)
    return row


def _band(sheet: Worksheet, row: int, band: str, count: Count) -> int:
    return write_line(sheet, row, [(band, "band"), (cell_value(count), "number"), ("", "words")], 18, "#,##0")
