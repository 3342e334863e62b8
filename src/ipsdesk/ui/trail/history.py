"""What was done to one person's records, or to one record, newest first."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.services.records import HistoryLine, RecordRef
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.trail.browser import EntryBrowser
from ipsdesk.ui.trail.listings import HISTORY
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.step_page import RING_ROOM
from ipsdesk.ui.widgets.text_styles import PANEL
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

WIDTH, HEIGHT, PAGE = 860, 640, 200
CLIENT = "client"


class History(WorkingDialog):
    """Of a person it holds everything that belongs to them, some at a time; of another record its own."""

    def __init__(self, at: AtDesk, ref: RecordRef, of: str) -> None:
        title = f"History: {of}"
        super().__init__(at.theme, at.run, title, at.page)
        self._records, self._ref = at.desk.records, ref
        self.browser = EntryBrowser(at.theme, HISTORY, at.settings)
        self._refusal = MarkedWords(at.theme)
        self._build(title)
        self.lay_out()
        self.next.setText("Close")
        self.back.hide()
        self.cancel.hide()
        self.next.clicked.connect(self.accept)
        self.browser.older_wanted.connect(self._read_older)
        self.fit(WIDTH, HEIGHT)
        self.begin(partial(self._read, None), self._show, "Reading the history")

    def _build(self, title: str) -> None:
        page, scroll = QWidget(), FocusScroll()
        lines = QVBoxLayout(page)
        lines.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        lines.setSpacing(Space.FIELD)
        lines.addWidget(Words(self._theme, title, PANEL, wraps=True))
        lines.addWidget(self._refusal)
        lines.addWidget(self.browser, 1)
        scroll.setWidget(page)
        self.inside.addWidget(scroll)

    def _read(self, before: int | None, _progress: Progress) -> tuple[HistoryLine, ...]:
        if self._ref.kind == CLIENT:
            return self._records.history_of_client(self._ref.id, before=before, limit=PAGE)
        return self._records.history(self._ref)

    def _read_older(self) -> None:
        self.begin(partial(self._read, self.browser.last), self._add, "Reading older entries")

    def _show(self, lines: tuple[HistoryLine, ...]) -> None:
        self.browser.show_entries(lines, self._more(lines))
        self.browser.setFocus()

    def _add(self, lines: tuple[HistoryLine, ...]) -> None:
        self.browser.add_entries(lines, self._more(lines))
        self.browser.setFocus()

    def _more(self, lines: tuple[HistoryLine, ...]) -> str:
        """One entry may be several lines, or none: a page of far fewer than were asked for is the last."""
        is_last = self._ref.kind != CLIENT or len({line.number for line in lines}) < PAGE / 2
        return "" if is_last else "There are older entries"

    def refused(self, error: DeskError) -> None:
        """Said above the table."""
        self._refusal.say(Mark.OVER, str(error))
