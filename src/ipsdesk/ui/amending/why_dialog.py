"""Asks once why something changes that a submitted return said, and tells what it touches."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.fields import Field, Kind
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.step_page import RING_ROOM, StepPage
from ipsdesk.ui.widgets.text_styles import SECOND
from ipsdesk.ui.widgets.typed_field import LongTextField
from ipsdesk.ui.widgets.typed_values import Complaint
from ipsdesk.ui.widgets.words import Words

TITLE = "Why does this change?"
WORDS = "It is not saved yet. It changes what a return said that was submitted:"
KEPT = "The return stays as it was sent. The change is told in the next one, with your reason: name nobody."
REASON_KEY = "reason"
REASON = Field("Why does it change?", Kind.LONG_TEXT, required=True)
WIDTH, HEIGHT = 560, 440
SCREEN_SHARE = 0.94


class WhyDialog(QDialog):
    """``given`` carries the reason; closing it in any other way saves nothing."""

    given = Signal(str)

    def __init__(
        self, theme: Theme, touches: Sequence[str], parent: QWidget | None = None, *, typed: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.step = _Step(theme, touches, typed)
        self.save = Button(theme, "Save with this reason", Rank.PRIMARY)
        self.leave = Button(theme, "Do not save")
        self.save.setDefault(True)
        scroll = FocusScroll()
        scroll.setWidget(self.step)
        layout = QVBoxLayout(self)
        edge = Space.CARD - RING_ROOM
        layout.setContentsMargins(edge, Space.CARD, edge, Space.FIELD)
        layout.setSpacing(Space.STEP)
        layout.addWidget(scroll, 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(RING_ROOM, 0, RING_ROOM, 0)
        buttons.setSpacing(Space.SNUG)
        buttons.addStretch()
        buttons.addWidget(self.leave)
        buttons.addWidget(self.save)
        layout.addLayout(buttons)
        self.leave.clicked.connect(self.reject)
        self.save.clicked.connect(self._give)
        room = self.screen().availableSize() * SCREEN_SHARE
        self.resize(min(theme.px(WIDTH), room.width()), min(theme.px(HEIGHT), room.height()))
        self.step.begin()
        announce(self, f"{TITLE} {WORDS} {' '.join(touches)}", urgent=True)

    def say(self, problem: str) -> None:
        """What is wrong with the reason that was given."""
        self.step.show_problems({REASON_KEY: problem} if problem else {})

    def _give(self) -> None:
        reason, problem = self.step.reason_given()
        self.say(problem)
        if not problem:
            self.accept()
            self.given.emit(reason)


class _Step(StepPage):
    """What it touches, and the reason."""

    def __init__(self, theme: Theme, touches: Sequence[str], typed: str) -> None:
        super().__init__(theme, TITLE, WORDS)
        self._layout.setSpacing(Space.FIELD)
        for line in touches:
            self._layout.addWidget(Words(theme, line, SECOND, wraps=True))
        self._layout.addWidget(Words(theme, KEPT, SECOND, wraps=True))
        self.reason = LongTextField(theme, REASON)
        self._add(REASON_KEY, self.reason)
        if typed:
            self.reason.show_typed(typed)
        self._layout.addStretch()

    def reason_given(self) -> tuple[str, str]:
        """The reason, and what is wrong with it."""
        try:
            reason = str(self.reason.value() or "")
        except Complaint as complaint:
            return "", str(complaint)
        return reason, "" if reason.strip() else "Write in a few words why"
