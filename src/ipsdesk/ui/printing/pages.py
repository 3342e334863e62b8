"""The pages of a report, and what stands on each: unit, period, page, Confidential, and Practice if so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSaveFile, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPagedPaintDevice, QPainter, QPdfWriter, QPen

from ipsdesk.errors import CannotRun
from ipsdesk.reports.blocks import Block, Heading, Poster
from ipsdesk.ui.printing.document import document_of, sheet_for
from ipsdesk.ui.printing.paper import FOOT, HAIR, HEAD, MILLIMETRE, RESOLUTION, SIDE, ink, type_of
from ipsdesk.ui.tokens import Token, Weight

CONFIDENTIAL = "Confidential"
PRACTICE = "Practice: fictional people"
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Footing:
    """What every page says: whose records, of when (may be empty), and whether the people are fictional.

    ``confidential`` is not said of what is made to be hung up.
    """

    unit: str
    period: str
    practice: bool
    confidential: bool = True


class Pages:
    """A report laid out on sheets, ready to be painted on a screen, a printer or into a PDF."""

    def __init__(self, blocks: Sequence[Block], footing: Footing, scale: float = 1.0) -> None:
        self.footing, self.sheet, self._scale = footing, sheet_for(blocks), scale
        self.document = document_of(blocks, self.sheet, scale)
        self.count = self.document.pageCount()
        titles = (block.text for block in blocks if isinstance(block, Heading | Poster))
        self.title = next(titles, "Report")
        posters = [block.said for block in blocks if isinstance(block, Poster)]
        self.said = "\n".join(posters) or self.document.toPlainText()

    def paint(self, painter: QPainter, number: int, mark: str = "") -> None:
        """One page, from 0, onto a sheet of the size of `Sheet.size`; ``mark`` stands at its foot."""
        size = self.document.pageSize()
        page = QRectF(0, number * size.height(), size.width(), size.height())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = page
        painter.save()
        painter.translate(self.sheet.body.topLeft())
        painter.scale(self._scale, self._scale)
        painter.translate(-page.topLeft())
        painter.setClipRect(page)
        self.document.documentLayout().draw(painter, context)
        painter.restore()
        self._head(painter)
        self._foot(painter, number, mark)

    def _head(self, painter: QPainter) -> None:
        box = self._strip(HEAD * 0.42, HEAD * 0.28)
        _say(painter, box, self.footing.unit, LEFT, Weight.SEMIBOLD)
        _say(painter, box, self.footing.period, RIGHT)
        if self.footing.practice:
            self._practice(painter, box)
        _rule(painter, box.bottomLeft() + QPointF(0, MILLIMETRE), box.width())

    def _practice(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(ink(Token.WARN_FILL), HAIR * 2))
        painter.setBrush(ink(Token.WARN_TINT))
        chip = QRectF(0, 0, 50 * MILLIMETRE, box.height())
        chip.moveCenter(box.center())
        painter.drawRoundedRect(chip, MILLIMETRE, MILLIMETRE)
        _say(painter, chip, PRACTICE, CENTRE, Weight.SEMIBOLD, Token.WARN)

    def _foot(self, painter: QPainter, number: int, mark: str) -> None:
        box = self._strip(self.sheet.size.height() - FOOT * 0.7, FOOT * 0.3)
        _rule(painter, box.topLeft() - QPointF(0, MILLIMETRE), box.width())
        marks = {CONFIDENTIAL: self.footing.confidential, PRACTICE: self.footing.practice}
        _say(painter, box, ". ".join(word for word, is_said in marks.items() if is_said), LEFT)
        _say(painter, box, mark, CENTRE)
        _say(painter, box, f"Page {number + 1} of {self.count}", RIGHT)

    def _strip(self, top: float, height: float) -> QRectF:
        return QRectF(SIDE, top, self.sheet.body.width(), height)

    def paint_on(
        self, device: QPagedPaintDevice, numbers: Sequence[int] | None = None, mark: str = ""
    ) -> bool:
        """All pages, or those given, onto a printer or PDF, marked; False where it takes none."""
        painter = QPainter()
        if not painter.begin(device):
            return False
        share = device.width() / self.sheet.size.width()
        for place, number in enumerate(range(self.count) if numbers is None else numbers):
            if place and not device.newPage():
                painter.end()
                return False
            painter.save()
            painter.scale(share, share)
            self.paint(painter, number, mark)
            painter.restore()
        return painter.end()


def save_pdf(blocks: Sequence[Block], footing: Footing, path: Path) -> None:
    """Write the report as a PDF, whole or not at all; raises `CannotRun` with a sentence."""
    write_file(pdf_of(Pages(blocks, footing)), path)


def pdf_of(pages: Pages, mark: str = "") -> bytes:
    """What a PDF of these pages holds; nothing where they could not be painted."""
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(content)
    writer.setCreator("IPS Desk")
    writer.setResolution(RESOLUTION)
    writer.setPageLayout(pages.sheet.layout)
    return bytes(content.data().data()) if pages.paint_on(writer, mark=mark) else b""


def write_file(content: bytes, path: Path) -> None:
    """Write a file to its place in one step; raises as `save_pdf`."""
    file = QSaveFile(str(path))
    if not (
        content
        and file.open(QIODevice.OpenModeFlag.WriteOnly)
        and file.write(content) == len(content)
        and file.commit()
    ):
        raise CannotRun(
            f"{path.name} was not saved. The unit's records are as they were. The disk may be full, the file "
            "open in another program, or the folder not yours to write in: try another folder."
        )


def _say(
    painter: QPainter,
    box: QRectF,
    words: str,
    align: Qt.AlignmentFlag,
    weight: int = Weight.REGULAR,
    token: Token = Token.TEXT2,
) -> None:
    painter.setFont(type_of(8.5, weight))
    painter.setPen(ink(Token.TEXT if weight == Weight.SEMIBOLD and token is Token.TEXT2 else token))
    painter.drawText(box, align | Qt.TextFlag.TextSingleLine, words)


def _rule(painter: QPainter, at: QPointF, length: float) -> None:
    painter.setPen(QPen(ink(Token.LINE2), HAIR))
    painter.drawLine(at, at + QPointF(length, 0))
