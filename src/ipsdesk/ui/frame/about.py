"""Which version this is, where the unit is kept, and that nothing leaves the computer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk import __version__
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.brand_mark import BrandMark
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.text_styles import BODY, NAME, SECOND, TITLE
from ipsdesk.ui.widgets.words import Words

WIDTH, MARK = 440, 36
PROMISE = (
    "Nothing leaves this computer: the program opens no network connection, and the records are encrypted."
)


class About(QDialog):
    """A few lines and Close."""

    def __init__(self, theme: Theme, folder: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle("About IPS Desk")
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.CARD)
        layout.setSpacing(Space.LABEL)
        layout.addLayout(self._head())
        layout.addSpacing(Space.STEP)
        if folder is not None:
            layout.addWidget(Words(theme, "This unit is kept in", NAME))
            layout.addWidget(Words(theme, breakable(str(folder)), BODY, wraps=True))
            layout.addSpacing(Space.STEP)
        layout.addWidget(Words(theme, PROMISE, BODY, wraps=True))
        layout.addSpacing(Space.STEP)
        close = Button(theme, "Close", Rank.PRIMARY)
        close.clicked.connect(self.accept)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        close.setFocus()
        self._fit()
        theme.changed.connect(self._fit)

    def _head(self) -> QHBoxLayout:
        head, words = QHBoxLayout(), QVBoxLayout()
        head.setSpacing(Space.STEP)
        words.setSpacing(0)
        words.addWidget(Words(self._theme, "IPS Desk", TITLE))
        words.addWidget(Words(self._theme, f"Version {__version__}", SECOND))
        head.addWidget(BrandMark(self._theme, MARK))
        head.addLayout(words, 1)
        return head

    def _fit(self) -> None:
        wide = self._theme.px(WIDTH)
        self.setFixedSize(wide, self._layout.totalHeightForWidth(wide))
