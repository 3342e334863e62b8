"""Every import of the past, newest first, and the way to take one back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.rules.wording import shown_moment
from ipsdesk.services.desk import Desk
from ipsdesk.services.intake_past import PastImport
from ipsdesk.services.intake_undo import UndoReport
from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.importing.report_words import past_words
from ipsdesk.ui.importing.undoing import Undoing
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.columns import Column, Listing
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.step_page import RING_ROOM
from ipsdesk.ui.widgets.table_panel import TablePanel
from ipsdesk.ui.widgets.text_styles import PANEL
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

TITLE = "Past imports"
UNDONE, STANDS = "Undone", "In the unit"
WIDTH, HEIGHT, TABLE_HEIGHT = 900, 560, 220

LISTING = Listing[PastImport](
    TITLE,
    (
        Column[PastImport]("When", lambda one: one.at, lambda one: shown_moment(one.at), 205, name=True),
        Column[PastImport]("By", lambda one: one.account, width=120),
        Column[PastImport]("File", lambda one: one.file_name, width=150),
        Column[PastImport]("What it did", past_words, width=140),
        Column[PastImport](
            "Now",
            lambda one: UNDONE if one.undone_at else STANDS,
            mark=lambda one: Mark.NOT_APPLICABLE if one.undone_at else Mark.DONE,
        ),
    ),
    "Nothing has been imported yet.",
    lambda one: one.id,
    row_height=Height.KPI_ROW,
)


class PastImports(WorkingDialog):
    """The list, with what can be done about the import under the cursor below it."""

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
        self.panel, self.undoing = TablePanel(theme, LISTING, settings), Undoing(theme)
        self._report: UndoReport | None = None
        self._build()
        self.lay_out()
        self.next.setText("Close")
        self.back.hide()
        self.cancel.hide()
        self.next.clicked.connect(self.accept)
        self.panel.chosen.connect(self.undoing.show_import)
        self.undoing.wanted.connect(self._undo)
        # Queued: where it stands is known only once everything has been laid out.
        self.undoing.said.connect(self._show_undoing, Qt.ConnectionType.QueuedConnection)
        theme.changed.connect(self._measure)
        self._measure()
        self.fit(WIDTH, HEIGHT)
        self._read()

    def _build(self) -> None:
        page, self._scroll = QWidget(), FocusScroll()
        lines = QVBoxLayout(page)
        lines.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        lines.setSpacing(Space.FIELD)
        lines.addWidget(Words(self._theme, TITLE, PANEL))
        lines.addWidget(self.panel, 1)
        lines.addWidget(self.undoing)
        self._scroll.setWidget(page)
        self.inside.addWidget(self._scroll)

    def _show_undoing(self) -> None:
        self._scroll.ensureWidgetVisible(self.undoing)

    def _measure(self) -> None:
        self.panel.setMinimumHeight(self._theme.px(TABLE_HEIGHT))

    # ---- reading and taking back --------------------------------------------------------------------

    def _read(self) -> None:
        self.begin(self._list, self._show, "Reading the past imports")

    def _list(self, _progress: Progress) -> list[PastImport]:
        return self._desk.intake.imports()

    def _show(self, found: list[PastImport]) -> None:
        self.panel.set_rows(found)
        if found and self.panel.current_row() is None:
            self.panel.view.setCurrentIndex(self.panel.model.index(0, 0))
        self.panel.view.setFocus()
        if self._report is not None:
            self.undoing.show_report(self._report)
            self._report = None

    def _undo(self, past: PastImport) -> None:
        self.begin(partial(self._take_back, past.id), self._undone, "Undoing the import")

    def _take_back(self, import_id: int, progress: Progress) -> UndoReport:
        progress.check()
        return self._desk.intake.undo(import_id)

    def _undone(self, report: UndoReport) -> None:
        self._report = report
        self._read()

    def refused(self, error: DeskError) -> None:
        """Said below the list."""
        self.undoing.refuse(str(error))

    def reject(self) -> None:
        """Esc at the question leaves the import as it is."""
        if self.undoing.is_asking and not self.is_working:
            self.undoing.give_up()
        else:
            super().reject()
