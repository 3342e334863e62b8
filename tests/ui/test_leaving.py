"""The unit is left: what could not be saved is named before it is lost, and locking waits for nobody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ipsdesk.ui.frame.unsaved import MOST, Unsaved
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.services.hours_books import ANN, a_unit_at_work
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import copy_unit, rows_of, sit_down

TODAY = date(2026, 4, 15)
MONDAY = "Packer, Monday 13 April"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        a_unit_at_work(desk, tmp_path)
    return unit


@pytest.fixture
def person(qtbot: QtBot, theme: Theme, unit: Path, tmp_path: Path) -> AtTheWindow:
    person = AtTheWindow(qtbot, theme, tmp_path, TODAY)
    person.sign_in(unit)
    person.go_to(ANN, MONDAY)
    person.press("abc", Key.Key_Return)
    assert person.tab.grid.problems()
    return person


def asked(person: AtTheWindow) -> Unsaved:
    """The question that is open."""
    person.wait(lambda: bool(person.window.findChildren(Unsaved)))
    (question,) = person.window.findChildren(Unsaved)
    question.activateWindow()  # a desktop would do so
    person.wait(lambda: question.isActiveWindow() and question.focusWidget() is not None)
    return question


@pytest.mark.parametrize("text", [100, 200])
def test_closing_over_something_unsaved_asks_and_goes_back_to_it(
    person: AtTheWindow, theme: Theme, text: int
) -> None:
    theme.choose(Shade.LIGHT, text)
    person.press(Key.Key_Q, with_=CTRL)
    question = asked(person)
    said = [label.text() for label in question.findChildren(QLabel)]
    assert said[0] == "1 entry is not saved"
    assert ANN in said[1]
    assert [*unnamed(question), *too_small(question), *out_of_keyboards_reach(question), *cut(question)] == []
    person.press(Key.Key_Return)
    person.wait(lambda: not question.isVisible())
    assert person.window.isVisible()
    assert person.window.page is not None
    assert person.tab.grid.problems()
    person.window.lock()
    person.wait(lambda: person.window.page is None)
    person.leave()


def test_what_is_not_saved_may_be_left_behind(person: AtTheWindow) -> None:
    person.press(Key.Key_Q, with_=CTRL)
    asked(person)
    person.press(Key.Key_Tab, Key.Key_Return)
    person.wait(lambda: not person.window.isVisible())
    person.background.finish()


def test_locking_waits_for_nobody_and_says_that_drafts_are_kept(person: AtTheWindow, unit: Path) -> None:
    person.go_to(ANN, "Packer, Tuesday 14 April")
    person.press("4")
    person.press(Key.Key_L, with_=CTRL)
    person.wait(lambda: person.window.page is None and person.window.desk is None)
    said = " ".join(label.text() for label in person.window.sign_in.findChildren(QLabel))
    assert "What was saved is safe. What was not saved is kept as a draft, for whoever wrote it." in said
    assert ANN not in said
    person.leave()
    with sit_down(unit, TODAY) as desk:
        assert rows_of(desk, "SELECT on_date, seconds FROM hours") == [("2026-04-14", 4 * 3600)]


def test_many_places_are_counted(theme: Theme, qtbot: QtBot) -> None:
    parent = QLabel()
    qtbot.addWidget(parent)
    question = Unsaved(theme, [f"Cell {number}" for number in range(MOST + 3)], parent)
    said = [label.text() for label in question.findChildren(QLabel)]
    assert said[0] == f"{MOST + 3} entries are not saved"
    assert "and 3 more" in said
    assert QApplication.activeModalWidget() is None
