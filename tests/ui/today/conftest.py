"""The desks and the tab that the tests of Today sit at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.ui.background import run_now
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.today.tab import TodayTab
from tests.services.today_books import TODAY, a_unit_that_waits
from tests.ui.today.today_desk import opened
from tests.units import copy_unit, sit_down


@pytest.fixture(scope="session")
def waiting_unit(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed unit in which something of every kind waits; copy it, never open it."""
    folder = tmp_path_factory.mktemp("waiting")
    unit = copy_unit(empty_unit, folder / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        a_unit_that_waits(desk, folder)
    return unit


@pytest.fixture
def desk(waiting_unit: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk at a copy of it, on its Monday."""
    with sit_down(copy_unit(waiting_unit, tmp_path / "Larkrise.ipsdesk"), TODAY) as desk:
        yield desk


@pytest.fixture
def tab(desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> TodayTab:
    """The tab of somebody who has no people of their own."""
    return opened(qtbot, TodayTab(theme, run_now, desk, settings))
