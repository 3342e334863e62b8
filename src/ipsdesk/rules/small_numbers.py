"""How one table of counts is printed so that no count from 1 to 4 shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

SMALL = range(1, 5)
"""Counts of people that are never printed in a protected table."""

STEP = 5
HIDDEN = "*"
"""What stands in a table for a count that is not printed."""


class Mode(StrEnum):
    """How a protected table is printed."""

    ROUNDED = "rounded"
    EXACT_TOTAL = "exact total"


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """What a reader sees of one table: its cells and total, None where ``*`` is printed.

    ``one_each``: every person stands in exactly one band, so that the cells add up to the people counted.
    A table in which a person can stand in several bands or none has no total (None).
    """

    mode: Mode
    cells: tuple[int | None, ...]
    total: int | None
    one_each: bool = True


def rounded(count: int) -> int | None:
    """A count to the nearest 5; None (hidden) from 1 to 4; 0 stays 0."""
    return None if count in SMALL else (count + STEP // 2) // STEP * STEP


def rounded_share(numerator: int, denominator: int) -> Fraction | None:
    """A share worked out from the rounded counts; None where one of them is hidden or nobody is counted."""
    part, whole = rounded(numerator), rounded(denominator)
    return Fraction(part, whole) if whole and part is not None else None


def printed(counts: Sequence[int], mode: Mode = Mode.ROUNDED, *, one_each: bool = True) -> PrintedTable:
    """The table as the mode prints it.

    An exact total stands only under a table of one band each; asking for another raises ``ValueError``.
    """
    if mode is Mode.ROUNDED:
        total = rounded(sum(counts)) if one_each else None
        return PrintedTable(mode, tuple(map(rounded, counts)), total, one_each)
    if not one_each:
        raise ValueError("a table of several bands each has no total")
    hidden, total_shown = _hidden(counts)
    cells = tuple(None if at in hidden else count for at, count in enumerate(counts))
    return PrintedTable(mode, cells, sum(counts) if total_shown else None)


def _hidden(counts: Sequence[int]) -> tuple[set[int], bool]:
    """The cells that an exact total asks to hide, and whether the total itself may show."""
    hidden = {at for at, count in enumerate(counts) if count in SMALL}
    while hidden and (len(hidden) < 2 or sum(counts[at] for at in hidden) < STEP):
        others = [at for at, count in enumerate(counts) if count and at not in hidden]
        if not others:
            return hidden, False
        hidden.add(min(others, key=lambda at: counts[at]))
    return hidden, True
