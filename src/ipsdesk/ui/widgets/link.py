"""A button that reads like a link and takes as many lines as its words need."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Size, Token, Weight
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.painting import LEFT, font_of
from ipsdesk.ui.widgets.text_styles import TextStyle

LINK = TextStyle(Size.BODY, Weight.MEDIUM, Token.ACCENT)
WRAPPED = LEFT | Qt.TextFlag.TextWordWrap
ROOM = 6


class Link(Button):
    """Words that lead somewhere."""

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, words, Rank.QUIET, "", parent)
        self._measured_for, self._measured = ("", 0.0), dict[int, QSize]()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _needed(self, width: int) -> QSize:
        """Asked over and over while a page is laid out: what was measured is kept, newest words only."""
        asked = self.text(), self._theme.scale
        if asked != self._measured_for:
            self._measured_for, self._measured = asked, {}
        if width not in self._measured:
            self._measured[width] = self._measure(width)
        return self._measured[width]

    def _measure(self, width: int) -> QSize:
        metrics = QFontMetrics(font_of(self._theme, LINK))
        box = metrics.boundingRect(QRect(0, 0, width, 10_000), WRAPPED, self.text())
        return QSize(box.width() + 2, max(box.height() + ROOM, self._theme.px(Height.SMALLEST_TARGET)))

    def sizeHint(self) -> QSize:
        """All on one line."""
        return self._needed(10_000)

    def minimumSizeHint(self) -> QSize:
        """It may be wrapped, not cut."""
        return QSize(self._theme.px(80), self._theme.px(Height.SMALLEST_TARGET))

    def heightForWidth(self, width: int) -> int:
        return self._needed(width).height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font_of(self._theme, LINK))
        painter.setPen(self._theme.colour(Token.TEXT if self.underMouse() else LINK.token))
        painter.drawText(QRectF(self.rect()), WRAPPED, self.text())
        painter.end()
