"""The rows behind a figure as an Excel workbook: text as text, days as days, ready to print."""

from __future__ import annotations

from pathlib import Path

from openpyxl.workbook import Workbook

from ipsdesk.excel import plain_properties
from ipsdesk.reports.figure_rows import cut_words, headline, heads_of, lines_of, when, whose
from ipsdesk.reports.noted_workbook import write_noted
from ipsdesk.reports.sheet_look import (
    Column,
    Page,
    add_styles,
    print_on_a4,
    put,
    row_height,
    write_heads,
    write_note,
    write_title,
)
from ipsdesk.services.desk import Desk
from ipsdesk.services.scorecards_drill import Drill
from ipsdesk.services.trail import Out, Way

DATE_FORMAT = "dd/mm/yyyy"
WIDTHS = {
    "State": 12.0,
    "Name": 30.0,
    "Reference": 16.0,
    "Day": 13.0,
    "In the figure": 18.0,
    "Band": 26.0,
    "Reason": 46.0,
}


def write_rows_of(desk: Desk, drill: Drill, title: str, path: Path) -> None:
    """Write every row handed over, noted in the audit trail; raises as ``write_noted``."""
    page = Page(desk.unit_name, when(drill.period), desk.is_practice)
    out = Out(title, Way.EXPORTED, f"{page.period}, {whose(drill)}", len(list(lines_of(drill))))
    write_noted(desk, rows_workbook(drill, title, page), out, path)


def rows_workbook(drill: Drill, title: str, page: Page) -> Workbook:
    """The rows on one sheet: what is counted, then a row for each case, text as text and days as days."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_styles(workbook)
    sheet = workbook.create_sheet("Rows")
    lines = list(lines_of(drill))
    heads = heads_of(lines)
    write_title(sheet, title, f"{page.period} · {whose(drill)} · {headline(drill)}")
    write_heads(sheet, 5, [Column(head, WIDTHS[head]) for _, head in heads], height=22)
    write_note(
        sheet, 4, f"{drill.definition} {drill.no_rows} {cut_words(drill)}".strip(), columns=max(len(heads), 4)
    )
    for row, line in enumerate(lines, start=6):
        for column, (place, head) in enumerate(heads, start=1):
            value = line[place]
            put(
                sheet, row, column, value, "words" if place else "label", DATE_FORMAT if head == "Day" else ""
            )
        texts = [(str(line[place] or ""), WIDTHS[head]) for place, head in heads]
        sheet.row_dimensions[row].height = row_height(texts)
    print_on_a4(sheet, page)
    plain_properties(workbook, title)
    return workbook
