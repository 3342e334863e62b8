"""Symbols and the week on paper: drawn where they stand, whole on a page, larger in large print."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage, QPainter

from ipsdesk.reports.blocks import Block, Heading, Paragraph, Symbol, Tint, WeekBox, WeekPicture
from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.ui.printing import Footing, Pages
from ipsdesk.ui.printing.paper import ink
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Token

FOOTING = Footing("Larkrise House", "22 November 2026", practice=False)
SHARE = 0.25
WEEK = WeekPicture(
    WEEKDAYS,
    [
        WeekBox(0, 540, 780, "Bakery", "9:00 to 13:00", "briefcase-outline", Tint.BLUE),
        WeekBox(0, 600, 660, "Meeting", "10:00 to 11:00", "star-outline", Tint.AMBER),
        WeekBox(6, 60, 90, "Early", "1:00 to 1:30", "star-outline", Tint.GREEN),
    ],
)


def painted(pages: Pages, number: int = 0) -> QImage:
    picture = QImage((pages.sheet.size * SHARE).toSize(), QImage.Format.Format_RGB32)
    picture.fill(ink(Token.SURFACE))
    painter = QPainter(picture)
    painter.scale(SHARE, SHARE)
    pages.paint(painter, number)
    painter.end()
    return picture


def has(picture: QImage, colour: QColor) -> bool:
    return any(
        picture.pixelColor(x, y) == colour
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
    )


def test_a_week_lies_and_shows_its_boxes(theme: Theme) -> None:
    pages = Pages([Heading("My week"), WEEK, Paragraph("Monday")], FOOTING)
    assert pages.count == 1
    assert pages.sheet.lying
    picture = painted(pages)
    for token in (Token.TINT, Token.WARN_TINT, Token.GOOD_TINT):
        assert has(picture, ink(token))


def test_symbols_stand_before_their_sentences_and_go_on_over_pages(theme: Theme) -> None:
    blocks: list[Block] = [Symbol("trophy-outline", f"Sentence number {number}.") for number in range(60)]
    pages = Pages([Heading("My plan"), *blocks], FOOTING)
    assert pages.count > 1
    text = pages.document.toPlainText()
    assert all(f"Sentence number {number}." in text for number in range(60))
    assert all(has(painted(pages, number), ink(Token.ACCENT)) for number in range(pages.count))


def test_large_print_takes_more_pages_and_loses_nothing(theme: Theme) -> None:
    blocks: list[Block] = [Heading("My plan"), *(Paragraph(f"Line {number}. " * 8) for number in range(40))]
    usual, large = Pages(blocks, FOOTING), Pages(blocks, FOOTING, 1.9)
    assert large.count > usual.count
    assert large.document.toPlainText() == usual.document.toPlainText()
    assert large.sheet == usual.sheet
