"""Pay slips turned into weeks: the vector of the facts, each kind of period, and the working line by line."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.rules.periods import DAY
from ipsdesk.rules.permitted_pay import PaySlip, weekly_pay

MAY, END_OF_MAY = date(2026, 5, 1), date(2026, 5, 31)
pence = st.none() | st.integers(0, 5_000_00)


def slip(paid: str = "monthly", days: int = 31, **pay: int | None) -> PaySlip:
    return PaySlip(MAY, MAY + (days - 1) * DAY, paid, **pay)


@pytest.mark.parametrize(
    ("kept", "weekly"),
    [
        (slip(net=850_00), 196_15),
        (slip("four-weekly", 28, net=814_00), 203_50),
        (slip("weekly", 7, net=203_50), 203_50),
        (slip("two-weekly", 14, net=407_00), 203_50),
        (slip("other", 10, net=100_00), 70_00),
        (slip(gross=1_000_00, tax=20_00, insurance=10_00, pension=50_00), 218_08),
        (slip("four-weekly", 28, gross=400_01), 100_00),
        (slip("four-weekly", 28, gross=400_02), 100_01),
        (slip("weekly", 7, net=100_00, pension=5_01), 102_51),
        (slip(net=0), 0),
        (slip(), None),
        (slip(gross=100_00, tax=200_00), None),
    ],
)
def test_what_a_week_of_the_period_counts_as(kept: PaySlip, weekly: int | None) -> None:
    assert weekly_pay(kept).pence == weekly


def test_the_working_is_the_arithmetic_line_by_line() -> None:
    kept = slip(gross=1_000_00, tax=20_00, insurance=10_00, pension=50_01, net=919_99)
    assert weekly_pay(kept).working == (
        "Gross £1,000.00 − tax £20.00 − National Insurance £10.00 − half of the pension £25.00½p = £944.99½p",
        "A week: £944.99½p × 12 / 52 = £218.08",
    )
    assert weekly_pay(slip(net=850_00)).working == ("Net £850.00", "A week: £850.00 × 12 / 52 = £196.15")
    assert weekly_pay(slip("other", 10, net=100_00)).working[-1] == "A week: £100.00 × 7 / 10 days = £70.00"
    added = weekly_pay(slip("weekly", 7, net=100_00, pension=5_00)).working[0]
    assert added == "Net £100.00 + half of the pension £2.50 = £102.50"


def test_a_net_figure_that_does_not_add_up_is_said() -> None:
    told = weekly_pay(slip(gross=1_000_00, tax=20_00, net=900_00)).working
    assert told[1].startswith("Net is recorded as £900.00, but gross less all that is taken off is £980.00")


slips = st.builds(
    slip,
    st.sampled_from(["weekly", "two-weekly", "four-weekly", "monthly", "other"]),
    st.integers(1, 62),
    **dict.fromkeys(("gross", "tax", "insurance", "pension", "net"), pence),
)


@given(slips)
def test_a_week_is_the_counted_pay_in_the_share_of_its_period(kept: PaySlip) -> None:
    weekly, half, counted = weekly_pay(kept), Fraction(kept.pension or 0, 2), Fraction(-1)
    if kept.gross is not None:
        counted = kept.gross - (kept.tax or 0) - (kept.insurance or 0) - half
    elif kept.net is not None:
        counted = kept.net + half
    if counted < 0:
        assert weekly.pence is None
        return
    share = {"monthly": Fraction(12, 52), "four-weekly": Fraction(1, 4)}.get(
        kept.paid, Fraction(7, kept.days)
    )
    assert weekly.pence is not None
    assert abs(weekly.pence - counted * share) <= Fraction(1, 2)
