"""What is typed and what is kept: there and back for every kind, and days in a hurry."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.fields import Field, Kind
from ipsdesk.ui.widgets.day_words import beside, read_day
from ipsdesk.ui.widgets.typed_values import Complaint, Value, as_typed, read_typed

MONDAY = date(2026, 5, 11)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))

VALUES: dict[Kind, st.SearchStrategy[Value]] = {
    Kind.DATE: DAYS,
    Kind.WHOLE: st.integers(-(10**9), 10**9),
    Kind.DECIMAL: st.integers(0, 10**9),
    Kind.HOURS: st.integers(0, 900 * 3600),
    Kind.MONEY: st.integers(0, 10**9),
    Kind.TIME: st.times().map(lambda one: f"{one:%H:%M}"),
    Kind.TEXTS: st.lists(st.sampled_from(["retail", "gardening", "care"]), min_size=1, unique=True),
}


@given(st.sampled_from(list(VALUES)).flatmap(lambda kind: st.tuples(st.just(kind), VALUES[kind])))
def test_what_a_field_shows_reads_back_the_same(pair: tuple[Kind, Value]) -> None:
    kind, value = pair
    field = Field("Field", kind, scale=100 if kind is Kind.DECIMAL else 1)
    assert read_typed(field, as_typed(field, value)) == value


@pytest.mark.parametrize(
    ("kind", "typed", "value", "shown"),
    [
        (Kind.HOURS, "7.5", 27_000, "7:30"),
        (Kind.HOURS, "7:30", 27_000, "7:30"),
        (Kind.HOURS, "0", 0, "0:00"),
        (Kind.MONEY, "£1,203.5", 120_350, "£1,203.50"),
        (Kind.NHS_NUMBER, "9990000018", "9990000018", "999 000 0018"),
        (Kind.TIME, "9:05", "09:05", "09:05"),
        (Kind.TEXT, "  Packer ", "Packer", "Packer"),
        (Kind.TEXT, "   ", None, ""),
    ],
)
def test_as_typed_as_kept_as_shown(kind: Kind, typed: str, value: Value, shown: str) -> None:
    field = Field("Field", kind)
    assert read_typed(field, typed) == value
    assert as_typed(field, value) == shown


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("27/3", date(2026, 3, 27)),
        ("27 mar", date(2026, 3, 27)),
        ("27mar", date(2026, 3, 27)),
        ("27.3.2025", date(2025, 3, 27)),
        ("27/03/2026", date(2026, 3, 27)),
        ("27 March 2026", date(2026, 3, 27)),
        ("2026-03-27", date(2026, 3, 27)),
        ("27/12", date(2025, 12, 27)),  # nearer behind than ahead
        ("1-2", date(2026, 2, 1)),
        ("29/2", date(2028, 2, 29)),
        (" Today ", MONDAY),
        ("yesterday", date(2026, 5, 10)),
        ("tomorrow", date(2026, 5, 12)),
        ("fri", date(2026, 5, 15)),
        ("monday", MONDAY),
    ],
)
def test_a_day_in_a_hurry(typed: str, day: date) -> None:
    assert read_day(typed, MONDAY) == day


def test_for_what_has_happened_a_weekday_is_the_last_one() -> None:
    assert read_day("fri", MONDAY, looks_back=True) == date(2026, 5, 8)
    assert read_day("mon", MONDAY, looks_back=True) == MONDAY


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/2", "'31/2' is not a real date"),
        ("31/02/2026", "'31/02/2026' is not a real date"),
        ("27/3/26", "'27/3/26' has a year of two digits; write all four, as in 27/03/2026"),
        ("soon", "'soon' is not a date; write it as 27/03/2026"),
        ("27 foo", "'27 foo' is not a date; write it as 27/03/2026"),
        ("27", "'27' is not a date; write it as 27/03/2026"),
        ("1/1/1066", "'1/1/1066' is not a date between 1900 and 2199"),
    ],
)
def test_what_is_no_day_is_said_so(typed: str, said: str) -> None:
    with pytest.raises(Complaint) as complaint:
        read_day(typed, MONDAY)
    assert str(complaint.value) == said


@given(DAYS, DAYS)
def test_every_day_written_out_is_understood_whatever_today_is(day: date, today: date) -> None:
    assert read_day(f"{day:%d/%m/%Y}", today) == day
    assert read_day(day.isoformat(), today) == day
    assert beside(day, today).split(",")[0].split()[0] == f"{day:%A}"


@given(st.text(), DAYS)
def test_nothing_typed_is_worse_than_a_complaint(typed: str, today: date) -> None:
    try:
        read_day(typed, today)
    except Complaint:
        return


def test_beside_a_day_stands_how_far_it_is() -> None:
    far = {0: "Monday, today", 1: "Tuesday, tomorrow", -3: "Friday, 3 days ago", 4: "Friday, in 4 days"}
    assert {away: beside(MONDAY + timedelta(days=away), MONDAY) for away in far} == far
    assert beside(date(2025, 3, 27), MONDAY) == "Thursday 27 March 2025"
