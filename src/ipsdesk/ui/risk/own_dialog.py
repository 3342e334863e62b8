"""The person's part of risk over the record, when it is written down with them or from their sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

from ipsdesk.errors import DeskError, NotSaved
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.risk import OwnForm, OwnPart
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.pathway.taking import TakingDialog
from ipsdesk.ui.risk.own_part import OwnPartPage
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.focus_scroll import FocusScroll

if TYPE_CHECKING:
    from ipsdesk.services.records import Done

WIDTH, HEIGHT = 900, 900
TITLE = "Risk together: the person’s part"
ASK, LEAVE, STAY = "Leave without saving?", "Leave without saving", "Go back"


class OwnPartDialog(TakingDialog):
    """``draft`` is what was being written before; it is kept with the version it was begun at."""

    def __init__(self, at: AtDesk, client: int, draft: Mapping[str, Any] | None = None) -> None:
        super().__init__(at.theme, at.run, TITLE, at.page)
        self._risk, self._client, self._draft = at.desk.risk, client, draft
        self._asks = False
        self.form, self._scroll = OwnPartPage(at.theme), FocusScroll()
        self._scroll.setWidget(self.form)
        self.inside.addWidget(self._scroll, 1)
        self.lay_out()
        self.back.hide()
        self.next.setText(STAY)
        self.next.clicked.connect(self._stay)
        self._ask(on=False)
        self.form.given.connect(self._save)
        self.form.back.clicked.connect(self._scroll.show_focus)
        self.form.close_button.clicked.connect(self._scroll.show_focus)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.form.save)
        self.fit(WIDTH, HEIGHT)
        self.begin(self._fetch, self._show, "Reading")

    def _fetch(self, _progress: Progress) -> OwnForm:
        return self._risk.own_form(self._client)

    def _show(self, form: OwnForm) -> None:
        draft = self._draft
        self.form.show_form(form)
        if draft is not None:
            self.form.shown = replace(form, id=draft["id"], version=draft["version"])
            self.form.show_texts(draft["texts"])
        self.form.first().setFocus()
        self._scroll.show_focus()

    def _save(self, part: OwnPart) -> None:
        if not self.is_working:
            self.begin(partial(self._write, part), self._written, "Saving")

    def _write(self, part: OwnPart, _progress: Progress) -> Done:
        return self._risk.save_own(part)

    def _written(self, done: Done) -> None:
        self.taken.emit(done)
        announce(self, done.words)
        self.accept()

    def refused(self, error: DeskError) -> None:
        """Said above the buttons; what was written stays."""
        if self.form.shown is None:
            self.doing.setText(str(error))
            self.form.hide()
            return
        self.form.refuse("\n".join(error.problems.values()) if isinstance(error, NotSaved) else str(error))
        self._scroll.show_focus()

    # ---- leaving ------------------------------------------------------------------------------------

    def drafts(self) -> Sequence[DraftNote]:
        """What is written and not kept."""
        return self.form.drafts()

    def reject(self) -> None:
        """Esc and Close ask once if something was written; Esc at the question goes on writing."""
        if self.is_working or self._asks or not self.form.is_changed():
            super().reject()
        else:
            self._ask(on=True)

    def _stay(self) -> None:
        self._ask(on=False)
        self.form.first().setFocus()

    def _ask(self, *, on: bool) -> None:
        self._asks = on
        self.doing.setText(ASK if on else "")
        self.cancel.setText(LEAVE if on else "Close")
        self.next.setVisible(on)
        if on:
            self.next.setFocus()
            announce(self, ASK, urgent=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc at the question goes on writing."""
        if event.key() == Qt.Key.Key_Escape and self._asks:
            self._stay()
        else:
            super().keyPressEvent(event)


def reopen_own(at: AtDesk, note: DraftNote) -> OwnPartDialog:
    """The person's part with what was being written in it."""
    dialog = OwnPartDialog(at, note.content["client"], note.content)
    at.open(dialog)
    return dialog
