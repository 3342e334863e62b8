"""One of a few things to do, chosen by its first letters: what to add, what to hand out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON_GUTTER, Height, Radius, Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.painting import RIGHT, Paint, width_of
from ipsdesk.ui.widgets.text_styles import BODY, PANEL, SECOND
from ipsdesk.ui.widgets.words import Words

WIDTH, MOST_SHOWN = 460, 11
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
NOTHING = "Nothing begins so"
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing to choose: what it is called, what is said beside it, its icon."""

    key: str
    words: str
    beside: str
    icon: str


class Picker(QDialog):
    """Type its first letters or go to it with the arrows; Enter takes it. ``picked`` carries its key."""

    picked = Signal(str)

    def __init__(
        self, theme: Theme, title: str, picks: Sequence[Pick], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._picks = theme, tuple(picks)
        self.setWindowTitle(title)
        self.line = _Line(self)
        self.line.setPlaceholderText("Type its first letters")
        self.line.setAccessibleName(f"{title}: type its first letters")
        self.model = _Picks(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Lines(theme, self.view))
        self.view.setAccessibleName(title)
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFocusProxy(self.line)
        self._nothing = Words(theme, NOTHING, BODY.coloured(Token.TEXT2))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.FIELD)
        layout.setSpacing(Space.STEP)
        for widget in (Words(theme, title, PANEL, wraps=True), self.line, self._nothing):
            layout.addWidget(widget)
        layout.addWidget(self.view, 1)
        self.line.textEdited.connect(self.narrow)
        self.view.clicked.connect(self.take)
        theme.changed.connect(self._measure)
        self.narrow("")
        self._measure()
        self.line.setFocus()

    def _measure(self) -> None:
        high = self._theme.px(Height.KPI_ROW) * min(len(self._picks), MOST_SHOWN)
        room = self.screen().availableSize() * 0.9
        top = self._theme.px(Height.CONTROL) * 2 + 3 * Space.STEP + 2 * Space.CARD
        self.resize(min(self._theme.px(WIDTH), room.width()), min(high + top, room.height()))
        self.view.doItemsLayout()

    def narrow(self, typed: str) -> None:
        """Show what has a word that begins so, what begins so itself first."""
        wanted = typed.strip().casefold()
        fits = [
            one for one in self._picks if any(word.startswith(wanted) for word in _words(one)) or not wanted
        ]
        fits.sort(key=lambda one: not one.words.casefold().startswith(wanted))
        self.model.show_picks(fits)
        self._nothing.setVisible(not fits)
        self.view.setVisible(bool(fits))
        if fits:
            self._go_to(0)
        else:
            announce(self.line, NOTHING)

    def step(self, by: int) -> None:
        """To another line; it is read out."""
        last = len(self.model.picks) - 1
        if last >= 0:
            self._go_to(min(max(self.view.currentIndex().row() + by, 0), last))

    def _go_to(self, row: int) -> None:
        self.view.setCurrentIndex(self.model.index(row))
        announce(self.line, _said(self.model.picks[row]))

    def take(self) -> None:
        """Take the chosen line."""
        row = self.view.currentIndex().row()
        if 0 <= row < len(self.model.picks):
            key = self.model.picks[row].key
            self.accept()
            self.picked.emit(key)


def _words(pick: Pick) -> list[str]:
    said = pick.words.casefold()
    return [said, *said.split()]


def _said(pick: Pick) -> str:
    return ", ".join(part for part in (pick.words, pick.beside) if part)


class _Line(QLineEdit):
    """The list's keys work from the field, which keeps the keyboard."""

    def __init__(self, picker: Picker) -> None:
        super().__init__()
        self._picker = picker

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            self._picker.step(STEPS[key])
        elif key in ENTER:
            self._picker.take()
        else:
            super().keyPressEvent(event)


class _Picks(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.picks: Sequence[Pick] = ()

    def show_picks(self, picks: Sequence[Pick]) -> None:
        self.beginResetModel()
        self.picks = picks
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.picks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        pick = self.picks[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return pick.words
        return _said(pick) if role == Qt.ItemDataRole.AccessibleTextRole else None


class _Lines(QStyledItemDelegate):
    """Draws a line: its icon, its words, and at the right what is said beside them."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._theme.px(Height.KPI_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _Picks):
            return
        pick = model.picks[index.row()]
        painter.save()
        paint, box = Paint(painter, self._theme), QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            paint.box(box, Token.SELECTED, radius=Radius.CONTROL)
        box.adjust(Space.STEP, 0, -Space.STEP, 0)
        side = self._theme.px(ICON_GUTTER)
        paint.icon(QRectF(box.left(), box.center().y() - side / 2, side, side), pick.icon, Token.TEXT2)
        inner = box.adjusted(side + Space.STEP, 0, 0, 0)
        used = width_of(self._theme, pick.words, BODY) + Space.STEP
        paint.text(inner, pick.words, BODY)
        paint.text(inner.adjusted(used, 0, 0, 0), pick.beside, SECOND, RIGHT)
        painter.restore()
