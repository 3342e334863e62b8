"""The ways into a backup: the unit's present key, or an account or the recovery key as they were then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ipsdesk.errors import CannotRun, WrongPassphrase
from ipsdesk.storage.backup import BackupInfo
from ipsdesk.storage.bundles import opens_with, refuse_other_unit
from ipsdesk.storage.data_key import DataKey
from ipsdesk.storage.keys import KeyFile
from ipsdesk.storage.opening import Opened, Unlock
from ipsdesk.storage.restoring import Unlocked, unlock_backup


@dataclass(frozen=True, slots=True)
class Person:
    """An account's name and passphrase."""

    account: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """The printed recovery key, as it was typed."""

    typed: str = field(repr=False)


Secret = Person | RecoveryKey


class OlderKey(CannotRun):
    """The backup was made before the unit's keys were renewed, and nothing was given that opened it then."""


def way_in(secret: Secret) -> Unlock:
    """How this opens key slots."""

    def unlock(keys: KeyFile) -> tuple[int | None, DataKey]:
        if isinstance(secret, RecoveryKey):
            return None, keys.unlock_with_recovery(secret.typed)
        return keys.unlock(secret.account, secret.passphrase)

    return unlock


def unlocked_at(opened: Opened, backup: BackupInfo, secrets: Sequence[Secret] = ()) -> Unlocked:
    """A backup of the open unit: by the present key, else by the first of these that opens its own slots.

    Raises ``CannotRun`` for another unit's, ``OlderKey`` where nothing opens it, ``UnitDamaged``.
    """
    refuse_other_unit(backup, opened.keys.unit)
    beside = [opened.unit.keys]
    if opens_with(backup, opened.data_key):
        present = DataKey(opened.data_key.value)
        return unlock_backup(backup, lambda _: (opened.account, present), beside)
    for secret in secrets:
        try:
            return unlock_backup(backup, way_in(secret), beside)
        except WrongPassphrase:
            continue
    raise OlderKey(
        f"The backup {backup.folder.name} was made before the unit's keys were renewed, or its manifest"
        " was altered. Nothing was changed. It opens with an account and passphrase as they were when it was"
        " made, or with the recovery key of that time."
    )
