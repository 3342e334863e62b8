"""Keeps drafts of what is being written in an open unit: now and then, and once more when it is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from ipsdesk.errors import DeskError
from ipsdesk.services.roles import STAFF
from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.drafts import written_in

if TYPE_CHECKING:
    from ipsdesk.services.desk import Desk
    from ipsdesk.services.drafts import DraftNote

EVERY = 20_000
"""Milliseconds of writing that a power cut may cost."""


class Writing(QObject):
    """``places`` gives the tabs and windows there are now; those that write are asked for their drafts."""

    def __init__(
        self, run: RunInBackground, desk: Desk, places: Callable[[], Iterable[object]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._run, self._desk, self._places = run, desk, places
        self._may = desk.workspace.actor.role in STAFF
        self._kept: list[DraftNote] | None = []
        self._numbers: tuple[int, ...] = ()  # of the drafts in the file; known to the worker alone
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        if isinstance(application := QGuiApplication.instance(), QGuiApplication):
            application.focusWindowChanged.connect(self._look_if_kept)

    def begin(self) -> None:
        """Look every few seconds."""
        self._timer.start()

    def notes(self) -> list[DraftNote]:
        """All that is being written now."""
        return written_in(self._places()) if self._may else []

    def look(self) -> None:
        """Keep what has changed since the last time; what is written no more is dropped."""
        notes = self.notes()
        if notes != self._kept:
            self._kept = notes
            self._run(partial(self._keep, notes, while_open=True), self._done, self._failed)

    def _look_if_kept(self) -> None:
        """A form that was closed has its draft dropped at once."""
        if self._kept != [] and self._timer.isActive():
            self.look()

    def take_up(self, draft: int) -> None:
        """A draft of before is being written again: it goes when it is saved or given up."""

        def work(_progress: Progress) -> None:
            self._numbers += (draft,)

        self._run(work, self._done, self._failed)
        self._kept = None
        self.look()

    def stop(self) -> None:
        """Look no more of its own accord."""
        self._timer.stop()

    def keep_last(self, notes: Sequence[DraftNote]) -> bool:
        """Keep these for the next sign-in, on the worker; False if they could not be kept."""
        if not notes and not self._numbers:
            return True
        try:
            self._keep(notes)
        except DeskError:
            return False
        return True

    def _keep(
        self, notes: Sequence[DraftNote], _progress: Progress | None = None, *, while_open: bool = False
    ) -> None:
        self._numbers = self._desk.drafts.keep(notes, replaces=self._numbers, while_open=while_open)

    def _done(self, _nothing: None) -> None:
        return

    def _failed(self, error: BaseException) -> None:
        """Tried again the next time; a full disk is told by whatever is saved in earnest."""
        self._kept = None
        if not isinstance(error, DeskError):
            raise error
