"""What the window shows while a unit is open: header, tabs, the page of the chosen tab, status bar."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.ui.actions import Actions
from ipsdesk.ui.drafts import Reopen
from ipsdesk.ui.frame.doors import Doors
from ipsdesk.ui.frame.drafts_offer import DraftsOffer
from ipsdesk.ui.frame.finding import Match, commands, found_in
from ipsdesk.ui.frame.header import Header
from ipsdesk.ui.frame.menus import TabDoers, table_of
from ipsdesk.ui.frame.notices import WarningStrip
from ipsdesk.ui.frame.status_bar import StatusBar
from ipsdesk.ui.frame.tab_bar import BEFORE, TabBar
from ipsdesk.ui.frame.tabs import Tabs
from ipsdesk.ui.tab import Tab
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.painting import Paint
from ipsdesk.ui.widgets.side_panel import SidePanel, enter

if TYPE_CHECKING:  # as in doors.py
    from ipsdesk.services.desk import Desk
    from ipsdesk.services.drafts import DraftNote

Doers = Mapping[str, Callable[[], object]]
COUNTED_AFTER = 1_500
"""Milliseconds after which a tab that is not on screen is made for the count in its name."""


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
    sign-in says, the desk is closed. ``add_wanted``: a tab asks for what Ctrl+N adds;
    ``alone`` carries an ``AloneView`` that is to have the window, None when it is over.
    """

    restoring = Signal(bool)
    restored = Signal(str)
    add_wanted = Signal()
    alone = Signal(object)

    def __init__(self, theme: Theme, desk: Desk, doors: Doors, window_doers: Doers) -> None:
        super().__init__()
        self._tabs, more = Tabs(doors.make_tabs(desk), self), doors.make_more(desk, self)
        kinds = self._tabs.kinds
        self._contexts = [""] * len(kinds)
        self._stale = set(range(len(kinds)))
        doers = {**self._doers(window_doers), **more.doers}
        self.actions_table = Actions(theme, table_of(kinds, more.rows), doers, self)
        for key in more.off:
            self.actions_table[key].setEnabled(False)
        lock = self.actions_table.button("lock")
        self.header = Header(
            theme, desk.unit_name, desk.workspace.actor.name, lock, self._find, practice=desk.is_practice
        )
        self.actions_table.fill(self.header.menu_bar)
        self.tab_bar, self.status_bar = TabBar(theme), StatusBar(theme)
        self.offer = DraftsOffer(theme, self.tab_bar)
        self._reopeners = more.reopeners
        self._makes = QTimer(self, singleShot=True)
        self._makes.timeout.connect(self._make_missing)
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
            **TabDoers(self.current_tab).of(self._tabs.kinds),
            **{f"tab-{place + 1}": partial(self._go_to, place) for place in range(len(self._tabs.kinds))},
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
        layout.addLayout(self._tabs.pages, 1)
        layout.addWidget(self.status_bar)

    def _wire(self) -> None:
        for kind in self._tabs.kinds:
            self.tab_bar.add(kind.title)
        self._tabs.made.connect(self._made)
        self.header.search.begun.connect(self._read_to_find)
        self.tab_bar.currentChanged.connect(self._show_tab)

    def _made(self, place: int) -> None:
        tab = self._tabs[place]
        tab.waiting.connect(self._waiting)
        tab.saved.connect(self.status_bar.show_saved)
        tab.context.connect(self._context)
        tab.person_wanted.connect(self._show_person)
        tab.page_wanted.connect(self._show_person)
        tab.hours_wanted.connect(self._show_hours)
        tab.part_wanted.connect(self._show_part)
        tab.add_wanted.connect(self.add_wanted)
        tab.alone.connect(self.alone)
        tab.found_more.connect(self.header.search.search_again)

    def begin(self, title: str = "") -> None:
        """Show the tab of this title, else the first, once the page itself is on screen."""
        if kinds := self._tabs.kinds:
            place = next((place for place, kind in enumerate(kinds) if kind.title == title), 0)
            self.tab_bar.setCurrentIndex(place)
            self._show_tab(place)
            self._go_to(place)
            self._makes.start(COUNTED_AFTER)

    def reopener(self, kind: str) -> Reopen | None:
        """What opens a draft of this kind again, None if nothing does; that of a tab brings it on screen."""
        if kind in self._reopeners:
            return self._reopeners[kind]
        for tab in self.tabs:
            if (reopen := tab.reopeners().get(kind)) is not None:
                return partial(self._reopen, tab, reopen)
        return None

    def _reopen(self, tab: Tab, reopen: Reopen, note: DraftNote) -> None:
        self.go_to(tab)
        reopen(note)

    # ---- the tabs -------------------------------------------------------------------------------

    @property
    def tabs(self) -> list[Tab]:
        """All of them; those that were never shown are made for it."""
        return self._tabs.all

    @property
    def tabs_there(self) -> list[Tab]:
        """Those that are made; in the others nothing can have been typed."""
        return self._tabs.there

    def current_tab(self) -> Tab | None:
        """The tab on screen."""
        place = self._tabs.current
        return self._tabs[place] if place >= 0 else None

    def go_to(self, tab: Tab) -> None:
        """Show a tab and give it the keyboard."""
        # Asked first: when the tab before is hidden, Qt hands the keyboard to anything in this one.
        was_there = tab.isAncestorOf(self.focusWidget() or self)
        self.tab_bar.setCurrentIndex(self._tabs.place_of(tab))
        if not was_there:
            enter(tab)

    def _go_to(self, place: int) -> None:
        self.go_to(self._tabs[place])

    def _show_tab(self, place: int) -> None:
        if not 0 <= place < len(self._tabs.kinds):
            return
        self._tabs.pages.setCurrentWidget(self._tabs[place])
        shown = {row.key for row in self._tabs.kinds[place].actions_table}
        for row in (row for kind in self._tabs.kinds for row in kind.actions_table):
            self.actions_table[row.key].setEnabled(row.key in shown)
        self.status_bar.show_context(self._contexts[place])
        if place in self._stale:
            self.refresh()

    def _make_missing(self) -> None:
        """Those that say how much waits in them and, while somebody searches, those that find: one a turn."""
        search = self.header.search
        for place in self._tabs.missing:
            kind = self._tabs.kinds[place]
            finds = search.hasFocus() and kind.find is not Tab.find
            if finds or kind.counts_at_once:
                tab = self._tabs[place]
                if finds:
                    tab.read_to_find()
                    search.search_again()
                self._makes.start(0)
                return

    def _show_person(self, client: int, page: str = "") -> None:
        for place, kind in enumerate(self._tabs.kinds):
            if kind.show_person is not Tab.show_person and self._tabs[place].show_person(client, page):
                self._go_to(place)

    def _show_hours(self, client: int, day: date) -> None:
        for place, kind in enumerate(self._tabs.kinds):
            if kind.show_hours is not Tab.show_hours and self._tabs[place].show_hours(client, day):
                self._go_to(place)

    def _show_part(self, title: str, part: str, key: int) -> None:
        for place, kind in enumerate(self._tabs.kinds):
            if kind.title == title and self._tabs[place].show_part(part, key):
                self._go_to(place)

    def refresh(self) -> None:
        """Have the tab on screen read again what it shows."""
        tab = self.current_tab()
        if tab is not None:
            self._stale.discard(self._tabs.current)
            tab.refresh()

    def _changed(self, kinds: frozenset[str]) -> None:
        """Those that listen read again: the one on screen now, the others when they are shown."""
        for place, tab in enumerate(self._tabs.kinds):
            if tab.listens_to & kinds:
                self._stale.add(place)
        if self._tabs.current in self._stale:
            self.refresh()

    def warn(self, sentences: Sequence[str]) -> None:
        """Say these above the page."""
        self._warnings.add(sentences)

    def _waiting(self, count: int, words: str) -> None:
        self.tab_bar.show_waiting(self._place_of_sender(), count, words)

    def _context(self, words: str) -> None:
        place = self._place_of_sender()
        self._contexts[place] = words
        if place == self._tabs.current:
            self.status_bar.show_context(words)

    def _place_of_sender(self) -> int:
        tab = self.sender()
        return self._tabs.place_of(tab) if isinstance(tab, Tab) else -1

    # ---- what is typed --------------------------------------------------------------------------

    def hand_over(self) -> None:
        """Have the tabs save what is typed in them; none is made any more of its own accord."""
        self._makes.stop()
        for tab in self.tabs_there:
            tab.leave()

    def is_settled(self) -> bool:
        """Whether nothing of it is on its way to the file any more."""
        return all(tab.is_settled() for tab in self.tabs_there)

    def not_saved(self) -> list[str]:
        """The places on the tabs where something could not be saved."""
        return [place for tab in self.tabs_there for place in tab.unsaved()]

    # ---- going about ----------------------------------------------------------------------------

    def start_search(self) -> None:
        """Bring the keyboard to the search."""
        self.header.start_search()

    def _read_to_find(self) -> None:
        for place in self._stale.difference(self._tabs.missing):
            self._tabs[place].read_to_find()
        self._makes.start(0)

    def _find(self, words: str) -> list[Match]:
        return [*found_in(self.tabs_there, words, self.go_to), *commands(words, self.actions_table)]

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
