"""The printed document: text is only text, rows stay whole, heads are repeated."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument, QTextTable

from ipsdesk.reports.blocks import Block, Heading, Large, Line, Paragraph, Symbol, Table
from ipsdesk.ui.printing import document_of
from ipsdesk.ui.theme import Theme
from tests.ui.printing.reports_to_print import HOSTILE, long_report, wide_report

pytestmark = pytest.mark.usefixtures("theme")


def tables_of(document: QTextDocument) -> list[QTextTable]:
    return [one for one in document.rootFrame().childFrames() if isinstance(one, QTextTable)]


def rows_of_tables(document: QTextDocument) -> list[tuple[float, float]]:
    """Top and bottom of each row's text."""
    layout = document.documentLayout()
    found = []
    for table in tables_of(document):
        for row in range(table.rows()):
            cells = [table.cellAt(row, column) for column in range(table.columns())]
            boxes = [
                layout.blockBoundingRect(cursor.block())
                for cell in cells
                for cursor in (cell.firstCursorPosition(), cell.lastCursorPosition())
            ]
            found.append((min(box.top() for box in boxes), max(box.bottom() for box in boxes)))
    return found


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", [Heading, Paragraph, Large])
def test_text_is_printed_as_it_is(text: str, kind: type[Heading | Paragraph | Large]) -> None:
    assert document_of([kind(text)]).toPlainText().strip() == text


def test_text_of_cells_is_printed_as_it_is_and_nothing_runs_off_the_sheet() -> None:
    cells = [(text, (Line(text), Line("below")), text) for text in HOSTILE]
    document = document_of([Table(HOSTILE[:3], cells)])
    plain = document.toPlainText()
    assert all(plain.count(text) >= 3 for text in HOSTILE)
    width = document.pageSize().width()
    assert document.documentLayout().frameBoundingRect(tables_of(document)[0]).right() <= width + 1


@pytest.mark.parametrize("blocks", [long_report(), wide_report()], ids=["long", "wide"])
def test_every_page_has_the_heads_and_whole_rows(blocks: list[Block]) -> None:
    document = document_of(blocks)
    height = document.pageSize().height()
    assert document.pageCount() > 1
    assert len(tables_of(document)) == document.pageCount()
    for table, page in zip(tables_of(document), range(document.pageCount()), strict=True):
        head = table.cellAt(0, 0).firstCursorPosition().block()
        assert document.documentLayout().blockBoundingRect(head).top() // height == page
    for top, bottom in rows_of_tables(document):
        assert top // height == (bottom - 1) // height


def test_no_row_is_lost_or_printed_twice() -> None:
    plain = document_of(long_report(300)).toPlainText()
    assert [plain.count(f"Row {number} is within") for number in range(300)] == [1] * 300


def test_a_person_s_rows_stay_together() -> None:
    rows = [(f"Person {number // 3}, line {number % 3}", "x") for number in range(120)]
    joined = frozenset(number for number in range(120) if number % 3)
    document = document_of([Heading("Joined"), Table(("Who", "What"), rows, joined=joined)])
    assert document.pageCount() > 1
    for table in tables_of(document)[1:]:
        assert table.cellAt(1, 0).firstCursorPosition().block().text().endswith("line 0")


def test_a_heading_is_never_the_last_thing_on_a_page() -> None:
    table = Table(("Who",), [("A name",)] * 4)
    document = document_of([block for number in range(30) for block in (Heading(f"Part {number}", 2), table)])
    layout, height = document.documentLayout(), document.pageSize().height()
    said = []
    block = document.begin()
    while block.isValid():
        if block.text():
            said.append((block.text(), layout.blockBoundingRect(block).top() // height))
        block = block.next()
    assert document.pageCount() > 2
    for (words, page), head, row in zip(said, said[1:], said[2:], strict=False):
        if words.startswith("Part"):
            assert (head, row) == (("Who", page), ("A name", page))


def test_a_cell_longer_than_a_page_is_printed_to_its_end() -> None:
    words = " ".join(f"word{number}" for number in range(4_000))
    document = document_of([Table(("Why",), [("before",), (words,), ("after",)])])
    assert words in document.toPlainText()
    assert document.pageCount() > 2


def test_paper_does_not_follow_the_text_size_of_the_window(theme: Theme) -> None:
    pages = document_of(long_report()).pageCount()
    theme.choose(theme.chosen, 200)
    assert document_of(long_report()).pageCount() == pages


def test_no_page_is_empty_wherever_a_symbol_ends() -> None:
    for many in range(1, 25):
        blocks: list[Block] = [Paragraph("Line")] * many
        blocks += [Symbol("account", "Words")] * 30
        document = document_of(blocks)
        high = document.pageSize().height()
        tops = [int(top // high) for top, _bottom in rows_of_tables(document)]
        assert {*range(tops[0], document.pageCount())} == {*tops}, many
