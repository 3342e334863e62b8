"""Fixtures of the window's tests: no screen is needed, and every test begins in the light theme at 100 %."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from ipsdesk.ui.theme import STYLE, Theme
from ipsdesk.ui.tokens import Shade


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Made as the program makes it."""
    return ["ipsdesk", *STYLE]


@pytest.fixture(scope="session")
def one_theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Shade.LIGHT)


@pytest.fixture
def theme(one_theme: Theme) -> Iterator[Theme]:
    one_theme.choose(Shade.LIGHT, 100)
    yield one_theme
    # Without an event loop nothing deletes what pytest-qt closes, and every later change of theme dresses it.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    one_theme.choose(Shade.LIGHT, 100)
