"""The two small windows of the weekly hours, one at a time: go to a week, and usual shifts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ipsdesk.services.hours_week import PersonWeek
from ipsdesk.ui.hours.shifts import UsualShifts
from ipsdesk.ui.hours.toolbar_week import GoToWeek
from ipsdesk.ui.theme import Theme


class HoursDialogs(QObject):
    """Opens them over a page and carries out what they say."""

    week_chosen = Signal(object)
    """The Monday to go to."""
    shifts_given = Signal(int, object)
    """A job and the shifts it is to have."""

    def __init__(self, theme: Theme, today: Callable[[], date], page: QWidget) -> None:
        super().__init__(page)
        self._theme, self._today, self._page = theme, today, page
        self.now: UsualShifts | GoToWeek | None = None

    def ask_week(self) -> None:
        """Ask for a day, to go to its week."""
        dialog = GoToWeek(self._theme, self._today, self._page)
        dialog.chosen.connect(self.week_chosen)
        self._open(dialog)

    def ask_shifts(self, person: PersonWeek, activity: int, draft: Mapping[str, Any] | None = None) -> None:
        """Ask when a person usually works, this job first; with what a draft of it holds."""
        dialog = UsualShifts(self._theme, person, activity, self._page)
        dialog.given.connect(self.shifts_given)
        self._open(dialog)
        if draft is not None:
            dialog.show_draft(draft)

    def _open(self, dialog: UsualShifts | GoToWeek) -> None:
        self.now = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        if self.now is not None:
            self.now.deleteLater()
            self.now = None

    def take_saved(self, activity: int) -> None:
        """The shifts of a job are saved."""
        if isinstance(self.now, UsualShifts):
            self.now.take_saved(activity)

    def refuse(self, activity: int, sentence: str) -> bool:
        """They are not; False if nothing is open that could say so."""
        if isinstance(self.now, UsualShifts):
            self.now.refuse(activity, sentence)
            return True
        return False
