"""What is typed into the tab of weekly hours is saved, told, undone, and never lost on the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ipsdesk.rules.periods import DAY
from ipsdesk.services.desk import Desk
from ipsdesk.ui.actions import Actions, mistakes
from ipsdesk.ui.background import Background, run_now
from ipsdesk.ui.hours.tab import HoursTab
from ipsdesk.ui.hours.toolbar_week import GoToWeek
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.services.hours_books import (
    ANN,
    MONDAY,
    days_kept,
    hours_of,
    key_of,
    work,
)
from tests.ui.hours.tab_desk import (
    Heard,
    fill_the_disk,
    keyboard,
    limit_pages,
    opened,
    press,
    read_again,
    shown_seconds,
    stand_in,
    strip_words,
    type_in,
)
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed

HOUR = 3_600
WEEK = 7 * DAY


@pytest.fixture
def tab(at_work: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> HoursTab:
    return opened(qtbot, HoursTab(theme, run_now, at_work, settings))


@pytest.fixture
def heard(tab: HoursTab) -> Heard:
    return Heard(tab)


def test_leaving_a_cell_saves_it_and_the_window_is_told(tab: HoursTab, heard: Heard, at_work: Desk) -> None:
    type_in(tab, ANN, "4", "3:30")
    assert days_kept(at_work, "A1") == [
        (str(MONDAY), 4 * HOUR, None),
        (str(MONDAY + DAY), 12_600, None),
    ]
    assert len(heard.saved) == 2
    assert heard.context[-1] == "Week 13 to 19 April 2026 · 3 people in work · 4 weeks to finish"
    assert tab.is_settled()


def test_one_cell_typed_again_and_again_while_the_worker_is_busy(
    at_work: Desk, theme: Theme, settings: QSettings, qtbot: QtBot, background: Background
) -> None:
    tab = opened(qtbot, HoursTab(theme, background.run_in_background, at_work, settings))
    qtbot.waitUntil(lambda: tab.grid.week is not None)
    heard = Heard(tab)
    for text in ("4", "5", "6"):
        type_in(tab, ANN, text)
    tab.go_on()
    tab.go_back()
    assert not tab.is_settled()
    qtbot.waitUntil(lambda: not background.busy, timeout=10_000)
    assert tab.is_settled()
    assert days_kept(at_work, "A1") == [(str(MONDAY), 6 * HOUR, None)]
    assert strip_words(tab) == ""
    assert len(heard.saved) == 3
    assert len(heard.read) == 1  # of the weeks turned to, only the one that stayed
    assert shown_seconds(tab) == 6 * HOUR


def test_on_a_full_disk_the_text_stays_the_strip_says_so_and_it_goes_once_it_is_mended(
    tab: HoursTab, at_work: Desk
) -> None:
    most = fill_the_disk(at_work)
    for column in range(1, 8):
        type_in(tab, ANN, "4", column=column)
        read_again()
    first = tab.grid.problems()[0][0]
    count = len(tab.grid.problems())
    assert count > 1
    assert strip_words(tab).startswith(
        f"{count} entries are not saved. The first: {first}. The disk is full, "
    )
    assert "Everything saved before is safe." in strip_words(tab)
    limit_pages(at_work, most)
    for _ in range(count):
        tab.strip.go.click()
        press("4")
        QTest.keyClick(keyboard(), Qt.Key.Key_Tab)
    assert tab.grid.problems() == []
    assert strip_words(tab) == ""
    assert len(days_kept(at_work, "A1")) == 7


def test_what_another_changed_is_not_typed_over(tab: HoursTab, at_work: Desk) -> None:
    hours_of(at_work, 2).record(key_of(at_work, "A1"), MONDAY, 2 * HOUR)
    type_in(tab, ANN, "4")
    assert strip_words(tab).startswith(f"Not saved: {ANN}")
    assert "was changed since it was shown: it now has 2 h" in strip_words(tab)
    assert days_kept(at_work, "A1") == [(str(MONDAY), 2 * HOUR, None)]
    read_again()
    assert shown_seconds(tab) == 2 * HOUR
    type_in(tab, ANN, "4")  # seen now, and typed again
    assert days_kept(at_work, "A1") == [(str(MONDAY), 4 * HOUR, None)]
    assert strip_words(tab) == ""


def test_own_saves_are_not_read_again_and_the_changes_of_others_are(
    tab: HoursTab, heard: Heard, at_work: Desk
) -> None:
    tab.refresh()
    heard.read.clear()
    type_in(tab, ANN, "4")
    tab.refresh()
    assert heard.read == []
    hours_of(at_work, 2).record(key_of(at_work, "A2"), MONDAY, 2 * HOUR)
    tab.refresh()
    tab.refresh()
    assert len(heard.read) == 1
    assert shown_seconds(tab, person=1) == 2 * HOUR


def test_a_week_gone_over_waits_for_its_reason(tab: HoursTab, heard: Heard, at_work: Desk) -> None:
    type_in(tab, ANN, "8", "8")
    type_in(tab, ANN, "100", column=9)
    assert heard.waiting[-1] == (1, "1 week to explain")
    assert heard.context[-1].endswith("1 week over, 3 to finish")
    field = next(one for one in tab.grid.findChildren(QLineEdit) if "why over" in one.accessibleName())
    field.setFocus()
    QTest.keyClicks(field, "Covered a shift")
    tab.grid.commit()
    read_again()
    assert heard.waiting[-1] == (0, "0 weeks to explain")
    assert at_work.hours.weeks_needing_reason(MONDAY) == []


def test_leaving_hands_over_what_stands_in_an_open_cell(tab: HoursTab, at_work: Desk) -> None:
    stand_in(tab, ANN)
    press("4")
    assert days_kept(at_work, "A1") == []
    tab.leave()
    assert days_kept(at_work, "A1") == [(str(MONDAY), 4 * HOUR, None)]
    at_work.close()
    tab.inspector.show_person(tab.inspector.person)
    QTest.qWait(200)  # nothing is read from the closed unit


# ---- copied, pasted -------------------------------------------------------------------------------


def test_last_weeks_hours_fill_blank_days_for_everyone_or_one(tab: HoursTab, at_work: Desk) -> None:
    work(at_work, "A1", {0: 4, 1: 0}, MONDAY - WEEK)
    work(at_work, "A2", {0: 5}, MONDAY - WEEK)
    tab.refresh()
    type_in(tab, ANN, "3")
    tab.copy_last_week_of_one()
    assert strip_words(tab) == "Last week’s hours were copied into 1 blank day."
    assert days_kept(at_work, "A1")[-2:] == [(str(MONDAY), 3 * HOUR, None), (str(MONDAY + DAY), 0, None)]
    tab.copy_last_week()
    read_again()
    assert shown_seconds(tab, person=1) == 5 * HOUR
    tab.copy_last_week()
    read_again()
    assert strip_words(tab) == "Nothing to copy: no blank day has hours recorded a week before."


def test_a_block_from_excel_is_one_save(tab: HoursTab, heard: Heard, at_work: Desk) -> None:
    QGuiApplication.clipboard().setText("4\t3:30\t0")
    stand_in(tab, ANN)
    tab.toolbar.paste.click()
    assert len(days_kept(at_work, "A1")) == 3
    assert len(heard.saved) == 1


# ---- as a part of the window ----------------------------------------------------------------------


def test_every_line_of_its_menus_does_something(tab: HoursTab, theme: Theme) -> None:
    assert list(mistakes(tab.actions_table)) == []
    actions = Actions(theme, tab.actions_table, tab.doers(), tab)
    assert actions["hours-paste"].shortcut().toString() == "Ctrl+V"
    for key, monday in ((Qt.Key.Key_Right, MONDAY + WEEK), (Qt.Key.Key_Left, MONDAY)):
        QTest.keyClick(keyboard(), key, Qt.KeyboardModifier.AltModifier)
        assert tab.monday == monday
    QTest.keyClick(keyboard(), Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert tab.toolbar.people.box.line.text() == ANN
    QTest.keyClick(keyboard(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert tab.toolbar.people.box.line.selectedText() == ANN


@pytest.mark.parametrize("size", [(1366, 660), (1024, 592)])
@pytest.mark.parametrize(("shade", "text"), [(Shade.LIGHT, 100), (Shade.DARK, 150), (Shade.LIGHT, 200)])
def test_everybody_can_use_it(
    tab: HoursTab, theme: Theme, shade: Shade, text: int, size: tuple[int, int]
) -> None:
    theme.choose(shade, text)
    tab.resize(*size)
    stand_in(tab, ANN)
    type_in(tab, ANN, "abc")
    QTest.qWait(200)
    assert unnamed(tab) == []
    assert too_small(tab) == []
    assert out_of_keyboards_reach(tab) == []
    assert cut(tab) == []


@pytest.mark.parametrize("text", [100, 200])
def test_everybody_can_go_to_a_week(theme: Theme, qtbot: QtBot, text: int) -> None:
    theme.choose(Shade.LIGHT, text)
    dialog = GoToWeek(theme, lambda: MONDAY)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.go.click()
    assert unnamed(dialog) == []
    assert too_small(dialog) == []
    assert out_of_keyboards_reach(dialog) == []
    assert cut(dialog) == []
