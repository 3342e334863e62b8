"""Backups of the unit: their schedule, their places, what is in them, and ways back to them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ipsdesk.errors import CannotRun
from ipsdesk.glance import Places, places_of
from ipsdesk.services.backups_comparing import Comparison, Difference, compare
from ipsdesk.services.backups_drill import DrillResult, try_restoring
from ipsdesk.services.backups_lines import BackupLine, line_of
from ipsdesk.services.backups_making import Making
from ipsdesk.services.backups_people import (
    Now,
    PersonThere,
    RecordThere,
    bring_back,
    differences,
    hold,
    look_at,
    people_there,
    read_there,
)
from ipsdesk.services.backups_restoring import (
    Restored,
    confirmed_by,
    over_opened,
    restore_into,
    restore_over,
)
from ipsdesk.services.backups_settings import KIND
from ipsdesk.services.backups_state import BackupState, LastDrill, SecondPlace, clock_words, state_of
from ipsdesk.services.backups_unlocking import OlderKey, Person, RecoveryKey, Secret, unlocked_at
from ipsdesk.services.roles import STAFF, Role, Service, Workspace, allowed
from ipsdesk.storage.backup import backups_in
from ipsdesk.storage.bundles import read_backup
from ipsdesk.storage.chosen_places import choose_places
from ipsdesk.storage.opening import Opened
from ipsdesk.storage.places import warnings_about_backups
from ipsdesk.storage.restoring import Unlocked

__all__ = [
    "KIND",
    "BackupLine",
    "BackupState",
    "Backups",
    "Comparison",
    "Difference",
    "DrillResult",
    "LastDrill",
    "Now",
    "OlderKey",
    "Person",
    "PersonThere",
    "RecordThere",
    "RecoveryKey",
    "Restored",
    "SecondPlace",
    "Secret",
    "restore_into",
    "restore_over",
]


class Backups(Service):
    """Backups of one open unit.

    A backup made before the unit's keys were renewed opens by a ``secret``: an account or the recovery key as
    they were then. Every method that takes one raises ``OlderKey`` where it is needed and not given, and
    ``CannotRun``, ``UnitDamaged`` or ``NewerUnit`` for what is no usable backup of this unit.
    """

    def __init__(self, workspace: Workspace, opened: Opened) -> None:
        super().__init__(workspace)
        self._opened = opened
        self._making = Making(workspace, opened)

    # ---- making them ------------------------------------------------------------------------------

    @allowed(*Role)
    def due(self) -> str:
        """Why a backup is to be made now; empty: it isn't."""
        return self._making.due()

    @allowed(*Role)
    def changed_since_newest(self) -> bool:
        """Whether a backup made now would hold anything new."""
        return self._making.changed()

    @allowed(*STAFF)
    def back_up(self, reason: str, to: Path | None = None) -> BackupLine:
        """A verified backup, noted, in the backup folder or in another, where none is cleared away.

        Raises ``NoSpace``, ``ReadOnly``, ``UnitDamaged`` or ``CannotRun``: there is none.
        """
        return line_of(self._making.make(reason, to), self._opened.data_key)

    @allowed(*Role)
    def run_due(self) -> tuple[str, ...]:
        """Make the backup that is due, if any; what the person should know, such as that it failed."""
        newest = max((backup.manifest.at for backup in self._making.backups), default=None)
        told = self._making.run_due()
        clock = clock_words(newest, self.workspace.now()) if newest else ""
        return (*told, clock) if clock else told

    @allowed(*Role)
    def run_at_leaving(self, *, for_good: bool) -> tuple[str, ...]:
        """Back up what changed before the unit is closed, or (not ``for_good``) locked; as ``run_due``."""
        return self._making.run_at_leaving(for_good=for_good)

    # ---- where they are ---------------------------------------------------------------------------

    @allowed(*STAFF, Role.AUDITOR)
    def state(self) -> BackupState:
        """How well the unit is backed up, and what to do about it."""
        return state_of(self._making)

    @allowed(Role.MANAGER)
    def choose_places(self, backups: Path | None, second: Path | None) -> tuple[str, ...]:
        """Keep backups in this folder (None: beside the unit), copies in a second (None: nowhere); the risks.

        Raises ``CannotRun``, ``NoSpace``, ``ReadOnly`` for a place that can't be used.
        """
        unit, before, after = self._opened.unit, places_of(self._opened.unit.path), Places(backups, second)
        self._opened.unit = choose_places(unit, after)
        if after != before:
            told = [[str(one.backups), str(one.second)] for one in (before, after)]
            self._making.note("chose places for backups", {"before": told[0], "after": told[1]})
        risks = warnings_about_backups(backups, unit.path, second=False) if backups else []
        return (*risks, *(warnings_about_backups(second, unit.path, second=True) if second else []))

    @allowed(*STAFF)
    def copy_to_second_place(self) -> tuple[str, ...]:
        """Copy what the second place does not have yet and read it again there; the names of the copies.

        Raises ``CannotRun`` or ``NoSpace`` where it can't be reached or did not take all.
        """
        if self._opened.unit.second_place is None:
            raise CannotRun("No second place is chosen yet. Nothing was copied. Choose one first.")
        return tuple(backup.folder.name for backup in self._making.copy())

    @allowed(*STAFF)
    def backups_at(self, place: Path | None = None) -> tuple[BackupLine, ...]:
        """This unit's backups in a folder, else in its backup folder, newest first."""
        found = backups_in(place or self._opened.unit.backups, self._opened.keys.unit)
        return tuple(line_of(backup, self._opened.data_key) for backup in found)

    # ---- back to them -----------------------------------------------------------------------------

    @allowed(*STAFF)
    def drill(self) -> DrillResult:
        """Restore the newest backup aside, look through it, remove it; raises ``CannotRun`` without one."""
        return try_restoring(self._making)

    @allowed(*STAFF)
    def compare(self, backup: Path, secret: Secret | None = None) -> Comparison:
        """What would be lost by going back to it and what would come back; by client for managers."""
        names = self.workspace.actor.role is Role.MANAGER
        return compare(self._opened, self._unlocked(backup, secret), names=names)

    @allowed(Role.MANAGER)
    def restore_to(self, backup: Path, folder: Path, secret: Secret) -> Restored:
        """A unit of its own out of a backup, in a new or empty folder; raises as ``restore_into``."""
        restored = restore_into(backup, folder, secret, self.workspace.now())
        self._making.note("restored elsewhere", {"backup": restored.backup, "made": restored.made})
        return restored

    @allowed(Role.MANAGER)
    def restore_over(self, backup: Path, second: Secret, secret: Secret | None = None) -> Restored:
        """Put a backup in the unit's place, which is kept aside; ``second``: a second person or the key.

        The desk is closed then, and is to be left. Raises ``WrongPassphrase``, ``WaitFirst`` or
        ``NotAllowed`` where nobody else answers for it: the unit is as it was, and open.
        """
        now = self.workspace.now()
        actor, given = self.workspace.actor, [one for one in (secret, second) if one is not None]
        unlocked = unlocked_at(self._opened, read_backup(backup), given)
        by = [actor.name, confirmed_by(self._opened, actor.account, second, now)]
        return over_opened(self._opened, unlocked, by, now)

    # ---- one client -------------------------------------------------------------------------------

    @allowed(Role.MANAGER)
    def people_in(self, backup: Path, secret: Secret | None = None) -> tuple[PersonThere, ...]:
        """Every client the backup holds, by name."""
        unlocked = self._unlocked(backup, secret)
        with read_there(self._opened, unlocked) as there, self.workspace.transactions.read() as here:
            return people_there(here, there)

    @allowed(Role.MANAGER)
    def client_differences(
        self, backup: Path, person: str, secret: Secret | None = None
    ) -> tuple[RecordThere, ...]:
        """A person's records in the backup that are missing, removed or different now; noted as viewed.

        Raises ``ReasonNeeded`` for a restricted record, until it was opened with a reason.
        """
        unlocked = self._unlocked(backup, secret)
        with read_there(self._opened, unlocked) as there, self.workspace.transactions.begin() as here:
            look_at(here, self.workspace, unlocked.backup, person)
            return differences(here, there, person)

    @allowed(Role.MANAGER)
    def bring_client_back(
        self, backup: Path, person: str, chosen: Sequence[RecordThere], secret: Secret | None = None
    ) -> int:
        """Bring these records back as they were, as one change that can be undone; how many there are.

        Raises ``ChangedSince`` where one was changed after it was looked at, and ``CannotRun`` where one
        can't stand beside what the unit has now.
        """
        unlocked = self._unlocked(backup, secret)
        with read_there(self._opened, unlocked) as there:
            held = hold(there, unlocked.backup, person, chosen)
        with self.workspace.transactions.begin() as connection:
            look_at(connection, self.workspace, unlocked.backup, person)
            saving = bring_back(connection, self.workspace, held, chosen)
        self.workspace.changes.announce(frozenset(saving.kinds))
        return len(held.records)

    def _unlocked(self, backup: Path, secret: Secret | None) -> Unlocked:
        return unlocked_at(self._opened, read_backup(backup), [secret] if secret else [])
