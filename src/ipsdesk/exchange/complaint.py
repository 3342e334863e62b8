"""What a person is told about a cell that can't be kept, and how the cell's own content is shown to them."""

from __future__ import annotations

import datetime as dt
import re

Raw = str | float | bool | dt.date | dt.time | dt.timedelta
"""A cell as the reader of workbooks gives it (``dt.datetime`` is a ``dt.date``)."""

Kept = str | int | bool | list[str] | None
"""A cell as it is kept: nothing here but what JSON carries unchanged."""

ERROR_MARK = "\uffff"
"""Stands before the text of an error cell (``#N/A``): no XML file may hold this character."""

UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
MOST_SHOWN = 60
MOST_DIGITS = 1e15
"""Excel keeps 15 significant digits; what lies beyond is only noise of the arithmetic."""


class Complaint(Exception):
    """A cell that can't be kept; the text says what was found and what is expected."""


def number_text(number: float) -> str:
    """A number as Excel shows it: a whole number without decimals, at most 15 significant digits."""
    if number.is_integer() and abs(number) < MOST_DIGITS:
        return str(int(number))
    return f"{number:.15g}"


def duration_text(seconds: int) -> str:
    """Seconds as hours and minutes, with the seconds only where there are any."""
    minutes, second = divmod(abs(seconds), 60)
    hours, minute = divmod(minutes, 60)
    sign = "-" if seconds < 0 else ""
    return f"{sign}{hours:02}:{minute:02}" + (f":{second:02}" if second else "")


def clock_seconds(time: dt.time) -> int:
    """Seconds since midnight, to the nearest second."""
    return time.hour * 3600 + time.minute * 60 + time.second + (time.microsecond >= 500_000)


def whole_seconds(duration: dt.timedelta) -> int:
    """A duration to the nearest second (Excel keeps parts of a day, so 8:00 may arrive as 7:59:59.9999)."""
    return (duration + dt.timedelta(microseconds=500_000)) // dt.timedelta(seconds=1)


def shown(raw: Raw) -> str:
    """A cell in quotation marks, the way it looks in Excel, cut short where it is long."""
    if isinstance(raw, bool):
        text = "TRUE" if raw else "FALSE"
    elif isinstance(raw, int | float):
        text = number_text(float(raw))
    elif isinstance(raw, dt.datetime):
        text = f"{raw:%d/%m/%Y} {duration_text(clock_seconds(raw.time()))}"
    elif isinstance(raw, dt.date):
        text = f"{raw:%d/%m/%Y}"
    elif isinstance(raw, dt.time):
        text = duration_text(clock_seconds(raw))
    elif isinstance(raw, dt.timedelta):
        text = duration_text(whole_seconds(raw))
    else:
        text = UNPRINTABLE.sub(" ", raw).strip()
    return f"'{text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN] + '…'}'"
