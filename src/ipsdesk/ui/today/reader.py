"""Reads Today and does its one-key actions away from the interface thread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from ipsdesk.errors import DeskError
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import Done
from ipsdesk.services.today_lines import Scope, TodayLine, TodayList
from ipsdesk.ui.background import Progress, RunInBackground


class TodayReader(QObject):
    """Only the newest answer is told; what is done is done in the order it was asked for."""

    read_done = Signal(object)
    """The newest ``TodayList``."""
    saved = Signal(object)
    """The ``Done`` of something that was written."""
    refused = Signal(str)
    """Why something was not done."""
    settled = Signal()
    """Nothing is on its way to the file."""

    def __init__(self, run: RunInBackground, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run, self._desk = run, desk
        self._asked = self._writing = 0
        self._reads = True

    @property
    def has_asked(self) -> bool:
        """Whether the list was ever asked for."""
        return self._asked > 0

    def is_settled(self) -> bool:
        """Whether all that was done is in the file."""
        return not self._writing

    def stop(self) -> None:
        """The unit is about to be closed: nothing is read any more."""
        self._reads = False

    def go_on(self) -> None:
        """The unit stays open after all."""
        self._reads = True

    # ---- reading ------------------------------------------------------------------------------------

    def read(self, scope: Scope) -> None:
        """What waits now; what was asked for before is not waited for any more."""
        if self._reads:
            self._asked += 1
            self._run(partial(self._lines, self._asked, scope), self._read, self._failed)

    def _lines(self, number: int, scope: Scope, _progress: Progress) -> TodayList | None:
        return self._desk.today.lines(scope) if number == self._asked else None

    def _read(self, found: TodayList | None) -> None:
        if found is not None:
            self.read_done.emit(found)

    def _failed(self, error: BaseException) -> None:
        raise error

    # ---- doing --------------------------------------------------------------------------------------

    def mark_done(self, line: TodayLine) -> None:
        """What the line asks for was done today."""
        self._do(partial(self._desk.today.mark_done, line.key))

    def snooze(self, line: TodayLine, until: date) -> None:
        """Put the line off."""
        self._do(partial(self._desk.today.snooze, line.key, until))

    def bring_back(self) -> None:
        """Show what was put off."""
        self._do(self._desk.today.bring_back)

    def undo(self) -> None:
        """Take back one's own last saved change."""
        self._do(self._desk.records.undo_last)

    def _do(self, work: Callable[[], Done]) -> None:
        self._writing += 1
        self._run(partial(self._carry_out, work), self._done, self._not_done)

    def _carry_out(self, work: Callable[[], Done], _progress: Progress) -> Done:
        return work()

    def _done(self, done: Done) -> None:
        self._end()
        self.saved.emit(done)

    def _not_done(self, error: BaseException) -> None:
        self._end()
        if not isinstance(error, DeskError):
            raise error
        self.refused.emit(str(error))

    def _end(self) -> None:
        self._writing -= 1
        if self.is_settled():
            self.settled.emit()
