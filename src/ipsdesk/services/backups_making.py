"""Makes backups as they fall due: each noted in the audit trail, and what is kept no longer cleared away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, select

from ipsdesk.errors import DeskError
from ipsdesk.services.backups_settings import COPIED, KIND, TRIED, keep_setting
from ipsdesk.services.roles import Workspace
from ipsdesk.services.trail_notes import LOOKED, ONLY_LOOKED
from ipsdesk.storage.audit import ENTRIES
from ipsdesk.storage.backup import BackupInfo, back_up, backups_of
from ipsdesk.storage.backup_rules import why_due
from ipsdesk.storage.bundles import prune
from ipsdesk.storage.chosen_places import into
from ipsdesk.storage.opening import Opened
from ipsdesk.storage.second_place import copy_missing, is_there

BACKED_UP = "backed up"
AT_CLOSING = "at closing"
CHANGES_NOTHING = (BACKED_UP, COPIED, TRIED, "signed in", LOOKED, *ONLY_LOOKED)
"""Actions of the audit trail after which a backup would hold nothing new."""
ENTRY_AT = select(ENTRIES.c.mac).where(ENTRIES.c.id == bindparam("number"))
LAST_CHANGE = (
    select(ENTRIES.c.id)
    .where(ENTRIES.c.action.not_in(CHANGES_NOTHING))
    .order_by(ENTRIES.c.id.desc())
    .limit(1)
)
OFTEN_ENOUGH = timedelta(hours=1)
"""A window that is only locked makes no new backup so soon after the last."""


class Making:
    """What the schedule and the people at the desk have in common when a backup is made.

    Nothing falls due any more once the unit is closed, as it is when a backup was restored over it.
    """

    def __init__(self, workspace: Workspace, opened: Opened) -> None:
        self.workspace, self.opened = workspace, opened

    @property
    def backups(self) -> list[BackupInfo]:
        """The unit's backups in its backup folder, newest first, as their manifests say."""
        return backups_of(self.opened.unit, self.opened.keys.unit)

    def make(self, reason: str, to: Path | None = None) -> BackupInfo:
        """A verified backup; raises ``DeskError`` where there can be none."""
        opened, now = self.opened, self.workspace.now()
        unit = opened.unit if to is None else into(opened.unit, to)
        made = back_up(unit, opened.transactions, opened.data_key, reason=reason, now=now)
        details = {"backup": made.folder.name, "reason": reason}
        self.note(BACKED_UP, {**details, **({} if to else self._cleared(now))})
        return made

    def _cleared(self, now: datetime) -> dict[str, Any]:
        """What was cleared away after a new backup, or what kept it from being."""
        try:
            cleared = prune(self.opened.unit.backups, self.opened.keys.unit, now)
        except DeskError as error:
            return {"not cleared away": str(error)}
        return {"cleared away": cleared} if cleared else {}

    def due(self) -> str:
        """Why a backup is to be made now; empty: it isn't."""
        if self.opened.transactions.is_closed:
            return ""
        times = [backup.manifest.at for backup in self.backups]
        return why_due(times, self.workspace.now(), changed=self.changed())

    def changed(self) -> bool:
        """Whether no backup holds the records as they are, as the heads of the audit trail tell."""
        heads = {(one.manifest.audit_number, one.manifest.audit_mac) for one in self.backups}
        with self.opened.transactions.read() as connection:
            last = connection.scalar(LAST_CHANGE) or 0
            own = {
                (number, mac.hex())
                for number in {number for number, _ in heads if number >= last}
                for mac in connection.scalars(ENTRY_AT, {"number": number})
            }
        return not heads & own

    def run_due(self) -> tuple[str, ...]:
        """Make a backup if one is due, and copy the newest if the second place is there and lacks it."""
        reason = self.due()
        told = self._carry_out(lambda: self.make(reason)) if reason else ()
        return (*told, *(self._carry_out(self.copy) if self._copy_is_missing() else ()))

    def run_at_leaving(self, *, for_good: bool) -> tuple[str, ...]:
        """Make one if anything changed, at a mere locking only if the newest is not so new."""
        if self.opened.transactions.is_closed:
            return ()
        newest = max((backup.manifest.at for backup in self.backups), default=None)
        now = self.workspace.now()
        if not for_good and newest is not None and timedelta() <= now - newest < OFTEN_ENOUGH:
            return ()
        return self._carry_out(lambda: self.make(AT_CLOSING)) if self.changed() else ()

    def _carry_out(self, work: Callable[[], object]) -> tuple[str, ...]:
        """Do what is to stop nobody; what went wrong with it, as a sentence."""
        try:
            work()
        except DeskError as error:
            return (str(error),)
        return ()

    def _copy_is_missing(self) -> bool:
        place = self.opened.unit.second_place
        if place is None or self.opened.transactions.is_closed or not is_there(place):
            return False
        return not all((place / newest.folder.name).exists() for newest in self.backups[:1])

    def copy(self) -> list[BackupInfo]:
        """Copy what the second place does not have yet; raises ``DeskError`` where it can't."""
        opened, place = self.opened, self.opened.unit.second_place
        if place is None:
            return []
        backups, now = self.backups, self.workspace.now()
        copied = copy_missing(backups, place)
        prune(place, opened.keys.unit, now)
        names = [backup.folder.name for backup in copied]
        newest = backups[0].folder.name if backups else ""
        kept = {"at": now.isoformat(), "backup": newest, "place": str(place)}
        self.note(COPIED, {"backups": names, "place": str(place)}, {COPIED: kept})
        return copied

    def note(
        self,
        action: str,
        details: Mapping[str, Any],
        settings: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        """Write an entry, and what is kept of it, in one transaction; then announce it."""
        with self.opened.transactions.begin() as connection:
            for name, value in (settings or {}).items():
                keep_setting(connection, name, value)
            self.workspace.note(connection, action, details)
        self.workspace.changes.announce(frozenset({KIND}))
