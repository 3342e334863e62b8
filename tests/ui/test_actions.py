"""The table of actions: refused where it is wrong; the one source of menus, buttons and shortcuts sheet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from ipsdesk.ui.actions import ActionRow, Actions, mistakes
from ipsdesk.ui.shortcut_sheet import Keycaps, ShortcutSheet
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.words import Words
from script.sample_pieces import ACTIONS

NEW = ActionRow("new", "&File", "&New", "Make one")


class Window(QMainWindow):
    """Writes down what was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    def add(self) -> None:
        self.done.append("add")

    def rest(self) -> None:
        self.done.append("rest")


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def actions(theme: Theme, window: Window) -> Actions:
    doers = {row.key: window.add if row.key == "add" else window.rest for row in ACTIONS}
    made = Actions(theme, ACTIONS, doers, window)
    made.fill(window.menuBar())
    window.show()
    QTest.qWaitForWindowActive(window)
    return made


def test_menus_stand_in_the_order_of_the_table(window: Window, actions: Actions) -> None:
    menus = [one for one in window.menuBar().findChildren(QMenu) if one.title()]
    assert [menu.title() for menu in menus] == ["&File", "&Edit", "&View"]
    assert [one.text() or "---" for one in menus[0].actions()] == ["&Add…", "&Save", "---", "&Lock"]
    assert actions["add"].shortcut().toString() == "Ctrl+N"
    assert actions["add"].toolTip() == "Add a person, contact, job or employer (Ctrl+N)"


def test_shortcut_and_button_do_the_same(window: Window, actions: Actions) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    button = actions.button("add")
    button.click()
    assert window.done == ["add", "add"]
    assert button.text() == "Add"
    actions["add"].setEnabled(False)
    assert not button.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.done == ["add", "add"]


def test_the_sheet_lists_every_shortcut(qtbot: QtBot, theme: Theme) -> None:
    without = ActionRow("none", "&File", "&Quit", "Close the window")
    sheet = ShortcutSheet(theme, (*ACTIONS, without))
    qtbot.addWidget(sheet)
    assert [one.accessibleName() for one in sheet.findChildren(Keycaps)] == [row.shortcut for row in ACTIONS]
    said = {one.text() for one in sheet.findChildren(Words)}
    assert {row.does for row in ACTIONS} <= said
    assert "Quit" not in said


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (replace(NEW, key="save"), "key given twice: save"),
        (replace(NEW, shortcut="Ctrl+S"), "shortcut given twice: Ctrl+S"),
        (replace(NEW, text="&Start"), "mnemonic given twice: ('&File', 's')"),
    ],
)
def test_what_is_given_twice_is_found(row: ActionRow, wrong: str) -> None:
    assert list(mistakes((*ACTIONS, row))) == [wrong]
    assert list(mistakes(ACTIONS)) == []


def test_an_action_that_does_nothing_is_refused(theme: Theme, window: Window) -> None:
    with pytest.raises(ValueError, match=r"nothing does: lock; .*not in the table: fly"):
        Actions(theme, ACTIONS[2:], {"fly": window.add}, window)


def test_plus_is_a_key_like_any_other(theme: Theme) -> None:
    assert Keycaps(theme, "Ctrl++").keys == ["Ctrl", "+"]
    assert Keycaps(theme, "Ctrl+Shift+D").keys == ["Ctrl", "Shift", "D"]


def test_names_are_shown_as_they_are_typed(theme: Theme) -> None:
    words = Words(theme, "Ann <b>&amp; Co")
    assert words.sizeHint().width() > Words(theme, "Ann & Co").sizeHint().width()
