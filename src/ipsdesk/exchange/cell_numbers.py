"""Cells that hold a number: counts, decimals, money and hours, each kept as one exact whole number."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from ipsdesk.exchange.complaint import (
    MOST_DIGITS,
    Complaint,
    Raw,
    clock_seconds,
    shown,
    whole_seconds,
)
from ipsdesk.fields import Field

HOUR = 3_600
PENCE = 100
LARGEST_KEPT = 2**53
"""Whole numbers up to here survive any program that keeps numbers as floating point."""

TYPED_NUMBER = re.compile(
    r"(?P<sign>[-+]?)\s?(?P<pounds>£?)\s?"
    r"(?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{0,15})?|\.[0-9]{1,15})"
)
CLOCK = re.compile(r"([0-9]{1,3}):([0-9]{2})(?::([0-9]{2}))?")

BEFORE_DAY_1 = {1900: dt.datetime(1899, 12, 31), 1904: dt.datetime(1904, 1, 1)}  # noqa: DTZ001
"""Excel shows 24 hours in a cell of format h:mm as day 1: 1 Jan 1900, or 2 Jan 1904 in old Mac workbooks."""


def _exact(raw: Raw, expected: str, *, money: bool = False) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise Complaint(f"{shown(raw)} is not {expected}")
    if not isinstance(raw, str):
        if not math.isfinite(raw):
            raise Complaint(f"{shown(raw)} is not {expected}")
        if abs(raw) >= MOST_DIGITS:
            raise Complaint(f"{shown(raw)} is too large a number")
        return Decimal(f"{raw:.15g}")
    typed = TYPED_NUMBER.fullmatch(raw)
    if typed is None or (typed["pounds"] and not money):
        raise Complaint(f"{shown(raw)} is not {expected}")
    return Decimal(typed["sign"] + typed["number"].replace(",", ""))


def _within(kept: int, unit: int, field: Field, raw: Raw) -> int:
    low = field.least is not None and kept < field.least * unit
    high = field.most is not None and kept > field.most * unit
    if (low or high) and field.least is not None and field.most is not None:
        raise Complaint(f"{shown(raw)} is not between {field.least:g} and {field.most:g}")
    if low:
        raise Complaint(f"{shown(raw)} is less than {field.least:g}")
    if high:
        raise Complaint(f"{shown(raw)} is more than {field.most:g}")
    if abs(kept) > LARGEST_KEPT:
        raise Complaint(f"{shown(raw)} is too large a number")
    return kept


def _scaled(number: Decimal, scale: int) -> int:
    return int((number * scale).quantize(Decimal(1), ROUND_HALF_UP))


def whole(field: Field) -> Callable[[Raw], int]:
    """A whole number within the field's bounds."""

    def keep(raw: Raw) -> int:
        number = _exact(raw, "a whole number")
        if number != number.to_integral_value():
            raise Complaint(f"{shown(raw)} is not a whole number")
        return _within(int(number), 1, field, raw)

    return keep


def decimal(field: Field) -> Callable[[Raw], int]:
    """A number times the field's scale, rounded half up."""
    return lambda raw: _within(
        _scaled(_exact(raw, "a number", money=True), field.scale), field.scale, field, raw
    )


def money(field: Field) -> Callable[[Raw], int]:
    """Pounds and pence as whole pence, rounded half up."""
    expected = "an amount in pounds and pence, such as 12.71"
    return lambda raw: _within(_scaled(_exact(raw, expected, money=True), PENCE), PENCE, field, raw)


def hours(field: Field) -> Callable[[Raw], int]:
    """Hours as whole seconds: a number of hours, a time or duration, or ``h:mm``."""
    return lambda raw: _within(_seconds(raw), HOUR, field, raw)


def _seconds(raw: Raw) -> int:
    if isinstance(raw, dt.timedelta):
        return whole_seconds(raw)
    if isinstance(raw, dt.time):
        return clock_seconds(raw)
    if isinstance(raw, dt.date) and raw.year in BEFORE_DAY_1:
        day = raw if isinstance(raw, dt.datetime) else dt.datetime(raw.year, raw.month, raw.day)  # noqa: DTZ001
        return whole_seconds(day - BEFORE_DAY_1[raw.year])
    expected = "a number of hours: write 7.5 or 7:30"
    if isinstance(raw, str) and ":" in raw:
        return _clock(raw, expected)
    return _scaled(_exact(raw, expected), HOUR)


def _clock(raw: str, expected: str) -> int:
    parts = CLOCK.fullmatch(raw)
    if parts is None:
        raise Complaint(f"{shown(raw)} is not {expected}")
    hour, minute, second = (int(part or 0) for part in parts.groups())
    if minute > 59 or second > 59:
        raise Complaint(f"{shown(raw)} is not {expected}; minutes go from 00 to 59")
    return hour * HOUR + minute * 60 + second
