"""The line of the File menu that deals with backups, and what the status bar says of them."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QObject, Qt, QTimer

from ipsdesk.errors import DeskError
from ipsdesk.services.backups import KIND, BackupState
from ipsdesk.services.roles import STAFF, Role
from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.background import Progress
from ipsdesk.ui.backups.backup_words import status_words
from ipsdesk.ui.frame.desk_page import Bell, DeskPage
from ipsdesk.ui.more_actions import AtDesk, MoreActions, actions_of, together

BACKUPS = "backups"
ROW = ActionRow(
    BACKUPS,
    "&File",
    "&Backups…",
    "See how well the unit is backed up, and go back to a backup",
    "Ctrl+B",
    "backup-restore",
    new_group=True,
)
WHY_OFF = "Only the staff of the unit may do this"
OFTEN, SOON = 5 * 60_000, 500
"""Milliseconds between two looks: time passes, and sticks are pulled out."""


def backup_actions(at: AtDesk) -> MoreActions:
    """The line for one open unit."""
    role, watch = at.desk.workspace.actor.role, BackupWatch(at)
    begins = [watch.begin] if role is not Role.REPRESENTATIVE else []
    off = () if role in STAFF else [BACKUPS]
    return together(actions_of([ROW], {BACKUPS: watch.open}, off, WHY_OFF), MoreActions(begins=begins))


class BackupWatch(QObject):
    """Reads the state on the worker when the page begins, after a backup, and now and then."""

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.page)
        self._at = at
        self._page: DeskPage | None = None
        self._bell = Bell()  # outlives this: the desk announces to whoever once listened
        self._timer = QTimer(self, interval=SOON)
        self._timer.timeout.connect(self.look)

    def begin(self, page: DeskPage) -> None:
        """The page is there from now on."""
        self._page = page
        line, safe = page.actions_table[BACKUPS], page.status_bar.safe
        safe.clicked.connect(line.trigger)
        safe.setEnabled(line.isEnabled())
        self._bell.rang.connect(self._heard, Qt.ConnectionType.QueuedConnection)
        self._at.desk.changes.listen(self._bell.ring)
        self._timer.start()

    def _heard(self, kinds: frozenset[str]) -> None:
        if KIND in kinds:
            self.look()

    def look(self) -> None:
        """Read how it stands."""
        self._timer.setInterval(OFTEN)
        self._at.run(self._state, self._say, self._failed)

    def _state(self, _progress: Progress) -> BackupState | None:
        """The unit may be closed by the time this is its turn."""
        desk = self._at.desk
        return None if desk.workspace.transactions.is_closed else desk.backups.state()

    def _say(self, state: BackupState | None) -> None:
        if self._page is not None and state is not None:
            words, warns = status_words(state, datetime.now(UTC))
            self._page.status_bar.show_backup(words, "\n".join(state.reminders), warns=warns)

    def _failed(self, error: BaseException) -> None:
        """What is wrong with backups is told when one is made."""
        if not isinstance(error, DeskError):
            raise error

    def open(self) -> None:
        """Open the dialog."""
        from ipsdesk.ui.backups.dialog import BackupsDialog  # noqa: PLC0415 - when it is first asked for

        if self._page is not None:
            self._at.open(BackupsDialog(self._at, self._page))
