"""The rows behind a figure as text, workbook and paper: nothing is cut silently, and text stays text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ipsdesk.excel import save_workbook
from ipsdesk.reports.blocks import Paragraph, Table
from ipsdesk.reports.figure_rows import cut_words, rows_as_text, rows_blocks
from ipsdesk.reports.figure_rows_workbook import rows_workbook
from ipsdesk.reports.sheet_look import PRACTICE, Page
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.cases import Case
from ipsdesk.services.desk import Desk
from ipsdesk.services.scorecards_drill import Drill, Rows

QUARTER = parse_period("2026-27 Q2")
NAMES = ("=1+1", "א" * 200, "Ann\tand\nBob")


def drill_of(desk: Desk, counted: int, of_all: int = 0) -> Drill:
    cases = tuple(
        (Case("client", f"C{number}", "counted", QUARTER.first, name=NAMES[number % 3], subject=number), "")
        for number in range(counted)
    )
    drill = desk.scorecards.drill("access.served", QUARTER)
    return replace(drill, counted=Rows(of_all or counted, cases), no_rows="")


def test_the_clipboard_has_a_line_for_each_row_whatever_is_in_a_name(desk: Desk) -> None:
    lines = rows_as_text(drill_of(desk, 3)).splitlines()
    assert lines[0] == "State\tName\tReference\tDay"
    assert lines[3] == "Counted\tAnn and Bob\tC2\t1 July 2026"
    assert len(lines) == 4


def test_in_a_workbook_text_stays_text_and_practice_is_said(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "rows.xlsx"
    page = Page("Larkrise", "Q2", practice=True)
    save_workbook(rows_workbook(drill_of(desk, 3), "People served", page), path)
    sheet = load_workbook(path)["Rows"]
    cell = sheet.cell(6, 2)
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
    assert sheet.cell(7, 2).value == NAMES[1]
    assert sheet.cell(3, 1).value == PRACTICE


@pytest.mark.parametrize(("counted", "of_all", "words"), [(3, 3, ""), (3, 9_000, "the first 3 of 9,000")])
def test_what_is_too_many_is_said(desk: Desk, counted: int, of_all: int, words: str) -> None:
    drill = drill_of(desk, counted, of_all)
    assert words in cut_words(drill)
    assert bool(cut_words(drill)) == bool(words)


def test_on_paper_no_more_than_can_be_read_and_that_is_said(desk: Desk) -> None:
    blocks = rows_blocks(drill_of(desk, 600), "People served", "Larkrise House")
    table = blocks[-1]
    assert isinstance(table, Table)
    assert len(table.rows) == 500
    assert Paragraph("Printed are the first 500 of 600 rows; the workbook has them all.") in blocks


def test_nothing_at_all_is_said_on_paper(desk: Desk) -> None:
    drill = desk.scorecards.drill("survey.positive", QUARTER)
    assert rows_blocks(drill, "Answers", "Larkrise House")[-1] == Paragraph(drill.no_rows)
