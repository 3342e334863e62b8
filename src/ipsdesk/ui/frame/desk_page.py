"""What the window shows while a unit is open: header, tabs, the page of the chosen tab, status bar."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ipsdesk.ui.actions import Actions
from ipsdesk.ui.drafts import Reopen, Reopeners
from ipsdesk.ui.frame.doors import Doors
from ipsdesk.ui.frame.drafts_offer import DraftsOffer
from ipsdesk.ui.frame.finding import Match, commands, found_in
from ipsdesk.ui.frame.header import Header
from ipsdesk.ui.frame.menus import TabDoers, table_of
from ipsdesk.ui.frame.notices import WarningStrip
from ipsdesk.ui.frame.status_bar import StatusBar
from ipsdesk.ui.frame.tab_bar import BEFORE, TabBar
from ipsdesk.ui.tab import Tab
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.painting import Paint
from ipsdesk.ui.widgets.side_panel import SidePanel, enter

if TYPE_CHECKING:  # as in doors.py
    from ipsdesk.services.desk import Desk
    from ipsdesk.services.drafts import DraftNote

Doers = Mapping[str, Callable[[], object]]


class Bell(QObject):
    """Brings the news of a change from whichever thread saved to the interface thread."""

    rang = Signal(object)

    def ring(self, kinds: frozenset[str]) -> None:
        """Tell whoever listens, in line with the other events of the window."""
        self.rang.emit(kinds)


class DeskPage(QWidget):
    """One unit, opened; the whole page goes when the unit is locked, and all it showed with it.

    ``window_doers`` carry out what the window does in any state (``Lock``, ``Appearance…``). ``restoring``
    says whether a backup is being put in the place of the unit; with ``restored``, which carries what the
    sign-in says, the desk is closed.
    """

    restoring = Signal(bool)
    restored = Signal(str)

    def __init__(self, theme: Theme, desk: Desk, doors: Doors, window_doers: Doers) -> None:
        super().__init__()
        tabs, more = doors.make_tabs(desk), doors.make_more(desk, self)
        self.tabs = list(tabs)
        self._contexts = [""] * len(tabs)
        self._stale = set(range(len(tabs)))
        doers = {**self._doers(window_doers), **more.doers}
        self.actions_table = Actions(theme, table_of(tabs, more.rows), doers, self)
        for key in more.off:
            self.actions_table[key].setEnabled(False)
        lock = self.actions_table.button("lock")
        self.header = Header(
            theme, desk.unit_name, desk.workspace.actor.name, lock, self._find, practice=desk.is_practice
        )
        self.actions_table.fill(self.header.menu_bar)
        self.tab_bar, self.status_bar = TabBar(theme), StatusBar(theme)
        self.offer = DraftsOffer(theme, self.tab_bar)
        self.reopeners = {**more.reopeners, **self._tab_reopeners()}
        self._pages = QStackedLayout()
        self._warnings = WarningStrip(theme, desk.warnings)
        self._build(theme, self._warnings)
        self._wire()
        self._bell = Bell()
        self._bell.rang.connect(self._changed, Qt.ConnectionType.QueuedConnection)
        desk.changes.listen(self._bell.ring)
        for begin in more.begins:
            begin(self)

    def _doers(self, window_doers: Doers) -> Doers:
        return {
            **window_doers,
            **TabDoers(self.current_tab).of(self.tabs),
            **{f"tab-{place}": partial(self.go_to, tab) for place, tab in enumerate(self.tabs, 1)},
            "search": self.start_search,
            "panes": self.go_to_next_pane,
            "refresh": self.refresh,
        }

    def _build(self, theme: Theme, warnings: WarningStrip) -> None:
        top = _Top(theme)
        head = QVBoxLayout(top)
        head.setContentsMargins(0, 0, 0, 1)
        head.setSpacing(0)
        line = QHBoxLayout()
        line.setContentsMargins(Space.FIELD - BEFORE, 0, Space.FIELD, 0)
        line.addWidget(self.tab_bar)
        line.addStretch()
        head.addWidget(self.header)
        head.addLayout(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addWidget(warnings)
        layout.addWidget(self.offer)
        layout.addLayout(self._pages, 1)
        layout.addWidget(self.status_bar)

    def _wire(self) -> None:
        for tab in self.tabs:
            self.tab_bar.add(tab.title)
            self._pages.addWidget(tab)
            tab.waiting.connect(self._waiting)
            tab.saved.connect(self.status_bar.show_saved)
            tab.context.connect(self._context)
            tab.person_wanted.connect(self._show_person)
            tab.hours_wanted.connect(self._show_hours)
            tab.found_more.connect(self.header.search.search_again)
        self.header.search.begun.connect(self._read_to_find)
        self.tab_bar.currentChanged.connect(self._show_tab)

    def begin(self, title: str = "") -> None:
        """Show the tab of this title, else the first, once the page itself is on screen."""
        if self.tabs:
            place = next((place for place, tab in enumerate(self.tabs) if tab.title == title), 0)
            self.tab_bar.setCurrentIndex(place)
            self._show_tab(place)
            self.go_to(self.tabs[place])

    def _tab_reopeners(self) -> Reopeners:
        """Bring the tab on screen, then have it open the draft again."""
        return {
            kind: partial(self._reopen, tab, reopen)
            for tab in self.tabs
            for kind, reopen in tab.reopeners().items()
        }

    def _reopen(self, tab: Tab, reopen: Reopen, note: DraftNote) -> None:
        self.go_to(tab)
        reopen(note)

    # ---- the tabs -------------------------------------------------------------------------------

    def current_tab(self) -> Tab | None:
        """The tab on screen."""
        place = self._pages.currentIndex()
        return self.tabs[place] if place >= 0 else None

    def go_to(self, tab: Tab) -> None:
        """Show a tab and give it the keyboard."""
        # Asked first: when the tab before is hidden, Qt hands the keyboard to anything in this one.
        was_there = tab.isAncestorOf(self.focusWidget() or self)
        self.tab_bar.setCurrentIndex(self.tabs.index(tab))
        if not was_there:
            enter(tab)

    def _show_tab(self, place: int) -> None:
        if not 0 <= place < len(self.tabs):
            return
        self._pages.setCurrentIndex(place)
        shown = {row.key for row in self.tabs[place].actions_table}
        for row in (row for tab in self.tabs for row in tab.actions_table):
            self.actions_table[row.key].setEnabled(row.key in shown)
        self.status_bar.show_context(self._contexts[place])
        if place in self._stale:
            self.refresh()

    def _show_person(self, client: int) -> None:
        for tab in self.tabs:
            if tab.show_person(client):
                self.go_to(tab)

    def _show_hours(self, client: int, day: date) -> None:
        for tab in self.tabs:
            if tab.show_hours(client, day):
                self.go_to(tab)

    def refresh(self) -> None:
        """Have the tab on screen read again what it shows."""
        tab = self.current_tab()
        if tab is not None:
            self._stale.discard(self.tabs.index(tab))
            tab.refresh()

    def _changed(self, kinds: frozenset[str]) -> None:
        """Those that listen read again: the one on screen now, the others when they are shown."""
        for place, tab in enumerate(self.tabs):
            if tab.listens_to & kinds:
                self._stale.add(place)
        if self._pages.currentIndex() in self._stale:
            self.refresh()

    def warn(self, sentences: Sequence[str]) -> None:
        """Say these above the page."""
        self._warnings.add(sentences)

    def _waiting(self, count: int, words: str) -> None:
        self.tab_bar.show_waiting(self._place_of_sender(), count, words)

    def _context(self, words: str) -> None:
        place = self._place_of_sender()
        self._contexts[place] = words
        if place == self._pages.currentIndex():
            self.status_bar.show_context(words)

    def _place_of_sender(self) -> int:
        return next(place for place, tab in enumerate(self.tabs) if tab is self.sender())

    # ---- what is typed --------------------------------------------------------------------------

    def hand_over(self) -> None:
        """Have the tabs save what is typed in them."""
        for tab in self.tabs:
            tab.leave()

    def is_settled(self) -> bool:
        """Whether nothing of it is on its way to the file any more."""
        return all(tab.is_settled() for tab in self.tabs)

    def not_saved(self) -> list[str]:
        """The places on the tabs where something could not be saved."""
        return [place for tab in self.tabs for place in tab.unsaved()]

    # ---- going about ----------------------------------------------------------------------------

    def start_search(self) -> None:
        """Bring the keyboard to the search."""
        self.header.start_search()

    def _read_to_find(self) -> None:
        for place in self._stale:
            self.tabs[place].read_to_find()

    def _find(self, words: str) -> list[Match]:
        return [*found_in(self.tabs, words, self.go_to), *commands(words, self.actions_table)]

    def go_to_next_pane(self) -> None:
        """From the page to what lies beside it, on to the tabs, and round again."""
        tab = self.current_tab()
        if tab is None:
            return
        panel = tab.findChild(SidePanel)
        if self.tab_bar.hasFocus():
            panel.go_to_main() if panel else enter(tab)
        elif panel is not None and not panel.focus_in_side() and tab.isAncestorOf(self.focusWidget() or self):
            panel.go_to_side()
        else:
            self.tab_bar.setFocus(Qt.FocusReason.TabFocusReason)


class _Top(QWidget):
    """The ground of header and tabs, with a line below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(Token.SURFACE))
        foot = self.height() - 1
        Paint(painter, self._theme).line(QPointF(0, foot), QPointF(self.width(), foot), Token.LINE2)
        painter.end()
