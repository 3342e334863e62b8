"""Making a new unit: built under a temporary name beside its place, never half made under its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun
from ipsdesk.storage.audit import AuditTrail
from ipsdesk.storage.data_key import DataKey, Purpose
from ipsdesk.storage.database import Transactions, make_engine
from ipsdesk.storage.faults import plain_words
from ipsdesk.storage.key_slots import Argon2Cost
from ipsdesk.storage.keys import copy_keys, create_keys
from ipsdesk.storage.opening import Manner, Opened, open_with, utc_now
from ipsdesk.storage.private_files import (
    PART,
    make_private_file,
    make_private_folder,
    sync_file,
    sync_folder,
    write_private,
)
from ipsdesk.storage.unit_folder import UnitFolder
from ipsdesk.storage.upgrade import THIS_PROGRAM, Schema, create_schema

Fill = Callable[[Connection, AuditTrail], object]
DEFAULT_COST = Argon2Cost()


class Created(NamedTuple):
    """A new unit, open, and its recovery key as it is to be printed (kept nowhere)."""

    opened: Opened
    recovery_key: str


def create_unit(  # noqa: PLR0913 (four of them have a usual value)
    folder: Path,
    account_name: str,
    passphrase: str,
    *,
    cost: Argon2Cost = DEFAULT_COST,
    now: Callable[[], datetime] = utc_now,
    schema: Schema = THIS_PROGRAM,
    fill: Fill | None = None,
) -> Created:
    """Make a unit with account 1 and open it. ``fill`` writes its first rows in the creating transaction.

    The passphrase is not judged here (see ``check_passphrase``): the practice copy has a known one.

    Raises:
        CannotRun: the folder holds something already.
        NoSpace, ReadOnly, CannotRun: as the disk asks; nothing is left behind.
        ValueError: the account name is empty.
    """
    unit = UnitFolder(folder)
    data_key = DataKey.new()
    keys, recovery_key = create_keys(account_name, passphrase, data_key, cost)
    with plain_words("making the unit", files=True):
        _refuse_occupied(unit)
        make_private_folder(unit.path.parent)
        _clear_leftovers(unit)
        part = UnitFolder(Path(tempfile.mkdtemp(prefix=_mark(unit), suffix=PART, dir=unit.path.parent)))
        try:
            write_private(part.keys, keys.to_bytes())
            _make_records(part, data_key, schema, fill)
            if unit.path.is_dir():
                unit.path.rmdir()
            part.path.rename(unit.path)
        except BaseException:
            shutil.rmtree(part.path, ignore_errors=True)
            raise
        try:
            copy_keys(unit, keys)
            sync_folder(unit.path.parent)
            return Created(open_with(unit, lambda _: (1, data_key), Manner(now, schema)), recovery_key)
        except BaseException:
            # Nobody has seen its recovery key: a unit that can't be opened now must not stay.
            shutil.rmtree(unit.path, ignore_errors=True)
            raise


def _refuse_occupied(unit: UnitFolder) -> None:
    if unit.path.exists() and (not unit.path.is_dir() or any(unit.path.iterdir())):
        raise CannotRun(
            f"There is something in {unit.path} already. Nothing was changed."
            " Choose a new name for the unit, or open what is there."
        )


def _make_records(part: UnitFolder, data_key: DataKey, schema: Schema, fill: Fill | None) -> None:
    make_private_file(part.records)
    engine = make_engine(part.records, data_key)
    transactions = Transactions(engine)
    try:
        with transactions.begin() as connection:
            create_schema(connection, schema)
            if fill:
                fill(connection, AuditTrail(data_key.derive(Purpose.AUDIT)))
    finally:
        transactions.close()
    sync_file(part.records)
    sync_folder(part.path)


def _mark(unit: UnitFolder) -> str:
    return f".{unit.path.name}."


def _clear_leftovers(unit: UnitFolder) -> None:
    for leftover in unit.path.parent.glob(f"{_mark(unit)}*{PART}"):
        shutil.rmtree(leftover, ignore_errors=True)
