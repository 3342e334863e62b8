"""One cell of a tracker: what its field makes of it, once the tracker's own way of writing is undone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ipsdesk.exchange.cells import NOT_RECORDED, keep
from ipsdesk.exchange.complaint import Complaint, Kept, Raw, number_text, shown
from ipsdesk.exchange.tracker_dates import DayOrder, read_day
from ipsdesk.exchange.tracker_words import CHOICE_WORDS, NOTHING_KNOWN, TRUTH_WORDS
from ipsdesk.fields import Field, Kind

FREE_TEXT = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.TEXTS, Kind.REFERENCE, Kind.REFERENCES})
UNITS = re.compile(
    r"\s*(?:hours?|hrs?|h|minutes?|mins?)?\s*(?:(?:a|per|/|p\.?)?\s*(?:week|wk|w|hour|hr|h))?\.?",
    re.IGNORECASE,
)
NUMBER = re.compile(r"£?\s?[0-9][0-9,.:]*")
BETWEEN = re.compile(r"\s*[;,/+&\n]\s*")
"""What stands between several words in one cell."""


class TrackerCell:
    """Reads the cells of one column; equal cells are read once."""

    def __init__(self, target: str, field: Field, days: DayOrder) -> None:
        self._target, self._field, self._days = target, field, days
        self._words = CHOICE_WORDS.get(target, {})
        self._choices = {one.casefold() for one in field.choices}
        self._known: dict[Any, Kept | Complaint] = {}
        self._plain: Callable[[str], str] = {
            Kind.DATE: self._day,
            Kind.YES_NO: lambda text: TRUTH_WORDS.get(text.casefold(), text),
            Kind.CHOICE: self._choice,
            Kind.CHOICES: self._several,
            Kind.HOURS: _number,
            Kind.DECIMAL: _number,
            Kind.MONEY: _number,
            Kind.WHOLE: _number,
        }.get(field.kind, lambda text: text)

    def keep(self, raw: Raw) -> Kept:
        """The value kept, None for an empty cell; raises ``Complaint``."""
        key = (type(raw), raw)
        if key not in self._known:
            try:
                self._known[key] = self._read(raw)
            except Complaint as complaint:
                self._known[key] = complaint
        found = self._known[key]
        if isinstance(found, Complaint):
            raise Complaint(str(found))  # anew: one raised again and again would grow by its traces
        return found

    def _read(self, raw: Raw) -> Kept:
        given = raw
        if self._field.kind is Kind.YES_NO and isinstance(raw, int | float) and not isinstance(raw, bool):
            given = number_text(float(raw))
        if isinstance(given, str):
            given = self._written(given.strip())
        if isinstance(given, str) and given.casefold() in NOT_RECORDED:
            return None
        try:
            return keep(given, self._field)
        except Complaint as complaint:
            # The person sees what stands in the cell, not what was made of it.
            raise Complaint(str(complaint).replace(shown(given), shown(raw))) from None

    def _written(self, text: str) -> str:
        if self._target == "client.name" or self._field.target == "staff":
            return "; ".join(map(first_name_first, filter(None, map(str.strip, text.split(";")))))
        nothing = text.casefold() in NOTHING_KNOWN and self._field.kind not in FREE_TEXT
        if nothing and text.casefold() not in self._choices | self._words.keys():
            return ""
        return self._plain(text)

    def _day(self, text: str) -> str:
        return read_day(text, self._days, birth=self._target == "client.born_on")

    def _choice(self, text: str) -> str:
        word = " ".join(text.casefold().split())
        return text if word in self._choices else self._words.get(word, text)

    def _several(self, text: str) -> str:
        if text.casefold() in self._choices:
            return text
        return "; ".join(self._choice(part) for part in BETWEEN.split(text) if part)


def _number(text: str) -> str:
    """A number without the unit written behind it: 16 hrs, £12.60 per hour."""
    found = NUMBER.match(text)
    return found[0].strip() if found and UNITS.fullmatch(text, found.end()) else text


def first_name_first(text: str) -> str:
    """A name as it is said: ``Smith, John`` is John Smith."""
    last, comma, first = text.partition(",")
    swapped = f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else text
    return " ".join(swapped.split())
