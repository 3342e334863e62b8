"""A disk that is really full: a small file system in memory, mounted for one child process only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MOUNT = 'mount -t tmpfs -o size=3m none "$1" && cp -r "$2/." "$1" && exec "$3" -c "$4" "$1"'
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


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs the command unshare")
def test_nothing_is_lost_on_a_full_disk_and_work_goes_on_once_there_is_space(
    unit: Path, tmp_path: Path
) -> None:
    place = tmp_path / "small"
    place.mkdir()
    if unshare("mount", "-t", "tmpfs", "none", str(place)).returncode:
        pytest.skip("this machine lets nobody mount a file system of their own")
    run = unshare("sh", "-c", MOUNT, "sh", str(place), str(unit.parent), sys.executable, FILL)
    assert run.returncode == 0, run.stderr
    saving, backup = run.stdout.splitlines()
    assert saving.startswith("The disk is full, so saving was not finished. Everything saved before is safe.")
    assert backup.startswith(
        "The disk is full, so the backup was not finished. Everything saved before is safe."
    )
