"""What two printed tables tell together is what trying every pair of tables behind them tells."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ipsdesk.rules.small_numbers import rounded
from ipsdesk.rules.subset import Bands, tells

Pairs = list[tuple[int, int]]
pairs = st.lists(
    st.integers(0, 6).flatmap(lambda whole: st.tuples(st.just(whole), st.integers(0, whole))),
    min_size=2,
    max_size=3,
)
MOST = 9


def all_alike(shown: Pairs, *, exact: bool) -> Iterator[Pairs]:
    """Every pair of tables that is printed the same."""

    def alike(one: int) -> list[int]:
        return [other for other in range(MOST) if rounded(other) == rounded(one)]

    wholes, parts = ([pair[side] for pair in shown] for side in (0, 1))
    for found in product(*(product(alike(whole), alike(part)) for whole, part in shown)):
        if any(part > whole for whole, part in found):
            continue
        sums = [sum(pair[side] for pair in found) for side in (0, 1)]
        if all(
            got == want if exact else rounded(got) == rounded(want)
            for got, want in zip(sums, (sum(wholes), sum(parts)), strict=True)
        ):
            yield list(found)


def span(number: int, *, exact: bool) -> tuple[int, int]:
    """What is told of a number of people."""
    if exact:
        return number, number
    alike = [other for other in range(99) if rounded(other) == rounded(number)]
    return alike[0], alike[-1]


@settings(max_examples=150, deadline=None)
@given(pairs, st.booleans())
def test_it_tells_what_trying_everything_tells(shown: Pairs, exact: bool) -> None:
    tables = [
        Bands(
            tuple(rounded(pair[side]) for pair in shown),
            span(sum(pair[side] for pair in shown), exact=exact),
        )
        for side in (0, 1)
    ]
    possible = list(all_alike(shown, exact=exact))
    told = any(
        rounded(pair[side]) is None and len({found[at][side] for found in possible}) == 1
        for at, pair in enumerate(shown)
        for side in (0, 1)
    )
    assert tells(*tables) == told


def test_a_table_alone_is_judged_by_its_own_people() -> None:
    assert tells(None, Bands((None, None), (8, 8)))
    assert not tells(None, Bands((None, None), (5, 5)))
    assert tells(Bands((None, 5), (6, 6)), Bands((None, 0), (1, 4)))
