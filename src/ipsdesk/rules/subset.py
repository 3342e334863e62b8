"""What a reader works out of two tables by the same bands, one of people, the other of some of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ipsdesk.rules.deduction import ANY_NUMBER, SMALL_SPAN, Span, rounded_people
from ipsdesk.rules.small_numbers import SMALL

ANYTHING: Span = (0, ANY_NUMBER)


@dataclass(frozen=True, slots=True)
class Bands:
    """A printed table: each of its cells (None: hidden), and the least and the most people it can count."""

    cells: tuple[int | None, ...]
    people: Span


@dataclass(frozen=True, slots=True)
class _Band:
    """What one band can hold: so many of the people, and so many of the part of them."""

    whole: Span
    part: Span

    def tightened(self) -> _Band:
        """The part is within the whole."""
        part = self.part[0], min(self.part[1], self.whole[1])
        return _Band((max(self.whole[0], part[0]), self.whole[1]), part)

    @property
    def is_possible(self) -> bool:
        return self.whole[0] <= self.whole[1] and self.part[0] <= self.part[1]

    @property
    def rest(self) -> Span:
        """How many of the band can be outside the part; of a tightened one."""
        return max(0, self.whole[0] - self.part[1]), self.whole[1] - self.part[0]


def tells(whole: Bands | None, part: Bands) -> bool:
    """Whether some hidden cell of either can have one value only; None is a table that is not printed.

    Exact, because what a band can hold is bounded in the part, in the whole and in their difference alone:
    such bands add up to all numbers within the sums of their bounds, and to no others.
    """
    wholes = _spans(whole) if whole else [ANYTHING] * len(part.cells)
    bands = [_Band(one, other) for one, other in zip(wholes, _spans(part), strict=True)]
    people = whole.people if whole else ANYTHING, part.people
    hidden = [(at, 1) for at, cell in enumerate(part.cells) if cell is None]
    hidden += [(at, 0) for at, cell in enumerate(whole.cells) if cell is None] if whole else []
    return any(_values(bands, people, at, side) < 2 for at, side in hidden)


def _spans(table: Bands) -> list[Span]:
    return [SMALL_SPAN if cell is None else rounded_people(cell) for cell in table.cells]


def _values(bands: Sequence[_Band], people: tuple[Span, Span], at: int, side: int) -> int:
    """How many values a hidden cell can have."""
    return sum(_holds(_with(bands, at, side, value), people) for value in SMALL)


def _with(bands: Sequence[_Band], at: int, side: int, value: int) -> Iterator[_Band]:
    fixed = (value, value)
    for place, band in enumerate(bands):
        if place == at:
            yield replace(band, part=fixed) if side else replace(band, whole=fixed)
        else:
            yield band


def _holds(bands: Iterator[_Band], people: tuple[Span, Span]) -> bool:
    """Whether the bands can add up to numbers of people within these bounds."""
    tight = [band.tightened() for band in bands]
    if not all(band.is_possible for band in tight):
        return False
    whole = _both(_sum([band.whole for band in tight]), people[0])
    part = _both(_sum([band.part for band in tight]), people[1])
    rest = _both(_sum([band.rest for band in tight]), (whole[0] - part[1], whole[1] - part[0]))
    return all(low <= high for low, high in (whole, part, rest))


def _sum(spans: Sequence[Span]) -> Span:
    return sum(low for low, _ in spans), sum(high for _, high in spans)


def _both(one: Span, other: Span) -> Span:
    return max(one[0], other[0]), min(one[1], other[1])
