"""The line at the foot of the window: what is saved, that it is encrypted, and what is on screen."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipsdesk.ui.frame.safe_words import SafeWords
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.icon import Icon
from ipsdesk.ui.widgets.painting import LEFT, RIGHT, Paint
from ipsdesk.ui.widgets.text_styles import SECOND, STATUS
from ipsdesk.ui.widgets.words import Words

NOTHING_YET = "Nothing changed yet"
LONGEST = 70
"""Letters of what was done."""


class StatusBar(QWidget):
    """Saved and safe at the left, what is on screen at the right; what does not fit is left out or wraps."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._check = Icon(theme, "check", Token.GOOD)
        self._saved = Words(theme, NOTHING_YET, SECOND)
        self.safe = SafeWords(theme)
        self._context = Words(theme, "", SECOND, wraps=True)
        self._context.setAlignment(RIGHT)
        self._layout = QHBoxLayout(self)
        self._layout.setSpacing(Space.LABEL)
        for one in (self._check, self._saved):
            self._layout.addWidget(one, 0, LEFT)
        self._layout.addSpacing(Space.SNUG)
        self._layout.addWidget(self.safe, 0, LEFT)
        self._layout.addSpacing(Space.FIELD)
        self._layout.addWidget(self._context, 1)
        self._check.hide()
        self._measure()
        theme.changed.connect(self._measure)

    def show_saved(self, moment: datetime) -> None:
        """Say when something was last saved; ``moment`` has its time zone."""
        self.show_done(f"Saved {clock_words(moment)}")

    def show_done(self, words: str) -> None:
        """Say what was done, shortened here where it is long; the screen reader says it all."""
        self._check.show()
        self._saved.restyle(STATUS)
        self._saved.setText(words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…")
        self._fit()
        announce(self, words)

    def show_backup(self, words: str, more: str, *, warns: bool) -> None:
        """Say how well the unit is backed up, and whether something is to be done about it."""
        self.safe.say(words, more, warns=warns)
        self._fit()

    def show_context(self, words: str) -> None:
        """Say what is on screen."""
        self._context.setText(words)
        self._fit()

    def _measure(self) -> None:
        self.setMinimumHeight(self._theme.px(Height.STATUS_BAR))
        self._layout.setContentsMargins(Space.FIELD, 3, Space.FIELD, 2)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Saved and what is on screen stay; that all is safe stands only where there is room."""
        metrics = self._context.fontMetrics()
        needed = metrics.horizontalAdvance(self._context.text()) + self._saved.sizeHint().width()
        needed += self.safe.sizeHint().width() + self._check.width() + self._theme.px(5 * Space.FIELD)
        self.safe.setVisible(self.safe.warns or needed <= self.width())

    def minimumSizeHint(self) -> QSize:
        """It never makes the window wide."""
        return QSize(0, self._theme.px(Height.STATUS_BAR))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(Token.SURFACE))
        Paint(painter, self._theme).line(QPointF(0, 0), QPointF(self.width(), 0), Token.LINE2)
        painter.end()


def clock_words(moment: datetime) -> str:
    """A moment as the clock on this computer's wall shows it: ``5:40pm``."""
    local = moment.astimezone()
    return f"{local.hour % 12 or 12}:{local.minute:02}{'am' if local.hour < 12 else 'pm'}"
