"""Ages step by one on each birthday, a 29 February's on 1 March in common years."""

from __future__ import annotations

import calendar
from datetime import date

from hypothesis import given

from ipsdesk.rules.ages import age_on
from ipsdesk.rules.periods import DAY

from .drawing import days, steady


def birthday(born_on: date, year: int) -> date:
    if (born_on.month, born_on.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 3, 1)
    return born_on.replace(year=year)


@steady
@given(days, days)
def test_age_is_the_number_of_birthdays_since_birth(born_on: date, day: date) -> None:
    birthdays = sum(birthday(born_on, year) <= day for year in range(born_on.year + 1, day.year + 1))
    age = age_on(day, born_on)
    assert age == birthdays if day >= born_on else age < 0


@steady
@given(days, days)
def test_age_never_falls_and_steps_only_on_a_birthday(born_on: date, day: date) -> None:
    step = age_on(day + DAY, born_on) - age_on(day, born_on)
    assert step == (birthday(born_on, (day + DAY).year) == day + DAY)


def test_29_february() -> None:
    born_on = date(2004, 2, 29)
    assert age_on(date(2022, 2, 28), born_on) == 17
    assert age_on(date(2022, 3, 1), born_on) == 18
    assert age_on(date(2024, 2, 28), born_on) == 19
    assert age_on(date(2024, 2, 29), born_on) == 20


def test_the_day_of_birth_and_the_day_before() -> None:
    born_on = date(2004, 5, 17)
    assert age_on(born_on, born_on) == 0
    assert age_on(born_on - DAY, born_on) == -1
