"""What the database and the disk report, turned into sentences for the person at the desk."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from ipsdesk.errors import CannotRun, DeskError, NoSpace, ReadOnly, UnitDamaged, UnitInUse

FULL = (
    "The disk is full, so {doing} was not finished. Everything saved before is safe."
    " Free some space on the disk, then try again."
)
READ_ONLY = (
    "This folder can't be written to, so {doing} was not done. Everything saved before is safe."
    " Ask for permission to change the folder, or move the unit to one that you may change."
)
DISK = (
    "The disk reported a fault, so {doing} was not finished. Everything saved before is kept."
    " Check that the drive is connected and has free space, then try again."
)
DAMAGED = (
    "The unit's records are damaged, so {doing} stopped. Nothing was changed by this program."
    " Keep the unit as it is and go back to the newest backup."
)
IN_USE = (
    "Another program is using the unit's records, so {doing} was not done. Nothing was changed."
    " Close the other program, then try again."
)
CANNOT_OPEN = (
    "The unit's records could not be opened, so {doing} was not done. Nothing was changed."
    " Check that the drive is connected and that you may use this folder, then try again."
)

# SQLite's primary result codes (the low byte of the extended ones).
OF_DATABASE: dict[int, tuple[type[DeskError], str]] = {
    3: (ReadOnly, READ_ONLY),
    5: (UnitInUse, IN_USE),
    6: (UnitInUse, IN_USE),
    8: (ReadOnly, READ_ONLY),
    10: (CannotRun, DISK),
    11: (UnitDamaged, DAMAGED),
    13: (NoSpace, FULL),
    14: (CannotRun, CANNOT_OPEN),
    26: (UnitDamaged, DAMAGED),
}

# The driver's backup call gives no code with its errors, only SQLite's words.
BY_WORDS = {
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "attempt to write a readonly database": 8,
    "unable to open database file": 14,
    "file is not a database": 26,
    "database is locked": 5,
}

OF_SYSTEM: dict[int, tuple[type[DeskError], str]] = {
    errno.ENOSPC: (NoSpace, FULL),
    errno.EFBIG: (NoSpace, FULL),
    getattr(errno, "EDQUOT", errno.ENOSPC): (NoSpace, FULL),
    errno.EROFS: (ReadOnly, READ_ONLY),
    errno.EACCES: (ReadOnly, READ_ONLY),
    errno.EPERM: (ReadOnly, READ_ONLY),
}


@contextmanager
def plain_words(doing: str, *, files: bool = False) -> Iterator[None]:
    """Raise what goes wrong inside as a ``DeskError``; ``doing`` is a noun such as "the backup".

    Faults of the program (a broken constraint, wrong SQL) pass through unchanged. ``files=True`` also turns
    errors of the operating system, for blocks that touch no other files than the unit's and its backups'.

    Raises:
        NoSpace, ReadOnly, UnitDamaged, UnitInUse, CannotRun: as the fault asks.
    """
    try:
        yield
    except (DBAPIError, dbapi2.Error) as fault:
        known = OF_DATABASE.get(_code(fault.orig if isinstance(fault, DBAPIError) else fault))
        if known is None:
            raise
        raise _error(known, doing) from fault
    except OSError as fault:
        if not files:
            raise
        raise _error(OF_SYSTEM.get(fault.errno or 0, (CannotRun, DISK)), doing) from fault


def _code(fault: BaseException | None) -> int:
    code = getattr(fault, "sqlite_errorcode", None) or BY_WORDS.get(str(fault), 0)
    return int(code) & 0xFF


def _error(known: tuple[type[DeskError], str], doing: str) -> DeskError:
    kind, sentence = known
    return kind(sentence.format(doing=doing))
