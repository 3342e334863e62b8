"""Notices when nobody has touched the program for some minutes, without slowing a single key."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid

TOLD_BEFORE = 30
"""Seconds before the end that are counted down."""
SECOND = 1000
Types = QEvent.Type
SIGNS_OF_LIFE = frozenset(
    {
        Types.KeyPress,
        Types.MouseMove,
        Types.MouseButtonPress,
        Types.Wheel,
        Types.TouchBegin,
        Types.TouchUpdate,
        Types.TabletMove,
        Types.TabletPress,
    }
)


class Idle(QObject):
    """Counts from the last sign of life in any window of the program.

    Only the windows themselves are watched, from when they first have the keyboard: a filter over the whole
    application would stand before every event of every widget.
    """

    counting = Signal(int)
    """Seconds left, once a second."""
    stayed = Signal()
    """Somebody is there after all."""
    over = Signal()

    def __init__(self, parent: QObject, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock, self._last, self._limit = clock, clock(), 0
        self._is_counting = False
        self._windows: list[QWindow] = []  # kept, so that Python knows them again at each event
        self._timer = QTimer(self, interval=SECOND)
        self._timer.timeout.connect(self.tick)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
            self._watch(application.focusWindow())

    def begin(self, minutes: int) -> None:
        """Count from now on."""
        self.set_minutes(minutes)
        self._last = self._clock()
        self._timer.start()

    def set_minutes(self, minutes: int) -> None:
        """So long may nobody be there."""
        self._limit = 60 * minutes

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()
        self._is_counting = False

    def _watch(self, window: QWindow | None) -> None:
        self._windows = [one for one in self._windows if isValid(one)]
        if window is not None and window not in self._windows:
            self._windows.append(window)
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Nothing is kept from its window."""
        if event.type() in SIGNS_OF_LIFE:
            self._last = self._clock()
            if self._is_counting:
                self._is_counting = False
                self.stayed.emit()
        return False

    def tick(self) -> None:
        """Look how long it has been."""
        left = self._limit - (self._clock() - self._last)
        if left <= 0:
            self._timer.stop()
            self.over.emit()
        elif left <= TOLD_BEFORE:
            self._is_counting = True
            self.counting.emit(round(left))
