"""Says, while somebody new is typed in, who may be the same one and is here already."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.fields import Kind
from ipsdesk.services.desk import Desk
from ipsdesk.services.employers import SimilarName
from ipsdesk.services.pathway import SimilarPerson
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.editor import Editor
from ipsdesk.ui.widgets.form import Form
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.typed_values import Complaint

SETTLES_AFTER = 250
"""Milliseconds after the last key until it is looked for."""
GONE = "removed; Tools, Removed records brings the record back"
Found = SimilarPerson | SimilarName
Typed = Mapping[str, str | date | None]


@dataclass(frozen=True, slots=True)
class Look:
    """What is asked, which fields are watched for it, and what looks among the records."""

    question: str
    watched: tuple[str, ...]
    find: Callable[[Desk, Typed], Sequence[Found]]


def _people(desk: Desk, typed: Typed) -> Sequence[Found]:
    day = typed["born_on"]
    name, number = (str(typed[key] or "") for key in ("name", "nhs_number"))
    return desk.pathway.similar_people(name, number, day if isinstance(day, date) else None)


def _named(kind: str, desk: Desk, typed: Typed) -> Sequence[Found]:
    return desk.employers.similar(kind, str(typed["name"] or ""))


LOOKS: Mapping[str, Look] = {
    "client": Look("Is this person here already?", ("name", "nhs_number", "born_on"), _people),
    "employer": Look("Is this employer here already?", ("name",), partial(_named, "employer")),
    "partner agency": Look("Is this agency here already?", ("name",), partial(_named, "partner agency")),
}
"""The kinds of record of which the same one may be typed in twice."""


class SimilarStrip(QWidget):
    """Hidden while nobody is like who is typed; nothing waits for it."""

    def __init__(self, at: AtDesk, kind: str) -> None:
        super().__init__()
        self._run, self._desk, self._look_for = at.run, at.desk, LOOKS[kind]
        self._form: Form | None = None
        self._asked = 0
        self._said = ""
        self.words = MarkedWords(at.theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.words)
        self._timer = QTimer(self, singleShot=True, interval=SETTLES_AFTER)
        self._timer.timeout.connect(self._look)
        self.hide()

    def watch(self, form: Form) -> None:
        """Look whenever what is typed there changes."""
        self._form = form
        form.changed.connect(self._timer.start)

    def _look(self) -> None:
        if self._form is None:
            return
        editors = {key: self._form.rows[key].editor for key in self._look_for.watched}
        typed = {key: read_typed(editor) for key, editor in editors.items()}
        self._asked += 1
        self._run(partial(self._found, self._asked, typed), self._show, self._failed)

    def _found(self, asked: int, typed: Typed, _progress: Progress) -> tuple[int, Sequence[Found]]:
        return asked, self._look_for.find(self._desk, typed)

    def _show(self, found: tuple[int, Sequence[Found]]) -> None:
        asked, people = found
        if asked != self._asked:
            return  # something else has been typed since
        words = "\n".join([self._look_for.question, *map(similar_words, people)]) if people else ""
        if words != self._said:
            self._said = words
            self.words.say(Mark.NEAR_LIMITS, words)
            self.setVisible(bool(words))
            announce(self, words)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error


def read_typed(editor: Editor) -> str | date | None:
    """What stands in a field; of a day that can't be read nothing."""
    if editor.field.kind is not Kind.DATE:
        return str(editor.typed() or "")
    try:
        value = editor.value()
    except Complaint:
        return None
    return value if isinstance(value, date) else None


def similar_words(person: Found) -> str:
    """One of them in a line."""
    parts = [f"{person.reference}, {person.name}"]
    parts += [person.why] if person.why else []
    parts += [GONE] if person.is_removed else []
    return ": ".join(parts[:2]) + (f" ({parts[2]})" if len(parts) > 2 else "")
