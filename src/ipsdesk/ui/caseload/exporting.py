"""The list as it is shown, on its way out: its cells for paper and for Excel, and the workbook saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ipsdesk.errors import DeskError
from ipsdesk.reports.blocks import Cell, Line, Tone
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.desk import Desk
from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.widgets.columns import Column
from ipsdesk.ui.widgets.file_dialog import EXCEL, ask_to_save, documents
from ipsdesk.ui.widgets.table_panel import Shown

if TYPE_CHECKING:  # openpyxl is loaded by whoever exports
    from ipsdesk.reports.caseload_workbook import ListSheet, Value

People = Shown[Any]
Noun = tuple[str, str]
"""What one row is, and what several are."""
PEOPLE: Noun = ("person", "people")
SAFE = "It is not encrypted: keep it as you would keep the paper."


def printed_rows(shown: People) -> list[list[Cell]]:
    """Each cell with both its lines."""
    return [[_lines(column, row) for column in shown.columns] for row in shown.rows]


def _lines(column: Column[Any], row: Any) -> Cell:
    second = column.second(row) if column.second else ""
    first = Line(column.words(row), Tone.STRONG if column.name else Tone.PLAIN)
    return (first, Line(second, Tone.QUIET)) if second else (first,)


def list_title(shown: People) -> str:
    """What is listed, and what it is narrowed to."""
    return f"{shown.name}: {shown.filter}" if shown.filter else shown.name


def list_sheet(shown: People, today: date, noun: Noun = PEOPLE) -> ListSheet:
    """What goes into the workbook; a column that says a day in words is followed by the day itself."""
    from ipsdesk.reports.caseload_workbook import ListSheet  # noqa: PLC0415 - as above

    dated = {
        place
        for place, column in enumerate(shown.columns)
        if column.text and any(isinstance(column.value(row), date) for row in shown.rows)
    }
    heads: list[str] = []
    for place, column in enumerate(shown.columns):
        heads += [column.plain_head, f"{column.plain_head}, day"] if place in dated else [column.plain_head]
    rows = [list(_values(shown.columns, row, dated)) for row in shown.rows]
    count = f"{len(rows):,} {noun[len(rows) != 1]}"
    return ListSheet(list_title(shown), f"{shown_day(today)} · {count}", heads, rows)


def _values(columns: Sequence[Column[Any]], row: Any, dated: set[int]) -> Sequence[Value]:
    values: list[Value] = []
    for place, column in enumerate(columns):
        value = column.value(row)
        values.append(
            value if column.text is None and isinstance(value, int | date) else column.read_out(row)
        )
        if place in dated:
            values.append(value)
    return values


class ListExport(QObject):
    """Asks where the workbook goes, has it written, and says what became of it on the page."""

    def __init__(self, run: RunInBackground, desk: Desk, page: Any, noun: Noun = PEOPLE) -> None:
        super().__init__(page)
        self._run, self._desk, self._page, self._noun = run, desk, page, noun
        self._shown: People | None = None
        self._path = Path()

    def ask(self, shown: People) -> None:
        """Ask for a place; the dialog itself asks before a file is replaced."""
        self._shown = shown
        practice = "Practice, " if self._desk.is_practice else ""
        parts = (shown.name, shown.filter, str(self._desk.workspace.today()))
        name = f"{practice}{', '.join(part for part in parts if part)}.xlsx"
        ask_to_save(self._page, "Export the list", documents() / name, EXCEL, self.save_to)

    def save_to(self, path: str) -> None:
        """Write the workbook in the background."""
        if self._shown is None:
            return
        self._path = Path(path)
        sheet = list_sheet(self._shown, self._desk.workspace.today(), self._noun)

        def work(_progress: Progress) -> None:
            from ipsdesk.reports.caseload_workbook import write_list_of  # noqa: PLC0415 - as above

            write_list_of(self._desk, sheet, Path(path))

        self._page.say("The list is being written …")
        self._run(work, self._done, self._failed)

    def _done(self, _nothing: None) -> None:
        self._page.say(f"Saved as {self._path.name}. {SAFE}")

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self._page.say(str(error), refused=True)
