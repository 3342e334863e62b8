"""A process killed while it changes the keys: everybody who remains gets in, wherever it stopped."""

from __future__ import annotations

import os
import shutil
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from ipsdesk.storage import rotation
from ipsdesk.storage.database import connect
from ipsdesk.storage.keys import KeyFile, read_keys
from ipsdesk.storage.unit_folder import UnitFolder
from tests.storage.leaving import (
    Lines,
    add_two,
    change_keys,
    everybody_gets_in,
    leaver_gets_nowhere,
    save_one,
)
from tests.storage.units import NAME, PASSPHRASE, reopen

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
KILLS, KILLS_OF_FINISHING = 60, 15
BEFORE, COPYING, BOTH, RENAMED, AFTER = "before", "copying", "both generations", "renamed", "after"


def in_a_child(work: Callable[[], object]) -> int:
    """Fork, work, and say how the child ended: 0, or minus the signal that killed it."""
    child = os.fork()
    if not child:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def spread(first: int, last: int, many: int) -> list[int]:
    """As many numbers from ``first`` to ``last``, evenly."""
    return [first + (last - first) * number // (many - 1) for number in range(many)]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def save_and_change(unit: Path, at: int, told: Path) -> None:
    opened = reopen(unit)
    save_one(opened)
    with Lines(at, die) as lines:
        change_keys(opened)
    told.write_text(" ".join(lines.seen))


def save_and_stop_before_renaming(unit: Path) -> None:
    rotation._put_in_place = lambda *_: die()
    save_and_change(unit, 0, unit / "never")


def open_again(unit: Path, at: int, told: Path) -> None:
    with Lines(at, die) as lines:
        reopen(unit)
    told.write_text(" ".join(lines.seen))


def opens_with(unit: Path, keys: KeyFile, *, former: bool) -> bool:
    """Whether the present (or former) key reads a copy of the records."""
    _, data_key = keys.unlock(NAME, PASSPHRASE)
    connection = connect(unit / "records.db", keys.former_key(data_key) or data_key if former else data_key)
    try:
        connection.execute("SELECT count(*) FROM teams").fetchone()
    except dbapi2.DatabaseError:
        return False
    finally:
        connection.close()
    return True


def state_of(unit: Path, scratch: Path) -> str:
    """How far it had come, as a copy of the folder shows."""
    shutil.copytree(unit, scratch)
    keys = read_keys(UnitFolder(scratch))
    if keys.former:
        state = RENAMED if opens_with(scratch, keys, former=False) else BOTH
        assert opens_with(scratch, keys, former=state == BOTH)
    elif keys.since:
        state = AFTER
    else:
        state = COPYING if (scratch / "records.db.part").exists() else BEFORE
    shutil.rmtree(scratch)
    return state


@pytest.fixture
def three(unit: Path) -> tuple[Path, KeyFile]:
    """A unit with a leaver, and the keys as the leaver knows them."""
    add_two(unit)
    return unit, read_keys(UnitFolder(unit))


def test_sixty_kills_while_the_keys_are_changed(three: tuple[Path, KeyFile], tmp_path: Path) -> None:
    unit, old = three
    place, told, scratch = tmp_path / "now", tmp_path / "told", tmp_path / "scratch"
    folder = place / unit.name

    def run(at: int) -> int:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(unit.parent, place)
        return in_a_child(lambda: save_and_change(folder, at, told))

    assert run(0) == 0
    everybody_gets_in(folder, 301)  # what was not stopped came to its end
    lines = told.read_text().split()
    copied = len(lines) - lines[::-1].index("sync_file")  # what follows is short and decides
    seen: Counter[str] = Counter()
    for kill in [*spread(1, copied, KILLS // 3), *spread(copied, len(lines), KILLS - KILLS // 3)]:
        assert run(kill) == -signal.SIGKILL
        state = state_of(folder, scratch)
        seen[state] += 1
        everybody_gets_in(folder, 301)
        if state in (BOTH, RENAMED, AFTER) and seen[state] == 1:
            leaver_gets_nowhere(folder, old, scratch)
            shutil.rmtree(scratch)
    assert min(seen[state] for state in (BEFORE, COPYING, BOTH, RENAMED, AFTER)) >= 2, seen
    assert seen.total() == KILLS


def test_kills_while_an_interrupted_change_is_finished(three: tuple[Path, KeyFile], tmp_path: Path) -> None:
    unit, old = three
    stopped, place, told = tmp_path / "stopped", tmp_path / "now", tmp_path / "told"
    folder, scratch = place / unit.name, tmp_path / "scratch"
    shutil.copytree(unit.parent, stopped)
    assert in_a_child(lambda: save_and_stop_before_renaming(stopped / unit.name)) == -signal.SIGKILL
    assert state_of(stopped / unit.name, scratch) == BOTH

    def run(at: int) -> int:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(stopped, place)
        return in_a_child(lambda: open_again(folder, at, told))

    assert run(0) == 0
    everybody_gets_in(folder, 301)
    seen: Counter[str] = Counter()
    for kill in spread(1, len(told.read_text().split()), KILLS_OF_FINISHING):
        assert run(kill) == -signal.SIGKILL
        seen[state_of(folder, scratch)] += 1
        everybody_gets_in(folder, 301)
    leaver_gets_nowhere(folder, old, scratch)
    assert set(seen) >= {BOTH, RENAMED}, seen
