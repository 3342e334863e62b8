"""By keyboard alone: a new limit makes a training action, everybody is trained, the action is done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.settings.rates_dialog import TOLD, RatesDialog
from ipsdesk.ui.team.tab import TeamTab
from ipsdesk.ui.theme import Theme
from tests.services.test_standards import LIMIT, TODAY, add
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.tab_walk import TabWalk
from tests.units import copy_unit, rows_of, sit_down

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Walk(TabWalk):
    """On the tab of the team."""

    kind = TeamTab


@pytest.fixture(scope="module")
def closed_books(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    unit = copy_unit(empty_unit, tmp_path_factory.mktemp("standards_walk") / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        add(desk, "team", name="Ward One", opened_on=date(2025, 1, 1))
        for name in ("Bryn Hale", "Cass Moor"):
            add(desk, "staff", name=name, role="employment specialist", started_on=date(2025, 3, 1),
                wte=1_000_000, team_ids=["1"])  # fmt: skip
        add(desk, "host team agreement", team_id="1", agreed_on=date(2026, 10, 1), desk="yes")
    return unit


@pytest.fixture
def unit(closed_books: Path, tmp_path: Path) -> Path:
    return copy_unit(closed_books, tmp_path / "Larkrise.ipsdesk")


@pytest.fixture
def walk(qtbot: QtBot, theme: Theme, tmp_path: Path, unit: Path) -> Walk:
    made = Walk(AtTheWindow(qtbot, theme, tmp_path, TODAY))
    made.sit_down(unit)
    return made


def test_a_new_limit_makes_a_training_action_that_is_trained_and_done(walk: Walk, unit: Path) -> None:
    person, page = walk.person, walk.person.window.page
    assert page is not None
    page.actions_table["rates"].trigger()
    rates = walk.dialog(RatesDialog)
    rates.next.setFocus()
    person.press(Key.Key_Space)
    form = walk.dialog(RecordDialog)
    walk.type_in(form, kind="permitted work", pence="203.50", from_on="5/4/2027", certainty="published")
    person.press(Key.Key_S, with_=CTRL)
    walk.settle(lambda: TOLD in rates.outcome.words.text())
    person.wait(lambda: not (shiboken6.isValid(form) and form.isVisible()))
    assert walk.dialog(RatesDialog) is rates
    person.press(Key.Key_Escape)
    walk.gone(rates)
    walk.turn_to("Training and DBS")
    view = walk.view
    walk.settle(lambda: [line.title for line in view.to_do.list.lines] == [LIMIT])
    view.to_do.list.setFocus()
    person.press(Key.Key_Home, Key.Key_Return)
    training = walk.dialog(StepDialog)
    assert training.form.typed()["staff"] == ["1", "2"]
    walk.type_in(training, title="What changes in April")
    walk.save(training)
    walk.settle(lambda: [line.aside for line in view.to_do.list.lines] == ["Done 22 Nov"])
    person.press(Key.Key_Z, with_=CTRL)
    walk.settle(lambda: [line.aside for line in view.to_do.list.lines] == ["Due 5 Apr 2027"])
    view.to_do.list.setFocus()
    person.press(Key.Key_Home, Key.Key_Return)
    walk.save(walk.dialog(StepDialog))
    walk.settle(lambda: [line.aside for line in view.to_do.list.lines] == ["Done 22 Nov"])
    person.leave()
    with sit_down(unit, TODAY) as desk:
        trained = "SELECT staff_id, action_id, ad_hoc FROM staff_training WHERE removed_at IS NULL"
        assert rows_of(desk, trained) == [(1, 1, 1), (2, 1, 1)]


def test_a_host_team_is_gone_through_and_the_policies_are_checked(walk: Walk, unit: Path) -> None:
    person = walk.person
    walk.turn_to("Host teams")
    view = walk.view
    walk.settle(lambda: len(view.rows) == 1)
    view.list.view.setFocus()
    person.press(Key.Key_Home, Key.Key_Return)
    walk.settle(lambda: len(view.card.lines.lines) == 10)
    view.card.lines.setFocus()
    person.press(Key.Key_Home, Key.Key_Down)
    for key in "PNY":
        person.press(key)
        walk.settle(lambda: True)
    walk.settle(lambda: "Missing: meeting rooms. Partly there: computer" in view.rows[0].agreement.missing)
    walk.press_button(view.reviewed)
    walk.settle(lambda: view.rows[0].agreement.reviewed_on == TODAY)
    walk.turn_to("Policies and documents")
    view = walk.view
    walk.settle(view.begin.isVisible)
    walk.press_button(view.begin)
    walk.settle(lambda: len(view.rows) == 6)
    assert not view.begin.isVisible()
    view.list.view.setFocus()
    person.press(Key.Key_Home)
    person.press("c")
    walk.settle(lambda: view.read().overdue == 5)
    person.leave()
    with sit_down(unit, TODAY) as desk:
        answers = "SELECT desk, computer, rooms, champion FROM host_agreements"
        assert rows_of(desk, answers) == [("yes", "partly", "no", "yes")]
        assert rows_of(desk, "SELECT count(checked_on) FROM policies") == [(1,)]
