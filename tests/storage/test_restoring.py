"""A restore over a unit that is stopped anywhere leaves the former unit, or the restored one, whole."""

from __future__ import annotations

import os
import random
import shutil
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from ipsdesk.errors import CannotRun, UnitDamaged
from ipsdesk.glance import PLACES, is_unit
from ipsdesk.storage.backup import BackupInfo, back_up
from ipsdesk.storage.bundles import read_backup
from ipsdesk.storage.opening import Opened
from ipsdesk.storage.restoring import laid_out, restore_to, set_in_place, tried_out, unlock_backup
from ipsdesk.storage.unit_folder import UnitFolder
from tests.storage.killing import killed
from tests.storage.units import (
    NAME,
    NOON,
    PASSPHRASE,
    ROWS,
    add_team,
    count_teams,
    digest,
    reopen,
    run_child,
)

RESTORE_OVER = """
import sys
from pathlib import Path
from ipsdesk.storage.bundles import read_backup
from ipsdesk.storage.restoring import laid_out, set_in_place, unlock_backup
from tests.storage.units import NAME, NOON, PASSPHRASE, reopen
unlocked = unlock_backup(read_backup(Path(sys.argv[2])), lambda keys: keys.unlock(NAME, PASSPHRASE))
print("open", flush=True)
while True:
    opened = reopen(Path(sys.argv[1]))
    with laid_out(unlocked, opened.unit.path, lambda *_: None) as part:
        opened.transactions.close()
        set_in_place(opened.unit, part, unlocked.keys, NOON, opened.lock)
    opened.close()
"""

STOP_AT = """
import os, sys
from pathlib import Path
from ipsdesk.storage import restoring
stop, renames, rename = int(sys.argv.pop(3)), iter(range(100)), Path.rename
def counted(self, to):
    if next(renames) == stop:
        os._exit(9)
    return rename(self, to)
Path.rename = counted
""" + RESTORE_OVER.replace("while True", "for _ in range(1)")


@pytest.fixture
def backup(opened: Opened) -> BackupInfo:
    """A backup of ``ROWS`` teams; the unit then has ten more."""
    made = back_up(opened.unit, opened.transactions, opened.data_key, reason="asked for", now=NOON)
    with opened.transactions.begin() as connection:
        for number in range(ROWS, ROWS + 10):
            add_team(connection, number)
    opened.close()
    return made


def teams(folder: Path) -> int:
    with reopen(folder, thorough=True) as opened:
        return count_teams(opened)


def test_30_kills_during_a_restore(unit: Path, backup: BackupInfo) -> None:
    dice = random.Random(20250304)
    before = after = 0
    given = (str(unit), str(backup.folder))
    for _ in killed(RESTORE_OVER, [dice.uniform(0.0, 0.25) for _ in range(30)], *given):
        found = teams(unit)
        assert found in (ROWS, ROWS + 10)
        before, after = before + (found > ROWS), after + (found == ROWS)
        for aside in unit.parent.glob("* set aside *"):
            if teams(aside) == ROWS + 10:  # it stays so that the next round begins with the former unit
                shutil.rmtree(unit)
                shutil.copytree(aside, unit)
            shutil.rmtree(aside)
    assert before > 2, "no kill came before the exchange"
    assert after > 2, "no kill came after the exchange"
    assert not list(unit.parent.glob(".*.restored"))


@pytest.mark.parametrize(("stop", "rows"), [(0, ROWS + 10), (1, ROWS + 10), (2, ROWS)])
def test_stopped_before_each_step_of_the_exchange(
    unit: Path, backup: BackupInfo, stop: int, rows: int
) -> None:
    status, said = run_child(STOP_AT, str(unit), str(backup.folder), str(stop))
    assert status == 9, said
    assert unit.exists() == (stop < 2)
    assert is_unit(unit)  # so that a person is asked to sign in
    asides = list(unit.parent.glob("North set aside *"))
    assert teams(unit) == rows
    assert [teams(aside) for aside in asides] == ([ROWS + 10] if stop == 2 else [])
    assert not list(unit.parent.glob(".*.restored"))


