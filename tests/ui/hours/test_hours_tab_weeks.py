"""Going from week to week and from person to person; usual shifts, printing, and who only reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ipsdesk.rules.periods import DAY
from ipsdesk.services.desk import Desk
from ipsdesk.services.hours import Hours
from ipsdesk.services.roles import Actor, Role
from ipsdesk.ui.background import run_now
from ipsdesk.ui.hours.shifts import UsualShifts
from ipsdesk.ui.hours.tab import HoursTab
from ipsdesk.ui.hours.toolbar import week_title
from ipsdesk.ui.hours.toolbar_week import GoToWeek
from ipsdesk.ui.printing import PrintPreview
from ipsdesk.ui.theme import Theme
from tests.services.hours_books import (
    ANN,
    BEN,
    CAL,
    MONDAY,
    a_unit_at_work,
    days_kept,
    line,
    pay,
    work,
)
from tests.ui.hours.tab_desk import (
    Heard,
    key_of_client,
    keyboard,
    opened,
    press,
    read_again,
    stand_in,
    strip_words,
    type_in,
)
from tests.units import copy_unit, sit_down

HOUR = 3_600
WEEK = 7 * DAY


@pytest.fixture
def tab(at_work: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> HoursTab:
    return opened(qtbot, HoursTab(theme, run_now, at_work, settings))


@pytest.fixture
def heard(tab: HoursTab) -> Heard:
    return Heard(tab)


# ---- weeks ----------------------------------------------------------------------------------------


def test_weeks_are_turned_by_buttons_and_gone_to_by_a_day(tab: HoursTab, heard: Heard, qtbot: QtBot) -> None:
    tab.toolbar.stepper.before.click()
    assert tab.toolbar.stepper.middle.text() == "6 to 12 Apr 2026"
    QTest.keyClick(tab.toolbar.stepper.after, Qt.Key.Key_Return)
    assert tab.monday == MONDAY
    tab.toolbar.stepper.middle.click()
    dialog = tab.dialogs.now
    assert isinstance(dialog, GoToWeek)
    dialog.go.click()
    assert dialog.isVisible()
    QTest.keyClicks(dialog.day.line, "1/4/2026")
    QTest.keyClick(dialog.day.line, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert tab.toolbar.stepper.middle.text() == "30 Mar to 5 Apr 2026"
    assert heard.context[-1].startswith("Week 30 March to 5 April 2026 · 3 people in work")
    tab.toolbar.this_week.click()
    assert tab.monday == date(2026, 11, 16)
    assert week_title(date(2026, 12, 28)) == "28 Dec to 3 Jan 2027"


def test_turning_the_week_saves_the_open_cell_first(tab: HoursTab, at_work: Desk) -> None:
    stand_in(tab, ANN)
    press("4")
    tab.go_on()
    assert days_kept(at_work, "A1") == [(str(MONDAY), 4 * HOUR, None)]


def test_a_problem_of_another_week_is_gone_to(tab: HoursTab) -> None:
    type_in(tab, ANN, "abc")
    assert strip_words(tab).startswith(f"Not saved: {ANN}")
    tab.go_on()
    assert strip_words(tab).startswith(f"Not saved: {ANN}")
    tab.strip.go.click()
    assert tab.monday == MONDAY
    assert tab.grid.currentIndex().column() == 1


# ---- people ---------------------------------------------------------------------------------------


def test_one_person_is_chosen_by_any_part_of_the_name(tab: HoursTab) -> None:
    tab.find_person()
    field = tab.toolbar.people.box.line
    assert keyboard() in (field, tab.toolbar.people.box)
    QTest.keyClicks(field, "larch")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == BEN
    assert {one.person.name for one in tab.grid.rows.lines} == {BEN}
    assert tab.inspector.person is not None
    assert tab.inspector.person.name == BEN
    tab.turn_one()
    assert field.text() == "Everyone"
    assert {one.person.name for one in tab.grid.rows.lines} == {ANN, BEN, CAL}
    stand_in(tab, CAL)
    tab.turn_one()
    assert {one.person.name for one in tab.grid.rows.lines} == {CAL}
    tab.go_on()  # the job ended in the week before
    assert not tab.grid.rows.lines
    assert field.text() == CAL
    tab.show_everyone()
    assert {one.person.name for one in tab.grid.rows.lines} == {ANN, BEN}


def test_a_name_nobody_has_is_told_and_changes_nothing(tab: HoursTab) -> None:
    field = tab.toolbar.people.box.line
    field.setFocus()
    field.setText("zz")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert tab.toolbar.people.box.property("problem")
    assert "is not on the list" in strip_words(tab)
    QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
    assert keyboard() is tab.grid
    assert field.text() == "Everyone"
    assert {one.person.name for one in tab.grid.rows.lines} == {ANN, BEN, CAL}


def test_the_search_finds_people_of_the_week_by_name_or_reference(tab: HoursTab) -> None:
    tab.show_only(key_of_client(tab, BEN))
    assert [one.words for one in tab.find("fold annis")] == [ANN]
    (found,) = tab.find("c3")
    found.go()
    assert tab.inspector.person is not None
    assert tab.inspector.person.name == CAL
    assert list(tab.find("")) == list(tab.find("nobody")) == []


def test_the_inspector_follows_the_row_and_the_save(tab: HoursTab, at_work: Desk, qtbot: QtBot) -> None:
    stand_in(tab, ANN)
    qtbot.waitUntil(lambda: tab.inspector.name.text() == ANN)
    work(at_work, "A1", {0: 4})
    pay(at_work, "A1", 50.84)
    tab.refresh()
    type_in(tab, ANN, "5", column=2)
    qtbot.waitUntil(lambda: tab.inspector.hours.data.bars[-1].value == 9)


# ---- shifts, print, roles -------------------------------------------------------------------------


def test_usual_shifts_are_saved_and_shown_as_planned(
    empty_unit: Path, tmp_path: Path, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    with sit_down(copy_unit(empty_unit, tmp_path / "Now.ipsdesk"), today=MONDAY) as now:
        a_unit_at_work(now, tmp_path)
        tab = opened(qtbot, HoursTab(theme, run_now, now, settings))
        tab.refresh()
        stand_in(tab, ANN)
        tab.toolbar.shifts.click()
        dialog = tab.dialogs.now
        assert isinstance(dialog, UsualShifts)
        pair = dialog.week.days[4].pairs[0]
        pair.since.setText("9")
        pair.until.setText("13")
        dialog.save.click()
        assert not dialog.isVisible()
        read_again()
        assert line(now, ANN).planned == 4 * HOUR
        assert tab.grid.week is not None
        assert tab.grid.week.people[0].jobs[0].days[4].planned == 4 * HOUR
        tab.ask_shifts()
        assert isinstance(tab.dialogs.now, UsualShifts)
        tab.dialogs.now.week.days[4].pairs[0].until.setText("10pm")
        tab.dialogs.now.week.days[5].pairs[0].since.setText("9")
        tab.dialogs.now.week.days[5].pairs[0].until.setText("9pm")
        tab.dialogs.now.week.days[4].add()
        second = tab.dialogs.now.week.days[4].pairs[1]
        second.since.setText("20")
        second.until.setText("23")
        tab.dialogs.now.save.click()
        assert tab.dialogs.now.isVisible()
        tab.leave()
        assert "overlap" in tab.dialogs.now.summary.findChildren(QLabel)[-1].text()
        assert line(now, ANN).planned == 4 * HOUR


def test_the_week_is_printed(tab: HoursTab) -> None:
    tab.print_week()
    (preview,) = tab.findChildren(PrintPreview)
    preview.close()


def test_an_auditor_reads_only(at_work: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> None:
    reader = replace(at_work.workspace, actor=Actor(1, "Auditor", Role.AUDITOR))
    at_work.workspace, at_work.hours = reader, Hours(reader)
    tab = opened(qtbot, HoursTab(theme, run_now, at_work, settings))
    stand_in(tab, ANN)
    press("4")
    QTest.keyClick(keyboard(), Qt.Key.Key_Tab)
    assert days_kept(at_work, "A1") == []
    assert not tab.toolbar.paste.isEnabled()
    tab.copy_last_week()
    read_again()
    assert "An account with the role auditor may not do this." in strip_words(tab)
    tab.ask_shifts()
    assert tab.dialogs.now is None
