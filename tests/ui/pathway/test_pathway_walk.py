"""From the referral to the next one by keyboard alone, in the window as people have it; figures follow."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from ipsdesk.cli import run
from ipsdesk.ui.caseload.tab import CaseloadTab
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.theme import Theme
from tests.ui.at_the_window import AtTheWindow, Key
from tests.units import ACCOUNT, PASSPHRASE, bring_in, copy_unit, rows_of, sit_down, write_book

TODAY = date(2026, 4, 24)
DAY = timedelta(days=1)
CTRL = Qt.KeyboardModifier.ControlModifier
STAFF = {
    "Staff": (
        ("Staff ID", "Name", "Role", "Started", "Employment WTE"),
        ("S1", ACCOUNT, "employment specialist", date(2024, 1, 1), 1),
        ("S2", "Tom Ellery", "employment specialist", date(2024, 1, 1), 1),
    )
}


class Walk:
    """One person at the keyboard, and what ``kpis --json`` says of April meanwhile."""

    def __init__(
        self, person: AtTheWindow, unit: Path, monkeypatch: pytest.MonkeyPatch, figures: Callable[[], Any]
    ) -> None:
        self.person, self.unit, self._figures = person, unit, figures
        monkeypatch.setenv("IPSDESK_USER", ACCOUNT)
        monkeypatch.setenv("IPSDESK_PASSPHRASE", PASSPHRASE)

    @property
    def tab(self) -> CaseloadTab:
        """The caseload."""
        page = self.person.window.page
        assert page is not None
        return next(tab for tab in page.tabs if isinstance(tab, CaseloadTab))

    def sit_down(self) -> None:
        """Sign in, and go to the caseload."""
        person, window = self.person, self.person.window
        window.start(self.unit)
        person.wait(lambda: QApplication.focusWidget() is not None)
        person.press(ACCOUNT, Key.Key_Tab, PASSPHRASE, Key.Key_Return)
        person.wait(lambda: window.page is not None and window.page.isVisible())
        page = window.page
        assert page is not None
        window.activateWindow()
        person.wait(window.isActiveWindow)
        person.press(Key(Key.Key_1.value + page.tabs.index(self.tab)), with_=CTRL)
        self.person.wait(lambda: self.tab.people is not None)

    def dialog(self, kind: type[QDialog]) -> Any:
        """The dialog that is open, ready to be typed in."""
        found: list[QDialog] = []

        def is_open() -> bool:
            found[:] = [one for one in self.person.window.findChildren(kind) if one.isVisible()]
            return bool(found) and getattr(found[0], "form", None) is not None

        self.person.wait(is_open)
        found[0].activateWindow()  # a desktop would do so
        self.person.wait(lambda: QApplication.activeWindow() is found[0])
        dialog: Any = found[0]
        self.person.wait(lambda: dialog.form.isAncestorOf(QApplication.focusWidget() or self.tab))
        return dialog

    def save(self, dialog: QDialog) -> None:
        """Ctrl+S, until the dialog has gone and the record is read again."""
        self.person.press(Key.Key_S, with_=CTRL)
        self.person.wait(lambda: not (shiboken6.isValid(dialog) and dialog.isVisible()))
        self.person.window.activateWindow()
        self.person.wait(self.person.window.isActiveWindow)
        self.person.wait(lambda: not self.person.background.busy)

    def type_over(self, words: str) -> None:
        """Words in place of what stands in the field."""
        self.person.press(Key.Key_A, with_=CTRL)
        self.person.press(words)

    def step(self, letter: str, *typed: str) -> None:
        """A step from the menu of the person: its letter, and what is typed field by field."""
        self.person.wait(lambda: self.tab.record.standing is not None)
        self.person.press(Key.Key_M, with_=CTRL)
        self.person.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert menu is not None
        Walk.press_in(menu, letter)
        self.fill(self.dialog(StepDialog), typed)

    @staticmethod
    def press_in(menu: Any, letter: str) -> None:
        """The letter of a line of a menu."""
        QTest.keyClick(menu, Key(ord(letter.upper())))

    def fill(self, dialog: Any, typed: tuple[str, ...]) -> None:
        """Field by field with Tab, then saved."""
        for place, words in enumerate(typed):
            if place:
                self.person.press(Key.Key_Tab)
            if words:
                self.type_over(words)
        self.save(dialog)

    def tab_to(self, name: str, key: Key = Key.Key_Tab) -> None:
        """Tab, or Backtab, until a screen reader says this name."""
        for _ in range(90):
            focused = QApplication.focusWidget()
            if focused is not None and focused.accessibleName() == name:
                return
            self.person.press(key)
        raise AssertionError(f"Tab never comes to {name}")

    def press_button(self, name: str, kind: type[QDialog] = RecordDialog) -> Any:
        """A button of the page, found with Tab; gives the dialog it opens."""
        self.tab_to(name)
        self.person.press(Key.Key_Return)
        return self.dialog(kind)

    def figure(self, key: str) -> Any:
        """What a figure of April is."""
        return self._figures()[key]


def said(day: date) -> str:
    """A day as it is typed."""
    return f"{day.day}/{day.month}/{day.year}"


@pytest.fixture
def walk(
    empty_unit: Path,
    tmp_path: Path,
    qtbot: QtBot,
    theme: Theme,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Walk:
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        assert bring_in(desk, write_book(tmp_path / "staff.xlsx", STAFF)).written

    def figures() -> dict[str, Any]:
        capsys.readouterr()
        copy = copy_unit(unit, tmp_path / f"copy-{len(list(tmp_path.iterdir()))}.ipsdesk")
        assert run(["kpis", "--unit", str(copy), "--period", "2026-04-01..2026-04-30", "--json"]) == 0
        return {one["key"]: one for one in json.loads(capsys.readouterr().out)["measures"]}

    return Walk(AtTheWindow(qtbot, theme, tmp_path, TODAY), unit, monkeypatch, figures)


def begin_the_way(walk: Walk) -> None:
    """Somebody new is referred, accepted, started and handed over."""
    person = walk.person
    # Somebody new, and the referral that is asked for next.
    person.press(Key.Key_K, with_=CTRL)
    person.press("Add person", Key.Key_Return)
    form = walk.dialog(RecordDialog)
    person.press("Cora Reed")
    walk.save(form)
    walk.fill(walk.dialog(StepDialog), (said(TODAY - 20 * DAY), "GP"))
    assert walk.figure("access.referrals")["value"] == 1
    walk.person.wait(lambda: [row.name for row in walk.tab.list.model.shown] == ["Cora Reed"])

    walk.step("a", said(TODAY - 18 * DAY))
    assert walk.figure("access.accepted")["value"] == 1
    walk.step("s", said(TODAY - 12 * DAY), "out of work")
    figures = walk._figures()
    assert figures["access.started"]["value"] == 1
    assert figures["access.days_to_start"]["value"] == 6
    assert figures["caseload.working"]["value"] == 1
    assert figures["caseload.named_specialist"]["numerator"] == 0
    walk.step("h", "Tom Ellery", said(TODAY - 12 * DAY))
    assert walk.figure("caseload.named_specialist")["numerator"] == 1


def learn_and_plan(walk: Walk) -> None:
    """Profile in two sessions, a goal that is rated and reached, a plan."""
    person = walk.person
    person.press(Key.Key_PageDown, with_=CTRL)
    person.wait(lambda: walk.tab.record.pages.page is not None and not person.background.busy)
    form = walk.press_button("Begin the profile")
    person.press("Work with bread")
    walk.save(form)
    for minutes in ("45", "30"):
        form = walk.press_button("Add session")
        form.form.go_to("minutes")
        person.press(minutes)
        walk.save(form)
    walk.tab_to("Add goal", Key.Key_Backtab)
    form = walk.press_button("Add goal")
    person.press("Bake for a shop in town")
    walk.save(form)
    walk.tab_to("Goals")
    person.press(Key.Key_Space)
    form = walk.dialog(RecordDialog)
    person.press("4")
    walk.save(form)
    walk.tab_to("Goal reached", Key.Key_Backtab)
    walk.save(walk.press_button("Goal reached", StepDialog))
    assert walk.figure("goals.reached")["value"] == 1
    person.press(Key.Key_PageDown, with_=CTRL)
    person.wait(lambda: not person.background.busy)
    walk.tab_to("Add plan", Key.Key_Backtab)
    walk.save(walk.press_button("Add plan"))
    assert walk.figure("caseload.plan")["numerator"] == 1


def test_from_the_referral_to_the_next_by_keyboard_alone(walk: Walk) -> None:
    walk.sit_down()
    begin_the_way(walk)
    learn_and_plan(walk)
    walk.step("c", said(TODAY), "moved away")
    assert walk.figure("caseload.working")["value"] == 0
    walk.step("g")
    assert walk.figure("access.referrals")["value"] == 2
    walk.person.leave()

    with sit_down(walk.unit, TODAY) as desk:
        assert rows_of(desk, "SELECT reference, received_on, closed_on, closure_reason FROM episodes") == [
            ("R1", "2026-04-04", "2026-04-24", "moved away"),
            ("R2", "2026-04-24", None, None),
        ]
        assert rows_of(desk, "SELECT minutes FROM profile_sessions ORDER BY id") == [(45,), (30,)]
        assert rows_of(
            desk, "SELECT rating, reached_on FROM goals JOIN goal_ratings ON goal_id = goals.id"
        ) == [(4, "2026-04-24")]
        assert [line.sentence for line in desk.checks() if not line.ok] == []
