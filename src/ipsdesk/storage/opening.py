"""Making a unit and opening it, step by step, so that a refusal leaves every file as it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from ipsdesk.errors import NoUnit, ReadOnly, UnitDamaged
from ipsdesk.storage.attempts import clear_attempts, counted
from ipsdesk.storage.audit import AuditTrail, trail_of
from ipsdesk.storage.backup import back_up
from ipsdesk.storage.data_key import DataKey
from ipsdesk.storage.database import APPLICATION_ID, MIGRATION_PRAGMAS, Transactions, connect, make_engine
from ipsdesk.storage.faults import READ_ONLY, plain_words
from ipsdesk.storage.integrity import checkpoint, refuse_damage
from ipsdesk.storage.keys import KeyFile, read_keys, where_a_copy_is
from ipsdesk.storage.lock import UnitLock
from ipsdesk.storage.rotation import clear_leftovers, finish, settle
from ipsdesk.storage.unit_folder import UnitFolder
from ipsdesk.storage.upgrade import THIS_PROGRAM, Schema, refuse_newer, upgrade

CHECKED_AT_OPENING = 64 * 1024 * 1024
AUDIT_TAIL = 200
Unlock = Callable[[KeyFile], tuple[int | None, DataKey]]


def utc_now() -> datetime:
    """The time now, with its zone."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Opened:
    """An open unit: the door to its records, its audit trail, and what the person should be warned of.

    ``account`` is None when the recovery key opened it. ``wrong_before`` wrong passphrases were typed since
    the sign-in before, the last at ``wrong_last``.
    """

    unit: UnitFolder
    account: int | None
    keys: KeyFile = field(repr=False)
    data_key: DataKey
    transactions: Transactions
    audit: AuditTrail
    lock: UnitLock
    warnings: list[str] = field(default_factory=list)
    wrong_before: int = 0
    wrong_last: datetime | None = None

    def close(self) -> None:
        """Close the records, drop the key and free the lock, in this order."""
        try:
            self.transactions.close()
        finally:
            self.data_key.drop()
            self.lock.free()

    def __enter__(self) -> Opened:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class Manner:
    """How to open: the clock, the schema to reach, and whether to check every page of a large file too.

    Checking all pages and the structure takes 0.4 s for 64 MB (measured), about as long as the passphrase; a
    larger file is checked only when asked (``thorough=True``). No damage goes unseen for that: a page that
    was altered fails its HMAC whenever it is read.
    """

    now: Callable[[], datetime] = utc_now
    schema: Schema = THIS_PROGRAM
    thorough: bool | None = None


def open_unit(
    folder: Path,
    account_name: str,
    passphrase: str,
    *,
    now: Callable[[], datetime] = utc_now,
    schema: Schema = THIS_PROGRAM,
    thorough: bool | None = None,
) -> Opened:
    """Open a unit for an account; an older one is backed up and upgraded first.

    Raises:
        NoUnit, UnitInUse, ReadOnly, UnitDamaged, WaitFirst, WrongPassphrase, NewerUnit, NoSpace, CannotRun:
        nothing was changed.
    """
    manner = Manner(now, schema, thorough)
    return open_with(UnitFolder(folder), lambda keys: keys.unlock(account_name, passphrase), manner)


def open_with_recovery_key(
    folder: Path,
    recovery_key: str,
    *,
    now: Callable[[], datetime] = utc_now,
    schema: Schema = THIS_PROGRAM,
    thorough: bool | None = None,
) -> Opened:
    """Open a unit with its printed recovery key; raises as ``open_unit``."""
    manner = Manner(now, schema, thorough)
    return open_with(UnitFolder(folder), lambda keys: (None, keys.unlock_with_recovery(recovery_key)), manner)


def open_with(unit: UnitFolder, unlock: Unlock, manner: Manner) -> Opened:
    """The opening sequence for any way to the data key; raises as ``open_unit``."""
    with plain_words("opening the unit", files=True):
        return _open_locked(unit, unlock, manner)


def _open_locked(unit: UnitFolder, unlock: Unlock, manner: Manner) -> Opened:
    unit.finish_restore()
    if not unit.exists():
        raise NoUnit(
            f"There is no unit in {unit.path}. Nothing was changed."
            " Choose the unit's own folder (its name usually ends in .ipsdesk), or make a new unit."
        )
    lock = UnitLock(unit, manner.now())
    lock.take()
    try:
        unit.drop_unused_restore()
        _refuse_missing_or_empty(unit)
        keys = read_keys(unit)
        with counted(unit, manner.now()) as before:
            account, data_key = unlock(keys)
        lock.held_by(account)
        opened = _open_records(Opening(unit, account, keys, data_key, lock, manner))
    except BaseException:
        lock.free()
        raise
    opened.wrong_before, opened.wrong_last = before.wrong, before.last
    clear_attempts(unit)
    return opened


@dataclass(frozen=True, slots=True)
class Opening:
    """A unit that is locked and unlocked, but whose records are not open yet."""

    unit: UnitFolder
    account: int | None
    keys: KeyFile
    data_key: DataKey
    lock: UnitLock
    manner: Manner


