"""Blocks of a report as a Qt document: text is only ever text, rows stay whole, heads are repeated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableCell,
    QTextTableCellFormat,
    QTextTableFormat,
)

from ipsdesk.reports.blocks import (
    Block,
    Cell,
    Diagram,
    Heading,
    Large,
    Line,
    Paragraph,
    Poster,
    Room,
    Side,
    Symbol,
    Table,
    Tone,
    WeekPicture,
)
from ipsdesk.ui.printing.drawings import (
    ChartOnPaper,
    Drawing,
    Drawings,
    IconDrawing,
    RoomDrawing,
    WeekDrawing,
)
from ipsdesk.ui.printing.paging import Piece, Place, page_starts
from ipsdesk.ui.printing.paper import HAIR, UNITS, Sheet, ink, type_of
from ipsdesk.ui.printing.poster import PosterDrawing
from ipsdesk.ui.tokens import Token, Weight

MANY_COLUMNS = 6
"""A table of more columns is printed on sheets that lie."""

TITLE, SECTION, LARGE, BODY, CELL, HEAD = 17.0, 11.5, 25.0, 10.0, 8.5, 8.0
PADDING, ASIDE, STEP = 2.5 * UNITS, 8.0 * UNITS, 9.0 * UNITS
LEADING = 116.0
SYMBOL, SYMBOL_TEXT = 26.0 * UNITS, 11.5
SYMBOL_WIDTHS = (0.12, 0.88)
WEEK_HEIGHT, CHART_HEIGHT = 320.0 * UNITS, 190.0 * UNITS
POSTER = 734.0 * UNITS
"""The height of a page's body, of which a page to hang up is as good as all."""
ROOM_LINE, AFTER_ROOM = 20.0 * UNITS, 12.0 * UNITS
AFTER_TABLE, AFTER_SYMBOL, AFTER_SYMBOLS, AFTER_WEEK = 9.0 * UNITS, 3.0 * UNITS, 14.0 * UNITS, 8.0 * UNITS
LINE_SEPARATOR = "\u2028"
ENDLESS = 10_000_000.0
PARTING, SLACK = 1, AFTER_SYMBOLS + 2.0 * UNITS
"""The line between two tables, and room for it on every page."""

ALIGNED = {Side.LEFT: Qt.AlignmentFlag.AlignLeft, Side.RIGHT: Qt.AlignmentFlag.AlignRight}
TONES = {
    Tone.PLAIN: (Weight.REGULAR, Token.TEXT, False),
    Tone.STRONG: (Weight.SEMIBOLD, Token.TEXT, False),
    Tone.QUIET: (Weight.REGULAR, Token.TEXT2, False),
    Tone.UNCERTAIN: (Weight.REGULAR, Token.TEXT2, True),
}
STRENGTH = {True: Weight.SEMIBOLD, False: Weight.REGULAR}


def sheet_for(blocks: Sequence[Block]) -> Sheet:
    """An upright sheet, or a lying one where a table or a picture needs its width."""
    return Sheet(any(_is_wide(one) for one in blocks))


def _is_wide(block: Block) -> bool:
    return isinstance(block, WeekPicture) or (isinstance(block, Table) and len(block.heads) > MANY_COLUMNS)


def document_of(blocks: Sequence[Block], sheet: Sheet | None = None, scale: float = 1.0) -> QTextDocument:
    """The report laid out page by page in the body of its sheets, in the units of `paper`.

    With a ``scale`` it is laid out in so much less room, to be painted so much larger.
    """
    size = QSizeF(((sheet or sheet_for(blocks)).body.size() / scale).toSize())
    endless = _Writer(QSizeF(size.width(), ENDLESS), frozenset())
    endless.write(blocks)
    starts = page_starts(list(endless.pieces(blocks)), size.height() - SLACK)
    writer = _Writer(size, starts)
    writer.write(blocks)
    return writer.document


