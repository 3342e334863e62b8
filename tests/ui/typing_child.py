"""The window of a unit, in which hours are typed without end; says what has been saved until it is killed."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from types import TracebackType

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest

from ipsdesk.app import App
from ipsdesk.services.hours import Saved
from ipsdesk.ui.hours.tab import HoursTab


class Typist(QObject):
    """Types the next number of minutes into one cell after the other, a key at a time."""

    def __init__(self, app: App, minutes: int) -> None:
        super().__init__()
        self._app, self._minutes = app, minutes
        self._keys: list[str | Qt.Key] = []
        self._clock = QTimer(self, interval=0)
        self._clock.timeout.connect(self._press)
        self._tab: HoursTab | None = None
        self._wait = QTimer(self, interval=5)
        self._wait.timeout.connect(self._look)
        self._wait.start()

    def _look(self) -> None:
        page = self._app.window.page
        if page is None:
            return
        tab = next(tab for tab in page.tabs if isinstance(tab, HoursTab))
        if page.current_tab() is not tab:
            page.go_to(tab)
        if tab.grid.model().rowCount():
            self._wait.stop()
            self._tab = tab
            tab.saver.saved.connect(self._say)
            tab.grid.setFocus()
            self._clock.start()

    def _say(self, _entry: object, saved: Saved) -> None:
        """What was saved, on one line that is out before the next key."""
        for day in saved.days:
            sys.stdout.write(f"saved {day.activity} {day.day.isoformat()} {day.seconds}\n")
            sys.stdout.flush()

    def _press(self) -> None:
        assert self._tab is not None
        if not self._keys:
            self._minutes += 1
            self._keys = [*f"{self._minutes // 60}:{self._minutes % 60:02}", Qt.Key.Key_Tab]
        key, where = self._keys.pop(0), self._app.application.focusWidget() or self._tab.grid
        if isinstance(key, str):
            QTest.keyClicks(where, key)
        else:
            QTest.keyClick(where, key)


def _end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    sys.__excepthook__(kind, error, trace)
    os._exit(1)


def main() -> None:
    """Type from so many minutes on: the unit, account, passphrase, day and minutes are given."""
    folder, account, passphrase, today, minutes = sys.argv[1:]
    app = App(today=lambda: date.fromisoformat(today))
    sys.excepthook = _end  # in place of the dialog, which nobody would see
    app.window.start(Path(folder), account, passphrase)
    QTimer.singleShot(0, app.window.sign_in.card.asking.give)
    typist = Typist(app, int(minutes))
    app.run()
    typist.deleteLater()


if __name__ == "__main__":
    main()
