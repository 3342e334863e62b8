"""When supervision is due again: never before the last, months by the calendar, mentoring closer at first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.rules.rhythms import MENTORING, MONTHS, ONE_TO_ONE, induction_due, next_due

DAYS = st.dates(date(2015, 1, 1), date(2045, 12, 31))


@given(st.sampled_from(sorted(MONTHS)), DAYS, st.integers(0, 4000))
def test_it_is_due_later_than_it_was_held(what: str, started: date, later: int) -> None:
    last = started + timedelta(days=later)
    due = next_due(what, started, last)
    assert last < due <= last + timedelta(days=31 * MONTHS[what])
    assert next_due(what, started, None) <= due


@pytest.mark.parametrize(
    ("what", "started", "last", "due"),
    [
        (ONE_TO_ONE, date(2020, 1, 1), date(2026, 1, 31), date(2026, 2, 28)),
        (ONE_TO_ONE, date(2020, 1, 1), date(2028, 1, 31), date(2028, 2, 29)),
        ("appraisal", date(2020, 1, 1), date(2028, 2, 29), date(2029, 2, 28)),
        (MENTORING, date(2026, 1, 15), None, date(2026, 2, 15)),
        (MENTORING, date(2026, 1, 15), date(2026, 7, 14), date(2026, 8, 14)),
        (MENTORING, date(2026, 1, 15), date(2026, 7, 15), date(2026, 10, 15)),
    ],
)
def test_days_at_the_borders(what: str, started: date, last: date | None, due: date) -> None:
    assert next_due(what, started, last) == due


def test_an_induction_takes_four_weeks() -> None:
    assert induction_due(date(2028, 2, 1)) == date(2028, 2, 29)
