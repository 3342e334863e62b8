"""How safe the records are, in the status bar: a shield and a few words that lead to the backups."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON_SMALL, Height, Radius, Space, Token
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.painting import Paint, width_of
from ipsdesk.ui.widgets.text_styles import SECOND

ENCRYPTED = "Encrypted on this computer"


class SafeWords(Button):
    """A button for whoever may see the backups; on a tint where something is to be done about them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, ENCRYPTED, Rank.QUIET, parent=parent)
        self.warns = False
        self.setEnabled(False)

    def say(self, words: str, more: str, *, warns: bool) -> None:
        """Say this; ``more`` is read out with it and shown at the pointer."""
        self.warns = warns
        self.setText(words)
        self.setToolTip(more)
        self.setAccessibleDescription(more)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """All on one line, high enough to be hit."""
        words = width_of(self._theme, self.text(), SECOND)
        return QSize(
            round(words) + self._theme.px(ICON_SMALL) + 3 * Space.SNUG, self._theme.px(Height.SMALLEST_TARGET)
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, side = Paint(painter, self._theme), self._theme.px(ICON_SMALL)
        box = QRectF(self.rect())
        if self.warns:
            paint.box(box.adjusted(0, 1, 0, -1), Token.WARN_TINT, radius=Radius.KEYCAP)
        elif self.isEnabled() and self.underMouse():
            paint.box(box.adjusted(0, 1, 0, -1), Token.SUNK, radius=Radius.KEYCAP)
        token = Token.WARN if self.warns else Token.TEXT2
        icon = QRectF(Space.SNUG, box.center().y() - side / 2, side, side)
        paint.icon(icon, "shield-alert-outline" if self.warns else "shield-check-outline", token)
        paint.text(box.adjusted(icon.right() + Space.SNUG, 0, 0, 0), self.text(), SECOND.coloured(token))
        painter.end()
