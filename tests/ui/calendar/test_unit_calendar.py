"""The calendar of the week: walked through by keyboard, opened, added to, turned, narrowed and printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.reports.blocks import Heading, Line, Table
from ipsdesk.reports.unit_calendar import unit_calendar_blocks
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Actor, Role
from ipsdesk.ui.background import run_now
from ipsdesk.ui.calendar.dialog import NOBODY, UnitCalendar
from ipsdesk.ui.calendar.slot_words import summary_words
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.printing import PrintPreview
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.services.in_service_books import TODAY
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import copy_unit, rows_of, sit_down

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(kitchen: Desk) -> Desk:
    return kitchen


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    return page


def shown(
    desk: Desk, theme: Theme, settings: QSettings, page: QWidget, person: tuple[int, str] | None = None
) -> UnitCalendar:
    calendar = UnitCalendar(AtDesk(theme, run_now, desk, settings, page), person)
    calendar.open()
    calendar.grid.setFocus()
    return calendar


def heard(calendar: UnitCalendar) -> str:
    """What a screen reader says of the cell with the keyboard."""
    return str(calendar.grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))


def press(
    calendar: UnitCalendar, *keys: Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    for key in keys:
        QTest.keyClick(calendar.grid, key, with_)


def dialog_of(calendar: UnitCalendar, kind: type[QDialog]) -> Any:
    (found,) = [one for one in calendar.findChildren(kind) if one.isVisible()]
    return found


@pytest.fixture
def calendar(desk: Desk, theme: Theme, settings: QSettings, page: QWidget) -> UnitCalendar:
    return shown(desk, theme, settings, page)


def test_every_cell_is_reached_by_the_arrows_and_says_who_when_and_what(calendar: UnitCalendar) -> None:
    assert heard(calendar) == "Corin Ash, Monday 11 May: nothing"
    press(calendar, Key.Key_Right, Key.Key_Right)
    assert heard(calendar) == (
        "Corin Ash, Wednesday 13 May: Appointment 14:00 to 15:00, Benefits advice (Citizens Advice)"
    )
    assert calendar.here.text().startswith(heard(calendar))
    press(calendar, Key.Key_Right, Key.Key_Right, Key.Key_Right)
    assert heard(calendar) == (
        "Corin Ash, Saturday 16 May: Work 9:00 to 15:00, Kitchen assistant, Larkrise Kitchen (Larkrise), "
        "20 min each way, at the same time as something else; "
        "Other 14:30 to 16:00, Football, at the same time as something else"
    )
    press(calendar, Key.Key_Down)
    assert heard(calendar) == "Dara Wick, Saturday 16 May: nothing"
    head = calendar.grid.slots.headerData(1, Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole)
    assert head == "Dara Wick: usual shifts not known, Kitchen assistant, Larkrise Kitchen"
    assert calendar.summary.text() == (
        "1 person at work, 1 person whose shifts are not known, 2 entries at the same time as something else."
    )


def test_enter_opens_what_stands_there_or_adds_an_appointment(calendar: UnitCalendar, desk: Desk) -> None:
    press(calendar, Key.Key_Return)
    dialog = dialog_of(calendar, RecordDialog)
    rows = dialog.form.rows
    assert (rows["client_id"].editor.value(), rows["on_date"].editor.value()) == ("1", TODAY)
    for name, typed in (("from_time", "9:00"), ("to_time", "9:30"), ("what", "Ward round")):
        rows[name].editor.show_typed(typed)
    rows["kind"].editor.show_value("other")
    dialog.next.click()
    assert heard(calendar) == "Corin Ash, Monday 11 May: Other 9:00 to 9:30, Ward round"
    assert rows_of(desk, "SELECT what FROM appointments ORDER BY id DESC LIMIT 1") == [("Ward round",)]
    press(calendar, Key.Key_Return)
    assert dialog_of(calendar, RecordDialog).form.rows["what"].editor.value() == "Ward round"
    dialog_of(calendar, RecordDialog).reject()
    press(calendar, *[Key.Key_Right] * 5, Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions()] == [
        "9:00–15:00 Kitchen assistant, Larkrise Kitchen",
        "14:30–16:00 Football",
    ]
    QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    assert dialog_of(calendar, RecordDialog).form.rows["what"].editor.value() == "Football"
    dialog_of(calendar, RecordDialog).reject()


def test_weeks_are_turned_and_the_keyboard_stays(calendar: UnitCalendar) -> None:
    press(calendar, Key.Key_Right, Key.Key_Right)
    press(calendar, Key.Key_Right, with_=ALT)
    assert heard(calendar).startswith("Corin Ash, Wednesday 20 May: Appointment 14:00 to 15:00, Dentist")
    press(calendar, Key.Key_Left, Key.Key_Left, with_=ALT)
    assert heard(calendar).startswith("Corin Ash, Wednesday 6 May")
    press(calendar, Key.Key_Home, with_=ALT)
    assert calendar.stepper.middle.text() == "11 to 17 May 2026"


def test_one_person_alone_and_everyone_again(
    desk: Desk, theme: Theme, settings: QSettings, page: QWidget
) -> None:
    calendar = shown(desk, theme, settings, page, (2, "Dara Wick"))
    assert [one.name for one in calendar.grid.slots.week.people] == ["Dara Wick"]
    calendar.people.chosen.emit(None)
    assert len(calendar.grid.slots.week.people) == 2


def test_a_week_with_nothing_in_it_says_so(
    empty_unit: Path, tmp_path: Path, theme: Theme, settings: QSettings, page: QWidget
) -> None:
    with sit_down(copy_unit(empty_unit, tmp_path / "Empty.ipsdesk"), TODAY) as desk:
        calendar = shown(desk, theme, settings, page)
        assert calendar.summary.text() == NOBODY
        press(calendar, Key.Key_Right, Key.Key_Return)
        assert dialog_of(calendar, RecordDialog).form.rows["client_id"].editor.value() is None
        calendar.close()


def test_who_only_reads_adds_nothing(desk: Desk, theme: Theme, settings: QSettings, page: QWidget) -> None:
    desk.workspace = replace(desk.workspace, actor=Actor(1, "Auditor", Role.AUDITOR))
    calendar = shown(desk, theme, settings, page)
    assert not calendar.add.isVisible()
    press(calendar, Key.Key_Return)
    press(calendar, Key.Key_Right, Key.Key_Return)
    assert not [one for one in calendar.findChildren(QDialog) if one.isVisible()]


def test_the_week_is_printed_with_what_falls_together(calendar: UnitCalendar, desk: Desk) -> None:
    blocks = unit_calendar_blocks(desk.calendar.week(TODAY), "Larkrise House")
    (table,) = [one for one in blocks if isinstance(one, Table)]
    assert blocks[0] == Heading("Calendar, 11 to 17 May 2026")
    assert [line.text for line in table.rows[0][6]] == [  # type: ignore[union-attr] # lines of a cell
        *("09:00 to 15:00 !", "Work: Kitchen assistant, Larkrise Kitchen, Larkrise", "20 min each way"),
        *("14:30 to 16:00 !", "Other: Football"),
    ]
    calendar.print_week()
    assert dialog_of(calendar, PrintPreview).isVisible()


def test_what_no_leave_covers_is_counted_and_printed(desk: Desk) -> None:
    with desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE clients SET legal_status = '03'")
    week = desk.calendar.week(TODAY)
    uncovered = [one for one in week.people[0].slots if one.cover is not None and not one.cover.is_enough]
    assert [one.day.day for one in uncovered] == [13, 16, 16, 17]
    assert "4 entries that no leave covers" in summary_words(week)
    (table,) = [one for one in unit_calendar_blocks(week, "Larkrise House") if isinstance(one, Table)]
    sunday = [line.text for line in table.rows[0][7] if isinstance(line, Line)]
    assert sunday[-1].startswith("No leave covers this")


@pytest.mark.parametrize("text", [100, 200])
def test_it_can_be_used_by_keyboard_and_ear(
    desk: Desk, theme: Theme, settings: QSettings, page: QWidget, qtbot: QtBot, text: int
) -> None:
    theme.choose(Shade.LIGHT, text)
    calendar = shown(desk, theme, settings, page)

    def nothing_is_wrong() -> None:
        found = [*unnamed(calendar), *too_small(calendar), *out_of_keyboards_reach(calendar), *cut(calendar)]
        assert found == []

    qtbot.waitUntil(nothing_is_wrong)
