"""The line above the list of Today: the day, how much waits, whose lines, and which kinds."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipsdesk.services.today_lines import Scope, TodayKind, TodayList
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.today.line_words import FILTER_KEY, kinds_in, summary_of, title_of
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.choosing import ChipRow
from ipsdesk.ui.widgets.kind_button import KindButton
from ipsdesk.ui.widgets.text_styles import BODY, TITLE
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.words import Words

SCOPES = tuple(Scope)


class TodayToolbar(QWidget):
    """``turned`` carries whose lines are wanted."""

    turned = Signal(object)

    def __init__(self, theme: Theme, scope: Scope, *, may_change: bool) -> None:
        super().__init__()
        self.title, self.summary = Words(theme, style=TITLE), Words(theme, style=BODY)
        self.scopes = ChipRow(theme, "Whose lines", SCOPES)
        self.scopes.choose(SCOPES.index(scope))
        self.kinds = KindButton[TodayKind](theme, f"Show the lines of one kind ({FILTER_KEY})")
        self.put_off = Button(theme, "", Rank.QUIET)
        self.put_off.setToolTip("Show again what you have put off")
        self.put_off.hide()
        self.add = Button(theme, "Add", Rank.PRIMARY, "plus")
        self.add.setToolTip("Add a contact, a person, a goal or another record (Ctrl+N)")
        if not may_change:
            self.add.hide()
        line = ToolLine(self, Space.STEP)
        line.done_from = 2
        for part in (self.title, self.summary, self.put_off, self.kinds, self.scopes, self.add):
            line.addWidget(part)
        self.scopes.chosen.connect(self._turn)

    def show_list(self, found: TodayList) -> None:
        """Say how much waits."""
        self.kinds.offer(dict(kinds_in(found.lines)))
        self.title.setText(title_of(found.today))
        self.summary.setText(summary_of(found))
        mine = len(found.lines) if found.scope is Scope.MINE else sum(line.is_mine for line in found.lines)
        everyone = len(found.lines) + (found.others if found.scope is Scope.MINE else 0)
        for chip, count in zip(self.scopes.chips, (mine, everyone), strict=True):
            chip.set_count(count)
        self.put_off.setText(f"{found.put_off:,} put off: bring back")
        self.put_off.setVisible(bool(found.put_off))

    @property
    def scope(self) -> Scope:
        """Whose lines are wanted."""
        return SCOPES[self.scopes.place]

    def turn(self) -> None:
        """From one's own lines to everyone's, and back."""
        self.scopes.choose(1 - self.scopes.place)

    def _turn(self, place: int) -> None:
        self.turned.emit(SCOPES[place])
