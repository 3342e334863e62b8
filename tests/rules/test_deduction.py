"""What a reader can work out is found exactly: as by writing down every table that prints the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.rules.deduction import Evidence, Reading, Span, Sum, narrowed, rounded_people
from ipsdesk.rules.small_numbers import Mode, PrintedTable, printed, rounded

from .drawing import few

Counts = tuple[int, ...]
SEVERAL_TABLES = [(1, 12), (2, 14), (3, 13), (4, 7), (5, 5)]


def tables_of(people: int, bands: int) -> Iterator[Counts]:
    """Every way so many people can stand in so many bands, each in one."""
    if bands == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in tables_of(people - first, bands - 1):
            yield (first, *rest)


def leaves_one_value(shown: PrintedTable, tables: list[Counts]) -> bool:
    """Whether some hidden cell has the same value in all of these tables."""
    return any(
        cell is None and len({counts[at] for counts in tables}) < 2 for at, cell in enumerate(shown.cells)
    )


def is_read(reading: Reading, counts: Counts) -> bool:
    """Whether a table is among those a reading speaks of."""
    return all(
        low <= count <= high for count, (low, high) in zip(counts, reading.cells, strict=True)
    ) and all(
        known.least
        <= sum(counts[at] for at in known.cells)
        <= (sum(counts) if known.most is None else known.most)
        for known in reading.sums
    )


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize(("bands", "most"), SEVERAL_TABLES)
def test_a_table_is_read_as_every_table_that_prints_the_same_and_no_other(
    mode: Mode, bands: int, most: int
) -> None:
    for people in range(max(0, most - 6), most + 1):
        prints = {counts: printed(counts, mode) for counts in tables_of(people, bands)}
        for shown in set(prints.values()):
            readings = list(Evidence(shown).readings(people))
            for counts, own in prints.items():
                assert any(is_read(reading, counts) for reading in readings) == (own == shown)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize(("bands", "most"), SEVERAL_TABLES)
def test_an_exact_number_of_people_beside_one_table(mode: Mode, bands: int, most: int) -> None:
    for people in range(most + 1):
        alike = defaultdict(list)
        for counts in tables_of(people, bands):
            alike[printed(counts, mode)].append(counts)
        for shown, tables in alike.items():
            assert narrowed([Evidence(shown)], (people, people)) == (leaves_one_value(shown, tables),)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("bands", [2, 3])
def test_a_rounded_number_of_people_beside_one_table(mode: Mode, bands: int) -> None:
    most = 12
    alike = defaultdict(list)
    for people in range(most + 1):
        for counts in tables_of(people, bands):
            alike[printed(counts, mode), rounded(people)].append(counts)
    for (shown, people_shown), tables in alike.items():
        found = narrowed([Evidence(shown)], rounded_people(people_shown))
        assert found == (leaves_one_value(shown, tables),), (shown, people_shown)


@pytest.mark.parametrize("bands", [2, 3])
def test_people_in_several_bands_or_none(bands: int) -> None:
    """Then no sum gives anything away, only that no band holds more than all people."""
    for people in range(9):
        alike = defaultdict(list)
        for counts in product(range(people + 1), repeat=bands):
            alike[printed(counts, one_each=False)].append(counts)
        for shown, tables in alike.items():
            assert narrowed([Evidence(shown)], (people, people)) == (leaves_one_value(shown, tables),)


def test_two_tables_of_the_same_people_tell_of_each_other() -> None:
    """With the number of people hidden or rounded, one table bounds it for the other."""
    most = 12
    alike = defaultdict(list)
    for people in range(most + 1):
        for first, second in product(tables_of(people, 2), tables_of(people, 2)):
            alike[printed(first), printed(second), rounded(people)].append((first, second))
    for (one, other, people_shown), pairs in alike.items():
        found = narrowed([Evidence(one), Evidence(other)], rounded_people(people_shown))
        expected = (
            leaves_one_value(one, [pair[0] for pair in pairs]),
            leaves_one_value(other, [pair[1] for pair in pairs]),
        )
        assert found == expected


sums = st.builds(
    Sum,
    cells=st.sampled_from([(0,), (1,), (0, 1), (1, 2)]),
    least=st.integers(0, 6),
    most=st.none() | st.integers(0, 12),
)


@few
@given(st.tuples(*[st.integers(0, 9)] * 3), sums, st.integers(0, 2), st.integers(0, 2))
def test_what_else_is_printed_counts(counts: Counts, known: Sum, fewer: int, more: int) -> None:
    """Figures such as people started in the period bound some cells; the true table always fits them."""
    part = sum(counts[at] for at in known.cells)
    fitting = Sum(known.cells, min(known.least, part), None if known.most is None else max(known.most, part))
    people: Span = (sum(counts) - fewer, sum(counts) + more)
    shown = printed(counts)
    tables = [
        table
        for number in range(max(people[0], 0), people[1] + 1)
        for table in tables_of(number, 3)
        if printed(table) == shown
        and fitting.least <= sum(table[at] for at in fitting.cells)
        and (fitting.most is None or sum(table[at] for at in fitting.cells) <= fitting.most)
    ]
    assert counts in tables
    assert narrowed([Evidence(shown, (fitting,))], people) == (leaves_one_value(shown, tables),)


@pytest.mark.parametrize(
    ("counts", "mode"),
    [
        ((4, 4), Mode.ROUNDED),
        ((1, 1, 5), Mode.ROUNDED),
        ((1, 8, 8), Mode.ROUNDED),
        ((1, 1, 1, 1, 1), Mode.EXACT_TOTAL),
    ],
)
def test_vectors_that_are_narrowed(counts: Counts, mode: Mode) -> None:
    people = sum(counts)
    assert narrowed([Evidence(printed(counts, mode))], (people, people)) == (True,)


@pytest.mark.parametrize("counts", [(12, 3, 9, 0), (2, 2, 20), (1, 14), (4, 4, 7, 30), (0, 0, 6)])
def test_vectors_that_are_not(counts: Counts) -> None:
    people = sum(counts)
    assert narrowed([Evidence(printed(counts, Mode.EXACT_TOTAL))], (people, people)) == (False,)


def test_large_tables_are_searched_in_no_time() -> None:
    counts = (3, 4, 1, 2, 60, 200, 0, 0, 4, 1)
    shown, people = printed(counts), sum(counts)
    known = (Sum((0, 1), 5), Sum((1, 2), 4), Sum((2, 3, 8), 3, 11))
    assert narrowed([Evidence(shown, known)], (people, people)) == (False,)