def _open_records(opening: Opening) -> Opened:
    version, former = _version_and_former_key(opening)
    refuse_newer(version, opening.manner.schema)
    if former:
        finish(opening.unit, former, opening.data_key)
    clear_leftovers(opening.unit)
    if version < opening.manner.schema.head:
        _upgrade(opening, version)
    transactions = Transactions(make_engine(opening.unit.records, opening.data_key))
    try:
        _check(opening, transactions)
        with transactions.read() as connection:
            audit = trail_of(connection, opening.data_key)
            warnings = [*opening.unit.warnings(), *_audit_warnings(connection, audit)]
        opened = Opened(
            unit=opening.unit,
            account=opening.account,
            keys=opening.keys,
            data_key=opening.data_key,
            transactions=transactions,
            audit=audit,
            lock=opening.lock,
            warnings=warnings,
        )
        if opened.keys.former:
            how = {"finished": "when the unit was next opened"}
            settle(opened, lambda connection: _note(connection, audit, opening, "new keys", how))
    except BaseException:
        transactions.close()
        raise
    return opened


def _refuse_missing_or_empty(unit: UnitFolder) -> None:
    # An empty file would open as a healthy empty database, whatever the key.
    if not unit.records.is_file() or not unit.records.stat().st_size:
        raise UnitDamaged(
            "The file records.db of this unit is missing or empty. Nothing was changed."
            f" Go back to the newest backup in {unit.backups}."
        )
    if not os.access(unit.records, os.W_OK) or not os.access(unit.path, os.W_OK):
        raise ReadOnly(READ_ONLY.format(doing="opening the unit"))


def _version_and_former_key(opening: Opening) -> tuple[int, DataKey | None]:
    """The schema of the file, and the former data key if that is the one which the records still have."""
    former = opening.keys.former_key(opening.data_key)
    try:
        return _version(opening.unit, opening.data_key), None
    except UnitDamaged:
        if former is None:
            raise
        return _version(opening.unit, former), former


def _version(unit: UnitFolder, data_key: DataKey) -> int:
    """The schema of the file, read without writing: a newer file must stay as it is, its journal included."""
    journal = unit.records.with_name("records.db-wal")
    index = unit.records.with_name("records.db-shm")
    waiting = journal.exists() and journal.stat().st_size > 0
    had_index = index.exists()
    connection = connect(unit.records, data_key, mode="ro", immutable=not waiting)
    try:
        application, version = _pragma(connection, "application_id"), _pragma(connection, "user_version")
    except dbapi2.DatabaseError as fault:
        raise UnitDamaged(
            "The unit's records can't be read with its keys: records.db is damaged, or keys.json is another"
            f" unit's. Nothing was changed. {_way_back(unit)}"
        ) from fault
    finally:
        connection.close()
        if waiting and not had_index:
            index.unlink(missing_ok=True)
    if application != APPLICATION_ID or version < 1:
        raise UnitDamaged(
            "The file records.db is cut short or was not written by IPS Desk. Nothing was changed."
            f" Go back to the newest backup in {unit.backups}."
        )
    return version


def _way_back(unit: UnitFolder) -> str:
    """What loses nothing comes first: other keys than these, if the backup folder has them."""
    if unit.keys_copy.is_file() and unit.keys_copy.read_bytes() != unit.keys.read_bytes():
        return f"{where_a_copy_is(unit)} If it still does not open, go back to the newest backup."
    return f"Go back to the newest backup in {unit.backups}."


def _pragma(connection: Any, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _upgrade(opening: Opening, version: int) -> None:
    engine = make_engine(opening.unit.records, opening.data_key, pragmas=MIGRATION_PRAGMAS)
    transactions = Transactions(engine)
    now = opening.manner.now()
    try:
        with transactions.outside("opening the unit") as connection:
            refuse_damage(connection)
        with transactions.read() as reading:
            audit = trail_of(reading, opening.data_key)
        saved = back_up(opening.unit, transactions, opening.data_key, reason="before upgrade", now=now)
        details = {"from": version, "to": opening.manner.schema.head, "backup": saved.folder.name}
        upgrade(
            engine,
            opening.manner.schema,
            lambda connection: _note(connection, audit, opening, "upgraded", details),
        )
    finally:
        transactions.close()


def _note(
    connection: Connection, audit: AuditTrail, opening: Opening, action: str, details: dict[str, Any]
) -> None:
    audit.append(
        connection,
        account=opening.account,
        action=action,
        kind="unit",
        record_id=None,
        record_uuid=None,
        details=details,
        at=opening.manner.now(),
    )


def _check(opening: Opening, transactions: Transactions) -> None:
    small = opening.unit.records.stat().st_size <= CHECKED_AT_OPENING
    thorough = small if opening.manner.thorough is None else opening.manner.thorough
    with transactions.outside("opening the unit") as connection:
        checkpoint(connection)
        if thorough:
            refuse_damage(connection)


def _audit_warnings(connection: Connection, audit: AuditTrail) -> list[str]:
    """A broken trail is a warning: refusing to open would keep staff from the records they need."""
    bad = audit.verify(connection, last=AUDIT_TAIL)
    if bad is None:
        return []
    return [
        f"The audit trail is broken at entry {bad}: someone changed it outside IPS Desk."
        " The records can be read. Tell your manager, and compare with the newest backup."
    ]
