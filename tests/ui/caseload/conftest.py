"""The desks and the tab that the tests of the caseload sit at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from ipsdesk.exchange.demo.unit import demo_records
from ipsdesk.services.desk import Desk
from ipsdesk.ui.background import Background, run_now
from ipsdesk.ui.caseload.tab import CaseloadTab
from ipsdesk.ui.theme import Theme
from tests.ui.caseload.caseload_desk import a_caseload, opened
from tests.units import TODAY, copy_unit, sit_down


@pytest.fixture(scope="session")
def demo_unit(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed unit with the records of the practice copy."""
    unit = copy_unit(empty_unit, tmp_path_factory.mktemp("caseload") / "Demo.ipsdesk")
    with sit_down(unit) as desk:
        assert desk.intake.bring_in(demo_records(TODAY)).written
    return unit


@pytest.fixture
def demo_desk(demo_unit: Path, tmp_path: Path) -> Iterator[Desk]:
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
def tab(desk: Desk, tmp_path: Path, theme: Theme, settings: QSettings, qtbot: QtBot) -> CaseloadTab:
    """Four people, one of them over the earnings limit."""
    a_caseload(desk, tmp_path)
    return opened(qtbot, CaseloadTab(theme, run_now, desk, settings))


@pytest.fixture
def demo_tab(demo_desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> CaseloadTab:
    """The people of the practice copy."""
    return opened(qtbot, CaseloadTab(theme, run_now, demo_desk, settings))
