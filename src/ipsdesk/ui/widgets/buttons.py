"""Buttons of three ranks: the one next action, an ordinary action, and a quiet one that reads like a link."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON, Token


class Rank(StrEnum):
    """How much a button asks to be pressed; an area has at most one that is primary."""

    PRIMARY = "primary"
    PLAIN = "plain"
    QUIET = "quiet"


ICON_TOKENS = {Rank.PRIMARY: Token.ON_ACCENT, Rank.PLAIN: Token.TEXT, Rank.QUIET: Token.ACCENT}


class Button(QPushButton):
    """A button with words and, where it helps, an icon before them."""

    def __init__(
        self,
        theme: Theme,
        words: str,
        rank: Rank = Rank.PLAIN,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._theme, self._rank, self._icon_name = theme, rank, icon
        self.setObjectName(rank)  # the style sheet dresses by this name
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        side = self._theme.px(ICON)
        # Wider than the icon, which stands at its left: the rest is the gap before the words.
        self.setIconSize(QSize(side + (self._theme.px(3) if self.text() else 0), side))
        if self._icon_name:
            self.setIcon(self._theme.icon(self._icon_name, ICON_TOKENS[self._rank]))

    def set_icon(self, icon: str) -> None:
        """Another icon before its words."""
        self._icon_name = icon
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class IconButton(Button):
    """A button of an icon alone, square; its words are its tool tip and its accessible name."""

    def __init__(self, theme: Theme, words: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", Rank.PLAIN, icon, parent)
        self.setAccessibleName(words)
        self.setToolTip(words)

    def sizeHint(self) -> QSize:
        """As wide as it is high."""
        side = super().sizeHint().height()
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """It does not shrink."""
        return self.sizeHint()
