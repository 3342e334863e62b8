"""A sheet of a workbook that makes the cells of its records only while it is written, row by row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet

from ipsdesk.errors import CannotRun
from ipsdesk.excel import LOOKS_ESCAPED, InMemoryWriter
from ipsdesk.exchange.cell_texts import LONGEST
from ipsdesk.exchange.sheet_form import LAST_ROW
from ipsdesk.exchange.template_look import number_format
from ipsdesk.fields import Field
from ipsdesk.services.outgoing import CellValue

FIRST_ROW = 2
NOT_FOR_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML can hold, and the line ends it would change: kept the way Excel does, ``_x000B_``."""


class RecordCell(Cell):
    """A cell filled anew for each row of its column, with a style looked up only once."""

    __slots__ = ("_style_number",)

    def __init__(self, worksheet: Worksheet, column: int, field: Field, *, text: bool) -> None:
        super().__init__(worksheet, FIRST_ROW, column)
        self.number_format = number_format(field)
        self.quotePrefix = text  # or Excel makes a formula of =1+1 as soon as the cell is edited
        self.data_type = "s" if text else "n"
        cell: Any = self  # the stubs know neither the styles of a workbook nor the style of a cell
        self._style_number: int = cell.parent.parent._cell_styles.add(cell._style)

    @property
    def has_style(self) -> bool:
        """Always."""
        return True

    @property
    def style_id(self) -> int:
        """Which of the workbook's styles."""
        return self._style_number

    def holding(self, value: str | float, row: int) -> RecordCell:
        """This cell in another row, with the value as it stands in the file."""
        self.row = row
        self._value = value
        return self


class RecordsSheet(Worksheet):
    """A sheet with headings in cells of its own, and records below them."""

    def __init__(self, workbook: Workbook, title: str) -> None:
        super().__init__(workbook, title)
        self._records: Sequence[tuple[CellValue, ...]] = ()
        self._columns: list[tuple[RecordCell, RecordCell]] = []

    def take(self, fields: Sequence[Field], records: Sequence[tuple[CellValue, ...]]) -> None:
        """What is to be written below the headings; raises `CannotRun` if a sheet has no room for it."""
        if len(records) > LAST_ROW - 1:
            raise CannotRun(
                f"The sheet {self.title} would have {len(records):,} rows; Excel takes {LAST_ROW:,}. "
                "Nothing was written."
            )
        for number, record in enumerate(records, FIRST_ROW):
            for value in record:
                if isinstance(value, str) and len(value) > LONGEST // 2:
                    self._refuse_too_long(value, number)
        self._records = records
        self._columns = [
            (RecordCell(self, index, field, text=True), RecordCell(self, index, field, text=False))
            for index, field in enumerate(fields, 1)
        ]

    def calculate_dimension(self) -> str:
        """The headings and the records below them."""
        return f"A1:{get_column_letter(max(1, len(self._columns)))}{len(self._records) + 1}"

    def rows_of_cells(self) -> Iterator[tuple[int, list[RecordCell]]]:
        """Each record as its row number and its cells, which are the next record's a moment later."""
        for number, record in enumerate(self._records, FIRST_ROW):
            cells = []
            for (text, other), value in zip(self._columns, record, strict=True):
                if value is None:
                    continue
                if isinstance(value, str):
                    cells.append(text.holding(_text(value), number))
                else:
                    shown = value if isinstance(value, int | float) else _serial(value)
                    cells.append(other.holding(shown, number))
            yield number, cells

    def _refuse_too_long(self, text: str, row: int) -> None:
        length = len(text.encode("utf-16-le", "surrogatepass")) // 2
        if length > LONGEST:
            raise CannotRun(
                f"{self.title}, row {row}: a text has {length:,} characters; a cell of Excel holds at most "
                f"{LONGEST:,}. Nothing was written."
            )


def _text(text: str) -> str:
    """Text as it stands in the file, where nothing in it is taken for anything but text."""
    if "_x" in text:
        text = LOOKS_ESCAPED.sub("_x005F_", text)
    if not text.isprintable():
        text = NOT_FOR_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return text


@cache
def _serial(value: dt.date | dt.time) -> float:
    """A day or a time of day as Excel counts it."""
    return float(to_excel(value))  # type: ignore[no-untyped-call]


class _SheetWriter(WorksheetWriter):
    """Writes the cells of a sheet, and after them the records it holds."""

    def rows(self) -> Iterator[tuple[int, list[Any]]]:  # type: ignore[override]  # it is only gone through
        yield from super().rows()
        if isinstance(self.ws, RecordsSheet):
            yield from self.ws.rows_of_cells()


class RecordsWriter(InMemoryWriter):
    """Writes a workbook in which some sheets hold records."""

    sheet_writer = _SheetWriter
