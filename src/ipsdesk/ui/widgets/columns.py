"""The columns of a table, each declared once: head, what it sorts by, what it says, how it stands."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt

from ipsdesk.rules.wording import shown_day
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import LEFT, RIGHT
from ipsdesk.ui.widgets.text_styles import TextStyle

Row = TypeVar("Row")

# No slots on these: together with Generic and frozen, Python 3.11 refuses to make them.


@dataclass(frozen=True, slots=True)
class Bar:
    """A share of a limit (1: exactly on it) as a slim bar, in the colour of its status."""

    share: float
    mark: Mark | None


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column of a table.

    ``value`` is sorted by and handed to an export; None or empty text comes last, whichever way it is sorted.
    ``text`` is what the cell says if that is not plain from the value. ``second`` is a quieter line below, as
    quiet as ``second_style`` has it, with a ``bar`` after it; it may run on under the next columns that have
    none. ``mark`` is the icon and colour of a status. ``width`` is in pixels at 100 % text. ``name`` marks
    the column that says whose row it is: it is drawn strong, read out first and always shown. Where there is
    no room for the columns shown at first, those with the highest ``gives_way`` go, 0 never.
    """

    head: str
    value: Callable[[Row], Any]
    text: Callable[[Row], str] | None = None
    width: int = 120
    align: Qt.AlignmentFlag = LEFT
    second: Callable[[Row], str] | None = None
    mark: Callable[[Row], Mark | None] | None = None
    name: bool = False
    at_first: bool = True
    second_style: Callable[[Row], TextStyle | None] | None = None
    bar: Callable[[Row], Bar | None] | None = None
    gives_way: int = 0

    @property
    def numeric(self) -> bool:
        """Whether its figures stand at the right, in columns."""
        return self.align == RIGHT

    @property
    def plain_head(self) -> str:
        """Its head in one line."""
        return self.head.replace("\n", " ")

    def words(self, row: Row) -> str:
        """What its cell says."""
        return self.text(row) if self.text else in_words(self.value(row))

    def read_out(self, row: Row) -> str:
        """Its cell for copying and for the ear: both lines in one."""
        second = self.second(row) if self.second else ""
        return ", ".join(part for part in (self.words(row), second) if part)


@dataclass(frozen=True)
class Filter(Generic[Row]):
    """A choice of rows people ask for by one word."""

    words: str
    keep: Callable[[Row], bool]


def everything(_: object) -> bool:
    """Keeps every row."""
    return True


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """A table as a screen declares it.

    ``name`` says what is listed and is the key its widths and columns are remembered by. ``nobody`` is said
    when there is nothing at all. ``identity`` tells which row is the same one after the rows are read again.
    ``said`` is a whole row in one sentence, heard at its name. ``fits`` says whether a row has all of some
    words in it, for a list that can be searched.
    """

    name: str
    columns: Sequence[Column[Row]]
    nobody: str
    identity: Callable[[Row], Hashable]
    filters: Sequence[Filter[Row]] = ()
    row_height: int = Height.KPI_ROW
    """In pixels at 100 % text; `Height.CASELOAD_ROW` gives room for second lines."""
    said: Callable[[Row], str] | None = None
    fits: Callable[[Row, Sequence[str]], bool] | None = None


def in_words(value: object) -> str:
    """A plain value as a cell says it; nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return shown_day(value)
    return str(value)
