"""The illustration of Universal Credit: nothing within the allowance, the taper above it, dated figures."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.rules.universal_credit import Allowance, Illustration, illustrate, work_allowances

from .drawing import steady

APRIL = date(2016, 4, 11)
pay = st.integers(0, 5_000_00)
known_days = st.dates(APRIL, date(2030, 1, 1))
allowances = st.sampled_from(Allowance)


def reduction(net_pay: int, allowance: Allowance, on: date) -> int:
    found = illustrate(net_pay, allowance, on)
    assert isinstance(found, Illustration)
    return found.reduction


@pytest.mark.parametrize(
    ("net_pay", "allowance", "on", "less"),
    [
        (900_00, Allowance.HIGHER, date(2024, 6, 1), 124_85),
        (900_00, Allowance.LOWER, date(2026, 6, 1), 260_15),
        (710_00, Allowance.HIGHER, date(2026, 6, 1), 0),
        (710_02, Allowance.HIGHER, date(2026, 6, 1), 1),
        (100_00, Allowance.NONE, date(2026, 6, 1), 55_00),
        (492_00, Allowance.LOWER, date(2016, 4, 11), 195_00),
        (493_00, Allowance.LOWER, date(2021, 11, 23), 126_00),
        (435_00, Allowance.LOWER, date(2021, 11, 24), 55_00),
        (810_00, Allowance.HIGHER, date(2030, 1, 1), 55_00),
    ],
)
def test_examples(net_pay: int, allowance: Allowance, on: date, less: int) -> None:
    assert reduction(net_pay, allowance, on) == less


def test_the_working_is_an_illustration() -> None:
    found = illustrate(900_00, Allowance.HIGHER, date(2024, 6, 1))
    assert found is not None
    assert found.working == (
        "Illustration: £900.00 a month after tax, £673.00 of it untouched; "
        "55 % of £227.00 is £124.85 less Universal Credit."
    )


def test_nothing_is_said_before_april_2016() -> None:
    assert illustrate(900_00, Allowance.NONE, date(2016, 4, 10)) is None


@steady
@given(pay, allowances, known_days)
def test_it_takes_the_taper_of_what_is_above_the_allowance(
    net_pay: int, allowance: Allowance, on: date
) -> None:
    row = [row for row in work_allowances() if row.since <= on][-1]
    less = reduction(net_pay, allowance, on)
    assert abs(less - max(0, net_pay - row.of(allowance)) * row.taper) * 2 <= 1
    assert 0 <= less <= net_pay


@steady
@given(pay, pay, allowances, known_days)
def test_more_pay_leaves_more_money(one: int, other: int, allowance: Allowance, on: date) -> None:
    low, high = sorted((one, other))
    assert reduction(low, allowance, on) <= reduction(high, allowance, on)
    assert low - reduction(low, allowance, on) <= high - reduction(high, allowance, on)


@steady
@given(pay, known_days)
def test_a_higher_allowance_never_costs_more(net_pay: int, on: date) -> None:
    none, lower, higher = (reduction(net_pay, allowance, on) for allowance in Allowance)
    assert none >= lower >= higher


def test_the_table_is_in_order() -> None:
    rows = work_allowances()
    for earlier, later in pairwise(rows):
        assert earlier.since < later.since
        assert earlier.lower <= later.lower
        assert earlier.higher <= later.higher
        assert earlier.taper >= later.taper
    assert all(row.lower < row.higher and row.source for row in rows)
    assert {row.certainty for row in rows} == {"sourced", "derived"}
    april_rows = [row.since for row in rows if row.since.month == 4]
    assert all(day.weekday() == 0 and 6 <= day.day <= 12 for day in april_rows)
