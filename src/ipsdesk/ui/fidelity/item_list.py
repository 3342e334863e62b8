"""The 25 items of a review, all in sight: sections at the left, five scores each, given by keys 1 to 5."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import (
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ipsdesk.rules.ips25 import HIGHEST, LOWEST
from ipsdesk.ui.fidelity.item_rows import Index, ItemRow, ItemsModel
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON_SMALL, Radius, Token
from ipsdesk.ui.widgets.painting import CENTRE, RIGHT, Paint, line_height, width_of
from ipsdesk.ui.widgets.text_styles import BODY, CELL, HEAD, NAME
from ipsdesk.ui.widgets.wrapped import height_of, paint_wrapped

STRIP, NUMBER, GAP, STEP, TILE, EDGE, LEAST, MOST, SPARE = 26, 24, 8, 24, 18, 10, 22, 24, 2
WIDE = 516
"""The width at 100 % from which no name needs a second line."""
NARROW = 360
"""Below it only the score itself stands beside a name."""
ACCENT_EDGE = 3
SCORES = range(LOWEST, HIGHEST + 1)
TAKE_OVER = "p"


class ItemList(QListView):
    """``scored`` carries item and score, ``taken_over`` an item, ``opened`` one (Enter), ``stood`` one.

    ``cleared`` carries an item whose score is taken back (Delete).
    """

    scored = Signal(int, int)
    cleared = Signal(int)
    taken_over = Signal(int)
    opened = Signal(int)
    stood = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.model_of_items = ItemsModel()
        self.model_of_items.setParent(self)
        self.setModel(self.model_of_items)
        self._drawing = ItemDrawing(theme, self)
        self.setItemDelegate(self._drawing)
        self.setAccessibleName("Items of the scale")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCurrentIndex(self.model_of_items.index(0))
        theme.changed.connect(self._measure)

    # ---- what is shown ------------------------------------------------------------------------------

    @property
    def rows(self) -> Sequence[ItemRow]:
        """The items as they are shown."""
        return self.model_of_items.rows

    def show_rows(self, rows: Sequence[ItemRow]) -> None:
        """Show these scores; the keyboard stays with its item."""
        self.model_of_items.show_rows(rows)
        self.viewport().update()

    @property
    def item(self) -> int:
        """The number of the item the keyboard is at."""
        index = self.currentIndex()
        return self.rows[index.row()].number if index.isValid() else 1

    def go_to(self, number: int) -> None:
        """Bring the keyboard's line to an item."""
        self.setCurrentIndex(self.model_of_items.index(number - 1))

    def sizeHint(self) -> QSize:
        """Wide enough for every name and score on a line."""
        return QSize(self._theme.px(WIDE), self._theme.px(MOST) * len(self.rows))

    def minimumSizeHint(self) -> QSize:
        """A few items; the others are scrolled to."""
        return QSize(self._theme.px(NARROW) // 2, self._theme.px(MOST) * 5)

    def _measure(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    # ---- keys ---------------------------------------------------------------------------------------

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.stood.emit(self.item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 5 score, Enter goes to the item, Delete takes the score back, P takes the proposal over."""
        typed = event.text().lower()
        if typed.isdigit() and int(typed) in SCORES:
            self.scored.emit(self.item, int(typed))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.item)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit(self.item)
        elif typed == TAKE_OVER and not event.modifiers():
            self.taken_over.emit(self.item)
        elif typed and typed.isprintable() and not event.modifiers():
            event.ignore()  # no search by typing: a slip of the finger must not leave the item
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on a score gives it."""
        super().mouseReleaseEvent(event)
        spot = event.position()
        index = self.indexAt(spot.toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            score = self._drawing.score_at(QRectF(self.visualRect(index)), spot)
            if score is not None:
                self.scored.emit(self.rows[index.row()].number, score)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Goes to the item."""
        index = self.indexAt(event.position().toPoint())
        if (
            index.isValid()
            and self._drawing.score_at(QRectF(self.visualRect(index)), event.position()) is None
        ):
            self.opened.emit(self.rows[index.row()].number)


class ItemDrawing(QStyledItemDelegate):
    """Number, name, an icon where the records say anything, and scores; a differing proposal is dashed."""

    def __init__(self, theme: Theme, view: ItemList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._measured_for, self._measured = (0, 0.0), [0] * len(view.rows)

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for the one score only."""
        return self._view.viewport().width() < self._theme.px(NARROW)

    # ---- where things stand -------------------------------------------------------------------------

    def _scores_wide(self) -> int:
        steps = 2 if self.is_narrow else len(SCORES)
        return self._theme.px(STEP) * steps + self._theme.px(EDGE)

    def _name_room(self, width: float) -> float:
        px = self._theme.px
        icon = 0 if self.is_narrow else px(ICON_SMALL + GAP)
        return max(width - px(STRIP) - px(NUMBER) - px(GAP) * 2 - icon - self._scores_wide(), 1)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line where the name fits; all 25 in sight where there is nearly room for them."""
        px, view = self._theme.px, self._view.viewport().size()
        highs = self._highs(view.width())
        if high := highs[index.row()]:
            return QSize(px(STRIP), high)
        fair = (view.height() - sum(highs)) // max(highs.count(0), 1)
        return QSize(px(STRIP), min(max(fair, px(LEAST)), px(MOST)))

    def _highs(self, width: int) -> list[int]:
        """How high each line is whose name needs more than one; 0 for the others."""
        asked = width, self._theme.scale
        if asked != self._measured_for:
            room, line = self._name_room(width), line_height(self._theme, NAME)
            names = [round(height_of(self._theme, [(row.name, NAME)], room)) for row in self._view.rows]
            self._measured_for = asked
            self._measured = [name + self._theme.px(SPARE) if name > line + 1 else 0 for name in names]
        return self._measured

    def _tile(self, row: QRectF, score: int) -> QRectF:
        step, side = self._theme.px(STEP), self._theme.px(TILE)
        right = row.right() - self._theme.px(EDGE) - step * (HIGHEST - score)
        return QRectF(right - (step + side) / 2, row.center().y() - side / 2, side, side)

    def score_at(self, row: QRectF, spot: QPointF) -> int | None:
        """The score that stands at a place; none in the narrow form, where only the given one is shown."""
        if self.is_narrow:
            return None
        step = self._theme.px(STEP)
        for score in SCORES:
            tile = self._tile(row, score)
            reach = QRectF(tile.center().x() - step / 2, row.top(), step, row.height())
            if reach.contains(spot):
                return score
        return None

    # ---- painting -----------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line, its ground where the keyboard is, and the strip of its section."""
        row, box = self._view.rows[index.row()], QRectF(option.rect)
        painter.save()
        paint, px = Paint(painter, self._theme), self._theme.px
        inner = box.adjusted(px(STRIP), 0, 0, 0)
        current = index.row() == self._view.currentIndex().row()
        painter.fillRect(inner, self._theme.colour(Token.SELECTED if current else Token.SURFACE))
        if current:
            edge = QRectF(inner.left(), inner.top(), ACCENT_EDGE, inner.height())
            painter.fillRect(edge, self._theme.colour(Token.ACCENT))
        self._words(paint, inner, row, current=current)
        self._scores(paint, inner, row)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.ring(inner.adjusted(1, 0, -1, 0), Radius.KEYCAP)
        self._strip(paint, box, index)
        painter.restore()

    def _words(self, paint: Paint, box: QRectF, row: ItemRow, *, current: bool) -> None:
        px = self._theme.px
        number = QRectF(box.left(), box.top(), px(NUMBER) + px(GAP) // 2, box.height())
        paint.text(number, str(row.number), CELL.coloured(Token.TEXT2), RIGHT)
        left = number.right() + px(GAP)
        room = self._name_room(box.width() + px(STRIP))
        name = QRectF(left, box.top(), room, box.height())
        paint_wrapped(paint, name, [(row.name, NAME if current else BODY)])

    def _scores(self, paint: Paint, box: QRectF, row: ItemRow) -> None:
        px = self._theme.px
        if self.is_narrow:
            self._only_score(paint, box, row)
            return
        if row.has_records or row.lacks_reason:
            side = px(ICON_SMALL)
            left = box.right() - self._scores_wide() - px(GAP) // 2 - side
            spot = QRectF(left, box.center().y() - side / 2, side, side)
            icon = ("alert", Token.WARN) if row.lacks_reason else ("database-outline", Token.TEXT2)
            paint.icon(spot, *icon)
        for score in SCORES:
            self._score(paint, self._tile(box, score), score, row)

    def _only_score(self, paint: Paint, box: QRectF, row: ItemRow) -> None:
        last = self._tile(box, HIGHEST)
        if row.score is not None:
            self._score(paint, last, row.score, row)
        else:
            paint.text(last, "–", CELL.coloured(Token.TEXT3), CENTRE)
        if row.proposed is not None and row.proposed != row.score:
            self._score(paint, self._tile(box, HIGHEST - 1), row.proposed, row)

    def _score(self, paint: Paint, tile: QRectF, score: int, row: ItemRow) -> None:
        chosen, proposed = score == row.score, score == row.proposed
        if chosen:
            paint.box(tile, Token.ACCENT, radius=Radius.KEYCAP)
        elif proposed:
            paint.box(tile, None, Token.EDGE, Radius.KEYCAP, dashed=True)
        style = NAME.coloured(Token.ON_ACCENT) if chosen else CELL.coloured(Token.TEXT3)
        paint.text(tile, str(score), style, CENTRE)

    def _strip(self, paint: Paint, box: QRectF, index: Index) -> None:
        """The piece of the section's turned name that falls on this line."""
        first, last, section = self._section_of(index.row())
        model = self._view.model_of_items
        top = self._view.visualRect(model.index(first)).top()
        bottom = self._view.visualRect(model.index(last)).bottom() + 1
        px, painter = self._theme.px, paint.painter
        strip = QRectF(box.left(), box.top(), px(STRIP), box.height())
        painter.setClipRect(strip)
        painter.fillRect(strip, self._theme.colour(Token.SUNK))
        paint.line(strip.topRight() - QPointF(1, 0), strip.bottomRight() - QPointF(1, 0))
        painter.save()
        painter.translate(strip.left(), bottom)
        painter.rotate(-90)
        room = QRectF(0, 0, bottom - top, px(STRIP))
        if width_of(self._theme, section, HEAD) <= room.width():
            paint.text(room, section, HEAD, CENTRE)
        painter.restore()
        painter.setClipping(False)
        if index.row() == last and last + 1 < model.rowCount():
            paint.line(box.bottomLeft() - QPointF(0, 1), box.bottomRight() - QPointF(0, 1), Token.LINE2)

    def _section_of(self, place: int) -> tuple[int, int, str]:
        """The first and the last line of the section a line is in, and its name."""
        begins = 0
        for section, rows in groupby(self._view.rows, key=lambda row: row.section):
            ends = begins + len(list(rows)) - 1
            if place <= ends:
                return begins, ends, section
            begins = ends + 1
        raise IndexError(place)
