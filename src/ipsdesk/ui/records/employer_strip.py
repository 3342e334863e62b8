"""Said while a contact with an employer is typed: whom not to contact, whose clock stops, its purpose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.rules.codes import FACE_TO_FACE
from ipsdesk.services.employer_week import Beforehand
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.records.similar_strip import SETTLES_AFTER, read_typed
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.form import Form
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.typed_values import Complaint

EMPLOYER = "employer"
LEVELS: Mapping[str, str] = {
    "application": "Purpose: to hand in an application (level 1 of item 18).",
    "vacancy enquiry": "Purpose: to ask what is open, and tell people of it (level 2 of item 18).",
    "advertised job": "Purpose: to follow up an advert, say who we are and ask for an interview "
    "(level 3 of item 18).",
    "promote a client": "Purpose: whether a job is open or not, to speak for what somebody is good at "
    "(level 4 of item 18).",
    "relationship": "Purpose: one of several visits, to learn what they need and say what we offer "
    "(level 5 of item 18).",
    "in-work": "Purpose: about somebody who works there; no level of item 18.",
}
"""What each purpose means; the levels are those of fidelity item 18, as its anchors have them."""


class _Typed(NamedTuple):
    """What stands in the form, as far as it matters here."""

    employer: int | None
    clients: tuple[int, ...]
    on: date | None
    purpose: str


NOTHING = _Typed(None, (), None, "")


class EmployerStrip(QWidget):
    """Hidden while there is nothing to say; nothing waits for it. ``contact`` is one that is there."""

    def __init__(self, at: AtDesk, contact: int | None) -> None:
        super().__init__()
        self._at, self._contact = at, contact
        self._form: Form | None = None
        self._asked = NOTHING
        self._said = ("", "")
        self.spared, self.words = MarkedWords(at.theme), MarkedWords(at.theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for words in (self.spared, self.words):
            layout.addWidget(words)
        self._timer = QTimer(self, singleShot=True, interval=SETTLES_AFTER)
        self._timer.timeout.connect(self._look)
        self.hide()

    def watch(self, form: Form) -> None:
        """Look now, and whenever what is typed there changes."""
        self._form, self._asked = form, NOTHING
        form.changed.connect(self._timer.start)
        self._timer.start()

    def _typed(self) -> _Typed:
        if self._form is None:
            return NOTHING
        rows = self._form.rows
        typed = {key: rows[key].editor.typed() for key in ("kind", "mode", "purpose", "client_ids")}
        if str(typed["kind"]).strip() != EMPLOYER:
            return NOTHING
        named, employer = typed["client_ids"], self._value("employer_id")
        clients = tuple(int(one) for one in named if one.isdigit()) if isinstance(named, list) else ()
        counts = str(typed["mode"]).strip() == FACE_TO_FACE and self._value("attended") is not False
        day = read_typed(rows["on_date"].editor)
        return _Typed(
            int(str(employer)) if employer else None,
            clients,
            day if counts and isinstance(day, date) else None,
            str(typed["purpose"] or "").strip(),
        )

    def _value(self, key: str) -> object:
        """What stands in a field; nothing while it can't be read."""
        form = self._form
        try:
            return form.rows[key].editor.value() if form is not None else None
        except Complaint:
            return None

    def _look(self) -> None:
        typed = self._typed()
        if typed == self._asked:
            return
        self._asked = typed
        if typed.employer or (typed.clients and typed.on):
            self._at.run(partial(self._found, typed), self._show, self._failed)
        else:
            self._say("", LEVELS.get(typed.purpose, ""))

    def _found(self, typed: _Typed, _progress: Progress) -> tuple[_Typed, Beforehand]:
        desk = self._at.desk
        return typed, desk.employer_week.before_contact(
            typed.employer, typed.clients, typed.on, self._contact
        )

    def _show(self, found: tuple[_Typed, Beforehand]) -> None:
        typed, known = found
        if typed != self._asked:
            return  # something else has been typed since
        spared = f"Do not contact {known.spared}: {known.reason}" if known.spared else ""
        clocks = "\n".join(one.words for one in known.clocks)
        level = LEVELS.get(typed.purpose, "")
        self._say(spared, "\n".join(part for part in (clocks, level) if part))

    def _say(self, spared: str, words: str) -> None:
        if (spared, words) == self._said:
            return
        before, self._said = self._said, (spared, words)
        self.spared.say(Mark.OFF_TARGET, spared)
        self.spared.setVisible(bool(spared))
        self.words.say(Mark.NOTE, words)
        self.words.setVisible(bool(words))
        self.setVisible(bool(spared or words))
        announce(self, "\n".join(new for new, old in zip(self._said, before, strict=True) if new != old))

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
