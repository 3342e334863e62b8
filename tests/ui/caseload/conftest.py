"""The desks and the tab that the tests of the caseload sit at."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.ui.background import run_now
from ipsdesk.ui.caseload.tab import CaseloadTab
from ipsdesk.ui.theme import Theme
from tests.ui.caseload.caseload_desk import a_caseload, opened


@pytest.fixture
def tab(desk: Desk, tmp_path: Path, theme: Theme, settings: QSettings, qtbot: QtBot) -> CaseloadTab:
    """Four people, one of them over the earnings limit."""
    a_caseload(desk, tmp_path)
    return opened(qtbot, CaseloadTab(theme, run_now, desk, settings))


@pytest.fixture
def demo_tab(demo: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> CaseloadTab:
    """The people of the practice copy."""
    return opened(qtbot, CaseloadTab(theme, run_now, demo, settings))
