"""The quiet warning over the page that the window is about to lock, and what keeps it open."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Radius, Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.icon import Icon
from ipsdesk.ui.widgets.painting import Paint
from ipsdesk.ui.widgets.text_styles import NAME, SECOND
from ipsdesk.ui.widgets.words import Words

STAY = "Press any key or move the mouse to stay."
WIDTH, TOP = 330, 64


class Countdown(QWidget):
    """Lies over a window, near its top; it takes neither the keyboard nor a click, and is read out once."""

    def __init__(self, theme: Theme, window: QWidget, seconds: int) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = Words(theme, style=NAME, wraps=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._words)
        words.addWidget(Words(theme, STAY, SECOND.coloured(Token.TEXT), wraps=True))
        layout = self._layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.FIELD, Space.STEP, Space.FIELD, Space.STEP)
        layout.setSpacing(Space.STEP)
        layout.addWidget(Icon(theme, "lock-clock", Token.WARN))
        layout.addLayout(words, 1)
        self.say(seconds)
        theme.changed.connect(self._place)
        self.show()
        self.raise_()
        announce(window, f"{self._words.text()} {STAY}", urgent=True)

    def say(self, seconds: int) -> None:
        """How long it is until the window locks."""
        self._words.setText(f"Locking in {seconds} second{'' if seconds == 1 else 's'}.")
        self._place()

    def _place(self) -> None:
        window, px = self._window, self._theme.px
        wide = min(px(WIDTH), window.width() - 2 * Space.FIELD)
        high = self._layout.totalHeightForWidth(wide)
        top = max(min(px(TOP), window.height() - high - Space.FIELD), 0)
        self.setGeometry((window.width() - wide) // 2, top, wide, high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        Paint(painter, self._theme).box(QRectF(self.rect()), Token.WARN_TINT, Token.WARN_FILL, Radius.CARD)
        painter.end()
