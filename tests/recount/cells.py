"""One cell of a unit workbook, read the way people type it, becomes one typed value."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

NOT_RECORDED = {"", "-", "n/a"}
SECONDS_IN_HOUR = 3600
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def is_recorded(cell: object) -> bool:
    """Empty cells, `N/A` and `-` mean "not recorded"."""
    return cell is not None and str(cell).strip().casefold() not in NOT_RECORDED


def read_text(cell: object) -> str:
    """Text as typed; whole numbers lose their decimals, dates become ISO, TRUE/FALSE yes/no."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell).strip()


def read_choice(cell: object) -> str:
    """A choice in lower case, because choices are matched without regard to case."""
    return read_text(cell).casefold()


def read_texts(cell: object) -> list[str]:
    """The parts of a cell separated by semicolons."""
    return [part.strip() for part in read_text(cell).split(";") if part.strip()]


def read_choices(cell: object) -> list[str]:
    """The choices of a cell separated by semicolons, in lower case."""
    return [part.casefold() for part in read_texts(cell)]


def read_date(cell: object) -> date:
    """An Excel date, `27/03/2026`, `27 Mar 2026` or `2026-03-27`."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = read_text(cell)
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        day, month, year = (int(part) for part in found.groups())
        return date(year, month, day)
    if found := re.fullmatch(r"(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4})", text):
        return date(int(found[3]), MONTHS.index(found[2].lower()) + 1, int(found[1]))
    return date.fromisoformat(text)


def _rounded(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def read_seconds(cell: object) -> int:
    """Hours as whole seconds, from a number, an Excel time or duration, or `h:mm`."""
    if isinstance(cell, timedelta):
        return round(cell.total_seconds())
    if isinstance(cell, datetime):
        # Excel has no time of 24:00: it shows the day after its day 0, which is 1 January 1900.
        since_day_0 = cell - datetime(1899, 12, 31)
        return round(since_day_0.total_seconds())
    if isinstance(cell, time):
        return cell.hour * SECONDS_IN_HOUR + cell.minute * 60 + cell.second + round(cell.microsecond / 1e6)
    text = read_text(cell)
    if ":" in text:
        parts = [int(part) for part in text.split(":")] + [0]
        return parts[0] * SECONDS_IN_HOUR + parts[1] * 60 + parts[2]
    return _rounded(Decimal(text) * SECONDS_IN_HOUR)


def read_hours(cell: object) -> Fraction:
    """Hours a week as an exact fraction, kept to the second."""
    return Fraction(read_seconds(cell), SECONDS_IN_HOUR)


def read_pence(cell: object) -> int:
    """Pounds and pence as whole pence."""
    return _rounded(Decimal(read_text(cell)) * 100)


def read_fraction(cell: object) -> Fraction:
    """A decimal number, exactly as typed."""
    return Fraction(read_text(cell))


def read_whole(cell: object) -> int:
    """A whole number."""
    return int(Fraction(read_text(cell)))


READERS: dict[str, Callable[[object], Any]] = {
    "text": read_text,
    "choice": read_choice,
    "texts": read_texts,
    "choices": read_choices,
    "date": read_date,
    "seconds": read_seconds,
    "hours": read_hours,
    "pence": read_pence,
    "fraction": read_fraction,
    "whole": read_whole,
}
EMPTY: dict[str, Callable[[], Any]] = {"texts": list, "choices": list}


def read_cell(cell: object, kind: str) -> Any:
    """The typed value of a cell; None, or an empty list, where nothing is recorded."""
    if not is_recorded(cell):
        return EMPTY.get(kind, lambda: None)()
    return READERS[kind](cell)
