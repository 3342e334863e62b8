"""Bringing an Excel file in: which file, what it is, which column is what, a dry run, and the import."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from ipsdesk.errors import DeskError
from ipsdesk.services.desk import Desk
from ipsdesk.services.intake_past import PastImport
from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.importing.check_step import CheckStep
from ipsdesk.ui.importing.columns_step import ColumnsStep
from ipsdesk.ui.importing.done_step import DoneStep
from ipsdesk.ui.importing.file_step import FileStep
from ipsdesk.ui.importing.kind_step import KindStep
from ipsdesk.ui.importing.reading import Looked, PasswordWanted, What, is_about_password, look
from ipsdesk.ui.importing.rehearsing import (
    Again,
    Imported,
    Rehearsed,
    bring_in,
    rehearse,
    rehearse_tracker,
)
from ipsdesk.ui.importing.steps import Steps
from ipsdesk.ui.importing.tracker_reading import (
    Tracker,
    guess_row,
    guess_shape,
    guess_sheet,
    keep_preset,
    read_tracker,
    with_preset,
)
from ipsdesk.ui.printing import Noting
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

TITLE = "Import from Excel"
FILE, KIND, COLUMNS, CHECK, DONE = range(5)
NAMES = {FILE: "File", KIND: "What it is", COLUMNS: "Columns", CHECK: "Dry run", DONE: "Imported"}
WAYS = {What.UNIT_WORKBOOK: (FILE, KIND, CHECK, DONE), What.TRACKER: (FILE, KIND, COLUMNS, CHECK, DONE)}
NEXT, IMPORT, READ_AGAIN, CLOSE = "Next", "Import", "Read the file again", "Close"
WIDTH, HEIGHT = 900, 660


class ImportDialog(WorkingDialog):
    """Goes through the steps; nothing is written before Import, and closing earlier leaves the unit be."""

    def __init__(
        self,
        theme: Theme,
        run: RunInBackground,
        desk: Desk,
        settings: QSettings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, run, TITLE, parent)
        self._desk = desk
        self._looked: Looked | None = None
        self.rehearsed: Rehearsed | None = None
        self.file, self.kind, self.columns = FileStep(theme), KindStep(theme), ColumnsStep(theme)
        self.check = CheckStep(theme, settings, Noting(run, desk.trail))
        self.imported = DoneStep(theme, settings)
        self.steps = Steps(theme, (self.file, self.kind, self.columns, self.check, self.imported))
        self.inside.addWidget(self.steps)
        self.lay_out()
        self._wire()
        self.setAcceptDrops(True)
        self.fit(WIDTH, HEIGHT)
        self._show(FILE)

    def _wire(self) -> None:
        self.next.clicked.connect(self._go_on)
        self.back.clicked.connect(self._go_back)
        self.kind.kinds.chosen.connect(self._show_way)
        columns = self.columns
        columns.sheet_wanted.connect(self._guess_sheet)
        columns.row_wanted.connect(self._guess_row)
        columns.shape_wanted.connect(self._guess_shape)
        columns.preset_wanted.connect(self._use_preset)
        columns.keep_wanted.connect(self._keep_preset)
        self.check.overwrite_wanted.connect(self._rehearse)
        self.imported.undoing.wanted.connect(self._undo)
        # Queued: where it stands is known only once everything has been laid out.
        self.imported.undoing.said.connect(self._show_undoing, Qt.ConnectionType.QueuedConnection)

    # ---- from step to step --------------------------------------------------------------------------

    @property
    def at(self) -> int:
        """The step on screen."""
        return self.steps.at

    def _show(self, at: int) -> None:
        self.doing.setText("")
        self.next.setText(CLOSE if at == DONE else self._after_dry_run() if at == CHECK else NEXT)
        self.back.setVisible(at not in (FILE, DONE))
        self.cancel.setVisible(self.next.text() != CLOSE)
        self.steps.show_step(at)
        self._show_way()

    def _show_way(self) -> None:
        self.steps.show_way([(step, NAMES[step]) for step in WAYS[self.kind.what]])

    def _after_dry_run(self) -> str:
        report = self.rehearsed.report if self.rehearsed else None
        if report is None or report.problems:
            return READ_AGAIN
        return IMPORT if report.changes else CLOSE

    def _go_on(self) -> None:
        page = self.steps.page
        problems = page.problems()
        page.show_problems(problems)
        if not problems:
            (self._look, self._choose_kind, self._rehearse, self._import, self.accept)[self.at]()
        else:
            self.steps.scroll_up()

    def _go_back(self) -> None:
        way = WAYS[self.kind.what]
        self._show(way[way.index(self.at) - 1])

    def refused(self, error: DeskError) -> None:
        """A password is asked for in its field; anything else is said at the top of the step."""
        if is_about_password(error):
            self._show(FILE)
            self.file.ask_password("" if isinstance(error, PasswordWanted) else str(error))
            return
        self._settle_side()
        if self.at == DONE:
            self.imported.undoing.refuse(str(error))
            return
        self.steps.page.show_problems({"": breakable(str(error))})
        self.steps.scroll_up()

    def stopped(self, sentence: str) -> None:
        """The step stays as it was."""
        self._settle_side()
        super().stopped(sentence)

    # ---- the file and what it is --------------------------------------------------------------------

    def _look(self) -> None:
        work = partial(look, self.file.path, self.file.password.value())
        self.begin(work, self._show_looked, "Reading the file")

    def _show_looked(self, looked: Looked) -> None:
        self._looked, self.columns.tracker = looked, None
        self.check.begin_file(self.file.path)
        self.kind.show_guess(looked)
        self._show(KIND)

    def _choose_kind(self) -> None:
        if self.kind.what is What.UNIT_WORKBOOK:
            self._rehearse()
        elif self.columns.tracker is not None:
            self._show(COLUMNS)
        else:
            work = partial(read_tracker, self._desk, self.file.path, self.file.password.value())
            self.begin(work, self._show_tracker, "Reading the tracker")

    # ---- a tracker's columns ------------------------------------------------------------------------

    def _show_tracker(self, tracker: Tracker) -> None:
        self.columns.show_tracker(tracker)
        if self.at != COLUMNS:
            self._show(COLUMNS)

    def _guess(self, guess: Any, *wanted: object) -> None:
        self.begin(partial(guess, self.columns.tracker, *wanted), self._show_tracker, "Guessing the columns")

    def _guess_sheet(self, place: int) -> None:
        self._guess(guess_sheet, place)

    def _guess_row(self, row: int) -> None:
        self._guess(guess_row, row)

    def _guess_shape(self, shape: str) -> None:
        self._guess(guess_shape, shape)

    def _use_preset(self, name: str) -> None:
        self._guess(with_preset, name)

    def _keep_preset(self, name: str) -> None:
        if self.columns.tracker is not None:
            work = partial(keep_preset, self._desk, self.columns.tracker, name)
            self.begin(work, self.columns.say_kept, "Keeping this way of reading")

    # ---- the dry run --------------------------------------------------------------------------------

    def _rehearse(self) -> None:
        overwrite, tracker = self.check.take_side.isChecked(), self.columns.tracker
        if self.kind.what is What.TRACKER and tracker is not None:
            self._begin_check(partial(rehearse_tracker, self._desk, tracker, overwrite=overwrite))
        elif self._looked is not None:
            self._begin_check(partial(rehearse, self._desk, self._looked.incoming, overwrite=overwrite))

    def _begin_check(self, work: Any) -> None:
        self.begin(work, self._show_rehearsed, "Checking")

    def _show_rehearsed(self, rehearsed: Rehearsed) -> None:
        self.rehearsed = rehearsed
        if rehearsed.tracker is not None:
            self.columns.show_tracker(rehearsed.tracker)
        elif self._looked is not None:
            self._looked = Looked(rehearsed.incoming, self._looked.what)
        self.check.show_report(rehearsed.report)
        self._show(CHECK)

    def _settle_side(self) -> None:
        """The tick says which side the report on screen takes."""
        if self.rehearsed is not None:
            self.check.show_side(overwrite=self.rehearsed.overwrite)

    # ---- the import ---------------------------------------------------------------------------------

    def _import(self) -> None:
        after, rehearsed = self._after_dry_run(), self.rehearsed
        if rehearsed is None or after == CLOSE:
            self.accept()
        elif after == READ_AGAIN:
            self._begin_check(Again(self._desk, self.file.path, self.file.password.value(), rehearsed))
        else:
            self.begin(partial(bring_in, self._desk, rehearsed), self._show_imported, "Making a backup")

    def _show_imported(self, imported: Imported) -> None:
        if imported.report.problems:  # the unit has changed since the dry run
            self.check.show_report(imported.report)
            return
        self.imported.show_import(imported)
        self._show(DONE)

    def _undo(self, past: PastImport) -> None:
        self.begin(partial(self._take_back, past.id), self.imported.show_undone, "Undoing the import")

    def _show_undoing(self) -> None:
        self.steps.bring_into_sight(self.imported.undoing)

    def _take_back(self, import_id: int, progress: Progress) -> object:
        progress.check()
        return self._desk.intake.undo(import_id)

    # ---- dropping and leaving -----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped before anything was imported."""
        if event.mimeData().hasUrls() and self.at != DONE and not self.is_working:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Begin again with the file that was dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self._show(FILE)
            self.file.take(Path(paths[0]))
            self.next.setFocus()

    def reject(self) -> None:
        """Esc at the question of the undo leaves it; otherwise as everywhere."""
        if self.at == DONE and self.imported.undoing.is_asking and not self.is_working:
            self.imported.undoing.give_up()
        else:
            super().reject()
