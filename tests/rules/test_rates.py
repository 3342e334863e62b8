"""A unit's own dated rows beside the program's: which holds when, and what is not known in time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.rules.codes import RATE_KINDS
from ipsdesk.rules.pay import minimum_pay
from ipsdesk.rules.permitted_limits import Certainty, limit_in_week
from ipsdesk.rules.rates import (
    RateKind,
    RateRow,
    first_day_for_new,
    is_used,
    missing_rates,
    rates_with,
    shipped_rates,
    shipped_rows,
)
from ipsdesk.rules.universal_credit import Allowance, illustrate

from .drawing import steady

APRIL = date(2027, 4, 1)


def own(
    kind: RateKind, pence: int, since: date = APRIL, age: int = 0, certainty: str = "published"
) -> RateRow:
    return RateRow(kind, since, pence, age, "DWP", certainty)


def test_kinds_are_those_of_the_workbook() -> None:
    assert tuple(RateKind) == RATE_KINDS


def test_without_own_rows_nothing_is_made_anew() -> None:
    assert rates_with(()) is shipped_rates()


def test_shipped_rows_added_as_own_change_nothing() -> None:
    again = rates_with(row for row in shipped_rows() if row.kind is not RateKind.LIMIT)
    assert [(row.since, row.lower, row.higher) for row in again.allowances] == [
        (row.since, row.lower, row.higher) for row in shipped_rates().allowances
    ]
    assert [(r.since, r.before, r.youngest, r.oldest, r.rate) for r in again.wages] == [
        (r.since, r.before, r.youngest, r.oldest, r.rate) for r in shipped_rates().wages
    ]


def test_next_april_holds_from_its_day() -> None:
    rates = rates_with([own(RateKind.LIMIT, 211_00), own(RateKind.WAGE, 13_18, age=21)])
    held = limit_in_week(date(2027, 4, 7), rates.limits)
    assert held is not None
    assert (held.pence, held.certainty) == (211_00, Certainty.SOURCED)
    before = limit_in_week(date(2027, 4, 4), rates.limits)
    assert before is not None
    assert before.pence == 203_50, "of a week that straddles the change the lower limit"
    assert minimum_pay(date(2027, 3, 31), 30, rates.wages) == 12_71_00
    assert minimum_pay(APRIL, 30, rates.wages) == 13_18_00
    assert minimum_pay(APRIL, 20, rates.wages) == 10_85_00, "a band that is not given goes on"
    assert minimum_pay(APRIL, 15, rates.wages) is None


def test_of_one_day_the_row_entered_last_holds() -> None:
    rates = rates_with([own(RateKind.LIMIT, 211_00), own(RateKind.LIMIT, 212_00)])
    assert [row.pence for row in rates.limits if row.since == APRIL] == [212_00]


def test_one_allowance_goes_on_where_the_other_changes() -> None:
    rates = rates_with([own(RateKind.WITH_HOUSING, 440_00, date(2027, 4, 5))])
    for allowance, less in ((Allowance.LOWER, 253_00), (Allowance.HIGHER, 104_50)):
        told = illustrate(900_00, allowance, date(2027, 5, 1), rates.allowances)
        assert told is not None
        assert told.reduction == less


@steady
@given(st.dates(date(2014, 1, 1), date(2030, 1, 1)), st.integers(16, 70), st.dates(APRIL, date(2030, 1, 1)))
def test_a_later_row_changes_no_day_before_it(day: date, age: int, since: date) -> None:
    rates = rates_with([own(RateKind.LIMIT, 1_00, since), own(RateKind.WAGE, 1_00, since, 21)])
    if day < since:
        assert limit_in_week(day, rates.limits) == limit_in_week(day)
        assert minimum_pay(day, age, rates.wages) == minimum_pay(day, age)


@pytest.mark.parametrize(
    ("today", "since"),
    [
        (date(2027, 1, 30), []),
        (date(2027, 1, 31), [APRIL]),
        (date(2027, 3, 31), [APRIL]),
        (date(2027, 4, 1), [APRIL]),
        (date(2027, 12, 1), [APRIL]),
        (date(2026, 11, 22), []),
    ],
)
def test_what_is_not_known_is_told_sixty_days_before_april_and_until_it_is(
    today: date, since: list[date]
) -> None:
    missing = missing_rates(shipped_rates(), today)
    assert sorted({one.since for one in missing}) == since
    rates = rates_with([own(RateKind.LIMIT, 211_00)])
    assert RateKind.LIMIT not in {one.kind for one in missing_rates(rates, today)}


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_a_new_row_begins_after_this_week(today: date) -> None:
    first = first_day_for_new(today)
    assert first.weekday() == 0
    assert timedelta(days=1) <= first - today <= timedelta(days=7)
    assert not is_used(first, today)
    assert is_used(first - timedelta(days=1), today)
