"""The side of a page: beside it where there is room, else a drawer over it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.side_panel import SIDE, SidePanel
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed


def page(*names: str) -> QWidget:
    made = QWidget()
    layout = QVBoxLayout(made)
    for name in names:
        field = QLineEdit()
        field.setAccessibleName(name)
        layout.addWidget(field)
    return made


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> SidePanel:
    made = SidePanel(theme, page("Monday", "Tuesday"), page("Note"), "The last 26 weeks")
    qtbot.addWidget(made)
    made.resize(1334, 600)
    made.show()
    QTest.qWaitForWindowActive(made)
    return made


def field(panel: SidePanel, name: str) -> QLineEdit:
    return next(one for one in panel.findChildren(QLineEdit) if one.accessibleName() == name)


def handle(panel: SidePanel) -> Button:
    return next(one for one in panel.findChildren(Button) if one.accessibleName().startswith("Show"))


def test_there_is_room_or_there_is_a_drawer(panel: SidePanel, theme: Theme) -> None:
    turns: list[bool] = []
    panel.turned.connect(turns.append)
    assert (panel.is_drawer, panel.is_side_shown, handle(panel).isVisible()) == (False, True, False)
    assert panel.side.geometry().left() - panel.main.geometry().right() == 17
    assert panel.side.width() == SIDE
    panel.toggle()
    assert panel.is_side_shown
    panel.resize(992, 600)
    assert (panel.is_drawer, panel.is_side_shown, handle(panel).isVisible()) == (True, False, True)
    panel.resize(1334, 600)
    theme.choose(Shade.LIGHT, 125)
    assert panel.is_drawer
    theme.choose(Shade.LIGHT, 100)
    assert panel.is_side_shown
    assert turns == [False, True, False, True]


def test_the_drawer_opens_and_closes_and_the_keyboard_comes_back(panel: SidePanel) -> None:
    panel.resize(992, 600)
    turns: list[bool] = []
    panel.turned.connect(turns.append)
    field(panel, "Tuesday").setFocus()
    handle(panel).click()
    assert field(panel, "Note").hasFocus()
    QTest.keyClick(field(panel, "Note"), Qt.Key.Key_Escape)
    assert field(panel, "Tuesday").hasFocus()
    panel.toggle()
    field(panel, "Monday").setFocus()
    assert panel.is_side_shown
    QTest.keyClick(field(panel, "Monday"), Qt.Key.Key_Escape)
    assert not panel.is_side_shown
    assert field(panel, "Monday").hasFocus()
    assert turns == [True, False, True, False]


def test_growing_room_takes_the_side_out_of_the_drawer_with_the_keyboard(panel: SidePanel) -> None:
    panel.resize(992, 600)
    panel.go_to_side()
    panel.resize(1334, 600)
    assert field(panel, "Note").hasFocus()
    panel.resize(992, 600)
    assert field(panel, "Monday").hasFocus()


def test_a_side_that_takes_no_keys_gives_them_to_its_close_button(qtbot: QtBot, theme: Theme) -> None:
    panel = SidePanel(theme, page("Monday"), QWidget(), "The last 26 weeks")
    qtbot.addWidget(panel)
    panel.resize(900, 500)
    panel.show()
    QTest.qWaitForWindowActive(panel)
    panel.toggle()
    focus = panel.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Close: The last 26 weeks"
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert not panel.is_side_shown


@pytest.mark.parametrize("opened", [False, True])
def test_everybody_can_use_it_large(panel: SidePanel, theme: Theme, opened: bool) -> None:
    theme.choose(Shade.LIGHT, 200)
    if opened:
        panel.toggle()
    QTest.qWait(5)
    assert unnamed(panel) == []
    assert too_small(panel) == []
    assert out_of_keyboards_reach(panel) == []
    assert cut(panel) == []
