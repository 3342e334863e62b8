"""A thin bar that moves quietly while something slow is done."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Token
from ipsdesk.ui.widgets.painting import Paint

HEIGHT, STEP_MS, PLACES, SHARE = 3, 80, 20, 0.3


class BusyBar(QWidget):
    """Keeps its place while it is still, so that nothing around it moves."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._place = theme, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._move)

    def set_moving(self, moving: bool) -> None:  # noqa: FBT001 - a plain property
        """Move, or be still and out of sight at once."""
        self._place = 0
        if moving:
            self._timer.start()
        else:
            self._timer.stop()
        self.update()

    def is_moving(self) -> bool:
        """Whether something is being done."""
        return self._timer.isActive()

    def _move(self) -> None:
        self._place = (self._place + 1) % PLACES
        self.update()

    def sizeHint(self) -> QSize:
        """Any width, the same height at every text size."""
        return QSize(40, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.is_moving():
            return
        painter = QPainter(self)
        paint, box = Paint(painter, self._theme), QRectF(self.rect())
        paint.box(box, Token.TRACK, radius=HEIGHT / 2)
        painter.setClipRect(box, Qt.ClipOperation.ReplaceClip)
        wide = box.width() * SHARE
        left = (box.width() + wide) * self._place / PLACES - wide
        paint.box(QRectF(left, 0, wide, HEIGHT), Token.ACCENT, radius=HEIGHT / 2)
        painter.end()
