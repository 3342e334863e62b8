"""The rows behind a figure as a table, for the clipboard and for paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ipsdesk.measures import Shape
from ipsdesk.measures.measure import COUNTED, LEFT_OUT, NOT_YET
from ipsdesk.reports.blocks import Block, Heading, Paragraph, Side, Table
from ipsdesk.rules.periods import Period
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.cases import Case
from ipsdesk.services.scorecards_drill import Drill, Rows
from ipsdesk.services.scorecards_scope import EVERYBODY

STATES = {COUNTED: "Counted", NOT_YET: "Not yet", LEFT_OUT: "Left out"}
NO_NAME = ("contact", "plan", "fidelity action", "calendar month")
"""Kinds of record whose reference is a number that tells a person nothing."""

MOST_PRINTED = 500
LEFT_OFF = "Printed are the first {printed:,} of {all:,} rows; the workbook has them all."

SHARES = {"State": 10, "Name": 24, "Reference": 12, "Day": 12, "In the figure": 14, "Band": 16, "Reason": 26}

Line = tuple[str, str, str, date | None, str, str, str]
"""State, name, reference, day, amount in words, band, reason."""


def in_figure(drill: Drill, case: Case, words: str) -> str:
    """A case's part in the figure; of a share of people or jobs plainly yes or no."""
    if case.state == COUNTED and drill.figure.shape is Shape.SHARE and case.whole is None:
        return "yes" if case.amount else "no"
    return "" if case.state == LEFT_OUT and case.whole is None else words


def reference_of(case: Case) -> str:
    """The unit's own reference; nothing for records that have none but a number of the program's."""
    return "" if case.kind in NO_NAME else case.reference


def lines_of(drill: Drill) -> Iterator[Line]:
    """Every row handed over, state by state."""
    for rows in (drill.counted, drill.not_yet, drill.left_out):
        for case, words in rows.shown:
            yield (
                STATES[case.state],
                case.name,
                reference_of(case),
                case.day,
                in_figure(drill, case, words),
                str(case.band or ""),
                case.reason or "",
            )


def heads_of(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """The columns that hold anything, with their places."""
    return [
        (place, head) for place, head in enumerate(SHARES) if place == 0 or any(line[place] for line in lines)
    ]


def rows_as_text(drill: Drill) -> str:
    """The rows for the clipboard: heads, then a line each, with tabs between."""
    lines = list(lines_of(drill))
    heads = heads_of(lines)
    table = [[head for _, head in heads]]
    table += [[_in_words(line[place]) for place, _ in heads] for line in lines]
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in table)


def _in_words(value: str | date | None) -> str:
    return shown_day(value) if isinstance(value, date) else value or ""


def when(period: Period) -> str:
    """``2026-27 Q2 (1 July 2026 to 30 September 2026)``; free dates by themselves."""
    days = f"{shown_day(period.first)} to {shown_day(period.last)}"
    return f"{period.label} ({days})" if period.months else days


def whose(drill: Drill) -> str:
    """Whose figure it is, in words."""
    return "everyone" if drill.scope == EVERYBODY else drill.scope.name


def cut_words(drill: Drill) -> str:
    """Which rows are not here because there are too many; empty where all are."""
    parts = [
        f"{STATES[state].lower()}: the first {len(rows.shown):,} of {rows.all:,}"
        for state, rows in parts_of(drill)
        if len(rows.shown) < rows.all
    ]
    return f"Too many rows for one page; {'; '.join(parts)}." if parts else ""


def parts_of(drill: Drill) -> Sequence[tuple[str, Rows]]:
    """The rows of each state in the order shown."""
    return ((COUNTED, drill.counted), (NOT_YET, drill.not_yet), (LEFT_OUT, drill.left_out))


def headline(drill: Drill) -> str:
    """The figure and what it is made of."""
    if drill.figure.bands is not None:
        return f"{drill.counted.all:,} counted"
    return ", ".join(part for part in (drill.shown, drill.behind, drill.why) if part)


# ---- paper ----------------------------------------------------------------------------------------


def rows_blocks(drill: Drill, title: str, unit_name: str) -> list[Block]:
    """The same for print: figure, definition and source, and a table of the rows handed over."""
    lines = list(lines_of(drill))
    heads = heads_of(lines)
    blocks: list[Block] = [
        Heading(title),
        Paragraph(f"{unit_name}, {when(drill.period)}, {whose(drill)}: {headline(drill)}.", strong=True),
        Paragraph(f"{drill.definition} Source: {drill.source}."),
    ]
    left_off = LEFT_OFF.format(printed=MOST_PRINTED, all=len(lines)) if len(lines) > MOST_PRINTED else ""
    if notes := " ".join(words for words in (drill.no_rows, cut_words(drill), left_off) if words):
        blocks.append(Paragraph(notes))
    if lines:
        blocks.append(
            Table(
                [head for _, head in heads],
                [[_in_words(line[place]) for place, _ in heads] for line in lines[:MOST_PRINTED]],
                [Side.LEFT for _ in heads],
                [SHARES[head] for _, head in heads],
            )
        )
    return blocks
