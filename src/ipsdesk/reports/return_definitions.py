"""The last sheet of the return: what each figure counts, where its definition comes from, its target."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from ipsdesk.measures.wording import SOURCES, goal_in_words
from ipsdesk.reports.return_sections import limits_used
from ipsdesk.reports.sheet_look import Column, put, row_height, write_heads, write_title
from ipsdesk.rules.pay import PAY_SCALE
from ipsdesk.rules.wording import shown_day, shown_pounds
from ipsdesk.services.return_content import ReturnContent

PENCE = 100
COLUMNS = (
    Column("Measure", 30),
    Column("What is counted", 64),
    Column("Source", 12),
    Column("Target", 18),
    Column("Key", 22),
)

TERMS = (
    ("On the caseload", "Started on or before the day, and not closed on or before it."),
    ("Served", "Started by the end of the days in question, and not closed before the first of them."),
    (
        "Job",
        "A paid job or self-employment. Volunteering, work experience, education and training are never "
        "jobs.",
    ),
    (
        "Job start",
        "Counted on the day the fourth hour of paid work was done, for a job that began on or after the "
        "first "
        "meeting with the employment specialist.",
    ),
    ("Employment specialist", "Any member of staff in post with time for employment support (WTE above 0)."),
    (
        "Status",
        "Near: at least 90 % of a minimum, or at most 110 % of a maximum. Compared unrounded, shown rounded.",
    ),
)


def write_definitions(sheet: Worksheet, content: ReturnContent) -> None:
    """Every measure of the return, the terms they share, and the sources."""
    write_title(sheet, "Definitions", f"Version {content.definitions_version}")
    write_heads(sheet, 4, COLUMNS)
    row = 5
    for measure in content.measures:
        texts = (
            measure.title,
            measure.words,
            measure.source,
            goal_in_words(measure) or "none set",
            measure.key,
        )
        row = _write_row(sheet, row, texts, ("label", "words", "words", "words", "words"))
    used = (("Limits of permitted work", limits_used(content)), ("Minimum wage", wages_used(content)))
    for heading, entries in (("Terms", (*TERMS, *used)), ("Sources", SOURCES)):
        row = _write_row(sheet, row + 1, (heading, "", "", "", ""), ("section",) * 5)
        for term, meaning in entries:
            row = _write_row(sheet, row, (term, meaning, "", "", ""), ("label", *("words",) * 4))


def wages_used(content: ReturnContent) -> str:
    """The minimum wage an hour in force on some day of the period, by age."""
    period = content.now.period
    held: dict[date, list[str]] = defaultdict(list)
    for rate in content.rates.wages:
        if rate.since <= period.last and (rate.before is None or rate.before > period.first):
            pounds = shown_pounds(rate.rate * PENCE // PAY_SCALE)
            held[rate.since].append(f"{pounds} from age {rate.youngest}")
    steps = [f"From {shown_day(since)}: {', '.join(bands)}." for since, bands in held.items()]
    return " ".join(steps) or "Not known for the period."


def _write_row(sheet: Worksheet, row: int, texts: tuple[str, ...], styles: tuple[str, ...]) -> int:
    for column, (text, style) in enumerate(zip(texts, styles, strict=True), start=1):
        put(sheet, row, column, text, style)
    widths = (column.width for column in COLUMNS)
    sheet.row_dimensions[row].height = row_height(zip(texts, widths, strict=True))
    return row + 1
