"""A short list to walk through with the keyboard: each line has words, a quieter part, and a status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON_SMALL, Height, Token
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import RIGHT, Paint, line_height, width_of
from ipsdesk.ui.widgets.sparkline import draw_sparkline
from ipsdesk.ui.widgets.text_styles import BODY, NAME, SECOND, STATUS, TextStyle
from ipsdesk.ui.widgets.wrapped import Part, height_of, lines_of, paint_wrapped

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
EDGE, TOP, TOP_PLAIN, GAP, RING, BAR = 19, 9, 5, 16, 8, 3
TREND_WIDE, TREND_HIGH = 96, 30
MOST_ASIDE = 0.42
"""The share of a line that its status may take."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``key`` tells it from the others, ``about`` is what it stands for.

    ``aside`` stands at the right, with ``mark`` as a status. A ``trend`` runs from 0 to ``highest``.
    ``quiet`` is what is over. ``plain`` words are no heading: they are read, not scanned.
    """

    key: object
    title: str
    note: str = ""
    aside: str = ""
    mark: Mark | None = None
    trend: tuple[float, ...] = ()
    highest: float = 10
    quiet: bool = False
    plain: bool = False
    about: Any = field(default=None, compare=False)

    @property
    def said(self) -> str:
        """The whole line for the ear and the clipboard."""
        return ". ".join(" ".join(part.split()) for part in (self.title, self.note, self.aside) if part)


class LinesModel(QAbstractListModel):
    """Lines, top down."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a line says."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        return line.said if role == Qt.ItemDataRole.AccessibleTextRole else None


class LineList(QListView):
    """As high as all its lines: what it lies in scrolls. Ctrl+C copies the line with the keyboard.

    ``opened`` carries what the line stands for when Enter or a double click asks for it, ``ticked`` when the
    space bar does; ``stood`` says that the keyboard has come to another line.
    """

    opened = Signal(object)
    ticked = Signal(object)
    stood = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.model_of_lines = LinesModel()
        self.model_of_lines.setParent(self)
        self.setModel(self.model_of_lines)
        self._drawing = LineDrawing(theme, self)
        self.setItemDelegate(self._drawing)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self._measure)

    # ---- what is shown ------------------------------------------------------------------------------

    @property
    def lines(self) -> Sequence[Line]:
        """Those on screen."""
        return self.model_of_lines.lines

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the keyboard stays with the line it was at, if that is still there."""
        if list(lines) == self.model_of_lines.lines:
            self.model_of_lines.lines = list(lines)
            return
        before, place = self.current(), self.currentIndex().row()
        self.model_of_lines.show_lines(lines)
        self._fit()
        keys = [line.key for line in lines]
        if before is not None and keys:
            row = keys.index(before.key) if before.key in keys else min(place, len(keys) - 1)
            self.setCurrentIndex(self.model_of_lines.index(row))
        self.stood.emit()

    def current(self) -> Line | None:
        """The line with the keyboard, or the only one there is."""
        index, lines = self.currentIndex(), self.model_of_lines.lines
        if index.isValid():
            return lines[index.row()]
        return lines[0] if len(lines) == 1 else None

    def go_to(self, key: object) -> None:
        """Bring the keyboard's line to this one."""
        for place, line in enumerate(self.lines):
            if line.key == key:
                self.setCurrentIndex(self.model_of_lines.index(place))

    # ---- keys ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens a line, the space bar ticks it."""
        line = self.current()
        if line is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(line.about)
        elif line is not None and event.key() == Qt.Key.Key_Space:
            self.ticked.emit(line.about)
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if (line := self.current()) is not None:
            self.opened.emit(line.about)

    def copy(self) -> None:
        """The line with the keyboard as text."""
        if (line := self.current()) is not None:
            QGuiApplication.clipboard().setText(line.said)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.stood.emit()

    # ---- as high as it has to be --------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def _measure(self) -> None:
        self._drawing.forget()
        self.scheduleDelayedItemsLayout()
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(sum(map(self._drawing.height, self.lines)) + 1)


