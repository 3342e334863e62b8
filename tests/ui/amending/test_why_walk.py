"""Whatever is saved at the window: it asks once why a submitted return changes, and keeps the reason."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from ipsdesk.rules.periods import parse_period
from ipsdesk.services.desk import Desk, open_desk
from ipsdesk.services.roles import Role
from ipsdesk.services.submissions import Form, ReturnFile
from ipsdesk.ui.amending.why_dialog import WhyDialog
from ipsdesk.ui.returns.listed import ListWindow
from ipsdesk.ui.returns.submitted_dialog import CHANGES_WORDS, SubmittedReturns, WhatWentOut
from ipsdesk.ui.returns.submitted_listings import CHANGES
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.services.backed_up import SECOND, SECOND_PASSPHRASE, add_second
from tests.services.hours_books import ANN, a_unit_at_work, days_kept
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.trail.trail_desk import at_desk, faults_of, show
from tests.units import ACCOUNT, copy_unit, sit_down

TODAY = date(2026, 4, 17)
SUBMITTED = parse_period("2026-04-01..2026-04-16")
CTRL = Qt.KeyboardModifier.ControlModifier


def _is_faultless(dialog: QDialog) -> bool:
    return faults_of(dialog) == []


@pytest.fixture
def person(qtbot: QtBot, theme: Theme, empty_unit: Path, tmp_path: Path) -> AtTheWindow:
    """Signed in, the keyboard in the grid of a week that a submitted return counted."""
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        a_unit_at_work(desk, tmp_path)
        draft = desk.submissions.begin(SUBMITTED)
        desk.submissions.submit(draft, [ReturnFile("Return.xlsx", Form.WORKBOOK, b"as sent")])
    somebody = AtTheWindow(qtbot, theme, tmp_path, TODAY)
    somebody.sign_in(unit)
    return somebody


def asked(person: AtTheWindow) -> WhyDialog:
    """The question, once it is on screen with the keyboard."""
    person.wait(lambda: any(one.isVisible() for one in person.window.findChildren(WhyDialog)))
    dialog = next(one for one in person.window.findChildren(WhyDialog) if one.isVisible())
    dialog.activateWindow()
    person.wait(dialog.isActiveWindow)
    person.wait(lambda: dialog.isAncestorOf(QApplication.focusWidget() or dialog))
    return dialog


def is_over(person: AtTheWindow) -> None:
    person.wait(lambda: not any(one.isVisible() for one in person.window.findChildren(WhyDialog)))


def whys(person: AtTheWindow) -> set[str]:
    assert person.window.desk is not None
    return {one.why for one in person.window.desk.submissions.amendments()}


def seconds_kept(person: AtTheWindow) -> list[int]:
    assert person.window.desk is not None
    return [seconds for _, seconds, _ in days_kept(person.window.desk, "A1")]


def test_hours_and_undo_ask_why_and_keep_the_reason(person: AtTheWindow) -> None:
    person.go_to(ANN, "Monday 13 April")
    person.press("4", Key.Key_Tab)
    dialog = asked(person)
    assert faults_of(dialog) == []
    assert seconds_kept(person) == []
    person.press("the slip came late", Key.Key_Tab, Key.Key_Tab, Key.Key_Return)
    is_over(person)
    person.wait(lambda: seconds_kept(person) == [4 * 3600])
    person.wait(lambda: not person.tab.grid.problems())
    assert whys(person) == {"the slip came late"}

    page = person.window.page
    assert page is not None
    person.wait(page.actions_table["undo"].isEnabled)
    person.window.activateWindow()
    person.wait(person.window.isActiveWindow)
    person.press(Key.Key_Z, with_=CTRL)
    asked(person)
    person.press(Key.Key_Escape)
    is_over(person)
    assert seconds_kept(person) == [4 * 3600], "nothing is undone without a reason"
    assert whys(person) == {"the slip came late"}


def test_the_list_of_returns_shows_what_changed_and_gives_the_file_again(
    person: AtTheWindow, tmp_path: Path
) -> None:
    page = person.window.page
    assert page is not None
    page.go_to(next(tab for tab in page.tabs if tab.title == "KPIs"))
    page.actions_table["kpis-submitted"].trigger()
    person.wait(lambda: any(one.isVisible() for one in person.window.findChildren(SubmittedReturns)))
    (dialog,) = [one for one in person.window.findChildren(SubmittedReturns) if one.isVisible()]
    person.wait(lambda: not dialog.is_working and bool(dialog.panel.model.shown))
    assert faults_of(dialog) == []
    assert not dialog.approve.isEnabled()
    dialog.save_copy(1, Form.WORKBOOK, str(tmp_path / "again.xlsx"))
    person.wait(lambda: not dialog.is_working)
    assert (tmp_path / "again.xlsx").read_bytes() == b"as sent"
    dialog.reject()


@pytest.mark.parametrize("text", [100, 200])
def test_the_windows_of_returns_are_used_by_keyboard_and_ear(
    qtbot: QtBot, theme: Theme, empty_unit: Path, tmp_path: Path, settings: QSettings, text: int
) -> None:
    theme.choose(Shade.LIGHT, text)
    with sit_down(copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")) as desk:
        at = at_desk(theme, desk, settings, qtbot)
        submissions = desk.submissions
        dialogs = (
            SubmittedReturns(at),
            WhatWentOut(at),
            ListWindow(at, "Amendments", CHANGES_WORDS, CHANGES, submissions.amendments),
            WhyDialog(theme, ["Return 1 (2026-27 Q1): Job starts, C1: counted, now not in it."], at.page),
        )
        for dialog in dialogs:
            show(dialog)
            qtbot.waitUntil(partial(_is_faultless, dialog))
            dialog.done(0)


def test_a_second_person_approves_by_keyboard(
    qtbot: QtBot, theme: Theme, empty_unit: Path, tmp_path: Path, settings: QSettings
) -> None:
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")

    def chosen(desk: Desk) -> SubmittedReturns:
        """The dialog with the return chosen by keyboard."""
        dialog = SubmittedReturns(at_desk(theme, desk, settings, qtbot))
        show(dialog)
        qtbot.waitUntil(lambda: bool(dialog.panel.model.shown))
        dialog.panel.view.setFocus()
        QTest.keyClick(dialog.panel.view, Qt.Key.Key_Down)
        return dialog

    with sit_down(unit) as desk:
        draft = desk.submissions.begin(parse_period("2026-27 Q2"))
        desk.submissions.submit(draft, [ReturnFile("Return.xlsx", Form.WORKBOOK, b"as sent")])
        add_second(desk, Role.MANAGER)
        dialog = chosen(desk)
        assert not dialog.approve.isEnabled()
        assert dialog.approve.toolTip().startswith("You prepared it")
        dialog.done(0)
    with open_desk(unit, SECOND, SECOND_PASSPHRASE, today=lambda: date(2026, 11, 22)) as desk:
        dialog = chosen(desk)
        dialog.approve.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(dialog.approve, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: not dialog.is_working and not dialog.approve.isEnabled())
        (kept,) = desk.submissions.list()
        assert (kept.prepared_by, kept.approved_by) == (ACCOUNT, SECOND)
        dialog.done(0)
