"""Ages by birthday, where a birthday on 29 February falls on 1 March in common years."""

from __future__ import annotations

import calendar
from datetime import date


def age_on(day: date, born_on: date) -> int:
    """Whole years of age on a day; negative before the birth."""
    month, in_month = born_on.month, born_on.day
    if (month, in_month) == (2, 29) and not calendar.isleap(day.year):
        month, in_month = 3, 1
    return day.year - born_on.year - ((day.month, day.day) < (month, in_month))
