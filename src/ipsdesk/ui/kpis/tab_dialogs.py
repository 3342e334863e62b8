"""What the tab of the figures asks in windows of its own: dates, a return, and a file for the rows."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.rules.periods import Period
from ipsdesk.services.desk import Desk
from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.kpis.dates_dialog import DatesDialog
from ipsdesk.ui.kpis.reader import Asked, drill_of
from ipsdesk.ui.kpis.return_dialog import ReturnDialog
from ipsdesk.ui.kpis.turning import name_of
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.file_dialog import EXCEL, ask_to_save, documents

UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
CLOSE_IT = "If it is open in Excel, close it there first; then export again."
NOT_SAVED = "The rows were not saved."
CLEAR = "It is not encrypted: keep it as you would keep the paper."


class KpisDialogs(QObject):
    """Opens them over the tab, one at a time, and carries out what they say."""

    dates_chosen = Signal(object)
    """The period between two days."""
    begun = Signal(str)
    done = Signal(str)
    refused = Signal(str)
    """An export, in words, as it goes on."""

    def __init__(self, theme: Theme, run: RunInBackground, desk: Desk, tab: QWidget) -> None:
        super().__init__(tab)
        self._theme, self._run, self._desk, self._tab = theme, run, desk, tab
        self._exported: tuple[Asked, str] | None = None
        self._path = Path()
        self.now: QDialog | None = None

    def ask_dates(self, period: Period) -> None:
        """Ask for the first and the last day."""
        dialog = DatesDialog(self._theme, period, self._desk.workspace.today, self._tab)
        dialog.chosen.connect(self.dates_chosen)
        self._open(dialog)

    def ask_return(self, period: Period) -> None:
        """Ask for whom the return is and where it goes."""
        self._open(ReturnDialog(self._theme, self._run, self._desk, period, self._tab))

    def _open(self, dialog: QDialog) -> None:
        self.now = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        if self.now is not None:
            self.now.deleteLater()
            self.now = None

    # ---- rows to Excel ------------------------------------------------------------------------------

    def export_rows(self, asked: Asked, title: str) -> None:
        """Ask where all rows behind a figure go."""
        self._exported = asked, title
        name = UNFIT.sub(" ", f"{title} {name_of(asked.period)}")
        ask_to_save(
            self._tab, "Export the rows to Excel", documents() / f"{name}.xlsx", EXCEL, self.export_to
        )

    def export_to(self, path: str) -> None:
        """Write them there, without keeping anybody waiting; only who exports loads what writes workbooks."""
        if self._exported is None:
            return
        (asked, title), desk = self._exported, self._desk
        self._path = Path(path)

        def work(_progress: Progress) -> None:
            from ipsdesk.reports.figure_rows_workbook import write_rows_of  # noqa: PLC0415 - see above

            write_rows_of(desk, drill_of(desk.scorecards, asked, None), title, Path(path))

        self.begun.emit("Writing the rows…")
        self._run(work, self._written, self._failed)

    def _written(self, _nothing: None) -> None:
        self.done.emit(f"Saved as {self._path.name} in {self._path.parent}. {CLEAR}")

    def _failed(self, error: BaseException) -> None:
        self.refused.emit(f"{error} {CLOSE_IT}" if isinstance(error, DeskError) else NOT_SAVED)
        if not isinstance(error, DeskError):
            raise error
