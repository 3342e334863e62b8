"""Statuses turn exactly at their borders, and pro-rata targets agree with a sum over every single day."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.rules.periods import (
    DAY,
    Period,
    contract_year,
    financial_year_days,
    free_period,
    parse_period,
    year_to,
)
from ipsdesk.rules.targets import (
    Goal,
    PerSpecialistYear,
    PerWteInPost,
    Post,
    Sense,
    Staffing,
    Status,
    Target,
    shown,
)

from .drawing import few, steady

TINY = Fraction(1, 10**9)
bounds = st.fractions(Fraction(1, 100), 1000, max_denominator=1000)
near_days = st.dates(date(2022, 1, 1), date(2029, 12, 31))
wtes = st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(3, 5), Fraction(1, 5)])


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first = draw(near_days)
    return free_period(first, first + timedelta(days=draw(st.integers(0, 500))))


@st.composite
def staffings(draw: st.DrawFn) -> Staffing:
    posts = []
    for first in draw(st.lists(near_days, max_size=4)):
        lasting = draw(st.none() | st.integers(0, 800))
        last = date.max if lasting is None else first + timedelta(days=lasting)
        posts.append(Post(first, last, draw(wtes)))
    return Staffing(tuple(posts), draw(st.none() | near_days))


def every_day(period: Period) -> list[date]:
    return [period.first + timedelta(days=number) for number in range(period.days)]


def judged(sense: Sense, value: Fraction, *target: Fraction) -> Status:
    return Target(sense, target).judge(value)


@steady
@given(bounds)
def test_a_minimum_turns_exactly_at_its_borders(bound: Fraction) -> None:
    near = bound * Fraction(9, 10)
    for sense, at_the_bound in ((Sense.AT_LEAST, Status.ON), (Sense.MORE_THAN, Status.NEAR)):
        assert judged(sense, bound + TINY, bound) is Status.ON
        assert judged(sense, bound, bound) is at_the_bound
        assert judged(sense, bound - TINY, bound) is Status.NEAR
        assert judged(sense, near, bound) is Status.NEAR
        assert judged(sense, near - TINY, bound) is Status.OFF


@steady
@given(bounds)
def test_a_maximum_turns_exactly_at_its_borders(bound: Fraction) -> None:
    near = bound * Fraction(11, 10)
    assert judged(Sense.AT_MOST, bound, bound) is Status.ON
    assert judged(Sense.AT_MOST, bound + TINY, bound) is Status.NEAR
    assert judged(Sense.AT_MOST, near, bound) is Status.NEAR
    assert judged(Sense.AT_MOST, near + TINY, bound) is Status.OFF


@steady
@given(bounds, bounds)
def test_a_range_is_never_near(low: Fraction, more: Fraction) -> None:
    high = low + more
    assert judged(Sense.BETWEEN, low, low, high) is Status.ON
    assert judged(Sense.BETWEEN, high, low, high) is Status.ON
    assert judged(Sense.BETWEEN, low - TINY, low, high) is Status.OFF
    assert judged(Sense.BETWEEN, high + TINY, low, high) is Status.OFF


def test_a_maximum_of_nothing_and_no_value() -> None:
    assert judged(Sense.AT_MOST, Fraction(0), Fraction(0)) is Status.ON
    assert judged(Sense.AT_MOST, Fraction(1), Fraction(0)) is Status.OFF
    assert Target(Sense.AT_LEAST, (Fraction(1),)).judge(None) is Status.NO_FIGURE


@few
@given(staffings(), periods())
def test_stretches_agree_with_a_sum_over_every_day(staffing: Staffing, period: Period) -> None:
    stretches = staffing.stretches(period)
    assert sum(stretch.days for stretch in stretches) == period.days
    for stretch in stretches:
        for day in (stretch.first, stretch.first + (stretch.days - 1) * DAY):
            assert stretch.wte == staffing.wte_on(day)
            assert stretch.year_days == financial_year_days(day)
            assert stretch.contract_year == contract_year(day, staffing.contract_starts)
    naive = sum((staffing.wte_on(day) / financial_year_days(day) for day in every_day(period)), Fraction(0))
    assert sum((stretch.specialist_years for stretch in stretches), Fraction(0)) == naive


@few
@given(staffings(), periods())
def test_a_yearly_number_agrees_with_a_sum_over_every_day(staffing: Staffing, period: Period) -> None:
    goal = PerSpecialistYear(Sense.AT_LEAST, (Fraction(35),), (Fraction(45),))
    naive = sum(
        (
            staffing.wte_on(day)
            * (45 if contract_year(day, staffing.contract_starts) > 1 else 35)
            / financial_year_days(day)
            for day in every_day(period)
        ),
        Fraction(0),
    )
    target = goal.target(staffing, period, year_to(period.last))
    if target is None:
        assert all(staffing.wte_on(day) == 0 for day in every_day(period))
    else:
        assert target.bounds == (naive,)
        assert target.working.endswith(f"= {shown(naive, 1)}")


@few
@given(staffings(), periods(), st.integers(0, 499))
def test_two_parts_of_a_period_add_up_to_it(staffing: Staffing, period: Period, cut: int) -> None:
    middle = min(period.first + cut * DAY, period.last - DAY)
    if middle < period.first:
        return
    goal = PerSpecialistYear(Sense.AT_LEAST, (Fraction(17),), (Fraction(22),))
    parts = [free_period(period.first, middle), free_period(middle + DAY, period.last)]
    targets = [goal.target(staffing, part, part) for part in (*parts, period)]
    first, second, whole = (target.bounds[0] if target else Fraction(0) for target in targets)
    assert first + second == whole


@few
@given(staffings(), periods())
def test_wte_on_the_last_day_carries_the_caseload_target(staffing: Staffing, period: Period) -> None:
    target = PerWteInPost(Sense.AT_MOST, (Fraction(25),)).target(staffing, period, period)
    wte = staffing.wte_on(period.last)
    assert (target.bounds[0] if target else 0) == 25 * wte
    assert (target is None) == (wte == 0)


def test_the_printed_working() -> None:
    post = Post(date(2026, 8, 12), date.max, Fraction(3, 5))
    goal = PerSpecialistYear(Sense.AT_LEAST, (Fraction(35),), (Fraction(45),))
    year = parse_period("2026-27")
    target = goal.target(Staffing((post,)), year, year)
    assert target is not None
    assert target.bounds == (Fraction(35) * 232 * 3 / (365 * 5),)
    assert target.working == "35 × 0.6 WTE × 232/365 = 13.3"


def test_each_side_of_an_anniversary_has_its_own_number() -> None:
    post = Post(date(2024, 1, 1), date.max, Fraction(1))
    staffing = Staffing((post,), date(2024, 2, 29))
    goal = PerSpecialistYear(Sense.AT_LEAST, (Fraction(35),), (Fraction(45),))
    february = free_period(date(2025, 2, 27), date(2025, 2, 28))
    target = goal.target(staffing, february, february)
    assert target is not None
    assert target.bounds == (Fraction(35 + 45, 365),)


def test_a_range_over_the_year_to_the_last_day() -> None:
    staffing = Staffing((Post(date(2020, 1, 1), date.max, Fraction(1)),))
    goal = PerSpecialistYear(Sense.BETWEEN, (Fraction(50), Fraction(75)), over_year=True)
    quarter = parse_period("2026-27 Q4")
    target = goal.target(staffing, quarter, year_to(quarter.last))
    assert target is not None
    assert target.bounds == (Fraction(50), Fraction(75))


def test_nobody_in_post_leaves_no_target_and_a_fixed_goal_needs_nobody() -> None:
    period = parse_period("2026-27 Q1")
    assert PerSpecialistYear(Sense.AT_LEAST, (Fraction(35),)).target(Staffing(()), period, period) is None
    fixed = Goal(Sense.AT_LEAST, (Fraction(1, 2),)).target(Staffing(()), period, period)
    assert fixed is not None
    assert fixed.bounds == (Fraction(1, 2),)


def test_left_on_a_day_is_in_post_on_it() -> None:
    left = date(2026, 5, 31)
    staffing = Staffing((Post(date(2026, 1, 1), left, Fraction(1)),))
    assert staffing.wte_on(left) == 1
    assert staffing.wte_on(left + DAY) == 0
    assert [stretch.days for stretch in staffing.stretches(parse_period("2026-27 Q1"))] == [61, 30]


@pytest.mark.parametrize(
    ("number", "places", "words"),
    [
        (Fraction(0), 3, "0"),
        (Fraction(35), 1, "35"),
        (Fraction(1329, 100), 1, "13.3"),
        (Fraction(1325, 100), 1, "13.3"),
        (Fraction(1324999, 100000), 1, "13.2"),
        (Fraction(1996, 100), 1, "20"),
        (Fraction(-1, 1000), 2, "0"),
        (Fraction(1, 20), 1, "0.1"),
    ],
)
def test_shown_in_the_fewest_digits(number: Fraction, places: int, words: str) -> None:
    assert shown(number, places) == words


@steady
@given(st.fractions(-1000, 1000), st.integers(0, 4))
def test_shown_is_within_half_a_digit(number: Fraction, places: int) -> None:
    assert abs(Fraction(shown(number, places)) - number) <= Fraction(1, 2 * 10**places)
