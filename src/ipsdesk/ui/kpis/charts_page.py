"""The charts of a period, in two columns where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QStackedLayout, QWidget

from ipsdesk.services.scorecards_chart import Chart
from ipsdesk.ui.kpis.chart_card import ChartCard
from ipsdesk.ui.printing import Noting
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.side_panel import lead_in
from ipsdesk.ui.widgets.text_styles import BODY
from ipsdesk.ui.widgets.words import Words

TWO_COLUMNS = 760
DRAWING = "Drawing the charts…"
PRACTICE = "Practice: fictional people"


class ChartsPage(QWidget):
    """A card for each chart; what was turned into a table stays one for the next period."""

    def __init__(self, theme: Theme, noting: Noting) -> None:
        super().__init__()
        self._theme, self._noting = theme, noting
        self.cards: list[ChartCard] = []
        self._columns = 0
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.FIELD)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._inside)
        area.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)  # after it was put in, which turns this on
        waiting = Words(theme, DRAWING, BODY.coloured(Token.TEXT2))
        waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(waiting)
        self._pages.addWidget(area)
        theme.changed.connect(self._arrange)

    def show_charts(self, charts: Sequence[Chart], unit_name: str, period: str, *, practice: bool) -> None:
        """Show these."""
        whose = " · ".join([unit_name, period, *([PRACTICE] if practice else [])])
        if [card.chart.key for card in self.cards] == [chart.key for chart in charts]:
            for card, chart in zip(self.cards, charts, strict=True):
                card.show_chart(chart, whose)
        else:
            self.cards = [ChartCard(self._theme, chart, whose, self._noting) for chart in charts]
            lead_in(self, self.cards[0].turn_button)
            self._columns = 0
            self._arrange()
        self._pages.setCurrentIndex(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = 2 if self.width() >= self._theme.px(TWO_COLUMNS) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self.cards):
            wide = columns if place == len(self.cards) - 1 and len(self.cards) % columns else 1
            self._grid.addWidget(card, place // columns, place % columns, 1, wide)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
