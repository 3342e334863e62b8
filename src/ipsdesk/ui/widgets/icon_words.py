"""An icon with the words that belong to it, in a line of their own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON_SMALL, Token
from ipsdesk.ui.widgets.icon import Icon
from ipsdesk.ui.widgets.text_styles import SECOND, TextStyle
from ipsdesk.ui.widgets.words import Words

GAP = 10


class IconWords(QWidget):
    """Words that wrap behind their icon; not there at all while there are none."""

    def __init__(
        self, theme: Theme, icon: str, token: Token, style: TextStyle = SECOND, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        line = self._line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        self.words = Words(theme, style=style, wraps=True)
        self._beside = QVBoxLayout()
        self._beside.addWidget(Icon(theme, icon, token), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(self._beside)
        line.addWidget(self.words, 1)
        self._dress()
        theme.changed.connect(self._dress)
        self.say("")

    def _dress(self) -> None:
        # In the middle of the first line of its words.
        room = self.words.fontMetrics().height() - self._theme.px(ICON_SMALL)
        self._beside.setContentsMargins(0, max(room // 2, 0), 0, 0)

    def say(self, words: str) -> None:
        """Say this, or nothing."""
        self.words.setText(words)
        self.setVisible(bool(words))
