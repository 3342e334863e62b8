"""By keyboard alone: a governance meeting to its minutes both ways, and a turn declined and taken."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ipsdesk.ui.involvement.tab import InvolvementTab
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.printing import PrintPreview
from ipsdesk.ui.records.picker import Picker
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.today.tab import TodayTab
from tests.services.meeting_books import SECRET, TODAY, add, key_of, meeting_unit
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.tab_walk import TabWalk
from tests.units import copy_unit, rows_of, sit_down

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Walk(TabWalk):
    """On the tab of involvement."""

    kind = InvolvementTab

    def minutes(self, typed: str) -> str:
        """Ctrl+M, the copy by its first letters; gives all that stands on its sheets."""
        self.inside.view.card.lines.setFocus()
        self.person.press(Key.Key_M, with_=CTRL)
        picker = self.dialog(Picker)
        self.person.press(typed)
        self.person.press(Key.Key_Return)
        self.gone_only(picker)
        preview = self.dialog(PrintPreview)
        text: str = preview.pages.document.toPlainText()
        self.person.press(Key.Key_Escape)
        self.gone(preview)
        return text

    def open_from_today(self, words: str) -> None:
        """Ctrl+1, down to a line of Today, and Enter, which comes back to this tab."""
        self.person.press(Key.Key_1, with_=CTRL)
        page = self.person.window.page
        assert page is not None
        today = page.current_tab()
        assert isinstance(today, TodayTab)
        self.settle(lambda: today.found is not None and words in {one.words for one in today.found.lines})
        today.page.view.setFocus()
        self.person.press(Key.Key_Home)
        for _ in range(30):
            line = today.page.view.current_line()
            if line is not None and line.words == words:
                break
            self.person.press(Key.Key_Down)
        self.person.press(Key.Key_Return)
        self.person.wait(lambda: isinstance(page.current_tab(), InvolvementTab))


@pytest.fixture(scope="module")
def closed_books(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("involvement")
    with sit_down(copy_unit(empty_unit, folder / "Larkrise.ipsdesk"), TODAY) as desk:
        meeting_unit(desk, folder)
        for reference in ("C1", "C2"):
            add(desk, "representative", client_id=key_of(desk, "clients", reference), from_on=TODAY)
        add(desk, "recommendation", on_date=TODAY, recommendation="A lamp in each room", source="resident")
    return folder / "Larkrise.ipsdesk"


@pytest.fixture
def unit(closed_books: Path, tmp_path: Path) -> Path:
    return copy_unit(closed_books, tmp_path / "Larkrise.ipsdesk")


@pytest.fixture
def walk(qtbot: QtBot, theme: Theme, tmp_path: Path, unit: Path) -> Walk:
    made = Walk(AtTheWindow(qtbot, theme, tmp_path, TODAY))
    made.sit_down(unit)
    return made


def test_a_governance_meeting_to_its_minutes_both_ways(walk: Walk, unit: Path) -> None:
    person, view = walk.person, walk.inside.view
    person.press(Key.Key_F, with_=CTRL)
    person.press(Key.Key_Return, Key.Key_Home, Key.Key_Return)
    walk.settle(lambda: view.record is not None and view.record.row.called == "Governance")
    opened, closed = walk.minutes("open minutes"), walk.minutes("closed part")
    assert SECRET not in opened
    assert "Closed item" in opened
    assert "Open until nine from May." in opened
    assert SECRET in closed
    assert "Open until nine" not in closed
    walk.press_button(view.sign)
    walk.save(walk.dialog(StepDialog))
    walk.settle(lambda: view.record.row.signed_on == TODAY)
    walk.press_button(view.share)
    dialog = walk.dialog(StepDialog)
    walk.type_in(dialog, how="large print, by hand")
    walk.save(dialog)
    walk.settle(lambda: view.record.row.shared_on == TODAY)
    walk.press_button(view.again)
    dialog = walk.dialog(StepDialog)
    walk.type_in(dialog, reason="The vote was counted again")
    walk.save(dialog)
    walk.settle(lambda: view.record.row.version == 2 and view.record.row.signed_on is None)
    person.leave()
    with sit_down(unit, TODAY) as desk:
        assert rows_of(desk, "SELECT kind, area FROM involvements") == [("meeting", "monitoring")]


def test_a_new_meeting_takes_on_what_people_asked_for(walk: Walk, unit: Path) -> None:
    view = walk.inside.view
    walk.person.press(Key.Key_N, with_=CTRL | SHIFT)
    dialog = walk.dialog(RecordDialog)
    walk.type_in(dialog, kind="heads", on_date="6/5/2026")
    walk.person.press(Key.Key_S, with_=CTRL)
    walk.gone_only(dialog)
    walk.save(walk.dialog(StepDialog))
    walk.settle(lambda: view.record is not None and len(view.record.items) == 2)
    assert [one.title for one in view.record.items] == [
        "Feedback from people who use the service", "A lamp in each room",
    ]  # fmt: skip
    walk.person.leave()


def test_a_turn_declined_and_taken(walk: Walk, unit: Path) -> None:
    person = walk.person
    person.press(Key.Key_N, with_=CTRL | SHIFT)
    dialog = walk.dialog(RecordDialog)
    walk.type_in(dialog, kind="heads", on_date="6/5/2026")
    person.press(Key.Key_S, with_=CTRL)
    walk.gone_only(dialog)
    asked = walk.dialog(StepDialog)
    person.press(Key.Key_Escape)
    walk.gone(asked)
    walk.open_from_today("Offer the turn: Heads of department")
    rota = walk.inside.view
    walk.settle(lambda: rota.shown is not None and bool(rota.shown.ahead))
    for name, button in (("Annis Fold", rota.declines), ("Benet Larch", rota.takes)):
        rota.ahead.list.setFocus()
        person.press(Key.Key_Home, Key.Key_Return)
        walk.settle(partial(newest_is, rota, name))
        rota.turns.list.setFocus()
        person.press(Key.Key_Home)
        walk.press_button(button)
        walk.settle(lambda: bool(rota.shown.ahead[0].turns[0].answer))
    assert rota.shown.ahead[0].is_taken
    person.leave()
    with sit_down(unit, TODAY) as desk:
        turns = "SELECT answer FROM turns ORDER BY id"
        assert rows_of(desk, turns) == [("declined",), ("accepted",)]


def newest_is(rota: Any, name: str) -> bool:
    """Whether the turn was offered to them last."""
    turns = rota.shown.ahead[0].turns
    return bool(turns) and turns[0].name == name
