"""A disk that is really full: a small file system in memory, mounted for one child process only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MOUNT = 'mount -t tmpfs -o size=5m none "$1" && cp -r "$2/." "$1" && exec "$3" -c "$4" "$1"'
FILL = """
import sys
from pathlib import Path
from ipsdesk.errors import NoSpace
from ipsdesk.storage.backup import back_up
from tests.storage.units import NOON, add_team, count_teams, reopen

place = Path(sys.argv[1])
opened = reopen(place / "North.ipsdesk")
(place / "ballast").write_bytes(bytes(800_000))
saved = 300
said = set()

def save():
    global saved
    with opened.transactions.begin() as connection:
        for number in range(20):
            add_team(connection, 1000 + saved + number)
    saved += 20

for _ in range(3):
    try:
        while True:
            save()
    except NoSpace as error:
        said.add(str(error))
assert len(said) == 1, said
assert count_teams(opened) == saved > 300
try:
    back_up(opened.unit, opened.transactions, opened.data_key, reason="full", now=NOON)
except NoSpace as error:
    said.add(str(error))
assert len(said) == 2, said
assert not list(opened.unit.backups.glob("*.part"))
opened.close()
with (place / "rest").open("wb", buffering=0) as rest:
    try:
        while rest.write(bytes(4096)):
            pass
    except OSError:
        pass
try:
    reopen(place / "North.ipsdesk").close()
except NoSpace as error:
    assert "opening the unit was not finished" in str(error)
(place / "ballast").unlink()
(place / "rest").unlink()
opened = reopen(place / "North.ipsdesk")
assert count_teams(opened) == saved
save()
opened.close()
assert count_teams(reopen(place / "North.ipsdesk")) == saved
print("\\n".join(sorted(said)))
"""
CHANGE_KEYS = """
import os, sys
from pathlib import Path
from ipsdesk.errors import NoSpace
from ipsdesk.storage.keys import read_keys
from tests.storage.leaving import LEAVER, add_two, change_keys, everybody_gets_in, remaining, save_one
from tests.storage.units import count_teams, reopen

place = Path(sys.argv[1])
unit, ballast = place / "North.ipsdesk", place / "ballast"
add_two(unit)
saved, refused = 300, set()
for free in range(0, 2000, 24):
    opened = reopen(unit)
    save_one(opened)
    saved += 1
    room = os.statvfs(place)
    ballast.write_bytes(bytes(max(room.f_bavail * room.f_frsize - free * 1024, 0)))
    try:
        change_keys(opened)
    except NoSpace as error:
        refused.add(str(error))
        assert read_keys(opened.unit) == opened.keys
        assert any(slot.number == LEAVER for slot in opened.keys.slots)
        names = {"records.db", "records.db-wal", "records.db-shm", "keys.json", "unit.lock", "unit.holder"}
        assert names >= {path.name for path in unit.iterdir()}, list(unit.iterdir())
    assert count_teams(opened) == saved
    opened.close()
    ballast.unlink()
    if not any(slot.number == LEAVER for slot in opened.keys.slots):
        break
    for open_it in remaining(unit):
        with open_it() as again:
            assert count_teams(again) == saved
everybody_gets_in(unit, saved)
assert len(refused) > 1 and free > 300, (refused, free)
print("\\n".join(sorted(refused)))
"""


def unshare(*command: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", *command],
        text=True,
        capture_output=True,
        check=False,
        env=environment,
        timeout=120,
    )


def on_a_small_disk(unit: Path, place: Path, code: str) -> str:
    """What ``code`` prints, run at a copy of the unit on a disk of 5 MB."""
    place.mkdir()
    if unshare("mount", "-t", "tmpfs", "none", str(place)).returncode:
        pytest.skip("this machine lets nobody mount a file system of their own")
    run = unshare("sh", "-c", MOUNT, "sh", str(place), str(unit.parent), sys.executable, code)
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs the command unshare")
def test_nothing_is_lost_on_a_full_disk_and_work_goes_on_once_there_is_space(
    unit: Path, tmp_path: Path
) -> None:
    saving, backup = on_a_small_disk(unit, tmp_path / "small", FILL).splitlines()
    assert saving.startswith("The disk is full, so saving was not finished. Everything saved before is safe.")
    assert backup.startswith(
        "The disk is full, so the backup was not finished. Everything saved before is safe."
    )


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs the command unshare")
def test_keys_are_changed_once_there_is_space_for_it_and_not_at_all_before(
    unit: Path, tmp_path: Path
) -> None:
    sentences = on_a_small_disk(unit, tmp_path / "small", CHANGE_KEYS).splitlines()
    assert any("not enough space for that (2 MB). Nothing was changed" in said for said in sentences)
    assert all("is safe. Free some space" in said for said in sentences)
