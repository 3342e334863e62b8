"""Periods of a return: quarters, halves and years of the financial year, and free ranges."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from ipsdesk.errors import CannotRun

DAY = timedelta(days=1)
YEAR_STARTS_IN = 4
"""Financial years run from 1 April to 31 March."""

YEARS = range(1901, 2200)
"""The years a period may lie in: wide enough for any record, far from the ends of the calendar."""

_NAMED = re.compile(r"(\d{4})[-/](\d{2})(?:\s+(?:Q([1-4])|H([12])))?", re.IGNORECASE)
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})\s*\.\.\s*(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From the first day to the last day, both included."""

    first: date
    last: date
    label: str

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.last - self.first).days + 1

    @property
    def months(self) -> int:
        """Whole months of a named period; 0 for a free range."""
        return {"Q": 3, "H": 6}.get(self.label[8:9], 12 if len(self.label) == 7 else 0)


def add_months(day: date, months: int) -> date:
    """The day so many calendar months later (or earlier), clamped to the month's end."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def financial_year_start(day: date) -> date:
    """1 April of the financial year that holds the day."""
    return date(day.year - (day.month < YEAR_STARTS_IN), YEAR_STARTS_IN, 1)


def financial_year_days(day: date) -> int:
    """How many days the financial year that holds the day has (365 or 366)."""
    start = financial_year_start(day)
    return (add_months(start, 12) - start).days


def named_period(first: date, months: int) -> Period:
    """The quarter, half or year of the financial year that begins on ``first``."""
    year = financial_year_start(first).year
    part = (first.month - YEAR_STARTS_IN) % 12 // months + 1
    suffix = {3: f" Q{part}", 6: f" H{part}"}.get(months, "")
    return Period(first, add_months(first, months) - DAY, f"{year}-{(year + 1) % 100:02}{suffix}")


def parse_period(text: str) -> Period:
    """The period written as ``2026-27 Q2``, ``2026-27 H1``, ``2026-27`` or ``2026-07-01..2026-08-15``.

    Raises ``CannotRun`` with the forms that are understood.
    """
    text = text.strip()
    if found := _NAMED.fullmatch(text):
        year, next_year, quarter, half = found.groups()
        if int(next_year) == (int(year) + 1) % 100 and int(year) in YEARS:
            months = 3 if quarter else 6 if half else 12
            offset = (int(quarter or half or 1) - 1) * months
            return named_period(add_months(date(int(year), YEAR_STARTS_IN, 1), offset), months)
    elif found := _RANGE.fullmatch(text):
        try:
            first, last = (date.fromisoformat(part) for part in found.groups())
        except ValueError:
            pass
        else:
            if first <= last and first.year in YEARS and last.year in YEARS:
                return Period(first, last, f"{first}..{last}")
    raise CannotRun(
        f"'{text}' is not a period. Write a quarter as 2026-27 Q2, a half as 2026-27 H1, a financial year as "
        "2026-27, or any days as 2026-07-01..2026-08-15."
    )


def parse_day(text: str) -> date:
    """The day written as ``2026-05-10``; raises ``CannotRun`` with the form that is understood."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        day = date.min
    if day.year not in YEARS:
        raise CannotRun(f"'{text}' is not a day. Write it as 2026-05-10.")
    return day


def last_full_quarter(today: date) -> Period:
    """The quarter of the financial year that ended last before a day."""
    start = financial_year_start(today)
    begun = (today.year * 12 + today.month - start.year * 12 - start.month) // 3
    return named_period(add_months(start, 3 * (begun - 1)), 3)


def quarter_of(day: date) -> Period:
    """The quarter of the financial year that holds a day."""
    first = day.replace(day=1)
    return named_period(add_months(first, -((first.month - 1) % 3)), 3)


def period_before(period: Period) -> Period:
    """The quarter, half or year before; for a free range of n days the n days before it."""
    if period.months:
        return named_period(add_months(period.first, -period.months), period.months)
    return free_period(period.first - timedelta(days=period.days), period.first - DAY)


def free_period(first: date, last: date) -> Period:
    """Any days, both ends included."""
    return Period(first, last, f"{first}..{last}")


def year_of(day: date) -> Period:
    """The financial year that holds a day."""
    return named_period(financial_year_start(day), 12)


def quarters_of(year: Period) -> tuple[Period, ...]:
    """The four quarters of a financial year."""
    return tuple(named_period(add_months(year.first, months), 3) for months in range(0, 12, 3))


def year_to_date(period: Period) -> Period:
    """From 1 April of the last day's financial year to the last day."""
    return free_period(financial_year_start(period.last), period.last)


def year_to(last: date) -> Period:
    """The year to a day: from the day after the same day a year earlier (months clamped)."""
    return free_period(add_months(last, -12) + DAY, last)


def is_provisional(period: Period, today: date) -> bool:
    """A return is provisional while its last day is today or later."""
    return period.last >= today


def contract_year(day: date, starts_on: date | None) -> int:
    """1 + whole years since the contract's start; days before it, and no start at all, are year 1."""
    if starts_on is None or day < starts_on:
        return 1
    years = day.year - starts_on.year
    return 1 + years - (day < anniversary(starts_on, years))


def anniversary(starts_on: date, years: int) -> date:
    """The contract's start so many years on (29 February: 28 in common years)."""
    return add_months(starts_on, 12 * years)
