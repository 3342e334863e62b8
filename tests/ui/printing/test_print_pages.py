"""What stands on each page, on screen and in the PDF; the PDF appears whole or not at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgGenerator

from ipsdesk.errors import CannotRun
from ipsdesk.reports.blocks import Paragraph
from ipsdesk.ui.printing import Footing, Pages, save_pdf
from ipsdesk.ui.printing.printer import wanted_pages
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import COLOURS, Shade, Token
from tests.ui.printing.reports_to_print import FOOTING, HOSTILE, PRACTICE, long_report, wide_report

pytestmark = pytest.mark.usefixtures("theme")


def words_on(pages: Pages, number: int, mark: str = "") -> str:
    """All words that are painted on a page."""
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(content)
    painter = QPainter(drawing)
    pages.paint(painter, number, mark)
    painter.end()
    runs = re.findall(r"<text[^>]*>(.*?)</text>", bytes(content.data().data()).decode(), re.DOTALL)
    return " ".join(" ".join(runs).split())


def picture_of(pages: Pages, number: int = 0) -> QImage:
    picture = QImage(QSize(1200, 1700), QImage.Format.Format_RGB32)
    picture.fill(QColor(COLOURS[Token.SURFACE][0]))
    painter = QPainter(picture)
    painter.scale(0.5, 0.5)
    pages.paint(painter, number)
    painter.end()
    return picture


def test_every_page_says_whose_of_when_and_that_it_is_confidential() -> None:
    pages = Pages(long_report(), FOOTING)
    assert pages.count == 6
    for number in range(pages.count):
        said = words_on(pages, number)
        for words in ("Larkrise House", "4 to 10 May 2026", "Confidential", f"Page {number + 1} of 6"):
            assert words in said
        assert "Practice" not in said


def test_every_page_bears_the_mark_of_the_audit_trail() -> None:
    pages, mark = Pages(long_report(), PRACTICE), "Audit entry 1,204 · 3f2a9c01b77e"
    assert all(mark in words_on(pages, number, mark) for number in range(pages.count))
    assert "Audit entry" not in words_on(pages, 0)


def test_every_page_of_a_practice_copy_says_so_above_and_below() -> None:
    pages = Pages(wide_report(), PRACTICE)
    assert pages.count > 1
    for number in range(pages.count):
        assert words_on(pages, number).count("Practice: fictional people") == 2


def test_a_wide_table_turns_the_sheet() -> None:
    wide, upright = Pages(wide_report(), FOOTING).sheet.size, Pages(long_report(), FOOTING).sheet.size
    assert (wide.width(), wide.height()) == (upright.height(), upright.width())


def test_it_is_printed_in_light_colours_whatever_the_window_looks_like(theme: Theme) -> None:
    light = picture_of(Pages(long_report(3), PRACTICE))
    theme.choose(Shade.DARK, 100)
    assert picture_of(Pages(long_report(3), PRACTICE)) == light


@pytest.mark.parametrize("text", HOSTILE)
def test_a_strange_unit_name_is_only_text(text: str, tmp_path: Path) -> None:
    save_pdf([Paragraph(text)], Footing(text, text, practice=True), tmp_path / "strange.pdf")
    assert (tmp_path / "strange.pdf").read_bytes().startswith(b"%PDF-")


def test_a_pdf_takes_the_place_of_the_one_before_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "week.pdf"
    path.write_bytes(b"older")
    save_pdf(long_report(), FOOTING, path)
    content = path.read_bytes()
    assert len(re.findall(rb"/Type /Page\b", content)) == 6
    assert content.rstrip().endswith(b"%%EOF")
    assert [one.name for one in tmp_path.iterdir()] == ["week.pdf"]


@pytest.mark.parametrize("place", ["no folder/week.pdf", "a folder"])
def test_a_place_that_takes_no_file_is_said(tmp_path: Path, place: str) -> None:
    (tmp_path / "a folder").mkdir()
    with pytest.raises(CannotRun, match=r"was not saved\. The unit's records are as they were"):
        save_pdf(long_report(3), FOOTING, tmp_path / place)
    assert [one.name for one in tmp_path.iterdir()] == ["a folder"]


def test_the_pages_and_copies_asked_for_are_printed(tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert wanted_pages(printer, 4) == [0, 1, 2, 3]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert wanted_pages(printer, 4) == [1, 2]
    assert Pages(long_report(), FOOTING).paint_on(printer, wanted_pages(printer, 4))
    assert len(re.findall(rb"/Type /Page\b", (tmp_path / "printed.pdf").read_bytes())) == 2
