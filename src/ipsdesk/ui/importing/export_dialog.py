"""Sending the whole unit out as an Excel workbook: where to, under which password, and what was written."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ipsdesk.errors import DeskError
from ipsdesk.glance import file_name
from ipsdesk.rules.wording import counted
from ipsdesk.services.desk import Desk, offer_passphrase
from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.importing.export_step import TITLE, ExportStep
from ipsdesk.ui.importing.exporting import Exported, export_unit_to
from ipsdesk.ui.importing.steps import Steps
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.file_dialog import EXCEL, documents
from ipsdesk.ui.widgets.step_page import StepPage
from ipsdesk.ui.widgets.text_styles import BODY, NAME
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

WIDTH, HEIGHT = 640, 620
WRITTEN = "The unit is written"
KEEP = "Keep the file as safe as the unit itself, and delete it when it has done its work."


class WrittenStep(StepPage):
    """Where the file is, and how to keep it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, WRITTEN, KEEP)
        self.where = Words(theme, style=NAME, wraps=True)
        self.what = Words(theme, style=BODY, wraps=True)
        self._layout.addWidget(self.where)
        self._layout.addWidget(self.what)
        self._layout.addStretch()

    def show_written(self, exported: Exported) -> None:
        """Say what was written where."""
        self.where.setText(breakable(str(exported.path)))
        how = "With the password" if exported.with_password else "Without a password, readable by anyone"
        self.what.setText(f"{counted(exported.records, 'record')} in {exported.sheets} sheets. {how}.")
        announce(self, f"{WRITTEN}: {exported.path}", urgent=True)

    def begin(self) -> None:
        """Nothing is typed here."""


class ExportDialog(WorkingDialog):
    """One page of questions, then where the file is."""

    def __init__(self, theme: Theme, run: RunInBackground, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(theme, run, TITLE, parent)
        self._desk = desk
        self.step, self.written = ExportStep(theme, self._start()), WrittenStep(theme)
        self.steps = Steps(theme, (self.step, self.written))
        self.inside.addWidget(self.steps)
        self.lay_out()
        self.back.hide()
        self.next.setText("Export")
        self.next.clicked.connect(self._go_on)
        self.step.other_wanted.connect(self._offer)
        self._offer()
        self.fit(WIDTH, HEIGHT)
        self.steps.show_step(0)

    def _start(self) -> Path:
        today = self._desk.workspace.today()
        return documents() / f"{file_name(self._desk.unit_name)} {today:%Y-%m-%d}{EXCEL.ending}"

    def _offer(self) -> None:
        self.step.offer(offer_passphrase())

    def _go_on(self) -> None:
        if self.steps.page is self.written:
            self.accept()
            return
        problems = self.step.problems()
        self.step.show_problems(problems)
        self.steps.scroll_up()
        if not problems:
            work = partial(self._export, self.step.file.path, self.step.secret)
            self.begin(work, self._show, "Reading the records")

    def _export(self, path: Path, password: str | None, progress: Progress) -> Exported:
        return export_unit_to(self._desk, path, password, progress)

    def _show(self, exported: Exported) -> None:
        self.step.forget()
        self.written.show_written(exported)
        self.steps.show_step(1)
        self.cancel.hide()
        self.next.setText("Close")
        self.next.setFocus()

    def refused(self, error: DeskError) -> None:
        """Said at the top; what was typed stays."""
        self.step.show_problems({"": breakable(str(error))})
        self.steps.scroll_up()

    def stopped(self, sentence: str) -> None:
        """No file was written."""
        self.doing.setText(f"{sentence} No file was written.")
        announce(self, self.doing.text())
