"""The lines of a timeline: a list to walk through with the keyboard, painted where it is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter, QPen, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ipsdesk.services.caseload_entries import TimelineEntry
from ipsdesk.ui.caseload.timeline_words import ICON_OF, day_lines, said_entry
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON_SMALL, Height, Token
from ipsdesk.ui.widgets.painting import RIGHT, Paint, line_height, width_of
from ipsdesk.ui.widgets.text_styles import CELL, NAME, SECOND, TextStyle
from ipsdesk.ui.widgets.wrapped import Part, height_of, paint_wrapped

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
PAGES = {QAbstractItemView.CursorAction.MovePageDown: 1, QAbstractItemView.CursorAction.MovePageUp: -1}
EDGE, DAY, CIRCLE, TEXT, TOP, BOTTOM, GAP, RING = 19, 78, 28, 50, 8, 7, 12, 8
"""At 100 %: width of the day, of the circle, from the circle's left to the text; above, below; to who did it.
The first and the last, margin and how far the ring stands in from the edge, are pixels as they are."""


class TimelineModel(QAbstractListModel):
    """Entries, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[TimelineEntry] = []

    def show_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def add(self, entries: Sequence[TimelineEntry]) -> None:
        """Show these too, below the others."""
        if entries:
            count = len(self.entries)
            self.beginInsertRows(NOWHERE, count, count + len(entries) - 1)
            self.entries += entries
            self.endInsertRows()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a line says."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        return said_entry(entry) if role == Qt.ItemDataRole.AccessibleTextRole else None


class TimelineList(QListView):
    """As high as all its lines: the record scrolls as a whole. Ctrl+C copies the line with the keyboard.

    ``stood`` says that the keyboard has come to another line, or the line to another place.
    """

    stood = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self.entries = TimelineModel()
        self.entries.setParent(self)
        self.setModel(self.entries)
        self.drawing = _Drawing(theme, self, today)
        self.setItemDelegate(self.drawing)
        self.setAccessibleName("Timeline")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)
        self.entries.modelReset.connect(self._fit)
        self.entries.rowsInserted.connect(self._fit)
        theme.changed.connect(self._measure)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def _measure(self) -> None:
        self.drawing.forget()
        self.scheduleDelayedItemsLayout()
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(sum(map(self.drawing.height, self.entries.entries)) + 1)
        if self.hasFocus():
            self.stood.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.stood.emit()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """A page is what can be seen of the list, which is never all of a long one."""
        step = PAGES.get(action)
        current = self.currentIndex()
        if step is None or not current.isValid():
            return super().moveCursor(action, modifiers)
        page = self.viewport().visibleRegion().boundingRect().height() or self.height()
        aim = min(max(self.visualRect(current).center().y() + step * page, 0), self.height() - 2)
        return self.indexAt(QPoint(0, aim))

    def current_entry(self) -> TimelineEntry | None:
        """The line with the keyboard."""
        index = self.currentIndex()
        return self.entries.entries[index.row()] if index.isValid() else None

    def copy(self) -> None:
        """The line with the keyboard as text."""
        if (entry := self.current_entry()) is not None:
            QGuiApplication.clipboard().setText(said_entry(entry))


