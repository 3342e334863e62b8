"""The dry run: what the import would do by sheet, every problem by its cell, and what was passed over."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QSettings, QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.rules.wording import counted
from ipsdesk.services.incoming import Problem
from ipsdesk.services.intake import IntakeReport
from ipsdesk.services.trail import Out, Way
from ipsdesk.ui.background import Progress
from ipsdesk.ui.importing.report_tables import PROBLEMS, sheet_rows, sheets_panel
from ipsdesk.ui.importing.report_words import (
    conflicts,
    dry_run_words,
    place_of,
    problem_words,
    saved_text,
)
from ipsdesk.ui.printing import Noting
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.choosing import ChipRow
from ipsdesk.ui.widgets.file_dialog import TEXT, ask_to_save
from ipsdesk.ui.widgets.step_page import StepPage
from ipsdesk.ui.widgets.table_panel import TablePanel
from ipsdesk.ui.widgets.text_styles import BODY, NAME, SECOND
from ipsdesk.ui.widgets.tick_field import TickBox
from ipsdesk.ui.widgets.words import Words

WHAT = "Problems of an import"
WORDS = "Nothing in the unit has been changed yet."
BY_SHEET, BY_CELL, NOTES = range(3)
PARTS = ("By sheet", "Problems", "Notes")
TAKE_ITS_SIDE = "Take the workbook's side"
TABLE_HEIGHT = 190


class CheckStep(StepPage):
    """The report of a dry run; ``overwrite_wanted`` when the side to take in conflicts is changed."""

    overwrite_wanted = Signal(bool)

    def __init__(self, theme: Theme, settings: QSettings, noting: Noting) -> None:
        super().__init__(theme, "Dry run", WORDS)
        self._noting = noting
        self.report: IntakeReport | None = None
        self._file = Path()
        self.outcome = Words(theme, style=NAME, wraps=True)
        self.parts = ChipRow(theme, "Parts of the report", PARTS)
        self.by_sheet = sheets_panel(theme, settings)
        self.by_cell = TablePanel(theme, PROBLEMS, settings)
        self.notes = QPlainTextEdit()
        self.whole = Words(theme, style=BODY, wraps=True)
        self.said = Words(theme, style=SECOND, wraps=True)
        self.save = Button(theme, "Save the problems…")
        self.take_side, self.side_words = (
            TickBox(theme, TAKE_ITS_SIDE),
            Words(theme, style=SECOND, wraps=True),
        )
        self._pages = QStackedWidget()
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self.notes.setReadOnly(True)
        self.notes.setTabChangesFocus(True)
        self.notes.setAccessibleName("Notes of the dry run")
        for page in (self.by_sheet, self._problems_page(), self.notes):
            self._pages.addWidget(page)
        side = QVBoxLayout()
        side.setSpacing(2)
        side.addWidget(self.take_side)
        side.addWidget(self.side_words)
        self._layout.addWidget(self.outcome)
        self._layout.addLayout(side)
        self._layout.addWidget(self.parts)
        self._layout.addWidget(self._pages, 1)
        self._measure()

    def _problems_page(self) -> QWidget:
        page = QWidget()
        lines = QVBoxLayout(page)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.STEP)
        foot = QHBoxLayout()
        foot.setSpacing(Space.STEP)
        foot.addWidget(self.save)
        foot.addWidget(self.said, 1)
        lines.addWidget(self.by_cell, 1)
        lines.addWidget(self.whole)
        lines.addLayout(foot)
        return page

    def _wire(self) -> None:
        self.parts.chosen.connect(self._pages.setCurrentIndex)
        self.by_cell.chosen.connect(self._show_whole)
        self.take_side.toggled.connect(self.overwrite_wanted)
        self.save.clicked.connect(self._ask_where)
        self._theme.changed.connect(self._measure)

    def _measure(self) -> None:
        for one in (self.by_sheet, self.by_cell, self.notes):
            one.setMinimumHeight(self._theme.px(TABLE_HEIGHT))

    # ---- the report ---------------------------------------------------------------------------------

    def begin_file(self, file: Path) -> None:
        """A file that has not been looked at before: nobody has taken its side."""
        self._file = file
        self.show_side(overwrite=False)

    def show_side(self, *, overwrite: bool) -> None:
        """The side that is taken, without asking for another dry run."""
        with QSignalBlocker(self.take_side):
            self.take_side.setChecked(overwrite)

    def show_report(self, report: IntakeReport) -> None:
        """Show what a dry run found."""
        self.report = report
        self.show_problems({})
        self.outcome.setText(dry_run_words(report))
        rows = sheet_rows(report.tallies)
        self.by_sheet.set_rows(rows)
        self.by_cell.set_rows(report.problems)
        self.notes.setPlainText("\n".join(report.notes) or "Nothing was passed over.")
        for chip, number in zip(
            self.parts.chips, (len(rows), len(report.problems), len(report.notes)), strict=True
        ):
            chip.set_count(number)
        self.parts.choose(BY_CELL if report.problems else BY_SHEET)
        self._show_side(conflicts(report))
        self.said.setText("")
        self.save.setEnabled(bool(report.problems))
        if report.problems:
            # Under the cursor but not chosen, so that Copy takes all of them.
            first, only_current = self.by_cell.model.index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate
            self.by_cell.view.selectionModel().setCurrentIndex(first, only_current)
        announce(self, self.outcome.text())

    def _show_side(self, number: int) -> None:
        if number:
            what = "is a record" if number == 1 else "are records"
            self.side_words.setText(
                f"{number:,} of the problems {what} changed in the program since the workbook was exported. "
                "Ticked, what the workbook says comes instead."
            )
        else:
            self.side_words.setText("Records changed in the program since the export are overwritten.")
        shown = bool(number) or self.take_side.isChecked()
        self.take_side.setVisible(shown)
        self.side_words.setVisible(shown)

    def _show_whole(self, problem: Problem | None) -> None:
        self.whole.setText(f"{place_of(problem)}: {problem_words(problem)}" if problem else "")

    def begin(self) -> None:
        """Put the keyboard where there is something to read."""
        table = self.by_cell if self.report and self.report.problems else self.by_sheet
        table.view.setFocus()

    def problems(self) -> dict[str, str]:
        """Nothing is typed here."""
        return {}

    # ---- saving -------------------------------------------------------------------------------------

    def _ask_where(self) -> None:
        start = self._file.with_name(f"Problems in {self._file.stem}{TEXT.ending}")
        ask_to_save(self, "Save the problems", start, TEXT, self.save_to)

    def save_to(self, path: str) -> None:
        """Write every problem into a text file; it quotes cells, so the audit trail is told."""
        problems = self.report.problems if self.report else ()
        self._noting.run(partial(self._write, problems, path), self._say, self._not_saved)

    def _write(self, problems: Sequence[Problem], path: str, _progress: Progress) -> str:
        from ipsdesk.excel import write_whole  # noqa: PLC0415 - brings openpyxl, for those who save only

        content = saved_text(problems)
        self._noting.trail.note_out(
            Out(WHAT, Way.EXPORTED, self._file.name, len(problems), sha256(content).hexdigest())
        )
        write_whole(content, Path(path))
        return f"{counted(len(problems), 'problem')} saved: {path}"

    def _not_saved(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self._say(str(error))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        announce(self, words)
