"""The tab of weekly hours at a real desk, typed in key by key, for its tests."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.errors import NoSpace
from ipsdesk.rules.periods import DAY
from ipsdesk.services.desk import Desk
from ipsdesk.ui.hours.tab import HoursTab
from tests.services.hours_books import (
    MONDAY,
    STARTED,
    hours_of,
    key_of,
)

HOUR = 3_600
WEEK = 7 * DAY


class Heard(QObject):
    """What the tab tells the window."""

    def __init__(self, tab: HoursTab) -> None:
        super().__init__()
        self.saved: list[datetime] = []
        self.waiting: list[tuple[int, str]] = []
        self.context: list[str] = []
        self.read: list[object] = []
        tab.saved.connect(self.saved.append)
        tab.waiting.connect(self._waiting)
        tab.context.connect(self.context.append)
        tab.saver.week_read.connect(self.read.append)

    def _waiting(self, count: int, words: str) -> None:
        self.waiting.append((count, words))


def opened(qtbot: QtBot, tab: HoursTab, size: tuple[int, int] = (1366, 660)) -> HoursTab:
    qtbot.addWidget(tab)
    tab.resize(*size)
    tab.show()
    QTest.qWaitForWindowActive(tab)
    tab.go_to_week(MONDAY)
    return tab


def stand_in(tab: HoursTab, client: str, column: int = 1) -> None:
    """Bring the keyboard to a person's first line, Monday being column 1 and pay 9."""
    tab.go_to(key_of_client(tab, client))
    tab.grid.setCurrentIndex(tab.grid.rows.index(tab.grid.currentIndex().row(), column))


def key_of_client(tab: HoursTab, name: str) -> int:
    assert tab.grid.week is not None
    return next(one.client for one in tab.grid.week.people if one.name == name)


def shown_seconds(tab: HoursTab, person: int = 0, day: int = 0) -> int | None:
    assert tab.grid.week is not None
    return tab.grid.week.people[person].jobs[0].days[day].seconds


def type_in(tab: HoursTab, client: str, *texts: str, column: int = 1) -> None:
    """Type into a person's cells, each left by Tab."""
    stand_in(tab, client, column)
    for text in texts:
        press(text)
        QTest.keyClick(keyboard(), Qt.Key.Key_Tab)


def press(text: str) -> None:
    """Key by key: the first opens the cell, which has the keyboard from then on."""
    for key in text:
        QTest.keyClicks(keyboard(), key)


def keyboard() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def fill_the_disk(desk: Desk) -> int:
    """The file may take no page more, and those it has are used up; gives how many it might have."""
    with desk.workspace.transactions.read() as connection:
        most: int = connection.exec_driver_sql("PRAGMA max_page_count").scalar_one()
    limit_pages(desk, 1)  # less than it has: it keeps those
    other, job = hours_of(desk, 2), key_of(desk, "A2")
    with suppress(NoSpace):
        for number in range(5_000):
            other.record(job, STARTED + number % 60 * DAY, number % 7 * HOUR)
    return most


def limit_pages(desk: Desk, pages: int) -> None:
    with desk.workspace.transactions.read() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def read_again() -> None:
    """Let the tab read what it means to read once a field has been left."""
    QTest.qWait(20)


def strip_words(tab: HoursTab) -> str:
    return tab.strip.words.text() if tab.strip.isVisible() else ""
