"""What a reader works out of counts of several periods that belong together, by adding and taking away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ipsdesk.rules.deduction import ANY_NUMBER, SMALL_SPAN, Span, rounded_people

Cell = TypeVar("Cell")
ROUNDS = 50
"""How often every link is used at most: links at odds with each other could narrow for ever."""


@dataclass(frozen=True, slots=True)
class Link(Generic[Cell]):
    """A whole and the parts it is made of: events add up; of people no part is more than the whole.

    ``adds_up``: the parts are the whole. Else some people stand in several parts, so the whole is at least
    the largest of them and at most their sum.
    """

    whole: Cell
    parts: tuple[Cell, ...]
    adds_up: bool = True


def span_of(printed: int | None, *, exact: bool) -> Span:
    """What a printed count can stand for: None is hidden, an exact one is itself, a rounded one its span."""
    if printed is None:
        return SMALL_SPAN
    return (printed, printed) if exact else rounded_people(printed)


def worked_out(spans: Mapping[Cell, Span], links: Sequence[Link[Cell]]) -> dict[Cell, Span]:
    """What each count can be once every link has been used as often as it tells anything.

    Never narrower than the truth allows: a count that is left with one value can be worked out. A link that
    contradicts what is known, as those of returns do when the records changed in between, tells nothing.
    """
    known, useful = dict(spans), list(links)
    for _ in range(ROUNDS):
        before = dict(known)
        useful = [link for link in useful if _use(known, link)]
        if known == before:
            break
    return known


def _use(known: dict[Cell, Span], link: Link[Cell]) -> bool:
    """Narrow what a link narrows; False, and nothing is changed, where it contradicts what is known."""
    cells = (link.whole, *link.parts)
    was = {cell: known[cell] for cell in cells if cell in known}
    parts = [known.get(part, (0, ANY_NUMBER)) for part in link.parts]
    least = sum(low for low, _ in parts) if link.adds_up else max(low for low, _ in parts)
    all_of_them = sum(high for _, high in parts)
    _narrow(known, link.whole, (least, all_of_them))
    low, high = known[link.whole]
    fewest = sum(part[0] for part in parts)
    for part, (few, many) in zip(link.parts, parts, strict=True):
        most = high - (fewest - few if link.adds_up else 0)
        _narrow(known, part, (max(low - (all_of_them - many), 0), most))
    holds = all(known[cell][0] <= known[cell][1] for cell in cells)
    if not holds:
        for cell in cells:
            known.pop(cell, None)
        known.update(was)
    return holds


def _narrow(known: dict[Cell, Span], cell: Cell, to: Span) -> None:
    low, high = known.get(cell, (0, ANY_NUMBER))
    known[cell] = max(low, to[0]), min(high, to[1])


def told(spans: Mapping[Cell, Span], links: Sequence[Link[Cell]], hidden: Sequence[Cell]) -> tuple[Cell, ...]:
    """The hidden counts of which one value alone is left."""
    found = worked_out(spans, links)
    return tuple(cell for cell in hidden if found[cell][0] == found[cell][1])
