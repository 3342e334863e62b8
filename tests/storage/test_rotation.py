"""Changing the data key: who gets in afterwards, what the trail says, and a disk that refuses a step."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlcipher3 import dbapi2

from ipsdesk.errors import CannotRun, NewerUnit, NoSpace, UnitDamaged, WrongPassphrase
from ipsdesk.storage import rotation
from ipsdesk.storage.audit import KEPT_KEY
from ipsdesk.storage.backup import BackupInfo, back_up, verify_backup
from ipsdesk.storage.checks import checks
from ipsdesk.storage.data_key import DataKey
from ipsdesk.storage.database import connect
from ipsdesk.storage.keys import KeyFile, _checksum, read_keys
from ipsdesk.storage.opening import Opened, open_unit
from ipsdesk.storage.private_files import write_private
from ipsdesk.storage.unit_folder import UnitFolder
from tests.storage.leaving import (
    LEAVER,
    LEAVES,
    STAYS,
    add_two,
    change_keys,
    everybody_gets_in,
    leaver_gets_nowhere,
    save_one,
)
from tests.storage.test_upgrade import NEXT
from tests.storage.units import (
    NAME,
    NOON,
    PASSPHRASE,
    add_team,
    change_closed,
    count_teams,
    digest,
    noon,
    reopen,
)


@pytest.fixture
def three(unit: Path) -> Path:
    """A closed unit with three accounts, one of whom will leave."""
    add_two(unit)
    return unit


def saved(opened: Opened, reason: str) -> BackupInfo:
    return back_up(opened.unit, opened.transactions, opened.data_key, reason=reason, now=NOON)


def test_who_left_opens_nothing_made_since_and_everybody_else_opens_all(three: Path, tmp_path: Path) -> None:
    with reopen(three) as opened:
        old = opened.keys
        saved(opened, "before")
        change_keys(opened)
        save_one(opened)
        after = saved(opened, "after")
        verify_backup(after.folder, opened.data_key)
        assert opened.keys.since == NOON
        assert opened.warnings == []
        assert not list(three.glob("*.part*"))
        assert [line.sentence for line in checks(opened) if not line.ok] == []
    everybody_gets_in(three, 301)
    leaver_gets_nowhere(three, old, tmp_path / "scratch")
    leaver_gets_nowhere(after.folder, old, tmp_path / "scratch")
    restored = tmp_path / "Restored.ipsdesk"
    shutil.copytree(after.folder, restored)
    open_unit(restored, *STAYS, now=noon).close()


def test_the_leavers_data_key_reads_nothing_and_its_slot_can_not_be_put_back(three: Path) -> None:
    with reopen(three) as opened:
        old, old_key = opened.keys, DataKey(opened.data_key.value)
        change_keys(opened)
        present = opened.keys
    connection = connect(three / "records.db", old_key)
    with pytest.raises(dbapi2.DatabaseError):
        connection.execute("SELECT count(*) FROM teams")
    connection.close()
    for slots in ((*present.slots, old.slots[-1]), (old.slots[-1],)):
        (three / "keys.json").write_bytes(replace(present, slots=slots).to_bytes())
        before = digest(three)
        with pytest.raises(UnitDamaged, match="altered"):
            open_unit(three, *LEAVES, now=noon)
        assert digest(three) == before


def test_the_trail_stays_whole_over_two_changes_and_fits_the_anchors_of_older_backups(three: Path) -> None:
    with reopen(three) as opened:
        anchors = saved(opened, "first").manifest.anchor
        change_keys(opened)
        save_one(opened)
        anchors |= saved(opened, "second").manifest.anchor
        change_keys(opened)
        save_one(opened)
        anchors |= saved(opened, "third").manifest.anchor
    with reopen(three) as opened, opened.transactions.read() as connection:
        assert len(anchors) == 3
        assert opened.audit.verify(connection, anchors=anchors) is None
        kept = connection.execute(text(f"SELECT count(*) FROM settings WHERE name = '{KEPT_KEY}'"))
        assert kept.scalar_one() == 1


@pytest.mark.parametrize("value", ["00", "no key at all", ""])
def test_an_altered_key_of_the_trail_shows_as_a_broken_trail(three: Path, value: str) -> None:
    with reopen(three) as opened:
        change_keys(opened)
    change = f"UPDATE settings SET value = '{value}' WHERE name = '{KEPT_KEY}'"
    change_closed(three, lambda connection: connection.execute(change))
    with reopen(three) as opened:
        assert "audit trail is broken at entry 1" in opened.warnings[0]
        assert count_teams(opened) == 300


def test_a_rotated_unit_is_upgraded_with_its_trail(three: Path) -> None:
    with reopen(three) as opened:
        change_keys(opened)
    with reopen(three, schema=NEXT) as opened, opened.transactions.read() as connection:
        assert opened.audit.verify(connection) is None
        assert opened.warnings == []


def test_nothing_is_lost_that_others_save_meanwhile(three: Path) -> None:
    def save(opened: Opened) -> None:
        for number in range(1000, 1150):
            with opened.transactions.begin() as connection:
                add_team(connection, number)

    with reopen(three) as opened, ThreadPoolExecutor(1) as pool:
        saving = pool.submit(save, opened)
        for _ in range(3):
            change_keys(opened)
        saving.result()
        assert count_teams(opened) == 450
    everybody_gets_in(three, 450)


def test_inside_a_transaction_it_is_an_error_at_once(opened: Opened) -> None:
    with opened.transactions.begin(), pytest.raises(RuntimeError, match="inside another one"):
        change_keys(opened)


STEPS = ["make_private_file", "_write_copy", "_verify_copy", "sync_file", "write_private", "_put_in_place"]


@pytest.mark.parametrize("step", STEPS)
def test_a_disk_that_is_full_at_any_step_leaves_the_unit_with_its_keys(
    three: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    real: Callable[..., object] = getattr(rotation, step)
    tried: list[object] = []

    def full_once(*given: object) -> object:
        tried.append(given)
        if len(tried) == 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*given)

    with reopen(three) as opened:
        before = opened.keys, opened.data_key.value, read_keys(opened.unit)
        monkeypatch.setattr(rotation, step, full_once)
        with pytest.raises(NoSpace, match=r"verything saved (before )?is safe"):
            change_keys(opened)
        assert (opened.keys, opened.data_key.value, read_keys(opened.unit)) == before
        assert not list(three.glob("*.part*"))
        save_one(opened)
        saved(opened, "still works")
        opened.close()
        open_unit(three, *LEAVES, now=noon).close()
    with reopen(three) as opened:
        change_keys(opened)
    everybody_gets_in(three, 301)


@pytest.mark.parametrize("failing", [1, 2])
def test_a_disk_that_is_full_at_the_last_step_keeps_nobody_out(
    three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    real = write_private
    tried: list[Path] = []

    def full(path: Path, data: bytes) -> None:
        tried.append(path)
        if len(tried) == failing:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(path, data)

    with reopen(three) as opened:
        old = opened.keys
        monkeypatch.setattr("ipsdesk.storage.keys.write_private", full)
        change_keys(opened)
        assert len(tried) == failing
        assert opened.warnings[0].startswith("The disk is full, so saving the keys was not finished.")
        assert read_keys(opened.unit).former
        save_one(opened)
        saved(opened, "after")
    leaver_gets_nowhere(three, old, tmp_path / "scratch")
    with reopen(three) as opened, opened.transactions.read() as connection:
        newest = connection.execute(text("SELECT action, account_id FROM audit_entries ORDER BY id DESC"))
        assert newest.first() == ("new keys", 1)
    everybody_gets_in(three, 301)


def stop_before_renaming(three: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Both generations, the records under the former key, and none of it undone: as after a power cut."""
    with monkeypatch.context() as patch:
        patch.setattr(rotation, "_put_in_place", lambda *_: three.joinpath("records.db.part").unlink())
        patch.setattr(rotation, "settle", bool)
        opened = reopen(three)
        change_keys(opened)
        opened.close()
    return opened


