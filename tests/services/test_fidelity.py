"""Fidelity reviews scored, completed and reopened: what is refused, what stays, what is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ipsdesk.errors import CannotRun, NotAllowed, NotSaved
from ipsdesk.rules.ips25_proposals import propose
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Editing, Plain, Typed
from ipsdesk.services.fidelity_plan import FidelityPlan, PlanAction
from ipsdesk.services.roles import Actor, Role
from ipsdesk.services.today import Scope
from ipsdesk.services.today_lines import TodayKind
from tests.services.fidelity_books import a_unit_at_the_borders
from tests.units import bring_in, copy_unit, rows_of, sit_down, write_book

TODAY = date(2026, 6, 30)
EXTERNAL, SELF = 1, 2


@pytest.fixture(scope="module")
def closed(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed unit with a scored external review and a self-assessment to be scored."""
    folder = tmp_path_factory.mktemp("fidelity")
    with sit_down(copy_unit(empty_unit, folder / "Larkrise.ipsdesk"), TODAY) as desk:
        a_unit_at_the_borders(desk, folder)
    return folder / "Larkrise.ipsdesk"


@pytest.fixture
def desk(closed: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk at a copy of it."""
    with sit_down(copy_unit(closed, tmp_path / "Larkrise.ipsdesk"), TODAY) as desk:
        yield desk


def change(desk: Desk, kind: str, id_: int, values: dict[str, Plain]) -> None:
    form = desk.editing.form(kind, id_)
    desk.editing.save(Typed(kind, id_, form.version, {**form.values, **values}))


def score_all(desk: Desk, score: int = 4) -> None:
    """Every item of the self-assessment the same, with a reason where records propose another."""
    for number in range(1, 26):
        desk.fidelity.score(SELF, number, score, "Seen otherwise on the day.")


# ---- scoring ----------------------------------------------------------------------------------------


def test_scores_are_kept_with_what_records_proposed_and_why_they_differ(desk: Desk) -> None:
    desk.fidelity.score(SELF, 15, 3)
    item = desk.fidelity.sheet(SELF).items[14]
    assert (item.score, item.proposed, item.lacks_reason, item.before) == (3, 4, True, 4)
    assert item.arithmetic == "31 / 1 = 31 days from start to first employer met, on average."
    desk.fidelity.score(SELF, 15, 3, "Two of them were away.")
    assert desk.fidelity.sheet(SELF).items[14].reason == "Two of them were away."
    desk.fidelity.score(SELF, 15, 4)
    assert not desk.fidelity.sheet(SELF).items[14].reason
    desk.fidelity.score(SELF, 15, None)
    assert desk.fidelity.sheet(SELF).standing.words == "0 of 25 scored, subtotal 0"


@pytest.mark.parametrize("score", [0, 6, -1, True])
def test_a_score_outside_1_to_5_is_refused_in_a_sentence(desk: Desk, score: int) -> None:
    with pytest.raises(CannotRun, match=rf"from 1 to 5, not {score}. Nothing was changed"):
        desk.fidelity.score(SELF, 3, score)
    with pytest.raises(CannotRun, match="items 1 to 25, not 26"):
        desk.fidelity.score(SELF, 26, 3)


def test_parts_make_the_score_of_their_item(desk: Desk) -> None:
    desk.fidelity.tick(SELF, 13, [1, 3])
    desk.fidelity.tick(SELF, 25, [1, 2, 3, 4])
    items = desk.fidelity.sheet(SELF).items
    assert (items[12].score, items[12].parts, items[24].score) == (3, (1, 3), 3)
    with pytest.raises(CannotRun, match="2 ticked makes 3"):
        desk.fidelity.score(SELF, 13, 5)
    with pytest.raises(CannotRun, match="no part 5"):
        desk.fidelity.tick(SELF, 13, [5])
    with pytest.raises(CannotRun, match="Item 3 has no part"):
        desk.fidelity.tick(SELF, 3, [])
    desk.fidelity.tick(SELF, 13, [])
    desk.fidelity.score(SELF, 13, 5)


def test_several_reviewers_score_and_write(desk: Desk) -> None:
    desk.fidelity.reviewer_score(SELF, 3, "Priya Nair", 4)
    desk.fidelity.reviewer_score(SELF, 3, "Marta Lowe", 3, "One stage is missing.")
    desk.fidelity.reviewer_score(SELF, 3, " Priya  Nair ", 5)
    desk.fidelity.say(SELF, 3, comment="All six stages.", evidence="Two files read.")
    desk.fidelity.say(SELF, 3, comment="")
    item = desk.fidelity.sheet(SELF).items[2]
    assert [(one.reviewer, one.score) for one in item.scores] == [("Priya Nair", 5), ("Marta Lowe", 3)]
    assert (item.comment, item.evidence, item.score) == ("", "Two files read.", None)
    with pytest.raises(CannotRun, match="Say whose score"):
        desk.fidelity.reviewer_score(SELF, 3, " ", 4)


def test_only_leads_and_managers_score(desk: Desk) -> None:
    actor = Actor(1, "Priya Nair", Role.PRACTITIONER)
    editing = Editing(replace(desk.workspace, actor=actor))
    assert {"fidelity review", "fidelity action"}.isdisjoint(editing.kinds())
    with pytest.raises(NotAllowed):
        editing.form("fidelity review", SELF)


# ---- completing -------------------------------------------------------------------------------------


def test_completing_names_what_is_missing(desk: Desk) -> None:
    score_all(desk)
    desk.fidelity.score(SELF, 7, None)
    desk.fidelity.score(SELF, 12, None)
    with pytest.raises(CannotRun, match="items 7 and 12 have no score"):
        desk.fidelity.complete(SELF)
    desk.fidelity.score(SELF, 7, 4)
    desk.fidelity.score(SELF, 12, 4)
    desk.fidelity.score(SELF, 17, 3, "")
    with pytest.raises(CannotRun, match="item 17 has another score than the records propose"):
        desk.fidelity.complete(SELF)
    desk.fidelity.score(SELF, 17, 3, "The log was short.")
    assert desk.fidelity.complete(SELF).words.endswith("completed, 99 of 125: fair")
    assert desk.fidelity.sheet(SELF).completed_on == TODAY


def test_what_was_scored_in_a_workbook_needs_its_reasons_too(desk: Desk) -> None:
    assert propose(15, 30, 1)
    with pytest.raises(CannotRun, match="another score than the records propose"):
        desk.fidelity.complete(EXTERNAL)


def test_a_complete_review_is_frozen_until_it_is_reopened(desk: Desk) -> None:
    score_all(desk)
    desk.fidelity.complete(SELF)
    for write in (
        lambda: desk.fidelity.score(SELF, 3, 5),
        lambda: desk.fidelity.tick(SELF, 5, [1]),
        lambda: desk.fidelity.reviewer_score(SELF, 3, "Priya Nair", 5),
        lambda: desk.fidelity.say(SELF, 3, comment="late"),
        lambda: change(desk, "fidelity review", SELF, {"kind": "peer"}),
    ):
        with pytest.raises(CannotRun, match="This review is complete"):
            write()
    with pytest.raises(CannotRun, match="Say why"):
        desk.fidelity.reopen(SELF, " ")
    desk.fidelity.reopen(SELF, "Item 3 was read wrongly.")
    desk.fidelity.score(SELF, 3, 5)
    sheet = desk.fidelity.sheet(SELF)
    assert (sheet.completed_on, sheet.reopened_on, sheet.reopened_reason) == (
        None,
        TODAY,
        "Item 3 was read wrongly.",
    )
    with pytest.raises(CannotRun, match="nothing to reopen"):
        desk.fidelity.reopen(SELF, "again")


def test_no_form_completes_a_review(desk: Desk) -> None:
    with pytest.raises(NotSaved) as refused:
        change(desk, "fidelity review", SELF, {"completed_on": TODAY})
    assert "completing or reopening" in refused.value.problems["completed_on"]


def test_a_workbook_neither_changes_nor_half_completes_a_review(desk: Desk, tmp_path: Path) -> None:
    score_all(desk)
    desk.fidelity.reviewer_score(SELF, 3, "Priya Nair", 4)
    desk.fidelity.complete(SELF)
    reviews: list[list[object]] = [["Review ID", "Date", "Item 3"], ["F2", date(2026, 6, 1), 5]]
    scores: list[list[object]] = [
        ["Review ID", "Item", "Reviewer", "Score"],
        ["F2", 3, "Marta Lowe", 5],
        ["F2", 3, "Priya Nair", 4],
    ]
    half: list[list[object]] = [
        ["Review ID", "Date", "Item 1", "Completed on"],
        ["F9", date(2026, 6, 1), 5, TODAY],
    ]
    for name, rows, words in (
        ("Fidelity reviews", reviews, "this review is complete"),
        ("Fidelity scores", scores, "this review is complete"),
        ("Fidelity reviews", half, "completed, but items 2, 3, 4"),
    ):
        report = bring_in(desk, write_book(tmp_path / "again.xlsx", {name: rows}))
        assert [words in str(problem) for problem in report.problems] == [True]
    again = write_book(tmp_path / "same.xlsx", {"Fidelity scores": [scores[0], scores[2]]})
    assert not bring_in(desk, again).problems


def test_completing_is_one_change_that_can_be_undone(desk: Desk) -> None:
    score_all(desk)
    desk.fidelity.complete(SELF)
    desk.records.undo_last()
    assert desk.fidelity.sheet(SELF).completed_on is None


def test_a_review_ahead_is_planned_and_cannot_be_completed(desk: Desk) -> None:
    change(desk, "fidelity review", SELF, {"on_date": date(2026, 9, 1)})
    assert desk.fidelity.reviews()[0].planned
    score_all(desk)
    with pytest.raises(CannotRun, match="on 1 September 2026, so it can’t be completed before"):
        desk.fidelity.complete(SELF)


# ---- over time --------------------------------------------------------------------------------------


def test_totals_over_time_and_two_reviews_side_by_side(desk: Desk) -> None:
    score_all(desk, 5)
    assert [(one.total, one.kind) for one in desk.fidelity.over_time().points] == [
        (100, "external"),
        (125, "self"),
    ]
    assert desk.fidelity.over_time().sentence == (
        "The latest total is 125 of 125: exemplary, 25 more than in the review before."
    )
    compared = desk.fidelity.compare(SELF, EXTERNAL)
    assert {(one.score, one.other) for one in compared.items} == {(5, 4)}
    assert (compared.standing.total, compared.other_standing.total) == (125, 100)


def test_the_calendar_counts_from_the_day_of_the_review(desk: Desk) -> None:
    steps = {one.step: one.due_on for one in desk.fidelity.calendar(EXTERNAL)}
    assert steps == {
        "evidence gathered": date(2025, 4, 2),
        "timetable agreed": date(2025, 5, 19),
        "personal data deleted": date(2025, 6, 16),
        "report received": date(2025, 6, 30),
        "our comments sent": date(2025, 7, 7),
        "action plan agreed": date(2025, 7, 14),
    }
    desk.fidelity.step_done(EXTERNAL, "report received", date(2025, 6, 20))
    again = {one.step: one for one in desk.fidelity.calendar(EXTERNAL)}
    assert again["our comments sent"].due_on == date(2025, 6, 27)
    assert again["report received"].done_on == date(2025, 6, 20)
    assert len(desk.fidelity.calendar(SELF)) == 2
    with pytest.raises(CannotRun, match="lies ahead"):
        desk.fidelity.step_done(EXTERNAL, "our comments sent", date(2026, 7, 1))


def test_reviews_are_due_from_the_start_of_the_posts(desk: Desk) -> None:
    """The contract began after the first specialist did."""
    first, target, yearly = desk.fidelity.due()
    assert (first.due_on, first.met_on) == (date(2025, 10, 1), date(2025, 6, 2))
    assert (target.due_on, target.met_on) == (date(2026, 4, 1), date(2025, 6, 2))
    assert (yearly.due_on, yearly.is_open) == (date(2025, 10, 1), True)
    score_all(desk)
    assert desk.fidelity.due()[2].due_on == date(2027, 6, 1)


def test_what_is_due_waits_on_today(desk: Desk) -> None:
    def lines() -> set[tuple[TodayKind, str]]:
        found = desk.today.lines(Scope.EVERYONE).lines
        return {(one.kind, one.words) for one in found if "FIDELITY" in one.kind.name}

    action = (TodayKind.FIDELITY_ACTION, "Two mornings a week at employers")
    step = (TodayKind.FIDELITY_STEP, "Fidelity review: action plan agreed")
    assert {action, step} <= lines()
    desk.fidelity_plan.revise(actions(desk)[0].id, date(2026, 12, 1), "The car is away.")
    desk.fidelity.step_done(SELF, "action plan agreed", TODAY)
    assert {action, step}.isdisjoint(lines())


# ---- action plan ------------------------------------------------------------------------------------


def actions(desk: Desk) -> tuple[PlanAction, ...]:
    return desk.fidelity_plan.actions(EXTERNAL)


def as_staff(desk: Desk, staff: int, name: str) -> FidelityPlan:
    """The plan as the lead sees it who is this member of staff."""
    return FidelityPlan(replace(desk.workspace, actor=Actor(90 + staff, name, Role.LEAD)))


def test_an_action_is_overdue_by_the_day_that_holds(desk: Desk) -> None:
    late, other = actions(desk)
    assert (late.is_overdue, late.due, other.is_overdue) == (True, date(2025, 9, 1), False)
    desk.fidelity_plan.revise(late.id, date(2026, 12, 1), "The car is away.")
    late = next(one for one in actions(desk) if one.id == late.id)
    assert (late.is_overdue, late.due, late.due_on, late.revised_reason) == (
        False, date(2026, 12, 1), date(2025, 9, 1), "The car is away.",
    )  # fmt: skip
    with pytest.raises(CannotRun, match="not due before its review"):
        desk.fidelity_plan.revise(late.id, date(2025, 6, 1), "Why not.")
    with pytest.raises(CannotRun, match="Say why"):
        desk.fidelity_plan.revise(late.id, date(2026, 12, 2), "")


def test_an_action_is_verified_by_somebody_else(desk: Desk) -> None:
    by_link, by_name = actions(desk)
    priya, owen = as_staff(desk, 1, "Priya Nair"), as_staff(desk, 2, "Owen Vale")
    with pytest.raises(CannotRun, match="not done yet"):
        owen.verify(by_link.id, TODAY)
    for one in (by_link, by_name):
        desk.fidelity_plan.done(one.id, date(2026, 6, 20))
    with pytest.raises(CannotRun, match="somebody other than its owner"):
        priya.verify(by_link.id, TODAY)
    with pytest.raises(CannotRun, match="somebody other than its owner"):
        owen.verify(by_name.id, TODAY)
    with pytest.raises(CannotRun, match="not linked to a member of staff"):
        desk.fidelity_plan.verify(by_link.id, TODAY)
    owen.verify(by_link.id, TODAY)
    done = next(one for one in actions(desk) if one.id == by_link.id)
    assert (done.status, done.verified_by, done.is_open) == ("done, evidenced", "Owen Vale", False)


def test_an_action_is_stopped_with_a_reason_and_notes_are_added(desk: Desk) -> None:
    one = actions(desk)[0]
    desk.fidelity_plan.note(one.id, TODAY, "Asked for the car.")
    desk.fidelity_plan.stop(one.id, "The unit moved into town.")
    stopped = next(other for other in actions(desk) if other.id == one.id)
    assert (stopped.status, stopped.stopped_reason) == ("stopped", "The unit moved into town.")
    assert [note.words for note in stopped.notes] == ["Asked for the car."]
    with pytest.raises(CannotRun, match="stopped already"):
        desk.fidelity_plan.done(one.id, TODAY)


def test_the_plan_predicts_a_total(desk: Desk) -> None:
    assert desk.fidelity_plan.predicted(EXTERNAL).words == "If each target is reached: 102 of 125: good."
    desk.fidelity_plan.stop(actions(desk)[0].id, "Not now.")
    assert desk.fidelity_plan.predicted(EXTERNAL).then.total == 101


def test_an_action_due_before_its_review_is_refused_by_the_form(desk: Desk) -> None:
    early: dict[str, Plain] = {"due_on": date(2025, 6, 1)}
    with pytest.raises(NotSaved) as refused:
        change(desk, "fidelity action", actions(desk)[0].id, early)
    assert refused.value.problems["due_on"] == "Due 1 June 2025 is before its review of 2 June 2025"
    with pytest.raises(NotSaved) as refused:
        change(desk, "fidelity review", EXTERNAL, {"on_date": date(2026, 1, 1)})
    assert "due earlier, on 1 September 2025" in refused.value.problems["on_date"]
    assert rows_of(desk, "SELECT on_date FROM fidelity_reviews WHERE id = 1") == [("2025-06-02",)]


def test_no_form_gives_a_number_that_the_scale_does_not_have(desk: Desk) -> None:
    for score in (0, 6, "three"):
        with pytest.raises(NotSaved) as refused:
            change(desk, "fidelity review", SELF, {"item_3": score})
        said = f"Item 3 is a whole number from 1 to 5, not {score}"
        assert refused.value.problems == {"item_3": said}


def test_parts_that_an_item_does_not_have_are_passed_over(desk: Desk, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Review ID", "Item", "Parts met"],
        ["F2", 1, "1; 2"],
        ["F2", 5, "1; 2; 3; 4; 5; 6; a"],
    ]
    assert not bring_in(desk, write_book(tmp_path / "parts.xlsx", {"Fidelity items": rows})).problems
    items = desk.fidelity.sheet(SELF).items
    assert (items[0].parts, items[4].parts) == ((), (1, 2, 3, 4, 5))
    desk.fidelity.score(SELF, 1, 3, "Seen otherwise on the day.")
    desk.fidelity.score(SELF, 5, 5)


def test_a_score_that_its_parts_do_not_make_keeps_a_review_open(desk: Desk, tmp_path: Path) -> None:
    score_all(desk)
    rows: list[list[object]] = [["Review ID", "Item", "Parts met"], ["F2", 5, "1; 2"]]
    assert not bring_in(desk, write_book(tmp_path / "parts.xlsx", {"Fidelity items": rows})).problems
    with pytest.raises(CannotRun, match="item 5 has another score than the ticked parts make"):
        desk.fidelity.complete(SELF)


def test_an_action_leads_up_and_does_not_start_after_it_is_due(desk: Desk) -> None:
    action: dict[str, Plain] = {
        "review_id": str(SELF),
        "item": 3,
        "action": "Meet",
        "due_on": date(2026, 9, 1),
    }
    refusals: tuple[tuple[dict[str, Plain], str, str], ...] = (
        ({"current_score": 4, "target_score": 4}, "target_score", "is not above the current score, 4"),
        ({"current_score": 4, "target_score": 6}, "target_score", "from 1 to 5, not 6"),
        ({"start_on": date(2026, 9, 2)}, "start_on", "is after the day it is due, 1 September 2026"),
    )
    for given, at, words in refusals:
        form = desk.editing.blank("fidelity action")
        with pytest.raises(NotSaved) as refused:
            desk.editing.save(Typed("fidelity action", None, form.version, {**action, **given}))
        assert words in refused.value.problems[at]