class _Drawing(QStyledItemDelegate):
    """Day, picture on the line, and text of as many lines as it needs."""

    def __init__(self, theme: Theme, view: TimelineList, today: Callable[[], date]) -> None:
        super().__init__(view)
        self._theme, self._view, self._today = theme, view, today
        self._heights: dict[TimelineEntry, int] = {}

    def forget(self) -> None:
        """Measure everything anew."""
        self._heights.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its text, which is measured once for a width and a size of text."""
        entry = self._view.entries.entries[index.row()]
        return QSize(self._theme.px(DAY), self.height(entry))

    def height(self, entry: TimelineEntry) -> int:
        """How high a line is."""
        if entry not in self._heights:
            self._heights[entry] = self._measured(entry)
        return self._heights[entry]

    def _measured(self, entry: TimelineEntry) -> int:
        title, note = self._parts(entry)
        width = self._view.viewport().width() - 2 * EDGE - self._theme.px(DAY + TEXT)
        by = self._by(entry)
        first = height_of(self._theme, title, width - by)
        aside = height_of(self._theme, [(entry.by, SECOND)], by - self._theme.px(GAP))
        text = max(first + height_of(self._theme, note, width), aside)
        return max(round(text) + self._theme.px(TOP + BOTTOM), self._theme.px(Height.CASELOAD_ROW))

    def _by(self, entry: TimelineEntry) -> float:
        """The room that whoever did it takes at the right; a long name has a third, and more lines."""
        if not entry.by:
            return 0
        wide = width_of(self._theme, entry.by, SECOND) + self._theme.px(GAP) + 1
        return min(wide, self._view.viewport().width() / 3)

    def _parts(self, entry: TimelineEntry) -> tuple[list[Part], list[Part]]:
        title = NAME.coloured(Token.BAD) if entry.flag else NAME
        return [(entry.title, title)], [(line, SECOND) for line in entry.note.splitlines()]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The whole line, and the ring where the keyboard is."""
        theme, entry = self._theme, self._view.entries.entries[index.row()]
        painter.save()
        paint, box = Paint(painter, theme), QRectF(option.rect)
        left, top = box.left() + EDGE, box.top() + theme.px(TOP)
        self._day(paint, left, top, entry)
        circle = QRectF(
            left + theme.px(DAY), box.top() + theme.px(TOP - 1), theme.px(CIRCLE), theme.px(CIRCLE)
        )
        self._line(paint, box, circle, index.row())
        token = Token.BAD if entry.flag else Token.EDGE
        painter.setPen(QPen(theme.colour(token), 1.0))
        painter.setBrush(theme.colour(Token.SURFACE))
        painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5))
        inset = (circle.width() - theme.px(ICON_SMALL)) / 2
        icon = circle.adjusted(inset, inset, -inset, -inset)
        paint.icon(icon, ICON_OF[entry.icon], Token.BAD if entry.flag else Token.TEXT2)
        self._text(paint, QRectF(circle.left() + theme.px(TEXT), top, 0, 0), box, entry)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.ring(box.adjusted(RING, 1, -RING, -1))
        painter.restore()

    def _day(self, paint: Paint, left: float, top: float, entry: TimelineEntry) -> None:
        day, weekday = day_lines(entry.day, self._today())
        style: TextStyle = NAME.coloured(Token.ACCENT) if entry.day == self._today() else CELL
        high, below = line_height(self._theme, CELL), line_height(self._theme, SECOND)
        wide = self._theme.px(DAY)
        paint.text(QRectF(left, top, wide, high), day, style)
        paint.text(QRectF(left, top + high, wide, below), weekday, SECOND)

    def _line(self, paint: Paint, box: QRectF, circle: QRectF, row: int) -> None:
        """The line that joins the pictures, from the first to the last."""
        middle, last = circle.center(), row == self._view.entries.rowCount() - 1
        start = middle.y() if row == 0 else box.top()
        end = middle.y() if last else box.bottom()
        paint.painter.setPen(QPen(self._theme.colour(Token.LINE2), 1.5))
        paint.painter.drawLine(QPointF(middle.x(), start), QPointF(middle.x(), end))

    def _text(self, paint: Paint, start: QRectF, box: QRectF, entry: TimelineEntry) -> None:
        right, by = box.right() - EDGE, self._by(entry)
        title, note = self._parts(entry)
        narrow = QRectF(start.left(), start.top(), right - by - start.left(), box.height())
        paint_wrapped(paint, narrow, title, from_top=True)
        if entry.by:
            gap = self._theme.px(GAP)
            aside = QRectF(right - by + gap, start.top(), by - gap, box.height())
            paint_wrapped(paint, aside, [(entry.by, SECOND)], RIGHT, from_top=True)
        down = start.top() + height_of(self._theme, title, narrow.width())
        paint_wrapped(
            paint, QRectF(start.left(), down, right - start.left(), box.height()), note, from_top=True
        )
