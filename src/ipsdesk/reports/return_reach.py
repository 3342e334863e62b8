"""Who we reach, protected by the profile of the file; and what is missing from the records."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from ipsdesk.reports.figure_words import cell_value
from ipsdesk.reports.return_summary import period_in_words
from ipsdesk.reports.sheet_look import Column, put, write_heads, write_line, write_note, write_title
from ipsdesk.rules.disclosure import WITHHELD
from ipsdesk.services.returns import ReturnContent

SERVED = "access.served"
PROTECTION = (
    "Counts of 1 to 4 are not given (*); all other counts are rounded to the nearest 5, so parts need "
    "not add up "
    "to totals. A whole breakdown is left out where what is printed would still tell of one person."
)


def write_reach(sheet: Worksheet, content: ReturnContent) -> None:
    """People served in the period, band by band."""
    write_title(sheet, "Who we reach", period_in_words(content.now.period))
    columns = (Column("People served in the period", 44), Column("People", 14, figures=True))
    write_heads(sheet, 4, columns)
    everyone = (cell_value(content.now[SERVED].value), "figure")
    row = write_line(sheet, 5, [("All", "label"), everyone], 22, "#,##0")
    for table in content.reach:
        row = write_line(sheet, row, [(table.measure.title, "section"), ("", "section")], 24)
        if table.counts is None:
            row = write_line(sheet, row, [(WITHHELD, "words"), ("", "words")], 20)
            continue
        for band, count in zip(table.measure.bands, table.counts, strict=True):
            row = write_line(sheet, row, [(band, "label"), (cell_value(count), "number")], 18, "#,##0")
    notes = ["A person can have several needs, and stands in no band without any."]
    if content.profile.protects_tables:
        notes.insert(0, PROTECTION)
    write_note(sheet, row + 1, " ".join(notes), columns=len(columns))


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
