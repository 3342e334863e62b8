"""A desk at the demo unit, which is made once, and what a tab is given."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.ui.background import run_now
from ipsdesk.ui.kpis.tab import KpisTab
from ipsdesk.ui.theme import Theme
from tests.ui.kpis.kpis_desk import opened_tab


@pytest.fixture
def tab(demo: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> KpisTab:
    tab = opened_tab(qtbot, theme, run_now, demo, settings)
    tab.refresh()
    return tab
