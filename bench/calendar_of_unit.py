"""The two years a generated unit covers, and the day on which it is looked at."""

from __future__ import annotations

from datetime import date, timedelta

from ipsdesk.rules.periods import parse_period

FIRST, LAST = date(2024, 4, 1), date(2026, 3, 31)
TODAY = date(2026, 4, 6)
DAYS = (LAST - FIRST).days
QUARTER = parse_period("2025-26 Q4")
"""The last quarter of the two years: the one with most behind it."""


def day(number: float) -> date:
    """The day so many days after the first, never beyond the last."""
    return FIRST + timedelta(days=min(int(number), DAYS))
