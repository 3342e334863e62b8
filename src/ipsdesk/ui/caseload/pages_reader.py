"""Reads what a page of the record shows, away from the interface thread; only the newest answer is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ipsdesk.errors import DeskError
from ipsdesk.services.desk import Desk
from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.caseload.record_page import RecordPage


@dataclass(frozen=True, slots=True)
class _Read:
    number: int
    show: Callable[[], object]


class PagesReader(QObject):
    """``refused`` carries why a page can't be read."""

    refused = Signal(str)

    def __init__(self, run: RunInBackground, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._run, self._desk = run, desk
        self._newest = 0

    def read(self, page: RecordPage, client: int) -> None:
        """What the page shows of a person."""
        self._newest += 1
        number = self._newest

        def work(_progress: Progress) -> _Read:
            if number != self._newest:
                return _Read(number, page.update)  # nobody waits for it
            read = page.read(self._desk, client)
            return _Read(number, lambda: page.show_of(client, read))

        self._run(work, self._show, self._failed)

    def read_more(self, page: RecordPage) -> None:
        """What follows what the page shows."""
        client, number = page.client, self._newest

        def work(_progress: Progress) -> _Read:
            read = page.read_more(self._desk, client or 0)
            return _Read(number, lambda: page.show_more(read))

        self._run(work, self._show, self._failed)

    def stop(self) -> None:
        """The unit is about to be closed: nothing is shown any more."""
        self._newest += 1

    def _show(self, read: _Read) -> None:
        if read.number == self._newest:
            read.show()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.refused.emit(str(error))
