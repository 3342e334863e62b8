"""The line above the scorecard: which period, whose figures, the charts and the return."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipsdesk.ui.kpis.scope_choice import ScopeChoice
from ipsdesk.ui.kpis.turning import LENGTHS, Length, Turning, between, length_of, name_of
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.choosing import Segments
from ipsdesk.ui.widgets.stepper import Stepper
from ipsdesk.ui.widgets.text_styles import TITLE
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.words import Words

PLACES = list(LENGTHS)
CHARTS, SCORECARD = ("Charts", "chart-line"), ("Scorecard", "format-list-bulleted")


class KpisToolbar(QWidget):
    """``length_chosen`` carries the `Length` somebody wants; the period follows from whoever keeps it."""

    length_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = Words(theme, "KPIs", TITLE)
        self.lengths = Segments(theme, list(LENGTHS.values()))
        self.lengths.setAccessibleName("Length of the period")
        self.stepper = Stepper(theme, "Previous period (Alt+Left)", "Choose dates", "Next period (Alt+Right)")
        self.scope = ScopeChoice(theme)
        self.charts = Button(theme, CHARTS[0], icon=CHARTS[1])
        self.scorecard = Button(theme, SCORECARD[0], icon=SCORECARD[1])
        self.save_return = Button(theme, "Return…", Rank.PRIMARY, "file-document-outline")
        self.charts.setToolTip("See the figures as charts (Ctrl+H)")
        self.scorecard.setToolTip("See the figures as a scorecard (Ctrl+H)")
        line = ToolLine(self, Space.STEP)
        left = (self.title, self.lengths, self.stepper, self.scope)
        for widget in (*left, self.charts, self.scorecard, self.save_return):
            line.addWidget(widget)
        line.done_from = len(left)
        self._length = Length.QUARTER
        self.show_charts(shown=False)
        self.lengths.changed.connect(self._chosen)
        self._size()
        theme.changed.connect(self._size)

    def _size(self) -> None:
        self.title.setFixedHeight(self._theme.px(Height.CONTROL))

    def _chosen(self) -> None:
        place = self.lengths.place
        if place is None:  # taken back with Delete: there always is a period
            self._show_length()
        elif PLACES[place] is not self._length:
            self.length_chosen.emit(PLACES[place])
            self._show_length()

    def _show_length(self) -> None:
        self.lengths.choose(PLACES.index(self._length))

    def show_period(self, turning: Turning) -> None:
        """Name this period."""
        period = turning.period
        self._length = length_of(period)
        self._show_length()
        quieter = between(period) if period.months else ""
        self.stepper.middle.say(name_of(period), quieter)
        said = f"{period.label}, {between(period)}" if period.months else between(period)
        self.stepper.middle.setAccessibleName(f"{said}. Choose dates")
        self.stepper.after.setEnabled(turning.can_turn_on())

    def show_charts(self, *, shown: bool) -> None:
        """Whether the charts are on screen: the button leads to the other."""
        focused = self.charts.hasFocus() or self.scorecard.hasFocus()
        self.charts.setVisible(not shown)
        self.scorecard.setVisible(shown)
        if focused:
            (self.scorecard if shown else self.charts).setFocus()

    def let_make_returns(self, may: bool) -> None:  # noqa: FBT001 - a plain property
        """Whether whoever is at the desk may make a return."""
        self.save_return.setEnabled(may)
        why = (
            "Write the return to the commissioner (Ctrl+R)" if may else "A lead or a manager makes the return"
        )
        self.save_return.setToolTip(why)
