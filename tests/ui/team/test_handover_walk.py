"""By keyboard alone: somebody leaves, is refused, hands the caseload over to two others, and leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.app import tab_kinds
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.team.handover_dialog import HandoverDialog
from ipsdesk.ui.team.tab import TeamTab
from ipsdesk.ui.theme import Theme
from tests.services.test_team import BOOK, PEOPLE, TODAY, TOMORROW, named
from tests.ui.at_the_window import AtTheWindow, Key
from tests.units import bring_in, copy_unit, rows_of, sit_down, write_book

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
REFUSED = "Left: 3 people are still theirs after this day. Hand over first, or say to whom"


class Walk:
    """One person at the keyboard, on the tab of the team."""

    def __init__(self, person: AtTheWindow) -> None:
        self.person = person

    @property
    def inside(self) -> Any:
        """What lies on the tab."""
        page = self.person.window.page
        assert page is not None
        tab = page.current_tab()
        assert isinstance(tab, TeamTab)
        return tab.inside

    def sit_down(self, unit: Path) -> None:
        """Sign in, and go to the tab by its number."""
        self.person.sign_in(unit)
        assert [kind.title for kind in tab_kinds()].index("Team") == 7
        self.person.press(Key.Key_8, with_=CTRL)
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
            if not found or found[0].form is None or self.person.background.busy:
                return False
            found[0].activateWindow()  # a desktop would do so
            return bool(found[0].isAncestorOf(self.keyboard()))

        self.person.wait(is_ready)
        return found[0]

    def gone(self, dialog: Any, then: QWidget) -> None:
        """Until the dialog has gone."""
        self.person.wait(lambda: not (shiboken6.isValid(dialog) and dialog.isVisible()))
        then.activateWindow()
        self.person.wait(then.isActiveWindow)
        self.person.wait(lambda: not self.person.background.busy)

    def go_down_to(self, name: str) -> None:
        """Down the list, to a line."""
        view = self.inside.view.list.view
        view.setFocus()
        self.person.press(Key.Key_Home)
        for _ in range(10):
            chosen = self.inside.view.chosen
            if chosen is not None and chosen.name == name:
                return
            self.person.press(Key.Key_Down)
        raise AssertionError(name)


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
