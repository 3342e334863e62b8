"""No truncation and no flipped bit of the records, or of a backup, goes unseen or touches anything."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from ipsdesk.errors import DeskError
from ipsdesk.storage.backup import BackupInfo, back_up, verify_backup
from ipsdesk.storage.bundles import read_backup
from ipsdesk.storage.data_key import DataKey
from ipsdesk.storage.opening import Opened
from ipsdesk.storage.restoring import laid_out, unlock_backup
from tests.storage.units import NAME, NOON, PASSPHRASE, count_teams, digest, reopen

TRUNCATIONS, FLIPS = 300, 1000


def altered(whole: bytes, dice: random.Random) -> Iterator[bytes]:
    """The same bytes cut short, then with one bit flipped, spread over the whole length."""
    for number in range(TRUNCATIONS):
        start = len(whole) * number // TRUNCATIONS
        yield whole[: dice.randrange(start, max(start + 1, len(whole) * (number + 1) // TRUNCATIONS))]
    for number in range(FLIPS):
        place = dice.randrange(len(whole) * number // FLIPS, len(whole) * (number + 1) // FLIPS)
        flipped = bytearray(whole)
        flipped[place] ^= 1 << dice.randrange(8)
        yield bytes(flipped)


@pytest.fixture
def backup(opened: Opened) -> BackupInfo:
    """A backup of the unit, which is closed."""
    made = back_up(opened.unit, opened.transactions, opened.data_key, reason="asked for", now=NOON)
    opened.close()
    return made


def test_altered_records_are_refused_and_stay_as_they_are(unit: Path, backup: BackupInfo) -> None:
    records, seen = unit / "records.db", 0
    whole = records.read_bytes()
    for bad in altered(whole, random.Random(1)):
        records.write_bytes(bad)
        with pytest.raises(DeskError):
            reopen(unit, thorough=True).close()
        assert records.read_bytes() == bad
        seen += 1
    assert seen == TRUNCATIONS + FLIPS
    records.write_bytes(whole)
    with reopen(unit, thorough=True) as opened:  # the positive control: nothing else was wrong
        assert count_teams(opened) == 300
        verify_backup(backup.folder, opened.data_key)


def test_an_altered_backup_is_found_before_the_unit_is_touched(unit: Path, backup: BackupInfo) -> None:
    whole = {path: path.read_bytes() for path in backup.folder.iterdir()}
    before, dice = digest(unit), random.Random(2)
    with reopen(unit) as opened:
        key = DataKey(opened.data_key.value)
    for records in altered(whole[backup.folder / "records.db"], dice):
        (backup.folder / "records.db").write_bytes(records)
        with pytest.raises(DeskError, match="is not usable"):
            verify_backup(backup.folder, key)
    (backup.folder / "records.db").write_bytes(whole[backup.folder / "records.db"])
    for name in ("keys.json", "manifest.json"):
        content = whole[backup.folder / name]
        for bad in dice.sample(list(altered(content, dice)), 60):
            if bad.split() == content.split():
                continue  # white space at the end says nothing
            (backup.folder / name).write_bytes(bad)
            with pytest.raises(DeskError, match="is not usable"):
                verify_backup(backup.folder, key)
        (backup.folder / name).write_bytes(content)
    verify_backup(backup.folder, key)
    assert digest(unit) == before


def test_a_restore_verifies_before_anything_is_moved(unit: Path, backup: BackupInfo) -> None:
    before = digest(unit)
    unlocked = unlock_backup(read_backup(backup.folder), lambda keys: keys.unlock(NAME, PASSPHRASE))
    whole = (backup.folder / "records.db").read_bytes()
    for bad in random.Random(4).sample(list(altered(whole, random.Random(5))), 25):
        (backup.folder / "records.db").write_bytes(bad)
        with pytest.raises(DeskError, match="is not usable"):
            laid_out(unlocked, unit).__enter__()
    assert digest(unit) == before
    assert sorted(path.name for path in unit.parent.iterdir()) == ["North.ipsdesk", "backups", "recovery.txt"]
