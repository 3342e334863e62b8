"""What a report is made of, in the order it is read, whatever it is put on: paper, PDF or Word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from ipsdesk.services.scorecards_chart import Chart


class Tone(Enum):
    """How a line is said: as it is, with weight, in the background, or as a thing not yet certain."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table's cell; ``indent`` sets it in by so many steps."""

    text: str
    tone: Tone = Tone.PLAIN
    indent: int = 0


Cell = str | tuple[Line, ...]
"""What stands in a table's cell: one plain line, or several."""


class Side(Enum):
    """The edge a column's words and its head stand at."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the whole."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Large:
    """Something to be read off and typed, large, its lines as they are given."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; ``sides`` and ``widths`` (shares of the page) have one for each column.

    Without ``sides`` all stand at the left, without ``widths`` all are equally wide. ``joined`` holds the
    numbers of rows that belong to the row above: no line parts them, and no page does if they fit on one.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    sides: Sequence[Side] = ()
    widths: Sequence[float] = ()
    joined: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Refuse rows, sides or widths that are not one for each head."""
        given = [*self.rows, *(one for one in (self.sides, self.widths) if one)]
        if not self.heads or any(len(one) != len(self.heads) for one in given):
            raise ValueError("A table has one cell, side and width for each of its heads.")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A short sentence with a symbol before it, as easy read has them; ``icon`` is of the icon set."""

    icon: str
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """An empty frame to write in by hand, so many lines high; ``ruled``: not to draw in."""

    lines: int
    ruled: bool = True


class Tint(Enum):
    """The ground a box of a picture stands on; its words and its icon say the same."""

    BLUE = "blue"
    GREEN = "green"
    AMBER = "amber"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class WeekBox:
    """Something on a day of the week (0: Monday), from and to in minutes after midnight."""

    day: int
    start: int
    end: int
    words: str
    second: str
    icon: str
    tint: Tint


@dataclass(frozen=True, slots=True)
class WeekPicture:
    """A week drawn as a timetable, on a sheet that lies."""

    days: Sequence[str]
    boxes: Sequence[WeekBox]


@dataclass(frozen=True, slots=True)
class Diagram:
    """A chart; its sentence says the same to who can't see it."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class BigNumber:
    """A figure to be read from across the room, and what it is of; ``icon`` is of the icon set."""

    figure: str
    words: str
    icon: str


@dataclass(frozen=True, slots=True)
class Poster:
    """One whole page to hang up; what is empty is left out. ``text`` is its title."""

    text: str
    second: str
    opening: str
    numbers: Sequence[BigNumber] = ()
    charts: Sequence[Chart] = ()
    sentences: Sequence[Symbol] = ()
    aim: str = ""
    thanks: str = ""
    note: str = ""

    @property
    def said(self) -> str:
        """All of it in words."""
        numbers = (f"{one.figure} {one.words}" for one in self.numbers)
        charts = (f"{one.title}: {one.sentence}" for one in self.charts)
        sentences = (one.text for one in self.sentences)
        parts = (self.text, self.second, self.opening, *numbers, *charts, *sentences)
        return "\n".join(part for part in (*parts, self.aim, self.thanks, self.note) if part)


Block = Heading | Paragraph | Large | Table | Symbol | Room | WeekPicture | Diagram | Poster
