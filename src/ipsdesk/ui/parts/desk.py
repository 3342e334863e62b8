"""What lies on a tab of parts: one of them on screen, how it is turned, and what is printed of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ipsdesk.reports.caseload_list import list_blocks
from ipsdesk.rules.wording import shown_day
from ipsdesk.ui.caseload.exporting import list_title, printed_rows
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.detail_view import DetailView
from ipsdesk.ui.parts.toolbar import PartsToolbar
from ipsdesk.ui.parts.view import View
from ipsdesk.ui.printing import Footing, Noting, print_blocks
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.verbs import PRINT
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.side_panel import lead_in
from ipsdesk.ui.widgets.table_panel import Shown
from ipsdesk.ui.widgets.text_styles import STATUS
from ipsdesk.ui.widgets.words import Words

ABOVE, BELOW = 11, 12
NO_LIST = "Nothing here is printed as a list."


@dataclass(frozen=True, slots=True)
class ViewKind:
    """A part of a tab: ``view`` gives its class, whose title is ``title``."""

    title: str
    view: Callable[[], type[View]]


class PartsDesk(QWidget):
    """The parts of a tab; each is made when it is first turned to."""

    title: ClassVar[str]
    kinds: ClassVar[Sequence[ViewKind]]
    shortcuts: ClassVar[Mapping[str, str]]
    """Keys that work while the tab is on screen, each with the key of a line of the tab's actions."""

    saved = Signal(object)
    context = Signal(str)
    found_more = Signal()
    person_wanted = Signal(int)
    alone = Signal(object)
    settled = Signal()

    def __init__(self, at: AtDesk) -> None:
        super().__init__()
        self._at = AtDesk(at.theme, at.run, at.desk, at.settings, self)
        self.views: dict[int, View] = {}
        self.toolbar = PartsToolbar(at.theme, self.title, [kind.title for kind in self.kinds])
        self._outcome = Words(at.theme, style=STATUS, wraps=True)
        self._outcome.hide()
        room = QWidget()
        self._stack = QStackedLayout(room)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.FIELD, ABOVE, Space.FIELD, BELOW)
        layout.setSpacing(Space.SNUG)
        for widget in (self.toolbar, self._outcome):
            layout.addWidget(widget)
        layout.addWidget(room, 1)
        find = self.toolbar.find_box
        find.textChanged.connect(self._search)
        find.left.connect(self._enter)
        self.toolbar.turned.connect(self._turn)
        self.toolbar.add.clicked.connect(self.add)
        for keys, key in self.shortcuts.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.doers()[key])
        self.view = self._made(0)
        self._show_view()

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """What carries out each line of the tab's actions."""
        return {PRINT.key: self.print_list}

    # ---- parts --------------------------------------------------------------------------------------

    def _made(self, place: int) -> View:
        view = self.views.get(place)
        if view is None:
            view = self.views[place] = self.kinds[place].view()(self._at)
            self._stack.addWidget(view)
            view.told.connect(self.tell)
            view.saved.connect(self.saved)
            view.context.connect(self._context)
            view.cleared.connect(self.toolbar.find_box.clear)
            view.person_wanted.connect(self.person_wanted)
            view.alone.connect(self.alone)
            view.settled.connect(self.settled)
        return view

    def _turn(self, place: int) -> None:
        self.say("")
        self.toolbar.find_box.clear()
        self.view = self._made(place)
        self._stack.setCurrentWidget(self.view)
        self._show_view()
        announce(self, self.view.title)
        self.context.emit(self.view.said)
        self.view.refresh()

    def _show_view(self) -> None:
        self.toolbar.show_view(self.view)
        lead_in(self, self.view.panel.view if self.view.panel is not None else self.view)

    def go_to_part(self, title: str) -> View:
        """Turn to a part by its title."""
        self.toolbar.choose(next(n for n, one in enumerate(self.kinds) if one.title == title))
        return self.view

    def show_part(self, part: str, key: int) -> bool:
        """Turn to a part, and to a record of it where it lists such; False where there is no such part."""
        if part not in {one.title for one in self.kinds}:
            return False
        view = self.go_to_part(part)
        if key:
            view.show_record(key)
        return True

    def part_before(self) -> None:
        """Turn to the part before."""
        self._step(-1)

    def part_after(self) -> None:
        """Turn to the next part."""
        self._step(1)

    def _step(self, by: int) -> None:
        self.toolbar.choose((self.toolbar.place + by) % len(self.kinds))

    def refresh(self) -> None:
        """Read again what is on screen."""
        self.view.refresh()

    def is_settled(self) -> bool:
        """Whether nothing done in any part is on its way to the file."""
        return all(view.is_settled() for view in self.views.values())

    def leave(self) -> None:
        """The unit is about to be closed."""
        for view in self.views.values():
            view.leave()

    # ---- what is on screen --------------------------------------------------------------------------

    def _context(self, words: str) -> None:
        if self.sender() is self.view:
            self.context.emit(words)
        self.found_more.emit()

    def _search(self, words: str) -> None:
        self.view.search(words)

    def _enter(self) -> None:
        self.view.enter()

    def find_here(self) -> None:
        """Go to the box that finds in the part."""
        if not self.toolbar.find_box.isHidden():
            self.toolbar.find_box.enter()

    def add(self) -> None:
        """Ask for what the part on screen adds."""
        if self.view.may_change and self.view.adds:
            self.view.add()

    def change(self) -> None:
        """The form of what is chosen in it."""
        if isinstance(self.view, DetailView):
            self.view.change()

    def say(self, words: str, *, refused: bool = False) -> None:
        """What became of something that was asked for; empty: nothing to say any more."""
        self._outcome.restyle(STATUS.coloured(Token.BAD if refused else Token.GOOD))
        self._outcome.setText(words)
        self._outcome.setVisible(bool(words))
        if words:
            announce(self._outcome, words, urgent=refused)

    def tell(self, words: str, refused: bool) -> None:  # noqa: FBT001 - a signal has no names
        """The same, from a signal."""
        self.say(words, refused=refused)

    def print_list(self) -> None:
        """The list on screen, as it stands."""
        panel = self.view.panel
        if panel is None:
            self.say(NO_LIST, refused=True)
            return
        shown = Shown(panel.listing.name, panel.filter_words(), panel.columns.shown(), panel.model.shown)
        one, several = self.view.nouns
        desk, today = self._at.desk, shown_day(self._at.desk.workspace.today())
        count = f"{len(shown.rows):,} {one if len(shown.rows) == 1 else several}"
        figures = frozenset(place for place, column in enumerate(shown.columns) if column.numeric)
        heads = [column.plain_head for column in shown.columns]
        about = f"{desk.unit_name}, {today}: {count}."
        blocks = list_blocks(list_title(shown), about, heads, printed_rows(shown), figures)
        noting = Noting(self._at.run, desk.trail, shown.filter or shown.name, len(shown.rows))
        print_blocks(self._at.theme, blocks, Footing(desk.unit_name, today, desk.is_practice), self, noting)
