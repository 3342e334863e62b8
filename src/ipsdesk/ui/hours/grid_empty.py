"""What stands in the hours grid where nobody does."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.link import Link
from ipsdesk.ui.widgets.text_styles import BODY
from ipsdesk.ui.widgets.words import Words

NOBODY = "Nobody has a paid job in this week."


class NobodyHere(QWidget):
    """Says why the grid is empty, with the way out where one person is chosen."""

    everyone_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = Words(theme, style=BODY.coloured(Token.TEXT2), wraps=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.everyone = Link(theme, "Show everyone")
        self.everyone.clicked.connect(self.everyone_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.CARD, 0, Space.CARD, 0)
        column.setSpacing(Space.SNUG)
        column.addStretch()
        column.addWidget(self._words)
        column.addWidget(self.everyone, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self.hide()

    @property
    def words(self) -> str:
        """What it says while it is shown."""
        return "" if self.isHidden() else self._words.text()

    def say(self, words: str, *, is_one_person: bool) -> None:
        """Show it with these words."""
        self._words.setText(words)
        self.everyone.setVisible(is_one_person)
        self.show()
