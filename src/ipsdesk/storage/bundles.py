"""Reads backups that lie anywhere: what they say of themselves, which keys open them, which may go."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, select
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from ipsdesk.errors import CannotRun, NewerUnit, UnitDamaged
from ipsdesk.storage.audit import ENTRIES
from ipsdesk.storage.backup import COPIED, MANIFEST, UNUSABLE, BackupInfo, backups_in, unfinished_name
from ipsdesk.storage.backup_rules import NEWEST, to_keep
from ipsdesk.storage.data_key import DataKey
from ipsdesk.storage.database import PAGES_KEPT, Transactions, connect, uri_of
from ipsdesk.storage.faults import plain_words
from ipsdesk.storage.keys import KeyFile
from ipsdesk.storage.manifest import Manifest, sha256_of
from ipsdesk.storage.upgrade import HEAD

RESTORED = "restored"
"""What the audit trail calls the return to a backup."""


def read_backup(folder: Path) -> BackupInfo:
    """What a backup says of itself, which needs no key and proves nothing yet.

    Raises:
        CannotRun: there is no backup. NewerUnit: a newer version made it. UnitDamaged: it is damaged.
    """
    with plain_words("reading the backup", files=True):
        if not (folder / MANIFEST).is_file():
            raise CannotRun(
                f"There is no backup in {folder}. Nothing was changed. A backup is a folder with records.db,"
                " keys.json and manifest.json in it: choose such a folder."
            )
        written = (folder / MANIFEST).read_bytes()
    try:
        if json.loads(written)["schema"] > HEAD:
            raise NewerUnit(
                f"A newer version of IPS Desk made the backup {folder.name}. Nothing was changed."
                " Install the newer version to restore it."
            )
        return BackupInfo(folder, Manifest.from_bytes(written))
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise UnitDamaged(UNUSABLE.format(name=folder.name, why="its manifest is damaged")) from fault


def refuse_other_unit(backup: BackupInfo, unit: str) -> None:
    """Raises ``CannotRun`` for a backup of another unit than the one with this identity."""
    if backup.manifest.unit != unit:
        raise CannotRun(
            f"The backup {backup.folder.name} is one of another unit. Nothing was changed."
            " Choose a backup of this unit, or restore that one into an empty folder."
        )


def keys_of(backup: BackupInfo, beside: Sequence[Path] = ()) -> tuple[KeyFile, Path]:
    """The backup's own key slots; where it lost them, the same unit's from ``beside`` or its backup folder.

    Raises:
        UnitDamaged: there are none, or they are damaged.
    """
    own = backup.folder / "keys.json"
    if own.is_file():
        try:
            return KeyFile.from_bytes(own.read_bytes()), own
        except ValueError as fault:
            raise UnitDamaged(
                UNUSABLE.format(name=backup.folder.name, why="keys.json was altered")
            ) from fault
    for path in (*beside, *sorted(backup.folder.parent.glob("*.keys.json"))):
        try:
            keys = KeyFile.from_bytes(path.read_bytes())
        except (OSError, ValueError):
            continue
        if keys.unit == backup.manifest.unit:
            return keys, path
    raise UnitDamaged(
        f"The backup {backup.folder.name} has lost its key slots, the file keys.json. Nothing was changed."
        " Only keys of the same unit open it: put keys.json out of the unit's own folder, or out of another"
        " of its backups, into this one and try again."
    )


def opens_with(backup: BackupInfo, data_key: DataKey) -> bool:
    """Whether the backup was made with this data key, not with one from before the keys were renewed."""
    try:
        Manifest.from_bytes((backup.folder / MANIFEST).read_bytes(), data_key)
    except (OSError, ValueError):
        return False
    return True


def is_whole(backup: BackupInfo) -> bool:
    """Whether its files are those the manifest names, byte for byte; needs no key."""
    try:
        return all(sha256_of(backup.folder / name) == backup.manifest.sha256[name] for name in COPIED)
    except (OSError, KeyError):
        return False


def size_of(backup: BackupInfo) -> int:
    """How many bytes it takes."""
    return sum(path.stat().st_size for path in backup.folder.iterdir())


def prune(folder: Path, identity: str, now: datetime) -> list[str]:
    """Remove this unit's backups that are kept no longer, and say which; the newest whole ones always stay.

    A backup gives up its final name first, so that one half removed never looks like a whole one.
    """
    backups = backups_in(folder, identity)
    keep = to_keep([backup.manifest.at for backup in backups], now)
    going = [backup for place, backup in enumerate(backups) if place not in keep]
    whole = list(islice(filter(is_whole, backups), NEWEST)) if going else []
    going = [backup for backup in going if backup not in whole] if len(whole) == NEWEST else []
    with plain_words("clearing away old backups", files=True):
        for backup in going:
            part = backup.folder.with_name(unfinished_name(backup.folder.name, identity))
            backup.folder.rename(part)
            shutil.rmtree(part)
    return [backup.folder.name for backup in going]


def anchors_of(backups: Sequence[BackupInfo], connection: Connection) -> dict[int, str]:
    """The heads of the audit trail that backups noted, number and MAC, for comparing the trail with.

    Those noted in the days that a restore took back, as the trail says, are not of this trail any more.
    """
    entries = select(ENTRIES.c.id, ENTRIES.c.at).where(ENTRIES.c.action == RESTORED)
    restores = [(id_, datetime.fromisoformat(at)) for id_, at in connection.execute(entries)]
    return {
        manifest.audit_number: manifest.audit_mac
        for manifest in (backup.manifest for backup in backups)
        if not any(manifest.audit_number >= id_ and manifest.at <= at for id_, at in restores)
    }


@contextmanager
def side_by_side(transactions: Transactions, records: Path, data_key: DataKey) -> Iterator[Any]:
    """The driver's connection to the live records with a backup's beside them, as the schema ``backup``.

    Only for reading; what is asked must be fetched to its end.
    """
    with transactions.outside("comparing with the backup") as connection:
        place = f"{uri_of(records)}?mode=ro&immutable=1"
        connection.execute(f"ATTACH DATABASE ? AS backup KEY \"x'{data_key.value.hex()}'\"", (place,))
        try:
            connection.execute(f"PRAGMA backup.{PAGES_KEPT}")
            yield connection
        finally:
            connection.execute("DETACH DATABASE backup")


@contextmanager
def reading(records: Path, data_key: DataKey) -> Iterator[Connection]:
    """The records of a backup, which nobody writes to, to be asked as the unit's own are."""

    def open_connection() -> Any:
        connection = connect(records, data_key, mode="ro", immutable=True)
        connection.execute(f"PRAGMA {PAGES_KEPT}")
        return connection

    engine = create_engine("sqlite://", module=dbapi2, creator=open_connection, poolclass=NullPool)
    try:
        with plain_words("reading the backup"), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
