"""Answers on paper, typed in one after the other; nothing of one that is not kept is left anywhere."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.services.caseload_words import counted
from ipsdesk.services.surveys import RoundSeen
from ipsdesk.ui.background import Progress
from ipsdesk.ui.involvement.survey_alone import Asking
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.step_page import RING_ROOM
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

WIDTH, HEIGHT = 760, 820
SAVE = "Save and next"


class PaperDialog(WorkingDialog):
    """Stays open for the next sheet."""

    def __init__(self, at: AtDesk, round_: RoundSeen) -> None:
        super().__init__(at.theme, at.run, f"Answers on paper: {round_.form.title}", at.page)
        self._desk, self._round, self._saved = at.desk, round_, 0
        self.asking = Asking(at.theme, round_.form, easy=False)
        self._scroll = FocusScroll()
        self.inside.addWidget(self._scroll, 1)
        self.lay_out()
        self.back.hide()
        self.next.setText(SAVE)
        self.cancel.setText("Close")
        self.next.clicked.connect(self.give)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.give)
        self.fit(WIDTH, HEIGHT)
        self._ask()

    def _ask(self) -> None:
        self.asking = Asking(self._theme, self._round.form, easy=False)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(RING_ROOM, RING_ROOM, RING_ROOM + Space.SNUG, RING_ROOM)
        column.addWidget(self.asking)
        self._scroll.setWidget(inner)
        self.asking.overall.focus()

    def give(self) -> None:
        """Keep this sheet, and clear the page for the next."""
        if not self.is_working:
            self.begin(partial(self._keep, self.asking.answer()), self._kept, "Saving")

    def _keep(self, answer: object, _progress: Progress) -> None:
        self._desk.surveys.answer(self._round.id, answer)  # type: ignore[arg-type] # what the page asked

    def _kept(self, _nothing: object) -> None:
        self._saved += 1
        words = f"{counted(self._saved, 'answer')} kept"
        self._ask()
        self.doing.setText(words)
        announce(self, words)

    def refused(self, error: DeskError) -> None:
        """What was typed stays."""
        self.doing.setText(str(error))
        announce(self, str(error), urgent=True)
