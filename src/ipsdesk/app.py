"""Puts the window together; the only module that knows all its parts."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

import ipsdesk.ui.plain_imports  # noqa: F401 - before Qt
from ipsdesk import logs, preferences
from ipsdesk.ui.background import Background
from ipsdesk.ui.faults import Faults
from ipsdesk.ui.frame.doors import Doors
from ipsdesk.ui.frame.window import DeskWindow
from ipsdesk.ui.theme import STYLE, Theme
from ipsdesk.ui.tokens import Shade

if TYPE_CHECKING:
    from ipsdesk.services.desk import Desk, Made
    from ipsdesk.ui.tab import Tab

PLATFORM, OFFSCREEN = "QT_QPA_PLATFORM", "offscreen"
SWITCH_INTERVAL = 0.0005
"""Seconds the worker may keep the interpreter, so that no key waits for it."""


class App:
    """The running program: Qt, the worker, the look, and the one window."""

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        gc.disable()  # nothing made on the way to the first painting is rubbish
        self._today = today
        if sys.platform == "linux":
            os.environ.setdefault(PLATFORM, f"wayland;xcb;{OFFSCREEN}")  # the first of them that works
        self.loading = threading.Thread(target=_warm, name="loading", daemon=True)
        self.application = QApplication([sys.argv[0], *STYLE])
        self.background = Background()
        kept = preferences.load()
        shade = Shade(kept.shade) if kept.shade in list(Shade) else None
        self.theme = Theme(self.application, shade, kept.text_size)
        self.settings = QSettings(str(preferences.window_file()), QSettings.Format.IniFormat)
        Faults(self.theme, lambda error: logs.log_fault(error, preferences.log_file())).install()
        doors = Doors(self._open_desk, self._make_tabs, _make_unit, preferences.remember, _remember_look)
        self.window = DeskWindow(self.theme, self.background.run_in_background, doors, self.settings)
        self.window.sign_in.card.painted.connect(self._after_painting)

    @property
    def has_screen(self) -> bool:
        """Whether anybody can see the window."""
        return self.application.platformName() != OFFSCREEN

    def run(self) -> int:
        """Until the window is closed; what the services need is loaded once it has been painted."""
        sys.setswitchinterval(SWITCH_INTERVAL)
        self.window.show()
        try:
            return self.application.exec()
        finally:
            self.background.finish()

    def _after_painting(self) -> None:
        from ipsdesk.ui.widgets.focus_ring import FocusRings

        gc.freeze()
        gc.enable()
        FocusRings(self.application, self.theme)
        self.loading.start()

    def _open_desk(self, folder: Path, account: str, passphrase: str) -> Desk:
        _warm()
        from ipsdesk.services.desk import open_desk

        return open_desk(folder, account, passphrase, today=self._today)

    def _make_tabs(self, desk: Desk) -> Sequence[Tab]:
        from ipsdesk.ui.hours.tab import HoursTab

        return [HoursTab(self.theme, self.background.run_in_background, desk, self.settings)]


def _make_unit(folder: Path, name: str, account: str, passphrase: str) -> Made:
    from ipsdesk.services.desk import make_unit

    return make_unit(folder, name, account, passphrase)


def _warm() -> None:
    """Load what opening a unit and filling its tabs takes."""
    import ipsdesk.services.desk
    import ipsdesk.ui.hours.tab  # noqa: F401


def _remember_look(shade: Shade | None, text_size: int) -> None:
    preferences.save(replace(preferences.load(), shade=shade or "", text_size=text_size))
