"""Changing the data key of an open unit, so that who has left opens nothing that is made from then on.

The order, such that everybody who remains gets in wherever it stops:

1. With the door shut (no record can be saved meanwhile), the records are copied under the present key; the
   copy, not the live file, gets the new key and is verified and forced to the disk. A full disk or damage
   shows here, before anything is changed; a copy left behind is cleared away at the next opening.
2. ``keys.json`` with both generations: it opens the unit whichever key the records have.
3. The live file is closed without a journal (one left beside another file would damage it), then the copy
   takes its name. If it can't, ``keys.json`` becomes what it was.
4. ``keys.json`` with the new generation only.

An opening that finds the records under the former key (stopped after 2) makes the copy anew, since it must
hold what was saved last, and goes on with 3; one that finds both generations goes on with 4.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine

from ipsdesk.errors import CannotRun, DeskError, NoSpace, UnitDamaged
from ipsdesk.storage.backup import AUDIT_HEAD
from ipsdesk.storage.data_key import DataKey
from ipsdesk.storage.database import connect, make_engine
from ipsdesk.storage.faults import plain_words
from ipsdesk.storage.integrity import bad_references, checkpoint, refuse_damage, row_counts
from ipsdesk.storage.keys import KeyFile, write_keys
from ipsdesk.storage.private_files import PART, make_private_file, sync_file, sync_folder, write_private
from ipsdesk.storage.unit_folder import UnitFolder

if TYPE_CHECKING:
    from ipsdesk.storage.opening import Opened

DOING = "changing the unit's keys"
NO_SPACE = (
    "To change the unit's keys, its records are copied, and the disk has not enough space for that"
    " ({size} MB). Nothing was changed and everything saved is safe. Free some space on the disk, then try"
    " again."
)
JOURNAL_LEFT = (
    "The unit's records could not be closed completely, so its keys were not changed. Everything saved is"
    " safe. Close the unit, open it again, then try again."
)
NOT_EQUAL = (
    "The copy of the records that was to get new keys is not what the unit holds ({found}), so the keys were"
    " not changed. Everything saved is safe. Check the unit, then try again."
)


def rotate(opened: Opened, keys: KeyFile, *, now: datetime) -> None:
    """Give an open unit a new data key, to which only the slots in ``keys`` lead.

    A backup made before still opens with the former key; the audit entry, and a backup after it, are the
    caller's to make.

    Raises:
        NoSpace, ReadOnly, UnitDamaged, CannotRun: the unit has the keys and the records it had.
        RuntimeError: the caller is inside a transaction, or the unit is closed.
    """
    new = DataKey.new()
    both = keys.sealed_anew(new, opened.data_key, since=now)
    with plain_words(DOING, files=True), opened.transactions.exchanging(DOING) as engine:
        with engine.begin() as connection:
            opened.audit.keep_key(connection)
        _copy(engine, opened.unit, opened.data_key, new)
        try:
            write_private(opened.unit.keys, both.to_bytes())
            _put_in_place(engine, opened.unit)
        except Exception:  # the renaming comes last: it was not done
            clear_leftovers(opened.unit)
            write_private(opened.unit.keys, opened.keys.to_bytes())
            raise
        opened.data_key.become(new)
        opened.keys = both
    settle(opened)


def finish(unit: UnitFolder, former: DataKey, data_key: DataKey) -> None:
    """Bring records that still have the former key to the present one.

    Raises:
        NoSpace, ReadOnly, UnitDamaged, CannotRun: both generations stay valid; the next opening tries again.
    """
    engine = make_engine(unit.records, former)
    try:
        with plain_words(DOING, files=True):
            _copy(engine, unit, former, data_key)
            _put_in_place(engine, unit)
    finally:
        engine.dispose()


def settle(opened: Opened, note: Callable[[Connection], object] | None = None) -> None:
    """Write ``keys.json`` with the present generation only, after ``note`` wrote its entry.

    What keeps it from being written becomes a warning: everybody gets in, and the next opening tries again.
    """
    opened.keys = opened.keys.settled(opened.data_key)
    try:
        with plain_words(DOING, files=True):
            sync_folder(opened.unit.path)  # the records' new name, before what led to the former ones goes
            if note:
                with opened.transactions.begin() as connection:
                    note(connection)
            write_keys(opened.unit, opened.keys)
    except DeskError as error:
        opened.warnings.append(str(error))


def clear_leftovers(unit: UnitFolder) -> None:
    """Remove what an interrupted change of the keys left in the unit's folder."""
    for leftover in (*unit.path.glob(f"{_part(unit).name}*"), unit.keys.with_name(unit.keys.name + PART)):
        leftover.unlink(missing_ok=True)


def _part(unit: UnitFolder) -> Path:
    return unit.records.with_name(unit.records.name + PART)


def _copy(engine: Engine, unit: UnitFolder, present: DataKey, new: DataKey) -> None:
    """The live records under the new key, verified and safe on the disk beside them."""
    try:
        with plain_words(DOING, files=True), closing(engine.raw_connection()) as proxy:
            clear_leftovers(unit)
            live = proxy.driver_connection
            _write_copy(live, _part(unit), present, new)
            _verify_copy(live, _part(unit), new)
            sync_file(_part(unit))
    except BaseException as fault:
        clear_leftovers(unit)
        if isinstance(fault, NoSpace):
            size = unit.records.stat().st_size // 1_000_000 + 1
            raise NoSpace(NO_SPACE.format(size=size)) from fault
        raise


def _write_copy(live: Any, part: Path, present: DataKey, new: DataKey) -> None:
    make_private_file(part)
    with closing(connect(part, present)) as copy:
        # No journal, which would take as much space again: a copy that fails is thrown away.
        for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=OFF", "synchronous=OFF"):
            copy.execute(f"PRAGMA {pragma}").fetchall()
        live.backup(copy)
        # The copy took over the journal mode of the live file.
        for pragma in ("journal_mode=OFF", f"rekey = \"x'{new.value.hex()}'\""):
            copy.execute(f"PRAGMA {pragma}").fetchall()


def _verify_copy(live: Any, part: Path, new: DataKey) -> None:
    with closing(connect(part, new, mode="ro", immutable=True)) as copy:
        refuse_damage(copy)
        found = bad_references(copy)
        if not found and row_counts(copy) != row_counts(live):
            found = "other numbers of rows"
        if not found and copy.execute(AUDIT_HEAD).fetchone() != live.execute(AUDIT_HEAD).fetchone():
            found = "another end of the audit trail"
        if found:
            raise UnitDamaged(NOT_EQUAL.format(found=found))


def _put_in_place(engine: Engine, unit: UnitFolder) -> None:
    with closing(engine.raw_connection()) as proxy:
        checkpoint(proxy.driver_connection)
    engine.dispose()
    if unit.records.with_name("records.db-wal").exists():
        raise CannotRun(JOURNAL_LEFT)
    _part(unit).replace(unit.records)
