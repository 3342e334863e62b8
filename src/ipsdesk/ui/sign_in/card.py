"""The card that stands alone on the page of signing in: rounder than the others, with a soft shadow."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Radius, Shade, Token
from ipsdesk.ui.widgets.painting import Paint

SIDE, ABOVE, BELOW = 24, 14, 34
"""Room for the shadow round the card, inside the widget."""
LAYERS, REACH, FALL, FAINT = 6, 3.9, 10, 3


class FloatingCard(QWidget):
    """A surface with its shadow; what lies in it keeps to the contents rectangle.

    ``painted`` says once that it has been on screen: what can wait for that may begin.
    """

    painted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.is_painted = False
        self.setContentsMargins(SIDE, ABOVE, SIDE, BELOW)
        theme.changed.connect(self.update)

    def set_width(self, width: int) -> None:
        """How wide the surface is."""
        self.setFixedWidth(width + 2 * SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, card = Paint(painter, self._theme), QRectF(self.contentsRect())
        if self._theme.shade is Shade.LIGHT:
            self._shadow(painter, card)
        paint.box(card, Token.SURFACE, Token.LINE, Radius.SIGN_IN)
        painter.end()
        if not self.is_painted:
            self.is_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def _shadow(self, painter: QPainter, card: QRectF) -> None:
        """Layers of hardly any colour, each a little wider than the one before."""
        colour = QColor(self._theme.colour(Token.TEXT))
        colour.setAlpha(FAINT)
        edge = -Radius.SIGN_IN
        hidden = card.adjusted(-edge, -edge, edge, edge).toAlignedRect()
        painter.setClipRegion(QRegion(self.rect()) - QRegion(hidden))  # the card covers the rest
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for layer in range(1, LAYERS + 1):
            wide = layer * REACH
            box = card.adjusted(-wide, FALL - wide, wide, FALL + wide)
            painter.drawRoundedRect(box, Radius.SIGN_IN + wide, Radius.SIGN_IN + wide)
        painter.setClipping(False)
