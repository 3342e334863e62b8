"""What is on screen while a unit is open: menus, tabs, search, status bar, panes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu
from pytestqt.qtbot import QtBot

from ipsdesk.ui.actions import mistakes
from ipsdesk.ui.frame.appearance import Appearance
from ipsdesk.ui.frame.desk_page import DeskPage
from ipsdesk.ui.frame.header import Header, initials_of
from ipsdesk.ui.frame.menus import sign_in_table, table_of
from ipsdesk.ui.frame.status_bar import clock_words
from ipsdesk.ui.frame.window import DeskWindow
from ipsdesk.ui.help.window import HelpWindow
from ipsdesk.ui.shortcut_sheet import ShortcutSheet
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.ui.frame.conftest import Outside
from tests.ui.frame.made_up_tabs import HoursTab, TodayTab
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import ACCOUNT

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(window: DeskWindow) -> DeskPage:
    assert window.page is not None
    return window.page


@pytest.fixture
def hours(page: DeskPage) -> HoursTab:
    tab = page.tabs[0]
    assert isinstance(tab, HoursTab)
    return tab


@pytest.fixture
def today(page: DeskPage) -> TodayTab:
    tab = page.tabs[1]
    assert isinstance(tab, TodayTab)
    return tab


def press(window: DeskWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def only(kind: type[QDialog], window: DeskWindow) -> QDialog:
    (dialog,) = (one for one in window.findChildren(kind) if one.isVisible())
    return dialog


# ---- the table ----------------------------------------------------------------------------------


def test_menus_stand_in_their_order_with_the_lines_of_the_tabs_in_their_midst(page: DeskPage) -> None:
    menus = {one.title(): one for one in page.header.menu_bar.findChildren(QMenu) if one.title()}
    assert list(menus) == ["&File", "&Edit", "&View", "&Help"]
    assert [one.text() or "---" for one in menus["&File"].actions()] == [
        *("&New unit…", "&Open unit…", "---", "&Print…", "---", "&Lock", "&Quit")
    ]
    view = [one.text() or "---" for one in menus["&View"].actions()]
    assert view[:4] == ["&Last week", "---", "Weekly hours", "Today"]
    assert "Larger text" in view


def test_the_table_is_sound_and_so_is_that_of_the_sign_in(page: DeskPage) -> None:
    assert list(mistakes(table_of([HoursTab, TodayTab]))) == []
    assert list(mistakes(sign_in_table())) == []


def test_lines_of_a_tab_work_only_while_it_is_on_screen(
    window: DeskWindow, page: DeskPage, hours: HoursTab, today: TodayTab
) -> None:
    hours.done.clear()
    press(window, Qt.Key.Key_P, CTRL)
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert hours.done == ["print", "recent"]
    press(window, Qt.Key.Key_2, CTRL)
    assert QApplication.focusWidget() is today.field
    today.done.clear()
    press(window, Qt.Key.Key_P, CTRL)
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    press(window, Qt.Key.Key_F5)
    assert today.done == ["print", "refresh"]
    assert hours.done == ["print", "recent"]
    assert not page.actions_table["undo"].isEnabled()


# ---- tabs and status ----------------------------------------------------------------------------


def test_counts_are_seen_and_heard(page: DeskPage, hours: HoursTab, today: TodayTab) -> None:
    bar = page.tab_bar
    before = bar.tabRect(0).width()
    hours.waiting.emit(3, "3 weeks to explain")
    today.waiting.emit(12, "")
    said = QAccessible.queryAccessibleInterface(bar)
    assert [said.child(place).text(QAccessible.Text.Name) for place in (0, 1)] == [
        *("Weekly hours, 3 weeks to explain", "Today, 12")
    ]
    assert bar.tabRect(0).width() > before
    hours.waiting.emit(0, "0 weeks to explain")
    assert said.child(0).text(QAccessible.Text.Name) == "Weekly hours"
    assert bar.tabRect(0).width() == before


def test_the_status_bar_says_what_the_tab_on_screen_says(
    window: DeskWindow, page: DeskPage, hours: HoursTab, today: TodayTab
) -> None:
    def said() -> list[str]:
        return [one.text() for one in page.status_bar.findChildren(QLabel) if one.isVisible() and one.text()]

    assert said() == ["Nothing changed yet"]
    assert page.status_bar.safe.text() == "Encrypted on this computer"
    moment = datetime(2026, 5, 8, 17, 40, tzinfo=UTC)
    hours.saved.emit(moment)
    hours.context.emit("Week 4 to 10 May 2026")
    today.context.emit("6 waiting")
    assert said() == [
        f"Saved {clock_words(moment)}",
        "Week 4 to 10 May 2026",
    ]
    press(window, Qt.Key.Key_2, CTRL)
    assert said()[-1] == "6 waiting"


@pytest.mark.parametrize(("hour", "words"), [(0, "12:05am"), (9, "9:05am"), (12, "12:05pm"), (17, "5:05pm")])
def test_times_are_those_of_the_clock_on_the_wall(hour: int, words: str) -> None:
    assert clock_words(datetime(2026, 5, 8, hour, 5).astimezone()) == words


# ---- search -------------------------------------------------------------------------------------


def test_a_person_is_found_and_gone_to_in_their_tab(
    window: DeskWindow, page: DeskPage, hours: HoursTab
) -> None:
    press(window, Qt.Key.Key_2, CTRL)
    press(window, Qt.Key.Key_K, CTRL)
    search = page.header.search
    QTest.keyClicks(search, "re")
    assert search.results.isVisible()
    match = search.results.current()
    assert match is not None
    assert match.read_out == "Callum Reid, Person"
    press(window, Qt.Key.Key_Return)
    assert hours.done[-1] == "Callum Reid"
    assert page.current_tab() is hours
    assert not search.results.isVisible()
    assert search.text() == ""


def test_a_command_is_found_and_done_where_the_keyboard_was(
    window: DeskWindow, page: DeskPage, hours: HoursTab
) -> None:
    hours.beside.setFocus()
    press(window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(page.header.search, "week")
    results = page.header.search.results
    said: list[str] = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        press(window, key)
        said += [match.read_out] if (match := results.current()) else []
    assert said == ["Weekly hours, Command, Ctrl+1", *["Last week, Command, Alt+Left"] * 2]
    press(window, Qt.Key.Key_Enter)
    assert hours.done[-1] == "recent"
    assert QApplication.focusWidget() is hours.beside
    press(window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(page.header.search, "undo")
    middle = results.view.visualRect(results.view.currentIndex()).center()
    QTest.mouseClick(results.view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert hours.done[-1] == "undo"
    press(window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(page.header.search, "undo")
    press(window, Qt.Key.Key_Escape)
    assert not results.isVisible()
    assert QApplication.focusWidget() is hours.beside


def test_nothing_found_is_said(window: DeskWindow, page: DeskPage) -> None:
    press(window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(page.header.search, "zzq")
    words = [one.text() for one in page.header.search.results.findChildren(QLabel) if one.isVisible()]
    assert words == ["Nothing found for “zzq”"]
    press(window, Qt.Key.Key_Enter)
    assert page.header.search.text() == "zzq"


def test_the_header_gives_way_in_order(window: DeskWindow, page: DeskPage, theme: Theme) -> None:
    def shown(width: int, size: int = 100) -> tuple[bool, bool, bool]:
        theme.choose(Shade.LIGHT, size)
        window.resize(width, 700)
        QTest.qWait(1)
        search, name = page.header.search.isVisible(), named(page.header, ACCOUNT).isVisible()
        return search, name, cut(page.header) == []

    assert shown(1366) == (True, True, True)
    assert shown(1024) == (True, True, True)
    assert shown(820) == (False, True, True)
    assert shown(1366, 200) == (False, True, True)
    assert shown(1024, 200) == (False, False, True)
    press(window, Qt.Key.Key_K, CTRL)
    QTest.qWait(1)
    assert page.header.search.isVisible()
    assert page.header.search.hasFocus()
    assert cut(page.header) == []
    press(window, Qt.Key.Key_Escape)
    assert not page.header.search.isVisible()


def named(header: Header, words: str) -> QLabel:
    return next(one for one in header.findChildren(QLabel) if one.text() == words)


@pytest.mark.parametrize(
    ("person", "letters"), [("Priya Nair", "PN"), ("practice", "P"), ("Ann van der Berg", "AB"), ("", "")]
)
def test_initials(person: str, letters: str) -> None:
    assert initials_of(person) == letters


# ---- panes --------------------------------------------------------------------------------------


def test_f6_goes_round_the_panes(window: DeskWindow, page: DeskPage, hours: HoursTab) -> None:
    for expected in (hours.beside, page.tab_bar, hours.field):
        press(window, Qt.Key.Key_F6)
        assert QApplication.focusWidget() is expected
    window.resize(1024, 700)
    QTest.qWait(1)
    assert not hours.beside.isVisible()
    press(window, Qt.Key.Key_F6)
    assert hours.beside.hasFocus()
    press(window, Qt.Key.Key_Escape)
    assert not hours.beside.isVisible()
    assert hours.field.hasFocus()


# ---- dialogs ------------------------------------------------------------------------------------


def test_appearance_shows_at_once_and_cancel_puts_back(
    window: DeskWindow, page: DeskPage, theme: Theme, outside: Outside
) -> None:
    page.actions_table["appearance"].trigger()
    dialog = only(Appearance, window)
    assert isinstance(dialog, Appearance)
    dialog.looks.choose(2)
    dialog.sizes.choose(4)
    assert (theme.shade, theme.text_size) == (Shade.DARK, 200)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert (theme.shade, theme.text_size) == (Shade.LIGHT, 100)
    assert outside.looks == []
    page.actions_table["appearance"].trigger()
    dialog = next(one for one in window.findChildren(Appearance) if one.isVisible())
    dialog.looks.choose(3)
    dialog.accept()
    assert outside.looks == [(Shade.HIGH_CONTRAST, 100)]


def test_text_grows_and_shrinks_by_steps(window: DeskWindow, theme: Theme, outside: Outside) -> None:
    press(window, Qt.Key.Key_Minus, CTRL)
    assert outside.looks == []
    press(window, Qt.Key.Key_Plus, CTRL)
    press(window, Qt.Key.Key_Equal, CTRL)
    assert theme.text_size == 150
    press(window, Qt.Key.Key_Minus, CTRL)
    assert outside.looks == [(Shade.LIGHT, size) for size in (125, 150, 125)]


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("which", ["appearance", "about"])
def test_everybody_can_use_the_dialogs(
    window: DeskWindow, page: DeskPage, theme: Theme, which: str, size: int
) -> None:
    theme.choose(Shade.LIGHT, size)
    page.actions_table[which].trigger()
    dialog = only(QDialog, window)
    QTest.qWait(5)
    assert unnamed(dialog) == []
    assert too_small(dialog) == []
    assert out_of_keyboards_reach(dialog) == []
    assert cut(dialog) == []


def test_help_is_that_of_the_page_and_is_raised_again(
    window: DeskWindow, page: DeskPage, qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_F1)
    page.actions_table["help"].trigger()
    assert len(window.findChildren(HelpWindow)) == 1
    page.actions_table["shortcuts"].trigger()
    assert only(ShortcutSheet, window).isVisible()
    window.lock()
    assert not any(one.isVisible() for one in window.findChildren(HelpWindow))
    press(window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(HelpWindow)))
