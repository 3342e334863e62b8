"""Past imports are listed and taken back once the question is answered; what was edited since is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.ui.background import run_now
from ipsdesk.ui.importing.past_imports import PastImports
from ipsdesk.ui.theme import Theme
from tests.ui.importing.at_the_dialog import (
    GOOD,
    RECORDS,
    Key,
    good_book,
    press,
    push,
    records,
    said,
    settings_in,
)
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import bring_in, write_book

Open = Callable[[], PastImports]


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, desk: Desk, tmp_path: Path) -> Open:
    def make() -> PastImports:
        dialog = PastImports(theme, run_now, desk, settings_in(tmp_path))
        qtbot.addWidget(dialog)
        dialog.open()
        QTest.qWaitForWindowActive(dialog)
        return dialog

    return make


def cells(dialog: PastImports, row: int = 0) -> list[str]:
    model = dialog.panel.model
    return [model.index(row, column).data() for column in range(1, model.columnCount())]


def test_none_yet(opened: Open) -> None:
    dialog = opened()
    assert "Nothing has been imported yet." in said(dialog)
    assert not dialog.undoing.ask.isEnabled()
    press(Key.Key_Escape)
    assert not dialog.isVisible()


def test_one_is_taken_back_after_one_question(opened: Open, desk: Desk, tmp_path: Path) -> None:
    before = records(desk)
    bring_in(desk, good_book(tmp_path / "ours.xlsx"))
    dialog = opened()
    assert cells(dialog) == ["First Manager", "ours.xlsx", f"{RECORDS} added", "In the unit"]
    push("Undo this import…")
    assert f"This removes the {RECORDS} records it added." in said(dialog)
    press(Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.undoing.is_asking
    push("Undo this import…")
    push("Undo the import")
    assert records(desk) == before
    assert "Removed: Clients 4, Referrals 3, Activities 3, Hours 1." in said(dialog)
    assert cells(dialog)[-1] == "Undone"
    assert not dialog.undoing.ask.isVisible()


def test_what_was_edited_since_is_kept_named_and_copied(opened: Open, desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, good_book(tmp_path / "ours.xlsx"))
    changed = {"Clients": [GOOD["Clients"][0], ["C1", "Wilma Fernsby", *GOOD["Clients"][1][2:]]]}
    bring_in(desk, write_book(tmp_path / "later.xlsx", changed))
    dialog = opened()
    press(Key.Key_Down, Key.Key_Down)
    push("Undo this import…")
    push("Undo the import")
    assert "Kept because changed since: Client C1; 1 row." in said(dialog)
    push("Copy what was kept")
    assert QGuiApplication.clipboard().text() == "Client C1\tchanged since\n"
    assert [row[1] for row in records(desk)["Clients"]] == ["Wilma Fernsby"]


def test_one_that_was_undone_elsewhere_is_told_so(opened: Open, desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, good_book(tmp_path / "ours.xlsx"))
    dialog = opened()
    desk.intake.undo(desk.intake.imports()[0].id)
    push("Undo this import…")
    push("Undo the import")
    assert "This import was undone already" in said(dialog)


@pytest.mark.parametrize("text", [100, 200])
def test_everybody_can_use_it(opened: Open, theme: Theme, desk: Desk, tmp_path: Path, text: int) -> None:
    theme.choose(None, text)
    bring_in(desk, good_book(tmp_path / "ours.xlsx"))
    dialog = opened()
    for button in (None, dialog.undoing.ask, dialog.undoing.yes):
        if button is not None:
            button.click()
        found = [*unnamed(dialog), *too_small(dialog), *out_of_keyboards_reach(dialog), *cut(dialog)]
        assert found == []
