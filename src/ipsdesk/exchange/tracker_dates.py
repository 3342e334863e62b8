"""Days as people type them into their own lists: 3rd March 25, 03.03.25, Mon 3 Mar 2025."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from ipsdesk.exchange.cell_dates import MONTHS
from ipsdesk.exchange.complaint import Complaint, shown

NEXT_CENTURY_TO = 15
"""The last year of two digits in which someone a tracker is about may have been born in this century."""

WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b")
ORDINAL = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b")
SIGNS = re.compile(r"[,'’]|\bof\b|(?<=[a-z])\.")
NUMBERS = re.compile(r"([0-9]{1,2})\s?[./\- ]\s?([0-9]{1,2})\s?[./\- ]\s?([0-9]{4}|[0-9]{2})")
DAY_MONTH = re.compile(r"([0-9]{1,2})[\s\-/]*([a-z]{3,9})[\s\-/]*([0-9]{4}|[0-9]{2})")
MONTH_DAY = re.compile(r"([a-z]{3,9})\s+([0-9]{1,2})\s+([0-9]{4})")
MONTH_ALONE = re.compile(r"([a-z]{3,9})[\s\-/]*([0-9]{4}|[0-9]{2})|[0-9]{1,2}\s?[./\-]\s?[0-9]{4}")
NO_YEAR = re.compile(r"[0-9]{1,2}(?:[\s\-/.]*([a-z]{3,9})|\s?[/.\-]\s?[0-9]{1,2})")
NAMES = MONTHS | {"sept": 9}


class DayOrder(StrEnum):
    """Whether 3/4/25 is the 3rd of April or the 4th of March."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def read_day(typed: str, order: DayOrder = DayOrder.DAY_FIRST, *, birth: bool = False) -> str:
    """The day as ``YYYY-MM-DD``, or the text as it stands where it looks like no day at all.

    A year of two digits is of this century, except for a birth. Raises ``Complaint`` for a month without a
    day, a day without a year, and a day that no calendar has.
    """
    text = WEEKDAY.sub(" ", typed.casefold())
    text = " ".join(SIGNS.sub(" ", ORDINAL.sub(r"\1", text)).split())
    parts = _parts(text, order)
    if parts is None:
        _refuse_part(text, typed)
        return typed
    day, month, year = parts
    full = int(year) if len(year) == 4 else _century(int(year), birth=birth)
    try:
        return date(full, month, day).isoformat()
    except ValueError:
        raise Complaint(f"{shown(typed)} is not a real date") from None


def _parts(text: str, order: DayOrder) -> tuple[int, int, str] | None:
    if found := NUMBERS.fullmatch(text):
        first, second, year = int(found[1]), int(found[2]), found[3]
        return (second, first, year) if order is DayOrder.MONTH_FIRST else (first, second, year)
    if (found := DAY_MONTH.fullmatch(text)) and found[2] in NAMES:
        return int(found[1]), NAMES[found[2]], found[3]
    if (found := MONTH_DAY.fullmatch(text)) and found[1] in NAMES:
        return int(found[2]), NAMES[found[1]], found[3]
    return None


def _century(year: int, *, birth: bool) -> int:
    return 1900 + year if birth and year > NEXT_CENTURY_TO else 2000 + year


def _refuse_part(text: str, typed: str) -> None:
    if (found := MONTH_ALONE.fullmatch(text)) and (found[1] is None or found[1] in NAMES):
        raise Complaint(f"{shown(typed)} is a month and not a day; write the day as well, as in 27/03/2026")
    if (found := NO_YEAR.fullmatch(text)) and (found[1] is None or found[1] in NAMES):
        raise Complaint(f"{shown(typed)} has no year; write it as 27/03/2026")


def likely_order(texts: list[str]) -> DayOrder:
    """Which way round these days are written: month first only if some of them can be nothing else."""
    found = [numbers for text in texts if (numbers := NUMBERS.fullmatch(text.strip()))]
    day_first = any(int(one[1]) > 12 for one in found)
    month_first = any(int(one[2]) > 12 for one in found)
    return DayOrder.MONTH_FIRST if month_first and not day_first else DayOrder.DAY_FIRST
