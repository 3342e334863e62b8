"""Contacts with employers as pictures, each with its sentence and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from ipsdesk.rules.wording import shown_day
from ipsdesk.services.scorecards_chart import Chart
from ipsdesk.ui.kpis.charts_page import ChartsPage
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.view import View
from ipsdesk.ui.printing import Noting


class PicturesView(View):
    """Contacts a week against the mark, from first contact to job, how varied the jobs are."""

    title: ClassVar[str] = "Pictures"

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        self.charts = ChartsPage(at.theme, Noting(at.run, at.desk.trail))
        self._column.addWidget(self.charts)

    def refresh(self) -> None:
        self.reading.ask("pictures", self._at.desk.employer_week.pictures, self._show)

    def enter(self) -> None:
        """To the first picture."""
        if self.charts.cards:
            self.charts.cards[0].turn_button.setFocus()

    def _show(self, charts: Sequence[Chart]) -> None:
        desk = self._at.desk
        self.charts.show_charts(
            charts, desk.unit_name, shown_day(desk.workspace.today()), practice=desk.is_practice
        )
        self.say(charts[0].sentence)
