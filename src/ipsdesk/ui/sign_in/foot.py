"""The last line of the card: that the unit is encrypted, and when it was last backed up."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent

from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.rules.wording import MONTHS
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.icon_words import IconWords
from ipsdesk.ui.widgets.painting import Paint

ENCRYPTED = "Encrypted on this computer."


def moment_words(at: datetime, now: datetime) -> str:
    """A moment of the past on this computer's own clock: ``today, 5:40pm``, ``Fri 8 May, 5:40pm``."""
    at, now = at.astimezone(), now.astimezone()
    time = f"{at.hour % 12 or 12}:{at.minute:02}{'am' if at.hour < 12 else 'pm'}"
    near = {now.date(): "today", now.date() - timedelta(days=1): "yesterday"}
    year = "" if at.year == now.year else f" {at.year}"
    day = f"{WEEKDAYS[at.weekday()][:3]} {at.day} {MONTHS[at.month - 1][:3]}{year}"
    return f"{near.get(at.date(), day)}, {time}"


def backup_words(at: datetime | None, now: datetime) -> str:
    """What is said of the newest backup; a backup has its name only after it was checked."""
    if at is None:
        return f"{ENCRYPTED} No backup yet."
    return f"Encrypted. Last backup {moment_words(at, now)}, checked."


class Foot(IconWords):
    """The line itself, under a hairline across the card."""

    def __init__(self, theme: Theme, margin: int) -> None:
        super().__init__(theme, "shield-check-outline", Token.GOOD)
        self._line.setContentsMargins(margin, Space.STEP, margin, Space.STEP)

    def wait(self) -> None:
        """Keep its place until the unit's folder has been looked at, which waits for the first painting."""
        self.words.setText(ENCRYPTED)
        self._keep_place(kept=True)
        self.hide()

    def say(self, words: str) -> None:
        """Say this, or nothing."""
        self._keep_place(kept=False)
        super().say(words)

    def _keep_place(self, *, kept: bool) -> None:
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(kept)
        self.setSizePolicy(policy)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        Paint(painter, self._theme).line(QPointF(1, 0), QPointF(self.width() - 2, 0))
        painter.end()
