"""Makes two records of one person or employer one: finds the other, shows what moves, asks what is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError, NotSaved
from ipsdesk.fields import Field, Kind
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Choice
from ipsdesk.services.employers_merging import EmployerMerging
from ipsdesk.services.merging import Differences, Keep, Merging
from ipsdesk.services.records import Done
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.form import Around, Form
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.step_page import RING_ROOM
from ipsdesk.ui.widgets.text_styles import BODY, PANEL
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

OTHER, REASON = "other", "reason"
TITLE = "Merge two records"
FIRST = (
    "Choose the other record of the same {noun}. All that belongs to it moves to this one, and the other "
    "record is removed. Both histories can be read from this record afterwards."
)
WIDTH, HEIGHT = 600, 600


@dataclass(frozen=True, slots=True)
class Merges:
    """Of which ``kind`` the two records are, what that is called, and the service that merges them."""

    kind: str
    noun: str
    service: Callable[[Desk], Merging | EmployerMerging]


PERSON = Merges("client", "person", lambda desk: desk.merging)
EMPLOYER = Merges("employer", "employer", lambda desk: desk.employer_merging)


class MergeDialog(WorkingDialog):
    """Two steps: which record is the other, and what is kept of both; ``taken`` carries what was done."""

    taken = Signal(object)

    def __init__(self, at: AtDesk, record: int, name: str, merges: Merges = PERSON) -> None:
        super().__init__(at.theme, at.run, TITLE, at.page)
        self._desk, self._kept, self._name, self._merges = at.desk, record, name, merges
        self._service = merges.service(at.desk)
        self.form: Form | None = None
        self.told: Differences | None = None
        self._scroll = FocusScroll()
        self.inside.addWidget(self._scroll, 1)
        self.lay_out()
        self.back.clicked.connect(self._begin)
        self.next.clicked.connect(self._go_on)
        self.fit(WIDTH, HEIGHT)
        self._begin()

    # ---- which record -------------------------------------------------------------------------------

    def _begin(self) -> None:
        self.told = None
        self.begin(self._records, self._ask_other, "Reading")

    def _records(self, _progress: Progress) -> Sequence[Choice]:
        return self._desk.editing.choices(self._merges.kind)

    def _ask_other(self, found: Sequence[Choice]) -> None:
        other = Field("The other record", Kind.REFERENCE, target=self._merges.kind, required=True)
        options = {OTHER: [Option(one.value, one.words) for one in found if one.value != str(self._kept)]}
        first = FIRST.format(noun=self._merges.noun)
        self._lay(f"Merge with {self._name}", [first], {OTHER: other}, options)
        self.back.hide()
        self.next.setText("Next")

    def _lay(
        self,
        title: str,
        words: Sequence[str],
        fields: dict[str, Field],
        options: dict[str, list[Option]],
    ) -> QVBoxLayout:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        column.setSpacing(Space.STEP)
        column.addWidget(Words(self._theme, title, PANEL, wraps=True))
        for one in words:
            column.addWidget(Words(self._theme, one, BODY, wraps=True))
        self.form = Form(self._theme, fields, Around(self._desk.workspace.today, options))
        column.addWidget(self.form)
        column.addStretch()
        self._scroll.setWidget(inner)
        inner.show()
        self.form.go_to(next(iter(fields)))
        announce(self, title)
        return column

    # ---- what is kept -------------------------------------------------------------------------------

    def _go_on(self) -> None:
        values = self.form.values() if self.form is not None and not self.is_working else None
        if values is None:
            return
        if self.told is None:
            work = partial(self._differences, int(str(values[OTHER])))
            self.begin(work, self._ask_what, "Comparing both records")
        else:
            chosen = {name: Keep(str(value)) for name, value in values.items() if name != REASON}
            self.begin(partial(self._merge, self.told, str(values[REASON]), chosen), self._done, "Merging")

    def _differences(self, other: int, _progress: Progress) -> Differences:
        return self._service.differences(self._kept, other)

    def _ask_what(self, told: Differences) -> None:
        self.told = told
        fields = {
            one.name: Field(one.title, Kind.CHOICE, choices=tuple(Keep), required=True)
            for one in told.differing
        }
        options = {
            one.name: [Option(Keep.KEPT, one.kept), Option(Keep.OTHER, one.other)] for one in told.differing
        }
        question = f"How do you know that they are one {self._merges.noun}?"
        fields[REASON] = Field(question, Kind.LONG_TEXT, required=True)
        title = f"Merge {told.other_words} into {told.keep_words}"
        column = self._lay(title, _words(told), fields, options)
        for place, problem in enumerate(told.problems):
            marked = MarkedWords(self._theme)
            marked.say(Mark.OFF_TARGET, problem)
            column.insertWidget(1 + place, marked)
        if self.form is not None:
            self.form.show_values(dict.fromkeys((one.name for one in told.differing), Keep.KEPT.value))
            self.form.setEnabled(not told.problems)
        self.back.show()
        self.next.setText("Merge")
        self.next.setEnabled(not told.problems)
        announce(self, " ".join(told.problems))

    def _merge(self, told: Differences, reason: str, chosen: dict[str, Keep], _progress: Progress) -> Done:
        return self._service.merge(told.keep, told.other, reason, chosen)

    def _done(self, done: Done) -> None:
        self.taken.emit(done)
        announce(self, done.words)
        self.accept()

    def refused(self, error: DeskError) -> None:
        """Said at the field it is about, else at the top."""
        if self.form is not None:
            self.form.show_problems(error.problems if isinstance(error, NotSaved) else {"": str(error)})
            self._scroll.verticalScrollBar().setValue(0)
        else:
            self.doing.setText(str(error))


def _words(told: Differences) -> list[str]:
    """What moves, and what only the other record has."""
    moving = f"What moves: {', '.join(told.moving)}." if told.moving else "Nothing else is recorded about it."
    filled = ", ".join(f"{one.title} ({one.other})" for one in told.filled)
    said = [moving, *([f"Taken over, for this record has none: {filled}."] if filled else [])]
    if told.differing:
        said.append("Where both say something, choose which is right.")
    return said
