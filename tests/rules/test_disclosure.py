"""Nothing a file prints or withholds gives a hidden count away, to a reader who knows every rule."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.rules.deduction import Sum
from ipsdesk.rules.disclosure import (
    DEFAULT_PROFILE,
    WITHHELD,
    CountTable,
    Profile,
    ProtectedFile,
    protect,
)
from ipsdesk.rules.small_numbers import Mode, PrintedTable, printed, rounded

from .drawing import steady
from .test_deduction import Counts, tables_of

MODES = [
    (Mode.ROUNDED, Mode.ROUNDED),
    (Mode.ROUNDED, Mode.EXACT_TOTAL),
    (Mode.EXACT_TOTAL, Mode.EXACT_TOTAL),
]


def test_the_profiles() -> None:
    assert DEFAULT_PROFILE is Profile.COMMISSIONER
    assert [profile.value for profile in Profile] == ["internal", "commissioner", "open"]
    assert [profile.protects_tables for profile in Profile] == [False, True, True]
    assert [profile.protects_figures for profile in Profile] == [False, False, True]
    with pytest.raises(ValueError, match="internal"):
        protect([], 0, Profile.INTERNAL)


@pytest.mark.parametrize(
    ("counts", "mode", "people_shown"),
    [
        ((4, 4), Mode.ROUNDED, 10),
        ((1, 1, 5), Mode.ROUNDED, 5),
        ((1, 8, 8), Mode.ROUNDED, 15),
        ((1, 1, 1, 1, 1), Mode.EXACT_TOTAL, 5),
        ((3, 0), Mode.ROUNDED, None),
    ],
)
def test_vectors_withheld_with_people_rounded(counts: Counts, mode: Mode, people_shown: int | None) -> None:
    file = protect([CountTable(counts, mode=mode)], sum(counts))
    assert file == ProtectedFile((None,), people_shown, people_exact=False)
    assert WITHHELD == "Breakdown not shown because numbers are small"


@pytest.mark.parametrize("counts", [(12, 3, 9, 0), (2, 2, 20), (1, 14), (4, 4, 7, 30), (0, 0, 6)])
def test_vectors_shown_with_exact_totals(counts: Counts) -> None:
    file = protect([CountTable(counts, mode=Mode.EXACT_TOTAL)], sum(counts))
    assert file == ProtectedFile((printed(counts, Mode.EXACT_TOTAL),), sum(counts), people_exact=True)


def test_a_withheld_table_takes_exact_totals_with_it() -> None:
    rounded_table, exact_table = CountTable((4, 4)), CountTable((2, 6), mode=Mode.EXACT_TOTAL)
    file = protect([rounded_table, exact_table, CountTable((0, 8))], 8)
    assert file == ProtectedFile((None, None, printed((0, 8))), 10, people_exact=False)


def test_needs_are_withheld_where_one_person_is_served() -> None:
    needs = CountTable((1, 0, 1), one_each=False)
    assert protect([needs], 1).tables == (None,)
    assert protect([needs], 2).tables == (printed((1, 0, 1), one_each=False),)


def test_people_started_in_the_quarter_give_the_first_band_away() -> None:
    """Whoever started in the quarter has been here under three months."""
    started = Sum((0,), least=4)
    assert protect([CountTable((4, 3, 20))], 27).tables[0] is not None
    assert protect([CountTable((4, 3, 20), known=(started,))], 27).tables == (None,)


@pytest.mark.parametrize("profile", [Profile.COMMISSIONER, Profile.OPEN])
@pytest.mark.parametrize("modes", MODES)
def test_no_file_of_two_tables_leaves_a_hidden_count_one_value(
    profile: Profile, modes: tuple[Mode, Mode]
) -> None:
    """Every possible file is made; those that look alike differ in each count they print as ``*``.

    Files whose tables and number of people print alike are decided alike, so each such file is made once.
    Up to 12 people: as far as a number printed as 10 goes.
    """
    made: dict[tuple[PrintedTable, PrintedTable, int], ProtectedFile] = {}
    alike: dict[ProtectedFile, list[tuple[Counts, Counts]]] = defaultdict(list)
    for people in range(13):
        for one, other in product(tables_of(people, 2), tables_of(people, 3)):
            tables = CountTable(one, mode=modes[0]), CountTable(other, mode=modes[1])
            key = printed(one, modes[0]), printed(other, modes[1]), people
            made[key] = made.get(key) or protect(tables, people, profile)
            alike[made[key]].append((one, other))
    for file, pairs in alike.items():
        for which, shown in enumerate(file.tables):
            for at, cell in enumerate(shown.cells if shown else ()):
                assert cell is not None or len({pair[which][at] for pair in pairs}) > 1, file


tables = st.lists(st.integers(0, 30), min_size=1, max_size=6)


@steady
@given(tables, st.sampled_from(Mode), st.sampled_from([Profile.COMMISSIONER, Profile.OPEN]))
def test_people_are_rounded_where_a_table_is_withheld_or_the_file_is_open(
    counts: list[int], mode: Mode, profile: Profile
) -> None:
    file = protect([CountTable(tuple(counts), mode=mode)], sum(counts), profile)
    exact = profile is Profile.COMMISSIONER and file.tables[0] is not None
    assert file.people_exact == exact
    assert file.people == (sum(counts) if exact else rounded(sum(counts)))


@steady
@given(tables, st.sampled_from(Mode))
def test_a_table_of_large_counts_is_never_withheld(counts: list[int], mode: Mode) -> None:
    large = tuple(count for count in counts if count not in range(1, 5))
    assert protect([CountTable(large, mode=mode)], sum(large)).tables == (printed(large, mode),)
