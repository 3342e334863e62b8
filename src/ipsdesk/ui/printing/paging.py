"""Where pages begin: between whole things, never within a row, never after a heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Place = tuple[int, int]
"""A block of the report by its number, and a row of it; -1 for a block that is no table."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something kept whole, as it lies on one endless page.

    ``head`` is the height of what is repeated above it when it begins a page; ``tied``: the next piece
    belongs on the same page.
    """

    place: Place
    top: float
    bottom: float
    head: float = 0.0
    tied: bool = False


def page_starts(pieces: Sequence[Piece], height: float) -> frozenset[Place]:
    """The pieces that begin a new page, given how high a page is."""
    found: set[Place] = set()
    start, is_full = 0.0, False
    for group in _groups(pieces, height):
        first, bottom = group[0], group[-1].bottom
        if first.top > start and (is_full or bottom - start > height):
            found.add(first.place)
            start = first.top - first.head
        # Where something higher than a page ends is not known before it is broken: the rest begins a page.
        is_full = bottom - start > height
    return frozenset(found)


def _groups(pieces: Sequence[Piece], height: float) -> Iterator[Sequence[Piece]]:
    """Pieces that stay together, as far as they fit on one page."""
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.tied:
            yield from [group] if piece.bottom - group[0].top + group[0].head <= height else _alone(group)
            group = []
    if group:
        yield group


def _alone(group: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    return ([piece] for piece in group)
