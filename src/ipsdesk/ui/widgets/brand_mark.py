"""The mark of IPS Desk: three joined dots, climbing, on a rounded square."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Token
from ipsdesk.ui.widgets.painting import Paint

CORNER, LINE = 0.25, 0.055
DOTS = ((0.25, 0.70, 0.09), (0.50, 0.50, 0.09), (0.75, 0.305, 0.118))
"""Middle and radius of each dot, as shares of the side."""


class BrandMark(QWidget):
    """The mark, ``side`` pixels wide and high at 100 % text; beside it stands the name it belongs to."""

    def __init__(self, theme: Theme, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._side = theme, side
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        side = self._theme.px(self._side)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, side = Paint(painter, self._theme), self.width()
        paint.box(QRectF(self.rect()), Token.ACCENT, radius=side * CORNER)
        light = self._theme.colour(Token.ON_ACCENT)
        middles = [QPointF(across * side, down * side) for across, down, _ in DOTS]
        painter.setPen(QPen(light, side * LINE))
        painter.drawPolyline(middles)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(light)
        for middle, (_, _, radius) in zip(middles, DOTS, strict=True):
            painter.drawEllipse(middle, radius * side, radius * side)
        painter.end()
