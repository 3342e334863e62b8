"""Which period is looked at: of one length, turned back and on, or any days."""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from ipsdesk.rules.periods import (
    DAY,
    YEARS,
    Period,
    add_months,
    financial_year_start,
    free_period,
    last_full_quarter,
    named_period,
    period_before,
)
from ipsdesk.rules.wording import MONTHS


class Length(IntEnum):
    """How long a period is, in months; ``DATES`` is any days."""

    QUARTER = 3
    HALF = 6
    YEAR = 12
    DATES = 0


LENGTHS = {Length.QUARTER: "Quarter", Length.HALF: "Half", Length.YEAR: "Year", Length.DATES: "Dates"}
RUNS = {
    Length.QUARTER: "Five quarters",
    Length.HALF: "Five halves",
    Length.YEAR: "Five years",
    Length.DATES: "Five periods",
}


def length_of(period: Period) -> Length:
    """Which of the lengths a period has."""
    return Length(period.months)


def holding(day: date, length: Length) -> Period:
    """The quarter, half or year of the financial year that holds a day."""
    start = financial_year_start(day)
    begun = (day.year * 12 + day.month - start.year * 12 - start.month) // length
    return named_period(add_months(start, length * begun), length)


def period_after(period: Period) -> Period:
    """The next of its length."""
    if period.months:
        return named_period(add_months(period.first, period.months), period.months)
    return free_period(period.last + DAY, period.last + period.days * DAY)


class Turning:
    """The period on screen and its neighbours; a change of length stays at the days last turned to."""

    def __init__(self, today: date) -> None:
        self._today = today
        self.period = last_full_quarter(today)
        self._anchor = self.period.last

    def choose(self, period: Period) -> None:
        """Go to a period."""
        self.period, self._anchor = period, min(period.last, self._today)

    def lengthen(self, length: Length) -> None:
        """The period of another length at the same days."""
        self.period = holding(self._anchor, length)

    def turn_back(self) -> None:
        """Go to the period before, if the calendar goes so far."""
        if (before := period_before(self.period)).first.year in YEARS:
            self.choose(before)

    def turn_on(self) -> None:
        """Go to the next period, if it has begun."""
        if self.can_turn_on():
            self.choose(period_after(self.period))

    def can_turn_on(self) -> bool:
        """Whether the next period has begun."""
        return self.period.last < self._today


def short_day(day: date) -> str:
    """``30 Sep 2026``."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def between(period: Period) -> str:
    """``1 Jul to 30 Sep 2026``, each part no more often than it takes."""
    first = period.first
    if first == period.last:
        return short_day(first)
    start = (
        f"{first.day} {MONTHS[first.month - 1][:3]}" if first.year == period.last.year else short_day(first)
    )
    return f"{start} to {short_day(period.last)}"


def name_of(period: Period) -> str:
    """``2026-27 Q2``; of free dates the days themselves."""
    return period.label if period.months else between(period)


def short_name(period: Period) -> str:
    """``Q2`` or ``H1`` where the year is plain; nothing for free dates, which have no name."""
    return (period.label[8:] or period.label) if period.months else ""
