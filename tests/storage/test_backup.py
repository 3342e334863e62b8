"""Backups: a final name always verifies, whatever happens while one is made."""

from __future__ import annotations

import json
import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from ipsdesk.errors import NoSpace, UnitDamaged
from ipsdesk.storage.backup import BackupInfo, back_up, backups_of, verify_backup
from ipsdesk.storage.database import connect
from ipsdesk.storage.keys import read_keys
from ipsdesk.storage.manifest import Manifest, sha256_of
from ipsdesk.storage.opening import Opened
from ipsdesk.storage.unit_folder import UnitFolder
from ipsdesk.storage.upgrade import HEAD
from tests.storage.killing import killed
from tests.storage.units import (
    NAME,
    NOON,
    PASSPHRASE,
    add_team,
    count_teams,
    digest,
    note,
    reopen,
    run_child,
)

BACK_UP_FOR_EVER = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from ipsdesk.storage.backup import back_up
from tests.storage.units import reopen
opened = reopen(Path(sys.argv[1]))
print("open", flush=True)
while True:
    back_up(opened.unit, opened.transactions, opened.data_key, reason="kill", now=datetime.now(UTC))
"""

BACK_UP_WITHOUT_SPACE = """
import resource, sys
from pathlib import Path
from ipsdesk.errors import DeskError
from ipsdesk.storage.backup import back_up
from tests.storage.units import NOON, add_team, count_teams, reopen
opened = reopen(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
try:
    back_up(opened.unit, opened.transactions, opened.data_key, reason="full", now=NOON)
except DeskError as error:
    print(type(error).__name__, error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(sorted(path.name for path in opened.unit.backups.iterdir()))
back_up(opened.unit, opened.transactions, opened.data_key, reason="space", now=NOON)
opened.close()
"""


def save_as(opened: Opened, reason: str) -> BackupInfo:
    return back_up(opened.unit, opened.transactions, opened.data_key, reason=reason, now=NOON)


@pytest.fixture
def saved(opened: Opened) -> BackupInfo:
    return save_as(opened, "Before import!")


def test_a_backup_holds_what_the_unit_holds(opened: Opened, saved: BackupInfo) -> None:
    assert saved.folder == opened.unit.backups / "North 2025-03-03 120000Z before-import"
    assert {path.name for path in saved.folder.iterdir()} == {"records.db", "keys.json", "manifest.json"}
    assert saved.manifest.rows["teams"] == 300
    assert saved.manifest.audit_number == 10
    assert saved.manifest.schema == HEAD
    assert (saved.folder / "keys.json").read_bytes() == opened.unit.keys.read_bytes()
    assert verify_backup(saved.folder, opened.data_key) == saved
    with opened.transactions.read() as connection:
        assert opened.audit.verify(connection, anchors=saved.manifest.anchor) is None


def test_a_backup_opens_on_a_medium_that_cannot_be_written_to(opened: Opened, saved: BackupInfo) -> None:
    before = digest(saved.folder)
    copy = connect(saved.folder / "records.db", opened.data_key, mode="ro", immutable=True)
    assert copy.execute("SELECT count(*) FROM teams").fetchone() == (300,)
    copy.close()
    plainly = connect(saved.folder / "records.db", opened.data_key, mode="ro")
    assert plainly.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    plainly.close()
    assert digest(saved.folder) == before


def test_a_backup_is_a_unit_again_once_it_is_copied_back(opened: Opened, saved: BackupInfo) -> None:
    elsewhere = opened.unit.path.parent / "Restored.ipsdesk"
    shutil.copytree(saved.folder, elsewhere)
    with reopen(elsewhere) as restored:
        assert count_teams(restored) == 300


def test_backups_are_listed_newest_first_and_by_unit(opened: Opened, saved: BackupInfo) -> None:
    again = save_as(opened, "Before import!")
    assert again.folder.name.endswith("before-import 2")
    later = NOON.replace(hour=13)
    last = back_up(opened.unit, opened.transactions, opened.data_key, reason="later", now=later)
    (opened.unit.backups / "broken").mkdir()
    (opened.unit.backups / "broken" / "manifest.json").write_text("{}")
    found = backups_of(opened.unit, opened.keys.unit)
    assert found[0] == last
    assert {backup.folder for backup in found} == {saved.folder, again.folder, last.folder}
    assert backups_of(opened.unit, "another") == []


def test_no_person_is_named_in_a_manifest(saved: BackupInfo) -> None:
    text = (saved.folder / "manifest.json").read_text().lower()
    assert not [part for part in NAME.lower().split() if part in text]


@pytest.mark.parametrize("name", ["records.db", "keys.json", "manifest.json"])
def test_a_damaged_backup_is_found(opened: Opened, saved: BackupInfo, name: str) -> None:
    whole = (saved.folder / name).read_bytes()
    dice = random.Random(7)
    for _ in range(15):
        flipped = bytearray(whole)
        flipped[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        if bytes(flipped).split() == whole.split():
            continue
        (saved.folder / name).write_bytes(flipped)
        with pytest.raises(UnitDamaged, match="is not usable"):
            verify_backup(saved.folder, opened.data_key)
    (saved.folder / name).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnitDamaged):
        verify_backup(saved.folder, opened.data_key)
    (saved.folder / name).unlink()
    with pytest.raises(UnitDamaged, match="a file is missing"):
        verify_backup(saved.folder, opened.data_key)


def test_an_altered_manifest_is_found_by_its_mac(opened: Opened, saved: BackupInfo) -> None:
    path = saved.folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"reason": "another"}))
    with pytest.raises(UnitDamaged, match="manifest was altered"):
        verify_backup(saved.folder, opened.data_key)


def test_rows_and_audit_head_are_compared(opened: Opened, saved: BackupInfo) -> None:
    copy = connect(saved.folder / "records.db", opened.data_key)
    copy.execute("DELETE FROM teams WHERE id = 5")
    copy.close()
    path = saved.folder / "manifest.json"
    manifest = Manifest.from_bytes(path.read_bytes())
    manifest.sha256["records.db"] = sha256_of(saved.folder / "records.db")
    path.write_bytes(manifest.to_bytes(opened.data_key))
    with pytest.raises(UnitDamaged, match="other numbers of rows"):
        verify_backup(saved.folder, opened.data_key)


def test_a_row_without_its_parent_stops_a_backup(opened: Opened) -> None:
    with opened.transactions.outside("the test") as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("INSERT INTO staff_teams (staff_id, team_id, position) VALUES (77, 88, 1)")
    with pytest.raises(UnitDamaged, match="points to one of"):
        save_as(opened, "orphan")
    assert backups_of(opened.unit, opened.keys.unit) == []


def test_altered_keys_stop_a_backup(opened: Opened) -> None:
    opened.unit.keys.write_bytes(b"{}")
    with pytest.raises(UnitDamaged, match="copy is in the backup folder"):
        save_as(opened, "keys")


def test_a_full_disk_leaves_no_backup_and_no_leftovers(unit: Path) -> None:
    pytest.importorskip("resource", reason="POSIX limits")
    status, said = run_child(BACK_UP_WITHOUT_SPACE, str(unit))
    assert status == 0, said
    sentence, left = said.splitlines()
    assert sentence.startswith(
        ("CannotRun The disk reported a fault, so the backup", "NoSpace The disk is full")
    )
    assert left == "['North.ipsdesk.keys.json']"
    assert len(list(UnitFolder(unit).backups.glob("*space"))) == 1


def test_a_full_disk_at_the_last_file_says_so(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(NoSpace, match=r"^The disk is full, so the backup was not finished\."):
        save_as(opened, "full")
    assert [path.name for path in opened.unit.backups.iterdir()] == ["North.ipsdesk.keys.json"]


def test_kill_during_a_backup_never_leaves_a_bad_one_under_a_final_name(unit: Path) -> None:
    dice = random.Random(20250303)
    folder = UnitFolder(unit)
    _, data_key = read_keys(folder).unlock(NAME, PASSPHRASE)
    unfinished = 0
    for _ in killed(BACK_UP_FOR_EVER, [dice.uniform(0.005, 0.08) for _ in range(30)], str(unit)):
        unfinished += len(list(folder.backups.glob("*.part")))
        finished = [path for path in folder.backups.iterdir() if path.is_dir() and path.suffix != ".part"]
        for path in finished:
            verify_backup(path, data_key)
            shutil.rmtree(path)
    assert unfinished > 10, "too few kills hit a backup under way: the test showed nothing"
    with reopen(unit) as opened:
        save_as(opened, "after")
        assert count_teams(opened) == 300
    assert not list(folder.backups.glob("*.part"))


def test_units_that_share_a_backup_folder_leave_each_other_alone(opened: Opened) -> None:
    other = opened.unit.backups / "South 2025-03-03 120000Z x.0badcafe.part"
    other.mkdir()
    save_as(opened, "x")
    assert other.is_dir()


def test_a_backup_is_made_while_others_save(opened: Opened) -> None:
    def save() -> None:
        for number in range(1000, 1200):
            with opened.transactions.begin() as connection:
                add_team(connection, number)
                note(connection, opened.audit, number)

    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(save)
        saved = [save_as(opened, "busy") for _ in range(3)]
        saving.result()
    for backup in saved:
        verify_backup(backup.folder, opened.data_key)
        assert backup.manifest.rows["audit_entries"] == backup.manifest.audit_number
        assert backup.manifest.rows["teams"] == 290 + backup.manifest.audit_number
    with opened.transactions.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM teams")).scalar_one() == 500


NOTE_WHAT_IS_OPENED = """
import sys
from pathlib import Path
from ipsdesk.storage.backup import back_up
from ipsdesk.storage.checks import checks
from tests.storage.units import NOON, reopen
opened = reopen(Path(sys.argv[1]))
live = {str(opened.unit.records), str(opened.unit.records) + "-wal"}
seen = []
sys.addaudithook(lambda event, told: seen.append(str(told[0])) if event == "open" else None)
back_up(opened.unit, opened.transactions, opened.data_key, reason="watch", now=NOON)
checks(opened)
print(len([path for path in seen if path in live]), len(seen) > 5)
"""


def test_nothing_reads_the_live_file_past_its_connection(unit: Path) -> None:
    # On Linux, closing any other handle on the file would drop the locks that SQLite holds on it.
    assert run_child(NOTE_WHAT_IS_OPENED, str(unit)) == (0, "0 True")
