"""By keyboard alone: somebody leaves, is refused, hands the caseload over to two others, and leaves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.team.handover_dialog import HandoverDialog
from ipsdesk.ui.theme import Theme
from tests.services.test_team import BOOK, PEOPLE, TODAY, TOMORROW, named
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.team.test_standards_walk import Walk
from tests.units import bring_in, copy_unit, rows_of, sit_down, write_book

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
REFUSED = "Left: 3 people are still theirs after this day. Hand over first, or say to whom"


@pytest.fixture
def walk(qtbot: QtBot, theme: Theme, empty_unit: Path, tmp_path: Path) -> Walk:
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        assert bring_in(desk, write_book(tmp_path / "book.xlsx", BOOK)).written
    walk = Walk(AtTheWindow(qtbot, theme, tmp_path, TODAY))
    walk.sit_down(unit)
    return walk


def test_who_leaves_hands_over_first_and_undo_takes_it_back(walk: Walk, tmp_path: Path) -> None:
    walk.go_down_to("Ros Aldous")
    form = is_refused(walk)
    hand_over(walk, form)
    leave(walk, form)
    walk.person.leave()
    with sit_down(tmp_path / "Larkrise.ipsdesk", TOMORROW) as desk:
        after = named(desk, TOMORROW)
        assert [after[one] for one in ("R1", "R2", "R3")] == ["S2", "S4", "S2"]
        lines = {one.name: one.carried.working.people for one in desk.team_caseloads.today().lines}
        assert lines["Kit Marlow"] == 2  # with the one who was there before; who waits to start is not on it
        desk.records.undo_last()
        desk.records.undo_last()
        assert named(desk, TOMORROW)["R1"] == "S1"
        assert rows_of(desk, "SELECT left_on FROM staff WHERE reference = 'S1'") == [(None,)]


def is_refused(walk: Walk) -> Any:
    """Type the last day in post, and save; gives the form, the keyboard on what helps."""
    person = walk.person
    person.press(Key.Key_E, with_=CTRL | SHIFT)
    form = walk.dialog(RecordDialog)
    strip = form._leaving
    form.form.go_to("left_on")
    person.press("22/11/2026")
    person.wait(lambda: strip.isVisible() and not person.background.busy)
    person.press(Key.Key_S, with_=CTRL)
    person.wait(lambda: form.form.rows["left_on"]._words.text() == REFUSED)
    for _ in range(40):  # to the button, which stands above the form
        person.press(Key.Key_Tab)
        if walk.keyboard() is strip.button:
            break
    return form


def hand_over(walk: Walk, form: Any) -> None:
    """Everybody to one, the second of them to another."""
    person = walk.person
    person.press(Key.Key_Space)
    over = walk.dialog(HandoverDialog)
    person.press(Key.Key_Return)  # whose, and from the day after, are filled in
    person.wait(lambda: over.whose is not None)
    assert (over.whose.name, over.whose.day) == ("Ros Aldous", TOMORROW)
    assert [one.name for one in over.whose.people] == list(PEOPLE[:3])
    over = walk.dialog(HandoverDialog)
    person.press("Kit", Key.Key_Tab, "Ros moves away", Key.Key_Tab, Key.Key_Tab)
    person.press(Key.Key_A, with_=CTRL)
    person.press("Sam", Key.Key_Tab)
    person.press(Key.Key_S, with_=CTRL)
    walk.gone(over, form)
    person.wait(lambda: not form._leaving.isVisible())


def leave(walk: Walk, form: Any) -> None:
    """Save the form now, and look at the caseload of who took over."""
    person, down = walk.person, CTRL | SHIFT
    person.press(Key.Key_S, with_=CTRL)
    walk.gone(form, person.window)
    assert [one.name for one in walk.inside.view.list.model.shown] == ["Kit Marlow", "Ros Aldous", "Sam Lee"]
    walk.settle(lambda: walk.inside.view.chosen.left_on == TODAY)
    person.press(Key.Key_PageDown, with_=down)
    walk.settle(lambda: walk.inside.view.title == "Teams")
    person.press(Key.Key_PageDown, with_=down)
    walk.settle(lambda: walk.inside.view.title == "Caseloads" and bool(walk.inside.view.rows))
    walk.go_down_to("Kit Marlow")
    walk.settle(lambda: not walk.inside.view.pictures.isHidden())
