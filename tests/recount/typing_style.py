"""How the people of one unit type their cells: dates, times, choices and numbers in many forms."""

from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from openpyxl.cell import Cell, MergedCell

from .draw import Draw

DATE_TEXTS = ["%d/%m/%Y", "%d %b %Y", "%Y-%m-%d"]
ONE_DAY_OF_SECONDS = 24 * 3600
# Lists of words whose choices the format does not print, so their case is left alone.
KEPT_AS_THEY_ARE = {"Decline reason", "Closure reason", "End reason", "Needs"}
# Choices that the format prints with capitals, by the lower case in which they are read back.
AS_LISTED = {
    listed.casefold(): listed
    for listed in [
        *("ESA new style", "ESA old style", "IB or SDA", "UC", "PIP or DLA"),
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        *("Benefits", "Legal status", "Team ID", "Staff ID"),
        *("Weekly hours", "Hourly pay", "Contract", "Permitted work", "Ward", "Paused"),
        "IPS",
        *("Christian", "Buddhist", "Hindu", "Jewish", "Muslim", "Sikh"),
    ]
}


class TypingStyle:
    """One unit's habits; a tidy unit types Excel dates, plain numbers and choices as listed."""

    def __init__(self, draw: Draw, tidy: bool, whole_number_ids: bool) -> None:
        self.draw = draw
        self.tidy = tidy
        self.whole_number_ids = whole_number_ids

    def write(self, cell: Cell | MergedCell, heading: str, kind: str, value: Any) -> None:
        """Types a value into a cell; text that begins with `=` stays text."""
        typed: Any = self._empty() if value is None or value == [] else self._typed(heading, kind, value)
        cell.value = typed
        if isinstance(typed, str):
            cell.data_type = "s"
        if isinstance(typed, datetime):
            cell.number_format = "dd/mm/yyyy"
        if isinstance(typed, timedelta):
            cell.number_format = "[h]:mm:ss"

    def _typed(self, heading: str, kind: str, value: Any) -> object:
        if kind == "date":
            return self._date(value)
        if kind == "seconds":
            return self._time(value, is_clock=heading in {"From", "To"})
        if kind == "pence":
            return value / 100
        if kind in {"fraction", "hours"}:
            return int(value) if Fraction(value).denominator == 1 else float(value)
        if kind == "whole":
            return value
        if kind in {"texts", "choices"}:
            return self._list(heading, kind, value)
        return self._choice(heading, value) if kind == "choice" else self._text(value)

    def _empty(self) -> str | None:
        return None if self.tidy or self.draw.chance(0.95) else self.draw.pick(["N/A", "-", " "])

    def _date(self, day: date) -> object:
        if self.tidy or self.draw.chance(0.7):
            return datetime(day.year, day.month, day.day)
        return day.strftime(self.draw.pick(DATE_TEXTS))

    def _time(self, seconds: int, is_clock: bool) -> object:
        """Hundredths of an hour as a number, minutes as `h:mm`, anything as an Excel time or duration.

        A time of day is never a number or a duration.
        """
        forms: list[object] = []
        if seconds % 36 == 0 and not is_clock:
            forms += [round(seconds / 3600, 2)] * (9 if self.tidy else 3)
        if seconds % 60 == 0:
            forms.append(f"{seconds // 3600}:{seconds % 3600 // 60:02}")
        if seconds < ONE_DAY_OF_SECONDS:
            forms.append(time(seconds // 3600, seconds % 3600 // 60, seconds % 60))
        if not is_clock:
            forms.append(timedelta(seconds=seconds))
        return self.draw.pick(forms)

    def _choice(self, heading: str, value: str) -> object:
        if value in {"yes", "no"} and not self.tidy and self.draw.chance(0.2):
            return value == "yes"
        if heading == "Ethnic category":
            return 99 if value == "99" and self.whole_number_ids else value.upper()
        if self.tidy or heading in KEPT_AS_THEY_ARE or self.draw.chance(0.7):
            return AS_LISTED.get(value, value)
        return self.draw.pick([value.upper(), value.capitalize(), value.title(), f" {value} "])

    def _text(self, value: str) -> object:
        # A code such as 03 would lose its nought as a number, so it stays text.
        is_whole = value.isdigit() and not value.startswith("0")
        return int(value) if self.whole_number_ids and is_whole else value

    def _list(self, heading: str, kind: str, values: list[str]) -> object:
        if len(values) == 1 and kind == "texts":
            return self._text(values[0])
        parts = [str(self._choice(heading, part)) if kind == "choices" else part for part in values]
        return self.draw.pick(["; ", ";"] if not self.tidy else ["; "]).join(parts)