class _Writer:
    """Writes blocks into a document whose pages have a size; ``starts`` are what begins a page."""

    def __init__(self, size: QSizeF, starts: frozenset[Place]) -> None:
        self.document = QTextDocument()
        self.document.setDocumentMargin(0)
        self.document.setUseDesignMetrics(True)
        self.document.setUndoRedoEnabled(False)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document.setDefaultTextOption(option)
        self.document.setDefaultFont(type_of(BODY))
        self.document.setPageSize(size)
        self._starts = starts
        self._drawings = Drawings(self.document)
        self._cursor = QTextCursor(self.document)
        self._is_fresh = True
        self._laid: list[QTextBlock | QTextTable] = []

    def write(self, blocks: Sequence[Block]) -> None:
        """Write them one after another, laid out once only."""
        self._cursor.beginEditBlock()
        for number, block in enumerate(blocks):
            if isinstance(block, Table):
                self._table(number, block)
            elif isinstance(block, Symbol):
                followed = blocks[number + 1 : number + 2]
                self._symbol(number, block, ends=any(isinstance(one, Heading) for one in followed))
            elif isinstance(block, WeekPicture):
                self._drawn(number, WeekDrawing(block, self._size(WEEK_HEIGHT)), AFTER_WEEK)
            elif isinstance(block, Diagram):
                self._drawn(number, ChartOnPaper(block.chart, self._size(CHART_HEIGHT)), AFTER_WEEK)
            elif isinstance(block, Poster):
                self._drawn(number, PosterDrawing(block, self._size(self._whole_page())), 0)
            elif isinstance(block, Room):
                self._drawn(number, RoomDrawing(block, self._size(block.lines * ROOM_LINE)), AFTER_ROOM)
            else:
                self._text(number, block)
        self._cursor.endEditBlock()

    # ---- text ---------------------------------------------------------------------------------------

    def _text(self, number: int, block: Heading | Paragraph | Large) -> None:
        font, above, below, text = _manner(block)
        shape = QTextBlockFormat()
        shape.setTopMargin((above if self._laid else 0) * UNITS)
        shape.setBottomMargin(below * UNITS)
        _lead(shape)
        self._new_block(shape, starts_page=(number, -1) in self._starts)
        self._cursor.insertText(_broken(text), _character(font))
        self._laid.append(self._cursor.block())

    def _new_block(self, shape: QTextBlockFormat, *, starts_page: bool) -> None:
        """A block of its own, the one there already if nothing is in it yet."""
        if starts_page:
            shape.setPageBreakPolicy(QTextFrameFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        if self._is_fresh:
            self._cursor.setBlockFormat(shape)
        else:
            self._cursor.insertBlock(shape)
        self._is_fresh = False

    # ---- pictures -----------------------------------------------------------------------------------

    def _symbol(self, number: int, block: Symbol, *, ends: bool) -> None:
        """The symbol, and beside it the sentence; more room below where a section ends."""
        self._parting(starts_page=(number, -1) in self._starts)
        shape = _table_format(Table(("", ""), (), (), SYMBOL_WIDTHS))
        shape.setBottomMargin(AFTER_SYMBOLS if ends else AFTER_SYMBOL)
        made = self._cursor.insertTable(1, 2, shape)
        icon, words = (made.cellAt(0, column) for column in range(2))
        words.setFormat(_middle())
        self._drawings.insert(icon.firstCursorPosition(), IconDrawing(block.icon, SYMBOL))
        font = type_of(SYMBOL_TEXT, STRENGTH[block.strong])
        words.firstCursorPosition().insertText(_broken(block.text), _character(font))
        self._laid.append(made)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._is_fresh = True
        self._parting(starts_page=False)

    def _drawn(self, number: int, drawing: Drawing, after: float) -> None:
        """Something as wide as the page, on a line of its own."""
        shape = QTextBlockFormat()
        shape.setBottomMargin(after)
        self._new_block(shape, starts_page=(number, -1) in self._starts)
        self._drawings.insert(self._cursor, drawing)
        self._laid.append(self._cursor.block())

    def _size(self, high: float) -> QSizeF:
        return QSizeF(self.document.pageSize().width(), high)

    def _whole_page(self) -> float:
        """What is left of a page beside the line on which a picture stands."""
        return min(self.document.pageSize().height(), POSTER) - SLACK - BODY * UNITS

    # ---- tables -------------------------------------------------------------------------------------

    def _table(self, number: int, table: Table) -> None:
        """The table, begun again with its heads on every page."""
        cuts = [0, *(row for block, row in sorted(self._starts) if block == number and row > 0)]
        for first, last in zip(cuts, [*cuts[1:], len(table.rows)], strict=True):
            self._parting(starts_page=(number, first) in self._starts)
            shape = _table_format(table)
            shape.setBottomMargin(AFTER_TABLE if last == len(table.rows) else 0)
            made = self._cursor.insertTable(1 + last - first, len(table.heads), shape)
            self._fill(made, table, range(first, last))
            self._laid.append(made)
            self._cursor.movePosition(QTextCursor.MoveOperation.End)
            self._is_fresh = True
        self._parting(starts_page=False)

    def _parting(self, *, starts_page: bool) -> None:
        """The line that Qt wants between tables, too low to be seen."""
        shape = QTextBlockFormat()
        shape.setLineHeight(PARTING, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._new_block(shape, starts_page=starts_page)
        self._is_fresh = True

    def _fill(self, made: QTextTable, table: Table, rows: range) -> None:
        for column, head in enumerate(table.heads):
            _put(made.cellAt(0, column), (Line(head),), _side(table, column), above=None, is_head=True)
        for place, row in enumerate(rows, 1):
            above = Token.EDGE if place == 1 else None if row in table.joined else Token.LINE2
            for column, content in enumerate(table.rows[row]):
                _put(made.cellAt(place, column), _lines(content), _side(table, column), above=above)

    # ---- how it came out ----------------------------------------------------------------------------

    def pieces(self, blocks: Sequence[Block]) -> Iterator[Piece]:
        """What has been written, as it lies on an endless page; every block is laid once there."""
        layout = self.document.documentLayout()
        for number, (block, laid) in enumerate(zip(blocks, self._laid, strict=True)):
            if isinstance(laid, QTextBlock):
                box = layout.blockBoundingRect(laid)
                yield Piece((number, -1), box.top(), box.bottom(), tied=isinstance(block, Heading))
            elif isinstance(block, Table):
                yield from self._rows(number, block, laid)
            else:
                frame, followed = layout.frameBoundingRect(laid), blocks[number + 1 : number + 2]
                tied = _asks(block) and any(isinstance(one, Room | Paragraph) for one in followed)
                yield Piece((number, -1), frame.top(), frame.bottom(), tied=tied)

    def _rows(self, number: int, table: Table, made: QTextTable) -> Iterator[Piece]:
        layout = self.document.documentLayout()
        frame = layout.frameBoundingRect(made)
        tops = [
            layout.blockBoundingRect(made.cellAt(row, 0).firstCursorPosition().block()).top() - PADDING
            for row in range(made.rows())
        ]
        head = tops[1] - frame.top() if len(tops) > 1 else 0.0
        bounds = [frame.top(), *tops[2:], frame.bottom()]
        for row in range(len(table.rows)):
            yield Piece(
                (number, row), bounds[row], bounds[row + 1], head if row else 0.0, row + 1 in table.joined
            )


def _asks(block: Block) -> bool:
    """Whether it is a question, which stays with its answer or the room for it."""
    return isinstance(block, Symbol) and block.strong


def _manner(block: Heading | Paragraph | Large) -> tuple[QFont, float, float, str]:
    """Type, room above and below in points, and words."""
    if isinstance(block, Large):
        return type_of(LARGE, Weight.SEMIBOLD), 14, 18, block.text
    if isinstance(block, Paragraph):
        return type_of(BODY, STRENGTH[block.strong]), 0, 6, block.text
    if block.level == 1:
        return type_of(TITLE, Weight.SEMIBOLD), 0, 5, block.text
    return type_of(SECTION, Weight.SEMIBOLD), 12, 3, block.text


def _lead(shape: QTextBlockFormat) -> None:
    shape.setLineHeight(LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)


def _character(font: QFont, token: Token = Token.TEXT) -> QTextCharFormat:
    manner = QTextCharFormat()
    manner.setFont(font)
    manner.setForeground(ink(token))
    return manner


def _table_format(table: Table) -> QTextTableFormat:
    shape = QTextTableFormat()
    shape.setBorder(0)
    shape.setBorderCollapse(True)
    shape.setCellSpacing(0)
    shape.setCellPadding(0)
    widths = table.widths or (1.0,) * len(table.heads)
    shape.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, 100 * one / sum(widths)) for one in widths]
    )
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    return shape


