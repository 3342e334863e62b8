"""Who leaves hands over first: said in the form of a member of staff, with the button that does it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.rules.periods import DAY
from ipsdesk.services.records import Done
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.team.handover_dialog import HandoverDialog
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.form import Form
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.typed_values import Complaint

LEFT = "left_on"
SETTLES_AFTER = 250
"""Milliseconds after the last key until it is looked for."""


class LeavingStrip(QWidget):
    """Hidden while no day of leaving stands in the form, or nobody is theirs after it."""

    def __init__(self, at: AtDesk, staff: int) -> None:
        super().__init__()
        self._at, self._staff = at, staff
        self._form: Form | None = None
        self._day: date | None = None
        self.words = MarkedWords(at.theme)
        self.button = Button(at.theme, "Hand over…", Rank.PLAIN)
        self.button.setAccessibleName("Hand over a caseload")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.STEP)
        line.addWidget(self.words, 1)
        line.addWidget(self.button)
        self.button.clicked.connect(self.hand_over)
        self._timer = QTimer(self, singleShot=True, interval=SETTLES_AFTER)
        self._timer.timeout.connect(self._look)
        self.hide()

    def watch(self, form: Form) -> None:
        """Look whenever the day that is typed there changes."""
        self._form = form
        form.changed.connect(self._timer.start)

    def _look(self) -> None:
        day = self._typed()
        if day == self._day:
            return
        self._day = day
        if day is None:
            self._say("")
        else:
            self._ask(day)

    def _typed(self) -> date | None:
        if self._form is None or LEFT not in self._form.changed_keys():
            return None
        try:
            day = self._form.rows[LEFT].editor.value()
        except Complaint:
            return None
        return day if isinstance(day, date) else None

    def _ask(self, day: date) -> None:
        self._at.run(partial(self._read, day), self._show, self._failed)

    def _read(self, day: date, _progress: Progress) -> tuple[date, str]:
        return day, self._at.desk.team_handover.before_leaving(self._staff, day)

    def _show(self, read: tuple[date, str]) -> None:
        if read[0] == self._day:
            self._say(read[1])

    def _say(self, words: str) -> None:
        if self.button.hasFocus() and not words and self._form is not None:
            self._form.go_to(LEFT)
        self.words.say(Mark.NEAR_LIMITS, words)
        self.setVisible(bool(words))
        if words:
            announce(self, words)

    def hand_over(self) -> None:
        """From the day after the last one in post; it is looked again when that is done."""
        if self._day is None:
            return
        at = replace(self._at, page=self.window())
        dialog = HandoverDialog(at, self._staff, self._day + DAY)
        dialog.taken.connect(self._handed_over)
        at.open(dialog)

    def _handed_over(self, done: Done) -> None:
        announce(self, done.words)
        if self._form is not None:
            self._form.show_problems({})
        if self._day is not None:
            self._ask(self._day)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
