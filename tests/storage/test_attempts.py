"""Wrong passphrases cost a growing wait, never the unit, whatever the clock and the disk do."""

from __future__ import annotations

import errno
import json
import stat
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ipsdesk.errors import UnitInUse, WaitFirst, WrongPassphrase
from ipsdesk.storage import attempts
from ipsdesk.storage.key_slots import Argon2Cost
from ipsdesk.storage.opening import Opened, open_unit, open_with_recovery_key
from tests.storage.units import NAME, NOON, PASSPHRASE, digest

OTHERS_RECOVERY_KEY = "0000-0000-0000-0000-0000-0000-0000-0000-0"


class Person:
    """Somebody with a clock, at a unit."""

    def __init__(self, unit: Path) -> None:
        self.unit, self.time = unit, NOON

    def tries(self, passphrase: str = "wrong") -> Opened:
        return open_unit(self.unit, NAME, passphrase, now=self.clock)

    def clock(self) -> datetime:
        return self.time

    def is_wrong(self, times: int = 1) -> None:
        for time in range(times):
            self.waits(minutes=5 if time else 0)
            with pytest.raises(WrongPassphrase, match="This account name and passphrase don't open the unit"):
                self.tries()

    def must_wait(self, passphrase: str = PASSPHRASE) -> int:
        before = digest(self.unit)
        with pytest.raises(WaitFirst, match="Nothing was changed") as caught:
            self.tries(passphrase)
        assert digest(self.unit) == before
        return caught.value.seconds

    def waits(self, **how_long: float) -> None:
        self.time += timedelta(**how_long)


@pytest.fixture
def person(unit: Path) -> Person:
    return Person(unit)


def test_the_first_three_cost_nothing_and_then_each_costs_more_up_to_five_minutes(person: Person) -> None:
    for _ in range(3):
        person.is_wrong()
    waited = []
    for _ in range(9):
        person.is_wrong()
        waited.append(person.must_wait())
        person.waits(seconds=waited[-1])
    assert waited == [4, 8, 16, 32, 64, 128, 256, 300, 300]
    with person.tries(PASSPHRASE) as opened:
        assert opened.wrong_before == 12
        assert opened.wrong_last == person.time - timedelta(seconds=300)
    assert not (person.unit / "unit.attempts").exists()
    for _ in range(3):
        person.is_wrong()
    with person.tries(PASSPHRASE) as opened:
        assert opened.wrong_before == 3
    with person.tries(PASSPHRASE) as opened:
        assert (opened.wrong_before, opened.wrong_last) == (0, None)


def test_the_wait_is_said_and_runs_down(person: Person) -> None:
    person.is_wrong(4)
    person.waits(seconds=3.2)
    assert person.must_wait() == 1
    with pytest.raises(WaitFirst, match=r"Wait 1 second, then try again\."):
        person.tries()
    person.waits(seconds=0.8)
    person.is_wrong()
    for _ in range(5):
        person.waits(hours=1)
        person.is_wrong()
    with pytest.raises(WaitFirst, match=r"Wait 4 minutes and 16 seconds, then try again\."):
        person.tries()


def test_no_key_is_derived_before_its_time(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    person.is_wrong(4)

    def derive(*_: object) -> bytes:
        raise AssertionError("a key was derived")

    monkeypatch.setattr(Argon2Cost, "derive", derive)
    person.must_wait()
    person.must_wait("wrong")
    with pytest.raises(WaitFirst):
        open_with_recovery_key(person.unit, OTHERS_RECOVERY_KEY, now=person.clock)


def test_wrong_recovery_keys_count_and_the_right_one_clears(person: Person) -> None:
    for _ in range(4):
        with pytest.raises(WrongPassphrase):
            open_with_recovery_key(person.unit, OTHERS_RECOVERY_KEY, now=person.clock)
    assert person.must_wait() == 4
    person.waits(seconds=4)
    recovery_key = (person.unit.parent / "recovery.txt").read_text()
    with open_with_recovery_key(person.unit, recovery_key, now=person.clock) as opened:
        assert opened.wrong_before == 4
    person.is_wrong(4)


@pytest.mark.parametrize("days", [1, 365])
def test_a_clock_set_back_lengthens_no_wait(person: Person, days: int) -> None:
    person.is_wrong(6)
    person.waits(days=-days)
    assert person.must_wait() == 16
    person.waits(seconds=15)
    assert person.must_wait() == 1
    person.waits(seconds=1)
    person.tries(PASSPHRASE).close()


def test_a_clock_set_forward_ends_the_wait(person: Person) -> None:
    person.is_wrong(6)
    person.waits(days=365)
    person.tries(PASSPHRASE).close()


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_takes_no_note_keeps_nobody_out(
    person: Person, monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    person.is_wrong(6)

    def refuse(*_: object, **__: Any) -> None:
        raise OSError(fault, "refused")

    monkeypatch.setattr(attempts, "write_private", refuse)
    assert person.must_wait() == 16
    person.waits(seconds=16)
    person.is_wrong(3)
    person.waits(days=-365)  # the wait can't be counted from now, and must not last a year
    with person.tries(PASSPHRASE) as opened:
        assert opened.wrong_before == 6


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"null",
        b'{"wrong": 9, "last": 1}',
        b'{"wrong": 1e999, "last": "2025-03-03T12:00:00Z"}',
        b'{"wrong": 9, "last": "2025-03-03T12:00:00"}',
        b'{"wrong": -5, "last": "2025-03-03T12:00:00Z"}',
    ],
)
def test_a_note_that_says_nothing_keeps_nobody_out(person: Person, data: bytes) -> None:
    (person.unit / "unit.attempts").write_bytes(data)
    person.tries(PASSPHRASE).close()


def test_the_note_names_nobody_and_is_its_owners_only(person: Person) -> None:
    person.is_wrong(2)
    note = person.unit / "unit.attempts"
    assert json.loads(note.read_bytes()) == {"wrong": 2, "last": person.time.isoformat()}
    assert not stat.S_IMODE(note.stat().st_mode) & 0o077


def test_while_another_has_the_unit_open_nothing_is_counted(person: Person) -> None:
    with person.tries(PASSPHRASE):
        for _ in range(5):
            with pytest.raises(UnitInUse):
                person.tries()
    with person.tries(PASSPHRASE) as opened:
        assert opened.wrong_before == 0
