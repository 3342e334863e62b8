"""What a unit workbook holds, as plain data: rows in kept form, problems, and what was passed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import Any


@dataclass(frozen=True, slots=True)
class IncomingSheet:
    """One sheet: its kept values row by row, in the order of the columns found.

    ``kind`` is the family's; ``columns`` are attribute names and may include ``uuid`` (``Record ID``).
    ``letters`` names the Excel column of each attribute, ``numbers`` the Excel row of each row. References
    still stand as the unit's own IDs. Equal cells share one value, so lists must never be changed in place.
    """

    kind: str
    sheet: str
    columns: tuple[str, ...]
    letters: dict[str, str]
    numbers: list[int]
    rows: list[tuple[Any, ...]]

    def complain_cell(self, attribute: str, row_number: int) -> str:
        """The cell of a field in an Excel row, such as ``E14``; empty if the sheet has no such column."""
        letter = self.letters.get(attribute)
        return f"{letter}{row_number}" if letter else ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: the sheet, the cell (empty for the sheet as a whole), and the words."""

    sheet: str
    cell: str
    text: str

    @property
    def row(self) -> int:
        """The Excel row of the cell; 0 for the sheet as a whole."""
        return int(self.cell.lstrip(ascii_uppercase) or 0)

    def __str__(self) -> str:
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{place}: {self.text}"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A whole workbook as read: sheets in the order of the families, problems, and notes in words.

    ``sha256`` is that of the file as it was given; ``properties`` are the document's own custom properties.
    """

    sheets: tuple[IncomingSheet, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    sha256: str
    file_name: str
    properties: Mapping[str, str] = field(default_factory=dict)
