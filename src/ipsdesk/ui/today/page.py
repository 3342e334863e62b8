"""The parts of the tab Today and where they stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ipsdesk.services.today_lines import Scope, TodayKind, TodayList
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.today.line_words import empty_words
from ipsdesk.ui.today.listing import TodayView
from ipsdesk.ui.today.side import TodaySide
from ipsdesk.ui.today.toolbar import TodayToolbar
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.link import Link
from ipsdesk.ui.widgets.side_panel import SidePanel, lead_in
from ipsdesk.ui.widgets.text_styles import BODY, STATUS
from ipsdesk.ui.widgets.words import Words

ABOVE, BELOW = 11, 12
NONE_OF_KIND = "Nothing of this kind waits."
SHOW_ALL, SHOW_EVERYONE = "Show all kinds", "Show everyone’s"


class TodayPage(QWidget):
    """The toolbar above; the list, and the details beside it, or over it where it is tight."""

    def __init__(self, theme: Theme, scope: Scope, *, may_change: bool) -> None:
        super().__init__()
        self.toolbar = TodayToolbar(theme, scope, may_change=may_change)
        self.view = TodayView(theme, may_change=may_change)
        self.side = TodaySide(theme, may_change=may_change)
        self.empty, self.wider = Words(theme, style=BODY.coloured(Token.TEXT2), wraps=True), Link(theme, "")
        self.list = Card(theme)
        self._pages = QStackedLayout(self.list)
        self._pages.setContentsMargins(1, 1, 1, 1)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._nothing())
        lead_in(self.list, self.view)
        self.panes = SidePanel(theme, self.list, self.side, "Details")
        self._outcome = Words(theme, style=STATUS, wraps=True)
        self._outcome.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.FIELD, ABOVE, Space.FIELD, BELOW)
        layout.setSpacing(Space.SNUG)
        for widget in (self.toolbar, self._outcome):
            layout.addWidget(widget)
        layout.addWidget(self.panes, 1)

    def _nothing(self) -> QWidget:
        """In place of an empty list."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.CARD)
        column.addStretch()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.empty)
        column.addWidget(self.wider, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch()
        return page

    def show_list(self, found: TodayList, kind: TodayKind | None, *, may_undo: bool) -> None:
        """Show what waits, of one kind or of all."""
        lines = [line for line in found.lines if kind is None or line.kind is kind]
        narrowed = not lines and bool(found.lines)
        had_keyboard = self.view.hasFocus() or self.wider.hasFocus()
        others = found.scope is Scope.MINE and bool(found.others)
        self.empty.setText(NONE_OF_KIND if narrowed else empty_words(found))
        self.wider.setText(SHOW_ALL if narrowed else SHOW_EVERYONE)
        self.wider.setVisible(narrowed or others)
        self._pages.setCurrentIndex(0 if lines else 1)
        self.view.show_lines(lines)
        self.toolbar.show_list(found)
        self.side.week.show_week(found)
        self.side.done.show_done(found, may_undo=may_undo)
        if had_keyboard:
            self.enter()

    def enter(self) -> None:
        """Bring the keyboard to the list, or to what stands in its place."""
        (self.view if self._pages.currentIndex() == 0 else self._stand_in()).setFocus()

    def _stand_in(self) -> QWidget:
        return self.wider if self.wider.isVisibleTo(self) else self.toolbar.scopes.chips[0]

    def say(self, words: str, *, refused: bool = False) -> None:
        """What became of something that was asked for; empty: nothing to say any more."""
        self._outcome.restyle(STATUS.coloured(Token.BAD if refused else Token.GOOD))
        self._outcome.setText(words)
        self._outcome.setVisible(bool(words))
        if words:
            announce(self._outcome, words, urgent=refused)
