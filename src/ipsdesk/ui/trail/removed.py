"""Every record that was removed and not yet brought back, and the way back."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.services.records import Done, RemovedRecord
from ipsdesk.ui.background import Progress
from ipsdesk.ui.caseload.toolbar import FindBox
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.trail.listings import REMOVED
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.step_page import RING_ROOM
from ipsdesk.ui.widgets.table_panel import TablePanel
from ipsdesk.ui.widgets.text_styles import PANEL
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

TITLE = "Removed records"
FIND_NAME = "Find a removed record by what it is, whose, who removed it or why"
WIDTH, HEIGHT, TABLE_HEIGHT = 1040, 560, 220


class RemovedRecords(WorkingDialog):
    """The list; the record under the cursor comes back at the press of a button."""

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.theme, at.run, TITLE, at.page)
        self._records = at.desk.records
        self.find_box = FindBox(at.theme, FIND_NAME)
        self.panel, self.outcome = TablePanel(at.theme, REMOVED, at.settings), MarkedWords(at.theme)
        self._build()
        self.lay_out()
        self.back.hide()
        self.cancel.setText("Close")
        self.next.setText("Bring back")
        self._wire()
        self._measure()
        self.fit(WIDTH, HEIGHT)
        self._read()

    def _build(self) -> None:
        page, scroll, top = QWidget(), FocusScroll(), QWidget()
        line = ToolLine(top, Space.FIELD)
        line.addWidget(Words(self._theme, TITLE, PANEL))
        line.addWidget(self.find_box)
        line.done_from = 1
        lines = QVBoxLayout(page)
        lines.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        lines.setSpacing(Space.STEP)
        for widget in (top, self.outcome):
            lines.addWidget(widget)
        lines.addWidget(self.panel, 1)
        scroll.setWidget(page)
        self.inside.addWidget(scroll)

    def _wire(self) -> None:
        panel, find = self.panel, self.find_box
        find.textChanged.connect(panel.search)
        find.left.connect(panel.view.setFocus)
        panel.cleared.connect(find.clear)
        panel.chosen.connect(self._choose)
        self.next.clicked.connect(self._bring_back)
        self._theme.changed.connect(self._measure)

    def _measure(self) -> None:
        self.panel.setMinimumHeight(self._theme.px(TABLE_HEIGHT))

    def _choose(self, record: RemovedRecord | None) -> None:
        self.next.setEnabled(record is not None and not self.is_working)

    # ---- reading and bringing back ------------------------------------------------------------------

    def _read(self) -> None:
        self.begin(self._list, self._show, "Reading the removed records")

    def _list(self, _progress: Progress) -> tuple[RemovedRecord, ...]:
        return self._records.removed()

    def _show(self, found: tuple[RemovedRecord, ...]) -> None:
        self.panel.set_rows(found)
        if self.panel.model.shown and self.panel.current_row() is None:
            self.panel.view.setCurrentIndex(self.panel.model.index(0, self.panel.columns.first_shown()))
        (self.panel.view if self.panel.model.shown else self.cancel).setFocus()
        self._choose(self.panel.current_row())

    def _bring_back(self) -> None:
        record = self.panel.current_row()
        if record is not None:
            self.begin(partial(self._work, record.change), self._brought_back, "Bringing it back")

    def _work(self, change: str, progress: Progress) -> Done:
        progress.check()
        return self._records.bring_back(change)

    def _brought_back(self, done: Done) -> None:
        self._tell(Mark.DONE, f"Brought back: {done.words.removeprefix('bringing back ')}.")
        self._read()

    def refused(self, error: DeskError) -> None:
        """Said above the list."""
        self._tell(Mark.OVER, str(error))
        self._choose(self.panel.current_row())

    def _tell(self, mark: Mark, words: str) -> None:
        self.outcome.say(mark, words)
        announce(self, words, urgent=mark is Mark.OVER)
