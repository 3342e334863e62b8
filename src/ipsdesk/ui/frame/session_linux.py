"""Hears on Linux that the screen is locked or the computer goes to sleep; without a bus, nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection

from ipsdesk.ui.frame.session_watch import SCREEN_LOCKED, SLEPT

SYSTEM_SOCKET = Path("/run/dbus/system_bus_socket")
LOGIND, LOGIND_SESSION = "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"
SCREEN_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")


class SessionBus(QObject):
    """Tells the sentence that says why the unit is to be locked."""

    def __init__(self, tell: Callable[[str], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tell = tell

    def begin(self) -> Callable[[], object]:
        """Listen to the buses there are; gives what ends it."""
        if "DBUS_SYSTEM_BUS_ADDRESS" in os.environ or SYSTEM_SOCKET.exists():
            self.listen_for_sleep(QDBusConnection.systemBus())
        if has_session_bus():
            self.listen_for_screen(QDBusConnection.sessionBus())
        return self.deleteLater

    def listen_for_sleep(self, bus: QDBusConnection) -> None:
        """What logind says: the computer is going to sleep; this session is to be locked."""
        if bus.isConnected():
            self._hear(bus, "", LOGIND, "PrepareForSleep", "_slept(bool)")
            if session := os.environ.get("XDG_SESSION_ID", ""):
                self._hear(bus, session_path(session), LOGIND_SESSION, "Lock", "_locked()")

    def listen_for_screen(self, bus: QDBusConnection) -> None:
        """What the desktop says of its lock screen."""
        if bus.isConnected():
            for name in SCREEN_SAVERS:
                self._hear(bus, "", name, "ActiveChanged", "_covered(bool)")

    def _hear(self, bus: Any, path: str, interface: str, name: str, slot: str) -> None:
        # Any: the bus is declared to take bytes and takes only what SLOT gives, which are words.
        bus.connect("", path, interface, name, self, SLOT(slot))

    @Slot(bool)
    def _slept(self, begins: bool) -> None:  # noqa: FBT001 - the signal's own shape
        del begins  # locked before it sleeps, or else when it wakes
        self._tell(SLEPT)

    @Slot()
    def _locked(self) -> None:
        self._tell(SCREEN_LOCKED)

    @Slot(bool)
    def _covered(self, on: bool) -> None:  # noqa: FBT001 - as above
        if on:
            self._tell(SCREEN_LOCKED)


def has_session_bus() -> bool:
    """Whether there is one already; asking for it where there is none would start one."""
    home = os.environ.get("XDG_RUNTIME_DIR", "")
    return "DBUS_SESSION_BUS_ADDRESS" in os.environ or (bool(home) and Path(home, "bus").exists())


def session_path(session: str) -> str:
    """Where logind keeps a session, its first digit written as the bus has it: ``2`` as ``_32``."""
    first = f"_{ord(session[0]):02x}" if session[0].isdigit() else session[0]
    return f"/org/freedesktop/login1/session/{first}{session[1:]}"
