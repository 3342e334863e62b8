"""Keeps the schedule of backups while a unit is open: soon after it is shown, then every 15 minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.more_actions import AtDesk, MoreActions

if TYPE_CHECKING:  # as in doors.py
    from ipsdesk.services.desk import Desk
    from ipsdesk.ui.frame.desk_page import DeskPage

SOON, OFTEN = 2_000, 15 * 60_000
"""Milliseconds: the first tab is filled first; then time enough between two looks at the clock."""


class BackingUp(QObject):
    """Has the backup made that is due; what goes wrong with it is said above the page, and stops nobody."""

    def __init__(self, run: RunInBackground, desk: Desk, page: DeskPage) -> None:
        super().__init__(page)
        self._run, self._desk, self._page = run, desk, page
        self.timer = QTimer(self, interval=SOON)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        """Make a backup now if one is due."""
        self.timer.setInterval(OFTEN)
        self._run(self._back_up, self._done, self._failed)

    def _back_up(self, _progress: Progress) -> tuple[str, ...]:
        return self._desk.backups.run_due()

    def _done(self, told: tuple[str, ...]) -> None:
        self._page.warn(told)

    def _failed(self, error: BaseException) -> None:
        raise error


def backing_up(at: AtDesk) -> MoreActions:
    """The schedule, begun with the page."""

    def begin(page: DeskPage) -> None:
        BackingUp(at.run, at.desk, page)

    return MoreActions(begins=(begin,))
