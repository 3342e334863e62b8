"""The strip above a page that gives back what somebody had not saved, to keep it or discard it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ipsdesk.services.drafts import KeptDraft
from ipsdesk.services.hours_words import spoken_day
from ipsdesk.ui.frame.status_bar import clock_words
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON, Height, Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.painting import Paint
from ipsdesk.ui.widgets.text_styles import BODY, SECOND, STATUS
from ipsdesk.ui.widgets.words import Words

MOST = 2
"""Drafts shown at once; another comes up when one is decided on."""
YOU = "You were writing "


def draft_words(draft: KeptDraft, now: datetime) -> str:
    """``You were writing usual shifts for Annis Fold at 11:40am.``"""
    at, today = draft.at.astimezone(), now.astimezone().date()
    about = f" for {draft.name}" if draft.name else ""
    day = "" if at.date() == today else f" on {spoken_day(at.date())}"
    return f"{YOU}{draft.note.words}{about}{day} at {clock_words(draft.at)}."


def keep_height(widget: QWidget) -> None:
    """What gives way in a low window is the page below."""
    policy = widget.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Fixed)
    widget.setSizePolicy(policy)


class _Line(QWidget):
    """One draft, and what is done with it."""

    kept = Signal(object)
    discarded = Signal(object)

    def __init__(self, theme: Theme, draft: KeptDraft, words: str, sentence: str) -> None:
        super().__init__()
        self._draft = draft
        self.keep = Button(theme, "Keep")
        self.discard = Button(theme, "Discard", Rank.QUIET)
        self.keep.clicked.connect(self._keep)
        self.discard.clicked.connect(self._discard)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addStretch()
        said.addWidget(Words(theme, words, BODY, wraps=True))
        if sentence:
            said.addWidget(Words(theme, sentence, STATUS.coloured(Token.BAD), wraps=True))
        said.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.SNUG)
        layout.addLayout(said, 1)
        for button in (self.keep, self.discard):
            button.setAccessibleName(f"{button.text()} {words.removeprefix(YOU)}")
            layout.addWidget(button)
        keep_height(self)

    def _keep(self) -> None:
        self.kept.emit(self._draft)

    def _discard(self) -> None:
        self.discarded.emit(self._draft)


class DraftsOffer(QWidget):
    """Not there while there are none; what is not decided on is offered again after the next sign-in.

    Tab comes to it from what stands ``before`` it.
    """

    kept = Signal(object)
    discarded = Signal(object)

    def __init__(self, theme: Theme, before: QWidget) -> None:
        super().__init__()
        self._theme, self._before = theme, before
        self._drafts: list[KeptDraft] = []
        self._refused: dict[int, str] = {}
        self._lines: list[_Line] = []
        self.setAccessibleName("What you had not saved")
        self._column = QVBoxLayout()
        self._column.setSpacing(Space.LABEL)
        self._more = Words(theme, style=SECOND)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(self._column)
        self._layout.addWidget(self._more)
        keep_height(self)
        self._measure()
        theme.changed.connect(self._measure)
        self.hide()

    def show_drafts(self, drafts: Sequence[KeptDraft], now: datetime) -> None:
        """Offer these, oldest first."""
        self._drafts, self._now = list(drafts), now
        self._fill()
        if drafts:
            announce(self, " ".join(draft_words(draft, now) for draft in drafts[:MOST]), urgent=True)
            self._lines[0].keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop(self, draft: int) -> None:
        """One was decided on."""
        has_keyboard = self.isAncestorOf(self.focusWidget() or self)
        self._drafts = [one for one in self._drafts if one.id != draft]
        self._fill()
        if has_keyboard and self._lines:
            self._lines[0].keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, draft: int, sentence: str) -> None:
        """One can't be opened again: why is said below it."""
        place = next(place for place, one in enumerate(self._drafts) if one.id == draft)
        self._refused[draft] = sentence
        self._fill()
        self._lines[place].discard.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, sentence, urgent=True)

    def _fill(self) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for draft in self._drafts[:MOST]:
            self._add(draft)
        more = len(self._drafts) - MOST
        self._more.setText(f"and {more} more")
        self._more.setVisible(more > 0)
        self.setVisible(bool(self._lines))

    def _add(self, draft: KeptDraft) -> None:
        words = draft_words(draft, self._now)
        line = _Line(self._theme, draft, words, self._refused.get(draft.id, ""))
        line.kept.connect(self.kept)
        line.discarded.connect(self.discarded)
        self._column.addWidget(line)
        line.show()  # what is not on screen yet does not take the keyboard
        before = self._lines[-1].discard if self._lines else self._before
        QWidget.setTabOrder(before, line.keep)
        QWidget.setTabOrder(line.keep, line.discard)
        self._lines.append(line)

    def _measure(self) -> None:
        left = Space.FIELD + self._theme.px(ICON) + Space.SNUG
        self._layout.setContentsMargins(left, Space.SNUG, Space.FIELD, Space.SNUG)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, side = Paint(painter, self._theme), self._theme.px(ICON)
        painter.fillRect(self.rect(), self._theme.colour(Token.TINT))
        paint.line(QPointF(0, self.height() - 1), QPointF(self.width(), self.height() - 1), Token.LINE2)
        first = self._lines[0].geometry() if self._lines else self.rect()
        top = first.top() + (self._theme.px(Height.CONTROL) - side) // 2
        paint.icon(QRectF(Space.FIELD, top, side, side), "pencil-outline", Token.ACCENT)
        painter.end()
