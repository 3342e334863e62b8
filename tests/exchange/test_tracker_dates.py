"""Days as people type them, and those that are none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.exchange.complaint import Complaint
from ipsdesk.exchange.tracker_dates import DayOrder, likely_order, read_day

THIRD_OF_MARCH = (
    *("3rd March 25", "03.03.25", "3/3/2025", "3-3-25", "Mon 3 Mar 2025", "Monday, 3rd of March 2025"),
    *("3 Mar '25", "March 3rd, 2025", "3 March, 2025", "03 03 2025", "3-Mar-25", "3. 3. 2025", "3mar25"),
)


@pytest.mark.parametrize("typed", THIRD_OF_MARCH)
def test_a_day_is_read_in_many_ways(typed: str) -> None:
    assert read_day(typed) == "2025-03-03"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("March 2025", "'March 2025' is a month and not a day; write the day as well, as in 27/03/2026"),
        ("Sept 25", "'Sept 25' is a month and not a day; write the day as well, as in 27/03/2026"),
        ("03/2025", "'03/2025' is a month and not a day; write the day as well, as in 27/03/2026"),
        ("3rd March", "'3rd March' has no year; write it as 27/03/2026"),
        ("3/3", "'3/3' has no year; write it as 27/03/2026"),
        ("31.02.25", "'31.02.25' is not a real date"),
        ("3/13/25", "'3/13/25' is not a real date"),
    ],
)
def test_what_is_no_day_is_refused(typed: str, words: str) -> None:
    with pytest.raises(Complaint) as refused:
        read_day(typed)
    assert str(refused.value) == words


@pytest.mark.parametrize("typed", ["soon", "ward 25", "16 hours", "2025-03-03", "27/03/2026 (tbc)", ""])
def test_what_looks_like_no_day_stays_as_it_is(typed: str) -> None:
    assert read_day(typed) == typed


def test_month_first_where_the_list_is_written_so() -> None:
    assert read_day("3/4/25") == "2025-04-03"
    assert read_day("3/4/25", DayOrder.MONTH_FIRST) == "2025-03-04"
    assert likely_order(["3/4/25", "12/31/24", "keen"]) is DayOrder.MONTH_FIRST
    assert likely_order(["3/4/25", "12/31/24", "31/12/24"]) is DayOrder.DAY_FIRST
    assert likely_order([]) is DayOrder.DAY_FIRST


def test_a_birth_is_of_the_last_century_unless_it_can_not_be() -> None:
    assert read_day("3/4/85", birth=True) == "1985-04-03"
    assert read_day("3/4/04", birth=True) == "2004-04-03"
    assert read_day("3/4/85") == "2085-04-03"


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_comes_back(day: date) -> None:
    for typed in (f"{day:%d.%m.%Y}", f"{day.day} {day:%B %Y}", f"{day:%A} {day.day} {day:%b} {day:%Y}"):
        assert read_day(typed) == day.isoformat()
