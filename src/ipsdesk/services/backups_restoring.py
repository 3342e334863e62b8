"""Restores a whole backup: into a new or empty folder by any way in, over a unit by two people or the key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.errors import CannotRun, NotAllowed, UnitDamaged
from ipsdesk.services.accounts_list import ACCOUNTS
from ipsdesk.services.backups_comparing import compare
from ipsdesk.services.backups_lines import moment_in_words
from ipsdesk.services.backups_unlocking import RecoveryKey, Secret, unlocked_at, way_in
from ipsdesk.services.roles import EVERYONE, Role, utc_now
from ipsdesk.storage.attempts import counted
from ipsdesk.storage.audit import AuditTrail
from ipsdesk.storage.backup import BackupInfo, back_up
from ipsdesk.storage.bundles import RESTORED, read_backup, reading, refuse_other_unit
from ipsdesk.storage.keys import read_keys
from ipsdesk.storage.lock import UnitLock
from ipsdesk.storage.opening import Manner, Opened, open_with
from ipsdesk.storage.restoring import Note, Unlocked, laid_out, restore_to, set_in_place, unlock_backup
from ipsdesk.storage.unit_folder import UnitFolder

BEFORE = "before restore"
BY_KEY = "the recovery key"
UNREADABLE = "The unit is too damaged to be compared with the backup."
TWO_PEOPLE = (
    "Restoring over a unit takes a second person, with an account and passphrase of their own, or the"
    " recovery key. Nothing was changed."
)


Agree = Callable[[Sequence[str]], bool]
"""Told in sentences what would be lost and what would come back."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A unit out of a backup, where the former one is kept (None: there was none), and what to know."""

    folder: Path
    backup: str
    made: datetime
    aside: Path | None
    sentences: tuple[str, ...]


def restore_into(backup: Path, folder: Path, secret: Secret, now: datetime | None = None) -> Restored:
    """Make a unit of a backup in a new or empty folder; its sign-in is that of the backup.

    Raises ``CannotRun``, ``WrongPassphrase``, ``UnitDamaged``, ``NewerUnit``, ``NoSpace``: nothing is left.
    """
    unlocked = unlock_backup(read_backup(backup), way_in(secret))
    unit = restore_to(unlocked, folder, _note(unlocked, unlocked.account, now or utc_now(), {}))
    return _restored(unlocked, unit.path, None)


def restore_over(
    backup: Path, folder: Path, first: Secret, second: Secret | None = None, agree: Agree = lambda _: True
) -> Restored:
    """Put a backup in the place of the unit in ``folder``, which is kept aside.

    ``first`` is the recovery key, or a manager's account with another person's as ``second``; ``agree`` is
    told what would be lost, and says whether to go on. A unit that is too damaged to be opened is judged by
    the accounts of the backup. Raises as ``restore_into``, and ``NotAllowed``: the unit is as it was.
    """
    info, at = read_backup(backup), utc_now()
    if second is None and not isinstance(first, RecoveryKey):
        raise CannotRun(TWO_PEOPLE)
    try:
        opened = open_with(UnitFolder(folder), way_in(first), Manner(lambda: at))
    except UnitDamaged:
        _ask(agree, [UNREADABLE])
        return _over_damaged(info, UnitFolder(folder), (first, second), at)
    with opened:
        by = _by(opened, second)
        unlocked = unlocked_at(opened, info, [one for one in (first, second) if one is not None])
        _ask(agree, compare(opened, unlocked, names=False).sentences)
        return over_opened(opened, unlocked, by, at)


def _ask(agree: Agree, sentences: Sequence[str]) -> None:
    if not agree(sentences):
        raise CannotRun("The backup was not restored. Nothing was changed.")


def over_opened(opened: Opened, unlocked: Unlocked, by: list[str], now: datetime) -> Restored:
    """Restore over an open unit, which is closed then; ``by`` are those who answer for it."""
    saved = back_up(opened.unit, opened.transactions, opened.data_key, reason=BEFORE, now=now)
    details = {"by": by, "before": saved.folder.name}
    with laid_out(unlocked, opened.unit.path, _note(unlocked, opened.account, now, details)) as part:
        opened.transactions.close()
        aside = set_in_place(opened.unit, part, unlocked.keys, now, opened.lock)
    return _restored(unlocked, opened.unit.path, aside)


