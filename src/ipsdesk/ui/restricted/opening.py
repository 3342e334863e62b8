"""Asks why a restricted record is needed, and opens it with the reason that was given."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from ipsdesk.errors import DeskError
from ipsdesk.services.desk import Desk
from ipsdesk.services.restricted import RestrictionState
from ipsdesk.ui.background import Progress, RunInBackground


class Opening(QObject):
    """Away from the interface thread, as all reading is."""

    asked = Signal(object)
    """A ``RestrictionState``: a reason is needed for this record."""
    opened = Signal(int)
    """Nothing stands in the way of this record any more."""
    refused = Signal(str)
    """Why it can't be opened."""

    def __init__(self, run: RunInBackground, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run, self._restricted = run, desk.restricted

    def ask(self, client: int) -> None:
        """Find out who restricted the record, to ask for a reason."""
        self._run(partial(self._state, client), self._found, self._failed)

    def open(self, client: int, reason: str) -> None:
        """Open it with this reason."""
        self._run(partial(self._open, client, reason), self._opened, self._failed)

    def _state(self, client: int, _progress: Progress) -> RestrictionState | int:
        state = self._restricted.of(client)
        return state if state is not None and state.needs_reason else client

    def _open(self, client: int, reason: str, _progress: Progress) -> int:
        self._restricted.open_with_reason(client, reason)
        return client

    def _found(self, found: RestrictionState | int) -> None:
        if isinstance(found, int):
            self._opened(found)  # lifted, or covered, in between
        else:
            self.asked.emit(found)

    def _opened(self, client: int) -> None:
        self.opened.emit(client)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.refused.emit(str(error))
