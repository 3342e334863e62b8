"""The four tests of a competitive job, each with its working; the days of a job's milestones."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.rules.four_tests import AskedJob, four_tests, shown_pay
from ipsdesk.rules.milestones import confirmed_together, milestones_of
from ipsdesk.rules.pay import WageRate, pays_minimum

JUNE, BORN = date(2026, 6, 1), date(1992, 5, 4)


def asked(pay: int | None, kind: str = "paid job", **answers: bool | None) -> AskedJob:
    known = {"open_to_anyone": None, "set_aside": None, "service_end": None} | answers
    return AskedJob(kind, JUNE, pay, **known)


def test_the_working_of_the_pay_is_the_figures_beside_each_other() -> None:
    met = four_tests(asked(127_100), BORN)[0]
    assert (met.met, met.working) == (
        True,
        "£12.71 an hour on 1 June 2026, at age 34; the legal minimum was £12.71.",
    )
    low = four_tests(asked(5_000), BORN)[0]
    assert low.met is False
    assert low.working == (
        "£0.50 an hour on 1 June 2026, at age 34: £12.21 below the legal minimum of £12.71."
    )


@pytest.mark.parametrize(
    ("job", "born", "says"),
    [
        (asked(None), BORN, "pay of the first day is not known"),
        (asked(127_100), None, "date of birth is not known"),
        (asked(127_100), date(2015, 1, 1), "of that day and age is not known"),
        (asked(100, "self-employment"), BORN, "self-employment"),
    ],
)
def test_what_is_not_known_is_neither_met_nor_missed(job: AskedJob, born: date | None, says: str) -> None:
    answer = four_tests(job, born)[0]
    assert answer.met is None
    assert says in answer.working


def test_the_other_three_are_as_they_were_ticked() -> None:
    answers = four_tests(asked(None, open_to_anyone=True, set_aside=True, service_end=False), BORN)[1:]
    assert [one.met for one in answers] == [True, False, True]
    assert [one.met for one in four_tests(asked(None), BORN)[1:]] == [None, None, None]


def test_the_units_own_minimum_is_the_one_that_counts() -> None:
    own = (WageRate(date(2026, 4, 1), None, 21, None, 150_000, "the unit", "published"),)
    assert four_tests(asked(127_100), BORN, own)[0].met is False


@given(
    st.integers(0, 300_000),
    st.dates(date(1950, 1, 1), date(2012, 1, 1)),
    st.dates(date(2016, 1, 1), date(2027, 3, 31)),
)
def test_the_tick_is_what_the_figures_count(pay: int, born: date, started: date) -> None:
    answer = four_tests(AskedJob("paid job", started, pay, None, None, None), born)[0]
    assert answer.met is pays_minimum(pay, born, started)


@given(st.integers(0, 10_000_000))
def test_pay_is_shown_to_its_last_digit(pay: int) -> None:
    pounds, part = shown_pay(pay).removeprefix("£").replace(",", "").split(".")
    assert int(pounds) * 10_000 + int(part.ljust(4, "0")) == pay
    assert len(part) >= 2


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)))
def test_thirteen_weeks_and_three_months_fall_within_days_of_each_other(started: date) -> None:
    days = milestones_of(started)
    assert abs(days["13 weeks"] - days["3 months"]) <= timedelta(days=2)
    assert list(days) == ["13 weeks", "3 months", "6 months", "9 months", "12 months"]
    assert confirmed_together("3 months") == ("13 weeks", "3 months")
    assert confirmed_together("9 months") == ("9 months",)
