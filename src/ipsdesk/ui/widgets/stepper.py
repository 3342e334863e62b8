"""What is on screen, by name, between the arrows to the one before and the one after; one joined control."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON, Height, Radius, Space, Token
from ipsdesk.ui.widgets.painting import Paint, width_of
from ipsdesk.ui.widgets.text_styles import NAME, SECOND

ARROW, PAD = 34, 13


class StepperPart(QAbstractButton):
    """One of the parts: an icon, or words with quieter ones after them, on the ground the control paints."""

    def __init__(self, theme: Theme, name: str, icon: str = "") -> None:
        super().__init__()
        self._theme, self._icon, self._quieter = theme, icon, ""
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.updateGeometry)

    def say(self, words: str, quieter: str = "") -> None:
        """Show these words, and quieter ones after them."""
        self._quieter = quieter
        self.setText(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        px = self._theme.px
        width = self._words_wide() + 2 * px(PAD) if self.text() else px(ARROW)
        return QSize(ceil(width), px(Height.CONTROL))

    def minimumSizeHint(self) -> QSize:
        """Its words are never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, box = Paint(painter, self._theme), QRectF(self.rect())
        if self.isEnabled() and (self.isDown() or self.underMouse()):
            paint.box(box.adjusted(2, 2, -2, -2), Token.SUNK, radius=Radius.KEYCAP)
        if self._icon:
            side = self._theme.px(ICON)
            spot = QRectF(0, 0, side, side)
            spot.moveCenter(box.center())
            paint.icon(spot, self._icon, Token.TEXT if self.isEnabled() else Token.LINE2)
        else:
            left = box.adjusted((self.width() - self._words_wide()) // 2, 0, 0, 0)
            width = paint.text(left, self.text(), NAME)
            paint.text(left.adjusted(width + self._theme.px(Space.FIELD), 0, 0, 0), self._quieter, SECOND)
        painter.end()

    def _words_wide(self) -> float:
        wide = width_of(self._theme, self.text(), NAME)
        if self._quieter:
            wide += width_of(self._theme, self._quieter, SECOND) + self._theme.px(Space.FIELD)
        return wide


class Stepper(QWidget):
    """``before``, ``middle`` and ``after`` are its buttons."""

    def __init__(
        self, theme: Theme, before: str, middle: str, after: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.before = StepperPart(theme, before, "chevron-left")
        self.middle = StepperPart(theme, middle)
        self.after = StepperPart(theme, after, "chevron-right")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.before, self.middle, self.after):
            layout.addWidget(part)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, box = Paint(painter, self._theme), QRectF(self.rect())
        paint.box(box, Token.SURFACE, Token.LINE2, Radius.CONTROL)
        for across in (self.middle.x(), self.after.x() - 1):
            paint.line(QPointF(across, 1), QPointF(across, self.height() - 2), Token.LINE2)
        painter.end()
