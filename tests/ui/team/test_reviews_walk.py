"""By keyboard alone: a caseload review is begun, decided person by person, completed and printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ipsdesk.services.caseload_reviews_reading import ReviewLine, ReviewsPage
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.printing import PrintPreview
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.team.review_bar import ReviewBar
from ipsdesk.ui.team.reviews_view import ReviewsView
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.services.test_supervision import BOOK, TODAY
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.team.test_standards_walk import Walk
from tests.units import bring_in, copy_unit, rows_of, sit_down, write_book

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
REVIEW = ReviewLine(1, "CR1", TODAY, 1, "Ros Aldous", "Sam Lee", None, "", 2, 0)


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        assert bring_in(desk, write_book(tmp_path / "book.xlsx", BOOK)).written
    return unit


@pytest.fixture
def walk(qtbot: QtBot, theme: Theme, tmp_path: Path, unit: Path) -> Walk:
    made = Walk(AtTheWindow(qtbot, theme, tmp_path, TODAY))
    made.sit_down(unit)
    return made


def closed_by_escape(walk: Walk, kind: type[QDialog]) -> None:
    """The dialog that a decision led to; what it offers is left for later."""
    walk.dialog(kind)
    walk.person.press(Key.Key_Escape)
    walk.person.wait(lambda: not any(one.isVisible() for one in walk.person.window.findChildren(kind)))
    walk.person.window.activateWindow()
    walk.person.wait(walk.person.window.isActiveWindow)


def decide(walk: Walk, name: str, key: str, decision: str) -> None:
    view: Any = walk.view
    walk.go_down_to(name)
    QTest.keyClicks(view.list.view, key)
    walk.settle(lambda: view.chosen.decision == decision)


def is_complete(view: ReviewsView) -> bool:
    chosen = view.page.chosen if view.page is not None else None
    return chosen is not None and chosen.completed_on == TODAY


def test_a_caseload_is_reviewed_from_its_beginning_to_paper(walk: Walk, unit: Path) -> None:
    person = walk.person
    walk.turn_to("Caseload reviews")
    view = walk.view
    assert isinstance(view, ReviewsView)
    person.press(Key.Key_N, with_=CTRL | SHIFT)
    asked = walk.dialog(StepDialog)
    walk.type_in(asked, staff="Ros Aldous")
    walk.save(asked)
    walk.settle(lambda: [one.name for one in view.rows] == ["Annis Fold", "Bram Hale"])
    decide(walk, "Annis Fold", "l", "close")
    closed_by_escape(walk, StepDialog)
    decide(walk, "Annis Fold", "s", "step down")
    closed_by_escape(walk, RecordDialog)
    decide(walk, "Bram Hale", "c", "continue")
    QTest.keyClicks(view.list.view, "n")
    note = walk.dialog(StepDialog)
    walk.type_in(note, note="Wants the same days")
    walk.save(note)
    walk.settle(lambda: view.rows[1].note == "Wants the same days")
    walk.press_button(view.bar.complete)
    walk.settle(lambda: is_complete(view))
    walk.press_button(view.bar.paper)
    person.wait(lambda: any(one.isVisible() for one in person.window.findChildren(PrintPreview)))
    (paper,) = person.window.findChildren(PrintPreview)
    paper.activateWindow()  # a desktop would do so
    person.wait(paper.isActiveWindow)
    person.press(Key.Key_Escape)
    walk.gone(paper)
    person.leave()
    with sit_down(unit, TODAY) as desk:
        decided = "SELECT decision, note FROM caseload_review_lines ORDER BY client_id"
        assert rows_of(desk, decided) == [("step down", None), ("continue", "Wants the same days")]
        assert rows_of(desk, "SELECT closed_on FROM episodes WHERE closed_on IS NOT NULL") == []


def test_large_text_leaves_the_room_to_the_list(theme: Theme, qtbot: QtBot) -> None:
    bar = ReviewBar(theme)
    qtbot.addWidget(bar)
    bar.show_page(ReviewsPage(TODAY, None, (REVIEW,), (), REVIEW), leads=True, may_decide=True)
    assert not bar.keys.isHidden()
    small = bar.sizeHint().height()
    theme.choose(Shade.LIGHT, 200)
    assert bar.keys.isHidden()
    assert bar.words.isHidden()
    assert bar.sizeHint().height() < 2 * small
