"""The return by keyboard in the real window: from the tab to its number, a lock on the way included."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.ui.returns.wizard import READY, SAVE, SUBMIT, TOLD, WHOM, ReturnWizard
from ipsdesk.ui.theme import Theme
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.test_draft_walk import lock, offer_of, sign_in
from tests.units import ACCOUNT, PASSPHRASE, copy_unit, sit_down

TODAY = date(2026, 11, 22)
CTRL = Qt.KeyboardModifier.ControlModifier
MOST_KEYS = 60


class Walk:
    """Somebody who makes a return with nothing but keys."""

    def __init__(self, person: AtTheWindow) -> None:
        self.person = person

    @property
    def wizard(self) -> ReturnWizard:
        return next(one for one in self.person.window.findChildren(ReturnWizard) if one.isVisible())

    def is_open(self) -> bool:
        return any(one.isVisible() for one in self.person.window.findChildren(ReturnWizard))

    def comes_to(self, step: int) -> None:
        self.person.wait(lambda: self.wizard.at == step and not self.wizard.is_working)
        self.wizard.activateWindow()  # a desktop would do so
        self.person.wait(self.wizard.isActiveWindow)

    def tab_to(self, wanted: QWidget) -> None:
        for _ in range(MOST_KEYS):
            focus = QApplication.focusWidget()
            if focus is not None and (focus is wanted or wanted.isAncestorOf(focus)):
                return
            self.person.press(Key.Key_Tab)
        raise AssertionError(f"Tab does not come to {wanted.accessibleName()}")

    def go_on(self, to: int) -> None:
        self.person.wait(lambda: not self.wizard.is_working)
        self.tab_to(self.wizard.next)
        self.person.press(Key.Key_Return)
        self.comes_to(to)


def test_a_return_is_made_by_keyboard_and_outlasts_a_lock(
    qtbot: QtBot, theme: Theme, demo_unit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ipsdesk.ui.returns.wizard_words.documents", lambda: tmp_path)
    unit = copy_unit(demo_unit, tmp_path / "Demo.ipsdesk")
    person = AtTheWindow(qtbot, theme, tmp_path, TODAY)
    person.sign_in(unit)
    page = person.window.page
    assert page is not None
    page.go_to(next(tab for tab in page.tabs if tab.title == "KPIs"))
    person.wait(lambda: not person.background.busy)
    walk = Walk(person)
    write_and_be_locked(walk)
    assert walk.wizard.told.texts == {"brief": "A quiet quarter"}
    walk.tab_to(walk.wizard.told.moved)
    person.press(Key.Key_Return)
    walk.go_on(WHOM)
    person.press(Key.Key_Return)
    walk.comes_to(SAVE)
    walk.tab_to(walk.wizard.save.file)
    person.press(Key.Key_Return)
    person.wait((tmp_path / "Return 2026-27 Q2.xlsx").is_file)
    hand_it_in(walk)
    person.leave()
    with sit_down(unit, TODAY) as desk:
        kept = next(file for file in desk.submissions.files(1) if file.form == "xlsx")
        assert kept.content == (tmp_path / "Return 2026-27 Q2.xlsx").read_bytes()
        (one,) = desk.submissions.list()
        text = desk.submissions.draft(one.id).narratives["brief"]
        assert text.startswith("A quiet quarter ")
        assert "2026-27 Q1" in text


def write_and_be_locked(walk: Walk) -> None:
    """From the tab to the words, and back at them after a lock."""
    person = walk.person
    person.press(Key.Key_R, with_=CTRL)
    person.wait(walk.is_open)
    walk.comes_to(0)
    person.press(Key.Key_Return)
    walk.comes_to(READY)
    walk.go_on(TOLD)
    person.press("A quiet quarter")
    lock_and_come_back(person)
    person.wait(walk.is_open)
    walk.comes_to(TOLD)


def hand_it_in(walk: Walk) -> None:
    """From the files to the number, and the window is closed."""
    person = walk.person
    walk.go_on(SUBMIT)
    walk.tab_to(walk.wizard.next)
    person.press(Key.Key_Return)
    person.wait(lambda: walk.wizard.submit.number == 1)
    person.press(Key.Key_Return)
    person.wait(lambda: not walk.is_open())


def lock_and_come_back(person: AtTheWindow) -> None:
    """The computer's lock screen comes; who was writing signs in again and keeps the draft."""
    lock(person)
    sign_in(person, ACCOUNT, PASSPHRASE)
    person.wait(lambda: offer_of(person).isVisible())
    person.press(Key.Key_Return)  # the keyboard is at Keep
