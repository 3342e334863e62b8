"""The commissioner's return as an Excel workbook: real numbers and dates, charts, ready to print."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook import Workbook

from ipsdesk.excel import plain_properties, workbook_bytes, write_whole
from ipsdesk.measures import Section
from ipsdesk.reports.return_amendments import write_amendments
from ipsdesk.reports.return_bands import write_national_bands
from ipsdesk.reports.return_charts import BY_TIME, MILESTONES, write_staying_in_work, write_time_to_job
from ipsdesk.reports.return_cover import write_cover
from ipsdesk.reports.return_definitions import write_definitions
from ipsdesk.reports.return_reach import write_data_quality, write_reach
from ipsdesk.reports.return_sections import (
    Write,
    limits_used,
    low_items,
    posts_note,
    quality_note,
    section_sheet,
)
from ipsdesk.reports.return_summary import period_in_words, write_summary
from ipsdesk.reports.return_told import write_told
from ipsdesk.reports.sheet_look import Page, add_styles, print_on_a4
from ipsdesk.rules.disclosure import DEFAULT_PROFILE, Profile
from ipsdesk.rules.periods import Period
from ipsdesk.services.desk import Desk
from ipsdesk.services.return_content import ReturnContent

SHEETS: tuple[tuple[str, Write], ...] = (
    ("Cover", write_cover),
    ("Summary", write_summary),
    ("Access and caseload", section_sheet("Access and caseload", Section.ACCESS, note=posts_note)),
    ("Activity", section_sheet("Activity", Section.SEARCH, table=lambda told: told.tables.employer_contacts)),
    (
        "Outcomes",
        section_sheet(
            "Outcomes",
            Section.JOBS,
            Section.KEPT,
            without=(BY_TIME, *MILESTONES),
            table=lambda told: told.tables.jobs_ended,
        ),
    ),
    ("Time to job", write_time_to_job),
    ("Staying in work", write_staying_in_work),
    ("Other steps", section_sheet("Other steps", Section.STEPS, Section.GOALS)),
    ("Who we reach", write_reach),
    ("Permitted work", section_sheet("Permitted work", Section.PERMITTED, note=limits_used)),
    ("Working together", section_sheet("Working together", Section.TOGETHER)),
    ("Quality", section_sheet("Quality", Section.QUALITY, lines=low_items, note=quality_note)),
    ("National bands", write_national_bands),
    ("Narrative", write_told),
    ("Data quality", write_data_quality),
    ("Definitions", write_definitions),
    ("Amendments", write_amendments),
)
"""The sheets of the return in order."""

AUDIT_TRAIL = "IPS Desk audit trail"
"""The document property that says how far the audit trail had come."""


def write_return_of(desk: Desk, period: Period, path: Path, profile: Profile = DEFAULT_PROFILE) -> None:
    """Count a period, note its return in the audit trail, and write it to ``path``.

    The note comes first, so that no return leaves the unit without one; an existing file is replaced only by
    a complete one. Raises ``NoSpace``, ``ReadOnly`` or ``CannotRun`` where the file can't be written.
    """
    made = workbook_bytes(return_of(desk.returns.content(period, profile)))
    desk.returns.note_made(period, profile, sha256(made).hexdigest())
    write_whole(made, path)


def return_of(content: ReturnContent) -> Workbook:
    """The return as a workbook."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_styles(workbook)
    period = period_in_words(content.now.period)
    page = Page(content.contract.unit_name, period, practice=content.practice)
    for title, write in SHEETS:
        sheet = workbook.create_sheet(title)
        write(sheet, content)
        print_on_a4(sheet, page)
    plain_properties(workbook, f"Return {content.now.period.label}")
    book: Any = workbook  # the stubs do not know custom properties
    book.custom_doc_props.append(StringProperty(AUDIT_TRAIL, content.anchor))
    return workbook
