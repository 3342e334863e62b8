"""The tab of the figures: scorecard or charts of a period, and beside them what lies behind one figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from ipsdesk.reports.figure_rows import lines_of, rows_blocks, when, whose
from ipsdesk.rules.periods import Period
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Role
from ipsdesk.services.scorecards_cache import ScorecardCache
from ipsdesk.services.scorecards_chart import Chart
from ipsdesk.services.scorecards_lines import MeasureLine
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope
from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.background import RunInBackground
from ipsdesk.ui.drafts import Reopeners
from ipsdesk.ui.kpis.opened import Opened
from ipsdesk.ui.kpis.reader import Asked, ScorecardReader
from ipsdesk.ui.kpis.scorecard_rows import Row, capital
from ipsdesk.ui.kpis.tab_actions import ACTIONS, SHORTCUTS
from ipsdesk.ui.kpis.tab_dialogs import KpisDialogs
from ipsdesk.ui.kpis.tab_page import KpisPage
from ipsdesk.ui.kpis.tab_words import KINDS, context_words, counted_words, waiting_words
from ipsdesk.ui.kpis.turning import Length, Turning, between, name_of
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.printing import Footing, Noting, print_blocks
from ipsdesk.ui.tab import Found, Tab
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.verbs import PRINT
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.side_panel import lead_in

SETTLES_AFTER = 120
"""Milliseconds that the cursor must stay on a row before what lies behind it is read."""
OLD_STAYS = 400
"""Milliseconds that figures of the period before stand in, pale, for those still being counted."""
MAY_RETURN = (Role.LEAD, Role.MANAGER)


class KpisTab(Tab):
    """Counts nothing until it is first shown; the rows behind a figure lead to their people."""

    title: ClassVar[str] = "KPIs"
    help_page: ClassVar[str] = "kpis"
    actions_table: ClassVar[Sequence[ActionRow]] = ACTIONS
    listens_to: ClassVar[frozenset[str]] = KINDS

    def __init__(self, theme: Theme, run: RunInBackground, desk: Desk, settings: QSettings) -> None:
        super().__init__()
        self._theme, self._desk, self._today = theme, desk, desk.workspace.today
        self._day = self._today()
        self.turning = Turning(self._day)
        self._cache = ScorecardCache(desk.scorecards, desk.changes)
        self.reader = ScorecardReader(run, self._cache, desk.scorecards, self)
        self._noting = Noting(run, desk.trail)
        self.page = KpisPage(theme, desk.scorecards.sections(), self.turning.period, self._noting)
        self.toolbar, self.scorecard, self.drill = self.page.toolbar, self.page.scorecard, self.page.drill
        self.dialogs = KpisDialogs(AtDesk(theme, run, desk, settings, self))
        self._keys = list(dict.fromkeys(row.key for row in self.page.model.rows if row.about))
        self._settle = QTimer(self, singleShot=True, interval=SETTLES_AFTER)
        self._let_go = QTimer(self, singleShot=True, interval=OLD_STAYS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        lead_in(self, self.page.main)
        self._wire()
        self.toolbar.let_make_returns(desk.workspace.actor.role in MAY_RETURN)
        self.toolbar.show_period(self.turning)

    def _wire(self) -> None:
        toolbar, drill = self.toolbar, self.drill
        toolbar.length_chosen.connect(self.choose_length)
        toolbar.stepper.before.clicked.connect(self.go_back)
        toolbar.stepper.after.clicked.connect(self.go_on)
        toolbar.stepper.middle.clicked.connect(self.ask_dates)
        toolbar.scope.chosen.connect(self.show_scope)
        toolbar.charts.clicked.connect(self.turn_charts)
        toolbar.scorecard.clicked.connect(self.turn_charts)
        toolbar.save_return.clicked.connect(self.save_return)
        self.dialogs.dates_chosen.connect(self.go_to)
        self.dialogs.saved.connect(self.saved)
        self.dialogs.person_wanted.connect(self.person_wanted)
        self.dialogs.hours_wanted.connect(self.hours_wanted)
        self.dialogs.begun.connect(self.drill.wait_for)
        self.dialogs.done.connect(self.drill.say)
        self.dialogs.refused.connect(self.drill.refuse)
        self.scorecard.chosen.connect(self._settle.start)
        self.scorecard.opened.connect(self._open)
        self.scorecard.clicked.connect(self._clicked)
        self._settle.timeout.connect(self._read_opened)
        self._let_go.timeout.connect(self.page.model.let_go)
        drill.person_wanted.connect(self.person_wanted)
        drill.export_wanted.connect(self.export_rows)
        drill.print_wanted.connect(self.print_rows)
        self.page.panes.turned.connect(self._side_turned)
        self.reader.lines_read.connect(self._lines_read)
        self.reader.finished.connect(self._finished)
        self.reader.opened.connect(self._opened)
        self.reader.charts_read.connect(self._charts_read)
        self.reader.refused.connect(self._refused)
        for keys, key in SHORTCUTS.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.doers()[key])

    def doers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "kpis-return": self.save_return,
            "kpis-form": self.fill_form,
            "kpis-wall": self.print_wall,
            "kpis-readiness": self.show_readiness,
            "kpis-submitted": self.show_submitted,
            PRINT.key: self.print_rows,
            "kpis-copy": self.drill.copy,
            "kpis-export": self.export_rows,
            "kpis-charts": self.turn_charts,
            "kpis-before": self.go_back,
            "kpis-after": self.go_on,
            "kpis-dates": self.ask_dates,
        }

    # ---- which period, whose figures ----------------------------------------------------------------

    @property
    def scope(self) -> Scope:
        """Whose figures are shown."""
        return self.toolbar.scope.scope

    def go_to(self, period: Period) -> None:
        """Show another period."""
        self.turning.choose(period)
        self._turned()

    def go_back(self) -> None:
        self.turning.turn_back()
        self._turned()

    def go_on(self) -> None:
        self.turning.turn_on()
        self._turned()

    def choose_length(self, length: Length) -> None:
        """A quarter, half or year at the same days; for free dates they are asked for."""
        if length is Length.DATES:
            self.ask_dates()
        else:
            self.turning.lengthen(length)
            self._turned()

    def ask_dates(self) -> None:
        """Ask for the first and the last day."""
        self.dialogs.ask_dates(self.turning.period)

    def show_scope(self, _scope: object) -> None:
        """The figures of everyone, a specialist or a team."""
        self._turned()

    def _turned(self) -> None:
        if (self.page.model.period, self.page.model.scope) == (self.turning.period, self.scope):
            return
        self.toolbar.show_period(self.turning)
        announce(self.toolbar.stepper, f"{name_of(self.turning.period)}, {self.scope.name}")
        self.page.model.turn_to(self.turning.period, self.scope)
        self._read()

    # ---- reading ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Count again what a change has made old; the day may be another one too."""
        if self._today() != self._day:
            self._day = self._today()
            self._cache.drop()
        self.toolbar.scope.offer(self._desk.scorecards.scopes())
        self._read()

    def _read(self) -> None:
        self._let_go.start()
        self.reader.read_lines(self._keys, self.turning.period, self.scope)
        self.scorecard.choose_first()
        self._read_opened()
        if self.page.shows_charts:
            self.reader.read_charts(self.turning.period)

    def _read_opened(self) -> None:
        row = self.scorecard.current_row()
        if row is not None and row.about is not None and self.page.panes.is_side_shown:
            self.reader.read_opened(Asked(row.about, row.band, self.turning.period, self.scope))

    def _lines_read(self, lines: list[MeasureLine]) -> None:
        period, scope = self.turning.period, self.scope
        self.page.model.take(line for line in lines if (line.period, line.scope) == (period, scope))
        self._tell()

    def _finished(self) -> None:
        lines = self.page.model.lines
        if self.scope == EVERYBODY:
            self.waiting.emit(*waiting_words(lines))
        announce(self.scorecard, counted_words(self.turning.period, lines))

    def _opened(self, opened: Opened) -> None:
        if (opened.drill.period, opened.drill.scope) == (self.turning.period, self.scope):
            self.drill.show_opened(opened)

    def _charts_read(self, read: tuple[Period, Sequence[Chart]]) -> None:
        period, charts = read
        if period == self.turning.period:
            self.page.charts.show_charts(
                charts, self._desk.unit_name, name_of(period), practice=self._desk.is_practice
            )

    def _refused(self, sentence: str) -> None:
        self.drill.refuse(sentence)
        self._tell()

    def _tell(self) -> None:
        self.context.emit(context_words(self.turning.period, self.scope, self._day, self.reader.left))

    def leave(self) -> None:
        self.reader.stop()

    def find(self, words: str) -> Sequence[Found]:  # type: ignore[override] # not QWidget's, by window id
        parts = words.casefold().split()
        rows = [row for row in self.page.model.rows if row.about and not row.band]
        return [
            Found(row.title, self.title, partial(self.go_to_measure, row.key))
            for row in rows
            if parts and all(part in row.title.casefold() for part in parts)
        ]

    def go_to_measure(self, key: str) -> None:
        """Bring the cursor to a measure."""
        if self.page.shows_charts:
            self.turn_charts()
        self.scorecard.go_to(key)

    # ---- what lies behind a figure ------------------------------------------------------------------

    def _open(self, _row: Row) -> None:
        """Bring the keyboard to what lies behind the row."""
        self._settle.stop()
        self.page.panes.go_to_side()
        self._read_opened()

    def _clicked(self) -> None:
        """Beside the scorecard it follows the row; a drawer is opened."""
        self._settle.stop()
        if self.page.panes.is_drawer:
            self.page.panes.go_to_side()
        self._read_opened()

    def _side_turned(self, shown: bool) -> None:  # noqa: FBT001 - the signal's own shape
        if shown:
            self._read_opened()

    def export_rows(self) -> None:
        """Save all rows behind the figure as a workbook."""
        if (opened := self.drill.opened) is not None and self.drill.export_button.isEnabled():
            asked = Asked(opened.about, opened.band, opened.drill.period, opened.drill.scope)
            self.dialogs.export_rows(asked, capital(opened.title))

    def print_rows(self) -> None:
        """What lies behind the figure on paper."""
        if (opened := self.drill.opened) is not None:
            desk = self._desk
            blocks = rows_blocks(opened.drill, capital(opened.title), desk.unit_name)
            footing = Footing(desk.unit_name, between(opened.drill.period), desk.is_practice)
            rows = len(list(lines_of(opened.drill)))
            about = f"{when(opened.drill.period)}, {whose(opened.drill)}"
            noting = replace(self._noting, filter=about, rows=rows)
            print_blocks(self._theme, blocks, footing, self, noting)

    # ---- charts and return --------------------------------------------------------------------------

    def turn_charts(self) -> None:
        """From the scorecard to the charts, or back."""
        shown = not self.page.shows_charts
        self.page.show_charts(shown=shown)
        if shown:
            self.reader.read_charts(self.turning.period)

    def save_return(self) -> None:
        """The way to the return of the period on screen."""
        if self.toolbar.save_return.isEnabled():
            self.dialogs.ask_return(self.turning.period)

    def fill_form(self) -> None:
        """A commissioner's own workbook, filled for the period on screen."""
        if self.toolbar.save_return.isEnabled():
            self.dialogs.fill_form(self.turning.period)

    def print_wall(self) -> None:
        """The quarter of the period on screen on one page for the wall."""
        if self.toolbar.save_return.isEnabled():
            self.dialogs.print_wall(self.turning.period)

    def show_submitted(self) -> None:
        """Every return as it was submitted."""
        if self._desk.workspace.actor.role in (*MAY_RETURN, Role.AUDITOR):
            self.dialogs.show_submitted()

    def show_readiness(self) -> None:
        """What the records lack for the return of the period on screen."""
        self.dialogs.show_readiness(self.turning.period)

    def reopeners(self) -> Reopeners:
        dialogs = self.dialogs
        return {"return": dialogs.reopen_return, "commissioner's form": dialogs.reopen_form}
