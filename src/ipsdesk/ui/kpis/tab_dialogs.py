"""What the tab of the figures asks in windows of its own: dates, a return, and a file for the rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from ipsdesk.errors import DeskError
from ipsdesk.rules.periods import Period, last_full_quarter
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.roles import Role
from ipsdesk.services.wall_page import WallContent
from ipsdesk.ui.background import Progress
from ipsdesk.ui.kpis.dates_dialog import DatesDialog
from ipsdesk.ui.kpis.reader import Asked, drill_of
from ipsdesk.ui.kpis.turning import name_of
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.widgets.file_dialog import EXCEL, ask_to_save, documents

UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
CLOSE_IT = "If it is open in Excel, close it there first; then export again."
NO_PAGE = "The page could not be made."
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

    saved = Signal(object)
    person_wanted = Signal(int)
    hours_wanted = Signal(int, object)
    """What a dialog saved, and where it leads."""

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.page)
        self._at = at
        self._theme, self._run, self._desk, self._tab = at.theme, at.run, at.desk, at.page
        self._exported: tuple[Asked, str] | None = None
        self._path = Path()
        self.now: QDialog | None = None

    def ask_dates(self, period: Period) -> None:
        """Ask for the first and the last day."""
        dialog = DatesDialog(self._theme, period, self._desk.workspace.today, self._tab)
        dialog.chosen.connect(self.dates_chosen)
        self._open(dialog)

    def ask_return(self, period: Period) -> None:
        """The way to the return of a period."""
        self._open_return(period, None)

    def reopen_return(self, note: DraftNote) -> None:
        """Come back to a return that was being written when the unit was locked."""
        self._open_return(last_full_quarter(self._desk.workspace.today()), note.content)

    def _open_return(self, period: Period, typed: Mapping[str, Any] | None) -> None:
        from ipsdesk.ui.returns.wizard import ReturnWizard  # noqa: PLC0415 - for those who make a return

        wizard = ReturnWizard(self._at, period, typed)
        wizard.saved.connect(self.saved)
        wizard.person_wanted.connect(self.person_wanted)
        wizard.hours_wanted.connect(self.hours_wanted)
        if self._desk.workspace.actor.role is Role.MANAGER:
            wizard.period.contract.show()
            wizard.period.contract.clicked.connect(self._show_contract)
        self._open(wizard)

    def _show_contract(self) -> None:
        """What is asked and how it is counted, over the return."""
        from ipsdesk.ui.contracts.dialog import ContractsDialog  # noqa: PLC0415 - as above

        self._at.open(ContractsDialog(replace(self._at, page=self.now or self._tab)))

    def fill_form(self, period: Period) -> None:
        """A commissioner's own workbook, filled for a period."""
        self._open_form(period, None)

    def reopen_form(self, note: DraftNote) -> None:
        """Come back to a form that was being mapped when the unit was locked."""
        self._open_form(last_full_quarter(self._desk.workspace.today()), note.content)

    def _open_form(self, period: Period, typed: Mapping[str, Any] | None) -> None:
        from ipsdesk.ui.returns.template_dialog import FillForm  # noqa: PLC0415 - as above

        self._open(FillForm(self._at, period, typed))

    def show_submitted(self) -> None:
        """The returns as they were submitted."""
        from ipsdesk.ui.returns.submitted_dialog import SubmittedReturns  # noqa: PLC0415 - as above

        self._open(SubmittedReturns(self._at))

    def print_wall(self, period: Period) -> None:
        """The quarter on one page: counted, and shown as it will be printed."""

        def work(_progress: Progress) -> WallContent:
            return self._desk.wall_pages.of(period)

        self.begun.emit("Counting for the page…")
        self._run(work, self._show_wall, self._no_wall)

    def _show_wall(self, wall: WallContent) -> None:
        from ipsdesk.reports.wall_page import months, wall_page  # noqa: PLC0415 - as above
        from ipsdesk.ui.printing import Footing, Noting, print_blocks  # noqa: PLC0415

        quarter, desk = wall.content.now.period, self._desk
        footing = Footing(desk.unit_name, months(quarter), desk.is_practice, confidential=False)
        noting = Noting(self._run, desk.trail, f"{quarter.label}, {wall.content.profile}")
        self.done.emit("")
        print_blocks(self._theme, [wall_page(wall)], footing, self._tab, noting)

    def _no_wall(self, error: BaseException) -> None:
        self.refused.emit(str(error) if isinstance(error, DeskError) else NO_PAGE)
        if not isinstance(error, DeskError):
            raise error

    def show_readiness(self, period: Period) -> None:
        """What the records of a period lack for its return."""
        from ipsdesk.ui.returns.readiness_dialog import ReadinessDialog  # noqa: PLC0415 - as above

        dialog = ReadinessDialog(self._at, period)
        dialog.saved.connect(self.saved)
        dialog.person_wanted.connect(self.person_wanted)
        dialog.hours_wanted.connect(self.hours_wanted)
        self._open(dialog)

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
