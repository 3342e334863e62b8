"""A window at a real unit, with made-up tabs in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QSize
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk, make_unit
from ipsdesk.ui.background import RunInBackground, run_now
from ipsdesk.ui.frame.doors import Doors
from ipsdesk.ui.frame.window import DeskWindow
from ipsdesk.ui.tab import LaterTab, Tab
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.ui.frame.made_up_tabs import HoursTab, TodayTab
from tests.units import ACCOUNT, PASSPHRASE, copy_unit, sit_down

SMALL_SCREEN = QSize(1366, 768)


@dataclass
class Outside:
    """Stands for what puts the program together; writes down what the window asks of it."""

    theme: Theme
    desks: list[Desk] = field(default_factory=list)
    units: list[Path] = field(default_factory=list)
    looks: list[tuple[Shade | None, int]] = field(default_factory=list)
    practice: bool = False
    kinds: Sequence[type[Tab]] = (HoursTab, TodayTab)

    def open_desk(self, folder: Path, account: str, passphrase: str) -> Desk:
        desk = sit_down(folder)
        desk.is_practice = self.practice
        self.desks.append(desk)
        return desk

    def make_tabs(self, _desk: Desk) -> Sequence[LaterTab]:
        return [LaterTab.of(kind, self.theme) for kind in self.kinds]

    def remember_look(self, shade: Shade | None, text_size: int) -> None:
        self.looks.append((shade, text_size))

    def doors(self) -> Doors:
        return Doors(self.open_desk, self.make_tabs, make_unit, self.units.append, self.remember_look)


@pytest.fixture
def outside(theme: Theme) -> Iterator[Outside]:
    made = Outside(theme)
    yield made
    for desk in made.desks:
        desk.close()


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    return copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")


@pytest.fixture
def make_window(
    qtbot: QtBot, theme: Theme, outside: Outside, tmp_path: Path
) -> Iterator[Callable[..., DeskWindow]]:
    made: list[DeskWindow] = []

    def make(run: RunInBackground = run_now, size: QSize | None = SMALL_SCREEN) -> DeskWindow:
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        window = DeskWindow(theme, run, outside.doors(), settings)
        qtbot.addWidget(window)
        made.append(window)
        if size is not None:
            window.resize(size)
        window.show()
        QTest.qWaitForWindowActive(window)
        return window

    yield make
    for window in made:
        window.dialogs.close_all()
        window.lock()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(make_window: Callable[..., DeskWindow], outside: Outside, unit: Path) -> DeskWindow:
    """Signed in, the first tab on screen."""
    made = make_window()
    made.start(unit, ACCOUNT, PASSPHRASE)
    made.sign_in.opened.emit(outside.open_desk(unit, ACCOUNT, PASSPHRASE))
    return made
