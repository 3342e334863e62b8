"""What a person types into a cell of hours or pay, and how the cell shows it again."""

from __future__ import annotations

import re
from decimal import Decimal

from ipsdesk.errors import CannotRun
from ipsdesk.rules.wording import HOUR, shown_hours

DAY_SECONDS = 24 * HOUR
HUNDREDTH = HOUR // 100
PENCE = 100
LONGEST_SHOWN = 20

DECIMAL_HOURS = re.compile(r"(?P<whole>[0-9]*)(?:[.,](?P<part>[0-9]*))?")
CLOCK = re.compile(r"(?P<hours>[0-9]*):(?P<minutes>[0-9]{2})(?::(?P<seconds>[0-9]{2}))?")
ODD_CLOCK = re.compile(r"[0-9]*:[0-9]*(?::[0-9]*)?")
POUNDS = re.compile(
    r"£?\s?(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,7}|(?=[.,][0-9]))(?:[.,](?P<part>[0-9]*))?"
)
MINUS = re.compile(r"[-−–]\s?(?=[£0-9.,:])")


class NotUnderstood(CannotRun):
    """What was typed is not hours or pay; the sentence says what to write."""


def typed_hours(text: str) -> int | None:
    """Seconds from ``7.5``, ``7,5``, ``.5``, ``7:30`` or ``0``; None from a blank cell.

    Raises ``NotUnderstood`` for anything else, above 24 hours and below 0.
    """
    typed = text.strip()
    if not typed:
        return None
    if MINUS.match(typed):
        raise NotUnderstood(f"{_quoted(typed)} is less than 0 hours. Write 0 for a day not worked.")
    seconds = _clock(typed) if ":" in typed else _decimal_hours(typed)
    if seconds > DAY_SECONDS:
        raise NotUnderstood(f"{_quoted(typed)} is more than 24 hours, and a day has no more.")
    return seconds


def _decimal_hours(typed: str) -> int:
    found = DECIMAL_HOURS.fullmatch(typed)
    whole, part = (found["whole"], found["part"] or "") if found else ("", "")
    if not whole and not part:
        raise NotUnderstood(f"{_quoted(typed)} is not a number of hours. Write 7.5 or 7:30.")
    if len(part) > 2:
        raise NotUnderstood(
            f"{_quoted(typed)} has more than two decimals. Write at most two, or hours and minutes"
            f"{_as_clock(whole, part)}."
        )
    return _number(whole) * HOUR + int(part.ljust(2, "0")) * HUNDREDTH


def _number(figures: str) -> int:
    """A whole number; of a very long one only as much as shows that it is too large."""
    return int(figures.lstrip("0")[:4] or 0)


def _as_clock(whole: str, part: str) -> str:
    """The nearest hours and minutes, for the sentence."""
    minutes = round(Decimal(f"{whole[:LONGEST_SHOWN] or 0}.{part[:LONGEST_SHOWN]}") * 60)
    hours, left = divmod(minutes, 60)
    return f" as {hours}:{left:02}" if minutes <= DAY_SECONDS // 60 else ""


def _clock(typed: str) -> int:
    found = CLOCK.fullmatch(typed)
    if found is None:
        if ODD_CLOCK.fullmatch(typed):
            raise NotUnderstood(f"{_quoted(typed)}: minutes have two figures. Write 7:05 or 7:30.")
        raise NotUnderstood(f"{_quoted(typed)} is not hours and minutes. Write 7:30 or 7.5.")
    hours, minutes, seconds = (_number(part or "") for part in found.group("hours", "minutes", "seconds"))
    if minutes > 59 or seconds > 59:
        raise NotUnderstood(f"{_quoted(typed)}: minutes go from 00 to 59. Write 7:45 for 7 hours and 45.")
    return hours * HOUR + minutes * 60 + seconds


def typed_pay(text: str) -> int | None:
    """Pence from ``146.05``, ``£146.05``, ``146`` or ``£1,203.50``; None from a blank cell.

    Raises ``NotUnderstood`` for anything else, fractions of a penny and amounts below 0.
    """
    typed = text.strip()
    if not typed:
        return None
    if MINUS.match(typed.removeprefix("£").lstrip()):
        raise NotUnderstood(f"{_quoted(typed)} is less than £0.00. Pay is what was earned, 0 or more.")
    found = POUNDS.fullmatch(typed)
    if found is None:
        raise NotUnderstood(f"{_quoted(typed)} is not an amount of pay. Write 146.05 or £146.05.")
    part = found["part"] or ""
    if len(part) > 2:
        raise NotUnderstood(f"{_quoted(typed)} has fractions of a penny. Write pounds and pence as 146.05.")
    return int(found["whole"].replace(",", "") or 0) * PENCE + int(part.ljust(2, "0") or 0)


def _quoted(typed: str) -> str:
    return f"'{typed if len(typed) <= LONGEST_SHOWN else typed[:LONGEST_SHOWN] + '…'}'"


def cell_hours(seconds: int | None) -> str:
    """Seconds as a cell shows them and takes them back: ``7:30``; ``0`` for a typed 0, blank for None."""
    if not seconds:
        return "" if seconds is None else "0"
    hours, rest = divmod(seconds, HOUR)
    minutes, left = divmod(rest, 60)
    if not left:
        return f"{hours}:{minutes:02}"
    if seconds % HUNDREDTH == 0:
        return f"{hours}.{rest // HUNDREDTH:02}"
    return f"{hours}:{minutes:02}:{left:02}"


def spoken_hours(seconds: int) -> str:
    """Seconds as a sentence says them: ``16 h``, ``7 h 30``; ``2 h 39 min 36 s`` where seconds remain."""
    hours, rest = divmod(seconds, HOUR)
    minutes, left = divmod(rest, 60)
    if left:
        return shown_hours(seconds)
    return f"{hours} h {minutes:02}" if minutes else f"{hours} h"
