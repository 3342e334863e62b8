"""Restores a backup: laid out and verified beside its place, then given the place in a step that holds."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun, UnitDamaged
from ipsdesk.glance import PLACES
from ipsdesk.storage.audit import AuditTrail, trail_of
from ipsdesk.storage.backup import (
    COPIED,
    UNUSABLE,
    BackupInfo,
    unfinished_name,
    verify_backup,
    verify_records,
)
from ipsdesk.storage.bundles import keys_of
from ipsdesk.storage.data_key import DataKey
from ipsdesk.storage.database import Transactions, make_engine
from ipsdesk.storage.faults import plain_words
from ipsdesk.storage.integrity import refuse_damage, row_counts
from ipsdesk.storage.keys import KeyFile, copy_keys
from ipsdesk.storage.lock import UnitLock
from ipsdesk.storage.manifest import sha256_of
from ipsdesk.storage.opening import Manner, Opened, Unlock, open_with
from ipsdesk.storage.private_files import (
    PART,
    make_private_file,
    make_private_folder,
    sync_file,
    sync_folder,
    write_private,
)
from ipsdesk.storage.unit_folder import SUFFIX, UnitFolder

Note = Callable[[Connection, AuditTrail], object]
"""Writes the entry of the restore into the restored unit's audit trail."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A backup and its data key, from the slots in ``keys_from``; ``account`` is None by the recovery key."""

    backup: BackupInfo
    account: int | None
    keys: KeyFile = field(repr=False)
    data_key: DataKey
    keys_from: Path


def unlock_backup(backup: BackupInfo, unlock: Unlock, beside: Sequence[Path] = ()) -> Unlocked:
    """Open a backup by one of the ways in that it had when it was made.

    Raises:
        WrongPassphrase: the way in is none of this backup's. UnitDamaged: its keys are lost or altered.
    """
    keys, keys_from = keys_of(backup, beside)
    account, data_key = unlock(keys)
    if not keys.verify_mac(data_key):
        raise UnitDamaged(UNUSABLE.format(name=backup.folder.name, why="keys.json was altered"))
    return Unlocked(backup, account, keys, data_key, keys_from)


def restore_to(unlocked: Unlocked, folder: Path, note: Note) -> UnitFolder:
    """Make a unit of a backup in a new or empty folder: all of it, or nothing.

    Raises:
        CannotRun: there is something in the folder. UnitDamaged: the backup is not usable.
        NoSpace, ReadOnly: as the disk asks; nothing is left behind.
    """
    unit = UnitFolder(folder)
    with plain_words("the restore", files=True):
        if unit.path.exists() and (not unit.path.is_dir() or any(unit.path.iterdir())):
            raise CannotRun(
                f"There is something in {unit.path} already. Nothing was changed. Restore into a new"
                " or empty folder, or over the unit, which takes a second person or the recovery key."
            )
        with laid_out(unlocked, unit.path, note) as part:
            if unit.path.is_dir():
                unit.path.rmdir()
            part.rename(unit.path)
            sync_folder(unit.path.parent)
        copy_keys(unit, unlocked.keys)
    return unit


@contextmanager
def laid_out(unlocked: Unlocked, place: Path, note: Note | None = None) -> Iterator[Path]:
    """The backup as a unit under a temporary name beside ``place``, verified; removed unless renamed."""
    with plain_words("the restore", files=True):
        make_private_folder(place.parent)
        mark = f".{place.name}."
        for leftover in place.parent.glob(f"{mark}*{PART}"):
            shutil.rmtree(leftover, ignore_errors=True)
        part = Path(tempfile.mkdtemp(prefix=mark, suffix=PART, dir=place.parent))
        try:
            _lay_out(unlocked, part, note)
            yield part
        finally:
            shutil.rmtree(part, ignore_errors=True)


