"""Hours, money and days as people read them, the same whatever the computer's language."""

from __future__ import annotations

from datetime import date

HOUR = 3_600
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def shown_hours(seconds: int) -> str:
    """Seconds as ``15 h 59 min``, with minutes and seconds only where there are some."""
    hours, rest = divmod(seconds, HOUR)
    minutes, left = divmod(rest, 60)
    parts = [f"{hours} h", f"{minutes} min" if minutes else "", f"{left} s" if left else ""]
    return " ".join(part for part in parts if part)


def shown_pounds(pence: int) -> str:
    """Pence, not negative, as ``£1,203.50``."""
    return f"£{pence // 100:,}.{pence % 100:02}"


def shown_day(day: date) -> str:
    """A day as ``1 October 2008``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
