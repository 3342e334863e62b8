"""Who we reach, protected by the profile of the file; and what is missing from the records."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from ipsdesk.reports.figure_words import cell_value
from ipsdesk.reports.return_summary import period_in_words
from ipsdesk.reports.sheet_look import Column, put, write_heads, write_line, write_note, write_title
from ipsdesk.rules.disclosure import WITHHELD
from ipsdesk.services.release import Breakdown
from ipsdesk.services.return_content import ReturnContent

SERVED, STARTED = "access.served", "jobs.people"
SIDES = ("People served", "Started a job")
REACH = (
    Column("In the period", 58),
    Column(SIDES[0], 14, figures=True),
    Column(SIDES[1], 14, figures=True),
)
STARTED_NOTE = "People who started a job are not told apart by time in the service and needs."
PROTECTION = (
    "Counts of 1 to 4 are not given (*); all other counts are rounded to the nearest 5, so parts need "
    "not add up "
    "to totals. A whole breakdown is left out where what is printed would still tell of one person."
)


def write_reach(sheet: Worksheet, content: ReturnContent) -> None:
    """People served in the period, and those of them who started a job, band by band."""
    write_title(sheet, "Who we reach", period_in_words(content.now.period))
    write_heads(sheet, 4, REACH)
    everyone = [(cell_value(content.now[key].value), "figure") for key in (SERVED, STARTED)]
    row = write_line(sheet, 5, [("All", "label"), *everyone], 22, "#,##0")
    for table, beside in traits_of(content):
        row = _write_trait(sheet, row, table, beside)
    notes = [STARTED_NOTE, "A person can have several needs, and stands in no band without any."]
    if content.profile.protects_tables:
        notes.insert(0, PROTECTION)
    write_note(sheet, row + 1, " ".join(notes), columns=len(REACH))


def traits_of(content: ReturnContent) -> Iterator[tuple[Breakdown, Breakdown | None]]:
    """Each way in which people differ: those served, and beside them those who started a job, where told."""
    told = content.tables.equality
    yield from ((one.served, one.started) for one in told)
    there = {one.served.measure.key for one in told}
    yield from ((table, None) for table in content.reach if table.measure.key not in there)


def _write_trait(sheet: Worksheet, row: int, served: Breakdown, started: Breakdown | None) -> int:
    row = write_line(sheet, row, [(served.measure.title, "section"), ("", "section"), ("", "section")], 24)
    withheld = [table is not None and table.counts is None for table in (served, started)]
    if withheld[0] and (withheld[1] or started is None):
        return write_line(sheet, row, [(WITHHELD, "words"), ("", "words"), ("", "words")], 20)
    for place, band in enumerate(served.measure.bands):
        numbers = [(_number(table, place), "number") for table in (served, started)]
        row = write_line(sheet, row, [(band, "label"), *numbers], 18, "#,##0")
    if any(withheld):
        words = f"{WITHHELD} ({SIDES[withheld.index(True)].lower()})"
        row = write_line(sheet, row, [(words, "words"), ("", "words"), ("", "words")], 20)
    return row


def _number(table: Breakdown | None, place: int) -> float | str:
    return "" if table is None or table.counts is None else cell_value(table.counts[place])


def write_data_quality(sheet: Worksheet, content: ReturnContent) -> None:
    """What is missing from the records behind the period's figures, and of how many."""
    write_title(sheet, "Data quality", period_in_words(content.now.period))
    columns = (
        Column("Not recorded", 34),
        Column("Of", 56),
        Column("Missing", 12, figures=True),
        Column("Of how many", 12, figures=True),
    )
    write_heads(sheet, 4, columns)
    row = 5
    for gap in content.gaps:
        counts = [(cell_value(gap.missing), "figure"), (cell_value(gap.of), "number")]
        row = write_line(sheet, row, [(gap.title, "label"), (gap.among, "words"), *counts], 20, "#,##0")
    note = (
        "A record that lacks something is never dropped silently: it counts where it can, and is listed here."
    )
    if content.profile.protects_tables:
        note += " What is not known of people's age, gender, ethnic group and needs stands in Who we reach."
    put(sheet, row, 1, "", "note")
    write_note(sheet, row + 1, note, columns=len(columns))
