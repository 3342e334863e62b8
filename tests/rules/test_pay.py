"""The minimum wage holds from its date, for its ages, and what is not known is never competitive."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.rules.ages import age_on
from ipsdesk.rules.pay import PAY_SCALE, WageRate, minimum_pay, pays_minimum, wage_rates
from ipsdesk.rules.periods import DAY, add_months

from .drawing import days, steady

rates = st.sampled_from(wage_rates())
ages = st.integers(16, 80)
LONG_AFTER = date(2060, 1, 1)


def hourly(pounds: str) -> int:
    whole, part = pounds.split(".")
    return int(whole) * PAY_SCALE + int(part.ljust(4, "0"))


@pytest.mark.parametrize(
    ("on", "age", "pounds"),
    [
        (date(2013, 10, 1), 21, "6.31"),
        (date(2016, 3, 31), 30, "6.70"),
        (date(2016, 4, 1), 24, "6.70"),
        (date(2016, 4, 1), 25, "7.20"),
        (date(2021, 4, 1), 22, "8.36"),
        (date(2021, 4, 1), 23, "8.91"),
        (date(2024, 3, 31), 22, "10.18"),
        (date(2024, 4, 1), 21, "11.44"),
        (date(2026, 4, 1), 16, "8.00"),
        (date(2026, 4, 1), 17, "8.00"),
        (date(2026, 4, 1), 18, "10.85"),
        (date(2026, 4, 1), 20, "10.85"),
        (date(2026, 4, 1), 21, "12.71"),
    ],
)
def test_rates_of_the_facts_file(on: date, age: int, pounds: str) -> None:
    assert minimum_pay(on, age) == hourly(pounds)


def test_nothing_is_known_before_the_table_or_under_16() -> None:
    assert minimum_pay(date(2013, 9, 30), 40) is None
    assert minimum_pay(date(2026, 4, 1), 15) is None
    assert minimum_pay(LONG_AFTER, 40) == hourly("12.71"), "the last row holds on"


@steady
@given(days.filter(lambda day: day >= date(2013, 10, 1)), ages)
def test_exactly_one_rate_holds_on_any_day_at_any_age(day: date, age: int) -> None:
    holding = [
        row
        for row in wage_rates()
        if row.since <= day
        and (row.before is None or day < row.before)
        and row.youngest <= age
        and (row.oldest is None or age < row.oldest)
    ]
    assert [row.rate for row in holding] == [minimum_pay(day, age)]


@steady
@given(days.filter(lambda day: day >= date(2013, 10, 1)), ages)
def test_the_minimum_never_falls_with_age_or_time(day: date, age: int) -> None:
    at_age = minimum_pay(day, age)
    older, later = minimum_pay(day, age + 1), minimum_pay(day + DAY, age)
    assert at_age is not None
    assert older is not None
    assert later is not None
    assert at_age <= older
    if day + DAY != date(2016, 4, 1):
        assert at_age <= later


@steady
@given(rates, st.integers(0, 364))
def test_each_band_begins_on_the_birthday(row: WageRate, into: int) -> None:
    """A job that starts on the birthday pays the new band's rate; the day before, the younger one's."""
    birthday = min(row.since + into * DAY, (row.before or LONG_AFTER) - DAY)
    born_on = add_months(birthday, -12 * row.youngest)
    assert age_on(birthday, born_on) == row.youngest
    assert pays_minimum(row.rate, born_on, birthday) is True
    assert pays_minimum(row.rate - 1, born_on, birthday) is False
    if birthday > row.since:
        younger = minimum_pay(birthday - DAY, row.youngest - 1)
        assert pays_minimum(row.rate, born_on, birthday - DAY) is (None if younger is None else True)
        assert younger is None or pays_minimum(younger - 1, born_on, birthday - DAY) is False


def test_the_start_date_decides_not_a_later_birthday_or_rate() -> None:
    born_on = date(2005, 3, 15)
    assert pays_minimum(hourly("10.00"), born_on, date(2026, 3, 14)) is True
    assert pays_minimum(hourly("10.00"), born_on, date(2026, 3, 15)) is False
    assert pays_minimum(hourly("12.21"), born_on, date(2026, 3, 31)) is True
    assert pays_minimum(hourly("12.21"), born_on, date(2026, 4, 1)) is False


@steady
@given(st.none() | st.integers(0, 200_000), st.none() | days, days)
def test_unknown_is_unknown(pay: int | None, born_on: date | None, started_on: date) -> None:
    verdict = pays_minimum(pay, born_on, started_on)
    unknown = (
        pay is None
        or born_on is None
        or age_on(started_on, born_on) < 16
        or started_on < wage_rates()[0].since
    )
    assert (verdict is None) == unknown


@steady
@given(st.integers(0, 200_000), st.integers(0, 50_000), days, days)
def test_more_pay_never_fails_what_less_pay_met(pay: int, more: int, born_on: date, on: date) -> None:
    if pays_minimum(pay, born_on, on):
        assert pays_minimum(pay + more, born_on, on)


def test_every_row_names_its_source() -> None:
    assert all(row.source and row.certainty in {"sourced", "general knowledge"} for row in wage_rates())
