"""The one tab of a representative: what the unit publishes of a quarter, and nothing of any person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.reports.our_figures import PROTECTED, FigureLine, figure_lines, our_figures_blocks
from ipsdesk.rules.periods import Period, last_full_quarter
from ipsdesk.services.desk import Desk
from ipsdesk.services.return_content import ReturnContent
from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.kpis.turning import Turning, between
from ipsdesk.ui.printing import Footing, Noting, print_blocks
from ipsdesk.ui.tab import Tab
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.verbs import PRINT
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.columns import Column, Listing
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.painting import RIGHT
from ipsdesk.ui.widgets.side_panel import lead_in
from ipsdesk.ui.widgets.stepper import Stepper
from ipsdesk.ui.widgets.table_panel import TablePanel
from ipsdesk.ui.widgets.text_styles import TITLE
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.words import Words

BEFORE, AFTER, NEWEST = "our-figures-before", "our-figures-after", "Go to the newest quarter"
VIEW = "&View"
LISTING = Listing[FigureLine](
    "Our figures",
    (
        Column[FigureLine](
            "Measure",
            lambda one: one.measure,
            width=430,
            second=lambda one: one.band or one.section,
            name=True,
        ),
        Column[FigureLine]("Figure", lambda one: one.figure, width=110, align=RIGHT),
        Column[FigureLine]("Target", lambda one: one.target, width=200),
    ),
    "The figures are being counted.",
    lambda one: (one.measure, one.band),
    row_height=51,
)


class OurFiguresTab(Tab):
    """Quarters that have ended, one at a time."""

    title: ClassVar[str] = "Our figures"
    help_page: ClassVar[str] = "accounts"
    actions_table: ClassVar[Sequence[ActionRow]] = (
        PRINT,
        ActionRow(BEFORE, VIEW, "Previous &quarter", "Go to the quarter before", "Alt+Left"),
        ActionRow(AFTER, VIEW, "&Next quarter", "Go to the quarter after", "Alt+Right"),
    )

    def __init__(self, theme: Theme, run: RunInBackground, desk: Desk, settings: QSettings) -> None:
        super().__init__()
        self._theme, self._run, self._desk = theme, run, desk
        self._turning = Turning(desk.workspace.today())
        self._content: ReturnContent | None = None
        self.stepper = Stepper(theme, "Previous quarter (Alt+Left)", NEWEST, "Next quarter (Alt+Right)")
        self.panel, self.hint = TablePanel(theme, LISTING, settings), Hint(theme)
        tools = QWidget()
        line = ToolLine(tools, Space.STEP)
        line.addWidget(Words(theme, self.title, TITLE))
        line.addWidget(self.stepper)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.FIELD, Space.STEP, Space.FIELD, Space.FIELD)
        layout.setSpacing(Space.STEP)
        for part in (tools, self.hint):
            layout.addWidget(part)
        layout.addWidget(self.panel, 1)
        lead_in(self, self.panel.view)
        self.stepper.before.clicked.connect(self.go_back)
        self.stepper.middle.clicked.connect(self.go_to_newest)
        self.stepper.after.clicked.connect(self.go_on)
        self._name_period()

    def doers(self) -> Mapping[str, Callable[[], object]]:
        return {PRINT.key: self.print_figures, BEFORE: self.go_back, AFTER: self.go_on}

    # ---- which quarter ------------------------------------------------------------------------------

    @property
    def _newest(self) -> Period:
        return last_full_quarter(self._desk.workspace.today())

    def go_back(self) -> None:
        """The quarter before."""
        self._turning.turn_back()
        self._turned()

    def go_on(self) -> None:
        """The quarter after, if it has ended."""
        if self._turning.period != self._newest:
            self._turning.turn_on()
            self._turned()

    def go_to_newest(self) -> None:
        """The quarter that ended last."""
        self._turning.choose(self._newest)
        self._turned()

    def _turned(self) -> None:
        self._name_period()
        announce(self.stepper, self._turning.period.label)
        self.refresh()

    def _name_period(self) -> None:
        period = self._turning.period
        self.stepper.middle.say(period.label, between(period))
        self.stepper.middle.setAccessibleName(f"{period.label}, {between(period)}. {NEWEST}")
        self.stepper.after.setEnabled(period != self._newest)

    # ---- reading and printing -----------------------------------------------------------------------

    def refresh(self) -> None:
        """Count the quarter on screen."""
        period, returns = self._turning.period, self._desk.returns

        def read(_progress: Progress) -> ReturnContent:
            return returns.published(period)

        self._run(read, self._show, self._refused)

    def _show(self, content: ReturnContent) -> None:
        if content.now.period == self._turning.period:
            self._content = content
            self.panel.set_rows(figure_lines(content))
            self.hint.say(PROTECTED)
            self.context.emit(content.now.period.label)

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.hint.say(str(error))

    def print_figures(self) -> None:
        """The quarter on screen on paper."""
        if (content := self._content) is not None:
            desk = self._desk
            footing = Footing(desk.unit_name, content.now.period.label, desk.is_practice)
            lines = figure_lines(content)
            noting = Noting(self._run, desk.trail, rows=len(lines))
            print_blocks(self._theme, our_figures_blocks(content, lines), footing, self, noting)
