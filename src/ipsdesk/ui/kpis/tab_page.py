"""The parts of the tab of the figures and where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ipsdesk.rules.periods import Period
from ipsdesk.services.scorecards import SectionAbout
from ipsdesk.ui.kpis.charts_page import ChartsPage
from ipsdesk.ui.kpis.drill_panel import DrillPanel
from ipsdesk.ui.kpis.scorecard_model import ScorecardModel
from ipsdesk.ui.kpis.scorecard_view import ScorecardView
from ipsdesk.ui.kpis.toolbar import KpisToolbar
from ipsdesk.ui.printing import Noting
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.side_panel import SidePanel, lead_in

BEHIND = "Behind the figure"
ABOVE, BELOW = 11, 15
SIDE_WIDTH = 408


class KpisPage(QWidget):
    """Toolbar over everything; scorecard or charts, and beside or over them what lies behind a figure."""

    def __init__(
        self, theme: Theme, sections: Sequence[SectionAbout], period: Period, noting: Noting
    ) -> None:
        super().__init__()
        self.toolbar = KpisToolbar(theme)
        self.model = ScorecardModel(sections, period, self)
        self.scorecard = ScorecardView(theme, self.model)
        self.charts, self.drill = ChartsPage(theme, noting), DrillPanel(theme)
        card = Card(theme)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.scorecard)
        self.main = QWidget()
        self._pages = QStackedLayout(self.main)
        self._pages.addWidget(card)
        self._pages.addWidget(self.charts)
        lead_in(self.main, self.scorecard)
        self.panes = SidePanel(theme, self.main, self.drill, BEHIND, side_width=SIDE_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.FIELD, ABOVE, Space.FIELD, BELOW)
        layout.setSpacing(ABOVE - 1)
        layout.addWidget(self.toolbar)
        layout.addWidget(self.panes, 1)

    @property
    def shows_charts(self) -> bool:
        """Whether the charts are on screen instead of the scorecard."""
        return self._pages.currentIndex() == 1

    def show_charts(self, *, shown: bool) -> None:
        """Charts, or the scorecard."""
        self._pages.setCurrentIndex(1 if shown else 0)
        lead_in(self.main, self.charts if shown else self.scorecard)
        self.toolbar.show_charts(shown=shown)
