"""The strip above a page that says what to be warned of, until it is put away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON, Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import IconButton
from ipsdesk.ui.widgets.painting import Paint
from ipsdesk.ui.widgets.text_styles import BODY
from ipsdesk.ui.widgets.words import Words

TOP = Qt.AlignmentFlag.AlignTop


class WarningStrip(QWidget):
    """Sentences, a line each, and a button that puts them away."""

    def __init__(self, theme: Theme, sentences: Sequence[str]) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName("Warnings")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.LABEL)
        self._lines.addStretch()
        self._lines.addStretch()
        self._told: list[str] = []
        self._layout = QHBoxLayout(self)
        self._away = IconButton(theme, "Put the warnings away", "close")
        self._away.clicked.connect(self.hide)
        self._layout.addLayout(self._lines, 1)
        self._layout.addWidget(self._away, 0, TOP)
        self._measure()
        theme.changed.connect(self._measure)
        if not self._say(sentences):
            self.hide()

    def add(self, sentences: Sequence[str]) -> None:
        """Say these too, if they are not said yet."""
        if self._say(sentences):
            self.show()

    def _say(self, sentences: Sequence[str]) -> bool:
        new = [sentence for sentence in sentences if sentence not in self._told]
        for sentence in new:
            words = Words(self._theme, sentence, BODY.coloured(Token.WARN), wraps=True)
            self._lines.insertWidget(self._lines.count() - 1, words)
        self._told += new
        if new:
            announce(self, " ".join(new), urgent=True)
        return bool(new)

    def _measure(self) -> None:
        left = Space.FIELD + self._theme.px(ICON) + Space.SNUG
        self._layout.setContentsMargins(left, Space.SNUG, Space.FIELD, Space.SNUG)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, side = Paint(painter, self._theme), self._theme.px(ICON)
        painter.fillRect(self.rect(), self._theme.colour(Token.WARN_TINT))
        paint.line(QPointF(0, self.height() - 1), QPointF(self.width(), self.height() - 1), Token.LINE2)
        line = self._lines.itemAt(1)
        first = line.geometry().top() if line is not None else 0
        paint.icon(QRectF(Space.FIELD, first + 1, side, side), "alert", Token.WARN)
        painter.end()
