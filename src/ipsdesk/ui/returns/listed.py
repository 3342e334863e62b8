"""A window that lists what was kept: read in the background, searched, exported as it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.ui.background import Progress
from ipsdesk.ui.caseload.toolbar import FindBox
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.columns import Listing
from ipsdesk.ui.widgets.file_dialog import EXCEL, ask_to_save, documents
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.step_page import RING_ROOM
from ipsdesk.ui.widgets.table_panel import Shown, TablePanel
from ipsdesk.ui.widgets.text_styles import PANEL, SECOND
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

WIDTH, HEIGHT, TABLE_HEIGHT = 1080, 640, 240
SAFE = "It is not encrypted: keep it as you would keep the paper."


class ListWindow(WorkingDialog):
    """``read`` gives the rows; what is shown may go into a workbook, which the trail notes."""

    def __init__(
        self,
        at: AtDesk,
        title: str,
        words: str,
        listing: Listing[Any],
        read: Callable[[], Sequence[Any]],
    ) -> None:
        super().__init__(at.theme, at.run, title, at.page)
        self._at, self._title, self._read_rows = at, title, read
        self._path = Path()
        self.find_box = FindBox(at.theme, f"Find in {title.lower()}")
        self.panel = TablePanel(at.theme, listing, at.settings, self._ask_place)
        self.about, self.outcome = Words(at.theme, words, SECOND, wraps=True), MarkedWords(at.theme)
        self._build()
        self.lay_out()
        self.back.hide()
        self.cancel.hide()
        self.next.setText("Close")
        self.next.setAutoDefault(False)
        self.next.setDefault(False)
        self.next.clicked.connect(self.accept)
        self._wire()
        self._measure()
        self.fit(WIDTH, HEIGHT)
        self.read()

    def _build(self) -> None:
        page, scroll, top = QWidget(), FocusScroll(), QWidget()
        line = ToolLine(top, Space.FIELD)
        line.addWidget(Words(self._theme, self._title, PANEL))
        line.addWidget(self.find_box)
        line.done_from = 1
        self.lines = QVBoxLayout(page)
        self.lines.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        self.lines.setSpacing(Space.STEP)
        for widget in (top, self.about, self.outcome):
            self.lines.addWidget(widget)
        self.lines.addWidget(self.panel, 1)
        scroll.setWidget(page)
        self.inside.addWidget(scroll)

    def _wire(self) -> None:
        self.find_box.textChanged.connect(self.panel.search)
        self.find_box.left.connect(self.panel.view.setFocus)
        self.panel.cleared.connect(self.find_box.clear)
        self._theme.changed.connect(self._measure)

    def _measure(self) -> None:
        self.panel.setMinimumHeight(self._theme.px(TABLE_HEIGHT))

    # ---- reading ------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the rows, again."""
        self.begin(self._list, self._show, "Reading")

    def _list(self, _progress: Progress) -> Sequence[Any]:
        return self._read_rows()

    def _show(self, found: Sequence[Any]) -> None:
        self.panel.set_rows(found)
        if self.panel.model.shown and self.panel.current_row() is None:
            self.panel.view.setCurrentIndex(self.panel.model.index(0, self.panel.columns.first_shown()))
        (self.panel.view if self.panel.model.shown else self.next).setFocus()

    # ---- into a workbook ----------------------------------------------------------------------------

    def _ask_place(self, shown: Shown[Any]) -> None:
        desk = self._at.desk
        practice = "Practice, " if desk.is_practice else ""
        name = f"{practice}{self._title}, {desk.workspace.today()}.xlsx"
        ask_to_save(self, f"Export {self._title}", documents() / name, EXCEL, partial(self.save_to, shown))

    def save_to(self, shown: Shown[Any], path: str) -> None:
        """Write what is shown."""
        self._path = Path(path)
        self.begin(partial(self._write, shown), self._written, "Writing the workbook")

    def _write(self, shown: Shown[Any], _progress: Progress) -> None:
        from ipsdesk.reports.caseload_workbook import ListSheet, write_list_of  # noqa: PLC0415 - who exports

        heads = [column.plain_head for column in shown.columns]
        rows = [[column.read_out(row) for column in shown.columns] for row in shown.rows]
        count = "1 row" if len(rows) == 1 else f"{len(rows):,} rows"
        about = " · ".join(part for part in (shown.filter, count) if part)
        write_list_of(self._at.desk, ListSheet(self._title, about, heads, rows), self._path)

    def _written(self, _nothing: None) -> None:
        self.say(Mark.DONE, f"Saved as {self._path.name}. {SAFE}")

    # ---- what is said -------------------------------------------------------------------------------

    def say(self, mark: Mark, words: str) -> None:
        """What became of something that was asked for."""
        self.outcome.say(mark, words)
        announce(self, words, urgent=mark is Mark.OVER)

    def refused(self, error: DeskError) -> None:
        """Said above the list."""
        self.say(Mark.OVER, str(error))
