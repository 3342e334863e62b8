"""The scale of 25 items is whole, its totals fall in the right bands, and components score as they should."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.rules.ips25 import (
    band_of,
    bands,
    component_score,
    item,
    items,
    review_window,
    scale_code,
    standing,
)

from .drawing import days, steady

WITH_COMPONENTS = {5: (5, 0), 8: (5, 0), 10: (5, 0), 11: (5, 0), 13: (4, 1), 25: (6, -1)}
WITH_FIGURES = [1, 2, 4, 15, 16, 17, 19, 20, 21, 24]
scores = st.dictionaries(st.integers(1, 25), st.integers(1, 5))


def test_the_scale_is_whole() -> None:
    assert scale_code() == "IPS25-2008-UK"
    assert [entry.number for entry in items()] == list(range(1, 26))
    sections = [entry.section for entry in items()]
    assert sections == ["Staffing"] * 3 + ["Organisation"] * 8 + ["Services"] * 14
    assert len({entry.name for entry in items()}) == 25
    for entry in items():
        assert len(entry.anchors) == 5
        assert len(set(entry.anchors)) == 5
        assert all(words.endswith(".") for words in (*entry.anchors, *entry.components))
        assert entry.certainty in {"sourced", "part sourced", "general knowledge"}


def test_components_and_figures_stand_where_the_rule_book_has_them() -> None:
    found = {entry.number: (len(entry.components), entry.offset) for entry in items() if entry.components}
    assert found == WITH_COMPONENTS
    assert [entry.number for entry in items() if entry.borders] == WITH_FIGURES
    for entry in items():
        in_order = sorted(entry.borders, reverse=not entry.at_most)
        assert list(entry.borders) == in_order
        assert bool(entry.figure) == bool(entry.borders)


@pytest.mark.parametrize(
    ("total", "name"),
    [
        (125, "exemplary"),
        (115, "exemplary"),
        (114, "good"),
        (100, "good"),
        (99, "fair"),
        (74, "fair"),
        (73, "not supported employment"),
        (25, "not supported employment"),
    ],
)
def test_bands_turn_at_their_borders(total: int, name: str) -> None:
    assert band_of(total).name == name


def test_bands_cover_every_total_and_no_other() -> None:
    found = [bands().index(band_of(total)) for total in range(25, 126)]
    assert found == sorted(found, reverse=True)
    for total in (24, 126, 0, -1):
        with pytest.raises(ValueError, match="no total"):
            band_of(total)


def test_an_unfinished_review_has_no_band() -> None:
    given_scores = dict.fromkeys(range(1, 18), 4) | {18: 3}
    state = standing(given_scores)
    assert state.words == "18 of 25 scored, subtotal 71"
    assert (state.band, state.total) == (None, None)
    assert standing({}).words == "0 of 25 scored, subtotal 0"


def test_a_finished_review_has_its_total_and_band() -> None:
    state = standing(dict.fromkeys(range(1, 26), 4) | {3: 5, 4: 5, 5: 5})
    assert (state.total, state.words) == (103, "103 of 125: good")


@steady
@given(scores)
def test_the_subtotal_is_the_sum_and_only_25_scores_make_a_total(given_scores: dict[int, int]) -> None:
    state = standing(given_scores)
    assert state.scored == len(given_scores)
    assert state.subtotal == sum(given_scores.values())
    assert (state.total is None) == (len(given_scores) < 25)


@steady
@given(st.lists(st.integers(1, 5), min_size=25, max_size=25), st.integers(0, 24))
def test_a_better_score_never_means_a_worse_band(all_scores: list[int], which: int) -> None:
    better = [min(5, score + (at == which)) for at, score in enumerate(all_scores)]
    before, after = (
        standing(dict(enumerate(given_scores, start=1))).band for given_scores in (all_scores, better)
    )
    assert before is not None
    assert after is not None
    assert after.least >= before.least


@pytest.mark.parametrize("wrong", [{0: 3}, {26: 3}, {1: 0}, {1: 6}, {26: 6}])
def test_scores_the_scale_does_not_have_are_refused(wrong: dict[int, int]) -> None:
    with pytest.raises(ValueError, match=r"no item|no score"):
        standing(wrong)


@pytest.mark.parametrize(
    ("number", "by_met"),
    [
        (5, [1, 1, 2, 3, 4, 5]),
        (8, [1, 1, 2, 3, 4, 5]),
        (10, [1, 1, 2, 3, 4, 5]),
        (11, [1, 1, 2, 3, 4, 5]),
        (13, [1, 2, 3, 4, 5]),
        (25, [1, 1, 1, 2, 3, 4, 5]),
    ],
)
def test_components_met_make_the_score(number: int, by_met: list[int]) -> None:
    assert [component_score(number, met) for met in range(len(by_met))] == by_met
    for wrong in (-1, len(by_met)):
        with pytest.raises(ValueError, match="no number of components"):
            component_score(number, wrong)


def test_an_item_without_components_has_no_component_score() -> None:
    with pytest.raises(ValueError, match="item 1"):
        component_score(1, 0)
    with pytest.raises(ValueError, match="no item 26"):
        item(26)


def test_the_window_is_the_six_months_to_the_day() -> None:
    window = review_window(date(2026, 9, 30))
    assert (window.first, window.last) == (date(2026, 3, 31), date(2026, 9, 30))
    assert review_window(date(2026, 8, 31)).first == date(2026, 3, 1)
    assert review_window(date(2028, 8, 30)).first == date(2028, 3, 1)


@steady
@given(days)
def test_the_window_is_half_a_year_long(day: date) -> None:
    window = review_window(day)
    assert window.last == day
    assert 181 <= window.days <= 184
