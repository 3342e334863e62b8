"""Cells that hold a day or a time of day, as people in Britain write them."""

from __future__ import annotations

import datetime as dt
import re

from ipsdesk.exchange.complaint import Complaint, Raw, clock_seconds, shown, whole_seconds

FIRST_YEAR, LAST_YEAR = 1900, 2199
NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTHS = {name: number for number, name in enumerate(NAMES, 1)} | {
    name[:3]: number for number, name in enumerate(NAMES, 1)
}
SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
NAMED = re.compile(r"([0-9]{1,2})\s+([A-Za-z]{3,9})\s+([0-9]{4})")
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
TWO_DIGIT_YEAR = re.compile(r"[0-9]{1,2}(?:/[0-9]{1,2}/|\s+[A-Za-z]{3,9}\s+)[0-9]{2}")
CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})")
DAY = 86_400


def date(raw: Raw) -> str:
    """A day as ``YYYY-MM-DD``; day first, four-digit year, no time of day."""
    if isinstance(raw, dt.datetime):
        if raw.time() != dt.time():
            raise Complaint(f"{shown(raw)} has a time of day; write the date alone")
        day = raw.date()
    elif isinstance(raw, dt.date):
        day = raw
    elif isinstance(raw, str):
        day = _typed(raw)
    else:
        raise Complaint(f"{shown(raw)} is not a date; write it as 27/03/2026")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Complaint(f"{shown(raw)} is not a date between {FIRST_YEAR} and {LAST_YEAR}")
    return day.isoformat()


def _typed(text: str) -> dt.date:
    if found := SLASHED.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif (found := NAMED.fullmatch(text)) and found[2].casefold() in MONTHS:
        day, month, year = int(found[1]), MONTHS[found[2].casefold()], int(found[3])
    elif TWO_DIGIT_YEAR.fullmatch(text):
        raise Complaint(f"{shown(text)} has a year of two digits; write all four, as in 27/03/2026")
    else:
        raise Complaint(f"{shown(text)} is not a date; write it as 27/03/2026")
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise Complaint(f"{shown(text)} is not a real date") from None


def time(raw: Raw) -> str:
    """A time of day as ``HH:MM``; a plain number from 1 is hours on the clock (9.5 is half past nine)."""
    expected = "a time of day from 00:00 to 23:59"
    if isinstance(raw, dt.time):
        seconds = clock_seconds(raw)
    elif isinstance(raw, dt.timedelta):
        seconds = whole_seconds(raw)
    elif isinstance(raw, str) and (found := CLOCK.fullmatch(raw)) and int(found[2]) < 60:
        seconds = int(found[1]) * 3600 + int(found[2]) * 60
    elif isinstance(raw, (int, float)) and not isinstance(raw, bool) and 1 <= raw < 24:
        seconds = round(raw * 3600)
    else:
        raise Complaint(f"{shown(raw)} is not {expected}")
    if not 0 <= seconds < DAY:
        raise Complaint(f"{shown(raw)} is not {expected}")
    if seconds % 60:
        raise Complaint(f"{shown(raw)} has seconds; write hours and minutes alone")
    return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}"
