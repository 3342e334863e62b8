"""The program started as people start it: tells when the sign-in, then the rows of a tab, are painted."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from time import perf_counter, thread_time, time
from typing import TYPE_CHECKING, Any

import ipsdesk.cli
from ipsdesk.commands import start_app
import ipsdesk.ui.plain_imports  # noqa: F401 - as the program loads Qt
from datetime import date
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QTableView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ipsdesk.app import App
    from ipsdesk.ui.caseload.tab import CaseloadTab

CASELOAD = "Caseload"
KEYS = 200
"""Keys typed into the grid when they are to be timed."""


class Watch(QObject):
    """Signs in once the sign-in is painted, and ends once the tab's rows are; prints the moments between.

    ``waits``: not before all is loaded that is loaded while a passphrase is typed. ``types`` and ``sorts``
    time what is done to the rows then.
    """

    def __init__(self, app: App, how: list[str]) -> None:
        super().__init__()
        self._app, self._how = app, how
        self._table: QTableView | None = None
        self._looks = QTimer(self, interval=1)
        self._looks.timeout.connect(self._look)
        app.window.sign_in.card.painted.connect(self._painted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for the painting of the first rows, and let everything happen as it would."""
        if event.type() is QEvent.Type.Paint and self._table and self._table.model().rowCount():
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._filled)
        return False

    def _painted(self) -> None:
        print(time(), flush=True)
        self._sign_in()

    def _sign_in(self) -> None:
        loading = self._app.loading
        if "waits" in self._how and (loading.ident is None or loading.is_alive()):
            QTimer.singleShot(10, self._sign_in)  # as while a passphrase is typed
            return
        print(time(), flush=True)
        self._app.window.sign_in.card.asking.give()
        self._looks.start()

    def _look(self) -> None:
        """Once the tab is there, watch its table being painted."""
        page = self._app.window.page
        if page is not None:
            self._looks.stop()
            tab: Any = page.current_tab()
            self._table = tab.list.view if tab.title == CASELOAD else tab.grid
            self._table.viewport().installEventFilter(self)
            self._table.viewport().update()

    def _filled(self) -> None:
        print(time(), flush=True)
        for word, do in (("types", self._type), ("sorts", self._sort)):
            if word in self._how:
                QTimer.singleShot(1_000, do)
                return
        os._exit(0)

    def _type(self) -> None:
        from PySide6.QtTest import QTest  # noqa: PLC0415 - not on the way of a start

        assert self._table is not None
        longest = painted = 0.0
        for number in range(KEYS):
            key = KEYS_IN_TURN[number % len(KEYS_IN_TURN)]
            begun = thread_time()
            QTest.keyClick(self._app.application.focusWidget() or self._table, key)
            longest = max(longest, thread_time() - begun)
            self._app.application.processEvents()
            painted = max(painted, thread_time() - begun)
        print(longest, painted, flush=True)
        os._exit(0)

    def _sort(self) -> None:
        """Every filter and some words, then every column both ways, each until it is painted."""
        page = self._app.window.page
        tab: CaseloadTab = page.current_tab()  # type: ignore[union-attr, assignment]
        panel, find = tab.list, tab.page.toolbar.find_box
        filters = [partial(panel.chips.choose, place) for place in range(len(panel.listing.filters))]
        words = [partial(find.setText, text) for text in ("c", "client 1", "")]
        heads = [column.head for column in panel.listing.columns]
        ways = [(head, descending) for head in heads for descending in (False, True)]
        sorts = [partial(panel.columns.sort_by, head, descending=down) for head, down in ways]
        print(self._longest(filters + words), self._longest([filters[1], *sorts]), flush=True)
        os._exit(0)

    def _longest(self, done: Sequence[Callable[[], object]]) -> float:
        longest = 0.0
        for do in done:
            begun = perf_counter()
            do()
            self._app.application.processEvents()
            longest = max(longest, perf_counter() - begun)
        return longest


KEYS_IN_TURN = (Qt.Key.Key_4, Qt.Key.Key_Colon, Qt.Key.Key_3, Qt.Key.Key_0, Qt.Key.Key_Return)


def main() -> None:
    """Open a unit: its folder, account and passphrase, the tab that was open last, and how, as in `Watch`."""
    folder, account, passphrase, tab, *how = sys.argv[1:]
    app = start_app(lambda: date(2026, 4, 6))
    app.settings.setValue("window/tab", tab)
    watch = Watch(app, how)
    app.window.start(Path(folder), account, passphrase)
    app.run()
    watch.deleteLater()


if __name__ == "__main__":
    main()
