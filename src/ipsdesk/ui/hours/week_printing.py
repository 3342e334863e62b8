"""The week of hours on paper, everybody in it, as it is on screen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipsdesk.reports.hours_week import days_words, hours_week_blocks
from ipsdesk.services.desk import Desk
from ipsdesk.services.hours_week import HoursWeek
from ipsdesk.ui.background import RunInBackground
from ipsdesk.ui.printing import Footing, Noting, print_blocks
from ipsdesk.ui.theme import Theme


def print_week(theme: Theme, run: RunInBackground, desk: Desk, week: HoursWeek, over: QWidget) -> None:
    """Show it as it will be printed, over a widget."""
    days = days_words(week.monday)
    noting = Noting(run, desk.trail, days, len(week.people))
    footing = Footing(desk.unit_name, days, desk.is_practice)
    print_blocks(theme, hours_week_blocks(week, desk.unit_name), footing, over, noting)
