"""The trail on its way out as it is shown: onto paper with its head, and into a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ipsdesk.errors import DeskError
from ipsdesk.reports.audit_trail import Printed, audit_trail_blocks
from ipsdesk.rules.wording import shown_day, shown_moment
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.trail import TrailEntry
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.printing import Footing, Noting, print_blocks
from ipsdesk.ui.widgets.file_dialog import EXCEL, ask_to_save, documents
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.table_panel import Shown

if TYPE_CHECKING:  # openpyxl is loaded by whoever exports
    from ipsdesk.reports.caseload_workbook import ListSheet

SAFE = "It is not encrypted: keep it as you would keep the paper."
CHANGES = "Before and after"
LONGEST = 32_000
"""Letters of one cell; Excel takes a few more and would cut the rest without a word."""


class TrailOut(QObject):
    """``said`` carries a mark and the words for what became of it."""

    said = Signal(object, str)

    def __init__(self, at: AtDesk, dialog: QWidget) -> None:
        super().__init__(dialog)
        self._at, self._dialog = at, dialog
        self._entries: Sequence[TrailEntry] = ()
        self._total, self._filter = 0, ""
        self._sheet: ListSheet | None = None
        self._path = Path()

    # ---- on paper -----------------------------------------------------------------------------------

    def print_entries(self, entries: Sequence[TrailEntry], total: int, filter_words: str) -> None:
        """Show them as they will be printed, the head of the trail as it is now at their foot."""
        self._entries, self._total, self._filter = tuple(entries), total, filter_words
        self._at.run(self._head, self._print, self._failed)

    def _head(self, _progress: Progress) -> tuple[int, str]:
        return self._at.desk.trail.head()

    def _print(self, head: tuple[int, str]) -> None:
        desk = self._at.desk
        space = desk.workspace
        about = Printed(
            desk.unit_name, self._filter, self._total, space.actor.name, space.now(), head, shown_moment
        )
        footing = Footing(desk.unit_name, shown_day(space.today()), desk.is_practice)
        noting = Noting(self._at.run, desk.trail, self._filter, len(self._entries))
        blocks = audit_trail_blocks(self._entries, about)
        print_blocks(self._at.theme, blocks, footing, self._dialog, noting)

    # ---- into a workbook ----------------------------------------------------------------------------

    def ask(self, shown: Shown[TrailEntry], filter_words: str) -> None:
        """Ask for a place; the dialog itself asks before a file is replaced."""
        desk = self._at.desk
        self._sheet = trail_sheet(shown, filter_words)
        practice = "Practice, " if desk.is_practice else ""
        name = f"{practice}Audit trail, {desk.workspace.today()}.xlsx"
        ask_to_save(self._dialog, "Export the audit trail", documents() / name, EXCEL, self.save_to)

    def save_to(self, path: str) -> None:
        """Write the workbook in the background."""
        if self._sheet is not None:
            self._path = Path(path)
            self.said.emit(Mark.NOTE, "The entries are being written …")
            self._at.run(partial(self._write, self._sheet, Path(path)), self._written, self._failed)

    def _write(self, sheet: ListSheet, path: Path, _progress: Progress) -> None:
        from ipsdesk.reports.caseload_workbook import write_list_of  # noqa: PLC0415 - as above

        write_list_of(self._at.desk, sheet, path)

    def _written(self, _nothing: None) -> None:
        self.said.emit(Mark.DONE, f"Saved as {self._path.name}. {SAFE}")

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.said.emit(Mark.OVER, str(error))


def trail_sheet(shown: Shown[TrailEntry], filter_words: str) -> ListSheet:
    """The columns on screen, and each field before and after."""
    from ipsdesk.reports.caseload_workbook import ListSheet  # noqa: PLC0415 - as above

    heads = [*(column.plain_head for column in shown.columns), CHANGES]
    rows = [[*(column.read_out(entry) for column in shown.columns), _changes(entry)] for entry in shown.rows]
    count = "1 entry" if len(rows) == 1 else f"{len(rows):,} entries"
    return ListSheet("Audit trail", f"{sentence_case(filter_words)} · {count}", heads, rows)


def _changes(entry: TrailEntry) -> str:
    words = "; ".join(f"{one.label}: {one.before or 'empty'} → {one.after or 'empty'}" for one in entry.lines)
    return words if len(words) <= LONGEST else f"{words[:LONGEST]} … (cut here: too long for a cell)"
