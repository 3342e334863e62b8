"""Reads what the tab shows away from the interface thread; of each thing only the newest is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from ipsdesk.errors import DeskError
from ipsdesk.ui.background import Progress, RunInBackground


@dataclass(frozen=True, slots=True)
class _Read:
    what: str
    number: int
    result: Any
    show: Callable[[Any], object]


class Reading(QObject):
    """``refused`` carries why something can't be read."""

    refused = Signal(str)

    def __init__(self, run: RunInBackground, parent: QObject) -> None:
        super().__init__(parent)
        self._run = run
        self._newest: dict[str, int] = {}
        self._reads = True

    def ask(self, what: str, read: Callable[[], Any], show: Callable[[Any], object]) -> None:
        """Read this, and show it unless the same is asked for again meanwhile."""
        if not self._reads:
            return
        number = self._newest[what] = self._newest.get(what, 0) + 1

        def work(_progress: Progress) -> _Read:
            result = read() if self._newest[what] == number else None
            return _Read(what, number, result, show)

        self._run(work, self._show, self._failed)

    def stop(self) -> None:
        """The unit is about to be closed: nothing is read or shown any more."""
        self._reads = False

    def _show(self, read: _Read) -> None:
        if self._reads and self._newest[read.what] == read.number:
            read.show(read.result)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.refused.emit(str(error))
