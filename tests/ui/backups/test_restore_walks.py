"""Whole restores at the real window by keyboard: over the open unit, and where there is no unit yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipsdesk.ui.backups import details as way
from ipsdesk.ui.backups.restore_unit import RestoreUnit
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.services.backed_up import SECOND, SECOND_PASSPHRASE
from tests.services.hours_books import ANN
from tests.ui.at_the_window import Key
from tests.ui.backups.at_backups import CTRL, AtBackups, a_unit_backed_up, faults, print_new_key, remove
from tests.ui.importing.at_the_dialog import keyboard, name_of, tab_to
from tests.units import ACCOUNT, PASSPHRASE, TODAY, rows_of, sit_down

MONDAY = "Packer, Monday 13 April"


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    return a_unit_backed_up(empty_unit, tmp_path)


@pytest.fixture
def person(qtbot: QtBot, theme: Theme, tmp_path: Path) -> AtBackups:
    return AtBackups(qtbot, theme, tmp_path)


def asides(unit: Path) -> list[Path]:
    return list(unit.parent.glob("Larkrise set aside *.ipsdesk"))


def clients_in(unit: Path) -> int:
    with sit_down(unit, TODAY) as desk:
        ((number,),) = rows_of(desk, "SELECT count(*) FROM clients WHERE removed_at IS NULL")
    return int(number)


def ask_to_restore(person: AtBackups) -> None:
    person.open_backups()
    person.choose("asked for")
    person.push(way.OVER.rstrip("…"))


def test_a_second_person_restores_over_the_unit_which_is_kept_aside(person: AtBackups, unit: Path) -> None:
    remove(unit, "C1")
    person.sign_in(unit)
    ask_to_restore(person)
    person.hears("Would come back: 1 client", "kept aside, whole", str(unit.parent))
    assert name_of(keyboard()) == "Cancel"
    person.press(Key.Key_Return)
    person.rest()
    assert person.dialog.overview.isVisible()
    person.push(way.OVER.rstrip("…"))
    person.type_at("Account of the second person", ACCOUNT)
    person.type_at("Passphrase", PASSPHRASE)
    person.push("Restore")
    person.hears("takes a second person, with an account and passphrase of their own")
    assert person.window.guard is not None
    assert person.window.guard.writing._timer.isActive(), "it goes on locking and keeping drafts"
    person.type_at("Account of the second person", SECOND)
    person.type_at("Passphrase", SECOND_PASSPHRASE)
    tab_to("Restore")
    person.press(Key.Key_Return)
    person.wait(lambda: person.window.page is None)
    (aside,) = asides(unit)
    person.hears("The unit is as it was on", f"kept aside: {aside}")
    assert person.window.desk is None
    person.rest()
    person.press(PASSPHRASE, Key.Key_Return)
    person.wait(lambda: person.window.page is not None and person.window.page.isVisible())
    assert rows_of(person.desk, "SELECT count(*) FROM clients WHERE removed_at IS NULL") == [(3,)]
    person.leave()
    assert clients_in(aside) == 2


def test_the_recovery_key_stands_for_the_second_person_and_an_older_backup_asks_for_its_own(
    person: AtBackups, unit: Path
) -> None:
    printed = print_new_key(unit)
    remove(unit, "C2")
    person.sign_in(unit)
    ask_to_restore(person)
    person.hears("has an older key")
    person.type_at("Account", ACCOUNT)
    person.type_at("Passphrase", PASSPHRASE)
    person.push("Open the backup")
    person.hears("Who agrees")
    tab_to("Who agrees")
    person.press(Key.Key_Right)
    person.push("Restore")
    person.hears("Recovery key: nothing is filled in yet")
    person.type_at("Recovery key, required", printed.lower())
    tab_to("Restore")
    person.press(Key.Key_Return)
    person.wait(lambda: person.window.page is None)
    person.hears("The unit is as it was on")
    person.rest()
    person.leave()
    assert (clients_in(unit), len(asides(unit))) == (3, 1)


def test_nothing_half_typed_is_left_to_a_restore(
    qtbot: QtBot, theme: Theme, unit: Path, tmp_path: Path
) -> None:
    person = AtBackups(qtbot, theme, tmp_path, date(2026, 4, 15))
    person.sign_in(unit)
    person.go_to(ANN, MONDAY)
    person.press("abc", Key.Key_Return)
    ask_to_restore(person)
    person.hears("Not yet: ", "is not saved. Save it or give it up first")
    assert person.dialog.overview.isVisible()
    person.press(Key.Key_Escape)
    person.rest()
    person.press(Key.Key_L, with_=CTRL)
    person.wait(lambda: person.window.page is None)
    person.rest()
    person.leave()


@pytest.mark.parametrize("text", [100, 200])
def test_without_a_unit_the_recovery_key_and_a_backup_are_enough(
    person: AtBackups, theme: Theme, unit: Path, tmp_path: Path, text: int
) -> None:
    theme.choose(Shade.LIGHT, text)
    printed = print_new_key(unit)
    unit.rename(tmp_path / "burnt")
    person.window.start(None)
    person.wait(lambda: QApplication.focusWidget() is not None)
    tab_to("Restore a backup…")
    person.press(Key.Key_Return)
    person.wait(lambda: any(one.isVisible() for one in person.window.findChildren(RestoreUnit)))
    (dialog,) = person.window.findChildren(RestoreUnit)
    person.wait(dialog.isActiveWindow)
    assert faults(dialog) == []
    person.type_at("Folder of the backup", str(tmp_path / "burnt"))
    person.push("Next")
    person.hears("There is no backup in")
    person.type_at("Folder of the backup", str(tmp_path / "backups"))
    person.push("Next")
    made = tmp_path / "again" / "Larkrise.ipsdesk"
    person.type_at("Folder of the restored unit", str(made))
    assert faults(dialog) == []
    tab_to("Open the backup with")
    person.press(Key.Key_Right)
    person.type_at("Recovery key", printed)
    person.push("Restore")
    person.hears("The unit is there", "The unit is as it was on")
    assert faults(dialog) == []
    person.push("Sign in to it")
    person.press(ACCOUNT, Key.Key_Tab, PASSPHRASE, Key.Key_Return)
    person.wait(lambda: person.window.page is not None and person.window.page.isVisible())
    person.leave()
    assert clients_in(made) == 3
