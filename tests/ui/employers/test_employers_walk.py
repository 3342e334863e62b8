"""By keyboard alone: a new employer with two people, a lead to its job start, and two employers made one."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.ui.employers.record_pages import LeadsPage, PeoplePage
from ipsdesk.ui.employers.tab import EmployersTab
from ipsdesk.ui.pathway.merging import MergeDialog
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.theme import Theme
from tests.ui.at_the_window import AtTheWindow, Key
from tests.units import ACCOUNT, bring_in, copy_unit, rows_of, sit_down, write_book

TODAY = date(2026, 4, 24)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SHEETS = {
    "Staff": (
        ("Staff ID", "Name", "Role", "Started", "Employment WTE"),
        ("S1", ACCOUNT, "employment specialist", date(2024, 1, 1), 1),
    ),
    "Clients": (("Client ID", "Name"), ("C1", "Annis Fold"), ("C2", "Benet Larch")),
    "Referrals": (
        ("Referral ID", "Client ID", "Received", "Started", "Staff ID"),
        ("R1", "C1", date(2026, 1, 5), date(2026, 1, 12), "S1"),
    ),
}


class Walk:
    """One person at the keyboard, on the tab of employers."""

    def __init__(self, person: AtTheWindow) -> None:
        self.person = person

    @property
    def tab(self) -> EmployersTab:
        """The tab, once it is made."""
        page = self.person.window.page
        assert page is not None
        tab = page.current_tab()
        assert isinstance(tab, EmployersTab)
        return tab

    @property
    def view(self) -> Any:
        """The list of employers and the record."""
        return self.tab.inside.employers

    def sit_down(self, unit: Path) -> None:
        """Sign in, and go to the tab with Ctrl+4."""
        self.person.sign_in(unit)
        self.person.press(Key.Key_4, with_=CTRL)
        self.person.wait(lambda: self.view.employers is not None)

    def keyboard(self) -> QWidget:
        """Where keys go."""
        return QApplication.focusWidget() or self.person.window

    def dialog(self, kind: type[QDialog], form: Any = None) -> Any:
        """The dialog that is open, its form (another than ``form``) ready to be typed in."""
        found: list[Any] = []

        def is_ready() -> bool:
            found[:] = [one for one in self.person.window.findChildren(kind) if one.isVisible()]
            if not found or found[0].form in (None, form):
                return False
            found[0].activateWindow()  # a desktop would do so
            return bool(found[0].form.isAncestorOf(self.keyboard()))

        self.person.wait(is_ready)
        return found[0]

    def save(self, dialog: Any) -> None:
        """Ctrl+S, until the dialog has gone and everything is read again."""
        self.person.press(Key.Key_S, with_=CTRL)
        self.gone(dialog)

    def gone(self, dialog: Any) -> None:
        """Until the dialog has gone and everything is read again."""
        self.person.wait(lambda: not (shiboken6.isValid(dialog) and dialog.isVisible()))
        self.person.window.activateWindow()
        self.person.wait(self.person.window.isActiveWindow)
        self.person.wait(lambda: not self.person.background.busy)

    def type_in(self, dialog: Any, **typed: str) -> None:
        """Words in fields, each in place of what stands there."""
        for name, words in typed.items():
            dialog.form.go_to(name)
            self.person.press(Key.Key_A, with_=CTRL)
            self.person.press(words)

    def page(self, kind: type[QWidget]) -> Any:
        """Ctrl+PgDown until this page of the record is on screen, the keyboard in it."""
        record = self.view.record
        while not isinstance(record.page, kind):
            self.person.press(Key.Key_PageDown, with_=CTRL)
        self.person.wait(lambda: record.page.isAncestorOf(self.keyboard()))
        return record.page

    def new_employer(self, **typed: str) -> Any:
        """The form of a new one, filled in."""
        self.person.press(Key.Key_N, with_=CTRL | SHIFT)
        dialog = self.dialog(RecordDialog)
        self.type_in(dialog, **typed)
        return dialog

    def is_shown(self, name: str) -> None:
        """Until the record of this name is on screen and the keyboard in the list."""
        self.person.wait(lambda: self.view.record.shown is not None and self.view.record.shown.name == name)
        self.person.wait(lambda: not self.person.background.busy)


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        assert bring_in(desk, write_book(tmp_path / "book.xlsx", SHEETS)).written
    return unit


@pytest.fixture
def walk(qtbot: QtBot, theme: Theme, tmp_path: Path, unit: Path) -> Walk:
    made = Walk(AtTheWindow(qtbot, theme, tmp_path, TODAY))
    made.sit_down(unit)
    return made


def test_a_new_employer_with_two_people_and_a_lead_to_its_job_start(walk: Walk, unit: Path) -> None:
    person = walk.person
    walk.save(walk.new_employer(name="Holm Nursery", sector="Horticulture", town="Carrowby"))
    walk.is_shown("Holm Nursery")
    person.press(Key.Key_Return)
    two_people(walk)
    walk.view.record.turn(-1)
    a_lead_to_a_job(walk)
    person.wait(lambda: walk.view.record.shown.jobs_now == 1)
    person.leave()
    with sit_down(unit, TODAY) as desk:
        job = "SELECT title, started_on, weekly_hours FROM activities"
        assert rows_of(desk, job) == [("Nursery hand", str(TODAY), 12 * 3600)]
        left = "SELECT name FROM employer_people WHERE left_on IS NOT NULL"
        assert rows_of(desk, left) == [("Ada Loom",)]


def two_people(walk: Walk) -> None:
    """Added one after the other; the first of them has left."""
    people = walk.page(PeoplePage)
    walk.person.press(Key.Key_Space)
    dialog = walk.dialog(RecordDialog)
    walk.type_in(dialog, name="Ada Loom")
    first = dialog.form
    walk.person.press(Key.Key_S, with_=CTRL | SHIFT)
    dialog = walk.dialog(RecordDialog, first)
    walk.type_in(dialog, name="Bo Stem")
    walk.save(dialog)
    lines = people.people.list
    walk.person.wait(lambda: [one.title for one in lines.lines] == ["Ada Loom", "Bo Stem"])
    lines.setFocus()
    walk.person.press(Key.Key_Home, Key.Key_Space)
    walk.person.wait(lambda: any("Left" in one.aside for one in lines.lines))


def a_lead_to_a_job(walk: Walk) -> None:
    """An idea is moved on stage by stage until somebody starts."""
    person, page = walk.person, walk.page(LeadsPage)
    page.leads.buttons[0].setFocus()
    person.press(Key.Key_Space)
    dialog = walk.dialog(RecordDialog)
    walk.type_in(dialog, title="Nursery hand", job_type="horticulture")
    walk.save(dialog)
    lines = page.leads.list
    for stage in ("Idea", "Lead", "Applied", "Interview", "Offer"):
        person.wait(partial(stands_at, lines, stage))
        lines.setFocus()
        person.press(Key.Key_Home, Key.Key_Space)
    dialog = walk.dialog(StepDialog)
    walk.type_in(dialog, client="Annis", weekly_seconds="12")
    walk.save(dialog)
    person.wait(partial(stands_at, lines, "Started"))
    assert lines.lines[0].note.startswith("For Annis Fold")


def stands_at(lines: Any, stage: str) -> bool:
    """Whether the only lead has come so far."""
    return bool(lines.lines) and lines.lines[0].aside.startswith(stage)


def test_an_employer_typed_twice_is_noticed_and_the_two_are_made_one(walk: Walk, unit: Path) -> None:
    person = walk.person
    walk.save(walk.new_employer(name="Holm Nursery", town="Carrowby"))
    walk.is_shown("Holm Nursery")
    dialog = walk.new_employer(name="HOLM NURSERY Ltd.", sector="Horticulture")
    strip = dialog._similar
    person.wait(lambda: strip.isVisible() and "E1, Holm Nursery: the same name" in strip.words.words.text())
    walk.save(dialog)
    walk.is_shown("HOLM NURSERY Ltd.")
    person.press(Key.Key_M, with_=CTRL)
    person.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Key.Key_M)
    merging = walk.dialog(MergeDialog)
    first = merging.form
    walk.type_in(merging, other="Holm Nursery (E1)")
    person.press(Key.Key_Return)
    merging = walk.dialog(MergeDialog, first)
    walk.type_in(merging, name="Holm Nursery", reason="The same gate, typed twice")
    merging.next.setFocus()
    person.press(Key.Key_Return)
    walk.gone(merging)
    walk.is_shown("Holm Nursery")
    person.wait(lambda: len(walk.view.employers.employers) == 1)
    person.leave()
    with sit_down(unit, TODAY) as desk:
        kept = "SELECT reference, name, sector, town FROM employers WHERE removed_at IS NULL"
        assert rows_of(desk, kept) == [("E2", "Holm Nursery", "Horticulture", "Carrowby")]
