"""Which column of a tracker fills which field: as guessed, as corrected, and as kept for the next time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as Plain
from dataclasses import dataclass, field, replace
from typing import Any

from ipsdesk.exchange.sheet_reading import letter_of
from ipsdesk.exchange.tracker_dates import DayOrder
from ipsdesk.exchange.tracker_fields import SHAPES, Shape
from ipsdesk.exchange.tracker_headings import headings_of, lines_of, normal
from ipsdesk.exchange.tracker_sheets import TrackerSheet

NO_TARGET = "no field is meant by this heading"


@dataclass(frozen=True, slots=True)
class Match:
    """One column (counted from 0), its heading, and the field it fills (``kind.attribute``) or None.

    ``confidence`` goes from 0 to 1; ``why`` says in words what the guess rests on.
    """

    column: int
    heading: str
    target: str | None
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a sheet is to be read: what a row is, its last row of headings (as in Excel), and its columns.

    ``fixed`` are values for fields no column is matched to, such as the kind of every activity.
    """

    shape: Shape
    heading_row: int
    matches: tuple[Match, ...]
    days: DayOrder = DayOrder.DAY_FIRST
    fixed: Plain[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> dict[str, int]:
        """The column of each field that has one."""
        return {match.target: match.column for match in self.matches if match.target}

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that must be filled and have neither a column nor a fixed value, in words."""
        columns = self.columns
        has = columns.keys() | self.fixed.keys()
        return tuple(
            self.shape.label(target) for target in self.shape.required(set(columns)) if target not in has
        )

    def matched(self, column: int, target: str | None) -> Mapping:
        """With this column filling that field (None: no field); another that filled it fills none then."""
        return replace(
            self,
            matches=tuple(
                _chosen(match, target)
                if match.column == column
                else (_chosen(match, None) if target and match.target == target else match)
                for match in self.matches
            ),
        )


def _chosen(match: Match, target: str | None) -> Match:
    return replace(match, target=target, confidence=1.0, why="chosen by hand")


def _names(headings: Plain[int, str]) -> dict[int, str]:
    """What a column is known by: its heading, numbered where it stands more than once, or its letter."""
    seen: Counter[str] = Counter()
    names = {}
    for column, heading in headings.items():
        name = normal(heading) if heading else f"column {letter_of(column)}"
        seen[name] += 1
        names[column] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return names


@dataclass(frozen=True, slots=True)
class Preset:
    """A mapping kept for the next tracker of the same make: its columns by heading, wherever they stand."""

    name: str
    sheet: str
    shape: str
    heading_row: int
    columns: Plain[str, str]
    days: str
    fixed: Plain[str, str]

    @classmethod
    def of(cls, name: str, sheet: TrackerSheet, mapping: Mapping) -> Preset:
        """The mapping under a name; headings are kept as they compare, so that their spelling may vary."""
        names = _names({match.column: match.heading for match in mapping.matches})
        columns = {names[match.column]: match.target for match in mapping.matches if match.target}
        return cls(
            name,
            sheet.name,
            mapping.shape.name,
            mapping.heading_row,
            columns,
            mapping.days,
            dict(mapping.fixed),
        )

    def applied(self, sheet: TrackerSheet) -> Mapping:
        """The mapping for a sheet: its headings where they were, or else wherever most of them are now."""
        shape = SHAPES[self.shape]
        row = self._heading_row(sheet)
        headings = headings_of(sheet, row)
        names = _names({column: headings.get(column, "") for column in range(sheet.width)})
        matches = tuple(
            self._match(shape, column, headings.get(column, ""), name)
            for column, name in names.items()
            if column in headings or name in self.columns
        )
        return Mapping(shape, lines_of(sheet, row)[1], matches, DayOrder(self.days), dict(self.fixed))

    def _heading_row(self, sheet: TrackerSheet) -> int:
        rows: list[int] = [self.heading_row, *range(1, min(len(sheet.rows), self.heading_row + 20) + 1)]
        return max(rows, key=lambda row: self._found(sheet, row))

    def _found(self, sheet: TrackerSheet, row: int) -> int:
        if row > len(sheet.rows):
            return 0
        here = set(_names(headings_of(sheet, row)).values())
        return sum(name in here for name in self.columns)

    def _match(self, shape: Shape, column: int, heading: str, name: str) -> Match:
        target = self.columns.get(name)
        if target in shape.fields:
            return Match(column, heading, target, 1.0, f"kept in '{self.name}'")
        return Match(column, heading, None, 0.0, f"not in '{self.name}'")

    def as_plain(self) -> dict[str, Any]:
        """Plain data, ready for JSON."""
        names = ("name", "sheet", "shape", "heading_row", "days")
        plain = {name: getattr(self, name) for name in names}
        return plain | {"columns": dict(self.columns), "fixed": dict(self.fixed)}

    @classmethod
    def from_plain(cls, plain: Plain[str, Any]) -> Preset:
        """The preset that ``as_plain`` gave."""
        return cls(**plain)
