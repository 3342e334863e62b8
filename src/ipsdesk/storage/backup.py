"""Backups: a copy under a temporary name, verified in full, and only then given its final name."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import ipsdesk
from ipsdesk.errors import UnitDamaged
from ipsdesk.storage.data_key import DataKey
from ipsdesk.storage.database import PAGES_KEPT, Transactions, connect
from ipsdesk.storage.faults import plain_words
from ipsdesk.storage.integrity import bad_references, refuse_damage, row_counts
from ipsdesk.storage.keys import KeyFile, read_keys, where_a_copy_is
from ipsdesk.storage.manifest import Manifest, sha256_of
from ipsdesk.storage.private_files import PART, make_private_file, make_private_folder, sync_file, sync_folder
from ipsdesk.storage.unit_folder import UnitFolder

MANIFEST = "manifest.json"
COPIED = ("records.db", "keys.json")
AUDIT_HEAD = "SELECT id, mac FROM audit_entries ORDER BY id DESC LIMIT 1"
UNUSABLE = (
    "The backup {name} is not usable: {why}. The unit itself is not concerned and nothing was changed."
    " Make a new backup, or choose another one."
)


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """A backup that was verified."""

    folder: Path
    manifest: Manifest


def back_up(
    unit: UnitFolder, transactions: Transactions, data_key: DataKey, *, reason: str, now: datetime
) -> BackupInfo:
    """Copy the open unit into its backup folder. A final name always holds a backup that was verified.

    Saving waits while the records are copied, not while the copy is verified. The audit entry is the
    caller's to write.

    Raises:
        NoSpace, ReadOnly, UnitDamaged, CannotRun: there is no new backup; the unit is as it was.
    """
    with plain_words("the backup", files=True):
        keys = _whole_keys(unit, data_key)
        make_private_folder(unit.backups)
        clear_leftovers(unit.backups, keys.unit)
        final = _free_name(unit, reason, now)
        part = final.with_name(unfinished_name(final.name, keys.unit))
        make_private_folder(part)
        try:
            manifest = _fill(part, unit, transactions, data_key, (keys, reason, now))
            (part / MANIFEST).write_bytes(manifest.to_bytes(data_key))
            verify_backup(part, data_key)
            _settle(part, final)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    return BackupInfo(final, manifest)


def verify_backup(folder: Path, data_key: DataKey, *, copied: tuple[str, ...] = COPIED) -> BackupInfo:
    """Read a backup from end to end: manifest, both hashes, pages, structure, references, counts, audit head.

    ``copied`` are the files to look at: a backup that lost its key slots is opened by other keys.

    Raises:
        UnitDamaged: naming what is wrong.
    """
    with plain_words("checking the backup", files=True):
        try:
            manifest = Manifest.from_bytes((folder / MANIFEST).read_bytes(), data_key)
            for name in copied:
                if sha256_of(folder / name) != manifest.sha256.get(name):
                    raise ValueError(f"{name} was altered")
            with plain_words("checking the backup"):
                verify_records(folder / "records.db", data_key, manifest)
        except FileNotFoundError as fault:
            raise UnitDamaged(UNUSABLE.format(name=folder.name, why="a file is missing")) from fault
        except ValueError as fault:
            raise UnitDamaged(UNUSABLE.format(name=folder.name, why=fault)) from fault
        except UnitDamaged as fault:
            raise UnitDamaged(UNUSABLE.format(name=folder.name, why="its records are damaged")) from fault
    return BackupInfo(folder, manifest)


def backups_of(unit: UnitFolder, identity: str) -> list[BackupInfo]:
    """The backups of the unit with this identity in its backup folder; see ``backups_in``."""
    return backups_in(unit.backups, identity)


def backups_in(folder: Path, identity: str | None = None) -> list[BackupInfo]:
    """The backups of the unit with this identity (None: of any unit) in a folder, newest first.

    They are as their manifests say, not verified.
    """
    found = []
    for path in folder.glob(f"*/{MANIFEST}"):
        try:
            manifest = Manifest.from_bytes(path.read_bytes())
        except (OSError, ValueError):
            continue
        if identity in (None, manifest.unit) and not path.parent.name.endswith(PART):
            found.append(BackupInfo(path.parent, manifest))
    return sorted(found, key=lambda backup: backup.manifest.at, reverse=True)


def _whole_keys(unit: UnitFolder, data_key: DataKey) -> KeyFile:
    keys = read_keys(unit)
    if not keys.verify_mac(data_key):
        raise UnitDamaged(
            "The file keys.json of this unit was altered. Its records are not concerned."
            f" {where_a_copy_is(unit)}"
        )
    return keys


def _fill(
    part: Path,
    unit: UnitFolder,
    transactions: Transactions,
    data_key: DataKey,
    what: tuple[KeyFile, str, datetime],
) -> Manifest:
    keys, reason, now = what
    records = part / "records.db"
    make_private_file(records)
    with transactions.outside("the backup") as live:
        _copy(live, records, data_key)
        rows, (number, mac) = row_counts(live), _audit_head(live)
        schema = live.execute("PRAGMA user_version").fetchone()[0]
    (part / "keys.json").write_bytes(keys.to_bytes())
    return Manifest(
        unit=keys.unit,
        at=now,
        reason=reason,
        schema=schema,
        rows=rows,
        audit_number=number,
        audit_mac=mac,
        sha256={name: sha256_of(part / name) for name in COPIED},
        program=ipsdesk.__version__,
    )


def _copy(live: Any, records: Path, data_key: DataKey) -> None:
    copy = connect(records, data_key)
    try:
        live.backup(copy)
        # A copy in WAL mode could not be opened on a medium that can't be written to.
        copy.execute("PRAGMA journal_mode=DELETE").fetchall()
    finally:
        copy.close()


def verify_records(records: Path, data_key: DataKey, manifest: Manifest) -> None:
    """Compare a copy of the records that nobody writes to with what its manifest says of it.

    Raises:
        ValueError, UnitDamaged: naming what is wrong.
    """
    copy = connect(records, data_key, mode="ro", immutable=True)
    try:
        copy.execute(f"PRAGMA {PAGES_KEPT}")
        refuse_damage(copy)
        orphan = bad_references(copy)
        if orphan:
            raise ValueError(orphan)
        if row_counts(copy) != manifest.rows:
            raise ValueError("its tables have other numbers of rows than the unit had")
        if _audit_head(copy) != (manifest.audit_number, manifest.audit_mac):
            raise ValueError("its audit trail ends elsewhere than the unit's did")
    finally:
        copy.close()


def _audit_head(connection: Any) -> tuple[int, str]:
    row = connection.execute(AUDIT_HEAD).fetchone()
    return (row[0], row[1].hex()) if row else (0, "")


def _settle(part: Path, final: Path) -> None:
    for name in (*COPIED, MANIFEST):
        with suppress(PermissionError):  # a stick may know no owners; what lies there is encrypted
            (part / name).chmod(0o600)
        sync_file(part / name)
    sync_folder(part)
    part.rename(final)
    sync_folder(final.parent)


def _free_name(unit: UnitFolder, reason: str, now: datetime) -> Path:
    """A name people can read, in the order of time, without signs that Windows refuses."""
    plain = re.sub(r"[^a-z0-9]+", "-", reason.lower()).strip("-")
    name = f"{unit.name} {now.astimezone(UTC):%Y-%m-%d %H%M%SZ} {plain}"
    names = [name, *(f"{name} {count}" for count in range(2, 100))]
    return next(folder for folder in map(unit.backups.joinpath, names) if not folder.exists())


def unfinished_name(name: str, identity: str) -> str:
    """What a backup is called that is not whole: it names its unit, since units may share a backup folder."""
    return f"{name}.{identity[:8]}{PART}"


def clear_leftovers(folder: Path, identity: str) -> None:
    """Remove what was left behind when the making of one of this unit's backups was interrupted."""
    for leftover in folder.glob(unfinished_name("*", identity)):
        shutil.rmtree(leftover)
