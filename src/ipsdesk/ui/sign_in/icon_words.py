"""An icon with the words that belong to it, in a line of their own."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON_SMALL, Token
from ipsdesk.ui.widgets.text_styles import SECOND, TextStyle
from ipsdesk.ui.widgets.words import Words

GAP = 10


class IconWords(QWidget):
    """Words that wrap behind their icon; not there at all while there are none."""

    def __init__(
        self, theme: Theme, icon: str, token: Token, style: TextStyle = SECOND, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._name, self._token = theme, icon, token
        line = self._line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        self._icon = QLabel()
        self.words = Words(theme, style=style, wraps=True)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        self._dress()
        theme.changed.connect(self._dress)
        self.say("")

    def _dress(self) -> None:
        side = self._theme.px(ICON_SMALL)
        self._icon.setPixmap(self._theme.icon(self._name, self._token).pixmap(QSize(side, side)))
        # As high as one line of its words, so that it stands in the middle of the first one.
        self._icon.setFixedHeight(self.words.fontMetrics().height())

    def say(self, words: str) -> None:
        """Say this, or nothing."""
        self.words.setText(words)
        self.setVisible(bool(words))
