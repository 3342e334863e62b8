"""Days as people type them in a hurry: 27/3, 27 mar, 27/03/2026, today, fri."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ipsdesk.exchange.cell_dates import MONTHS
from ipsdesk.exchange.cell_dates import date as full_date
from ipsdesk.exchange.complaint import Complaint, shown
from ipsdesk.rules.wording import shown_day

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}
NO_YEAR = re.compile(r"([0-9]{1,2})(?:/([0-9]{1,2})|\s*([A-Za-z]{3,9}))")
WEEK, FAR = 7, 60


def read_day(typed: str, today: date, *, looks_back: bool = False) -> date:
    """The day that is meant; raises `Complaint`.

    A day without its year is the one nearest to today. A weekday is the coming one, today included; with
    ``looks_back``, for what has happened, the last one, today included.
    """
    words = re.sub(r"(?<=\d)[.-](?=\d)", "/", typed.strip()) if not _is_iso(typed) else typed.strip()
    lower = words.casefold()
    if lower in NEAR:
        return today + timedelta(days=NEAR[lower])
    if (weekday := _weekday(lower)) is not None:
        ahead = (weekday - today.weekday()) % WEEK
        return today + timedelta(days=ahead - WEEK if looks_back and ahead else ahead)
    found = NO_YEAR.fullmatch(words)
    month = found and (int(found[2]) if found[2] else MONTHS.get(found[3].casefold()))
    if found is None or month is None:
        return date.fromisoformat(full_date(words))
    return _nearest(int(found[1]), month, today, typed)


def _is_iso(typed: str) -> bool:
    return re.fullmatch(r"\s*[0-9]{4}-.*", typed) is not None


def _weekday(words: str) -> int | None:
    if len(words) < 3:
        return None
    return next((place for place, day in enumerate(DAYS) if day.casefold().startswith(words)), None)


def _nearest(day: int, month: int, today: date, typed: str) -> date:
    found = []
    for year in range(today.year - 4, today.year + 5):  # 29 February comes round every four years
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    if not found:
        raise Complaint(f"{shown(typed)} is not a real date")
    return min(found, key=lambda one: abs(one - today))


def beside(day: date, today: date) -> str:
    """What stands beside a day, so that a wrong one is seen at once: ``Friday, in 4 days``."""
    away = (day - today).days
    if abs(away) > FAR:
        return f"{DAYS[day.weekday()]} {shown_day(day)}"
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    words = near.get(away, f"in {away} days" if away > 0 else f"{-away} days ago")
    return f"{DAYS[day.weekday()]}, {words}"
