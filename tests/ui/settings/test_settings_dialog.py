"""The unit's settings on screen: a manager changes them, everybody else reads them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Role
from ipsdesk.services.settings import Settings
from ipsdesk.ui.background import run_now
from ipsdesk.ui.settings.dialog import READING_ONLY, SettingsDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed


def opened(qtbot: QtBot, theme: Theme, desk: Desk) -> SettingsDialog:
    dialog = SettingsDialog(theme, run_now, desk)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.qWaitForWindowActive(dialog)
    return dialog


def said(dialog: SettingsDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_a_manager_changes_them_by_keyboard(qtbot: QtBot, theme: Theme, desk: Desk) -> None:
    dialog = opened(qtbot, theme, desk)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "5"
    field.selectAll()
    QTest.keyClicks(field, "16")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "15" in said(dialog)
    assert dialog.isVisible()
    assert desk.settings.choices().lock_minutes == 5
    field.selectAll()
    QTest.keyClicks(field, "3")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert desk.settings.choices().lock_minutes == 3


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("role", [Role.MANAGER, Role.PRACTITIONER])
def test_everybody_can_use_it(qtbot: QtBot, theme: Theme, desk: Desk, role: Role, text: int) -> None:
    theme.choose(Shade.LIGHT, text)
    actor = replace(desk.workspace.actor, role=role)
    desk.workspace = replace(desk.workspace, actor=actor)
    desk.settings = Settings(desk.workspace)
    dialog = opened(qtbot, theme, desk)
    assert (READING_ONLY in said(dialog)) is (role is not Role.MANAGER)
    assert "Minutes until the window locks" in said(dialog)
    assert [*unnamed(dialog), *too_small(dialog), *out_of_keyboards_reach(dialog), *cut(dialog)] == []
