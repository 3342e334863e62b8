"""Periods tile the financial year, adjoin the ones before them, and read what people write."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.errors import CannotRun
from ipsdesk.rules.periods import (
    DAY,
    Period,
    add_months,
    anniversary,
    contract_year,
    financial_year_days,
    financial_year_start,
    free_period,
    is_provisional,
    named_period,
    parse_period,
    period_before,
    year_to,
    year_to_date,
)

from .drawing import days, steady

years = st.integers(1950, 2150)
month_counts = st.integers(-60, 60)


@st.composite
def ranges(draw: st.DrawFn) -> Period:
    first = draw(days)
    return free_period(first, first + timedelta(days=draw(st.integers(0, 900))))


def label(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02}"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-27 Q1", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-27 Q2", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-27 Q3", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-27 Q4", date(2027, 1, 1), date(2027, 3, 31)),
        ("2026-27 H1", date(2026, 4, 1), date(2026, 9, 30)),
        ("2026-27 H2", date(2026, 10, 1), date(2027, 3, 31)),
        ("2026-27", date(2026, 4, 1), date(2027, 3, 31)),
        ("1999-00 Q4", date(2000, 1, 1), date(2000, 3, 31)),
        (" 2026/27 q2 ", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-07-01..2026-08-15", date(2026, 7, 1), date(2026, 8, 15)),
        ("2026-07-01 .. 2026-07-01", date(2026, 7, 1), date(2026, 7, 1)),
    ],
)
def test_written_periods(text: str, first: date, last: date) -> None:
    period = parse_period(text)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-28",
        "2026-27 Q5",
        "2026-27 Q0",
        "2026-27 H3",
        "2026-27 Q1 H1",
        "2026-08-15..2026-07-01",
        "2026-02-29..2026-03-01",
        "2026-07-01",
        "2026-7-1..2026-8-1",
        "1800-01 Q1",
        "2500-01-01..2500-02-01",
        "next quarter",
    ],
)
def test_what_is_no_period_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(CannotRun, match=r"2026-27 Q2"):
        parse_period(text)


@steady
@given(years)
def test_quarters_and_halves_tile_the_year(year: int) -> None:
    whole = parse_period(label(year))
    for parts in (["Q1", "Q2", "Q3", "Q4"], ["H1", "H2"]):
        periods = [parse_period(f"{label(year)} {part}") for part in parts]
        assert (periods[0].first, periods[-1].last) == (whole.first, whole.last)
        for before, after in pairwise(periods):
            assert before.last + DAY == after.first
        assert sum(period.days for period in periods) == whole.days == financial_year_days(whole.last)


@steady
@given(years, st.sampled_from(["", " Q1", " Q2", " Q3", " Q4", " H1", " H2"]))
def test_a_named_period_reads_back_and_adjoins_the_one_before(year: int, part: str) -> None:
    period = parse_period(label(year) + part)
    assert period.label == label(year) + part
    assert parse_period(period.label) == period
    assert named_period(period.first, period.months) == period
    before = period_before(period)
    assert before.last + DAY == period.first
    assert before.months == period.months
    assert parse_period(before.label) == before


@steady
@given(ranges())
def test_a_free_range_adjoins_as_many_days_before_it(period: Period) -> None:
    before = period_before(period)
    assert before.last + DAY == period.first
    assert before.days == period.days
    assert before.months == period.months == 0
    assert parse_period(period.label) == period


@steady
@given(days, month_counts)
def test_months_are_clamped_to_the_months_end(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == min(day.day, calendar.monthrange(moved.year, moved.month)[1])


def test_months_of_the_measures_page() -> None:
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert add_months(date(2027, 11, 30), 3) == date(2028, 2, 29)
    assert add_months(date(2028, 2, 29), -12) == date(2027, 2, 28)


@steady
@given(days)
def test_the_financial_year_holds_its_day(day: date) -> None:
    start = financial_year_start(day)
    assert (start.month, start.day) == (4, 1)
    assert start <= day < add_months(start, 12)
    assert financial_year_days(day) == 365 + calendar.isleap(start.year + 1)


@steady
@given(ranges())
def test_year_to_date_begins_on_1_april(period: Period) -> None:
    to_date = year_to_date(period)
    assert to_date.first == financial_year_start(period.last)
    assert to_date.last == period.last


@steady
@given(days)
def test_the_year_to_a_day_follows_the_same_day_a_year_earlier(day: date) -> None:
    year = year_to(day)
    assert year.last == day
    assert year.first - DAY == add_months(day, -12)
    assert year.days in (365, 366)


def test_the_year_to_the_end_of_february() -> None:
    assert year_to(date(2025, 2, 28)).first == date(2024, 2, 29)
    assert year_to(date(2024, 2, 29)).first == date(2023, 3, 1)
    assert year_to(date(2024, 2, 28)).first == date(2023, 3, 1)


def test_a_return_is_provisional_until_the_day_after_its_last() -> None:
    period = parse_period("2026-27 Q2")
    assert is_provisional(period, date(2026, 9, 29))
    assert is_provisional(period, date(2026, 9, 30))
    assert not is_provisional(period, date(2026, 10, 1))


@steady
@given(days, days)
def test_contract_years_step_on_each_anniversary(day: date, starts_on: date) -> None:
    year = contract_year(day, starts_on)
    assert year >= 1
    if day >= starts_on:
        assert anniversary(starts_on, year - 1) <= day < anniversary(starts_on, year)
    else:
        assert year == 1


def test_contract_years_of_29_february() -> None:
    starts_on = date(2024, 2, 29)
    assert contract_year(date(2024, 2, 28), starts_on) == 1
    assert contract_year(date(2025, 2, 27), starts_on) == 1
    assert contract_year(date(2025, 2, 28), starts_on) == 2
    assert contract_year(date(2028, 2, 28), starts_on) == 4
    assert contract_year(date(2028, 2, 29), starts_on) == 5
    assert contract_year(date(2026, 1, 1), None) == 1
