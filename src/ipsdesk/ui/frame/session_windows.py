"""Hears on Windows that the screen is locked, someone else takes over, or the computer goes to sleep."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

from ipsdesk.ui.frame.session_watch import SCREEN_LOCKED, SLEPT

Buffer = QByteArray | bytes | bytearray | memoryview
# As named in wtsapi32.h and winuser.h of Windows.
WM_POWERBROADCAST, PBT_APMSUSPEND, PBT_APMRESUMEAUTOMATIC = 0x0218, 0x0004, 0x0012
WM_WTSSESSION_CHANGE = 0x02B1
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOCK = 0x2, 0x4, 0x7
NOTIFY_FOR_THIS_SESSION = 0
WHY = {
    (WM_POWERBROADCAST, PBT_APMSUSPEND): SLEPT,
    (WM_POWERBROADCAST, PBT_APMRESUMEAUTOMATIC): SLEPT,
    (WM_WTSSESSION_CHANGE, WTS_CONSOLE_DISCONNECT): SCREEN_LOCKED,
    (WM_WTSSESSION_CHANGE, WTS_REMOTE_DISCONNECT): SCREEN_LOCKED,
    (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK): SCREEN_LOCKED,
}


class SessionMessages(QAbstractNativeEventFilter):
    """Reads the messages of the system on their way to the window, and keeps none back."""

    def __init__(self, tell: Callable[[str], object]) -> None:
        super().__init__()
        self._tell = tell

    def nativeEventFilter(self, kind: Buffer, message: Any) -> tuple[bool, int]:
        """One message."""
        if kind == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            if why := WHY.get((told.message, told.wParam)):
                self._tell(why)
        return False, 0


def listen(window: int, tell: Callable[[str], object]) -> Callable[[], object]:
    """Have the system tell this window of its session; gives what ends it. ``tell`` is given why to lock."""
    messages = SessionMessages(tell)
    application = QCoreApplication.instance()
    if application is not None:
        application.installNativeEventFilter(messages)
    _ask(window, register=True)

    def stop() -> None:
        _ask(window, register=False)
        if application is not None:
            application.removeNativeEventFilter(messages)

    return stop


def _ask(window: int, *, register: bool) -> None:
    # Where the terminal service does not run, nothing is told, and idleness and the clocks still lock.
    if sys.platform == "win32":
        service = ctypes.windll.wtsapi32
        if register:
            service.WTSRegisterSessionNotification(wintypes.HWND(window), NOTIFY_FOR_THIS_SESSION)
        else:
            service.WTSUnRegisterSessionNotification(wintypes.HWND(window))
