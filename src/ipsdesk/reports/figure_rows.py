"""The rows behind a figure as a table: for the clipboard, for Excel, and for paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from openpyxl.workbook import Workbook

from ipsdesk.excel import plain_properties, workbook_bytes, write_whole
from ipsdesk.measures import Shape
from ipsdesk.measures.measure import COUNTED, LEFT_OUT, NOT_YET
from ipsdesk.reports.blocks import Block, Heading, Paragraph, Side, Table
from ipsdesk.reports.return_summary import period_in_words
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
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.cases import Case
from ipsdesk.services.scorecards_drill import Drill, Rows

STATES = {COUNTED: "Counted", NOT_YET: "Not yet", LEFT_OUT: "Left out"}
NO_NAME = ("contact", "fidelity action")
"""Kinds of record whose reference is a long number that tells a person nothing."""

DATE_FORMAT = "dd/mm/yyyy"
WIDTHS = {"State": 12.0, "Name": 30.0, "Reference": 16.0, "Day": 13.0, "In the figure": 18.0, "Band": 26.0, "Reason": 46.0}
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
        (place, head) for place, head in enumerate(WIDTHS) if place == 0 or any(line[place] for line in lines)
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


# ---- Excel ----------------------------------------------------------------------------------------


def write_rows_workbook(drill: Drill, title: str, page: Page, path: Path) -> str:
    """Write every row handed over as a workbook and give back its fingerprint.

    An existing file is replaced only by a complete one. Raises ``NoSpace``, ``ReadOnly`` or ``CannotRun``.
    """
    made = workbook_bytes(rows_workbook(drill, title, page))
    write_whole(made, path)
    return sha256(made).hexdigest()


def rows_workbook(drill: Drill, title: str, page: Page) -> Workbook:
    """The rows on one sheet: what is counted, then a row for each case, text as text and days as days."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_styles(workbook)
    sheet = workbook.create_sheet("Rows")
    lines = list(lines_of(drill))
    heads = heads_of(lines)
    write_title(sheet, title, f"{page.period} · {drill.scope.name} · {_headline(drill)}")
    write_heads(sheet, 5, [Column(head, WIDTHS[head]) for _, head in heads], height=22)
    write_note(sheet, 4, f"{drill.definition} {drill.no_rows} {cut_words(drill)}".strip(), columns=max(len(heads), 4))
    for row, line in enumerate(lines, start=6):
        for column, (place, head) in enumerate(heads, start=1):
            value = line[place]
            put(sheet, row, column, value, "words" if place else "label", DATE_FORMAT if head == "Day" else "")
        texts = [(str(line[place] or ""), WIDTHS[head]) for place, head in heads]
        sheet.row_dimensions[row].height = row_height(texts)
    print_on_a4(sheet, page)
    plain_properties(workbook, title)
    return workbook


def _headline(drill: Drill) -> str:
    return ", ".join(part for part in (drill.shown, drill.behind, drill.why) if part)


# ---- paper ----------------------------------------------------------------------------------------


def rows_blocks(drill: Drill, title: str, unit_name: str) -> list[Block]:
    """The same for print: figure, definition and source, and a table of the rows handed over."""
    lines = list(lines_of(drill))
    heads = heads_of(lines)
    blocks: list[Block] = [
        Heading(title),
        Paragraph(f"{unit_name}, {period_in_words(drill.period)}, {drill.scope.name}: {_headline(drill)}.", strong=True),
        Paragraph(f"{drill.definition} Source: {drill.source}."),
    ]
    if notes := " ".join(words for words in (drill.no_rows, cut_words(drill)) if words):
        blocks.append(Paragraph(notes))
    if lines:
        blocks.append(
            Table(
                [head for _, head in heads],
                [[_in_words(line[place]) for place, _ in heads] for line in lines],
                [Side.LEFT for _ in heads],
                [SHARES[head] for _, head in heads],
            )
        )
    return blocks
