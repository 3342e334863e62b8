"""The commissioner's return as an Excel workbook: real numbers and dates, charts, ready to print."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from openpyxl.workbook import Workbook

from ipsdesk.excel import plain_properties, save_workbook
from ipsdesk.reports.return_charts import TREND, write_staying_in_work, write_time_to_job
from ipsdesk.reports.return_definitions import write_definitions
from ipsdesk.reports.return_summary import period_in_words, write_cover, write_summary
from ipsdesk.reports.sheet_look import Page, add_styles, print_on_a4
from ipsdesk.rules.periods import Period
from ipsdesk.services.desk import Desk
from ipsdesk.services.returns import ReturnContent


def write_return_of(desk: Desk, period: Period, path: Path) -> None:
    """Count a period, write its return to ``path``, and note in the audit trail that it was written."""
    write_return(desk.returns.content(period, trend=TREND), path)
    desk.returns.note_written(period, sha256(path.read_bytes()).hexdigest())


def write_return(figures: ReturnContent, path: Path) -> None:
    """Write the return of a period to ``path``; an existing file is replaced only by a complete one.

    Raises ``NoSpace`` or ``ReadOnly`` with a sentence where the file can't be written.
    """
    workbook = Workbook()
    add_styles(workbook)
    cover = workbook.active
    assert cover is not None  # noqa: S101 - a new workbook has one sheet
    cover.title = "Cover"
    write_cover(cover, figures)
    for title, write in (
        ("Summary", write_summary),
        ("Time to job", write_time_to_job),
        ("Staying in work", write_staying_in_work),
        ("Definitions", write_definitions),
    ):
        write(workbook.create_sheet(title), figures)
    period = period_in_words(figures.now.period)
    page = Page(figures.contract.unit_name, period, practice=figures.practice)
    for sheet in workbook.worksheets:
        print_on_a4(sheet, page)
    plain_properties(workbook, f"Return {figures.now.period.label}")
    save_workbook(workbook, path)
