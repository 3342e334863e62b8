"""By keyboard alone: a new employer, four contacts there, a clock that stops, and the week signed off."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ipsdesk.ui.employers.week_view import WeekView
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.theme import Theme
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.employers.test_employers_walk import CTRL, SHEETS, SHIFT, TODAY, Walk
from tests.units import ACCOUNT, bring_in, copy_unit, rows_of, sit_down, write_book

FIRST = "First employer contact for Annis Fold: day 102, past the 30."
SECOND = "First employer contact for Benet Larch: day 12 of 30."


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    """A specialist of a hundred days' work with one person, and of twelve with another."""
    referrals = (
        ("Referral ID", "Client ID", "Received", "Started", "Staff ID", "Position at start"),
        ("R1", "C1", date(2026, 1, 5), date(2026, 1, 12), "S1", "out of work"),
        ("R2", "C2", date(2026, 4, 1), date(2026, 4, 12), "S1", "out of work"),
    )
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        book = write_book(tmp_path / "book.xlsx", {**SHEETS, "Referrals": referrals})
        assert bring_in(desk, book).written
    return unit


@pytest.fixture
def walk(qtbot: QtBot, theme: Theme, tmp_path: Path, unit: Path) -> Walk:
    made = Walk(AtTheWindow(qtbot, theme, tmp_path, TODAY))
    made.sit_down(unit)
    return made


def record(walk: Walk, *clients: str, told: str = "", **typed: str) -> None:
    """One contact with the employer on screen, from its record."""
    walk.view.record.head.add_contact.setFocus()
    walk.person.press(Key.Key_Space)
    dialog = walk.dialog(RecordDialog)
    for client in clients:
        dialog.form.go_to("client_ids")
        walk.person.press(client, Key.Key_Return)
    walk.type_in(dialog, purpose="relationship", **typed)
    strip = dialog._before.words.words
    walk.person.wait(lambda: told in strip.text() and "level 5" in strip.text())
    walk.save(dialog)
    walk.person.wait(lambda: told in said(walk))


def said(walk: Walk) -> str:
    """What the tab says of the last change."""
    return walk.tab.inside._outcome.text()


def test_four_contacts_of_a_week_stop_two_clocks_and_are_signed_off(walk: Walk, unit: Path) -> None:
    person = walk.person
    walk.save(walk.new_employer(name="Holm Nursery", town="Carrowby"))
    walk.is_shown("Holm Nursery")
    record(walk, "Annis Fold", mode="phone")
    record(walk, "Annis Fold", mode="face to face", told=FIRST)
    record(walk, "Benet Larch", mode="face to face", told=SECOND)
    record(walk, mode="face to face")
    person.press(Key.Key_PageUp, with_=CTRL | SHIFT)  # the parts go round
    person.press(Key.Key_PageUp, with_=CTRL | SHIFT)
    view: Any = walk.tab.inside.view
    assert isinstance(view, WeekView)
    person.wait(lambda: [(one.name, one.made, one.wanted) for one in view.rows] == [(ACCOUNT, 2, 4)])
    person.window.activateWindow()  # as a desktop does when the last dialog has gone
    person.wait(person.window.isActiveWindow)
    view.list.view.setFocus()
    person.wait(view.list.view.hasFocus)
    person.press(Key.Key_Space)
    person.wait(lambda: said(walk).startswith(f"Signed off: employer contacts of {ACCOUNT}"))
    person.wait(lambda: view.rows[0].reviewed_on == TODAY)
    asides = [one.aside for one in view.contacts.list.lines]
    assert sorted(asides) == ["Counted", "Counted", "Not counted: credited to nobody", "Not counted: phone"]
    assert any("1 of 1 signed off" in one.text() for one in person.window.findChildren(QLabel))
    person.leave()
    with sit_down(unit, TODAY) as desk:
        signed = "SELECT week_starting_on, reviewed_on, reviewer_id FROM log_reviews"
        assert rows_of(desk, signed) == [("2026-04-20", "2026-04-24", 1)]
