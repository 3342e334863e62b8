"""The rows behind a figure on screen: thousands of them, each as high as its words need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ipsdesk.ui.kpis.drill_rows import Line
from ipsdesk.ui.kpis.scorecard_model import NOWHERE, Index
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON, ICON_SMALL, Height, Space, Token
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import LEFT, RIGHT, Paint, width_of
from ipsdesk.ui.widgets.table_view import make_plain
from ipsdesk.ui.widgets.text_styles import BODY, CELL, NAME, SECOND
from ipsdesk.ui.widgets.wrapped import Part, height_of, paint_wrapped

PAD, GAP, ASIDE, ABOVE = 17, 10, 150, 5
HEADING_ROW, ACCENT_EDGE = 28, 3
LEAST_HEIGHT = 200
"""Of the list, at 100 %, where the words above it are many."""
HEADING = NAME.coloured(Token.TEXT2)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LinesModel(QAbstractTableModel):
    """The lines, headings among them, which keys and clicks pass over."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading is only read."""
        line = self.lines[index.row()] if index.isValid() else None
        return super().flags(index) if line and line.case else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        return line.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None


class LineDrawing(QStyledItemDelegate):
    """Name, what stands beside it, and its part in the figure; on lines of their own where they are long."""

    def __init__(self, theme: Theme, view: QTableView, model: LinesModel) -> None:
        super().__init__(view)
        self._theme, self._model = theme, model
        self.has_marks = self.has_ways = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, hairline, words."""
        line, box = self._model.lines[index.row()], QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint = Paint(painter, self._theme)
        ground = Token.SUNK if line.case is None else Token.SELECTED if selected else Token.SURFACE
        painter.fillRect(box, self._theme.colour(ground))
        if line.case is None:
            self._heading(paint, box, line)
        else:
            if selected:
                edge = QRectF(box.left(), box.top(), ACCENT_EDGE, box.height())
                painter.fillRect(edge, self._theme.colour(Token.ACCENT))
            self._line(paint, box, line)
            if option.state & QStyle.StateFlag.State_HasFocus:
                paint.ring(box.adjusted(1, 0, -1, 0))
        painter.restore()

    def _heading(self, paint: Paint, box: QRectF, line: Line) -> None:
        paint.line(box.topLeft(), box.topRight())
        paint.line(box.bottomLeft() - QPointF(0, 1), box.bottomRight() - QPointF(0, 1))
        inner = box.adjusted(self._theme.px(PAD), 0, -self._theme.px(PAD), 0)
        if self._fits_heading(line, inner.width()):
            paint.text(inner, line.name, HEADING, LEFT)
            paint.text(inner, line.right, SECOND, RIGHT)
        else:
            paint_wrapped(paint, inner, [(line.name, HEADING), (line.right, SECOND)])

    def _fits_heading(self, line: Line, width: float) -> bool:
        words = width_of(self._theme, line.name, HEADING) + width_of(self._theme, line.right, SECOND)
        return words + self._theme.px(GAP) <= width

    def _line(self, paint: Paint, box: QRectF, line: Line) -> None:
        inner = self._inner(box)
        if self.has_marks and line.mark is not None:
            side = self._theme.px(ICON_SMALL)
            left = box.left() + self._theme.px(PAD)
            paint.icon(QRectF(left, box.center().y() - side / 2, side, side), line.mark.icon, line.mark.token)
        if line.leads_to is not None:
            side = self._theme.px(ICON)
            left = box.right() - self._theme.px(Space.STEP) - side
            spot = QRectF(left, box.center().y() - side / 2, side, side)
            paint.icon(spot, "chevron-right", Token.TEXT3)
        if not self.fits(line, inner.width()):
            paint_wrapped(paint, inner, self._parts(line))
            return
        width = paint.text(inner, line.name, BODY, LEFT | Qt.AlignmentFlag.AlignAbsolute)
        right = CELL.coloured(Token.BAD) if line.mark is Mark.OFF_TARGET else CELL
        if line.case is not None and line.case.reason:
            right = SECOND
        taken = paint.text(inner, line.right, right, RIGHT)
        gap = self._theme.px(GAP)
        wide = width_of(self._theme, line.aside, SECOND)
        left = max(width + gap, min(self._theme.px(ASIDE), inner.width() - taken - gap - wide))
        paint.text(inner.adjusted(left, 0, 0, 0), line.aside, SECOND, LEFT)

    def _inner(self, box: QRectF) -> QRectF:
        px = self._theme.px
        left = px(PAD) + (px(ICON_SMALL + GAP) if self.has_marks else 0)
        right = px(Space.STEP) + px(ICON) + px(4) if self.has_ways else px(PAD)
        return box.adjusted(left, 0, -right, 0)

    def fits(self, line: Line, width: float) -> bool:
        """Whether all stands on one line; measured in one go, in the widest type of the three."""
        words = width_of(self._theme, f"{line.name}{line.aside}{line.right}", CELL)
        return words + 2 * self._theme.px(GAP) <= width

    def _parts(self, line: Line) -> list[Part]:
        second = " · ".join(part for part in (line.aside, line.right) if part)
        return [(line.name, BODY), (second, SECOND)] if second else [(line.name, BODY)]

    def height(self, line: Line, width: float) -> int:
        """How high a row must be for all its words."""
        px = self._theme.px
        if line.case is None:
            inner = width - 2 * px(PAD)
            parts: list[Part] = [(line.name, HEADING), (line.right, SECOND)]
            needed = 0.0 if self._fits_heading(line, inner) else height_of(self._theme, parts, inner)
            return max(px(HEADING_ROW), round(needed) + 2 * ABOVE)
        inner = self._inner(QRectF(0, 0, width, 0)).width()
        if self.fits(line, inner):
            return px(Height.DRILL_ROW)
        return round(height_of(self._theme, self._parts(line), inner)) + 2 * px(ABOVE)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The view measures its rows itself."""
        return QSize(0, self._theme.px(Height.DRILL_ROW))


