"""By keyboard alone: a governance meeting to its minutes both ways, and a turn declined and taken."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.app import tab_kinds
from ipsdesk.ui.involvement.tab import InvolvementTab
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.printing import PrintPreview
from ipsdesk.ui.records.picker import Picker
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.today.tab import TodayTab
from tests.services.meeting_books import SECRET, TODAY, add, key_of, meeting_unit
from tests.ui.at_the_window import AtTheWindow, Key
from tests.units import copy_unit, rows_of, sit_down

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Walk:
    """One person at the keyboard, on the tab of involvement."""

    def __init__(self, person: AtTheWindow) -> None:
        self.person = person

    @property
    def inside(self) -> Any:
        """What lies on the tab."""
        page = self.person.window.page
        assert page is not None
        tab = page.current_tab()
        assert isinstance(tab, InvolvementTab)
        return tab.inside

    def sit_down(self, unit: Path) -> None:
        """Sign in, and go to the tab by its number."""
        self.person.sign_in(unit)
        page = self.person.window.page
        assert page is not None
        place = next(n for n, kind in enumerate(tab_kinds(), 1) if kind is InvolvementTab)
        self.person.press(Key(Key.Key_0.value + place), with_=CTRL)
        self.settle(lambda: bool(self.inside.view.rows))

    def settle(self, is_so: Callable[[], bool]) -> None:
        """Until something is so, and nothing is being read."""
        self.person.wait(lambda: is_so() and not self.person.background.busy)

    def keyboard(self) -> QWidget:
        """Where keys go."""
        return QApplication.focusWidget() or self.person.window

    def dialog(self, kind: type[QDialog]) -> Any:
        """The dialog that is open, the keyboard in it."""
        found: list[Any] = []

        def is_ready() -> bool:
            found[:] = [one for one in self.person.window.findChildren(kind) if one.isVisible()]
            if not found or getattr(found[0], "form", found) is None:
                return False
            found[0].activateWindow()  # a desktop would do so
            return bool(found[0].isAncestorOf(self.keyboard()))

        self.person.wait(is_ready)
        return found[0]

    def type_in(self, dialog: Any, **typed: str) -> None:
        """Words in fields, each in place of what stands there."""
        for name, words in typed.items():
            dialog.form.go_to(name)
            self.person.press(Key.Key_A, with_=CTRL)
            self.person.press(words)

    def save(self, dialog: Any) -> None:
        """Ctrl+S, until the dialog has gone and everything is read again."""
        self.person.press(Key.Key_S, with_=CTRL)
        self.gone(dialog)

    def gone(self, dialog: Any) -> None:
        """Until the dialog has gone."""
        self.person.wait(lambda: not (shiboken6.isValid(dialog) and dialog.isVisible()))
        self.person.window.activateWindow()
        self.person.wait(self.person.window.isActiveWindow)
        self.person.wait(lambda: not self.person.background.busy)

    def press_button(self, button: QWidget) -> None:
        """Go to a button and press it."""
        self.person.wait(button.isEnabled)
        button.setFocus()
        self.person.press(Key.Key_Space)

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

    def gone_only(self, dialog: Any) -> None:
        """Until the dialog has gone; another takes its place."""
        self.person.wait(lambda: not (shiboken6.isValid(dialog) and dialog.isVisible()))


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
