"""How an open unit is left: what is still typed goes to the file first, then the file is closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.tab import Tab

if TYPE_CHECKING:  # as in doors.py
    from ipsdesk.services.desk import Desk

LONGEST = 3_000
"""Milliseconds the tabs are given to hand over what was typed; then the unit is locked all the same."""


class Leaving(QObject):
    """One leaving of one unit; ``done`` carries the error that closing raised, or None.

    If it ``asks``, it stops where something could not be saved: ``stopped`` carries the places.
    """

    done = Signal(object)
    stopped = Signal(list)

    def __init__(
        self, run: RunInBackground, desk: Desk, tabs: Sequence[Tab], parent: QObject, *, asks: bool
    ) -> None:
        super().__init__(parent)
        self._run, self._desk, self._tabs, self._asks = run, desk, tabs, asks
        self._closing = False
        self._timer = QTimer(self, singleShot=True, interval=LONGEST)
        self._timer.timeout.connect(self._close)

    def begin(self) -> None:
        """Close when all that the tabs have handed over is in the file."""
        for tab in self._tabs:
            tab.settled.connect(self._look)
        self._timer.start()
        self._look()

    def _look(self) -> None:
        if all(tab.is_settled() for tab in self._tabs):
            self._close()

    def _close(self) -> None:
        if not self._closing:
            self._closing = True
            self._timer.stop()
            places = [place for tab in self._tabs for place in tab.unsaved()]
            if self._asks and places:
                self.stopped.emit(places)
                return
            # In line behind saves that are still on their way: there is one worker.
            self._run(self._close_desk, self._closed, self._failed)

    def _close_desk(self, _progress: Progress) -> None:
        self._desk.close()

    def _closed(self, _nothing: None) -> None:
        self.done.emit(None)

    def _failed(self, error: BaseException) -> None:
        self.done.emit(error)