def test_a_leftover_of_any_kind_is_cleared_and_the_copy_made_anew(
    three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_before_renaming(three, monkeypatch)
    for name in ("records.db.part", "records.db.part-journal", "records.db.part-wal", "keys.json.part"):
        (three / name).write_bytes(b"half of it")
    everybody_gets_in(three, 300)


def test_without_space_an_interrupted_change_waits_and_nothing_is_lost(
    three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_before_renaming(three, monkeypatch)
    before = digest(three)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(rotation, "sync_file", full)
        with pytest.raises(NoSpace, match=r"not enough space for that \(2 MB\)\. Nothing was changed"):
            reopen(three)
    assert digest(three) == before
    everybody_gets_in(three, 300)


def test_an_interrupted_change_of_a_newer_unit_is_left_alone(
    three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_before_renaming(three, monkeypatch)
    keys = read_keys(UnitFolder(three))
    _, data_key = keys.unlock(NAME, PASSPHRASE)
    former = keys.former_key(data_key)
    assert former
    connection = connect(three / "records.db", former)
    connection.execute("PRAGMA user_version = 9001")
    connection.close()
    before = digest(three)
    with pytest.raises(NewerUnit):
        reopen(three)
    assert digest(three) == before


def test_an_altered_former_key_is_refused(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stop_before_renaming(three, monkeypatch)
    path = three / "keys.json"
    plain = json.loads(path.read_bytes())
    for former in (plain["former"][:-2] + "00", plain["former"][:20], None):
        altered = {name: value for name, value in plain.items() if name != "checksum"} | {"former": former}
        if former is None:
            del altered["former"]
        path.write_text(json.dumps(altered | {"checksum": _checksum(altered)}))
        before = digest(three)
        with pytest.raises(UnitDamaged, match="altered"):
            reopen(three)
        assert digest(three) == before


def test_a_journal_that_stays_beside_the_records_stops_the_exchange(
    three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close = Engine.dispose

    def leave_a_journal(engine: Engine) -> None:
        close(engine)
        (three / "records.db-wal").touch()

    with reopen(three) as opened:
        before = read_keys(opened.unit)
        with monkeypatch.context() as patch:
            patch.setattr(Engine, "dispose", leave_a_journal)
            with pytest.raises(
                CannotRun, match="could not be closed completely, so its keys were not changed"
            ):
                change_keys(opened)
        assert read_keys(opened.unit) == before
        save_one(opened)
        change_keys(opened)
    everybody_gets_in(three, 301)


def test_a_copy_that_is_gone_before_it_takes_its_place_changes_nothing(
    three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place = rotation._put_in_place

    def lose_the_copy(engine: Engine, unit: UnitFolder) -> None:
        (three / "records.db.part").unlink()
        put_in_place(engine, unit)

    with reopen(three) as opened:
        with monkeypatch.context() as patch:
            patch.setattr(rotation, "_put_in_place", lose_the_copy)
            with pytest.raises(CannotRun, match="Everything saved before is kept"):
                change_keys(opened)
        assert opened.keys == read_keys(opened.unit)
        save_one(opened)
        change_keys(opened)
    everybody_gets_in(three, 301)


def test_a_copy_that_is_not_what_the_unit_holds_never_takes_its_place(
    three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = rotation._write_copy

    def lose_a_row(live: object, part: Path, present: DataKey, new: DataKey) -> None:
        write(live, part, present, new)
        copy = connect(part, new)
        copy.execute("DELETE FROM teams WHERE id = 5")
        copy.close()

    monkeypatch.setattr(rotation, "_write_copy", lose_a_row)
    with reopen(three) as opened:
        with pytest.raises(UnitDamaged, match="other numbers of rows"):
            change_keys(opened)
        assert count_teams(opened) == 300
        assert opened.keys == read_keys(opened.unit)


def test_who_stays_needs_no_passphrase_and_who_left_has_no_slot(three: Path) -> None:
    with reopen(three) as opened:
        wrapped = {slot.number: slot.private for slot in opened.keys.slots}
        change_keys(opened)
        assert opened.keys.names(opened.data_key) == {1: NAME, 2: STAYS[0]}
        assert {slot.number: slot.private for slot in opened.keys.slots} == {
            number: private for number, private in wrapped.items() if number != LEAVER
        }
        assert KeyFile.from_bytes((three / "keys.json").read_bytes()) == opened.keys
    with pytest.raises(WrongPassphrase):
        open_unit(three, *LEAVES, now=noon)
