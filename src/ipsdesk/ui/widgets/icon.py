"""An icon that stands beside words, painted in the theme's colour."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON_SMALL, Token
from ipsdesk.ui.widgets.painting import Paint


class Icon(QWidget):
    """Nothing is loaded for it before it is seen."""

    def __init__(self, theme: Theme, name: str, token: Token, side: int = ICON_SMALL) -> None:
        super().__init__()
        self._theme, self._name, self._token, self._side = theme, name, token, side
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        side = self._theme.px(self._side)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        Paint(painter, self._theme).icon(self.rect().toRectF(), self._name, self._token)
        painter.end()