def confirmed_by(opened: Opened, first: int, secret: Secret, now: datetime) -> str:
    """Who besides account ``first`` answers for a restore, by name; the recovery key stands for anybody.

    Raises ``WrongPassphrase``, ``WaitFirst``, or ``NotAllowed`` where it is nobody else.
    """
    with counted(opened.unit, now):
        number, data_key = way_in(secret)(read_keys(opened.unit))
    data_key.drop()
    if number is None:
        return BY_KEY
    with opened.transactions.read() as connection:
        name = _active(connection, number, EVERYONE)
    if number == first:
        raise NotAllowed(TWO_PEOPLE)
    return name


def _by(opened: Opened, second: Secret | None) -> list[str]:
    if opened.account is None or second is None:
        return [BY_KEY]
    with opened.transactions.read() as connection:
        first = _active(connection, opened.account, (Role.MANAGER,))
    return [first, confirmed_by(opened, opened.account, second, utc_now())]


def _active(connection: Connection, number: int, roles: tuple[Role, ...]) -> str:
    found = connection.execute(
        select(ACCOUNTS.c.name, ACCOUNTS.c.role, ACCOUNTS.c.disabled_at).where(ACCOUNTS.c.id == number)
    ).first()
    if found is None or found.disabled_at or Role(found.role) not in roles:
        raise NotAllowed(
            "This account may not restore over a unit. Nothing was changed. It takes a manager and a second"
            " active account, or the recovery key."
        )
    return str(found.name)


def _over_damaged(
    info: BackupInfo, unit: UnitFolder, secrets: tuple[Secret, Secret | None], now: datetime
) -> Restored:
    """Where the unit can't be opened: its key file, if it is whole, still says whose backup belongs to it."""
    first, second = secrets
    with UnitLock(unit, now) as lock:
        _refuse_other_keys(info, unit)
        with counted(unit, now):
            unlocked = unlock_backup(info, way_in(first), [unit.keys])
        by = [BY_KEY]
        if unlocked.account is not None and second is not None:
            by = _by_there(unlocked, second, unit, now)
        with laid_out(unlocked, unit.path, _note(unlocked, unlocked.account, now, {"by": by})) as part:
            aside = set_in_place(unit, part, unlocked.keys, now, lock)
    return _restored(unlocked, unit.path, aside)


def _by_there(unlocked: Unlocked, second: Secret, unit: UnitFolder, now: datetime) -> list[str]:
    with counted(unit, now):
        number, _ = way_in(second)(unlocked.keys)
    records = unlocked.backup.folder / "records.db"
    with reading(records, unlocked.data_key) as there:
        first = _active(there, unlocked.account or 0, (Role.MANAGER,))
        other = BY_KEY if number is None else _active(there, number, EVERYONE)
    if number == unlocked.account:
        raise NotAllowed(TWO_PEOPLE)
    return [first, other]


def _refuse_other_keys(info: BackupInfo, unit: UnitFolder) -> None:
    try:
        keys = read_keys(unit)
    except UnitDamaged:
        return
    refuse_other_unit(info, keys.unit)


def _note(unlocked: Unlocked, account: int | None, now: datetime, details: Mapping[str, Any]) -> Note:
    manifest = unlocked.backup.manifest
    what = {"backup": unlocked.backup.folder.name, "made": manifest.at, "reason": manifest.reason}

    def write(connection: Connection, audit: AuditTrail) -> None:
        audit.append(
            connection,
            account=account,
            action=RESTORED,
            kind="unit",
            record_id=None,
            record_uuid=None,
            details={**what, **details},
            at=now,
        )

    return write


def _restored(unlocked: Unlocked, folder: Path, aside: Path | None) -> Restored:
    backup = unlocked.backup
    told = [f"The unit is as it was on {moment_in_words(backup.manifest.at)}: {folder}"]
    if aside is not None:
        told.append(f"The unit as it was before is kept aside: {aside}")
    if unlocked.keys_from.parent != backup.folder:
        told.append(f"The backup had lost its key slots; those in {unlocked.keys_from} were used.")
    told.append("Sign in with an account and passphrase as they were then.")
    return Restored(folder, backup.folder.name, backup.manifest.at, aside, tuple(told))
