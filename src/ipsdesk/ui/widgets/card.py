"""A rounded card with one hairline border, whatever lies in it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Radius, Token
from ipsdesk.ui.widgets.painting import Paint


class Card(QFrame):
    """Surface for related things; ``ground`` is the colour it lies on."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        radius: int = Radius.CARD,
        ground: Token = Token.PAGE,
    ) -> None:
        super().__init__(parent)
        self._theme, self._radius = theme, radius
        self._edge = _Edge(theme, self, radius, ground)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        Paint(painter, self._theme).box(QRectF(self.rect()), Token.SURFACE, radius=self._radius)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._edge.resize(event.size())
        self._edge.raise_()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._edge.raise_()


class _Edge(QWidget):
    """Lies over everything in the card: rounds the corners of square contents and draws the border last."""

    def __init__(self, theme: Theme, card: QWidget, radius: int, ground: Token) -> None:
        super().__init__(card)
        self._theme, self._radius, self._ground = theme, radius, ground
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        box = QRectF(self.rect())
        outside, inside = QPainterPath(), QPainterPath()
        outside.addRect(box)
        inside.addRoundedRect(box, self._radius, self._radius)
        painter = QPainter(self)
        paint = Paint(painter, self._theme)
        painter.fillPath(outside - inside, self._theme.colour(self._ground))
        paint.box(box, None, Token.LINE, self._radius)
        painter.end()
