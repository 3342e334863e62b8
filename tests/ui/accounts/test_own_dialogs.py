"""One's own passphrase and the unit's recovery key, each in its dialog at a real unit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk, open_desk
from ipsdesk.services.recovering import recover_account
from ipsdesk.ui.accounts.own_dialogs import MyPassphrase, NewRecoveryKey
from ipsdesk.ui.background import run_now
from ipsdesk.ui.theme import Theme
from tests.ui.importing.at_the_dialog import Key, press, push, said
from tests.units import ACCOUNT, CHEAP, PASSPHRASE, copy_unit, sit_down

NEW = "meadow anchor pepper violin candle"


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    return copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")


@pytest.fixture
def manager(unit: Path) -> Iterator[Desk]:
    with sit_down(unit) as desk:
        desk.accounts.cost = CHEAP
        yield desk


def test_my_passphrase_is_changed_once_the_present_one_is_right(
    qtbot: QtBot, theme: Theme, manager: Desk, unit: Path
) -> None:
    dialog = MyPassphrase(theme, run_now, manager)
    qtbot.addWidget(dialog)
    dialog.open()
    QTest.qWaitForWindowActive(dialog)
    press("something else altogether")
    for row in ("passphrase", "again"):
        dialog.step.rows[row].editor.setFocus()
        press(NEW)
    dialog.next.click()
    assert "The present passphrase is not right." in said(dialog)
    old = dialog.step.rows["old"].editor
    old.show_value("")
    old.setFocus()
    press(PASSPHRASE)
    dialog.next.click()
    assert "Your new passphrase opens the unit from now on" in said(dialog)
    press(Key.Key_Return)
    assert not dialog.isVisible()
    manager.close()
    open_desk(unit, ACCOUNT, NEW).close()


def test_a_new_recovery_key_holds_only_once_it_was_typed_back(
    qtbot: QtBot, theme: Theme, manager: Desk, unit: Path
) -> None:
    dialog = NewRecoveryKey(theme, run_now, manager)
    qtbot.addWidget(dialog)
    dialog.open()
    QTest.qWaitForWindowActive(dialog)
    key = dialog.step.key
    assert "holds until this one is typed back" in said(dialog)
    press(Key.Key_Tab, key[:-1])
    assert not dialog.next.isEnabled()
    press(key[-1])
    assert dialog.next.isEnabled()
    push("Use this key")
    assert "The new key holds" in said(dialog)
    assert key not in said(dialog)
    manager.close()
    recover_account(unit, key, ACCOUNT, NEW, cost=CHEAP)
    open_desk(unit, ACCOUNT, NEW).close()
