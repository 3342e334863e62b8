"""The sheets of one section each: its figures over several periods, with what else the section asks for."""

from __future__ import annotations

from collections.abc import Callable

from openpyxl.worksheet.worksheet import Worksheet

from ipsdesk.measures import Measure, Section
from ipsdesk.measures.wording import target_in_words
from ipsdesk.reports.figure_words import cell_value, number_format
from ipsdesk.reports.return_summary import period_in_words, status_style, status_words
from ipsdesk.reports.sheet_look import Column, write_heads, write_line, write_note, write_title
from ipsdesk.rules.permitted_limits import lower_limit
from ipsdesk.rules.wording import shown_day, shown_pounds
from ipsdesk.services.returns import ReturnContent

Write = Callable[[Worksheet, ReturnContent], None]


def section_sheet(section: Section, note: Callable[[ReturnContent], str] | None = None) -> Write:
    """How a section's sheet is written: each measure over the run of periods, then a note."""

    def write(sheet: Worksheet, content: ReturnContent) -> None:
        write_title(sheet, section, period_in_words(content.now.period))
        periods = tuple(Column(card.period.label, 13, figures=True) for card in content.run)
        columns = (Column("Measure", 40), *periods, Column("Target", 16), Column("Status", 12))
        write_heads(sheet, 4, columns)
        row = 5
        for measure in content.measures:
            if measure.section is section:
                row = _write_measure(sheet, row, measure, content)
        if note:
            write_note(sheet, row + 1, note(content), columns=len(columns))

    return write


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


def survey_note(_: ReturnContent) -> str:
    """Why the survey may have no figure."""
    return "Survey answers are anonymous; with fewer than five answers in a period no figure is given."
