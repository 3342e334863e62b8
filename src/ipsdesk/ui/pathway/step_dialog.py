"""Asks what a step takes, says what is to be looked at first, and takes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError, NotSaved
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.records import Done
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.pathway.asked import Asked, Prepared, Values
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.form import Around, Form
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.step_page import RING_ROOM
from ipsdesk.ui.widgets.text_styles import BODY, NAME, PANEL
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

DRAFT = "pathway"
BEFORE = "To see to first"
WIDTH, LEAST, ROW, HEIGHT = 560, 280, 70, 560
"""At 100 %: how wide it is; how high without a field, more for each, and at most."""


class StepDialog(WorkingDialog):
    """Shows the form once what it needs is read; ``taken`` carries what was done."""

    taken = Signal(object)

    def __init__(self, at: AtDesk, asked: Asked, draft: Mapping[str, Any] | None = None) -> None:
        super().__init__(at.theme, at.run, asked.title, at.page)
        self._desk, self.asked, self._draft = at.desk, asked, draft
        self.form: Form | None = None
        self._scroll = FocusScroll()
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        self._column.setSpacing(Space.STEP)
        self.checks: list[MarkedWords] = []
        self._told = ""
        self.hint = Hint(at.theme)
        self._column.addWidget(Words(at.theme, asked.title, PANEL, wraps=True))
        if asked.words:
            self._column.addWidget(Words(at.theme, asked.words, BODY, wraps=True))
        self._scroll.setWidget(self._inner)
        self.inside.addWidget(self._scroll, 1)
        self.lay_out()
        self.back.hide()
        self.next.setText(asked.button)
        self.next.clicked.connect(self._take)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._take)
        self.fit(WIDTH, min(LEAST + ROW * len(asked.fields), HEIGHT))
        self.begin(self._prepare, self._show, "Reading")

    # ---- what is asked ------------------------------------------------------------------------------

    def _prepare(self, _progress: Progress) -> Prepared:
        return self.asked.prepare(self._desk)

    def _show(self, prepared: Prepared) -> None:
        self._tell_checks(prepared.checks)
        asked, today = self.asked, self._desk.workspace.today
        around = Around(today, prepared.options, asked.looks_back)
        self.form = form = Form(self._theme, asked.fields, around)
        form.show_values(asked.given)
        if self._draft is not None:
            form.show_typed(self._draft)
        form.changed.connect(self._follow)
        self._column.addWidget(form)
        self._column.addWidget(self.hint)
        self._column.addStretch()
        form.show()  # at once, for only what is seen takes the keyboard
        self._follow()
        form.go_to(next(key for key in form.rows if not form.rows[key].editor.typed() or key in asked.given))

    def _tell_checks(self, checks: Sequence[str]) -> None:
        if not checks:
            return
        self._column.addWidget(Words(self._theme, BEFORE, NAME))
        for words in checks:
            marked = MarkedWords(self._theme)
            marked.say(Mark.NEAR_LIMITS, words)
            self.checks.append(marked)
            self._column.addWidget(marked)
        announce(self, f"{BEFORE}: {'. '.join(checks)}")

    def _follow(self) -> None:
        """What is asked, and what is said, goes with what stands in the form."""
        if self.form is None:
            return
        hidden = self.asked.hidden(self.form)
        for key, row in self.form.rows.items():
            row.setVisible(key not in hidden)
        words = self.asked.told(self.form)
        if words != self._told:
            self._told = words
            self.hint.say(words)
            announce(self, words)

    # ---- taking it ----------------------------------------------------------------------------------

    def _take(self) -> None:
        values = self.form.values() if self.form is not None and not self.is_working else None
        if values is not None:
            self.begin(partial(self._work, values), self._done, "Saving")

    def _work(self, values: Values, _progress: Progress) -> Done:
        return self.asked.take(self._desk, values)

    def _done(self, done: Done) -> None:
        self.taken.emit(done)
        announce(self, done.words)
        self.accept()

    def refused(self, error: DeskError) -> None:
        """Said at the fields where it is about them, else at the top; what was typed stays."""
        if self.form is None:
            self.doing.setText(str(error))
            self.next.setEnabled(False)
            return
        self.form.show_problems(error.problems if isinstance(error, NotSaved) else {"": str(error)})
        self._scroll.verticalScrollBar().setValue(0)

    def drafts(self) -> Sequence[DraftNote]:
        """What is filled in and not saved."""
        if self.form is None or not self.form.is_changed():
            return ()
        content = {"kind": self.asked.kind, "about": self.asked.about, "typed": self.form.typed()}
        return [DraftNote(DRAFT, self.asked.client, self.asked.title.lower(), content)]
