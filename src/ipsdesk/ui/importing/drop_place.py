"""Where a file can be dropped: a dashed box with its words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Radius, Space, Token
from ipsdesk.ui.widgets.painting import CENTRE, Paint
from ipsdesk.ui.widgets.text_styles import SECOND
from ipsdesk.ui.widgets.words import Words

ICON, NAME = 28, "microsoft-excel"
DROP = "You can also drop the file anywhere on this window."


class DropPlace(QWidget):
    """Shows that the window takes files; the window does the taking."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._icon = theme, QLabel()
        words = Words(theme, DROP, SECOND, wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.CARD, Space.WIDE, Space.CARD, Space.WIDE)
        layout.setSpacing(Space.SNUG)
        for one in (self._icon, words):
            one.setAlignment(CENTRE)
            layout.addWidget(one)
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        side = self._theme.px(ICON)
        self._icon.setPixmap(self._theme.icon(NAME, Token.TEXT3).pixmap(QSize(side, side)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint = Paint(painter, self._theme)
        paint.box(QRectF(self.rect()), Token.SURFACE, Token.EDGE, Radius.CARD, dashed=True)
        painter.end()