@contextmanager
def tried_out(unlocked: Unlocked, backups: Path, now: datetime) -> Iterator[Path]:
    """The backup restored into a private folder among the backups, brought to this version, then removed.

    Gives the folder of the closed unit, in which nothing else is.
    """
    mark = unfinished_name("", unlocked.backup.manifest.unit)
    with (
        plain_words("trying the backup out", files=True),
        tempfile.TemporaryDirectory(prefix="trial ", suffix=mark, dir=backups) as top,
        laid_out(unlocked, Path(top) / "trial") as part,
    ):
        open_copy(unlocked, part, now).close()
        yield part


def open_copy(unlocked: Unlocked, folder: Path, now: datetime) -> Opened:
    """Open a unit that was laid out, every page checked."""
    data_key = DataKey(unlocked.data_key.value)  # dropped when the copy is closed
    manner = Manner(lambda: now, thorough=True)
    return open_with(UnitFolder(folder), lambda _: (unlocked.account, data_key), manner)


def set_in_place(unit: UnitFolder, part: Path, keys: KeyFile, now: datetime, lock: UnitLock) -> Path:
    """Put a laid-out unit in the place of a closed one, which is kept aside beside it; return where that is.

    A kill leaves the former unit, or the restored one, whole: between the two renames the restored one waits
    under its own name, and opening the unit finishes (``UnitFolder.finish_restore``).

    Raises:
        ReadOnly, CannotRun: as the disk asks; the former unit is in its place.
    """
    with plain_words("the restore", files=True):
        aside = _free_aside(unit, now)
        if (unit.path / PLACES).is_file():
            write_private(part / PLACES, (unit.path / PLACES).read_bytes())
        unit.drop_unused_restore()
        unit.holder.unlink(missing_ok=True)
        part.rename(unit.restored)
        sync_folder(unit.path.parent)
        if os.name == "nt":
            lock.free()  # Windows does not rename a folder in which a file is open
        _exchange(unit, aside)
        copy_keys(unit, keys)
    return aside


def _exchange(unit: UnitFolder, aside: Path) -> None:
    unit.path.rename(aside)
    try:
        sync_folder(aside.parent)
        unit.restored.rename(unit.path)
    except OSError:
        aside.rename(unit.path)
        raise
    sync_folder(aside.parent)


def _lay_out(unlocked: Unlocked, part: Path, note: Note | None) -> None:
    backup, data_key = unlocked.backup, unlocked.data_key
    own_keys = unlocked.keys_from.parent == backup.folder
    verify_backup(backup.folder, data_key, copied=COPIED if own_keys else ("records.db",))
    make_private_file(part / "records.db")
    shutil.copyfile(backup.folder / "records.db", part / "records.db")
    write_private(part / "keys.json", unlocked.keys.to_bytes())
    sync_file(part / "records.db")
    try:
        if sha256_of(part / "records.db") != backup.manifest.sha256["records.db"]:
            raise ValueError("its records changed while they were copied")
        verify_records(part / "records.db", data_key, backup.manifest)
    except ValueError as fault:
        raise UnitDamaged(UNUSABLE.format(name=backup.folder.name, why=fault)) from fault
    if note is not None:
        _note(unlocked, part, note)
    sync_folder(part)


def _note(unlocked: Unlocked, part: Path, note: Note) -> None:
    """Write the restore into the trail and look through the whole file once more."""
    transactions = Transactions(make_engine(part / "records.db", unlocked.data_key))
    try:
        with transactions.begin() as connection:
            note(connection, trail_of(connection, unlocked.data_key))
        with transactions.outside("the restore") as live:
            refuse_damage(live)
            rows = row_counts(live)
    finally:
        transactions.close()
    backup = unlocked.backup
    if {**rows, "audit_entries": 0} != {**backup.manifest.rows, "audit_entries": 0}:
        raise UnitDamaged(UNUSABLE.format(name=backup.folder.name, why="its rows are not those it had"))
    sync_file(part / "records.db")


def _free_aside(unit: UnitFolder, now: datetime) -> Path:
    name = f"{unit.name} set aside {now.astimezone():%Y-%m-%d %H%M%S}"
    names = [name, *(f"{name} {count}" for count in range(2, 100))]
    places = (unit.path.with_name(f"{one}{SUFFIX}") for one in names)
    return next(place for place in places if not place.exists())
