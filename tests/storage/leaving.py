"""A unit of three, one of whom leaves: who gets in afterwards, and what must hold wherever it stopped."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from sqlalchemy import text

from ipsdesk.errors import UnitDamaged, WrongPassphrase
from ipsdesk.storage.keys import KeyFile, read_keys, write_keys
from ipsdesk.storage.opening import Opened, open_unit, open_with_recovery_key
from ipsdesk.storage.rotation import rotate
from ipsdesk.storage.unit_folder import UnitFolder
from tests.storage.units import CHEAP, NAME, NOON, PASSPHRASE, add_team, count_teams, noon, note, reopen

STAYS = ("Stays Behind", "kettle orchard violin marble")
LEAVES = ("Leaves Soon", "pepper saddle candle anchor")
LEAVER = 3
Trace = Callable[[FrameType, str, Any], Any]


def add_two(unit: Path) -> None:
    """Account 2, who stays, and account 3, who leaves."""
    with reopen(unit) as opened:
        keys = opened.keys.with_account(2, *STAYS, opened.data_key, CHEAP)
        write_keys(opened.unit, keys.with_account(LEAVER, *LEAVES, opened.data_key, CHEAP))


def save_one(opened: Opened) -> None:
    """One more row and its entry."""
    with opened.transactions.begin() as connection:
        add_team(connection, 1000 + int(connection.execute(text("SELECT count(*) FROM teams")).scalar_one()))
        note(connection, opened.audit, 1000)


def change_keys(opened: Opened) -> None:
    """The leaver's slot goes and the unit gets a new key."""
    keys = opened.keys
    if any(slot.number == LEAVER for slot in keys.slots):
        keys = keys.without_account(LEAVER, opened.data_key)
    rotate(opened, keys, now=NOON)


def remaining(unit: Path) -> list[Callable[[], Opened]]:
    """The ways in that must stay open."""
    recovery_key = (unit.parent / "recovery.txt").read_text()
    return [
        lambda: open_unit(unit, NAME, PASSPHRASE, now=noon),
        lambda: open_unit(unit, *STAYS, now=noon),
        lambda: open_with_recovery_key(unit, recovery_key, now=noon),
    ]


def everybody_gets_in(unit: Path, rows: int) -> None:
    """Each remaining way in leads to every row and an unbroken trail, without a warning."""
    for open_it in remaining(unit):
        with open_it() as opened:
            assert count_teams(opened) == rows
            assert opened.warnings == []
            with opened.transactions.read() as connection:
                assert opened.audit.verify(connection) is None
    folder = UnitFolder(unit)
    assert {path.name for path in unit.iterdir()} == {"records.db", "keys.json", "unit.lock"}
    assert not read_keys(folder).former
    assert folder.keys_copy.read_bytes() == folder.keys.read_bytes()


def leaver_gets_nowhere(unit: Path, old: KeyFile, scratch: Path) -> None:
    """Neither with the keys that lie there nor with the leaver's own old ones."""
    for keys, kind in ((None, WrongPassphrase), (old, UnitDamaged)):
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.copytree(unit, scratch)
        if keys:
            (scratch / "keys.json").write_bytes(keys.to_bytes())
        with pytest.raises(kind):
            open_unit(scratch, *LEAVES, now=noon)


def is_ours(file: str) -> bool:
    """Whether a line that runs is one of those that may be stopped at."""
    names = ("rotation.py", "keys.py", "key_slots.py", "private_files.py", "database.py", "integrity.py")
    return file.endswith(tuple(f"storage/{name}" for name in names))


class Lines:
    """Notes the lines of ours that run, by their function, and does ``then`` before line number ``at``."""

    def __init__(self, at: int = 0, then: Callable[[], object] = bool) -> None:
        self.seen: list[str] = []
        self._at, self._then = at, then

    def __enter__(self) -> Lines:
        sys.settrace(self._call)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(None)

    def _call(self, frame: FrameType, _event: str, _about: object) -> Trace | None:
        return self._line if is_ours(frame.f_code.co_filename) else None

    def _line(self, frame: FrameType, event: str, _about: object) -> Trace:
        if event == "line":
            self.seen.append(frame.f_code.co_name)
            if len(self.seen) == self._at:
                self._then()
        return self._line