class DrillList(QTableView):
    """``opened`` carries the key of the person a row is about: Enter or a double click."""

    opened = Signal(int)
    copied = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._higher: set[int] = set()
        self.lines = LinesModel(self)
        self.setModel(self.lines)
        self._drawing = LineDrawing(theme, self, self.lines)
        self.setItemDelegate(self._drawing)
        self.setAccessibleName("The rows behind the figure")
        self._behave()
        self.doubleClicked.connect(self._open)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copied)
        self.verticalScrollBar().valueChanged.connect(self._measure_seen)
        theme.changed.connect(self._measure)

    def _behave(self) -> None:
        make_plain(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setVisible(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        side = self.verticalHeader()
        side.setVisible(False)
        side.setMinimumSectionSize(1)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these rows, from the first."""
        self._drawing.has_marks = any(line.mark for line in lines)
        self._drawing.has_ways = any(line.leads_to is not None for line in lines)
        self._higher.clear()
        self.lines.set_lines(lines)
        self._measure()
        self.scrollToTop()

    def _measure(self) -> None:
        """All of the usual height, until they come into sight: there may be thousands."""
        side = self.verticalHeader()
        side.setDefaultSectionSize(self._theme.px(Height.DRILL_ROW))
        for place in self._higher:
            side.resizeSection(place, self._theme.px(Height.DRILL_ROW))
        self._higher.clear()
        self._measure_seen()
        self.setMinimumHeight(min(side.length() + 2, self._theme.px(LEAST_HEIGHT)))

    def _measure_seen(self) -> None:
        """Make the rows in sight as high as their words need; the one under the cursor stays in sight."""
        was_seen = self.visualRect(self.currentIndex()).intersects(self.viewport().rect())
        side, bottom = self.verticalHeader(), self.viewport().height()
        place = max(side.visualIndexAt(0), 0)
        while place < len(self.lines.lines) and self.rowViewportPosition(place) <= bottom:
            high = self._drawing.height(self.lines.lines[place], self.viewport().width())
            if high != self.rowHeight(place):
                side.resizeSection(place, high)
                self._higher.add(place)
            place += 1
        if was_seen:
            self.updateGeometries()  # else it scrolls no further than the rows reached before
            self.scrollTo(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()
        else:
            self._measure_seen()

    def current_line(self) -> Line | None:
        """The line under the cursor."""
        index = self.currentIndex()
        return self.lines.lines[index.row()] if index.isValid() else None

    def go_to_first(self) -> None:
        """Bring the cursor to the first row."""
        first = next((place for place, line in enumerate(self.lines.lines) if line.case), None)
        if first is not None:
            self.setCurrentIndex(self.lines.index(first, 0))

    def _open(self) -> None:
        line = self.current_line()
        if line is not None and line.leads_to is not None:
            self.opened.emit(line.leads_to)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the person of the row."""
        if event.key() in ENTER:
            self._open()
        else:
            super().keyPressEvent(event)
