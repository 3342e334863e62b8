"""Asks why a record is to be removed, says what that means, and removes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal

from ipsdesk.errors import DeskError
from ipsdesk.fields import Field, Kind
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.records import RecordRef
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.trail.history import CLIENT
from ipsdesk.ui.trail.trail_words import along_words, goes_with_words
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.step_page import StepPage
from ipsdesk.ui.widgets.text_styles import BODY
from ipsdesk.ui.widgets.typed_field import LongTextField
from ipsdesk.ui.widgets.typed_values import Complaint
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

REASON = Field("Why is it removed?", Kind.LONG_TEXT, required=True)
OUT = "It goes out of every list and figure. "
BACK = "Nothing is destroyed: Removed records in the menu Tools brings it all back, and so does Undo."
BACKED_UP = " A backup is made first."
COUNTING = "What goes with it is being counted."
DRAFT, DRAFT_WORDS = "removal", "the reason for a removal"
REASON_KEY = "reason"
WIDTH, HEIGHT = 520, 360


class Remove(WorkingDialog):
    """Removes one record; ``removed`` carries what went, in words, and when. Enter keeps the record.

    ``about`` is the client whose record it is, for the draft of a reason.
    """

    removed = Signal(str, object)

    def __init__(self, at: AtDesk, ref: RecordRef, what: str, about: int | None = None) -> None:
        super().__init__(at.theme, at.run, f"Remove {what}", at.page)
        self._records, self.ref, self._what, self._about = at.desk.records, ref, what, about
        self.step = _Step(at.theme, f"Remove {what}?", OUT + BACK + (BACKED_UP if ref.kind == CLIENT else ""))
        self.cancel, self.next = Button(at.theme, "Keep it", Rank.PRIMARY), Button(at.theme, "Remove")
        self.cancel.setDefault(True)
        scroll = FocusScroll()
        scroll.setWidget(self.step)
        self.inside.addWidget(scroll)
        self.lay_out()
        self.back.hide()
        self.cancel.clicked.connect(self.reject)
        self.next.clicked.connect(self._remove)
        self.fit(WIDTH, HEIGHT)
        self.step.begin()
        at.run(self._count, self._tell, self._not_counted)

    # ---- what goes with it --------------------------------------------------------------------------

    def _count(self, _progress: Progress) -> str:
        return goes_with_words(self._records.goes_with(self.ref))

    def _tell(self, words: str) -> None:
        self.step.along.setText(words)
        announce(self.step, words)

    def _not_counted(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.step.along.hide()
        self.refused(error)

    # ---- a reason half typed ------------------------------------------------------------------------

    def drafts(self) -> Sequence[DraftNote]:
        """The reason typed so far."""
        typed = self.step.reason.typed()
        content = {"kind": self.ref.kind, "id": self.ref.id, "what": self._what, "typed": typed}
        return [DraftNote(DRAFT, self._about, DRAFT_WORDS, content)] if typed else []

    # ---- removing -----------------------------------------------------------------------------------

    def _remove(self) -> None:
        problems = self.step.problems()
        self.step.show_problems(problems)
        if not problems:
            self.begin(partial(self._work, str(self.step.reason.value())), self._done, "Removing")

    def _work(self, reason: str, progress: Progress) -> tuple[str, datetime]:
        progress.check()
        done = self._records.remove(self.ref, reason)
        along = along_words(self._records.removed()[0])
        what = done.words.removeprefix("removing ")
        return f"Removed: {', '.join(part for part in (what, along) if part)}", done.at

    def _done(self, done: tuple[str, datetime]) -> None:
        self.removed.emit(*done)
        self.accept()

    def refused(self, error: DeskError) -> None:
        """Said above the reason."""
        self.step.show_problems({"": str(error)})


class _Step(StepPage):
    """What goes with it, and the reason."""

    def __init__(self, theme: Theme, title: str, words: str) -> None:
        super().__init__(theme, title, words)
        self.along = Words(theme, COUNTING, BODY, wraps=True)
        self._layout.addWidget(self.along)
        self.reason = LongTextField(theme, REASON)
        self._add(REASON_KEY, self.reason)
        self._layout.addStretch()

    def problems(self) -> dict[str, str]:
        """A reason is needed, of letters that can be kept."""
        try:
            return {} if self.reason.value() else {REASON_KEY: "Write in a few words why"}
        except Complaint as complaint:
            return {REASON_KEY: str(complaint)}
