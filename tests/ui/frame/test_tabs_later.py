"""Tabs are made when they are first asked for, and nothing is missed by those that are not made yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.frame.desk_page import DeskPage
from ipsdesk.ui.frame.tabs import Tabs
from ipsdesk.ui.frame.window import DeskWindow
from ipsdesk.ui.tab import LaterTab, Tab
from ipsdesk.ui.theme import Theme
from tests.ui.frame.conftest import Outside
from tests.ui.frame.made_up_tabs import PEOPLE, HoursTab, TodayTab

CTRL = Qt.KeyboardModifier.ControlModifier
DRAFT = "usual shifts"


class Figures(TodayTab):
    """Says how much waits in it, and has a form."""

    title = "Figures"
    counts_at_once = True

    def reopeners(self) -> dict[str, Any]:
        return {DRAFT: self.take}


@dataclass
class Page:
    """A page with the tabs Today (on screen), Weekly hours and Figures."""

    page: DeskPage

    @property
    def made(self) -> Sequence[str]:
        return [tab.title for tab in self.page.tabs_there]


@pytest.fixture
def outside(outside: Outside) -> Outside:
    outside.kinds = (TodayTab, HoursTab, Figures)
    return outside


@pytest.fixture
def later(window: DeskWindow) -> Page:
    assert window.page is not None
    return Page(window.page)


def press(key: Qt.Key) -> None:
    keyboard = QApplication.focusWidget()
    assert keyboard is not None
    QTest.keyClick(keyboard, key, CTRL)


def test_a_key_makes_the_tab_it_goes_to_and_it_reads(later: Page) -> None:
    assert later.made == ["Today"]
    press(Qt.Key.Key_2)
    tab = later.page.current_tab()
    assert later.made == ["Today", "Weekly hours"]
    assert isinstance(tab, HoursTab)
    assert tab.done == ["refresh"]
    assert QApplication.focusWidget() is tab.field
    assert later.page.actions_table["recent"].isEnabled()


def test_a_change_before_it_is_made_makes_nothing_and_is_in_what_it_reads(
    later: Page, window: DeskWindow, qtbot: QtBot
) -> None:
    assert window.desk is not None
    today = later.page.tabs_there[0]
    window.desk.changes.announce(frozenset({"hours"}))
    qtbot.waitUntil(lambda: today.done == ["refresh", "refresh"])  # type: ignore[attr-defined]
    assert later.made == ["Today"]
    press(Qt.Key.Key_2)
    assert later.page.tabs_there[1].done == ["refresh"]  # type: ignore[attr-defined]


def test_one_that_says_how_much_waits_is_made_on_its_own(later: Page, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: later.made == ["Today", "Figures"])
    assert later.page.current_tab() is later.page.tabs_there[0]
    later.page.tabs_there[1].waiting.emit(2, "2 figures")
    assert later.page.tab_bar.accessibleTabName(2) == "Figures, 2 figures"


def test_a_search_makes_those_that_find(later: Page, qtbot: QtBot) -> None:
    press(Qt.Key.Key_K)
    search = later.page.header.search
    QTest.keyClicks(search, "Bernadette")
    qtbot.waitUntil(lambda: getattr(search.results.current(), "words", "") == PEOPLE[1])
    QTest.keyClick(search, Qt.Key.Key_Return)
    tab = later.page.current_tab()
    assert isinstance(tab, HoursTab)
    assert tab.done == ["refresh", PEOPLE[1]]


def test_a_draft_of_one_is_opened_in_it(later: Page) -> None:
    reopen = later.page.reopener(DRAFT)
    assert reopen is not None
    reopen("typed before")  # type: ignore[arg-type] # a note, which this one only shows
    tab = later.page.current_tab()
    assert isinstance(tab, Figures)
    assert tab.done == ["refresh", "typed before"]
    assert later.page.reopener("no such form") is None


def test_leaving_makes_none(later: Page) -> None:
    assert later.page._makes.isActive()
    later.page.hand_over()
    assert not later.page._makes.isActive()
    assert later.made == ["Today"]


def test_lines_without_a_doer_are_refused_where_it_is_made(theme: Theme, window: DeskWindow) -> None:
    class Forgetful(Tab):
        title = "Forgetful"
        actions_table = (ActionRow("forgotten", "&File", "Forgotten", "Nothing"),)

    tabs = Tabs([LaterTab.of(Forgetful)], window)
    with pytest.raises(ValueError, match="forgotten"):
        tabs[0]
