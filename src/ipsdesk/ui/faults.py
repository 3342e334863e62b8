"""The last stop of every error nobody caught: written down without names, shown once, never in a loop."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from ipsdesk import __version__
from ipsdesk.errors import DeskError
from ipsdesk.ui.theme import Theme

if TYPE_CHECKING:
    from ipsdesk.ui.notice import Notice

TITLE = "Something went wrong in the program"
WORDS = (
    "This is a fault of the program, not of yours. Everything that was shown as saved is safe. "
    "You can go on; if it happens again, send the details below to whoever looks after IPS Desk. "
    "They hold no names and nothing from the records."
)
DESK_TITLE = "IPS Desk"
JUST_NOW = 2.0


def details_of(error: BaseException) -> str:
    """What helps to mend a fault: kinds of error and places in the code, never their messages."""
    import platform
    import traceback

    lines = [
        f"IPS Desk {__version__}, Python {platform.python_version()}, Qt for Python {PySide6.__version__}, "
        f"{platform.system()} {platform.release()}"
    ]
    chain: BaseException | None = error
    while chain is not None:
        lines.append(type(chain).__name__)
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(chain.__traceback__)
        ]
        chain = chain.__cause__ or chain.__context__
    return "\n".join(lines)


class Faults(QObject):
    """Catches what nobody caught, on any thread.

    A `DeskError` is a sentence for the person and is shown as that. Anything else is a fault: written down,
    and shown with details to copy, each kind of fault once in a run of the program.
    """

    _arrived = Signal(object)

    def __init__(self, theme: Theme, write_down: Callable[[BaseException], object]) -> None:
        super().__init__(theme)
        self._theme, self._write_down = theme, write_down
        self._seen: set[str] = set()
        self._last, self._closed_at = "", 0.0
        self.notice: Notice | None = None
        # Queued: an error in the middle of painting must not open a window there and then.
        self._arrived.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch from now on."""
        sys.excepthook = self.caught
        threading.excepthook = self._caught_in_thread

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.caught(args.exc_type, args.exc_value, args.exc_traceback)

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take an error in; whatever goes wrong here ends in Python's own report, not in another error."""
        if not isinstance(error, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        try:
            if not isinstance(error, DeskError):
                self._write_down(error)
            self._arrived.emit(error)
        except Exception:  # noqa: BLE001 - the last stop has nobody to pass it on to
            sys.__excepthook__(kind, error, trace)

    def _show(self, error: Exception) -> None:
        from ipsdesk.ui.notice import Notice

        words = str(error) if isinstance(error, DeskError) else WORDS
        details = "" if isinstance(error, DeskError) else details_of(error)
        if self.notice is not None:
            self.notice.add(words, details)
        elif not self._shown_already(words, details):
            title = TITLE if details else DESK_TITLE
            self.notice = Notice(self._theme, title, words, details, QApplication.activeWindow())
            self.notice.finished.connect(self._closed)
            self.notice.open()

    def _shown_already(self, words: str, details: str) -> bool:
        """A fault once in a run; a sentence not again in the very moment it was put away."""
        if details:
            known = details in self._seen
            self._seen.add(details)
            return known
        again = words == self._last and time.monotonic() - self._closed_at < JUST_NOW
        self._last = words
        return again

    def _closed(self) -> None:
        if self.notice is not None:
            self._seen.update(self.notice.all_details)
            self.notice.deleteLater()
        self.notice, self._closed_at = None, time.monotonic()
