"""Printed tables never show a count from 1 to 4, and round or hide the others as the rule book says."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.rules.small_numbers import Mode, printed, rounded, rounded_share

from .drawing import steady

tables = st.lists(st.integers(0, 40), min_size=1, max_size=7)


def hidden(counts: list[int]) -> list[int]:
    """The cells hidden under an exact total."""
    table = printed(counts, Mode.EXACT_TOTAL)
    return [at for at, cell in enumerate(table.cells) if cell is None]


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, 0), (1, None), (4, None), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (122, 120), (123, 125)],
)
def test_counts_are_hidden_or_rounded(count: int, shown: int | None) -> None:
    assert rounded(count) == shown


@pytest.mark.parametrize(
    ("counts", "cells"),
    [
        ([12, 3, 9, 0], [1, 2]),
        ([2, 2, 20], [0, 1, 2]),
        ([1, 14], [0, 1]),
        ([4, 4, 7, 30], [0, 1]),
        ([0, 0, 6], []),
        ([3], [0]),
    ],
)
def test_exact_totals_hide_what_the_vectors_hide(counts: list[int], cells: list[int]) -> None:
    assert hidden(counts) == cells
    total = printed(counts, Mode.EXACT_TOTAL).total
    assert total == (None if counts == [3] else sum(counts))


@steady
@given(tables)
def test_a_rounded_table_shows_no_small_count(counts: list[int]) -> None:
    table = printed(counts)
    for count, cell in zip((*counts, sum(counts)), (*table.cells, table.total), strict=True):
        assert (cell is None) == (1 <= count <= 4)
        if cell is not None:
            assert cell % 5 == 0
            assert abs(cell - count) <= 2
            assert (cell == 0) == (count == 0)


@steady
@given(tables)
def test_an_exact_total_hides_enough(counts: list[int]) -> None:
    table = printed(counts, Mode.EXACT_TOTAL)
    gone = hidden(counts)
    for at, count in enumerate(counts):
        assert at in gone or table.cells[at] == count
        assert at in gone or count not in range(1, 5)
        assert at not in gone or count > 0
    if gone and table.total is not None:
        assert len(gone) >= 2
        assert sum(counts[at] for at in gone) >= 5
    if table.total is None:
        assert all(at in gone for at, count in enumerate(counts) if count)


def test_a_table_of_several_bands_each_has_no_total() -> None:
    assert printed([8, 3, 0], one_each=False).total is None
    with pytest.raises(ValueError, match="no total"):
        printed([8, 3, 0], Mode.EXACT_TOTAL, one_each=False)


@pytest.mark.parametrize(
    ("numerator", "denominator", "share"),
    [
        (8, 22, Fraction(10, 20)),
        (3, 22, None),
        (0, 3, None),
        (0, 0, None),
        (0, 22, Fraction(0)),
        (22, 22, Fraction(1)),
    ],
)
def test_shares_come_from_the_rounded_counts(
    numerator: int, denominator: int, share: Fraction | None
) -> None:
    assert rounded_share(numerator, denominator) == share


@steady
@given(st.integers(0, 200), st.integers(0, 200))
def test_a_share_stays_between_nothing_and_all(part: int, rest: int) -> None:
    share = rounded_share(part, part + rest)
    assert share is None or 0 <= share <= 1
