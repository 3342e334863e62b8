"""All that a reader can work out of printed counts: whole numbers within spans that must add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MANY = 10**6
Spans = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Adds:
    """The parts are at least ``whole`` together; ``exactly``: no more; else none is more than it."""

    whole: str
    parts: tuple[str, ...]
    exactly: bool = True

    def narrow(self, spans: Spans) -> bool:
        """Take from the spans what can't be; whether anything was taken."""
        before = [spans[name] for name in (self.whole, *self.parts)]
        lows, highs = zip(*(spans[part] for part in self.parts), strict=True)
        low, high = spans[self.whole]
        low, high = max(low, sum(lows) if self.exactly else max(lows)), min(high, sum(highs))
        spans[self.whole] = low, high
        for part, least, most in zip(self.parts, lows, highs, strict=True):
            up = high - (sum(lows) - least) if self.exactly else high
            spans[part] = max(least, low - (sum(highs) - most)), min(most, up)
        return before != [spans[name] for name in (self.whole, *self.parts)]


def solution(spans: Spans, sums: Sequence[Adds], *, low_first: bool = True) -> Spans | None:
    """Whole numbers that can stand in all the places, if there are such; tried, not argued."""
    spans = dict(spans)
    while sum(one.narrow(spans) for one in sums):
        if any(low > high for low, high in spans.values()):
            return None
    if any(low > high for low, high in spans.values()):
        return None
    wide = [name for name, (low, high) in spans.items() if low < high]
    if not wide:
        return spans
    name = min(wide, key=lambda one: spans[one][1] - spans[one][0])
    low, high = spans[name]
    halves = [(low, (low + high) // 2), ((low + high) // 2 + 1, high)]
    found = (
        solution({**spans, name: half}, sums, low_first=low_first)
        for half in (halves if low_first else reversed(halves))
    )
    return next((one for one in found if one is not None), None)


def one_value(spans: Spans, sums: Sequence[Adds], hidden: Iterable[str]) -> set[str]:
    """The hidden counts that can be one number only."""
    wanted = set(hidden)
    seen: dict[str, set[int]] = {name: set() for name in wanted}
    for low_first in (True, False):
        found = solution(spans, sums, low_first=low_first)
        assert found is not None, "the counts contradict each other"
        _note(seen, found)
    for name in sorted(wanted):
        others = (value for value in range(*as_range(spans[name])) if value not in seen[name])
        while len(seen[name]) < 2 and (value := next(others, None)) is not None:
            found = solution({**spans, name: (value, value)}, sums)
            if found is not None:
                _note(seen, found)
    return {name for name, values in seen.items() if len(values) < 2}


def as_range(span: tuple[int, int]) -> tuple[int, int]:
    """A span as a range has it."""
    return span[0], span[1] + 1


def _note(seen: dict[str, set[int]], found: Spans) -> None:
    for name, values in seen.items():
        values.add(found[name][0])
