"""One program at a time, who has the unit, and a folder that can't be written to."""

from __future__ import annotations

import json
import os
import shutil
import signal
import tempfile
from pathlib import Path

import pytest

from ipsdesk.errors import CannotRun, NoSpace, UnitInUse
from ipsdesk.storage import lock as lock_module
from ipsdesk.storage.lock import UnitLock
from ipsdesk.storage.unit_folder import UnitFolder
from tests.storage.units import NOON, count_teams, digest, reopen, run_child, start_child

HOLD = """
import sys
from pathlib import Path
from tests.storage.units import reopen
opened = reopen(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
opened.close()
"""

TRY_AS_NOBODY = """
import os, sys
from pathlib import Path
from tests.storage.units import reopen
if os.geteuid() == 0:
    os.setuid(65534)
try:
    reopen(Path(sys.argv[1]))
except Exception as error:
    print(type(error).__name__, error)
"""


def test_a_second_process_is_told_who_has_the_unit(unit: Path) -> None:
    child = start_child(HOLD, str(unit))
    assert child.stdout is not None
    try:
        assert child.stdout.readline() == "open\n"
        keys_before = (unit / "keys.json").read_bytes()
        with pytest.raises(UnitInUse, match=r"by account 1 on the computer .+ since 12:00 on 3 March 2025"):
            reopen(unit)
        assert (unit / "keys.json").read_bytes() == keys_before
    finally:
        child.communicate("\n", timeout=30)
    with reopen(unit) as opened:
        assert count_teams(opened) == 300
    assert not UnitFolder(unit).holder.exists()


def test_a_crash_leaves_a_lock_that_asks_nothing(unit: Path) -> None:
    for _ in range(3):
        child = start_child(HOLD, str(unit))
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        child.send_signal(signal.SIGKILL)
        child.communicate(timeout=30)
        assert UnitFolder(unit).holder.exists()
        reopen(unit).close()


def test_the_same_program_cannot_open_a_unit_twice(unit: Path) -> None:
    with reopen(unit), pytest.raises(UnitInUse):
        reopen(unit)
    reopen(unit).close()


def test_without_a_readable_note_the_sentence_still_stands(unit: Path) -> None:
    with reopen(unit):
        UnitFolder(unit).holder.write_text("{}")
        with pytest.raises(UnitInUse, match=r"^This unit is open already\. Nothing was changed\."):
            reopen(unit)


def test_the_note_holds_number_computer_and_time_only(unit: Path) -> None:
    with reopen(unit):
        note = json.loads(UnitFolder(unit).holder.read_bytes())
    assert set(note) == {"account", "host", "since", "pid"}
    assert note["account"] == 1


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_read_only_folder_is_refused_in_words(unit: Path) -> None:
    # A place of its own, since pytest's folders are closed to the unprivileged child.
    place = Path(tempfile.mkdtemp())
    try:
        copy = Path(shutil.copytree(unit.parent, place / "read only")) / unit.name
        for path in (place, *place.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        before = digest(place)
        status, said = run_child(TRY_AS_NOBODY, str(copy))
        assert status == 0
        assert said.startswith("ReadOnly This folder can't be written to, so opening the unit was not done.")
        assert digest(place) == before
        (copy / "unit.lock").chmod(0o666)
        assert run_child(TRY_AS_NOBODY, str(copy))[1].startswith("ReadOnly ")
    finally:
        for path in (place, *place.rglob("*")):
            path.chmod(0o755)
        shutil.rmtree(place)


def test_a_folder_in_the_place_of_the_lock_is_named(unit: Path) -> None:
    UnitFolder(unit).lock.unlink()
    UnitFolder(unit).lock.mkdir()
    with pytest.raises(CannotRun, match=r"unit\.lock is not an ordinary file"):
        reopen(unit)


def test_a_full_disk_does_not_keep_anybody_from_reading(unit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise NoSpace("full")

    monkeypatch.setattr(lock_module, "write_private", full)
    with reopen(unit) as opened:
        assert count_teams(opened) == 300


def test_the_lock_is_freed_however_the_block_ends(unit: Path) -> None:
    lock = UnitLock(UnitFolder(unit), NOON)

    def fail() -> None:
        with lock:
            assert lock.held
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not lock.held
    lock.free()
