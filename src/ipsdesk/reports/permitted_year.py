"""A year of permitted work on paper: each benefit week with hours, pay and the working of how it stands."""

from __future__ import annotations

from collections.abc import Iterator

from ipsdesk.reports.blocks import Block, Cell, Heading, Line, Paragraph, Side, Table, Tone
from ipsdesk.rules.permitted_work import ADVICE
from ipsdesk.rules.wording import shown_clock, shown_day, shown_hours, shown_pounds
from ipsdesk.services.hours_words import week_words
from ipsdesk.services.permitted import PermittedJob, PermittedPage
from ipsdesk.services.permitted_year import YearWeek

HEADS = ("Week to", "Hours", "Pay", "How it stands", "Working")
WIDTHS = (12, 7, 9, 22, 50)
SIDES = (Side.LEFT, Side.RIGHT, Side.RIGHT, Side.LEFT, Side.LEFT)
NO_FIGURE = "–"
CAUTION = "This is a record of weeks and never a permission to work. " + ADVICE


def permitted_blocks(page: PermittedPage) -> list[Block]:
    """The jobs and their notices, the year in one sentence, and the weeks that have begun."""
    year = page.year
    blocks: list[Block] = [
        Heading(f"Permitted work of {page.name}, {year.label}"),
        Paragraph(f"{year.sentence} As it is on {shown_day(page.today)}. {CAUTION}"),
    ]
    for job in page.jobs:
        blocks += [Heading(job.name, 2), Paragraph("\n".join(_of_job(job)))]
    if year.told:
        blocks += [Heading("Weeks", 2), Table(HEADS, [_row(week) for week in year.told], SIDES, WIDTHS)]
    return blocks


def _of_job(job: PermittedJob) -> Iterator[str]:
    if job.meaning:
        yield job.meaning
    if job.agreed is not None:
        yield f"Agreed: {shown_hours(job.agreed)} a week."
    if job.supported_by:
        yield f"Supported by {job.supported_by}."
    for event in job.trail.steps:
        decided = f": {event.decision}" if event.decision else ""
        by = f", by {event.by}" if event.by else ""
        yield f"{shown_day(event.day)}: {event.step}{decided}{by}."
    for told in job.trail.concerns:
        yield f"{told.concern}. {told.words}"


def _row(week: YearWeek) -> tuple[Cell, ...]:
    found = week.week
    is_paid = any(job.pence is not None for job in found.work.jobs)
    working = tuple(
        Line(sentence, Tone.PLAIN if week.is_judged else Tone.QUIET)
        for sentence in week.working
        if sentence != ADVICE
    )
    return (
        week_words(week.ends_on).removeprefix("week to "),
        shown_clock(found.judged.seconds) if found.is_recorded else NO_FIGURE,
        shown_pounds(found.judged.pence) if is_paid else NO_FIGURE,
        (Line(week.words, Tone.STRONG if found.is_over else Tone.PLAIN),),
        working or NO_FIGURE,
    )
