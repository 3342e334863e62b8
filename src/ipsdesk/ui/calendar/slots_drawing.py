"""How the calendar is painted: slots in their cells, the days above, the people at the left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.services.calendar import Slot
from ipsdesk.ui.calendar.slot_words import ICON_OF, LOOK, note_of, short_times, to_look_at, way_words
from ipsdesk.ui.calendar.slots_model import NO_WEEK, Index, SlotsModel
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON_SMALL, Height, Radius, Token
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import Paint, line_height
from ipsdesk.ui.widgets.text_styles import HEAD, NAME, SECOND, STATUS
from ipsdesk.ui.widgets.wrapped import Part, height_of, paint_wrapped

PAD, GAP, EDGE, PEOPLE, LEAST = 6, 4, 15, 168, 44
"""Inside a slot, between slots, at the left of a name, the width of the names, the least height of a row."""
TIMES = STATUS.coloured(Token.TEXT)
WORDS = SECOND.coloured(Token.TEXT)


class SlotsDrawing(QStyledItemDelegate):
    """Slots below each other, each as high as its words."""

    def __init__(self, theme: Theme, table: QTableView, model: SlotsModel) -> None:
        super().__init__(table)
        self._theme, self._table, self._model = theme, table, model

    def height(self, slots: Sequence[Slot], width: float) -> int:
        """What a cell of this width needs."""
        px = self._theme.px
        high = sum(self._slot_high(slot, width - 2 * px(GAP)) + px(GAP) for slot in slots)
        return max(round(high) + px(GAP), px(LEAST))

    def _slot_high(self, slot: Slot, width: float) -> float:
        inside = width - 2 * self._theme.px(PAD)
        return line_height(self._theme, TIMES) + height_of(self._theme, _parts(slot), inside) + PAD

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint, box = Paint(painter, self._theme), QRectF(option.rect)
        gap = self._theme.px(GAP)
        painter.save()
        if self._model.day(index.column()) == self._model.week.today:
            painter.fillRect(box, self._theme.colour(Token.TINT))
        edges = box.adjusted(0, 0, -1, -1)
        paint.line(edges.topRight(), edges.bottomRight())
        paint.line(edges.bottomLeft(), edges.bottomRight())
        top = box.top() + gap
        for slot in self._model.slots(index):
            high = self._slot_high(slot, box.width() - 2 * gap)
            self._paint_slot(paint, QRectF(box.left() + gap, top, box.width() - 2 * gap, high), slot)
            top += high + gap
        has_focus = option.state & QStyle.StateFlag.State_HasFocus
        if has_focus:
            paint.ring(box)
        painter.restore()

    def _paint_slot(self, paint: Paint, box: QRectF, slot: Slot) -> None:
        px = self._theme.px
        fill, edge = LOOK[slot.what]
        paint.box(box, fill, edge, Radius.KEYCAP)
        side = px(ICON_SMALL)
        inside = box.adjusted(px(PAD), PAD / 2, -px(PAD), 0)
        line = QRectF(inside.left(), inside.top(), inside.width(), line_height(self._theme, TIMES))
        icon = QRectF(line.left(), line.center().y() - side / 2, side, side)
        paint.icon(icon, ICON_OF[slot.what], Token.TEXT2)
        if (mark := _mark(slot)) is not None:
            paint.icon(QRectF(line.right() - side, icon.top(), side, side), mark.icon, mark.token)
            line.adjust(0, 0, -side - 2, 0)
        paint.text(line.adjusted(side + px(4), 0, 0, 0), short_times(slot), TIMES)
        below = QRectF(inside.left(), line.bottom(), inside.width(), box.height())
        paint_wrapped(paint, below, _parts(slot), from_top=True)


def _mark(slot: Slot) -> Mark | None:
    """What somebody should look at; why stands in a few words in the slot, and in full below the table."""
    if slot.cover is not None and not slot.cover.is_enough:
        return Mark.OVER
    return Mark.NEAR_LIMITS if slot.overlaps else None


def _parts(slot: Slot) -> list[Part]:
    parts: list[Part] = [(slot.words, WORDS)]
    parts += [(way, SECOND)] if (way := way_words(slot)) else []
    mark = _mark(slot)
    return parts if mark is None else [*parts, (to_look_at(slot), STATUS.coloured(Token.TEXT))]


class DaysHead(QHeaderView):
    """Weekday and number; today in the accent with a line under it."""

    def __init__(self, theme: Theme, model: SlotsModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._slots = theme, model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        """Room for a line."""
        return QSize(super().sizeHint().width(), self._theme.px(Height.TABLE_HEAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.colour(Token.SURFACE))
        painter.end()
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's own
        painter.save()
        paint, box = Paint(painter, self._theme), QRectF(rect)
        painter.fillRect(box, self._theme.colour(Token.SURFACE))
        week = self._slots.week
        if week is not NO_WEEK:
            day = week.days[logicalIndex]
            is_today = day == week.today
            style = HEAD.coloured(Token.ACCENT) if is_today else HEAD
            left = box.adjusted(self._theme.px(PAD + GAP), 0, 0, 0)
            paint.text(left, f"{WEEKDAYS[logicalIndex][:3]} {day.day}", style)
            if is_today:
                mark = QRectF(box.left(), box.bottom() - 2, box.width(), 3)
                painter.fillRect(mark, self._theme.colour(Token.ACCENT))
        paint.line(box.bottomLeft(), QPointF(box.right(), box.bottom()), Token.LINE2)
        painter.restore()


class PeopleHead(QHeaderView):
    """Names, and below them what is not known."""

    def __init__(self, theme: Theme, model: SlotsModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme, self._slots = theme, model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        theme.changed.connect(self.measure)
        self.measure()

    def measure(self) -> None:
        """As wide as a name asks for."""
        self.setFixedWidth(self._theme.px(PEOPLE))

    def needed(self, row: int) -> int:
        """What a name and its note need."""
        wide = self._theme.px(PEOPLE - EDGE - PAD)
        return round(height_of(self._theme, self._parts(row), wide)) + self._theme.px(2 * PAD)

    def _parts(self, row: int) -> list[Part]:
        person = self._slots.person(row)
        parts: list[Part] = [(person.name, NAME)]
        return [*parts, (note, SECOND)] if (note := note_of(person)) else parts

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        below = self.viewport().rect()
        below.setTop(self.length() - self.offset())
        painter.fillRect(below, self._theme.colour(Token.SURFACE))
        painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's own
        painter.save()
        paint, box, px = Paint(painter, self._theme), QRectF(rect), self._theme.px
        painter.fillRect(box, self._theme.colour(Token.SURFACE))
        words = box.adjusted(px(EDGE), px(PAD), -px(PAD), 0)
        paint_wrapped(paint, words, self._parts(logicalIndex), from_top=True)
        edges = box.adjusted(0, 0, -1, -1)
        paint.line(edges.bottomLeft(), edges.bottomRight())
        paint.line(edges.topRight(), edges.bottomRight(), Token.LINE2)
        painter.restore()
