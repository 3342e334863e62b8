"""Wrong passphrases typed for a unit: each makes the next wait longer, and nobody is locked out for good."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from ipsdesk.errors import WaitFirst, WrongPassphrase
from ipsdesk.storage.private_files import write_private
from ipsdesk.storage.unit_folder import UnitFolder

FREE = 3
FIRST_WAIT = timedelta(seconds=4)
LONGEST_WAIT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Attempts:
    """How many wrong passphrases there were since the last sign-in, and when the last was typed."""

    wrong: int = 0
    last: datetime | None = None

    def wait(self, now: datetime) -> timedelta:
        """How long the next one must wait; a clock set back never makes that longer than it was at first."""
        if self.last is None or self.wrong <= FREE:
            return timedelta()
        doublings = min(self.wrong - FREE - 1, 10)
        due = min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
        return max(min(self.last + due - now, due), timedelta())


def read_attempts(unit: UnitFolder) -> Attempts:
    """What the unit's note says; none where it is missing or damaged, which keeps nobody out."""
    try:
        note = json.loads(unit.attempts.read_bytes())
        last = datetime.fromisoformat(note["last"])
        return Attempts(max(int(note["wrong"]), 0), last if last.tzinfo else None)
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return Attempts()


@contextmanager
def counted(unit: UnitFolder, now: datetime) -> Iterator[Attempts]:
    """Around the trying of a passphrase: one that is wrong is noted. Gives what was noted before.

    Raises:
        WaitFirst: it is too early, and nothing was tried.
    """
    before = read_attempts(unit)
    _refuse_early(unit, before, now)
    try:
        yield before
    except WrongPassphrase:
        _write(unit, Attempts(before.wrong + 1, now))
        raise


def _refuse_early(unit: UnitFolder, attempts: Attempts, now: datetime) -> None:
    left = attempts.wait(now)
    if attempts.last and attempts.last > now and not _write(unit, Attempts(attempts.wrong, now)):
        return  # the clock was set back and the wait can't be counted from now: it would never end
    if left:
        seconds = ceil(left.total_seconds())
        raise WaitFirst(
            f"Several wrong passphrases were typed for this unit. Wait {_in_words(seconds)}, then try again."
            " Nothing was changed.",
            seconds,
        )


def clear_attempts(unit: UnitFolder) -> None:
    """Forget them after a sign-in."""
    try:
        unit.attempts.unlink(missing_ok=True)
    except OSError:
        return  # they make somebody wait once more, at most


def _write(unit: UnitFolder, attempts: Attempts) -> bool:
    """Whether it could be noted: a disk that can't be written to keeps nobody from trying."""
    note = {"wrong": attempts.wrong, "last": attempts.last.isoformat() if attempts.last else None}
    try:
        write_private(unit.attempts, json.dumps(note).encode(), durable=False)
    except OSError:
        return False
    return True


def _in_words(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    parts = [_counted(minutes, "minute"), _counted(rest, "second")]
    return " and ".join(filter(None, parts))


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""
