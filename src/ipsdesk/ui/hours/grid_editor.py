"""The field in a cell while it is typed in, and the note that says what is wrong with what was typed."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from ipsdesk.ui.hours.grid_header import PAD
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON_SMALL, Radius, Token
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import LEFT, RIGHT, Paint, font_of
from ipsdesk.ui.widgets.text_styles import CELL, SECOND

FIELD_EDGE = 10
"""Border and padding of a field with the keyboard, as the theme draws it; in a cell, words need less."""
NOTE_WIDTH, NOTE_PAD = 320, 8
ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}
"""How many rows a key that leaves the cell goes down."""
WRAPPED = LEFT | Qt.TextFlag.TextWordWrap


class CellEditor(QLineEdit):
    """Figures typed at the right. It says itself when it is left, at once: by way of the delegate Enter would
    only be heard after the next key.
    """

    left = Signal(int, int)
    """So many rows down, or cells along; neither where the keyboard went elsewhere."""
    given_up = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self.is_filled = theme, False
        self.setAlignment(RIGHT)
        self.ensurePolished()
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self.setFont(font_of(self._theme, CELL))
        self.setTextMargins(2 - FIELD_EDGE, 0, self._theme.px(PAD) - 1 - FIELD_EDGE, 0)

    def fill(self, text: str) -> None:
        """What is to be typed over."""
        self.setText(text)
        self.is_filled = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Up and Down leave the cell as in a spreadsheet; no key goes on to the table behind."""
        down = ROWS.get(Qt.Key(event.key()), 0)
        if down:
            self.left.emit(down, 0)
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - as Qt names it
        """Tab leaves the cell sideways."""
        self.left.emit(0, 1 if next else -1)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """So does any other way of going elsewhere, but not the menu of the field."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit(0, 0)


class ProblemNote(QWidget):
    """A sentence on a bordered ground, at the cell it is about."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._room, self._words = theme, parent, ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def words(self) -> str:
        """What it says while it is shown."""
        return self._words if not self.isHidden() else ""

    def show_at(self, cell: QRect, words: str) -> None:
        """Below the cell, or above it where there is no room, within what can be seen."""
        if not isValid(self._room):
            return  # the grid is being taken apart, and its rows go one by one
        self._words = words
        room, size = self._room.rect(), self._needed()
        left = min(cell.left(), room.right() - size.width() - 4)
        below = cell.bottom() + 4
        fits = below + size.height() <= room.bottom() or cell.top() < size.height() + 4
        self.setGeometry(
            max(left, 4), below if fits else cell.top() - 4 - size.height(), size.width(), size.height()
        )
        self.show()
        self.raise_()
        self.update()

    def _needed(self) -> QSize:
        px, metrics = self._theme.px, QFontMetrics(font_of(self._theme, SECOND))
        around = px(2 * NOTE_PAD + ICON_SMALL + 6)
        width = min(px(NOTE_WIDTH), self._room.width() - 8) - around
        box = metrics.boundingRect(QRect(0, 0, width, 10_000), WRAPPED, self._words)
        return QSize(box.width() + around + 2, max(box.height(), px(ICON_SMALL)) + px(2 * NOTE_PAD))

    def paintEvent(self, _event: QPaintEvent) -> None:
        px, painter = self._theme.px, QPainter(self)
        paint, side = Paint(painter, self._theme), px(ICON_SMALL)
        box = QRectF(self.rect())
        paint.box(box, Token.BAD_TINT, Token.BAD, Radius.CONTROL)
        inner = box.adjusted(px(NOTE_PAD), px(NOTE_PAD), -px(NOTE_PAD), -px(NOTE_PAD))
        paint.icon(QRectF(inner.left(), inner.top(), side, side), Mark.OVER.icon, Token.BAD)
        painter.setFont(font_of(self._theme, SECOND))
        painter.setPen(self._theme.colour(Token.TEXT))
        painter.drawText(inner.adjusted(side + px(6), 0, 1, 0), WRAPPED, self._words)
        painter.end()
