"""How audits of files went over twelve months: as a picture, as a table, and check by check."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.services.file_audit_reading import AuditTrend
from ipsdesk.ui.fidelity.review_choice import ReviewChoice
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.reading import Reading
from ipsdesk.ui.team.audit_words import share_line, trend_chart
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.chart import Bar, ChartData
from ipsdesk.ui.widgets.chart_panel import ChartPanel
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.line_list import EDGE, LineList
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.text_styles import NAME, PANEL, SECOND
from ipsdesk.ui.widgets.words import Words

WIDTH, HEIGHT, SHARE = 640, 760, 0.94
TITLE, WHOSE, EVERYBODY, ALL = "File audits over time", "Whose files", "Everybody’s files", 0
OF_WHOM = "Checks that do not apply are left out. A month’s share stands over the files drawn in it."


class TrendPanel(ChartPanel):
    """A month without an audit says so in the table too."""

    def _value(self, one: tuple[int, Bar]) -> str:
        return one[1].words


class AuditTrendDialog(QDialog):
    """Of everybody's files, or of those of one specialist where this account may see that."""

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.page)
        self.setWindowTitle(TITLE)
        theme = at.theme
        self._at, self._reading = at, Reading(at.run, self)
        self.whose = ReviewChoice(theme, WHOSE)
        self.chart = TrendPanel(theme, ChartData("Checks answered yes", "", (), (), (), ()))
        self.checks = LineList(theme, "Check by check")
        self.refused = MarkedWords(theme)
        self.close_button = Button(theme, "Close")
        self._lay_out()
        self._reading.refused.connect(self._refuse)
        self.whose.chosen.connect(self._read)
        self.close_button.clicked.connect(self.reject)
        self.whose.hide()
        room = self.screen().availableSize() * SHARE
        self.resize(min(theme.px(WIDTH), room.width()), min(theme.px(HEIGHT), room.height()))
        self._read(ALL)

    def _lay_out(self) -> None:
        theme, layout, foot = self._at.theme, QVBoxLayout(self), QHBoxLayout()
        layout.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.FIELD)
        layout.setSpacing(Space.STEP)
        layout.addWidget(Words(theme, TITLE, PANEL, wraps=True))
        layout.addWidget(self.whose)
        area, inner, card, listed = FocusScroll(), QWidget(), Card(theme), Card(theme)
        column, inside, lines = QVBoxLayout(inner), QVBoxLayout(card), QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.STEP)
        inside.setContentsMargins(EDGE, Space.STEP, EDGE, Space.STEP)
        inside.addWidget(self.chart)
        lines.setContentsMargins(1, Space.SNUG, 1, 1)
        lines.addWidget(self.checks)
        heading = Words(theme, "Check by check", NAME)
        for widget in (card, heading, listed, Words(theme, OF_WHOM, SECOND, wraps=True)):
            column.addWidget(widget)
        column.addStretch()
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)  # after it was put in, which turns this on
        layout.addWidget(area, 1)
        foot.addWidget(self.refused)
        foot.addStretch()
        foot.addWidget(self.close_button)
        layout.addLayout(foot)

    def _read(self, staff: int) -> None:
        trend = self._at.desk.file_audits.trend
        self._reading.ask("trend", partial(trend, staff or None), self._show)

    def _show(self, trend: AuditTrend) -> None:
        self.whose.setVisible(bool(trend.people))
        self.whose.offer({ALL: EVERYBODY, **dict(trend.people)}, trend.staff or ALL)
        self.chart.show_data(trend_chart(trend))
        self.checks.show_lines([share_line(check.name, share) for check, share in trend.checks])

    def _refuse(self, words: str) -> None:
        self.refused.say(Mark.OFF_TARGET, words)
