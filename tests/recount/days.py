"""Periods, months, ages and financial years, counted in whole days."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """First day to last day, both included."""

    label: str
    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Every day of the period."""
        day = self.first
        while day <= self.last:
            yield day
            day += ONE_DAY

    def holds(self, day: date | None) -> bool:
        """Whether the day is recorded and falls in the period."""
        return day is not None and self.first <= day <= self.last


def months_after(day: date, months: int) -> date:
    """Calendar months later (or earlier), clamped to the month's end."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def age_on(born: date, day: date) -> int:
    """Whole years by birthday; someone born on 29 February has theirs on 1 March in common years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def financial_year_start(day: date) -> date:
    """The 1 April on or before the day."""
    return date(day.year if day >= date(day.year, 4, 1) else day.year - 1, 4, 1)


def days_in_financial_year(day: date) -> int:
    """365 or 366: the days of the financial year that holds the day."""
    start = financial_year_start(day)
    return (date(start.year + 1, 4, 1) - start).days


def year_to(last: date) -> Period:
    """From the day after the same day a year earlier (clamped) to the last day."""
    return Period("the year to the last day", months_after(last, -12) + ONE_DAY, last)


def whole_months(period: Period) -> list[Period]:
    """The calendar months that lie wholly inside the period."""
    months = []
    first = period.first.replace(day=1)
    while first <= period.last:
        after = months_after(first, 1)
        if first >= period.first and after - ONE_DAY <= period.last:
            months.append(Period("month", first, after - ONE_DAY))
        first = after
    return months


def whole_weeks(period: Period) -> list[Period]:
    """The Monday-to-Sunday weeks that lie wholly inside the period."""
    return [
        Period("week", day, day + timedelta(days=6))
        for day in period.days()
        if day.weekday() == 0 and day + timedelta(days=6) <= period.last
    ]


def parse_period(label: str) -> Period:
    """`2026-27`, `2026-27 H1`, `2026-27 Q2` or `2026-07-01..2026-08-15`."""
    if ".." in label:
        first, last = (date.fromisoformat(part.strip()) for part in label.split(".."))
        return Period(label, first, last)
    found = re.fullmatch(r"(\d{4})-\d{2}(?: ([QH])(\d))?", label)
    if found is None:
        raise ValueError(f"not a period: {label}")
    months = {None: 12, "H": 6, "Q": 3}[found[2]]
    number = int(found[3] or 1)
    first = months_after(date(int(found[1]), 4, 1), months * (number - 1))
    return Period(label, first, months_after(first, months) - ONE_DAY)
