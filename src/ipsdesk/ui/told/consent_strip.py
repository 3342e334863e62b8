"""Whether people agreed that an employer is spoken with, said while such a contact is typed in."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.services.told import BeforeContact
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.told.words import said_words, without_words
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.form import Form
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.typed_values import Complaint

SETTLES_AFTER = 250
"""Milliseconds after the last key until it is looked for."""
EMPLOYER = "employer"
REASON = frozenset({"without_consent"})


class Credited(NamedTuple):
    """Whom a contact with an employer is credited to, with which employer, on which day."""

    clients: tuple[int, ...]
    employer: int | None
    on: date


class ConsentStrip(QWidget):
    """Hidden while the contact is credited to nobody; it keeps nobody from saving.

    ``asked`` are the fields that somebody has to give a reason in, which ``changed`` tells of.
    """

    changed = Signal()

    def __init__(self, at: AtDesk) -> None:
        super().__init__()
        self._at = at
        self._form: Form | None = None
        self._looked: Credited | None = None
        self.asked: frozenset[str] = frozenset()
        self.without, self.said = MarkedWords(at.theme), MarkedWords(at.theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.LABEL)
        layout.addWidget(self.without)
        layout.addWidget(self.said)
        self._timer = QTimer(self, singleShot=True, interval=SETTLES_AFTER)
        self._timer.timeout.connect(self._look)
        self.hide()

    def watch(self, form: Form) -> None:
        """Look now, and whenever what is typed there changes."""
        self._form = form
        self._looked = None
        form.changed.connect(self._timer.start)
        self._timer.start()

    def _credited(self) -> Credited | None:
        """None where no employer is spoken with, or about nobody."""
        kind, named, on, employer = map(self._value, ("kind", "client_ids", "on_date", "employer_id"))
        if kind != EMPLOYER or not isinstance(named, list) or not named:
            return None
        day = on if isinstance(on, date) else self._at.desk.workspace.today()
        return Credited(tuple(map(int, named)), int(str(employer)) if employer else None, day)

    def _value(self, key: str) -> object:
        """What stands in a field; None where that can't be read yet."""
        try:
            return self._form.rows[key].editor.value() if self._form is not None else None
        except Complaint:
            return None

    def _look(self) -> None:
        credited = self._credited()
        if credited == self._looked:
            return
        self._looked = credited
        if credited is None:
            self._say(())
        else:
            self._at.run(partial(self._found, credited), self._show, self._failed)

    def _found(self, credited: Credited, _progress: Progress) -> tuple[Credited, tuple[BeforeContact, ...]]:
        return credited, self._at.desk.told.before_contact(*credited)

    def _show(self, found: tuple[Credited, tuple[BeforeContact, ...]]) -> None:
        if found[0] == self._looked:
            self._say(found[1])

    def _say(self, people: tuple[BeforeContact, ...]) -> None:
        without, said = without_words(people), said_words(people)
        is_new = without != self.without.words.text()
        self.without.say(Mark.NEAR_LIMITS, without)
        self.said.say(Mark.NOTE, said)
        self.setVisible(bool(said))
        self.asked = REASON if without else frozenset()
        self.changed.emit()
        if is_new:
            announce(self, without)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
