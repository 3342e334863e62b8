"""One program at a time: the unit's lock, and who holds it."""

from __future__ import annotations

import json
import os
import platform
from datetime import datetime
from types import TracebackType

from filelock import FileLock, Timeout

from ipsdesk.errors import CannotRun, DeskError, NoSpace, UnitInUse
from ipsdesk.storage.faults import plain_words
from ipsdesk.storage.private_files import write_private
from ipsdesk.storage.unit_folder import UnitFolder


class UnitLock:
    """Taken before anything of a unit is read and freed last.

    The operating system frees it when a program ends, however it ends: after a crash nothing is asked. Taking
    it also shows whether the folder can be written to.
    """

    def __init__(self, unit: UnitFolder, since: datetime) -> None:
        self._unit = unit
        self._since = since
        # A soft lock (a mere file) would outlive a crash, so a disk without real locks is refused instead.
        self._lock = FileLock(
            unit.lock, mode=0o600, thread_local=False, fallback_to_soft=False, preserve_lock_file=True
        )

    @property
    def held(self) -> bool:
        """Whether this program has the lock."""
        return self._lock.is_locked

    def take(self) -> None:
        """Take the lock at once or not at all.

        Raises:
            UnitInUse: another program has it; the sentence says who, on which computer and since when.
            ReadOnly, CannotRun: the folder can't be written to, or its disk offers no locks.
        """
        try:
            with plain_words("opening the unit", files=True):
                self._acquire()
                self.held_by(None)
        except DeskError:
            self.free()
            raise

    def held_by(self, account: int | None) -> None:
        """Note who has the lock, for others to read; a full disk does not keep anybody from reading records.

        Raises:
            ReadOnly: the folder can't be written to.
        """
        note = {
            "account": account,
            "host": platform.node(),
            "since": self._since.isoformat(),
            "pid": os.getpid(),
        }
        try:
            with plain_words("opening the unit", files=True):
                write_private(self._unit.holder, json.dumps(note).encode(), durable=False)
        except NoSpace:
            return

    def free(self) -> None:
        """Free the lock if it is held."""
        if self._lock.is_locked:
            self._unit.holder.unlink(missing_ok=True)
            self._lock.release()

    def __enter__(self) -> UnitLock:
        self.take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.free()

    def _acquire(self) -> None:
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            raise UnitInUse(
                f"This unit is open already{_who(self._unit)}. Nothing was changed."
                " Close it there, or wait until it is closed, then try again."
            ) from None
        except (IsADirectoryError, NotImplementedError) as fault:
            raise CannotRun(
                f"The unit can't be locked: {self._unit.lock} is not an ordinary file. Nothing was changed."
                " Remove it and try again."
            ) from fault


def _who(unit: UnitFolder) -> str:
    """As much as the holder's note tells, ready to follow "open already"."""
    try:
        note = json.loads(unit.holder.read_bytes())
        account = f" by account {int(note['account'])}" if note["account"] is not None else ""
        since = datetime.fromisoformat(note["since"])
        return f"{account} on the computer {note['host']} since {since:%H:%M} on {since.day} {since:%B %Y}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
