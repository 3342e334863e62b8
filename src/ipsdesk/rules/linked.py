"""What a reader works out of counts of several periods that belong together, by adding and taking away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ipsdesk.rules.deduction import ANY_NUMBER, SMALL_SPAN, Span, rounded_people

Cell = TypeVar("Cell")


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

    Never narrower than the truth allows: a count that is left with one value can be worked out. Where counts
    contradict each other, as those of returns do when the records changed in between, they tell nothing.
    """
    known, before = dict(spans), None
    while known != before:
        before = dict(known)
        for link in links:
            _use(known, link)
        if any(low > high for low, high in known.values()):
            return dict(spans)
    return known


def _use(known: dict[Cell, Span], link: Link[Cell]) -> None:
    parts = [known[part] for part in link.parts]
    least = sum(low for low, _ in parts) if link.adds_up else max(low for low, _ in parts)
    _narrow(known, link.whole, (least, sum(high for _, high in parts)))
    low, high = known[link.whole]
    for part in link.parts:
        others = [known[other] for other in link.parts if other != part]
        fewest = low - sum(most for _, most in others)
        most = high - (sum(few for few, _ in others) if link.adds_up else 0)
        _narrow(known, part, (max(fewest, 0), most))


def _narrow(known: dict[Cell, Span], cell: Cell, to: Span) -> None:
    low, high = known.get(cell, (0, ANY_NUMBER))
    known[cell] = max(low, to[0]), min(high, to[1])


def told(spans: Mapping[Cell, Span], links: Sequence[Link[Cell]], hidden: Sequence[Cell]) -> tuple[Cell, ...]:
    """The hidden counts of which one value alone is left."""
    found = worked_out(spans, links)
    return tuple(cell for cell in hidden if found[cell][0] == found[cell][1])
