"""Hours, money and days as people read them, the same whatever the computer's language."""

from __future__ import annotations

from datetime import date, datetime

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


def shown_clock(seconds: int) -> str:
    """Seconds as ``15:59``, with seconds only where there are some."""
    hours, rest = divmod(seconds, HOUR)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}" + (f":{left:02}" if left else "")


def shown_pounds(pence: int) -> str:
    """Pence as ``£1,203.50``, below 0 as ``-£1,203.50``."""
    pounds, left = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{pounds:,}.{left:02}"


def shown_day(day: date) -> str:
    """A day as ``1 October 2008``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def shown_month(year: int, month: int) -> str:
    """A month as ``October 2008``."""
    return f"{MONTHS[month - 1]} {year}"


def shown_moment(at: datetime) -> str:
    """A moment as the clock on the wall has it: ``12 May 2026, 2:05pm``."""
    local = at.astimezone()
    hour = local.hour % 12 or 12
    return f"{shown_day(local.date())}, {hour}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def counted(number: int, noun: str) -> str:
    """``1 record``, ``1,204 records``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
