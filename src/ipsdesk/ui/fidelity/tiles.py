"""What earns each score, and the parts an item is counted by, as tiles that are pressed one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
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
from ipsdesk.ui.tokens import ICON_SMALL, Radius, Space, Token
from ipsdesk.ui.widgets.painting import CENTRE, RIGHT, Paint, width_of
from ipsdesk.ui.widgets.text_styles import BODY, NAME, STATUS
from ipsdesk.ui.widgets.wrapped import height_of, paint_wrapped

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
HIGH, PART_HIGH, GAP, PAD, SIDE, TICK, ROOM_ABOVE = 40, 32, 6, 9, 24, 18, 7
MOST_ASIDE = 0.3
"""The share of a tile that its aside may take."""
ASIDE = STATUS.coloured(Token.ACCENT)
PRESSES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Tile:
    """A score with what earns it; a ``part`` is ticked instead. ``aside`` stands at the right."""

    key: int
    words: str
    chosen: bool = False
    aside: str = ""
    part: bool = False

    @property
    def said(self) -> str:
        """The whole tile for the ear."""
        state = ("ticked" if self.chosen else "not ticked") if self.part else "chosen" if self.chosen else ""
        lead = f"Part {self.key}" if self.part else f"Score {self.key}"
        return ", ".join(one for one in (f"{lead}: {self.words.rstrip('.')}", state, self.aside) if one)


class TilesModel(QAbstractListModel):
    """Tiles, top down."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles: list[Tile] = []

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show these instead; the same tiles in another state keep their places."""
        same = [one.key for one in self.tiles] == [one.key for one in tiles]
        if not same:
            self.beginResetModel()
        self.tiles = list(tiles)
        if not same:
            self.endResetModel()
        elif tiles:
            self.dataChanged.emit(self.index(0), self.index(len(tiles) - 1))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a tile says."""
        if not index.isValid():
            return None
        tile = self.tiles[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return tile.words
        return tile.said if role == Qt.ItemDataRole.AccessibleTextRole else None


class TileList(QListView):
    """As high as all its tiles; ``pressed_tile`` carries the key of one: a click, Space, Enter or its digit.

    ``other_key`` carries keys it has no use for.
    """

    pressed_tile = Signal(int)
    other_key = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.model_of_tiles = TilesModel()
        self.model_of_tiles.setParent(self)
        self.setModel(self.model_of_tiles)
        self._drawing = TileDrawing(theme, self)
        self.setItemDelegate(self._drawing)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._measure)

    @property
    def tiles(self) -> Sequence[Tile]:
        """Those on screen."""
        return self.model_of_tiles.tiles

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show these."""
        self.model_of_tiles.show_tiles(tiles)
        if tiles and not self.currentIndex().isValid():
            chosen = next((place for place, one in enumerate(tiles) if one.chosen), 0)
            self.setCurrentIndex(self.model_of_tiles.index(chosen))
        self._measure()

    def _measure(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.setFixedHeight(max(sum(map(self._drawing.height, self.tiles)), 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A tile is pressed as a whole."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.pressed_tile.emit(self.tiles[index.row()].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from tile to tile."""
        index, digit = self.currentIndex(), event.text()
        if event.key() in PRESSES and index.isValid():
            self.pressed_tile.emit(self.tiles[index.row()].key)
        elif digit.isdigit() and any(one.key == int(digit) for one in self.tiles):
            self.setCurrentIndex(self.model_of_tiles.index([one.key for one in self.tiles].index(int(digit))))
            self.pressed_tile.emit(int(digit))
        elif digit and digit.isprintable() and not event.modifiers():
            self.other_key.emit(digit)
        else:
            super().keyPressEvent(event)


class TileDrawing(QStyledItemDelegate):
    """A box with its number or its tick, and words on as many lines as they need."""

    def __init__(self, theme: Theme, view: TileList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its words."""
        return QSize(self._theme.px(SIDE), self.height(self._view.tiles[index.row()]))

    def height(self, tile: Tile) -> int:
        """Its box, and the gap below."""
        text = height_of(self._theme, [(tile.words, NAME)], self._room(tile))
        least = PART_HIGH if tile.part else HIGH
        return max(self._theme.px(least), round(text) + 2 * self._theme.px(ROOM_ABOVE)) + GAP

    def _room(self, tile: Tile) -> float:
        """How wide its words may be."""
        px = self._theme.px
        side = px(TICK if tile.part else SIDE)
        return max(self._view.viewport().width() - side - px(PAD) * 3 - self._aside(tile), 1)

    def _aside(self, tile: Tile) -> float:
        if not tile.aside:
            return 0
        px = self._theme.px
        words = width_of(self._theme, tile.aside, ASIDE) + px(ICON_SMALL) + px(Space.SNUG) * 2
        return min(words, self._view.viewport().width() * MOST_ASIDE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Its box, its number or tick, its words, and the ring of the keyboard."""
        tile = self._view.tiles[index.row()]
        box = QRectF(option.rect).adjusted(0, 0, 0, -GAP)
        painter.save()
        paint, px = Paint(painter, self._theme), self._theme.px
        has_keyboard = bool(option.state & QStyle.StateFlag.State_HasFocus)
        self._ground(paint, box, tile)
        side = px(TICK if tile.part else SIDE)
        spot = QRectF(box.left() + px(PAD), box.center().y() - side / 2, side, side)
        self._sign(paint, spot, tile)
        words = QRectF(spot.right() + px(PAD), box.top(), self._room(tile), box.height())
        paint_wrapped(paint, words, [(tile.words, NAME if tile.chosen and not tile.part else BODY)])
        if tile.aside:
            self._beside(paint, box, tile)
        if has_keyboard:
            paint.ring(box.adjusted(1, 1, -1, -1), Radius.CONTROL - 1)
        painter.restore()

    def _ground(self, paint: Paint, box: QRectF, tile: Tile) -> None:
        is_score = tile.chosen and not tile.part
        border = Token.ACCENT if is_score else None if tile.part else Token.LINE2
        paint.box(box, Token.SELECTED if is_score else None, border, Radius.CONTROL)

    def _sign(self, paint: Paint, spot: QRectF, tile: Tile) -> None:
        if tile.part:
            paint.box(spot, Token.ACCENT if tile.chosen else Token.SURFACE,
                      None if tile.chosen else Token.EDGE, Radius.KEYCAP)  # fmt: skip
            if tile.chosen:
                paint.icon(spot.adjusted(1, 1, -1, -1), "check-bold", Token.ON_ACCENT)
            return
        paint.box(spot, Token.ACCENT if tile.chosen else Token.MUTE_TINT, radius=Radius.KEYCAP)
        style = NAME.coloured(Token.ON_ACCENT if tile.chosen else Token.TEXT3)
        paint.text(spot, str(tile.key), style, CENTRE)

    def _beside(self, paint: Paint, box: QRectF, tile: Tile) -> None:
        px, width = self._theme.px, self._aside(tile)
        room = QRectF(box.right() - width - px(PAD) / 2, box.top(), width, box.height())
        side = px(ICON_SMALL)
        icon = QRectF(room.left() + px(4), room.center().y() - side / 2, side, side)
        paint.icon(icon, "database-outline", Token.ACCENT)
        words = QRectF(icon.right() + px(6), room.top(), room.right() - icon.right() - px(8), room.height())
        paint_wrapped(paint, words, [(tile.aside, ASIDE)], RIGHT)