class LineDrawing(QStyledItemDelegate):
    """Words on as many lines as they need, the status at their right, a hairline below."""

    def __init__(self, theme: Theme, view: LineList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._heights: dict[Line, int] = {}

    def forget(self) -> None:
        """Measure everything anew."""
        self._heights.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its words."""
        return QSize(self._theme.px(EDGE), self.height(self._view.lines[index.row()]))

    def height(self, line: Line) -> int:
        """How high a line is, measured once for a width and a size of text."""
        if line not in self._heights:
            width, aside = self._widths(line)
            text = height_of(self._theme, self._parts(line), width)
            beside = height_of(self._theme, [(line.aside, self._style(line))], aside)
            beside += self._theme.px(TREND_HIGH) if line.trend else 0
            high = max(text, beside) + 2 * self._top(line)
            least = Height.DRILL_ROW if line.plain else Height.LARGE_CONTROL
            self._heights[line] = max(round(high), self._theme.px(least))
        return self._heights[line]

    def _top(self, line: Line) -> int:
        return self._theme.px(TOP_PLAIN if line.plain else TOP)

    def _parts(self, line: Line) -> list[Part]:
        title = BODY if line.plain else NAME
        title = title.coloured(Token.TEXT2) if line.quiet else title
        return [(words, title) for words in line.title.splitlines()] + [
            (words, SECOND) for words in line.note.splitlines()
        ]

    def _style(self, line: Line) -> TextStyle:
        return STATUS.coloured(line.mark.token) if line.mark else SECOND

    def _widths(self, line: Line) -> tuple[float, float]:
        """Of the words, and of what stands beside them."""
        room = max(self._view.viewport().width() - 2 * EDGE, 1)
        icon = self._theme.px(ICON_SMALL + 6) if line.mark and line.aside else 0
        words = width_of(self._theme, line.aside, self._style(line)) + icon + 1 if line.aside else 0
        aside = min(max(words, self._theme.px(TREND_WIDE) if line.trend else 0), room * MOST_ASIDE)
        return room - (aside + self._theme.px(GAP) if aside else 0), aside - (icon if line.aside else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line, its ground where it is the one to be dealt with, and the ring of the keyboard."""
        line, box = self._view.lines[index.row()], QRectF(option.rect)
        painter.save()
        paint = Paint(painter, self._theme)
        if index == self._view.currentIndex():
            painter.fillRect(box, self._theme.colour(Token.SELECTED))
            painter.fillRect(QRectF(box.topLeft(), box.bottomLeft() + QPointF(BAR, 0)),
                             self._theme.colour(Token.ACCENT))  # fmt: skip
        width, aside = self._widths(line)
        inner = box.adjusted(EDGE, self._top(line), -EDGE, 0)
        paint_wrapped(
            paint, QRectF(inner.topLeft(), QSize(round(width), 1)), self._parts(line), from_top=True
        )
        self._aside(paint, inner, line, aside)
        if index.row() < self._view.model_of_lines.rowCount() - 1:
            foot = box.bottom() - 1
            paint.line(QPointF(box.left() + EDGE, foot), QPointF(box.right() - EDGE, foot))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.ring(box.adjusted(RING, 1, -RING, -2))
        painter.restore()

    def _aside(self, paint: Paint, inner: QRectF, line: Line, width: float) -> None:
        theme, top = self._theme, inner.top()
        if line.trend:
            trend = QRectF(
                inner.right() - theme.px(TREND_WIDE), top, theme.px(TREND_WIDE), theme.px(TREND_HIGH)
            )
            many = len(line.trend)
            draw_sparkline(paint, trend, line.trend, [(0.0,) * many, (line.highest,) * many])
            top += theme.px(TREND_HIGH)
        if not line.aside:
            return
        style = self._style(line)
        box = QRectF(inner.right() - width, top, width, 1)
        paint_wrapped(paint, box, [(line.aside, style)], RIGHT, from_top=True)
        if line.mark:
            side = theme.px(ICON_SMALL)
            words = max(width_of(theme, one, style) for one in lines_of(theme, line.aside, style, width))
            left = inner.right() - words - side - theme.px(6)
            middle = top + line_height(theme, style) / 2
            paint.icon(QRectF(left, middle - side / 2, side, side), line.mark.icon, line.mark.token)
