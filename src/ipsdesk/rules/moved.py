"""What moved between two figures of one measure, in one sentence, from the numbers as they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from ipsdesk.rules.targets import shown


class Printing(Enum):
    """How the numbers of a measure are printed: to how many decimals, between what."""

    WHOLE = (0, "", "")
    TENTHS = (1, "", "")
    SHARE = (0, "", "%")
    MONEY = (2, "£", "")

    def rounded(self, value: Fraction) -> Fraction:
        """The number that is printed."""
        scaled = value * 100 if self is Printing.SHARE else value
        return Fraction(shown(scaled, self.value[0]))

    def words(self, rounded: Fraction) -> str:
        """The printed number in words."""
        places, before, after = self.value
        digits = f"{float(rounded):,.2f}" if self is Printing.MONEY else shown(rounded, places)
        return f"{before}{digits}{after}"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as it may be told: its number, and what it was made of in words, such as ``12 of 17``."""

    value: Fraction
    made_of: str = ""


def moved(title: str, now: Told, before: Told, since: str, printing: Printing, unit: str = "") -> str:
    """``Job starts: 7, 3 more than in 2026-27 Q1 (4).``; empty where the printed numbers are the same.

    ``since`` says when the earlier figure was: ``in 2026-27 Q1``. How much it moved is the difference of what
    is printed, so that whoever takes one from the other finds the same.
    """
    new, old = printing.rounded(now.value), printing.rounded(before.value)
    if new == old:
        return ""
    by = _difference(printing, abs(new - old))
    way = "more" if new > old else "less" if printing in (Printing.SHARE, Printing.MONEY) else "fewer"
    noun = f" {unit}" if unit else ""
    return (
        f"{title}: {printing.words(new)}{noun}{_bracketed(now.made_of)}, {by} {way} than {since} "
        f"({_joined(printing.words(old), before.made_of)})."
    )


def _difference(printing: Printing, by: Fraction) -> str:
    if printing is Printing.SHARE:
        return f"{shown(by, 0)} percentage point{'' if by == 1 else 's'}"
    return printing.words(by)


def _bracketed(words: str) -> str:
    return f" ({words})" if words else ""


def _joined(number: str, made_of: str) -> str:
    return f"{number}, {made_of}" if made_of else number
