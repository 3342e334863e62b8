"""A status as icon, words and colour, on as many lines as the words need."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON_SMALL
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.text_styles import STATUS
from ipsdesk.ui.widgets.words import Words


class MarkedWords(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, side: int = ICON_SMALL) -> None:
        super().__init__(parent)
        self._theme, self._mark, self._side = theme, Mark.NOTE, side
        self._icon = QLabel()
        self.words = Words(theme, style=STATUS, wraps=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        theme.changed.connect(self._dress)
        self.hide()

    def say(self, mark: Mark, words: str) -> None:
        """Say this, or nothing."""
        self._mark = mark
        self.words.setText(words)
        self.words.restyle(STATUS.coloured(mark.token))
        self._dress()
        self.setVisible(bool(words))

    def _dress(self) -> None:
        side, high = self._theme.px(self._side), self.words.fontMetrics().height()
        icon = self._theme.icon(self._mark.icon, self._mark.token)
        self._icon.setPixmap(icon.pixmap(QSize(side, side)))
        self._icon.setFixedHeight(max(high, side))
