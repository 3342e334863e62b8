"""Proposed scores turn at the printed borders, after rounding, and each cap says that it was applied."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.rules.ips25 import items
from ipsdesk.rules.ips25_proposals import (
    LogReview,
    Proposal,
    half_up,
    propose,
    propose_competitive,
    propose_employer_contact,
    propose_teams,
    propose_time,
)

from .drawing import steady

PERCENT_BORDERS = {
    2: (96, 90, 75, 60),
    16: (90, 75, 50, 25),
    19: (85, 70, 60, 50),
    20: (85, 70, 60, 50),
    21: (95, 85, 75, 65),
    24: (65, 50, 40, 30),
}
COUNTED_ITEMS = [entry.number for entry in items() if entry.borders]


def score(proposal: Proposal | None) -> int:
    assert proposal is not None
    return proposal.score


@pytest.mark.parametrize(("number", "borders"), PERCENT_BORDERS.items())
def test_percentages_turn_at_their_borders(number: int, borders: tuple[int, ...]) -> None:
    for lower_by, border in enumerate(borders):
        assert score(propose(number, border, 100)) == 5 - lower_by
        assert score(propose(number, border - 1, 100)) == 4 - lower_by
    assert score(propose(number, 0, 100)) == 1
    assert score(propose(number, 100, 100)) == 5


@pytest.mark.parametrize(("number", "borders"), [(1, (20, 25, 30, 40)), (15, (30, 60, 150, 270))])
def test_the_most_turns_at_its_borders(number: int, borders: tuple[int, ...]) -> None:
    for lower_by, border in enumerate(borders):
        assert score(propose(number, border, 1)) == 5 - lower_by
        assert score(propose(number, border + 1, 1)) == 4 - lower_by


@pytest.mark.parametrize(
    ("number", "counted", "of", "expected"),
    [
        (1, 41, 2, 4),
        (1, 20, Fraction(49, 50), 5),
        (1, 18, Fraction(3, 5), 3),
        (1, Fraction(406), 10, 1),
        (15, 61, 2, 4),
        (15, 60, 2, 5),
        (16, 179, 200, 5),
        (16, 1789, 2000, 4),
        (21, 189, 200, 5),
        (24, 129, 200, 5),
        (2, 191, 200, 5),
        (2, 190, 200, 4),
        (19, 169, 200, 5),
        (20, 168, 200, 4),
    ],
)
def test_figures_are_rounded_half_up_first(
    number: int, counted: int | Fraction, of: int | Fraction, expected: int
) -> None:
    assert score(propose(number, counted, of)) == expected


def test_the_arithmetic_is_shown() -> None:
    assert propose(1, 18, Fraction(3, 5)) == Proposal(
        1, 3, 30, ("18 / 0.6 = 30 clients for each full-time specialist.",)
    )
    found = propose(16, 7, 9)
    assert found is not None
    assert found.working == ("7 / 9 = 78 % of employer contacts that fit the client's plan.",)


@pytest.mark.parametrize("number", COUNTED_ITEMS)
def test_nothing_to_divide_by_gives_no_proposal(number: int) -> None:
    assert propose(number, 0, 0) is None


def test_items_without_figures_are_refused() -> None:
    with pytest.raises(ValueError, match="nothing for item 3"):
        propose(3, 1, 2)


@pytest.mark.parametrize(
    ("employment", "other", "expected"), [(96, 4, 5), (9, 1, 4), (60, 40, 2), (0, 10, 1)]
)
def test_time_needs_other_duties_on_record(employment: int, other: int, expected: int) -> None:
    assert score(propose_time(employment, other)) == expected
    assert propose_time(employment, 0) is None


@pytest.mark.parametrize(
    ("from_teams", "caseload", "teams", "expected"),
    [
        (18, 20, 1, 5),
        (18, 20, 2, 5),
        (18, 20, 3, 2),
        (15, 20, 2, 4),
        (10, 20, 2, 3),
        (9, 20, 2, 2),
        (0, 20, 2, 2),
        (0, 20, 5, 2),
    ],
)
def test_teams(from_teams: int, caseload: int, teams: int, expected: int) -> None:
    assert score(propose_teams(from_teams, caseload, teams)) == expected


def test_three_teams_are_named_in_the_working() -> None:
    found = propose_teams(20, 20, 3)
    assert found is not None
    assert found.working[-1] == "A specialist works with 3 teams, so no more than 2."
    assert propose_teams(0, 0, 3) is None


@pytest.mark.parametrize(
    ("contacts", "weeks", "seekers", "review", "expected"),
    [
        (60, 10, 9, LogReview.WEEKLY, 5),
        (55, 10, 9, LogReview.WEEKLY, 5),
        (54, 10, 9, LogReview.WEEKLY, 4),
        (44, 10, 9, LogReview.WEEKLY, 3),
        (25, 10, 9, LogReview.WEEKLY, 3),
        (24, 10, 9, LogReview.WEEKLY, 2),
        (14, 10, 9, LogReview.WEEKLY, 1),
        (60, 10, 9, LogReview.MONTHLY, 3),
        (30, 10, 9, LogReview.MONTHLY, 3),
        (60, 10, 9, LogReview.NONE, 2),
        (14, 10, 9, LogReview.NONE, 1),
        (40, 10, 2, LogReview.WEEKLY, 5),
        (34, 10, 2, LogReview.WEEKLY, 3),
        (20, 10, 1, LogReview.WEEKLY, 5),
        (20, 10, 1, LogReview.MONTHLY, 3),
        (20, 10, 1, LogReview.NONE, 2),
        (40, 10, 3, LogReview.WEEKLY, 3),
        (0, 10, 0, LogReview.WEEKLY, 1),
        (60, 10, 0, LogReview.WEEKLY, 5),
    ],
)
def test_employer_contact(contacts: int, weeks: int, seekers: int, review: LogReview, expected: int) -> None:
    assert score(propose_employer_contact(contacts, weeks, seekers, review)) == expected


def test_the_cap_without_a_review_says_so() -> None:
    found = propose_employer_contact(60, 10, 9, LogReview.NONE)
    assert found is not None
    assert found.working[-1] == "Review of the contact log: none on record, so no more than 2."
    assert propose_employer_contact(60, 0, 9, LogReview.WEEKLY) is None


@pytest.mark.parametrize(
    ("competitive", "current", "expected"),
    [(10, 10, 5), (9, 10, 4), (8, 10, 3), (7, 10, 2), (6, 10, 1), (9, 9, 1), (0, 0, 1)],
)
def test_competitive_jobs(competitive: int, current: int, expected: int) -> None:
    assert score(propose_competitive(competitive, current)) == expected


def test_fewer_than_ten_jobs_are_named_in_the_working() -> None:
    found = propose_competitive(9, 9)
    assert found is not None
    assert found.working[-1] == "Fewer than 10 current jobs, so 1."


@steady
@given(st.sampled_from(COUNTED_ITEMS), st.integers(0, 300), st.integers(0, 300))
def test_a_better_figure_never_lowers_the_score(number: int, one: int, other: int) -> None:
    low, high = (score(propose(number, counted, 100)) for counted in sorted((one, other)))
    (chosen,) = (entry for entry in items() if entry.number == number)
    assert low >= high if chosen.at_most else low <= high


@steady
@given(st.integers(0, 100), st.integers(1, 20), st.integers(0, 5))
def test_a_rarer_review_never_raises_the_score(contacts: int, weeks: int, seekers: int) -> None:
    found = [score(propose_employer_contact(contacts, weeks, seekers, review)) for review in LogReview]
    assert found == sorted(found, reverse=True)


@steady
@given(st.fractions(-100, 100))
def test_half_up(number: Fraction) -> None:
    assert Fraction(-1, 2) < half_up(number) - number <= Fraction(1, 2)
