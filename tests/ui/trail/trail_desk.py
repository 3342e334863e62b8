"""The dialogs of this folder at a real desk, for their tests."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Role
from ipsdesk.ui.background import run_now
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.theme import Theme
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed


def at_desk(theme: Theme, desk: Desk, settings: QSettings, qtbot: QtBot) -> AtDesk:
    """What dialogs are made with, over an empty page."""
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    QTest.qWaitForWindowActive(page)
    return AtDesk(theme, run_now, desk, settings, page)


def show(dialog: QDialog) -> None:
    """On screen, with the keyboard."""
    dialog.open()
    has_keyboard(dialog)


def has_keyboard(window: QWidget) -> None:
    """Wait until it has."""
    for _ in range(500):
        if QApplication.activeWindow() is window:
            return
        QTest.qWait(10)
    raise AssertionError(f"{window} has no keyboard")


def heard(index: QModelIndex) -> str:
    """What a screen reader says of a cell."""
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def sit_as(desk: Desk, role: Role) -> None:
    """The account at the desk has this role from now on."""
    desk.workspace = replace(desk.workspace, actor=replace(desk.workspace.actor, role=role))


def faults_of(dialog: QDialog) -> list[str]:
    """What a person could not use."""
    return [*unnamed(dialog), *too_small(dialog), *out_of_keyboards_reach(dialog), *cut(dialog)]
