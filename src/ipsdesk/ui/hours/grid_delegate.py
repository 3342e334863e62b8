"""Draws the cells of the hours grid: persons and jobs, hours, plans, pay, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ipsdesk.ui.hours.grid_editor import CellEditor
from ipsdesk.ui.hours.grid_header import EDGE, PAD
from ipsdesk.ui.hours.grid_limit import paint_limit
from ipsdesk.ui.hours.grid_model import Problem
from ipsdesk.ui.hours.grid_shape import JOB_INDENT, Shape
from ipsdesk.ui.hours.lines import FIRST_DAY, LAST_DAY, LIMIT, PERSON, Cell, Kind, Line, Look
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Radius, Size, Token, Weight
from ipsdesk.ui.widgets.painting import CENTRE, RIGHT, Paint, line_height
from ipsdesk.ui.widgets.rows_model import Index
from ipsdesk.ui.widgets.text_styles import CELL, NAME, SECOND, TextStyle

if TYPE_CHECKING:
    from ipsdesk.ui.hours.grid_view import HoursGrid

STRONG = TextStyle(weight=Weight.SEMIBOLD, tabular=True)
STYLES = {
    Look.PLAIN: CELL,
    Look.STRONG: STRONG,
    Look.QUIET: CELL.coloured(Token.TEXT2),
    Look.OVER: STRONG.coloured(Token.BAD),
    Look.PLANNED: TextStyle(token=Token.TEXT2, tabular=True, italic=True),
    Look.PLANNED_SUM: TextStyle(token=Token.TEXT2, tabular=True, italic=True),
    Look.ESTIMATED: TextStyle(tabular=True, italic=True),
    Look.OUTSIDE: CELL.coloured(Token.TEXT2),
}
BELOW = TextStyle(Size.SECOND, token=Token.WARN)
WRONG = CELL.coloured(Token.BAD)
WEEKEND = (LAST_DAY - 1, LAST_DAY)
ACCENT_EDGE = 3


class GridDelegate(QStyledItemDelegate):
    """Paints whole cells and makes the field that is typed in."""

    def __init__(self, theme: Theme, shape: Shape, grid: HoursGrid) -> None:
        super().__init__(grid)
        self._theme, self._shape, self._grid = theme, shape, grid

    # ---- painting -------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, hairlines, words, and the ring where the keyboard is."""
        line = self._grid.rows.line(index)
        if line is None or line.kind is Kind.REASON:
            return
        box, column = QRectF(option.rect), index.column()
        painter.save()
        paint = Paint(painter, self._theme)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_here = is_chosen or self._grid.is_current_line(line)
        self._ground(paint, box, line, column, is_here=is_here)
        if column == PERSON:
            self._person(paint, box, line)
        elif column == LIMIT:
            if line.limit is not None:
                paint_limit(paint, box, line.limit)
        else:
            self._figure(paint, box, index, line.cells[column])
        painter.restore()

    def _ground(self, paint: Paint, box: QRectF, line: Line, column: int, *, is_here: bool) -> None:
        cell, painter = line.cells[column], paint.painter
        sunk = column in WEEKEND or cell.look is Look.OUTSIDE
        ground = Token.SELECTED if is_here else Token.SUNK if sunk else Token.SURFACE
        painter.fillRect(box, self._theme.colour(ground))
        if cell.look is Look.OUTSIDE:
            path = QPainterPath()
            path.addRect(box)
            paint.hatch(path, Token.LINE)
        below = QPointF(0, 1)
        if column not in (PERSON, LIMIT) or self._ends_person(line, column):
            paint.line(box.bottomLeft() - below, box.bottomRight() - below)
        if FIRST_DAY <= column <= LAST_DAY + 1:
            paint.line(box.topLeft(), box.bottomLeft())
        if column == PERSON and self._grid.is_current_line(line):
            edge = QRectF(box.left(), box.top(), ACCENT_EDGE, box.height())
            painter.fillRect(edge, self._theme.colour(Token.ACCENT))

    @staticmethod
    def _ends_person(line: Line, column: int) -> bool:
        """Whether a hairline ends it on the whole width: all but what is joined to a job or part below."""
        if line.kind is Kind.JOB:
            return line.is_last_job and (column == PERSON or line.part == line.parts - 1)
        return line.kind is Kind.ONE

    def _person(self, paint: Paint, box: QRectF, line: Line) -> None:
        cell, room = line.cells[PERSON], self._shape.person_room(line)
        if line.kind is Kind.JOB:
            self._connector(paint, box, is_last=line.is_last_job)
        indent = EDGE + (JOB_INDENT if line.kind is Kind.JOB else 0)
        style = SECOND if line.kind is Kind.JOB else NAME
        text = [(words, style) for words in self._shape.wrapped(cell.words, style, room)]
        if cell.second:
            text += [(words, SECOND) for words in self._shape.wrapped(cell.second, SECOND, room)]
        heights = [line_height(self._theme, one) for _, one in text]
        top = box.center().y() - sum(heights) / 2
        for (words, one), high in zip(text, heights, strict=True):
            paint.text(QRectF(box.left() + self._theme.px(indent), top, room + 1, high), words, one)
            top += high

    def _connector(self, paint: Paint, box: QRectF, *, is_last: bool) -> None:
        across, middle = box.left() + self._theme.px(EDGE + 4), box.center().y()
        foot = middle if is_last else box.bottom()
        paint.line(QPointF(across, box.top() - 2), QPointF(across, foot), Token.LINE2)
        paint.line(QPointF(across, middle), QPointF(across + self._theme.px(8), middle), Token.LINE2)

    def _figure(self, paint: Paint, box: QRectF, index: Index, cell: Cell) -> None:
        is_current = self._grid.is_current_cell(index)
        problem = self._grid.rows.problem(index)
        inner = box.adjusted(1, 0, -1, -1)
        if is_current:
            paint.box(inner.adjusted(1, 1, -1, -1), Token.SURFACE, radius=Radius.TILE)
        if not self._grid.is_edited(index):
            self._content(paint, box, cell, problem)
        if problem is not None:
            paint.ring(inner, Radius.TILE, Token.BAD)
        elif is_current and self._grid.has_keyboard():
            paint.ring(inner, Radius.TILE)
        elif is_current:
            paint.box(inner.adjusted(1, 1, -1, -1), None, Token.EDGE, Radius.TILE)

    def _content(self, paint: Paint, box: QRectF, cell: Cell, problem: Problem | None) -> None:
        if problem is not None:
            paint.text(box.adjusted(2, 0, -self._theme.px(PAD), 0), problem.text, WRONG, RIGHT)
        elif cell.look is Look.PLANNED:
            self._planned(paint, box, cell)
        elif cell.words:
            self._words(paint, box, cell)

    def _planned(self, paint: Paint, box: QRectF, cell: Cell) -> None:
        side, high = self._theme.px(3), self._theme.px(30)
        top = round(box.center().y() - min(high, box.height() - 6) / 2)
        plan = QRectF(
            round(box.left()) + side + 1, top, box.width() - 2 * side - 1, min(high, box.height() - 6)
        )
        paint.box(plan, Token.PLAN, Token.PLAN_LINE, Radius.TILE, dashed=True)
        paint.text(box, cell.words, STYLES[cell.look], CENTRE)

    def _words(self, paint: Paint, box: QRectF, cell: Cell) -> None:
        room, style = box.adjusted(2, 0, -self._theme.px(PAD), 0), STYLES[cell.look]
        if not cell.second:
            paint.text(room, cell.words, style, RIGHT)
            return
        high = line_height(self._theme, SECOND)
        top = box.center().y() - high
        paint.text(QRectF(room.left(), top, room.width(), high), cell.words, style, RIGHT)
        paint.text(QRectF(room.left(), top + high, room.width(), high), cell.second, BELOW, RIGHT)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As the columns and rows are measured already."""
        return QSize(self._shape.widths[index.column()], self._grid.rowHeight(index.row()))

    # ---- typing ---------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A real field in the cell."""
        editor = CellEditor(self._theme, parent)
        editor.setAccessibleName(self._grid.rows.lines[index.row()].read_out(index.column()))
        self._grid.opened(editor, index)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What is recorded, or what was typed and is not saved, is typed over; once, not at every change."""
        if isinstance(editor, CellEditor) and not editor.is_filled:
            editor.removeEventFilter(self)  # the field says itself when it is left
            editor.fill(self._grid.text_to_edit(index))

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, CellEditor):
            self._grid.take(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """In place of the ring, and over its neighbours in a low line; a reason takes its whole line."""
        box: QRect = option.rect
        if isinstance(editor, CellEditor):
            box = box.adjusted(1, 0, -1, -1)
            lacking = max(editor.minimumHeight() - box.height(), 0)
            box = box.adjusted(0, -(lacking // 2), 0, lacking - lacking // 2)
        editor.setGeometry(box)
