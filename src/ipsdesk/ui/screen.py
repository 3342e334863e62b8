"""Whether there is a screen, and how Qt reaches it; without one it draws where nobody sees it."""

from __future__ import annotations

import os
import sys

from PySide6.QtGui import QGuiApplication

PLATFORM, OFFSCREEN = "QT_QPA_PLATFORM", "offscreen"
SCREENS = {"WAYLAND_DISPLAY": "wayland", "DISPLAY": "xcb"}
"""What says on Linux that there is a screen, and how Qt reaches it."""


def look_for_screen() -> None:
    """Have Qt take the first way that works, to be called before the application is made."""
    if sys.platform == "linux":
        screens = [screen for name, screen in SCREENS.items() if os.environ.get(name)]
        os.environ.setdefault(PLATFORM, ";".join([*screens, OFFSCREEN]))


def has_screen() -> bool:
    """Whether anybody can see the windows of this application."""
    return QGuiApplication.platformName() != OFFSCREEN