def _middle() -> QTextTableCellFormat:
    """A cell whose words stand in the middle of its height."""
    shape = QTextTableCellFormat()
    shape.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
    shape.setTopPadding(PADDING * 2)
    shape.setBottomPadding(PADDING * 2)
    return shape


def _cell_format(font: QFont, above: Token | None, before: float) -> QTextTableCellFormat:
    shape = QTextTableCellFormat()
    shape.setFont(font)
    shape.setTopPadding(PADDING if above else 0)
    shape.setBottomPadding(PADDING)
    shape.setLeftPadding(before)
    if above is not None:
        shape.setTopBorder(HAIR)
        shape.setTopBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setTopBorderBrush(ink(above))
    return shape


def _side(table: Table, column: int) -> Side:
    return table.sides[column] if table.sides else Side.LEFT


def _lines(content: Cell) -> tuple[Line, ...]:
    if isinstance(content, str):
        return (Line(content),) if content else ()
    return content


def _put(
    cell: QTextTableCell, lines: Sequence[Line], side: Side, *, above: Token | None, is_head: bool = False
) -> None:
    """Write lines into a cell; ``above`` is the colour of the hairline over it."""
    # The format of a cell is kept by the mark before its text, so it comes first and is never set again.
    cell.setFormat(_cell_format(type_of(CELL), above, ASIDE if cell.column() else 0))
    cursor = cell.firstCursorPosition()
    for number, line in enumerate(lines):
        shape = QTextBlockFormat()
        shape.setAlignment(ALIGNED[side])
        shape.setLeftMargin(line.indent * STEP)
        _lead(shape)
        if number:
            cursor.insertBlock(shape)
        else:
            cursor.setBlockFormat(shape)
        cursor.insertText(_broken(line.text), _head_character() if is_head else _tone_character(line.tone))


def _head_character() -> QTextCharFormat:
    return _character(type_of(HEAD, Weight.MEDIUM), Token.TEXT2)


def _tone_character(tone: Tone) -> QTextCharFormat:
    weight, token, italic = TONES[tone]
    return _character(type_of(CELL, weight, italic=italic), token)


def _broken(text: str) -> str:
    """Ends of lines that stay within their paragraph."""
    return text.replace("\r\n", "\n").replace("\n", LINE_SEPARATOR)
