"""One sheet of a workbook: headings matched, rows converted column by column, problems collected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, islice
from typing import Any, Protocol

from ipsdesk.exchange.cell_texts import text
from ipsdesk.exchange.column import Column
from ipsdesk.exchange.complaint import ERROR_MARK, Raw, shown
from ipsdesk.fields import Field

ROWS_AT_ONCE = 500
"""Blocks that stay in the processor's cache: twice as fast as blocks of 20,000."""

MOST_ROWS, MOST_COLUMNS = 1_048_576, 1_000
MOST_PROBLEMS = 5_000
"""Problems told one by one of each sheet; beyond that only their number is told."""

Row = list[Raw]
Fields = Mapping[str, Field]
Place = tuple[int, int, str]


class Grid(Protocol):
    """The part of a calamine sheet that is read here."""

    @property
    def start(self) -> tuple[int, int] | None: ...
    @property
    def end(self) -> tuple[int, int] | None: ...
    def iter_rows(self) -> Iterator[Row]: ...


class TooLarge(Exception):
    """The sheet has more rows or columns than are read."""


def heading_key(heading: str) -> str:
    """A heading or the name of a sheet without regard to case or space."""
    return " ".join(heading.split()).casefold()


def letter_of(index: int) -> str:
    """The Excel letters of a column counted from 0."""
    letters = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        letters = chr(ord("A") + rest) + letters
        index -= 1
    return letters


def read_sheet(grid: Grid, sheet: str, fields: Fields) -> dict[str, Any] | None:
    """What the sheet holds, ready for JSON; None if nothing at all stands in it."""
    if grid.start is None or grid.end is None:
        return None
    if grid.end[0] >= MOST_ROWS or grid.end[1] >= MOST_COLUMNS:
        raise TooLarge(sheet)
    reading = SheetReading(sheet, fields, first_column=grid.start[1])
    rows = grid.iter_rows()
    first_row = grid.start[0] + 1
    if first_row == 1:
        reading.take_headings(next(rows))
        first_row = 2
    reading.require_columns()
    while block := list(islice(rows, ROWS_AT_ONCE)):
        reading.take_rows(block, first_row)
        first_row += len(block)
    return reading.result()


class SheetReading:
    """A sheet while it is read."""

    def __init__(self, sheet: str, fields: Fields, first_column: int) -> None:
        self.sheet, self.fields, self.first_column = sheet, fields, first_column
        self.columns: list[Column] = []
        self.codes: list[list[int]] = []
        self.numbers: list[int] = []
        self.notes: list[str] = []
        self.problems: list[Place] = []
        self.more_problems = 0
        self._headless: list[int] = []

    def take_headings(self, headings: Row) -> None:
        """Match the headings of row 1; an unknown one is noted, a repeated one is a problem."""
        by_key = {heading_key(field.label): name for name, field in self.fields.items()}
        for index, raw in enumerate(headings):
            heading = "" if isinstance(raw, str) and raw.startswith(ERROR_MARK) else text(raw)
            name = by_key.get(heading_key(heading))
            if not heading.strip():
                self._headless.append(index)
            elif name is None:
                where = letter_of(self.first_column + index)
                self.notes.append(
                    f"{self.sheet}: column {where}, {shown(heading)}, is ignored; no such heading"
                )
            elif any(column.attribute == name for column in self.columns):
                self._complain(1, index, f"the heading {shown(heading)} stands twice; keep one of them")
            else:
                self.columns.append(Column(name, self.fields[name], index))
        self.codes = [[] for _ in self.columns]

    def require_columns(self) -> None:
        """One problem for the sheet if columns are missing that must be there."""
        found = {column.attribute for column in self.columns}
        missing = [
            f"'{field.label}'" for name, field in self.fields.items() if field.required and name not in found
        ]
        if missing:
            are = "column {} is" if len(missing) == 1 else "columns {} are"
            self.problems.append((0, 0, f"the {are.format(', '.join(missing))} missing from row 1"))

    def take_rows(self, block: Sequence[Row], first_row: int) -> None:
        """Convert a block of rows, passing over those in which nothing is recorded."""
        cells = list(zip(*block, strict=True))
        self._note_headless(cells)
        if not self.columns:
            return
        codes = [column.codes(cells[column.index]) for column in self.columns]
        filled = [any(row) for row in zip(*codes, strict=True)]
        numbers: Sequence[int] = range(first_row, first_row + len(block))
        if not all(filled):
            numbers = list(compress(numbers, filled))
            codes = [list(compress(column, filled)) for column in codes]
        self.numbers.extend(numbers)
        for column, found, kept in zip(self.columns, codes, self.codes, strict=True):
            kept.extend(found)
            self._complain_of(column, found, numbers)

    def _note_headless(self, cells: Sequence[Sequence[Raw]]) -> None:
        for index in list(self._headless):
            if any(cell != "" for cell in cells[index]):
                self._headless.remove(index)
                where = letter_of(self.first_column + index)
                self.notes.append(f"{self.sheet}: column {where} is ignored; it has no heading")

    def _complain_of(self, column: Column, codes: Sequence[int], numbers: Sequence[int]) -> None:
        complaints = column.complaints
        if complaints and not complaints.keys().isdisjoint(codes):
            for code, number in zip(codes, numbers, strict=True):
                if code in complaints:
                    self._complain(number, column.index, complaints[code])

    def _complain(self, row: int, index: int, words: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append((row, index, words))
        else:
            self.more_problems += 1

    def result(self) -> dict[str, Any]:
        """The sheet as plain data: values of each column once, rows as the numbers of their values."""
        letters = [letter_of(self.first_column + column.index) for column in self.columns]
        problems = [
            (f"{letter_of(self.first_column + index)}{row}" if row else "", words)
            for row, index, words in sorted(self.problems)
        ]
        if self.more_problems:
            problems.append(("", f"{self.more_problems:,} more problems, not listed here"))
        return {
            "sheet": self.sheet,
            "columns": [column.attribute for column in self.columns],
            "letters": letters,
            "numbers": self.numbers,
            "values": [column.values for column in self.columns],
            "codes": self.codes,
            "problems": problems,
            "notes": self.notes,
        }
