"""The program started as people start it: tells when the sign-in, then the grid, has been painted."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import thread_time, time
from typing import TYPE_CHECKING

import ipsdesk.cli
from ipsdesk.commands import start_app
import ipsdesk.ui.plain_imports  # noqa: F401 - as the program loads Qt
from bench.calendar_of_unit import TODAY
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QTableView

if TYPE_CHECKING:
    from ipsdesk.app import App

KEYS = 200
"""Keys typed into the grid when they are to be timed."""


class Watch(QObject):
    """Signs in once the sign-in is painted, and ends once the grid is; prints the moments between.

    ``waits``: not before all is loaded that is loaded while a passphrase is typed.
    """

    def __init__(self, app: App, *, waits: bool, types: bool) -> None:
        super().__init__()
        self._app, self._waits, self._types = app, waits, types
        self._grid: QTableView | None = None
        self._looks = QTimer(self, interval=1)
        self._looks.timeout.connect(self._look)
        app.window.sign_in.card.painted.connect(self._painted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at every painting of the grid, and let everything happen as it would."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._filled)
        return False

    def _painted(self) -> None:
        print(time(), flush=True)
        self._sign_in()

    def _sign_in(self) -> None:
        loading = self._app.loading
        if self._waits and (loading.ident is None or loading.is_alive()):
            QTimer.singleShot(10, self._sign_in)  # as while a passphrase is typed
            return
        print(time(), flush=True)
        self._app.window.sign_in.card.asking.give()
        self._looks.start()

    def _look(self) -> None:
        """Once the grid has its rows, watch for its painting."""
        page = self._app.window.page
        grid = page.current_tab().grid if page else None  # type: ignore[union-attr]
        if grid is not None and grid.model().rowCount():
            self._looks.stop()
            self._grid = grid
            grid.viewport().installEventFilter(self)
            grid.viewport().update()

    def _filled(self) -> None:
        print(time(), flush=True)
        if self._types:
            QTimer.singleShot(1_000, self._type)
        else:
            os._exit(0)

    def _type(self) -> None:
        from PySide6.QtTest import QTest  # noqa: PLC0415 - not on the way of a start

        assert self._grid is not None
        longest = painted = 0.0
        for number in range(KEYS):
            key = KEYS_IN_TURN[number % len(KEYS_IN_TURN)]
            begun = thread_time()
            QTest.keyClick(self._app.application.focusWidget() or self._grid, key)
            longest = max(longest, thread_time() - begun)
            self._app.application.processEvents()
            painted = max(painted, thread_time() - begun)
        print(longest, painted, flush=True)
        os._exit(0)


KEYS_IN_TURN = (Qt.Key.Key_4, Qt.Key.Key_Colon, Qt.Key.Key_3, Qt.Key.Key_0, Qt.Key.Key_Return)


def main() -> None:
    """Open a unit: its folder, account and passphrase, and whether it ``waits`` and ``types``."""
    folder, account, passphrase, *more = sys.argv[1:]
    app = start_app(lambda: TODAY)
    app.settings.setValue("window/tab", "Weekly hours")
    watch = Watch(app, waits="waits" in more, types="types" in more)
    app.window.start(Path(folder), account, passphrase)
    app.run()
    watch.deleteLater()


if __name__ == "__main__":
    main()
