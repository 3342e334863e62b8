"""Something good to know, on the tint of hints."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Radius, Space, Token
from ipsdesk.ui.widgets.icon_words import IconWords
from ipsdesk.ui.widgets.painting import Paint
from ipsdesk.ui.widgets.text_styles import SECOND


class Tinted(QWidget):
    """A box in the tint of hints, whatever lies in it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        Paint(painter, self._theme).box(QRectF(self.rect()), Token.TINT, radius=Radius.CONTROL)
        painter.end()


class Hint(Tinted):
    """Words with their icon in such a box; not there while there are none."""

    def __init__(self, theme: Theme, icon: str = "information-outline") -> None:
        super().__init__(theme)
        self._words = IconWords(theme, icon, Token.ACCENT, SECOND.coloured(Token.TEXT))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.STEP, Space.SNUG, Space.STEP, Space.SNUG)
        layout.addWidget(self._words)
        self.say("")

    def say(self, words: str) -> None:
        """Say this, or nothing."""
        self._words.say(words)
        self.setVisible(bool(words))
