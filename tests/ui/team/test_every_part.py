"""Every part of the tab of the team, with the practice unit's records in it, at 100 and 200 %."""

from __future__ import annotations

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.ui.background import run_now
from ipsdesk.ui.team.tab import TeamTab
from ipsdesk.ui.team.views import VIEWS
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed


def test_every_part_with_records_can_be_used_by_keyboard_and_ear(
    demo: Desk, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    tab = TeamTab(theme, run_now, demo, settings)
    qtbot.addWidget(tab)
    tab.resize(1366, 660)
    tab.show()
    QTest.qWaitForWindowActive(tab)
    tab.refresh()
    for text in (100, 200):
        theme.choose(Shade.LIGHT, text)
        for place, kind in enumerate(VIEWS):
            tab.inside.toolbar.choose(place)
            if tab.inside.view.panel is not None:
                tab.inside.view.panel.view.selectRow(0)

            def nothing_is_wrong(title: str = f"{kind.title} at {text} %") -> None:
                faults = [*unnamed(tab), *too_small(tab), *out_of_keyboards_reach(tab), *cut(tab)]
                assert faults == [], title

            qtbot.waitUntil(nothing_is_wrong)
