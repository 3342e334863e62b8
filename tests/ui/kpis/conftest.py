"""A desk at the demo unit, which is made once, and what a tab is given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from ipsdesk.exchange.demo.unit import demo_records
from ipsdesk.services.desk import Desk
from ipsdesk.ui.background import Background, run_now
from ipsdesk.ui.kpis.tab import KpisTab
from ipsdesk.ui.theme import Theme
from tests.ui.kpis.kpis_desk import opened_tab
from tests.units import TODAY, copy_unit, sit_down


@pytest.fixture(scope="session")
def demo_unit(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed unit with the demo records; copy it, never open it."""
    unit = copy_unit(empty_unit, tmp_path_factory.mktemp("demo") / "Larkrise.ipsdesk")
    with sit_down(unit) as desk:
        assert not desk.intake.bring_in(demo_records(TODAY)).problems
    return unit


@pytest.fixture
def demo(demo_unit: Path, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(copy_unit(demo_unit, tmp_path / "Demo.ipsdesk")) as desk:
        yield desk


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    worker = Background()
    yield worker
    worker.finish()


@pytest.fixture
def tab(demo: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> KpisTab:
    tab = opened_tab(qtbot, theme, run_now, demo, settings)
    tab.refresh()
    return tab
