"""When somebody in a new job is to be seen, and when that was missed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.rules.follow_along import AROUND, MONTHLY, WEEKLY, missed, over_by, spans_of
from ipsdesk.rules.periods import DAY, add_months

START = date(2026, 1, 31)


def test_a_year_of_spans() -> None:
    spans = list(spans_of(START))
    assert [one.rhythm for one in spans] == [AROUND, *[WEEKLY] * 4, *[MONTHLY] * 11]
    assert (spans[0].first, spans[0].last) == (date(2026, 1, 24), date(2026, 2, 3))
    assert (spans[5].first, spans[5].last) == (date(2026, 2, 28), date(2026, 3, 30))
    assert spans[-1].last == date(2027, 1, 30)


@pytest.mark.parametrize(
    ("ended_on", "day", "over"),
    [
        (None, START + 3 * DAY, 0),
        (None, START + 4 * DAY, 1),
        (None, START + 7 * DAY, 2),
        (START + 5 * DAY, date(2027, 6, 1), 1),
        (None, date(2027, 1, 31), 16),
    ],
)
def test_a_span_is_asked_for_once_it_is_over(ended_on: date | None, day: date, over: int) -> None:
    assert len(over_by(START, ended_on, day)) == over


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sets(st.integers(-10, 380), max_size=30))
def test_a_span_is_missed_exactly_where_no_meeting_lies_in_it(started_on: date, after: set[int]) -> None:
    met = [started_on + days * DAY for days in after]
    spans = over_by(started_on, None, add_months(started_on, 13))
    gaps = missed(spans, met)
    for span in spans:
        assert (span in gaps) is not any(span.first <= day <= span.last for day in met)
