"""Somebody leaves: their account and key go, the unit gets a new key, and a backup is made with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ipsdesk.errors import CannotRun
from ipsdesk.services.accounts_keys import account_at, alter, keys_of_accounts, note
from ipsdesk.services.accounts_list import DISABLED
from ipsdesk.services.accounts_rules import refuse_last_manager
from ipsdesk.services.drafts import discard_drafts_of
from ipsdesk.services.roles import Workspace
from ipsdesk.storage.backup import MANIFEST, BackupInfo, backups_of
from ipsdesk.storage.keys import KeyFile
from ipsdesk.storage.manifest import Manifest
from ipsdesk.storage.opening import Opened
from ipsdesk.storage.rotation import rotate

BEFORE, AFTER = "before new keys", "after new keys"
NEW_KEYS, OLDER = "new keys", "older backups that still open"
LAST_MANAGER = "The last manager can't leave: make another account a manager first."
ONESELF = (
    "You are signed in with this account. Another manager does this once you have left the desk, so that the"
    " new key is never in the hands of the person who leaves. Nothing was changed."
)


@dataclass(frozen=True, slots=True)
class OlderBackup:
    """A backup made before somebody left, which their passphrase or the old key may still open."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Left:
    """Who left, the backup with the new key, and those that still open with the old one, newest first.

    ``warnings`` say what could not be finished and is finished when the unit is next opened.
    """

    name: str
    backup: str
    older: tuple[OlderBackup, ...]
    warnings: tuple[str, ...]


def leave(
    workspace: Workspace, opened: Opened, back_up: Callable[[str], object], number: int, reason: str
) -> Left:
    """Disable the account, drop its slot and rotate the data key, with a backup before and after.

    It can be asked for again where it was interrupted. Raises ``CannotRun`` for the last manager and oneself.
    """
    with workspace.transactions.read() as connection:
        refuse_last_manager(connection, number, LAST_MANAGER)
        if number == workspace.actor.account:
            raise CannotRun(ONESELF)
        name, keys = account_at(connection, number)["name"], keys_of_accounts(connection, opened)
    back_up(BEFORE)
    older = [one for one in _backups(opened) if _opens(one, number, opened)]
    _disable(workspace, number, reason, [one.folder.name for one in older])
    if any(slot.number == number for slot in keys.slots):
        keys = keys.without_account(number, opened.data_key)
    warned = len(opened.warnings)
    new = change_keys(workspace, opened, back_up, keys, {"reason": reason})
    named = tuple(OlderBackup(one.folder.name, one.manifest.at) for one in older)
    return Left(name, new, named, tuple(opened.warnings[warned:]))


def change_keys(
    workspace: Workspace,
    opened: Opened,
    back_up: Callable[[str], object],
    keys: KeyFile,
    details: Mapping[str, str],
) -> str:
    """Give the unit a new data key that only these slots lead to; the name of the backup made with it."""
    rotate(opened, keys, now=workspace.now())
    with workspace.transactions.begin() as connection:
        workspace.note(connection, NEW_KEYS, details)
    there = {one.folder for one in _backups(opened)}
    back_up(AFTER)
    return next(one.folder.name for one in _backups(opened) if one.folder not in there)


def _disable(workspace: Workspace, number: int, reason: str, older: Sequence[str]) -> None:
    with workspace.transactions.begin() as connection:
        account = account_at(connection, number)
        since = {"disabled_at": account["disabled_at"] or workspace.now().isoformat()}
        details = alter(connection, account, since) | {"reason": reason, "left": True, OLDER: list(older)}
        discard_drafts_of(connection, number)
        note(workspace, connection, DISABLED, account, details)


def _backups(opened: Opened) -> list[BackupInfo]:
    return backups_of(opened.unit, opened.keys.unit)


def _opens(backup: BackupInfo, number: int, opened: Opened) -> bool:
    """Whether a backup has the key of before, or a slot for the account."""
    try:
        Manifest.from_bytes((backup.folder / MANIFEST).read_bytes(), opened.data_key)
    except ValueError:
        keys = KeyFile.from_bytes((backup.folder / "keys.json").read_bytes())
        return any(slot.number == number for slot in keys.slots)
    return True
