"""The tab Today at a unit in which something of every kind waits."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipsdesk.services.today_lines import TodayLine
from ipsdesk.ui.today.tab import TodayTab


def opened(qtbot: QtBot, tab: TodayTab) -> TodayTab:
    """The tab as the window first shows it."""
    qtbot.addWidget(tab)
    tab.resize(1366, 640)
    tab.show()
    tab.refresh()
    QTest.qWaitForWindowActive(tab)
    tab.page.enter()
    return tab


def lines(tab: TodayTab) -> list[TodayLine]:
    """What is listed, headings left out."""
    return [entry for entry in tab.page.view.rows.entries if isinstance(entry, TodayLine)]


def go_to(tab: TodayTab, words: str) -> TodayLine:
    """Put the cursor on the first line that says this."""
    view = tab.page.view
    row = next(
        row
        for row, entry in enumerate(view.rows.entries)
        if isinstance(entry, TodayLine) and words in f"{entry.name}: {entry.words}"
    )
    view.setCurrentIndex(view.rows.index(row))
    line = view.current_line()
    assert line is not None
    return line
