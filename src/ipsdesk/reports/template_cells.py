"""A sheet of a commissioner's form as it is shown to choose cells in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeenCell:
    """What stands in a cell; ``quiet`` for a formula, ``strong`` where it is set so."""

    words: str = ""
    strong: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet of a form as it is shown to choose cells in.

    ``widths`` are in characters, ``joined`` areas by row, column, height and width, all from 0.
    """

    name: str
    rows: tuple[tuple[SeenCell, ...], ...]
    widths: tuple[float, ...]
    joined: tuple[tuple[int, int, int, int], ...]


NOTHING_SEEN = SheetSeen("", (), (), ())
