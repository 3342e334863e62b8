"""One page of the help in the window's own type and colours, with links, and words found in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QRectF, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from ipsdesk.ui.help.contents import part_name
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Size, Space, Token, Weight
from ipsdesk.ui.widgets.painting import Paint, font_of
from ipsdesk.ui.widgets.text_styles import BODY, HEAD, NAME, PANEL, TITLE, TextStyle

HEADINGS = {1: (TITLE, 0, 12), 2: (PANEL, 24, 6), 3: (NAME, 16, 4)}
"""Kind of text, room above and room below of each level of heading."""

PARAGRAPH_GAP, LEADING, WIDEST = 8, 118.0, 680
COLUMNS = (32, 68)
"""Shares of the two columns that every table of the help has."""

ON_SCREEN = TextStyle(weight=Weight.MEDIUM)
KEY = TextStyle(Size.SECOND, Weight.MEDIUM)
LINK = TextStyle(weight=Weight.MEDIUM, token=Token.ACCENT)


class PageView(QTextBrowser):
    """Shows Markdown; a link that is followed is only said, in ``followed``."""

    followed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._markdown = theme, ""
        self._found: list[QTextCursor] = []
        self.setAccessibleName("Help page")
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.anchorClicked.connect(self._follow)
        theme.changed.connect(self._redress)

    def _follow(self, link: QUrl) -> None:
        self.followed.emit(link.toString())

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:
        """Nothing is ever fetched."""
        return None

    def show_markdown(self, markdown: str) -> None:
        """Show another page, from its top."""
        self._markdown = markdown
        self._dress()

    def _redress(self) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / max(bar.maximum(), 1)
        self._dress()
        bar.setValue(round(share * bar.maximum()))

    def _dress(self) -> None:
        self._found = []
        self.setExtraSelections([])
        document = self.document()
        document.setDefaultFont(font_of(self._theme, BODY))
        document.setMarkdown(self._markdown)
        document.setDocumentMargin(self._theme.px(Space.CARD))
        document.setIndentWidth(self._theme.px(Space.CARD))
        Dressing(self._theme, document).dress()
        self._fit()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _fit(self) -> None:
        self.setLineWrapColumnOrWidth(min(self.viewport().width(), self._theme.px(WIDEST)))

    # ---- places -------------------------------------------------------------------------------------

    def show_part(self, part: str) -> None:
        """Bring a heading, named as links name it, to the top; the page's own top where there is none."""
        for block in blocks_of(self.document()):
            if block.blockFormat().headingLevel() and part_name(block.text()) == part:
                box = self.document().documentLayout().blockBoundingRect(block)
                self.verticalScrollBar().setValue(round(box.top()) - self._theme.px(Space.STEP))
                self.setTextCursor(QTextCursor(block))
                return

    def find_all(self, words: str) -> int:
        """Mark every place where these words stand; how many there are."""
        self._found = []
        cursor = QTextCursor(self.document())
        while words and not (cursor := self.document().find(words, cursor)).isNull():
            self._found.append(cursor)
        self._mark(-1)
        return len(self._found)

    def show_found(self, place: int) -> None:
        """Bring one of the places found into sight."""
        self._mark(place)
        cursor = QTextCursor(self._found[place])
        cursor.setPosition(cursor.selectionStart())
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _mark(self, current: int) -> None:
        marks = []
        for place, cursor in enumerate(self._found):
            mark = QTextEdit.ExtraSelection()
            is_current = place == current
            mark.cursor = cursor
            mark.format.setBackground(self._theme.colour(Token.ACCENT if is_current else Token.WARN_TINT))
            mark.format.setForeground(self._theme.colour(Token.ON_ACCENT if is_current else Token.WARN))
            marks.append(mark)
        self.setExtraSelections(marks)

    # ---- the ring -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            Paint(painter, self._theme).ring(QRectF(self.viewport().rect()))
            painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The ring stays where it is while the page moves."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


def blocks_of(document: QTextDocument) -> Iterator[QTextBlock]:
    """The blocks of a document, first to last."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


class Dressing:
    """Gives what Markdown left in Qt's own manner the type, colours and distances of the window."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        self._theme, self._document = theme, document

    def dress(self) -> None:
        """Dress everything, laid out anew once only."""
        edit = QTextCursor(self._document)
        edit.beginEditBlock()
        for block in blocks_of(self._document):
            self._block(block)
        for frame in self._document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._table(frame)
        edit.endEditBlock()

    def _block(self, block: QTextBlock) -> None:
        level, px = block.blockFormat().headingLevel(), self._theme.px
        style, above, below = HEADINGS.get(level, (BODY, 0, PARAGRAPH_GAP))
        in_table = QTextCursor(block).currentTable()
        if in_table is not None:
            below = 0
            style = HEAD if in_table.cellAt(block.position()).row() == 0 else BODY
        elif block.textList() is not None:
            below = PARAGRAPH_GAP // 2
        shape = block.blockFormat()
        shape.setTopMargin(px(above))
        shape.setBottomMargin(px(below))
        shape.setLineHeight(LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(block)
        cursor.setBlockFormat(shape)
        for start, length, manner in self._runs(block):
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(self._dressed(manner, style))

    @staticmethod
    def _runs(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
        """Place, length and manner of each run of like text; taken before any is changed."""
        runs, at = [], block.begin()
        while not at.atEnd():
            run = at.fragment()
            runs.append((run.position(), run.length(), run.charFormat()))
            at += 1
        return runs

    def _dressed(self, manner: QTextCharFormat, style: TextStyle) -> QTextCharFormat:
        if manner.isAnchor():
            style = LINK
        elif manner.fontFixedPitch():
            style = KEY
        elif style is BODY and manner.fontWeight() > Weight.MEDIUM:
            style = NAME
        elif style is BODY and manner.fontItalic():
            style = ON_SCREEN
        dressed = QTextCharFormat()
        dressed.setFont(font_of(self._theme, style))
        dressed.setForeground(self._theme.colour(style.token))
        if style is KEY:
            dressed.setBackground(self._theme.colour(Token.MUTE_TINT))
        if manner.isAnchor():
            dressed.setAnchor(True)
            dressed.setAnchorHref(manner.anchorHref())
        return dressed

    def _table(self, table: QTextTable) -> None:
        shape = table.format()
        shape.setBorder(0)
        shape.setBorderCollapse(True)
        shape.setCellPadding(0)
        shape.setCellSpacing(0)
        shape.setTopMargin(self._theme.px(4))
        shape.setBottomMargin(self._theme.px(12))
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        shape.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, share) for share in COLUMNS]
        )
        table.setFormat(shape)
        for row in range(table.rows()):
            for column in range(table.columns()):
                table.cellAt(row, column).setFormat(self._cell(Token.LINE2 if row == 1 else Token.LINE, row))

    def _cell(self, above: Token, row: int) -> QTextTableCellFormat:
        shape = QTextTableCellFormat()
        shape.setFont(font_of(self._theme, BODY))
        shape.setTopPadding(self._theme.px(6))
        shape.setBottomPadding(self._theme.px(4))
        shape.setRightPadding(self._theme.px(Space.STEP))
        if row:
            shape.setTopBorder(1)
            shape.setTopBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            shape.setTopBorderBrush(self._theme.colour(above))
        return shape
