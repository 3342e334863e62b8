"""The sheets of one section each: its figures over several periods, with what else the section asks for."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable

from openpyxl.worksheet.worksheet import Worksheet

from ipsdesk.measures import Measure, Section
from ipsdesk.measures.wording import target_in_words
from ipsdesk.reports.figure_words import cell_value, number_format
from ipsdesk.reports.return_summary import period_in_words, status_style, status_words
from ipsdesk.reports.sheet_look import Column, write_heads, write_line, write_note, write_title
from ipsdesk.rules.disclosure import WITHHELD
from ipsdesk.rules.permitted_limits import lower_limit
from ipsdesk.rules.targets import shown
from ipsdesk.rules.wording import shown_day, shown_pounds
from ipsdesk.services.release import Breakdown
from ipsdesk.services.return_content import ReturnContent

Write = Callable[[Worksheet, ReturnContent], None]
PROTECTED_TABLE = (
    "In the table below the measures, counts of 1 to 4 are not given (*) and all others rounded to the "
    "nearest 5; it is left out where what is printed would still tell of one."
)


def section_sheet(
    title: str,
    *sections: Section,
    without: Container[str] = (),
    table: Callable[[ReturnContent], Breakdown] | None = None,
    note: Callable[[ReturnContent], str] | None = None,
    lines: Callable[[ReturnContent], Iterable[tuple[str, int]]] = lambda _: (),
) -> Write:
    """How a sheet of sections is written: each measure over the run of periods, a table, more, a note.

    ``without`` are measures that stand on a sheet of their own.
    """

    def write(sheet: Worksheet, content: ReturnContent) -> None:
        write_title(sheet, title, period_in_words(content.now.period))
        periods = tuple(Column(card.period.label, 13, figures=True) for card in content.run)
        columns = (Column("Measure", 40), *periods, Column("Target", 16), Column("Status", 12))
        write_heads(sheet, 4, columns)
        row = 5
        for measure in content.measures:
            if measure.section in sections and measure.key not in without:
                row = _write_measure(sheet, row, measure, content)
        if table is not None:
            row = _write_table(sheet, row, table(content), len(content.run))
        for words, number in lines(content):
            row = _line_of_now(sheet, row, words, number, len(content.run))
        notes = [note(content)] if note else []
        if table is not None and content.profile.protects_tables:
            notes.append(PROTECTED_TABLE)
        if notes:
            write_note(sheet, row + 1, " ".join(notes), columns=len(columns))

    return write


def _write_table(sheet: Worksheet, row: int, table: Breakdown, periods: int) -> int:
    """A table of this period alone; bands in which nothing stands are left out."""
    blank = [("", "label")] * (periods + 2)
    row = write_line(sheet, row, [(table.measure.title, "label"), *blank], 20)
    if table.counts is None:
        return write_line(sheet, row, [(f"   {WITHHELD}", "band"), *blank], 26)
    for band, count in zip(table.measure.bands, table.counts, strict=True):
        if count:
            row = _line_of_now(sheet, row, f"   {band}", cell_value(count), periods)
    return row if any(table.counts) else write_line(sheet, row, [("   none", "band"), *blank], 18)


def _line_of_now(sheet: Worksheet, row: int, words: str, number: float | str, periods: int) -> int:
    before = [("", "label")] * (periods - 1)
    cells = [(words, "band"), *before, (number, "number"), ("", "label"), ("", "label")]
    return write_line(sheet, row, cells, 18, "#,##0")


def _write_measure(sheet: Worksheet, row: int, measure: Measure, content: ReturnContent) -> int:
    run = [card[measure.key] for card in content.run]
    now = content.now[measure.key]
    if now.bands is not None:
        row = write_line(sheet, row, [(measure.title, "label")] + [("", "label")] * (len(run) + 2), 20)
        for band in now.bands:
            counts = [(cell_value((figure.bands or {})[band]), "number") for figure in run]
            cells = [(f"   {band}", "band"), *counts, ("", "label"), ("", "label")]
            row = write_line(sheet, row, cells, 18, number_format(measure))
        return row
    figures = [(cell_value(figure.value), "number") for figure in run[:-1]]
    figures.append((cell_value(now.value), "figure"))
    target = (target_in_words(measure, now.target) if now.target else "", "words")
    cells = [(measure.title, "label"), *figures, target, (status_words(now), status_style(now))]
    return write_line(sheet, row, cells, 20, number_format(measure))


def limits_used(content: ReturnContent) -> str:
    """The weekly limits of permitted work in force in the period, with their certainty."""
    limits, period = content.rates.limits, content.now.period
    ends = [later.since for later in limits[1:]] + [None]
    held = [
        f"{shown_pounds(limit.pence)} from {shown_day(limit.since)}"
        + (f" ({limit.certainty.mark})" if limit.certainty.mark else "")
        for limit, end in zip(limits, ends, strict=True)
        if limit.since <= period.last and (end is None or end > period.first)
    ]
    return (
        f"Limits a week: under 16 hours; higher limit {', '.join(held) or 'none'}; "
        f"lower limit {shown_pounds(lower_limit())}. In a week that straddles a change the lower of the two "
        "holds. This is a record of weeks, not advice: a benefits adviser decides what they mean."
    )


def posts_note(content: ReturnContent) -> str:
    """Who there was to do it, and where else referrals are broken down."""
    return (
        f"Employment specialists in post on the last day: {shown(content.wte)} WTE. Referrals by source, "
        "waits and time in the caseload stand in National bands, people by age and so on in Who we reach."
    )


def quality_note(content: ReturnContent) -> str:
    """Why the survey may have no figure, and what stands below the measures."""
    survey = "Survey answers are anonymous; with fewer than five answers in a period no figure is given."
    if not content.low_items:
        return survey
    return f"{survey} Below the measures: the items of the fidelity review scored below 4 of 5."


def low_items(content: ReturnContent) -> Iterable[tuple[str, int]]:
    """The items of the fidelity review that have room to grow."""
    return ((f"   Item {one.number}: {one.name}", one.score) for one in content.low_items)
