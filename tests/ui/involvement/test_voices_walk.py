"""By keyboard alone: a survey of four, then seven answers; a joint training; a story withdrawn."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ipsdesk.services.surveys import Answer
from ipsdesk.ui.involvement.survey_alone import SurveyAlone
from ipsdesk.ui.involvement.survey_paper import PaperDialog
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.printing import PrintPreview
from ipsdesk.ui.records.picker import Picker
from ipsdesk.ui.theme import Theme
from tests.services.meeting_books import TODAY, add, key_of, meeting_unit
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.involvement.test_involvement_walk import CTRL, Walk
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import copy_unit, rows_of, sit_down

KEPT, HALF = "keptheron", "halfheron"
ANSWERED = "SELECT count(*), count(DISTINCT overall), min(q1), min(on_date) FROM survey_responses"


@pytest.fixture(scope="module")
def closed_books(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("voices")
    with sit_down(copy_unit(empty_unit, folder / "Larkrise.ipsdesk"), TODAY) as desk:
        meeting_unit(desk, folder)
        annis = key_of(desk, "clients", "C1")
        add(desk, "survey round", kind="half-yearly", opens_on=TODAY, closes_on=date(2026, 5, 8), asked=9)
        add(desk, "joint training", on_date=TODAY, title="Talking about risk", client_ids=[annis],
            trainer_clients=[annis], staff_ids=[key_of(desk, "staff", "S1")])  # fmt: skip
        story = add(desk, "story", client_id=annis, on_date=TODAY, title="Annis and the mill",
                    done="Annis Fold went in.", may_be_used=["in the unit"], consent_on=TODAY)  # fmt: skip
        desk.stories.use(story, "in the unit", "Notice board")
    return folder / "Larkrise.ipsdesk"


@pytest.fixture
def unit(closed_books: Path, tmp_path: Path) -> Path:
    return copy_unit(closed_books, tmp_path / "Larkrise.ipsdesk")


@pytest.fixture
def walk(qtbot: QtBot, theme: Theme, tmp_path: Path, unit: Path) -> Walk:
    made = Walk(AtTheWindow(qtbot, theme, tmp_path, TODAY))
    made.sit_down(unit)
    return made


def at_part(walk: Walk, part: str) -> Any:
    """The part with its first line chosen."""
    view = walk.inside.go_to_part(part)
    walk.settle(lambda: bool(view.rows))
    walk.person.press(Key.Key_F, with_=CTRL)
    walk.person.press(Key.Key_Return, Key.Key_Home, Key.Key_Return)
    walk.settle(lambda: view.chosen is not None)
    return view


def answer(walk: Walk, view: SurveyAlone) -> None:
    """The first answer to everything, by Space and Tab."""
    walk.person.wait(view.asking.overall.answers[0].hasFocus)
    for _ in range(len(view.asking.answers) + 1):
        walk.person.press(Key.Key_Space, Key.Key_Tab)
    walk.press_button(view.finish)
    walk.person.wait(view.end.hasFocus)


def four_answer(walk: Walk, surveys: Any) -> None:
    """Alone in the window, one after the other; then it is left, and the records are locked."""
    person, window = walk.person, walk.person.window
    page = window.page
    walk.press_button(surveys.answer)
    person.wait(lambda: bool(window.findChildren(SurveyAlone)))
    (view,) = window.findChildren(SurveyAlone)
    assert page is not None
    assert not page.isVisible()

    def nothing_is_wrong() -> None:
        assert [*unnamed(view), *too_small(view), *out_of_keyboards_reach(view), *cut(view)] == []

    person.wait(nothing_is_wrong)
    answer(walk, view)
    for _ in range(3):
        walk.press_button(view.next)
        answer(walk, view)
    person.press(Key.Key_Space)
    person.wait(lambda: window.page is None)


def _kept(paper: Any, many: int) -> bool:
    text: str = paper.doing.text()
    return text.startswith(f"{many} answer")


def three_on_paper(walk: Walk, surveys: Any) -> None:
    """Typed in by staff, one sheet after the other."""
    walk.press_button(surveys.paper)
    paper = walk.dialog(PaperDialog)
    for many in (1, 2, 3):
        walk.person.wait(paper.asking.overall.answers[0].hasFocus)
        walk.person.press(Key.Key_Space, Key.Key_Tab, Key.Key_Space)
        walk.person.press(Key.Key_S, with_=CTRL)
        walk.settle(partial(_kept, paper, many))
    walk.person.press(Key.Key_Escape)
    walk.gone(paper)


def test_a_survey_of_four_then_seven_answers(walk: Walk, unit: Path) -> None:
    four_answer(walk, at_part(walk, "Surveys"))
    walk.sit_down(unit)
    surveys = at_part(walk, "Surveys")
    walk.settle(lambda: surveys.results is not None)
    assert surveys.results.round.answers == 4
    assert surveys.tallies.list.lines == []
    three_on_paper(walk, surveys)
    walk.press_button(surveys.close_round)
    walk.save(walk.dialog(StepDialog))
    walk.settle(lambda: bool(surveys.tallies.list.lines))
    assert surveys.results.round.answers == 7
    assert [line.aside for line in surveys.tallies.list.lines] == ["7 of 7 yes"]
    walk.person.leave()
    with sit_down(unit, TODAY) as desk:
        assert rows_of(desk, ANSWERED) == [(7, 1, "yes", TODAY.isoformat())]
        trail = "SELECT count(*) FROM audit_entries WHERE kind LIKE '%answer%' OR kind LIKE '%response%'"
        assert rows_of(desk, trail) == [(0,)]


@pytest.mark.parametrize("way", ["paper", "answer"])
def test_an_answer_half_given_is_nowhere_after_the_lock(
    walk: Walk, unit: Path, tmp_path: Path, way: str
) -> None:
    """One is kept, one half given when nobody is there any more: of its words nothing stands anywhere."""
    person, surveys = walk.person, at_part(walk, "Surveys")
    walk.press_button(getattr(surveys, way))
    if way == "paper":
        view = walk.dialog(PaperDialog)
    else:
        person.wait(lambda: bool(person.window.findChildren(SurveyAlone)))
        (view,) = person.window.findChildren(SurveyAlone)
    for words in (KEPT, HALF):
        view.asking.show_answer(Answer(4, {1: "yes"}))
        view.asking.comment.text.setFocus()
        person.wait(view.asking.comment.text.hasFocus)
        person.press(words)
        if words == KEPT:
            view.give()
            person.wait(lambda: not person.background.busy)
            if isinstance(view, SurveyAlone):
                view.begin()
    assert view.asking.answer().comment == HALF
    assert person.window.guard is not None
    person.window.guard.idle.over.emit()
    person.wait(person.window.sign_in.isVisible)
    person.wait(lambda: not person.background.busy)
    person.window.close()
    person.background.finish()
    with sit_down(unit, TODAY) as desk:
        assert list(desk.drafts.mine()) == []
        tables = rows_of(desk, "SELECT name FROM sqlite_master WHERE type = 'table'")
        assert {
            (name, words)
            for (name,) in tables
            for words in (KEPT, HALF)
            if words in repr(rows_of(desk, f'SELECT * FROM "{name}"'))
        } == {("survey_responses", KEPT)}
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or not {KEPT, HALF} & set(file.read_text(errors="ignore").split()), file


def test_a_joint_training_is_signed_off(walk: Walk, unit: Path) -> None:
    training = at_part(walk, "Joint training")
    walk.press_button(training.sign)
    walk.save(walk.dialog(StepDialog))
    walk.settle(lambda: training.chosen.signed_on == TODAY)
    coverage = at_part(walk, "Who has been")
    assert [(one.side, one.been, one.here) for one in coverage.rows] == [("Staff", 1, 3)]
    walk.person.leave()
    with sit_down(unit, TODAY) as desk:
        assert rows_of(desk, "SELECT area, kind FROM involvements") == [("delivery", "training")]


def test_a_story_is_printed_without_names_then_withdrawn_and_asked_back(walk: Walk) -> None:
    person, stories = walk.person, at_part(walk, "Stories")
    walk.press_button(stories.out)
    picker = walk.dialog(Picker)
    person.press(Key.Key_Return)
    walk.gone_only(picker)
    preview = walk.dialog(PrintPreview)
    text = preview.pages.document.toPlainText()
    assert "Annis" not in text
    assert "[name] went in." in text
    person.press(Key.Key_Escape)
    walk.gone(preview)
    walk.press_button(stories.withdraw)
    walk.save(walk.dialog(StepDialog))
    walk.settle(lambda: stories.chosen.withdrawn_on == TODAY)
    assert stories.out.isHidden()
    stories.uses.list.setFocus()
    person.press(Key.Key_Home)
    walk.press_button(stories.back)
    walk.settle(lambda: not stories.chosen.to_ask_back)
    person.leave()
