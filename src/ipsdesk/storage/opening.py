"""Making a unit and opening it, step by step, so that a refusal leaves every file as it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlcipher3 import dbapi2

from ipsdesk.errors import NoUnit, ReadOnly, UnitDamaged
from ipsdesk.storage.audit import AuditTrail
from ipsdesk.storage.backup import back_up
from ipsdesk.storage.data_key import DataKey, Purpose
from ipsdesk.storage.database import APPLICATION_ID, MIGRATION_PRAGMAS, Transactions, connect, make_engine
from ipsdesk.storage.faults import READ_ONLY, plain_words
from ipsdesk.storage.integrity import checkpoint, refuse_damage
from ipsdesk.storage.keys import KeyFile, read_keys
from ipsdesk.storage.lock import UnitLock
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

    ``account`` is None when the recovery key opened it.
    """

    unit: UnitFolder
    account: int | None
    keys: KeyFile = field(repr=False)
    data_key: DataKey
    transactions: Transactions
    audit: AuditTrail
    lock: UnitLock
    warnings: list[str] = field(default_factory=list)

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
        NoUnit, UnitInUse, ReadOnly, UnitDamaged, WrongPassphrase, NewerUnit, NoSpace, CannotRun: nothing was
        changed.
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
    if not unit.exists():
        raise NoUnit(
            f"There is no unit in {unit.path}. Nothing was changed."
            " Choose the unit's own folder (its name usually ends in .ipsdesk), or make a new unit."
        )
    lock = UnitLock(unit, manner.now())
    lock.take()
    try:
        _refuse_missing_or_empty(unit)
        keys = read_keys(unit)
        account, data_key = unlock(keys)
        lock.held_by(account)
        return _open_records(Opening(unit, account, keys, data_key, lock, manner))
    except BaseException:
        lock.free()
        raise


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
    audit = AuditTrail(opening.data_key.derive(Purpose.AUDIT))
    version = _version(opening)
    refuse_newer(version, opening.manner.schema)
    if version < opening.manner.schema.head:
        _upgrade(opening, audit, version)
    transactions = Transactions(make_engine(opening.unit.records, opening.data_key))
    try:
        _check(opening, transactions)
        warnings = [*opening.unit.warnings(), *_audit_warnings(transactions, audit)]
    except BaseException:
        transactions.close()
        raise
    return Opened(
        unit=opening.unit,
        account=opening.account,
        keys=opening.keys,
        data_key=opening.data_key,
        transactions=transactions,
        audit=audit,
        lock=opening.lock,
        warnings=warnings,
    )


def _refuse_missing_or_empty(unit: UnitFolder) -> None:
    # An empty file would open as a healthy empty database, whatever the key.
    if not unit.records.is_file() or not unit.records.stat().st_size:
        raise UnitDamaged(
            "The file records.db of this unit is missing or empty. Nothing was changed."
            f" Go back to the newest backup in {unit.backups}."
        )
    if not os.access(unit.records, os.W_OK) or not os.access(unit.path, os.W_OK):
        raise ReadOnly(READ_ONLY.format(doing="opening the unit"))


def _version(opening: Opening) -> int:
    """The schema of the file, read without writing: a newer file must stay as it is, its journal included."""
    unit = opening.unit
    journal = unit.records.with_name("records.db-wal")
    index = unit.records.with_name("records.db-shm")
    waiting = journal.exists() and journal.stat().st_size > 0
    had_index = index.exists()
    connection = connect(unit.records, opening.data_key, mode="ro", immutable=not waiting)
    try:
        application, version = _pragma(connection, "application_id"), _pragma(connection, "user_version")
    except dbapi2.DatabaseError as fault:
        raise UnitDamaged(
            "The unit's records can't be read with its keys: records.db is damaged, or keys.json is another"
            f" unit's. Nothing was changed. Go back to the newest backup in {unit.backups}."
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


def _pragma(connection: Any, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _upgrade(opening: Opening, audit: AuditTrail, version: int) -> None:
    engine = make_engine(opening.unit.records, opening.data_key, pragmas=MIGRATION_PRAGMAS)
    transactions = Transactions(engine)
    now = opening.manner.now()
    try:
        with transactions.outside("opening the unit") as connection:
            refuse_damage(connection)
        saved = back_up(opening.unit, transactions, opening.data_key, reason="before upgrade", now=now)
        details = {"from": version, "to": opening.manner.schema.head, "backup": saved.folder.name}
        upgrade(
            engine,
            opening.manner.schema,
            lambda connection: audit.append(
                connection,
                account=opening.account,
                action="upgraded",
                kind="unit",
                record_id=None,
                record_uuid=None,
                details=details,
                at=now,
            ),
        )
    finally:
        transactions.close()


def _check(opening: Opening, transactions: Transactions) -> None:
    small = opening.unit.records.stat().st_size <= CHECKED_AT_OPENING
    thorough = small if opening.manner.thorough is None else opening.manner.thorough
    with transactions.outside("opening the unit") as connection:
        checkpoint(connection)
        if thorough:
            refuse_damage(connection)


def _audit_warnings(transactions: Transactions, audit: AuditTrail) -> list[str]:
    """A broken trail is a warning: refusing to open would keep staff from the records they need."""
    with transactions.read() as connection:
        bad = audit.verify(connection, last=AUDIT_TAIL)
    if bad is None:
        return []
    return [
        f"The audit trail is broken at entry {bad}: someone changed it outside IPS Desk."
        " The records can be read. Tell your manager, and compare with the newest backup."
    ]
