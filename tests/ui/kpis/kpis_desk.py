"""The tab of the figures at a real desk, for its tests."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.ui.background import RunInBackground
from ipsdesk.ui.kpis.opened import Opened
from ipsdesk.ui.kpis.tab import KpisTab
from ipsdesk.ui.theme import Theme

SETTLED = 160
"""Milliseconds after which what lies behind the row under the cursor has been asked for."""


class Heard(QObject):
    """What the tab tells the window."""

    def __init__(self, tab: KpisTab) -> None:
        super().__init__()
        self.waiting: list[tuple[int, str]] = []
        self.context: list[str] = []
        self.people: list[int] = []
        tab.waiting.connect(self._waiting)
        tab.context.connect(self.context.append)
        tab.person_wanted.connect(self.people.append)

    def _waiting(self, count: int, words: str) -> None:
        self.waiting.append((count, words))


def opened_tab(
    qtbot: QtBot,
    theme: Theme,
    run: RunInBackground,
    desk: Desk,
    settings: QSettings,
    size: tuple[int, int] = (1366, 660),
) -> KpisTab:
    tab = KpisTab(theme, run, desk, settings)
    qtbot.addWidget(tab)
    tab.resize(*size)
    tab.show()
    QTest.qWaitForWindowActive(tab)
    return tab


def behind(tab: KpisTab, key: str, band: str = "") -> Opened:
    """Open a figure."""
    tab.scorecard.go_to(key, band)
    QTest.keyClick(tab.scorecard, Qt.Key.Key_Return)
    assert tab.drill.opened is not None
    return tab.drill.opened


def said(tab: KpisTab, key: str, column: int, band: str = "") -> str:
    """What a screen reader says of a cell."""
    model = tab.page.model
    place = next(at for at, row in enumerate(model.rows) if (row.key, row.band) == (key, band))
    return str(model.data(model.index(place, column), Qt.ItemDataRole.AccessibleTextRole))
