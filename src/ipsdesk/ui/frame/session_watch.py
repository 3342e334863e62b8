"""Notices when the person has gone without a word: the screen was locked, or the computer slept."""

# ruff: noqa: PLC0415 - what listens to the system is loaded for the system it runs on, once a unit is open

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

LONGEST_GAP = 60
"""Seconds by which a clock may jump from one look to the next; a computer that sleeps stops its programs."""
LOOK = 5_000
SLEPT = "Locked: the computer was asleep."
SCREEN_LOCKED = "Locked with the screen of the computer."
CLOCKS: tuple[Callable[[], float], ...] = (time.time, time.monotonic)


class SessionWatch(QObject):
    """``lock_wanted`` carries the sentence that says why."""

    lock_wanted = Signal(str)

    def __init__(
        self, window: QWidget, parent: QObject, clocks: tuple[Callable[[], float], ...] = CLOCKS
    ) -> None:
        super().__init__(parent)
        self._window, self._clocks = window, clocks
        self._seen = [clock() for clock in clocks]
        self._stop_listening: Callable[[], object] | None = None
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """From now on; what the system tells is listened to as soon as there is time."""
        self._seen = [clock() for clock in self._clocks]
        self._timer.start()
        QTimer.singleShot(0, self._listen)

    def stop(self) -> None:
        """No more."""
        self._timer.stop()
        if self._stop_listening is not None:
            self._stop_listening()
            self._stop_listening = None

    def look(self) -> None:
        """Whether any clock has jumped since the last look: which of them does differs between systems."""
        now = [clock() for clock in self._clocks]
        gap = max(late - early for late, early in zip(now, self._seen, strict=True))
        self._seen = now
        if gap > LONGEST_GAP:
            self.lock_wanted.emit(SLEPT)

    def _listen(self) -> None:
        if not self._timer.isActive():
            return
        if sys.platform == "win32":
            from ipsdesk.ui.frame.session_windows import listen

            self._stop_listening = listen(int(self._window.winId()), self.lock_wanted.emit)
        elif sys.platform == "linux":
            from ipsdesk.ui.frame.session_linux import SessionBus

            self._stop_listening = SessionBus(self.lock_wanted.emit, self).begin()
