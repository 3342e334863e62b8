"""The rows of a tracker, converted cell by cell; totals, blank lines and titles between them passed over."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from ipsdesk.exchange.complaint import Complaint, Kept, Raw
from ipsdesk.exchange.sheet_reading import letter_of
from ipsdesk.exchange.tracker_cells import TrackerCell
from ipsdesk.exchange.tracker_fields import PERSON
from ipsdesk.exchange.tracker_headings import normal
from ipsdesk.exchange.tracker_mapping import Mapping
from ipsdesk.exchange.tracker_sheets import TrackerSheet, as_text
from ipsdesk.services.incoming import Problem

TOTALS = re.compile(
    r"(?:grand |sub-?\s?)?totals?\b|(?:sum|count|average|mean|number of|no\.? of)\b", re.IGNORECASE
)
FIGURE = re.compile(r"[-£0-9.,:%\s]{0,9}")
"""A figure written as text; an NHS number is longer."""
LEAST_NHS_NUMBER = 1e9
MOST_TOLD = 8
"""Rows passed over that a note names one by one."""


@dataclass(frozen=True, slots=True)
class TrackerRow:
    """One row: its number in Excel, its kept values by field (empty cells are not there), its bad cells."""

    number: int
    values: dict[str, Kept]
    bad: frozenset[str]

    def of(self, kind: str) -> dict[str, Kept]:
        """The values of one kind of record, by attribute."""
        start = f"{kind}."
        return {
            name.removeprefix(start): kept for name, kept in self.values.items() if name.startswith(start)
        }


@dataclass
class TrackerRows:
    """The rows of a sheet as a mapping reads them, with what is wrong in them and what was passed over."""

    sheet: TrackerSheet
    mapping: Mapping
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rows: list[TrackerRow] = field(default_factory=list)

    def __post_init__(self) -> None:
        shape, columns = self.mapping.shape, self.mapping.columns
        self._readers = {
            target: TrackerCell(target, shape.fields[target], self.mapping.days) for target in columns
        }
        self._headings = {column: normal(heading) for column, heading in self._heading_texts()}
        self._told: set[tuple[str, str]] = set()
        for match in self.mapping.matches:
            if match.target is None and match.heading:
                where = letter_of(match.column)
                self.notes.append(f"{self.sheet.name}: column {where}, '{match.heading}', is not taken in")
        passed: dict[str, list[int]] = defaultdict(list)
        for number in range(self.mapping.heading_row + 1, len(self.sheet.rows) + 1):
            if why := self._no_record(number):
                passed[why].append(number)
            elif any(self._raw(target, number) != "" for target in columns):
                self.rows.append(self._read(number))
        self.notes.extend(self._passed_over(why, numbers) for why, numbers in passed.items())

    def complain(self, target: str, number: int, words: str) -> None:
        """Name a problem of a field by its cell; a cell is blamed for the same thing once."""
        column = self.mapping.columns.get(target)
        cell = self.sheet.cell(column, number) if column is not None else f"A{number}"
        if (cell, words) not in self._told:
            self._told.add((cell, words))
            self.problems.append(Problem(self.sheet.name, cell, words))

    def shown(self, target: str, number: int) -> str:
        """A cell as it stands in the tracker."""
        return as_text(self._raw(target, number))

    def _heading_texts(self) -> Iterator[tuple[int, str]]:
        return ((match.column, match.heading) for match in self.mapping.matches if match.heading)

    def _raw(self, target: str, number: int) -> Raw:
        return self.sheet.rows[number - 1][self.mapping.columns[target]]

    def _read(self, number: int) -> TrackerRow:
        values: dict[str, Kept] = {}
        bad: set[str] = set()
        for target, reader in self._readers.items():
            try:
                kept = reader.keep(self._raw(target, number))
            except Complaint as complaint:
                self.complain(target, number, str(complaint))
                bad.add(target)
                continue
            if kept is not None:
                values[target] = kept
        return TrackerRow(number, values, frozenset(bad))

    # ---- what is no record ------------------------------------------------------------------------

    def _no_record(self, number: int) -> str | None:
        row = self.sheet.rows[number - 1]
        filled = {column: raw for column, raw in enumerate(row) if raw != ""}
        if not filled:
            return None
        if self._is_title(number, filled):
            return "a title between the records"
        if self._repeats_headings(filled):
            return "the headings once more"
        return "totals" if self._is_totals(filled) else None

    def _is_title(self, number: int, filled: dict[int, Raw]) -> bool:
        (first, *others) = filled
        right = self.sheet.merged.get((number - 1, first + 1))
        return not others and right == (number - 1, first)

    def _repeats_headings(self, filled: dict[int, Raw]) -> bool:
        texts = {column: normal(raw) for column, raw in filled.items() if isinstance(raw, str)}
        same = [
            column for column, text in texts.items() if self._headings.get(column, "").endswith(text or "?")
        ]
        return len(same) > 1 and len(same) == len(filled)

    def _is_totals(self, filled: dict[int, Raw]) -> bool:
        """A line of nothing but numbers, that begins with such a word or names nobody."""
        first, *others = filled.values()
        if not all(map(_is_figure, others)):
            return False
        if isinstance(first, str) and TOTALS.match(first.strip()):
            return True
        columns = self.mapping.columns
        nobody = not any(columns.get(target) in filled for target in PERSON)
        return nobody and _is_figure(first)

    def _passed_over(self, why: str, numbers: list[int]) -> str:
        if len(numbers) == 1:
            return f"{self.sheet.name}: row {numbers[0]} is passed over: {why}"
        named = ", ".join(map(str, numbers[:MOST_TOLD]))
        more = f" and {len(numbers) - MOST_TOLD} more" if len(numbers) > MOST_TOLD else ""
        return f"{self.sheet.name}: rows {named}{more} are passed over: {why}"


def _is_figure(raw: Raw) -> bool:
    if isinstance(raw, str):
        return FIGURE.fullmatch(raw) is not None
    return isinstance(raw, int | float) and not isinstance(raw, bool) and raw < LEAST_NHS_NUMBER
