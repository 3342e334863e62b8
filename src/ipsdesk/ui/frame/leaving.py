"""How an open unit is left: what is typed goes to the file or into a draft first, then the file is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ipsdesk.errors import CannotRun
from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.tab import Tab

if TYPE_CHECKING:  # as in doors.py
    from ipsdesk.services.desk import Desk
    from ipsdesk.services.drafts import DraftNote
    from ipsdesk.ui.frame.writing import Writing

LONGEST = 3_000
"""Milliseconds the tabs are given to hand over what was typed; then the unit is locked all the same."""


@dataclass(frozen=True, slots=True)
class Left:
    """How it went: entries kept as drafts, entries that could not be, and the error that closing raised."""

    kept: int
    lost: int
    error: BaseException | None = None


class Leaving(QObject):
    """One leaving of one unit; ``done`` carries what is `Left`.

    If it ``asks``, it stops where something is not saved: ``stopped`` carries the places.
    """

    done = Signal(object)
    stopped = Signal(list)

    def __init__(
        self,
        run: RunInBackground,
        desk: Desk,
        tabs: Sequence[Tab],
        writing: Writing,
        parent: QObject,
        *,
        asks: bool,
    ) -> None:
        super().__init__(parent)
        self._run, self._desk, self._tabs, self._writing, self._asks = run, desk, tabs, writing, asks
        self._closing = False
        self._places: list[str] = []
        self._timer = QTimer(self, singleShot=True, interval=LONGEST)
        self._timer.timeout.connect(self._close)

    def begin(self) -> None:
        """Close when all that the tabs have handed over is in the file."""
        for tab in self._tabs:
            tab.settled.connect(self._look)
        self._timer.start()
        self._look()

    def ask_no_more(self) -> None:
        """It is to be locked meanwhile, and that waits for no answer."""
        self._asks = False

    def _look(self) -> None:
        if all(tab.is_settled() for tab in self._tabs):
            self._close()

    def _close(self) -> None:
        if not self._closing:
            self._closing = True
            self._timer.stop()
            notes = self._writing.notes()
            self._places = self._unsaved(notes)
            if self._asks and self._places:
                self.stopped.emit(self._places)
                return
            # In line behind saves that are still on their way: there is one worker.
            self._run(partial(self._close_desk, notes), self._closed, self._failed)

    def _unsaved(self, notes: Sequence[DraftNote]) -> list[str]:
        """The places on the tabs, and the forms that are open."""
        of_tabs = [note for tab in self._tabs for note in tab.drafts()]
        places = [place for tab in self._tabs for place in tab.unsaved()]
        return [*places, *(note.words.capitalize() for note in notes if note not in of_tabs)]

    def _close_desk(self, notes: Sequence[DraftNote], _progress: Progress) -> tuple[bool, tuple[str, ...]]:
        try:
            is_kept = self._writing.keep_last(notes)
            return is_kept, self._desk.backups.run_at_leaving(for_good=self._asks)
        finally:
            self._desk.close()

    def _closed(self, how: tuple[bool, tuple[str, ...]]) -> None:
        (is_kept, told), number = how, len(self._places)
        error = CannotRun(" ".join(told)) if told else None
        self.done.emit(Left(number, 0, error) if is_kept else Left(0, number, error))

    def _failed(self, error: BaseException) -> None:
        self.done.emit(Left(0, len(self._places), error))
