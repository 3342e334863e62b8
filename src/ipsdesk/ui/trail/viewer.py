"""The audit trail: who did what, when, narrowed, verified, printed and exported."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.services.trail import TrailCheck, TrailChoices, TrailEntry, TrailFilter, TrailPage
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.trail.browser import EntryBrowser
from ipsdesk.ui.trail.filters import TrailFilters
from ipsdesk.ui.trail.listings import TRAIL
from ipsdesk.ui.trail.outgoing import TrailOut
from ipsdesk.ui.trail.trail_words import shown_of
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.step_page import RING_ROOM
from ipsdesk.ui.widgets.table_panel import Shown
from ipsdesk.ui.widgets.text_styles import BODY, PANEL
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

TITLE = "Audit trail"
NO_MATCH, CLEAR = "No entry fits what you have chosen:", "clear it"
WIDTH, HEIGHT = 1240, 860
ENTRIES, NOTHING = 0, 1


@dataclass(frozen=True, slots=True)
class Read:
    """Entries as they were asked for; ``before``: older than this one, None: the newest."""

    number: int
    before: int | None
    page: TrailPage


class TrailViewer(WorkingDialog):
    """Reads on the worker while it is used; only the newest answer is shown."""

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.theme, at.run, TITLE, at.page)
        self._at, self._trail = at, at.desk.trail
        self._asked = self._total = 0
        self.filters = TrailFilters(at.theme, at.run, self._trail.find_people, at.desk.workspace.today)
        self.out = TrailOut(at, self)
        self.browser = EntryBrowser(at.theme, TRAIL, at.settings, self._export)
        self.outcome = MarkedWords(at.theme)
        self.verify = Button(at.theme, "Verify now", Rank.PLAIN, "shield-check-outline")
        self.print = Button(at.theme, "Print…", Rank.PLAIN, "printer-outline")
        self._build()
        self.lay_out()
        self.back.hide()
        self.cancel.hide()
        self.next.setText("Close")
        self._wire()
        self.fit(WIDTH, HEIGHT)
        self.browser.setFocus()
        at.run(self._choices, self._offer, self._not_read)
        self._read()

    # ---- how it is put together ---------------------------------------------------------------------

    def _build(self) -> None:
        page, scroll, top = QWidget(), FocusScroll(), QWidget()
        line = ToolLine(top, Space.SNUG)
        line.addWidget(Words(self._theme, TITLE, PANEL))
        line.addWidget(self.verify)
        line.addWidget(self.print)
        line.done_from = 1
        entries = QWidget()
        self._pages = QStackedLayout(entries)
        self._pages.addWidget(self.browser)
        self._pages.addWidget(self._no_match())
        lines = QVBoxLayout(page)
        lines.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        lines.setSpacing(Space.STEP)
        for widget in (top, self.outcome, self.filters):
            lines.addWidget(widget)
        lines.addWidget(entries, 1)
        scroll.setWidget(page)
        self.inside.addWidget(scroll)

    def _no_match(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(Space.LABEL)
        words = Words(self._theme, NO_MATCH, BODY.coloured(Token.TEXT2), wraps=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.clear = Button(self._theme, CLEAR, Rank.QUIET)
        self.clear.setAccessibleName("Clear all filters")
        column.addStretch()
        column.addWidget(words)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        return page

    def _wire(self) -> None:
        self.next.clicked.connect(self.accept)
        self.filters.changed.connect(self._read)
        self.clear.clicked.connect(self._clear)
        self.browser.older_wanted.connect(self._read_older)
        self.verify.clicked.connect(self._verify)
        self.print.clicked.connect(self._print)
        self.out.said.connect(self.say)

    # ---- reading ------------------------------------------------------------------------------------

    def _choices(self, _progress: Progress) -> TrailChoices:
        return self._trail.choices()

    def _offer(self, choices: TrailChoices) -> None:
        self.filters.offer(choices)

    def _read(self, before: int | None = None) -> None:
        self._asked += 1
        self._at.run(
            partial(self._entries, self._asked, self.filters.wanted(), self.filters.words(), before),
            self._show,
            self._not_read,
        )

    def _read_older(self) -> None:
        self._read(self.browser.last)

    def _entries(
        self, number: int, wanted: TrailFilter, words: str, before: int | None, _progress: Progress
    ) -> Read:
        page = self._trail.entries(wanted, before=before)
        self._trail.note_viewed(words)
        return Read(number, before, page)

    def _show(self, read: Read) -> None:
        if read.number != self._asked:
            return  # something else is wanted by now
        page, had = read.page, 0 if read.before is None else len(self.browser.panel.model.rows)
        self._total = page.total
        more = shown_of(had + len(page.entries), page.total) if page.more else ""
        if had:
            self.browser.add_entries(page.entries, more)
        else:
            self.browser.show_entries(page.entries, more)
            is_narrowed = self.filters.wanted() != TrailFilter()
            self._pages.setCurrentIndex(NOTHING if is_narrowed and not page.entries else ENTRIES)
            announce(self, f"{page.total:,} entries" if page.entries else NO_MATCH.removesuffix(":"))

    def _not_read(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.refused(error)

    def _clear(self) -> None:
        self.filters.clear()
        self.filters.person.setFocus()

    # ---- verifying ----------------------------------------------------------------------------------

    def _verify(self) -> None:
        self.outcome.say(Mark.NOTE, "")
        self.begin(self._check, self._checked, "Verifying the audit trail from its first entry")

    def _check(self, progress: Progress) -> TrailCheck:
        check = self._trail.verify()
        progress.check()
        return check

    def _checked(self, check: TrailCheck) -> None:
        self.say(Mark.DONE if check.ok else Mark.OVER, check.words)

    def _show_working(self, doing: str) -> None:
        self.cancel.setVisible(bool(doing))
        super()._show_working(doing)

    # ---- what is said -------------------------------------------------------------------------------

    def say(self, mark: Mark, words: str) -> None:
        """Say what became of something that was asked for."""
        self.outcome.say(mark, words)
        announce(self, words, urgent=mark is Mark.OVER)

    def refused(self, error: DeskError) -> None:
        """Said above the filters."""
        self.say(Mark.OVER, str(error))

    def stopped(self, sentence: str) -> None:
        """Nothing can be said of the trail then."""
        self.say(Mark.NOTE, f"{sentence} The audit trail was not verified.")

    # ---- on paper, and out --------------------------------------------------------------------------

    def _print(self) -> None:
        self.out.print_entries(self.browser.panel.model.shown, self._total, self.filters.words())

    def _export(self, shown: Shown[TrailEntry]) -> None:
        self.out.ask(shown, self.filters.words())
