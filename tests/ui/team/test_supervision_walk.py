"""By keyboard alone: a month's one to one is begun, written, read, signed, and opened again with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from ipsdesk.models import Account
from ipsdesk.rules.periods import parse_period
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.printing import PrintPreview
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.theme import Theme
from tests.services.test_supervision import BOOK, TODAY
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.team.test_standards_walk import Walk
from tests.units import bring_in, copy_unit, rows_of, sit_down, write_book

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEPT = (
    "SELECT minutes, goals, supervisor_signed_on, staff_signed_on FROM supervisions ORDER BY id DESC LIMIT 1"
)


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        assert bring_in(desk, write_book(tmp_path / "book.xlsx", BOOK)).written
        with desk.workspace.transactions.begin() as connection:
            mine = Account.__table__.c.id == desk.workspace.actor.account
            connection.execute(update(Account).where(mine).values(staff_id=3))
    return unit


@pytest.fixture
def walk(qtbot: QtBot, theme: Theme, tmp_path: Path, unit: Path) -> Walk:
    made = Walk(AtTheWindow(qtbot, theme, tmp_path, TODAY))
    made.sit_down(unit)
    return made


def test_a_months_one_to_one_from_its_figures_to_both_signatures(walk: Walk, unit: Path) -> None:
    walk.turn_to("Supervision")
    walk.settle(lambda: len(walk.view.rows) == 3)
    walk.go_down_to("Ros Aldous")
    begin(walk)
    read_it(walk)
    sign_and_open_again(walk)
    walk.person.leave()
    with sit_down(unit, TODAY) as desk:
        assert rows_of(desk, KEPT) == [("Two employers met.", "Meet four more", None, None)]
        november = parse_period("2026-11-01..2026-11-30")
        assert desk.figures.scorecard(november)["team.supervision"].numerator == 1


def begin(walk: Walk) -> None:
    """What is known is filled in; the rest is typed."""
    view = walk.view
    walk.press_button(view.begin)
    form = walk.dialog(RecordDialog)
    given = form.form.typed()
    assert (given["staff_id"], given["supervisor_id"]) == ("Ros Aldous (S1)", "Sam Lee (S3)")
    assert given["goals_reviewed"] == "Meet four employers"
    assert "Working caseload: 2 (at most 25)" in str(given["figures"])
    walk.type_in(form, minutes="Two employers met.", goals="Meet four more")
    walk.save(form)
    walk.settle(lambda: len(view.log.list.lines) == 2)
    assert not view.chosen.due("one to one").due.is_over


def read_it(walk: Walk) -> None:
    person, log = walk.person, walk.view.log
    log.list.setFocus()
    person.press(Key.Key_Home)
    walk.press_button(log.buttons[0])
    person.wait(lambda: any(one.isVisible() for one in person.window.findChildren(PrintPreview)))
    (paper,) = person.window.findChildren(PrintPreview)
    paper.activateWindow()  # a desktop would do so
    person.wait(paper.isActiveWindow)
    person.press(Key.Key_Escape)
    walk.gone(paper)


def sign_and_open_again(walk: Walk) -> None:
    _, sign, _, again, _ = walk.view.log.buttons
    lines = walk.view.log.list
    lines.setFocus()
    walk.press_button(sign)
    walk.settle(lambda: "signed by one" in lines.lines[0].note)
    lines.setFocus()
    walk.person.press(Key.Key_Home)
    walk.press_button(again)
    asked = walk.dialog(StepDialog)
    walk.type_in(asked, reason="The wrong goal was written down")
    walk.save(asked)
    walk.settle(lambda: "not signed yet" in lines.lines[0].note)


def test_what_is_written_says_whose_supervision_it_is(walk: Walk) -> None:
    walk.turn_to("Supervision")
    view: Any = walk.view
    walk.settle(lambda: len(view.rows) == 3)
    walk.person.press(Key.Key_N, with_=CTRL | SHIFT)
    form = walk.dialog(RecordDialog)
    walk.type_in(form, staff_id="Kit Marlow", supervisor_id="Kit Marlow")
    walk.person.press(Key.Key_S, with_=CTRL)
    words = form.form.rows["supervisor_id"]._words
    walk.person.wait(lambda: "Nobody supervises themselves" in words.text())
    walk.person.press(Key.Key_Escape)
