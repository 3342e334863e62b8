"""Undo belongs to the window: it says what it would take back, keeps out of fields, and says why not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ipsdesk.ui.notice import Notice
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.trail.actions import REMOVED, TRAIL
from ipsdesk.ui.trail.undoing import UNDO
from tests.services.hours_books import ANN, a_unit_at_work, days_kept, hours_of, key_of
from tests.ui.at_the_window import AtTheWindow, Key
from tests.units import copy_unit, sit_down

TODAY = date(2026, 4, 17)
"""The Friday of the week that is typed in."""
MONDAY = date(2026, 4, 13)
HOUR = 3_600
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(qtbot: QtBot, theme: Theme, empty_unit: Path, tmp_path: Path) -> AtTheWindow:
    """Signed in, the keyboard in the grid of the week."""
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        a_unit_at_work(desk, tmp_path)
    somebody = AtTheWindow(qtbot, theme, tmp_path, TODAY)
    somebody.sign_in(unit)
    return somebody


def undo_line(person: AtTheWindow) -> str:
    """What the line says; nothing while it is off."""
    assert person.window.page is not None
    action = person.window.page.actions_table[UNDO]
    return action.text() if action.isEnabled() else ""


def status(person: AtTheWindow) -> list[str]:
    assert person.window.page is not None
    return [label.text() for label in person.window.page.status_bar.findChildren(QLabel)]


def kept(person: AtTheWindow) -> list[int]:
    """Annis's hours as they are in the file."""
    assert person.window.desk is not None
    return [seconds // HOUR for _, seconds, _ in days_kept(person.window.desk, "A1")]


def type_two_days(person: AtTheWindow) -> None:
    person.go_to(ANN, "Monday 13 April")
    person.press("4", Key.Key_Tab, "5", Key.Key_Tab)
    person.wait(lambda: undo_line(person) == "&Undo: 5 h on Tuesday 14 April for Annis Fold")


def test_it_takes_back_change_after_change_and_says_so(person: AtTheWindow) -> None:
    person.wait(lambda: not undo_line(person))
    type_two_days(person)
    person.press(Key.Key_Z, with_=CTRL)
    person.wait(lambda: undo_line(person) == "&Undo: 4 h on Monday 13 April for Annis Fold")
    assert "Undone: 5 h on Tuesday 14 April for Annis Fold" in status(person)
    assert kept(person) == [4]
    person.wait(lambda: person.go_to(ANN, "Tuesday 14 April", "not recorded"))
    person.press(Key.Key_4, with_=CTRL)  # from any tab
    person.press(Key.Key_Z, with_=CTRL)
    person.wait(lambda: not undo_line(person) and not kept(person))
    person.leave()


def test_ctrl_z_right_after_typing_waits_for_the_save(person: AtTheWindow) -> None:
    type_two_days(person)
    person.press("6", Key.Key_Tab)
    person.press(Key.Key_Z, with_=CTRL)
    person.wait(lambda: "Undone: 6 h on Wednesday 15 April for Annis Fold" in status(person))
    assert kept(person) == [4, 5]
    person.leave()


def test_in_a_field_ctrl_z_stays_the_fields_own(person: AtTheWindow) -> None:
    type_two_days(person)
    person.go_to(ANN, "Monday 13 April")
    person.press(Key.Key_F2, "7")
    cell = QApplication.focusWidget()
    assert isinstance(cell, QLineEdit)
    person.press(Key.Key_Z, with_=CTRL)
    assert cell.text() == "4:00"
    person.press(Key.Key_Escape, Key.Key_F, with_=CTRL)
    person.press("ab")
    person.press(Key.Key_Z, with_=CTRL)
    person.press(Key.Key_Z, with_=CTRL)
    person.wait(lambda: not person.background.busy)
    assert kept(person) == [4, 5]
    person.leave()


def test_what_somebody_changed_since_is_refused_in_a_notice(person: AtTheWindow) -> None:
    type_two_days(person)
    desk = person.window.desk
    assert desk is not None
    hours_of(desk, 2).record(key_of(desk, "A1"), date(2026, 4, 14), 2 * HOUR)
    person.press(Key.Key_Z, with_=CTRL)
    person.wait(lambda: bool(person.window.findChildren(Notice)))
    (notice,) = person.window.findChildren(Notice)
    said = " ".join(label.text() for label in notice.findChildren(QLabel))
    assert "Not undone: 5 h on Tuesday 14 April for Annis Fold. It was changed again since" in said
    assert kept(person) == [4, 2]
    person.press(Key.Key_Return)
    person.wait(lambda: not any(one.isVisible() for one in person.window.findChildren(QDialog)))
    person.leave()


def test_every_line_is_on_for_a_manager(person: AtTheWindow) -> None:
    page = person.window.page
    assert page is not None
    assert all(page.actions_table[key].isEnabled() for key in (TRAIL, REMOVED))
    person.leave()
