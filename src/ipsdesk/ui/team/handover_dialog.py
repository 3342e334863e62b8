"""Hands a caseload over in one go: whose and from which day, then to whom, changed for single people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import cast

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError, NotSaved
from ipsdesk.fields import Field, Kind
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.editing import Choice
from ipsdesk.services.records import Done
from ipsdesk.services.team_handover import NOBODY, Handover, WhoseCaseload
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.pathway.taking import TakingDialog
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.form import Around, Form
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.step_page import RING_ROOM
from ipsdesk.ui.widgets.text_styles import BODY, PANEL
from ipsdesk.ui.widgets.typed_values import Complaint
from ipsdesk.ui.widgets.words import Words

TITLE = "Hand over a caseload"
FIRST = (
    "Everybody of one member of staff is given to others from a day on: who is on the caseload, and who "
    "waits to be accepted or to start. Next actions and what is due follow the person. Undo takes all of it "
    "back."
)
STAFF, FROM, TO, NOTE = "staff", "from_on", "to", "note"
WHOSE = {
    STAFF: Field("Whose caseload", Kind.REFERENCE, target="staff", required=True),
    FROM: Field("From", Kind.DATE, "The first day on which others have them.", required=True),
}
WIDTH, HEIGHT = 620, 640


@dataclass(frozen=True, slots=True)
class _Read:
    """What the first step needs."""

    choices: Sequence[Choice]


class HandoverDialog(TakingDialog):
    """Two steps; ``staff`` and ``from_on`` are filled in where they are known."""

    def __init__(self, at: AtDesk, staff: int | None = None, from_on: date | None = None) -> None:
        super().__init__(at.theme, at.run, TITLE, at.page)
        self._desk = at.desk
        self._given: dict[str, str | date] = {FROM: from_on or at.desk.workspace.today()}
        if staff is not None:
            self._given[STAFF] = str(staff)
        self.form: Form | None = None
        self.whose: WhoseCaseload | None = None
        self._to = ""
        self._scroll = FocusScroll()
        self.inside.addWidget(self._scroll, 1)
        self.lay_out()
        self.back.clicked.connect(self._ask_whose)
        self.next.clicked.connect(self._go_on)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._go_on)
        self.fit(WIDTH, HEIGHT)
        self._ask_whose()

    # ---- whose --------------------------------------------------------------------------------------

    def _ask_whose(self) -> None:
        self.whose = None
        self.begin(self._read, self._show_whose, "Reading")

    def _read(self, _progress: Progress) -> _Read:
        return _Read(self._desk.team_handover.choices())

    def _show_whose(self, read: _Read) -> None:
        options = {STAFF: [Option(one.value, one.words) for one in read.choices]}
        self._lay(TITLE, [FIRST], WHOSE, options)
        self.back.hide()
        self.next.setText("Next")
        form = self._shown()
        form.show_values(self._given)
        form.go_to(FROM if STAFF in self._given else STAFF)

    def _lay(
        self, title: str, words: Sequence[str], fields: Mapping[str, Field],
        options: Mapping[str, Sequence[Option]], headings: Mapping[str, str] | None = None,
    ) -> QVBoxLayout:  # fmt: skip
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        column.setSpacing(Space.STEP)
        column.addWidget(Words(self._theme, title, PANEL, wraps=True))
        for one in words:
            column.addWidget(Words(self._theme, one, BODY, wraps=True))
        around = Around(self._desk.workspace.today, options, headings=headings or {})
        self.form = Form(self._theme, fields, around)
        column.addWidget(self.form)
        column.addStretch()
        self._scroll.setWidget(inner)
        inner.show()
        announce(self, title)
        return column

    def _shown(self) -> Form:
        assert self.form is not None  # noqa: S101 - asked for once it is laid
        return self.form

    # ---- to whom ------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        values = self.form.values() if self.form is not None and not self.is_working else None
        if values is None:
            return
        if self.whose is None:
            self._given = {STAFF: str(values[STAFF]), FROM: cast("date", values[FROM])}
            self.begin(self._look, self._show_people, "Reading the caseload")
        else:
            self.begin(partial(self._take, self._handover(values)), self._taken, "Handing over")

    def _look(self, _progress: Progress) -> WhoseCaseload:
        day = cast("date", self._given[FROM])
        return self._desk.team_handover.caseload(int(str(self._given[STAFF])), day)

    def _show_people(self, whose: WhoseCaseload) -> None:
        if not whose.to_hand_over:
            self._shown().show_problems({"": _nobody(whose)})
            return
        self.whose, self._to = whose, ""
        each = {
            _key(one.referral): Field(
                one.name, Kind.REFERENCE, sentence_case(one.standing), target="staff", required=True
            )
            for one in whose.to_hand_over
        }
        to = Field("To", Kind.REFERENCE, "Everybody below whom you give to nobody else.", target="staff",
                   required=not each)  # fmt: skip
        note = Field("Note", Kind.LONG_TEXT, "Kept in the history of each referral and in the audit trail.")
        fields = {TO: to, NOTE: note, **each}
        options = [Option(one.value, one.words) for one in whose.others]
        named = dict.fromkeys((TO, *each), options)
        many = "1 person" if len(each) == 1 else f"{len(each)} people"
        words = f"{many} of {whose.name}, from {shown_day(whose.day)}."
        column = self._lay(TITLE, [words], fields, named, {next(iter(each)): "To whom, one by one"})
        self._tell_withheld(column, whose)
        form = self._shown()
        form.changed.connect(self._follow)
        self.back.show()
        self.next.setText("Hand over")
        form.go_to(TO)

    def _tell_withheld(self, column: QVBoxLayout, whose: WhoseCaseload) -> None:
        if words := _withheld(whose):
            marked = MarkedWords(self._theme)
            marked.say(Mark.RESTRICTED, words)
            column.insertWidget(2, marked)

    def _follow(self) -> None:
        """Who was given to nobody else goes where everybody goes."""
        form, whose = self._shown(), self.whose
        try:
            chosen = str(form.rows[TO].editor.value() or "")
        except Complaint:  # not typed to its end yet
            return
        if whose is None or chosen in ("", self._to):
            return
        before, self._to = self._to, chosen
        for one in whose.to_hand_over:
            editor = form.rows[_key(one.referral)].editor
            if str(editor.typed() or "") in ("", before):
                editor.show_value(chosen)

    def _handover(self, values: Mapping[str, object]) -> Handover:
        assert self.whose is not None  # noqa: S101 - there is a caseload by now
        to = {one.referral: int(str(values[_key(one.referral)])) for one in self.whose.to_hand_over}
        return Handover(self.whose.staff, self.whose.day, to, str(values[NOTE] or ""))

    def _take(self, wanted: Handover, _progress: Progress) -> Done:
        return self._desk.team_handover.hand_over(wanted)

    def _taken(self, done: Done) -> None:
        self.taken.emit(done)
        announce(self, done.words)
        self.accept()

    def refused(self, error: DeskError) -> None:
        """Said at the fields where it is about them, else at the top; what was chosen stays."""
        if self.form is None:
            self.doing.setText(str(error))
            self.next.setEnabled(False)
            return
        self.form.show_problems(error.problems if isinstance(error, NotSaved) else {"": str(error)})
        self._scroll.verticalScrollBar().setValue(0)


def _key(referral: int) -> str:
    return f"referral-{referral}"


def _withheld(whose: WhoseCaseload) -> str:
    """That restricted records are not handed over here; empty where there are none."""
    held = len(whose.people) - len(whose.to_hand_over)
    if not held:
        return ""
    records = "1 restricted record stays" if held == 1 else f"{held} restricted records stay"
    return f"{records} with {whose.name}: open it on Caseload with a reason first, then hand over again."


def _nobody(whose: WhoseCaseload) -> str:
    return _withheld(whose) or f"{NOBODY}."
