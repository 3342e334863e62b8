"""The accounts of a real unit in their dialog, by keyboard: add, change, disable, leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ipsdesk.services.accounts_list import State
from ipsdesk.services.accounts_rules import NewAccount
from ipsdesk.services.desk import Desk, open_desk
from ipsdesk.services.roles import Role
from ipsdesk.ui.accounts import account_details as can_be
from ipsdesk.ui.accounts.accounts_dialog import AccountsDialog
from ipsdesk.ui.accounts.role_words import ROLES
from ipsdesk.ui.background import run_now
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.ui.importing.at_the_dialog import Key, fill, press, push, said, settings_in, tab_to
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import CHEAP, copy_unit, sit_down

ROSA, ROSAS = "Rosa Quill", "meadow anchor pepper violin candle"
Open = Callable[[], AccountsDialog]


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    return copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")


@pytest.fixture
def manager(unit: Path) -> Iterator[Desk]:
    with sit_down(unit) as desk:
        desk.accounts.cost = CHEAP
        yield desk


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, manager: Desk, tmp_path: Path) -> Open:
    def make() -> AccountsDialog:
        dialog = AccountsDialog(theme, run_now, manager, settings_in(tmp_path))
        qtbot.addWidget(dialog)
        dialog.resize(900, 620)
        dialog.open()
        QTest.qWaitForWindowActive(dialog)
        return dialog

    return make


def choose(dialog: AccountsDialog, name: str) -> None:
    place = next(at for at, line in enumerate(dialog.panel.model.shown) if line.name == name)
    dialog.panel.view.setFocus()
    press(Key.Key_Home)
    for _ in range(place):
        press(Key.Key_Down)


def faults(dialog: AccountsDialog) -> list[str]:
    return [*unnamed(dialog), *too_small(dialog), *out_of_keyboards_reach(dialog), *cut(dialog)]


def test_an_account_is_added_with_keys_alone_and_signs_in(unit: Path, manager: Desk, opened: Open) -> None:
    dialog = opened()
    assert "You" not in said(dialog)
    assert can_be.LAST in said(dialog)
    tab_to("Add an account…")
    press(Key.Key_Return, ROSA, Key.Key_Tab, "auditor", Key.Key_Tab)
    assert ROLES[Role.AUDITOR][1] in said(dialog)
    assert "Client" not in said(dialog).split("\n")
    tab_to("Use this one")
    press(Key.Key_Return)
    passphrase = next(one.text() for one in dialog.findChildren(QLineEdit) if one.text().count(" ") == 4)
    tab_to("Add the account")
    press(Key.Key_Return)
    assert f"{ROSA} can sign in now" in said(dialog)
    manager.close()
    with open_desk(unit, ROSA, passphrase) as desk:
        assert desk.workspace.actor.role is Role.AUDITOR


def test_what_is_missing_is_said_and_nothing_is_made(manager: Desk, opened: Open) -> None:
    dialog = opened()
    dialog.add.click()
    dialog.next.click()
    assert "Name of the account: nothing is filled in yet" in said(dialog)
    press(Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.add.isVisible()
    press(Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(manager.accounts.accounts()) == 1


def test_a_client_is_asked_about_only_for_a_representative_and_refused_without_a_decision(
    manager: Desk, opened: Open
) -> None:
    dialog = opened()
    tab_to("Add an account…")
    press(Key.Key_Return, ROSA, Key.Key_Tab, "representative", Key.Key_Tab)
    shown = said(dialog).split("\n")
    assert "Client" in shown
    assert "Decision" in shown
    assert "Member of staff" not in shown


def test_disable_and_enable(manager: Desk, opened: Open) -> None:
    manager.accounts.add(NewAccount(ROSA, Role.LEAD, ROSAS))
    dialog = opened()
    choose(dialog, ROSA)
    push(can_be.DISABLE.rstrip("…"))
    press("On a long leave")
    dialog.next.click()
    assert "can't sign in any more" in said(dialog)
    assert "On a long leave" in said(dialog)
    push(can_be.ENABLE.rstrip("…"))
    assert [line.state for line in manager.accounts.accounts()] == [State.ACTIVE, State.ACTIVE]


def test_a_new_role_and_a_new_passphrase(unit: Path, manager: Desk, opened: Open) -> None:
    manager.accounts.add(NewAccount(ROSA, Role.LEAD, ROSAS))
    dialog = opened()
    choose(dialog, ROSA)
    push(can_be.CHANGE.rstrip("…"))
    fill("Role", "manager")
    dialog.next.click()
    push(can_be.PASSPHRASE.rstrip("…"))
    push("Use this one")
    passphrase = next(one.text() for one in dialog.findChildren(QLineEdit) if one.text().count(" ") == 4)
    dialog.next.click()
    manager.close()
    with open_desk(unit, ROSA, passphrase) as desk:
        assert desk.workspace.actor.role is Role.MANAGER


def test_a_leaver_is_explained_before_and_told_with_the_older_backups_after(
    manager: Desk, opened: Open
) -> None:
    manager.accounts.add(NewAccount(ROSA, Role.LEAD, ROSAS))
    dialog = opened()
    choose(dialog, ROSA)
    push(can_be.LEAVER.rstrip("…"))
    assert "Everybody else keeps their passphrase" in said(dialog)
    dialog.next.click()
    assert "Why: write it down" in said(dialog)
    press("A new post elsewhere")
    dialog.page.rows["reason"].editor.control.setFocus()  # type: ignore[union-attr] # it is shown
    press("A new post elsewhere")
    dialog.next.click()
    assert f"{ROSA} has left" in said(dialog)
    push("Copy the list")
    (older,) = QGuiApplication.clipboard().text().strip().split("\n")
    assert "before-new-keys" in older
    dialog.next.click()
    choose(dialog, ROSA)
    assert not dialog.details.buttons[can_be.ENABLE].isEnabled()


@pytest.mark.parametrize("text", [100, 200])
def test_every_page_can_be_used_by_keyboard_and_ear(
    manager: Desk, opened: Open, theme: Theme, text: int
) -> None:
    theme.choose(Shade.LIGHT, text)
    manager.accounts.add(NewAccount(ROSA, Role.REPRESENTATIVE, ROSAS))
    dialog = opened()
    dialog.resize(1280, 700)
    choose(dialog, ROSA)
    assert faults(dialog) == []
    dialog.add.click()
    assert faults(dialog) == []
    for words in (can_be.CHANGE, can_be.PASSPHRASE, can_be.DISABLE, can_be.LEAVER):
        press(Key.Key_Escape)
        push(words.rstrip("…"))
        QTest.qWait(0)
        assert faults(dialog) == []
