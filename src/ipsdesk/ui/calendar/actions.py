"""The line of the View menu that opens the calendar of the week."""

# ruff: noqa: PLC0415 - the calendar is loaded for those who ask

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.more_actions import AtDesk, MoreActions

if TYPE_CHECKING:
    from ipsdesk.ui.frame.desk_page import DeskPage

CALENDAR = "calendar"
ROW = ActionRow(
    CALENDAR,
    "&View",
    "Calen&dar of the week…",
    "See who works when, beside appointments and the timetable",
    "Ctrl+Shift+W",
    "calendar-week",
    new_group=True,
)


def calendar_actions(at: AtDesk) -> MoreActions:
    """The line for one open unit; a representative has none."""
    from ipsdesk.services.roles import EVERYONE

    if at.desk.workspace.actor.role not in EVERYONE:
        return MoreActions()
    doer = CalendarDoer(at)
    return MoreActions([ROW], {CALENDAR: doer.show}, begins=[doer.begin])


class CalendarDoer(QObject):
    """Opens it over the page."""

    saved = Signal(object)

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.page)
        self._at = at

    def begin(self, page: DeskPage) -> None:
        """Tell the page what was saved."""
        self.saved.connect(page.status_bar.show_saved)

    def show(self) -> None:
        """Everybody's week."""
        from ipsdesk.ui.calendar.dialog import UnitCalendar

        calendar = UnitCalendar(self._at)
        calendar.saved.connect(self.saved)
        self._at.open(calendar)
