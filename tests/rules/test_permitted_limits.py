"""The table of limits follows the minimum wage, its rows hold in order, and weeks end where they should."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.rules.pay import PAY_SCALE, minimum_pay
from ipsdesk.rules.periods import DAY
from ipsdesk.rules.permitted_limits import (
    Certainty,
    HigherLimit,
    higher_limits,
    limit_in_week,
    limits_with,
    lower_limit,
    week_ending,
)

from .drawing import days, steady

NEXT_APRIL = HigherLimit(date(2027, 4, 1), 210_00, "DWP letter", Certainty.SOURCED)


def pence_in_week(ends_on: date) -> int | None:
    limit = limit_in_week(ends_on)
    return limit.pence if limit else None


def test_the_table_only_rises_and_every_row_names_its_source() -> None:
    rows = higher_limits()
    for earlier, later in pairwise(rows):
        assert earlier.since < later.since
        assert earlier.pence < later.pence
    assert all(row.source for row in rows)
    assert lower_limit() == 20_00


@pytest.mark.parametrize("row", [row for row in higher_limits() if row.since >= date(2013, 10, 1)])
def test_each_limit_is_16_hours_at_the_adult_rate_rounded_up_to_half_a_pound(row: HigherLimit) -> None:
    rate = minimum_pay(row.since, 40)
    assert rate is not None
    halves = Fraction(16 * rate, PAY_SCALE) * 2
    assert row.pence == -(-halves.numerator // halves.denominator) * 50


@pytest.mark.parametrize(
    ("since", "certainty", "mark"),
    [
        (date(2026, 4, 1), Certainty.DERIVED, "derived from the minimum wage; confirm with DWP"),
        (date(2025, 4, 1), Certainty.SOURCED, ""),
        (date(2014, 10, 1), Certainty.UNCERTAIN, "uncertain; confirm with DWP"),
    ],
)
def test_certainty_is_marked(since: date, certainty: Certainty, mark: str) -> None:
    (row,) = (row for row in higher_limits() if row.since == since)
    assert row.certainty is certainty
    assert row.certainty.mark == mark


@pytest.mark.parametrize(
    ("ends_on", "pence"),
    [
        (date(2008, 9, 30), None),
        (date(2008, 10, 5), None),
        (date(2008, 10, 7), 92_00),
        (date(2026, 3, 31), 195_50),
        (date(2026, 4, 5), 195_50),
        (date(2026, 4, 6), 195_50),
        (date(2026, 4, 7), 203_50),
        (date(2026, 4, 19), 203_50),
        (date(2040, 1, 1), 203_50),
    ],
)
def test_the_limit_of_a_week(ends_on: date, pence: int | None) -> None:
    assert pence_in_week(ends_on) == pence


@steady
@given(days)
def test_a_week_has_the_lowest_limit_of_its_days(ends_on: date) -> None:
    by_day = [
        [row.pence for row in higher_limits() if row.since <= day]
        for day in (ends_on - back * DAY for back in range(7))
    ]
    expected = min(rows[-1] for rows in by_day) if all(by_day) else None
    assert pence_in_week(ends_on) == expected


@steady
@given(days, days)
def test_later_weeks_never_have_a_lower_limit(one: date, other: date) -> None:
    assert (pence_in_week(min(one, other)) or 0) <= (pence_in_week(max(one, other)) or 0)


def test_a_unit_adds_next_aprils_row() -> None:
    limits = limits_with([NEXT_APRIL])
    assert limits[:-1] == higher_limits()
    assert limit_in_week(date(2027, 4, 6), limits) == higher_limits()[-1]
    assert limit_in_week(date(2027, 4, 7), limits) == NEXT_APRIL


def test_a_row_of_the_same_date_supersedes() -> None:
    wrong = HigherLimit(date(2027, 4, 1), 999_00, "a slip", Certainty.UNCERTAIN)
    assert limits_with([wrong, NEXT_APRIL]) == limits_with([NEXT_APRIL])
    confirmed = HigherLimit(date(2026, 4, 1), 203_50, "DWP page", Certainty.SOURCED)
    assert limits_with([confirmed])[-1] == confirmed
    assert len(limits_with([confirmed])) == len(higher_limits())


def test_a_limit_that_falls_counts_from_its_first_day() -> None:
    """The lower of the two holds even where the later is the lower."""
    falling = HigherLimit(date(2027, 4, 1), 150_00, "a test", Certainty.UNCERTAIN)
    limits = limits_with([falling])
    assert limit_in_week(date(2027, 3, 31), limits) == higher_limits()[-1]
    assert limit_in_week(date(2027, 4, 1), limits) == falling


@steady
@given(days, st.none() | st.sampled_from(WEEKDAYS))
def test_a_benefit_week_holds_its_day_and_ends_on_its_weekday(day: date, ends: str | None) -> None:
    last = week_ending(day, ends)
    assert day <= last <= day + 6 * DAY
    assert WEEKDAYS[last.weekday()] == (ends or "Sunday")
    assert week_ending(last, ends) == last
    assert week_ending(last + DAY, ends) == last + 7 * DAY
