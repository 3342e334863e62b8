"""What a worker must know before a visit to a workplace, said while such a contact is typed in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.services.risk import VisitNote
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.risk.words import visit_words
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.form import Form
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark

SETTLES_AFTER = 250
"""Milliseconds after the last key until it is looked for."""
EMPLOYER, WORKPLACE = "employer", "workplace"


class VisitStrip(QWidget):
    """Hidden while the contact is no visit, or nothing is to be known; nothing waits for it."""

    def __init__(self, at: AtDesk) -> None:
        super().__init__()
        self._at = at
        self._form: Form | None = None
        self._asked: tuple[int, ...] = ()
        self._said = ""
        self.words = MarkedWords(at.theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.words)
        self._timer = QTimer(self, singleShot=True, interval=SETTLES_AFTER)
        self._timer.timeout.connect(self._look)
        self.hide()

    def watch(self, form: Form) -> None:
        """Look now, and whenever what is typed there changes."""
        self._form = form
        form.changed.connect(self._timer.start)
        self._timer.start()

    def _clients(self) -> tuple[int, ...]:
        """Whom a visit is for; none where it is no visit to a workplace."""
        if self._form is None:
            return ()
        typed = {key: self._form.rows[key].editor.typed() for key in ("kind", "place", "client_ids")}
        is_visit = str(typed["kind"]).strip() == EMPLOYER or WORKPLACE in str(typed["place"] or "").lower()
        named = typed["client_ids"]
        if not is_visit or not isinstance(named, list):
            return ()
        return tuple(int(one) for one in named if one.isdigit())

    def _look(self) -> None:
        clients = self._clients()
        if clients == self._asked:
            return
        self._asked = clients
        if clients:
            self._at.run(partial(self._found, clients), self._show, self._failed)
        else:
            self._say("")

    def _found(
        self, clients: tuple[int, ...], _progress: Progress
    ) -> tuple[tuple[int, ...], tuple[VisitNote, ...]]:
        return clients, self._at.desk.risk.before_visit(clients)

    def _show(self, found: tuple[tuple[int, ...], tuple[VisitNote, ...]]) -> None:
        clients, notes = found
        if clients == self._asked:
            self._say(visit_words(notes, self._at.desk.workspace.today()))

    def _say(self, words: str) -> None:
        if words != self._said:
            self._said = words
            self.words.say(Mark.NOTE, words)
            self.setVisible(bool(words))
            announce(self, words)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
