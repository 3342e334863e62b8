"""The line above the list of Today: the day, how much waits, whose lines, and which kinds."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ipsdesk.services.today_lines import Scope, TodayKind, TodayLine, TodayList
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.today.line_words import ALL_KINDS, FILTER_KEY, kinds_in, summary_of, title_of
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.choosing import ChipRow
from ipsdesk.ui.widgets.text_styles import BODY, TITLE
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.words import Words

SCOPES = tuple(Scope)


class TodayToolbar(QWidget):
    """``turned`` carries whose lines are wanted, ``narrowed`` the kind that is (None: all)."""

    turned = Signal(object)
    narrowed = Signal(object)

    def __init__(self, theme: Theme, scope: Scope) -> None:
        super().__init__()
        self.title, self.summary = Words(theme, style=TITLE), Words(theme, style=BODY)
        self.scopes = ChipRow(theme, "Whose lines", SCOPES)
        self.scopes.choose(SCOPES.index(scope))
        self.kinds = Button(theme, ALL_KINDS, Rank.PLAIN, "filter-variant")
        self.put_off = Button(theme, "", Rank.QUIET)
        self.put_off.setToolTip("Show again what you have put off")
        self.put_off.hide()
        self.kind: TodayKind | None = None
        self._menu = QMenu(self.kinds)
        self._menu.triggered.connect(self._choose)
        self._lines: tuple[TodayLine, ...] = ()
        line = ToolLine(self, Space.STEP)
        line.done_from = 2
        for part in (self.title, self.summary, self.put_off, self.kinds, self.scopes):
            line.addWidget(part)
        self.scopes.chosen.connect(self._turn)
        self.kinds.clicked.connect(self.ask_kind)
        self._name()

    def show_list(self, found: TodayList) -> None:
        """Say how much waits."""
        self._lines = found.lines
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

    # ---- kinds --------------------------------------------------------------------------------------

    def ask_kind(self) -> None:
        """Offer the kinds that there are lines of."""
        self._menu.clear()
        group = QActionGroup(self._menu)
        self._offer(group, None, f"{ALL_KINDS}, {len(self._lines):,}")
        for kind, count in kinds_in(self._lines):
            self._offer(group, kind, f"{kind}, {count:,}")
        if group.checkedAction() is not None:
            self._menu.setActiveAction(group.checkedAction())
        self._menu.popup(self.kinds.mapToGlobal(QPoint(0, self.kinds.height())))

    def _offer(self, group: QActionGroup, kind: TodayKind | None, words: str) -> None:
        action = QAction(words, group, checkable=True, checked=kind is self.kind)
        action.setData(kind.name if kind else "")
        self._menu.addAction(action)

    def _choose(self, action: QAction) -> None:
        self.narrow(TodayKind[action.data()] if action.data() else None)

    def narrow(self, kind: TodayKind | None) -> None:
        """Only lines of a kind, or all."""
        self.kind = kind
        self._name()
        self.narrowed.emit(kind)

    def _name(self) -> None:
        words = self.kind.value if self.kind else ALL_KINDS
        self.kinds.setText(words)
        self.kinds.setAccessibleName(f"Kinds of line: {words}")
        self.kinds.setToolTip(f"Show the lines of one kind ({FILTER_KEY})")
