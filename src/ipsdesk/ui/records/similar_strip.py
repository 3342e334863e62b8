"""Says, while somebody new is typed in, who may be the same person and is here already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
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
WATCHED = ("name", "nhs_number", "born_on")
HERE = "Is this person here already?"
GONE = "removed; Tools, Removed records brings the record back"


class SimilarStrip(QWidget):
    """Hidden while nobody is like who is typed; nothing waits for it."""

    def __init__(self, at: AtDesk) -> None:
        super().__init__()
        self._run, self._pathway = at.run, at.desk.pathway
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
        typed = {key: self._form.rows[key].editor for key in WATCHED}
        day = read_day(typed["born_on"])
        name, number = (str(typed[key].typed() or "") for key in WATCHED[:2])
        self._asked += 1
        self._run(partial(self._found, self._asked, name, number, day), self._show, self._failed)

    def _found(
        self, asked: int, name: str, number: str, day: date | None, _progress: Progress
    ) -> tuple[int, Sequence[SimilarPerson]]:
        return asked, self._pathway.similar_people(name, number, day)

    def _show(self, found: tuple[int, Sequence[SimilarPerson]]) -> None:
        asked, people = found
        if asked != self._asked:
            return  # something else has been typed since
        words = "\n".join([HERE, *map(similar_words, people)]) if people else ""
        if words != self._said:
            self._said = words
            self.words.say(Mark.NEAR_LIMITS, words)
            self.setVisible(bool(words))
            announce(self, words)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error


def read_day(editor: Editor) -> date | None:
    """The day that stands in a field, as far as it can be read."""
    try:
        value = editor.value()
    except Complaint:
        return None
    return value if isinstance(value, date) else None


def similar_words(person: SimilarPerson) -> str:
    """One of them in a line."""
    parts = [f"{person.reference}, {person.name}"]
    parts += [person.why] if person.why else []
    parts += [GONE] if person.is_removed else []
    return ": ".join(parts[:2]) + (f" ({parts[2]})" if len(parts) > 2 else "")
