"""The sheets of a unit's own tracker as plain cells, read in a process of its own."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ipsdesk.errors import UnreadableFile
from ipsdesk.exchange.complaint import ERROR_MARK, Raw, shown
from ipsdesk.exchange.encrypted import decrypt, is_encrypted
from ipsdesk.exchange.precheck import check
from ipsdesk.exchange.sheet_reading import letter_of
from ipsdesk.exchange.tracker_child import COMMAND, received
from ipsdesk.exchange.workbook_in import CANT_BE_READ, Progress, answers, file_bytes, task

ROWS_SHOWN = 30
MOST_MERGED = 1_000_000

Place = tuple[int, int]
"""Row and column, counted from 0."""


@dataclass(frozen=True)
class TrackerSheet:
    """One sheet: its cells from A1 on, row by row, each row as long as the longest.

    ``merged`` leads from every cell of a merged range to its first, where the content stands; the cells of
    its first column have it already, so that two rows that share a merged name both have it.
    """

    name: str
    rows: tuple[tuple[Raw, ...], ...]
    merged: dict[Place, Place]
    file_name: str
    sha256: str

    @cached_property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0

    def first_rows(self, count: int = ROWS_SHOWN) -> list[list[str]]:
        """The first rows as text, to choose the row of headings by."""
        return [[as_text(raw) for raw in row] for row in self.rows[:count]]

    def text(self, row: int, column: int) -> str:
        """A cell as text, that of its merged range if it is in one; rows and columns from 0."""
        row, column = self.merged.get((row, column), (row, column))
        return as_text(self.rows[row][column])

    def cell(self, column: int, number: int) -> str:
        """The name of a cell by its column from 0 and its Excel row, such as ``C7``."""
        return f"{letter_of(column)}{number}"


def as_text(raw: Raw) -> str:
    """A cell the way it looks in Excel, in one line, cut short where it is long."""
    plain = raw.removeprefix(ERROR_MARK) if isinstance(raw, str) else raw
    return " ".join(shown(plain)[1:-1].split())


def tracker_sheets(
    path: Path, password: str | Callable[[], str] | None = None, progress: Progress | None = None
) -> list[TrackerSheet]:
    """Every sheet with anything in it, in order; raises ``UnreadableFile`` with a sentence.

    ``password`` and ``progress`` as for ``read_workbook``; the same checks come first.
    """
    tell = progress or (lambda _: None)
    tell("Checking the workbook")
    data = file_bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    if is_encrypted(data):
        data = decrypt(data, password() if callable(password) else password)
    wanted = task((), check(data))
    tell("Reading the workbook")
    found: list[Found] = []
    with closing(answers(tracker_command(), wanted, data)) as coming:
        for answer in coming:
            try:
                if "sheet" in answer:
                    found.append(Found(answer["sheet"], answer["column"], answer["merged"]))
                else:
                    found[-1].rows.extend([received(cell) for cell in row] for row in answer["rows"])
            except (IndexError, KeyError, TypeError, ValueError):
                raise UnreadableFile(CANT_BE_READ) from None
    return [one.sheet(path.name, digest) for one in found]


def tracker_command() -> list[str]:
    """What starts the process that reads a tracker: our own program once more."""
    if getattr(sys, "frozen", False):
        return [sys.executable, COMMAND]
    return [sys.executable, "-P", "-m", "ipsdesk.exchange.tracker_child"]


@dataclass(slots=True)
class Found:
    """What the process has answered of one sheet: its name, its first column, merged ranges and rows."""

    name: str
    column: int
    merged: list[list[int]]
    rows: list[list[Raw]] = field(default_factory=list)

    def sheet(self, file_name: str, sha256: str) -> TrackerSheet:
        """The sheet once it is whole."""
        rows = _whole(self.rows, self.column)
        merged = _origins(self.merged, rows)
        for (row, column), (first, left) in merged.items():
            if column == left:
                rows[row][column] = rows[first][left]
        return TrackerSheet(self.name, tuple(map(tuple, rows)), merged, file_name, sha256)


def _whole(rows: list[list[Raw]], column: int) -> list[list[Raw]]:
    """The rows from column A on, each as long as the longest."""
    width = max(map(len, rows), default=0)
    return [["" for _ in range(column)] + row + [""] * (width - len(row)) for row in rows]


def _origins(merged: list[list[int]], rows: list[list[Raw]]) -> dict[Place, Place]:
    """Where the content of each merged cell stands; what lies beyond the filled part is passed over."""
    height, width = len(rows), len(rows[0]) if rows else 0
    found: dict[Place, Place] = {}
    for first, left, last, right in merged:
        bottom, end = min(last + 1, height), min(right + 1, width)
        if len(found) + max(0, bottom - first) * max(0, end - left) > MOST_MERGED:
            raise UnreadableFile(CANT_BE_READ)
        found |= {(row, at): (first, left) for row in range(first, bottom) for at in range(left, end)}
    return found