def test_what_was_chosen_for_the_unit_stays_and_nobody_else_may_read_it(
    unit: Path, backup: BackupInfo
) -> None:
    (unit / PLACES).write_text("{}")
    unlocked = unlock_backup(read_backup(backup.folder), lambda keys: keys.unlock(NAME, PASSPHRASE))
    with reopen(unit) as opened, laid_out(unlocked, unit) as part:
        opened.transactions.close()
        aside = set_in_place(opened.unit, part, unlocked.keys, NOON, opened.lock)
    assert sorted(path.name for path in unit.iterdir()) == ["keys.json", "records.db", PLACES]
    assert not (aside / "unit.holder").exists()
    if os.name != "nt":
        assert {stat.S_IMODE(path.stat().st_mode) for path in (unit, *unit.iterdir())} == {0o700, 0o600}


def test_the_former_unit_goes_back_where_the_restored_one_cannot_take_its_place(
    unit: Path, backup: BackupInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def refused(self: Path, to: Path) -> Path:
        if self.name.endswith(".restored"):
            raise OSError(5, "Input/output error")
        return rename(self, to)

    unlocked = unlock_backup(read_backup(backup.folder), lambda keys: keys.unlock(NAME, PASSPHRASE))
    monkeypatch.setattr(Path, "rename", refused)
    with reopen(unit) as opened, laid_out(unlocked, unit) as part:
        opened.transactions.close()
        with pytest.raises(CannotRun, match="The disk reported a fault, so the restore was not finished"):
            set_in_place(opened.unit, part, unlocked.keys, NOON, opened.lock)
    monkeypatch.undo()
    assert teams(unit) == ROWS + 10
    assert not list(unit.parent.glob("*set aside*"))


def test_a_backup_altered_while_it_is_copied_is_not_restored(
    backup: BackupInfo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def altered(source: Path, target: Path) -> None:
        whole = bytearray(source.read_bytes())
        whole[-1] ^= 1
        target.write_bytes(whole)

    monkeypatch.setattr(shutil, "copyfile", altered)
    unlocked = unlock_backup(read_backup(backup.folder), lambda keys: keys.unlock(NAME, PASSPHRASE))
    with pytest.raises(UnitDamaged, match="its records changed while they were copied"):
        restore_to(unlocked, tmp_path / "New.ipsdesk", lambda *_: None)
    assert not [path for path in tmp_path.iterdir() if path.name != "place"]


def test_a_backup_on_a_medium_that_cannot_be_written_to_is_restored(
    backup: BackupInfo, tmp_path: Path
) -> None:
    before = digest(backup.folder)
    for path in (*backup.folder.iterdir(), backup.folder):
        path.chmod(0o500 if path.is_dir() else 0o400)
    unlocked = unlock_backup(read_backup(backup.folder), lambda keys: keys.unlock(NAME, PASSPHRASE))
    restore_to(unlocked, tmp_path / "New.ipsdesk", lambda *_: None)
    assert teams(tmp_path / "New.ipsdesk") == ROWS
    backup.folder.chmod(0o700)
    assert digest(backup.folder) == before


def test_a_trial_leaves_nothing_and_shows_the_whole_backup(backup: BackupInfo) -> None:
    unlocked = unlock_backup(read_backup(backup.folder), lambda keys: keys.unlock(NAME, PASSPHRASE))
    place = backup.folder.parent
    before = sorted(path.name for path in place.iterdir())
    with tried_out(unlocked, place, NOON + timedelta(days=1)) as folder:
        with reopen(folder) as opened, opened.transactions.read() as connection:
            assert connection.execute(text("SELECT count(*) FROM teams")).scalar_one() == ROWS
        assert place in folder.parents
    assert sorted(path.name for path in place.iterdir()) == before
    assert UnitFolder(place.parent / "North.ipsdesk").exists()
