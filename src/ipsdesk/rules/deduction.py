"""What a reader can work out of a printed table who knows how it was made and what else is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ipsdesk.rules.small_numbers import SMALL, STEP, Mode, PrintedTable

Span = tuple[int, int]
"""A least and a most, both included."""

SMALL_SPAN = (SMALL[0], SMALL[-1])
ANY_NUMBER = 10**9
"""More people than any table counts: no upper bound."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What else is printed of some cells of a table: they add up to ``least`` or more, ``most`` or fewer."""

    cells: tuple[int, ...]
    least: int = 0
    most: int | None = None

    def rules_out(self, spans: Sequence[Span]) -> bool:
        """Whether no values within the spans have such a sum."""
        if self.most is not None and sum(spans[at][0] for at in self.cells) > self.most:
            return True
        return sum(spans[at][1] for at in self.cells) < self.least

    def holds_throughout(self, spans: Sequence[Span]) -> bool:
        """Whether all values within the spans have such a sum."""
        if self.most is not None and sum(spans[at][1] for at in self.cells) > self.most:
            return False
        return sum(spans[at][0] for at in self.cells) >= self.least


@dataclass(frozen=True, slots=True)
class Reading:
    """One way in which a printed table can have come about: what each cell can be, and what must add up."""

    cells: tuple[Span, ...]
    sums: tuple[Sum, ...] = ()

    def is_possible(self) -> bool:
        """Whether some table has such cells and sums; searched by halving spans."""
        if any(low > high for low, high in self.cells) or any(
            known.rules_out(self.cells) for known in self.sums
        ):
            return False
        if all(known.holds_throughout(self.cells) for known in self.sums):
            return True
        widest = max(range(len(self.cells)), key=lambda at: self.cells[at][1] - self.cells[at][0])
        low, high = self.cells[widest]
        middle = (low + high) // 2
        return any(self.within(widest, half).is_possible() for half in ((low, middle), (middle + 1, high)))

    def within(self, cell: int, span: Span) -> Reading:
        """The same with one cell held to a span."""
        return Reading((*self.cells[:cell], span, *self.cells[cell + 1 :]), self.sums)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A printed table together with what else is printed of its cells."""

    table: PrintedTable
    known: tuple[Sum, ...] = ()

    def totals(self) -> Span:
        """The least and the most people there can be, by the table's own cells and total."""
        if not self.table.one_each:
            return max((_rounded_span(cell)[0] for cell in self.table.cells), default=0), ANY_NUMBER
        if self.table.mode is Mode.ROUNDED:
            return _rounded_span(self.table.total)
        if self.table.total is not None:
            return self.table.total, self.table.total
        return SMALL_SPAN

    def readings(self, people: int) -> Iterator[Reading]:
        """Each way the table can have come about if so many people are counted."""
        table = self.table
        if table.mode is Mode.EXACT_TOTAL:
            ways = _exact_readings(table, people)
        else:
            ways = iter([Reading(tuple(_rounded_span(cell) for cell in table.cells))])
        for way in ways:
            if table.one_each:
                everyone = Sum(tuple(range(len(table.cells))), people, people)
                yield Reading(way.cells, (*way.sums, *self.known, everyone))
            else:
                spans = tuple((low, min(high, people)) for low, high in way.cells)
                yield Reading(spans, (*way.sums, *self.known))

    def is_possible(self, people: int) -> bool:
        """Whether the table can have come about if so many people are counted."""
        return any(reading.is_possible() for reading in self.readings(people))

    def narrows(self, people: Sequence[int]) -> bool:
        """Whether some hidden cell can have one value only, whichever of these is the number of people."""
        readings = [reading for number in people for reading in self.readings(number)]
        return any(_is_narrowed(readings, at) for at, cell in enumerate(self.table.cells) if cell is None)


def _is_narrowed(readings: Sequence[Reading], cell: int) -> bool:
    most = max((reading.cells[cell][1] for reading in readings), default=0)
    values = (
        value
        for value in range(SMALL[0], most + 1)
        if any(
            _holds(reading, cell, value) and reading.within(cell, (value, value)).is_possible()
            for reading in readings
        )
    )
    return len(list(islice(values, 2))) < 2


def _holds(reading: Reading, cell: int, value: int) -> bool:
    low, high = reading.cells[cell]
    return low <= value <= high


def narrowed(evidence: Sequence[Evidence], people: Span) -> tuple[bool, ...]:
    """For each table of the same people, whether what is printed leaves a hidden cell one possible value.

    ``people`` is the least and the most their number can be by what is printed beside the tables. All
    tables count together: each narrows the number of people, and that number narrows each table's cells.
    """
    spans = [people, *(table.totals() for table in evidence)]
    least, most = max(low for low, _ in spans), min(high for _, high in spans)
    numbers = [
        number for number in range(least, most + 1) if all(table.is_possible(number) for table in evidence)
    ]
    return tuple(table.narrows(numbers) for table in evidence)


def rounded_people(printed_people: int | None) -> Span:
    """The least and the most that a rounded number of people stands for (None: printed as ``*``)."""
    return _rounded_span(printed_people)


def _rounded_span(cell: int | None) -> Span:
    if cell is None:
        return SMALL_SPAN
    return (max(cell - STEP // 2, STEP), cell + STEP // 2) if cell else (0, 0)


def _exact_readings(table: PrintedTable, people: int) -> Iterator[Reading]:
    """Every hidden cell is small, or one of them is large and was hidden for the others' sake.

    A large one is the smallest there was (of equals the first), hidden beside a single small cell or
    small ones that add up to less than 5. Where the total is hidden too, there was no large one.
    """
    hidden = [at for at, cell in enumerate(table.cells) if cell is None]
    spans = tuple(SMALL_SPAN if cell is None else (cell, cell) for cell in table.cells)
    yield Reading(spans)
    if table.total is None:
        return
    for large in hidden:
        others = tuple(at for at in hidden if at != large)
        if others:
            sums = (Sum(others, most=STEP - 1),) if len(others) > 1 else ()
            most = min([people, *(cell - (at < large) for at, cell in enumerate(table.cells) if cell)])
            yield Reading((*spans[:large], (STEP, most), *spans[large + 1 :]), sums)
