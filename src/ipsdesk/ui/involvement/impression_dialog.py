"""First impressions asked together with somebody who has just come: large questions, large answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError, NotSaved
from ipsdesk.fields import Field, Kind
from ipsdesk.rules.codes import SURVEY_ANSWERS
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.editing import Plain, RecordForm
from ipsdesk.services.impressions import QUESTIONS
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.pathway.taking import TakingDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.choosing import Segments
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.form import Around, Form
from ipsdesk.ui.widgets.step_page import RING_ROOM
from ipsdesk.ui.widgets.text_styles import PANEL, TITLE
from ipsdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from ipsdesk.services.records import Done

KIND, DRAFT = "first impressions audit", "first impressions"
HEADING = "First impressions"
ASK, LEAVE, STAY = "Leave without saving?", "Leave without saving", "Go back"
WIDTH, HEIGHT, LARGE, WIDE = 720, 860, 52, 106
"""At 100 %: the dialog's size, and an answer's."""
ABOUT = ("on_date", "arrived_on", "client_id", "helped_by")
AFTER = ("best", "better")
ASKED = "asked"
WISHES = Field(
    "What do you recommend or ask for?",
    Kind.LONG_TEXT,
    "One on each line. Each goes to the next meeting, and is answered.",
)


class Question(QWidget):
    """One question with its answers, large enough to be touched."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        self._theme = theme
        self.answers = Segments(theme, [one.capitalize() for one in SURVEY_ANSWERS])
        self.answers.setAccessibleName(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.LABEL)
        column.addWidget(Words(theme, words, PANEL, wraps=True))
        column.addWidget(self.answers)
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        for segment in self.answers.segments:
            segment.setMinimumSize(self._theme.px(WIDE), self._theme.px(LARGE))

    @property
    def answer(self) -> str | None:
        """What was answered."""
        return None if self.answers.place is None else SURVEY_ANSWERS[self.answers.place]

    def show_answer(self, answer: str | None) -> None:
        """Answer it so."""
        self.answers.choose(SURVEY_ANSWERS.index(answer) if answer in SURVEY_ANSWERS else None)


class ImpressionDialog(TakingDialog):
    """``draft`` is what was begun before."""

    def __init__(self, at: AtDesk, draft: Mapping[str, Any] | None = None) -> None:
        super().__init__(at.theme, at.run, HEADING, at.page)
        self._desk, self._draft, self._asks = at.desk, draft, False
        self.form: Form | None = None
        self.after: Form | None = None
        self.questions = {key: Question(at.theme, words) for key, words in QUESTIONS.items()}
        self._scroll, self._inner = FocusScroll(), QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        self._column.setSpacing(Space.CARD)
        self._column.addWidget(Words(at.theme, HEADING, TITLE))
        self._scroll.setWidget(self._inner)
        self.inside.addWidget(self._scroll, 1)
        self.lay_out()
        self.back.hide()
        self.next.clicked.connect(self._save_or_stay)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._save)
        self._ask(on=False)
        self.fit(WIDTH, HEIGHT)
        self.begin(self._fetch, self._show, "Reading")

    def _fetch(self, _progress: Progress) -> RecordForm:
        today = self._desk.workspace.today()
        return self._desk.editing.blank(KIND, {"on_date": today})

    def _show(self, record: RecordForm) -> None:
        options = {
            name: [Option(one.value, one.words) for one in choices]
            for name, choices in record.choices.items()
        }
        back, beside = frozenset({"on_date", "arrived_on"}), frozenset({"arrived_on"})
        around = Around(self._desk.workspace.today, options, back, beside=beside)
        self.form = form = Form(self._theme, {name: record.fields[name] for name in ABOUT}, around)
        last = {**{name: record.fields[name] for name in AFTER}, ASKED: WISHES}
        self.after = after = Form(self._theme, last, around)
        form.show_values({"on_date": record.values["on_date"]})
        for widget in (form, *self.questions.values(), after):
            self._column.addWidget(widget)
            widget.show()
        self._column.addStretch()
        if (draft := self._draft) is not None:
            form.show_typed(draft["about"])
            after.show_typed(draft["after"])
            for key, answer in draft["answers"].items():
                self.questions[key].show_answer(answer)
        form.go_to("client_id")

    # ---- saving -------------------------------------------------------------------------------------

    def _save_or_stay(self) -> None:
        if self._asks:
            self._ask(on=False)
            self._scroll.setFocus()
        else:
            self._save()

    def _save(self) -> None:
        if self.form is None or self.after is None or self.is_working:
            return
        about, after = self.form.values(), self.after.values()
        if about is None or after is None:
            return
        wishes = str(after[ASKED] or "").splitlines()
        values = {**about, **{name: after[name] for name in AFTER}, **self._answers()}
        self.begin(partial(self._write, cast("Mapping[str, Plain]", values), wishes), self._written, "Saving")

    def _answers(self) -> dict[str, str | None]:
        return {key: question.answer for key, question in self.questions.items()}

    def _write(self, values: Mapping[str, Plain], wishes: Sequence[str], _progress: Progress) -> Done:
        return self._desk.impressions.record(values, wishes)

    def _written(self, done: Done) -> None:
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

    # ---- leaving ------------------------------------------------------------------------------------

    @property
    def _is_changed(self) -> bool:
        forms = [one for one in (self.form, self.after) if one is not None]
        return any(one.is_changed() for one in forms) or any(self._answers().values())

    def drafts(self) -> Sequence[DraftNote]:
        """What was said and is not saved."""
        if self.form is None or self.after is None or not self._is_changed:
            return ()
        content = {"about": self.form.typed(), "after": self.after.typed(), "answers": self._answers()}
        client = str(self.form.rows["client_id"].editor.typed() or "")
        return [DraftNote(DRAFT, int(client) if client.isdigit() else None, HEADING.lower(), content)]

    def reject(self) -> None:
        """Esc and Cancel ask once if something was said; Esc at the question goes on."""
        if self.is_working or self._asks or not self._is_changed:
            super().reject()
        else:
            self._ask(on=True)

    def _ask(self, *, on: bool) -> None:
        self._asks = on
        self.doing.setText(ASK if on else "")
        self.cancel.setText(LEAVE if on else "Cancel")
        self.next.setText(STAY if on else "Save")
        if on:
            self.next.setFocus()
            announce(self, ASK, urgent=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc at the question goes on."""
        if event.key() == Qt.Key.Key_Escape and self._asks:
            self._save_or_stay()
        else:
            super().keyPressEvent(event)
