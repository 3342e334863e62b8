"""Backups at the real window by keyboard: made, looked into, practised, copied; one person back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import open_desk
from ipsdesk.ui.backups import details as way
from ipsdesk.ui.backups.person_steps import WhatComesBack
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.services.backed_up import SECOND, SECOND_PASSPHRASE
from tests.services.hours_books import ANN
from tests.ui.at_the_window import Key
from tests.ui.backups.at_backups import (
    CTRL,
    AtBackups,
    a_unit_backed_up,
    faults,
    print_new_key,
    remove,
    words_on,
)
from tests.ui.importing.at_the_dialog import tab_to
from tests.units import rows_of


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    return a_unit_backed_up(empty_unit, tmp_path)


@pytest.fixture
def person(qtbot: QtBot, theme: Theme, unit: Path, tmp_path: Path) -> AtBackups:
    sitting = AtBackups(qtbot, theme, tmp_path)
    sitting.sign_in(unit)
    return sitting


def live_clients(person: AtBackups) -> list[str]:
    rows = rows_of(person.desk, "SELECT reference FROM clients WHERE removed_at IS NULL ORDER BY 1")
    return [reference for (reference,) in rows]


def test_back_up_now_and_the_status_bar_says_so_and_leads_there(person: AtBackups) -> None:
    assert person.window.page is not None
    safe = person.window.page.status_bar.safe
    dialog = person.open_backups()
    before = len(dialog.overview.panel.model.rows)
    assert "still choose a second place and practise a restore." in words_on(dialog)
    assert "All is well" not in words_on(dialog)
    person.push("Back up now")
    person.hears("Backed up and checked: Larkrise ")
    assert len(dialog.overview.panel.model.rows) == before + 1
    assert dialog.overview.panel.model.rows[0].reason == "asked for"
    person.press(Key.Key_Escape)
    person.wait(lambda: not dialog.isVisible())
    assert (safe.text(), safe.warns) == ("Backed up just now, checked", False)
    person.rest()
    safe.setFocus()
    person.press(Key.Key_Return)
    person.wait(lambda: bool(person.dialog))
    person.rest()
    person.press(Key.Key_Escape)
    person.leave()


def test_a_removed_person_comes_back_but_for_what_is_left_out(
    qtbot: QtBot, theme: Theme, unit: Path, tmp_path: Path
) -> None:
    remove(unit, "C1")
    person = AtBackups(qtbot, theme, tmp_path)
    person.sign_in(unit)
    assert live_clients(person) == ["C2", "C3"]
    dialog = person.open_backups()
    person.choose("asked for")
    person.push(way.COMPARE.rstrip("…"))
    person.hears("Would come back: 1 client, 1 activity", "What is in the backup of")
    assert ANN in [one.name for one in dialog.page._layout.itemAt(2).widget()._panel.model.rows]  # type: ignore[union-attr] # it is shown
    person.push("Back to the backups")
    person.push(way.PERSON.rstrip("…"))
    person.press("nobody like that", Key.Key_Return)
    person.hears("is not on the list")
    person.type_at("Person, required", "annis")
    person.press(Key.Key_Tab)
    person.push("Next")
    task = dialog.page
    assert isinstance(task, WhatComesBack)
    person.hears(f"What of {ANN} comes back?", "removed")
    places = {one.record.kind: at for at, one in enumerate(task.panel.model.shown)}
    for _ in range(places["activity"]):
        person.press(Key.Key_Down)
    person.press(Key.Key_Space)
    assert [one.kind for one in task.chosen] == [kind for kind in places if kind != "activity"]
    person.push("Bring back")
    person.hears(f"of {ANN} is back. Edit, Undo takes that back.")
    assert live_clients(person) == ["C1", "C2", "C3"]
    assert rows_of(person.desk, "SELECT removed_at IS NULL FROM activities WHERE reference = 'A1'") == [(0,)]
    person.press(Key.Key_Escape)
    person.wait(lambda: not dialog.isVisible())
    person.rest()
    person.press(Key.Key_Z, with_=CTRL)
    person.wait(lambda: live_clients(person) == ["C2", "C3"])
    person.leave()


@pytest.mark.parametrize("text", [100, 200])
def test_a_restricted_person_is_looked_at_with_a_reason(person: AtBackups, theme: Theme, text: int) -> None:
    theme.choose(Shade.LIGHT, text)
    ((client,),) = rows_of(person.desk, "SELECT id FROM clients WHERE reference = 'C1'")
    person.desk.restricted.restrict(client, "works here")
    with person.desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE clients SET name = 'Annis Fould' WHERE id = 1")
    person.open_backups()
    person.choose("asked for")
    person.push(way.PERSON.rstrip("…"))
    person.press("annis", Key.Key_Tab)
    person.push("Next")
    person.hears("This record is restricted")
    assert faults(person.dialog) == []
    person.push("Open the record")
    person.hears("Write why you need the record")
    tab_to("Why do you need it?")
    person.press("entered wrongly")
    person.push("Open the record")
    person.hears("Before: as it is in the unit now", "1 record in the backup is")
    person.press(Key.Key_Escape, Key.Key_Escape)
    person.leave()


def test_the_drill_and_a_second_place_that_goes_away(person: AtBackups, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    dialog = person.open_backups()
    person.push("Practise a restore")
    person.hears("It works.\n", "Its audit trail is unbroken", "it works.")
    person.push("Places")
    person.type_at("Second place", "stick")
    person.push("Save")
    person.hears("Give the whole path of the folder")
    person.type_at("Second place", str(stick))
    person.push("Save")
    person.hears("on the same disk as the unit", f"{stick}: connected, no copy yet.")
    person.push("Copy to the second place now")
    person.hears("copied, read again, and the same.")
    dialog.overview.places.chips[0].setFocus()
    person.press(Key.Key_Right)
    person.rest()
    assert {line.folder.parent for line in dialog.overview.panel.model.rows} == {stick}
    dialog.look_in(str(tmp_path))
    person.rest()
    assert dialog.overview.panel.model.rows == []
    assert "There is no backup of this unit here." in words_on(dialog)
    shutil.rmtree(stick)
    person.push("Copy to the second place now")
    person.hears(f"The second place {stick} can't be reached, so nothing was copied")
    person.press(Key.Key_Escape)
    person.rest()
    person.press(Key.Key_B, with_=CTRL)
    person.rest()
    assert "is not connected" in words_on(person.dialog)
    person.press(Key.Key_Escape)
    person.leave()


@pytest.mark.parametrize("text", [100, 200])
def test_an_older_key_asks_for_a_way_in_once(
    qtbot: QtBot, theme: Theme, unit: Path, tmp_path: Path, text: int
) -> None:
    theme.choose(Shade.LIGHT, text)
    print_new_key(unit)
    person = AtBackups(qtbot, theme, tmp_path)
    person.sign_in(unit)
    dialog = person.open_backups()
    person.choose("asked for")
    assert "Made before the unit's keys were renewed" in words_on(dialog)
    person.push(way.COMPARE.rstrip("…"))
    person.hears("has an older key")
    assert faults(dialog) == []
    person.type_at("Account", SECOND)
    person.type_at("Passphrase", "not this one")
    person.push("Open the backup")
    person.hears("It opens with an account and passphrase as they were")
    person.type_at("Passphrase", SECOND_PASSPHRASE)
    person.push("Open the backup")
    person.hears("The records are the same as now.")
    person.push("Back to the backups")
    person.push(way.PERSON.rstrip("…"))
    person.hears("Type any part of the name or reference.")
    person.press(Key.Key_Escape, Key.Key_Escape)
    person.wait(lambda: not dialog.isVisible())
    person.leave()


def test_restored_into_a_folder_of_its_own_it_opens_beside_this_one(person: AtBackups, unit: Path) -> None:
    person.open_backups()
    person.choose("asked for")
    person.push(way.INTO.rstrip("…"))
    person.type_at("Account", SECOND)
    person.type_at("Passphrase", SECOND_PASSPHRASE)
    person.push("Restore")
    made = unit.with_name("Larkrise 2.ipsdesk")
    person.hears(f"A unit was made of the backup: {made}")
    person.press(Key.Key_Escape)
    person.leave()
    with open_desk(made, SECOND, SECOND_PASSPHRASE) as desk:
        assert rows_of(desk, "SELECT count(*) FROM clients") == [(3,)]


def test_who_is_no_manager_sees_but_restores_nothing(
    qtbot: QtBot, theme: Theme, unit: Path, tmp_path: Path
) -> None:
    person = AtBackups(qtbot, theme, tmp_path)
    person.window.start(unit, SECOND, SECOND_PASSPHRASE)
    person.window.sign_in.card.asking.give()
    person.wait(lambda: person.window.page is not None and person.window.page.isVisible())
    dialog = person.open_backups()
    buttons = dialog.overview.details.buttons
    assert [words for words, button in buttons.items() if button.isEnabled()] == [way.COMPARE]
    assert way.WHY_OFF in words_on(dialog)
    assert not dialog.overview.buttons["Places…"].isVisible()
    person.press(Key.Key_Escape)
    person.leave()


@pytest.mark.parametrize("text", [100, 200])
def test_every_page_can_be_used_by_keyboard_and_ear(
    qtbot: QtBot, theme: Theme, unit: Path, tmp_path: Path, text: int
) -> None:
    theme.choose(Shade.LIGHT, text)
    remove(unit, "C1")
    person = AtBackups(qtbot, theme, tmp_path)
    person.sign_in(unit)
    dialog = person.open_backups()
    dialog.resize(1280, 720)
    person.push("Practise a restore")
    person.choose("asked for")
    QTest.qWait(0)
    assert faults(dialog) == []
    for words in (way.COMPARE, way.PERSON, way.OVER, way.INTO):
        person.push(words.rstrip("…"))
        QTest.qWait(0)
        assert faults(dialog) == [], words
        if words == way.PERSON:
            tab_to("Person")
            person.press("annis", Key.Key_Tab)
            person.push("Next")
            assert faults(dialog) == []
        person.press(Key.Key_Escape)
        person.rest()
    person.push("Places")
    assert faults(dialog) == []
    person.press(Key.Key_Escape, Key.Key_Escape)
    person.wait(lambda: not dialog.isVisible())
    person.leave()
