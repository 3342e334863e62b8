"""What records propose for a fidelity review, at the borders of the scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from ipsdesk.errors import CannotRun
from ipsdesk.reports.fidelity_text import as_json, as_text
from ipsdesk.rules.ips25_proposals import LogReview
from ipsdesk.services.desk import Desk
from ipsdesk.services.fidelity_proposals import FidelityProposals, Proposal
from ipsdesk.services.fidelity_proposing import review_of
from ipsdesk.services.roles import Actor, Role
from tests.services.fidelity_books import ABOVE, BELOW, a_unit_at_the_borders
from tests.units import copy_unit, rows_of, sit_down


@pytest.fixture(scope="module")
def desk(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk at the unit at the borders; nothing is written to it."""
    folder = tmp_path_factory.mktemp("borders")
    with sit_down(copy_unit(empty_unit, folder / "Larkrise.ipsdesk")) as desk:
        a_unit_at_the_borders(desk, folder)
        yield desk


def said(desk: Desk, number: int, on: date) -> Proposal:
    return desk.fidelity_proposals.proposal(number, on)


@pytest.mark.parametrize(
    ("number", "on", "figure", "score"),
    [
        (1, BELOW, Fraction(41, 2), 4),
        (1, ABOVE, Fraction(51) / Fraction(5, 2), 5),
        (15, BELOW, Fraction(30), 5),
        (15, ABOVE, Fraction(31), 4),
        (17, BELOW, Fraction(40 * 7, 51), 4),
        (17, ABOVE, Fraction(11, 2), 5),
        (21, BELOW, Fraction(1), 1),
        (21, ABOVE, Fraction(1), 5),
        (24, BELOW, Fraction(644, 1000), 4),
        (24, ABOVE, Fraction(645, 1000), 5),
    ],
)
def test_each_border_turns_where_it_is_printed(
    desk: Desk, number: int, on: date, figure: Fraction, score: int
) -> None:
    found = said(desk, number, on)
    assert (found.figure, found.score) == (figure, score)


def test_the_list_is_the_ten_items_with_what_each_is_made_of(desk: Desk) -> None:
    entries = as_json(desk.fidelity_proposals.proposals(BELOW))
    assert [one["item"] for one in entries] == [1, 2, 4, 15, 16, 17, 19, 20, 21, 24]
    assert entries[0] == {"item": 1, "figure": 20.5, "numerator": 41, "denominator": 2, "score": 4}
    assert entries[3] == {"item": 15, "figure": 30, "n": 1, "score": 5}
    assert entries[1]["score"] is None
    assert entries[1]["figure"] is None
    assert "No other duties are recorded" in entries[1]["why"]


def test_an_empty_unit_has_nothing_to_propose_but_for_its_jobs(empty_unit: Path, tmp_path: Path) -> None:
    with sit_down(copy_unit(empty_unit, tmp_path / "Empty.ipsdesk")) as empty:
        entries = as_json(empty.fidelity_proposals.proposals(BELOW))
    assert {one["item"]: one["score"] for one in entries if one["score"]} == {21: 1}
    assert all(one.get("why") for one in entries if one["item"] != 21)


def test_the_arithmetic_the_caps_and_what_was_left_out_are_said(desk: Desk) -> None:
    contacts = said(desk, 17, BELOW)
    assert contacts.working == (
        ("Face to face, for a client", "40"),
        ("Weeks of specialists at work", "7.29"),
        ("40 ÷ 7.29", "5.49"),
        ("Rounded half up", "5"),
    )
    assert "reviewed for 7 of 7 weeks" in contacts.notes[0]
    few = said(desk, 21, BELOW)
    assert few.caps == ("Fewer than 10 current jobs, so 1.",)
    assert "There are 9 now" in few.out_of_reach
    assert not said(desk, 21, ABOVE).out_of_reach
    assert "Fewer than 10 current jobs" in as_text(desk.fidelity_proposals.proposals(BELOW))


def test_a_small_unit_is_told_what_it_cannot_reach(desk: Desk) -> None:
    assert "2 specialists in post on the day, 2 full time." in said(desk, 7, BELOW).notes
    alone = said(desk, 7, date(2023, 6, 1))
    assert alone.out_of_reach.endswith("A unit with no specialist in post cannot reach them.")


def test_the_rows_are_those_of_the_figure_with_names_for_staff_only(desk: Desk) -> None:
    drill = said(desk, 15, BELOW).drill
    assert drill is not None
    assert [case.name for case, _ in drill.counted.shown] == ["Person Number1"]
    reading = Actor(9, "Auditor", Role.AUDITOR)
    for_auditors = FidelityProposals(replace(desk.workspace, actor=reading)).proposal(15, BELOW).drill
    assert for_auditors is not None
    assert [case.name for case, _ in for_auditors.counted.shown] == [""]


def test_what_was_left_out_is_counted_with_its_reason(desk: Desk) -> None:
    # Of 41 people one met an employer; nine are in a job without one, the others wait.
    assert dict(said(desk, 15, BELOW).left_out) == {
        "no employer met yet": 32,
        "in a job without an employer contact before it": 8,
    }
    assert rows_of(desk, "SELECT count(*) FROM clients") == [(51,)]


def test_an_item_the_scale_does_not_have_is_refused(desk: Desk) -> None:
    with pytest.raises(CannotRun, match="items 1 to 25, not 26"):
        said(desk, 26, BELOW)


MONDAYS = [date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 19), date(2026, 1, 26), date(2026, 2, 2)]


@pytest.mark.parametrize(
    ("reviewed", "expected"),
    [((), LogReview.NONE), ((0,), LogReview.MONTHLY), ((4,), LogReview.NONE),
     ((0, 1, 2, 3), LogReview.MONTHLY), ((0, 1, 2, 3, 4), LogReview.WEEKLY)],
)  # fmt: skip
def test_how_often_the_log_is_reviewed(reviewed: tuple[int, ...], expected: LogReview) -> None:
    assert review_of([(1, monday, place in reviewed) for place, monday in enumerate(MONDAYS)]) == expected
