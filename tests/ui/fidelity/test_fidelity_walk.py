"""By keyboard alone: a self-assessment scored to its end, two proposals overridden, the plan, the report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.rules.ips25 import standing
from ipsdesk.ui.fidelity.plan_view import PlanView
from ipsdesk.ui.fidelity.rows_dialog import RowsDialog
from ipsdesk.ui.fidelity.sheet_view import SheetView
from ipsdesk.ui.fidelity.tab import FidelityTab
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.printing import PrintPreview
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.theme import Theme
from tests.ui.at_the_window import AtTheWindow, Key
from tests.units import TODAY, copy_unit, rows_of, sit_down

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
REASONS = {15: "Two waited for leave to be granted", 19: "Kitchen porter and kitchen assistant are one kind"}


class Walk:
    """One person at the keyboard, on the tab of fidelity."""

    def __init__(self, person: AtTheWindow) -> None:
        self.person = person

    @property
    def tab(self) -> FidelityTab:
        """The tab, once it is made."""
        page = self.person.window.page
        assert page is not None
        tab = page.current_tab()
        assert isinstance(tab, FidelityTab)
        return tab

    @property
    def inside(self) -> Any:
        """What lies on it."""
        return self.tab.inside

    def sit_down(self, unit: Path) -> None:
        """Sign in, and go to the tab with Ctrl+5."""
        self.person.sign_in(unit)
        self.person.press(Key.Key_5, with_=CTRL)
        self.settle()
        self.person.wait(lambda: bool(self.inside.reviews))

    def settle(self) -> None:
        """Until everything is written and read."""
        self.person.wait(lambda: not self.person.background.busy)

    def next_part(self, kind: type[QWidget]) -> Any:
        """Ctrl+Shift+PgDown: to the next part, which is this one."""
        self.person.press(Key.Key_PageDown, with_=CTRL | SHIFT)
        self.settle()
        assert isinstance(self.inside.view, kind)
        self.person.wait(lambda: self.inside.view.isAncestorOf(QApplication.focusWidget() or self.tab))
        return self.inside.view

    def dialog(self, kind: type[QDialog]) -> Any:
        """The dialog of this kind that is open and has the keyboard."""
        found: list[Any] = []

        def is_ready() -> bool:
            found[:] = [one for one in self.person.window.findChildren(kind) if one.isVisible()]
            if not found:
                return False
            found[0].activateWindow()  # a desktop would do so
            form = getattr(found[0], "form", found[0])
            return form is not None and form.isAncestorOf(QApplication.focusWidget() or found[0])

        self.person.wait(is_ready)
        return found[0]

    def gone(self, kind: type[QDialog]) -> None:
        """Until no such dialog is open and the window has the keyboard again."""
        window = self.person.window
        self.person.wait(lambda: not any(one.isVisible() for one in window.findChildren(kind)))
        window.activateWindow()
        self.person.wait(window.isActiveWindow)
        self.settle()

    def fill_in(self, dialog: Any, **typed: str) -> None:
        """Words in fields, then Ctrl+S."""
        for name, words in typed.items():
            dialog.form.go_to(name)
            self.person.press(Key.Key_A, with_=CTRL)
            self.person.press(words)
        self.person.press(Key.Key_S, with_=CTRL)
        self.gone(type(dialog))


@pytest.fixture
def walk(qtbot: QtBot, theme: Theme, tmp_path: Path, demo_unit: Path) -> Walk:
    made = Walk(AtTheWindow(qtbot, theme, tmp_path, TODAY))
    made.sit_down(copy_unit(demo_unit, tmp_path / "Demo.ipsdesk"))
    return made


def test_a_self_assessment_by_keyboard_alone(walk: Walk, tmp_path: Path) -> None:
    sheet = walk.next_part(SheetView)
    score_what_is_missing(walk, sheet)
    settle_proposals(walk, sheet)
    look_at_the_rows(walk, sheet)
    complete(walk, sheet)
    plan(walk)
    report(walk, tmp_path)
    total = sheet.sheet.standing
    walk.person.leave()
    with sit_down(tmp_path / "Demo.ipsdesk") as desk:
        scored = (
            "SELECT item, reason, proposed FROM fidelity_items JOIN fidelity_reviews AS review "
            "ON review.id = review_id WHERE reason IS NOT NULL AND reference = 'F4' ORDER BY item"
        )
        assert [(item, why) for item, why, _ in rows_of(desk, scored)] == list(REASONS.items())
        assert all(proposed for *_, proposed in rows_of(desk, scored))
        frozen = "SELECT completed_on FROM fidelity_reviews WHERE reference = 'F4'"
        assert rows_of(desk, frozen) == [(str(TODAY),)]
        sheets = {one.reference: one.standing for one in desk.fidelity.reviews()}
        assert sheets["F4"] == total


def score_what_is_missing(walk: Walk, sheet: Any) -> None:
    """Home, then down item by item: what has no score gets a 4."""
    person, items = walk.person, sheet.items
    person.wait(lambda: bool(sheet.proposed))
    person.press(Key.Key_Home)
    for row in list(items.rows):
        assert items.item == row.number
        if row.score is None:
            person.press("4")
        person.press(Key.Key_Down)
    walk.settle()
    assert [one.number for one in items.rows if one.score is None] == []
    scores = {one.number: one.score for one in items.rows}
    assert sheet.page.total.figure.text() == str(standing(scores).subtotal)


def settle_proposals(walk: Walk, sheet: Any) -> None:
    """P takes over what the records propose, except where a reason is given."""
    person, items = walk.person, sheet.items
    person.press(Key.Key_Home)
    for number in range(1, 26):
        row = items.rows[number - 1]
        if number in REASONS:
            person.press("2" if row.proposed != 2 else "3")
            walk.settle()
            person.press(Key.Key_Return)
            person.wait(sheet.item.reason.text.hasFocus)
            person.press(REASONS[number], Key.Key_Escape)
            person.wait(items.hasFocus)
        elif row.proposed is not None and row.proposed != row.score:
            person.press("p")
        person.press(Key.Key_Down)
    walk.settle()
    assert [one.number for one in items.rows if one.lacks_reason] == []


def look_at_the_rows(walk: Walk, sheet: Any) -> None:
    """One press shows what an item is counted from."""
    sheet.items.go_to(17)
    walk.person.press(Key.Key_B, with_=CTRL | SHIFT)
    dialog = walk.dialog(RowsDialog)
    assert len(dialog.rows.lines.lines) > 1
    walk.person.press(Key.Key_Escape)
    walk.gone(RowsDialog)


def complete(walk: Walk, sheet: Any) -> None:
    """Frozen from then on."""
    walk.person.press(Key.Key_F, with_=CTRL | SHIFT)
    walk.person.wait(lambda: sheet.sheet.completed_on == TODAY)
    walk.settle()
    before = sheet.items.rows[0].score
    sheet.items.setFocus()
    walk.person.press(Key.Key_Home, "1")
    walk.settle()
    assert sheet.items.rows[0].score == before


def plan(walk: Walk) -> None:
    """An action for an item, with a note; its target is in the prediction."""
    view = walk.next_part(PlanView)
    walk.person.press(Key.Key_N, with_=CTRL | SHIFT)
    dialog = walk.dialog(RecordDialog)
    walk.fill_in(dialog, item="19", action="Visit three trades new to us", owner="Tomos Bridge",
                 due_on="27/1/2027", current_score="2", target_score="4")  # fmt: skip
    walk.person.wait(lambda: len(view.rows) == 1)
    view.list.view.setFocus()
    walk.person.press(Key.Key_Home)
    walk.person.wait(lambda: view.chosen is not None)
    view.notes.buttons[0].setFocus()
    walk.person.press(Key.Key_Space)
    walk.fill_in(walk.dialog(StepDialog), words="The first visit is agreed")
    walk.person.wait(lambda: [one.note for one in view.notes.list.lines] == ["The first visit is agreed"])
    assert "of 125" in view.predicted._words.words.text()


def report(walk: Walk, folder: Path) -> None:
    """On paper it opens in the preview; as Word it is written and read back."""
    walk.person.press(Key.Key_P, with_=CTRL)
    preview = walk.dialog(PrintPreview)
    assert preview.pages.count >= 2
    preview.sending.save_to(str(folder / "review.pdf"))
    walk.settle()
    assert (folder / "review.pdf").read_bytes().startswith(b"%PDF")
    walk.person.press(Key.Key_Escape)
    walk.gone(PrintPreview)
    outgoing = walk.inside.outgoing
    outgoing._review = walk.inside.line
    outgoing.write_word_to(str(folder / "review.docx"))
    walk.settle()
    document = Document(str(folder / "review.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any(REASONS[15] in text for text in cells)
    assert any("Visit three trades new to us" in text for text in cells)
