"""A whole unit back out of a backup: by whom, over what, and what is left of the unit as it was."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import Connection

from ipsdesk.errors import CannotRun, NewerUnit, NotAllowed, UnitDamaged, WrongPassphrase
from ipsdesk.services.backups import OlderKey, Person, RecoveryKey, restore_into, restore_over
from ipsdesk.services.desk import Desk, offer_recovery_key, open_desk
from ipsdesk.services.roles import Role
from ipsdesk.storage.audit import AuditTrail
from ipsdesk.storage.backup import back_up
from ipsdesk.storage.creating import create_unit
from ipsdesk.storage.manifest import Manifest, sha256_of
from ipsdesk.storage.opening import open_with_recovery_key
from ipsdesk.storage.upgrade import Schema
from tests.services.backed_up import (
    NOON,
    SECOND,
    SECOND_PASSPHRASE,
    add_second,
    backups_at,
    days,
    names_in,
)
from tests.services.hours_books import ANN, a_unit_at_work, key_of, work
from tests.storage.units import digest
from tests.units import ACCOUNT, CHEAP, PASSPHRASE, rows_of, sit_down

ME = Person(ACCOUNT, PASSPHRASE)
OTHER = Person(SECOND, SECOND_PASSPHRASE)
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('audit_entries', 'settings')"


def contents(desk: Desk) -> dict[str, list[object]]:
    """Every row of every table but what restoring itself writes."""
    return {
        name: sorted(rows_of(desk, f"SELECT * FROM {name}"), key=repr) for (name,) in rows_of(desk, TABLES)
    }


@pytest.fixture
def backup(desk: Desk, tmp_path: Path) -> Path:
    """A backup, with a second account and people in it, after which something was changed and removed."""
    a_unit_at_work(desk, tmp_path)
    add_second(desk)
    work(desk, "A1", {0: 4})
    folder = backups_at(desk).back_up("asked for").folder
    work(desk, "A1", {0: 5, 1: 3})
    return folder


@pytest.fixture
def printed(desk: Desk) -> str:
    """The recovery key of the unit."""
    key = offer_recovery_key()
    desk.accounts.set_recovery_key(key, key)
    return key


def test_what_would_be_lost_and_what_would_come_back(desk: Desk, backup: Path) -> None:
    compared = desk.backups.compare(backup)
    assert compared.sentences == (
        "Would be lost: 1 day of hours.",
        "Would be again as they were: 1 day of hours.",
    )
    (((_, name), difference),) = compared.clients.items()
    assert (name, difference.lost, difference.changed, difference.returning) == (ANN, 1, 1, 0)
    assert backups_at(desk, role=Role.PRACTITIONER).compare(backup).clients == {}
    work(desk, "A1", {0: None})
    desk.accounts.disable(2, "a long absence")
    assert desk.backups.compare(backup).sentences == (
        "Would be lost: 1 day of hours.",
        "Would come back: 1 day of hours.",
        f"Would sign in again: {SECOND}.",
    )
    assert desk.backups.compare(desk.backups.back_up("now").folder).sentences == (
        "The records are the same as now.",
    )


@pytest.mark.parametrize("much", range(3))
def test_the_recovery_key_alone_restores_into_an_empty_folder_with_identical_tables(
    desk: Desk, printed: str, tmp_path: Path, much: int
) -> None:
    if much:
        a_unit_at_work(desk, tmp_path)
    if much > 1:
        work(desk, "A1", {0: 4, 1: 5})
        work(desk, "A1", {1: None})
        desk.accounts.leaver(add_second(desk), "a new post elsewhere")
    backup = backups_at(desk).back_up("asked for").folder
    expected = contents(desk)
    carried = Path(shutil.copytree(backup, tmp_path / "stick" / backup.name))
    empty = tmp_path / "fresh" / "Larkrise.ipsdesk"
    empty.mkdir(parents=True)
    restored = restore_into(carried, empty, RecoveryKey(printed))
    assert restored.sentences[-1] == "Sign in with an account and passphrase as they were then."
    with open_with_recovery_key(empty, printed):
        pass
    with sit_down(empty) as again:
        assert contents(again) == expected
        assert all(check.ok for check in again.checks())
        ((details,),) = rows_of(again, "SELECT details FROM audit_entries WHERE action = 'restored'")
        assert json.loads(details)["backup"] == backup.name
        assert again.trail.verify().ok


def test_any_account_of_that_time_restores_into_a_new_folder(
    desk: Desk, backup: Path, tmp_path: Path
) -> None:
    with pytest.raises(WrongPassphrase):
        restore_into(backup, tmp_path / "New.ipsdesk", Person(SECOND, PASSPHRASE))
    assert not (tmp_path / "New.ipsdesk").exists()
    restored = desk.backups.restore_to(backup, tmp_path / "New.ipsdesk", OTHER)
    open_desk(restored.folder, SECOND, SECOND_PASSPHRASE).close()
    with pytest.raises(CannotRun, match="There is something in"):
        restore_into(backup, restored.folder, OTHER)
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize("by_key", [False, True])
def test_over_the_live_unit_with_a_second_person_or_the_key(
    desk: Desk, printed: str, backup: Path, by_key: bool
) -> None:
    before = contents(desk)
    backups = backups_at(desk, NOON + days(1))
    second = RecoveryKey(printed) if by_key else OTHER
    restored = backups.restore_over(backup, second)
    assert restored.aside is not None
    assert restored.aside.name.startswith("Larkrise set aside 2099-11-23 ")
    assert backups.run_at_leaving(for_good=True) == ()
    desk.close()
    with sit_down(desk.folder) as again:
        assert rows_of(again, "SELECT seconds FROM hours") == [(4 * 3600,)]
        assert all(check.ok for check in again.checks())
        assert again.trail.verify().ok
        ((details,),) = rows_of(again, "SELECT details FROM audit_entries WHERE action = 'restored'")
        noted = json.loads(details)
        assert noted["by"] == [ACCOUNT, "the recovery key" if by_key else SECOND]
        assert (desk.folder.parent / "backups" / noted["before"]).is_dir()
        assert again.backups.changed_since_newest()
        assert not list(desk.folder.parent.glob(".*"))
    with sit_down(restored.aside) as former:
        assert contents(former) == before


def test_over_the_live_unit_nobody_restores_alone(desk: Desk, backup: Path) -> None:
    number = add_second_auditor(desk)
    for secret, error in (
        (ME, NotAllowed),
        (Person(SECOND, "not the right passphrase"), WrongPassphrase),
        (RecoveryKey(offer_recovery_key()), WrongPassphrase),
    ):
        with pytest.raises(error):
            desk.backups.restore_over(backup, secret)
    desk.accounts.disable(number, "a long absence")
    with pytest.raises(NotAllowed):
        desk.backups.restore_over(backup, OTHER)
    with pytest.raises(NotAllowed):
        backups_at(desk, role=Role.LEAD).restore_over(backup, OTHER)
    work(desk, "A1", {2: 1})  # it is open as it was
    assert names_in(desk.folder.parent) == ["Larkrise.ipsdesk", "at-work.xlsx", "backups"]


def add_second_auditor(desk: Desk) -> int:
    """The number of the second account."""
    ((number,),) = rows_of(desk, f"SELECT id FROM accounts WHERE name = '{SECOND}'")
    return int(number)


@pytest.fixture
def closed(desk: Desk, printed: str, backup: Path) -> tuple[Path, str]:
    """The folder of a closed unit and its recovery key."""
    desk.close()
    return desk.folder, printed


def test_from_the_command_line_over_a_unit_that_can_be_opened(closed: tuple[Path, str], backup: Path) -> None:
    folder, printed = closed
    with pytest.raises(CannotRun, match="takes a second person"):
        restore_over(backup, folder, ME)
    with pytest.raises(NotAllowed):
        restore_over(backup, folder, OTHER, ME)  # a practitioner first
    with pytest.raises(NotAllowed, match="second person"):
        restore_over(backup, folder, ME, ME)
    for secrets in ((ME, OTHER), (RecoveryKey(printed), None)):
        assert restore_over(backup, folder, *secrets).aside is not None
    with sit_down(folder) as again:
        assert rows_of(again, "SELECT seconds FROM hours") == [(4 * 3600,)]
        assert [check.sentence for check in again.checks() if not check.ok] == []


def test_over_a_unit_that_is_too_damaged_to_be_opened(closed: tuple[Path, str], backup: Path) -> None:
    folder, printed = closed
    for damage in ("records.db", "keys.json"):
        (folder / damage).write_bytes(b"\0" * 5000)
        with pytest.raises(NotAllowed):
            restore_over(backup, folder, OTHER, ME)
        with pytest.raises(NotAllowed):
            restore_over(backup, folder, ME, ME)
        restored = restore_over(backup, folder, ME, OTHER)
        assert restored.aside is not None
        assert (restored.aside / damage).read_bytes() == b"\0" * 5000
        sit_down(folder).close()
    (folder / "records.db").unlink()
    restore_over(backup, folder, RecoveryKey(printed))
    sit_down(folder).close()


def test_a_backup_from_before_new_keys_takes_a_passphrase_of_then(desk: Desk, backup: Path) -> None:
    desk.accounts.leaver(add_second_auditor(desk), "a new post elsewhere")
    line = next(line for line in desk.backups.backups_at() if line.folder == backup)
    assert not line.opens
    with pytest.raises(OlderKey, match="before the unit's keys were renewed"):
        desk.backups.compare(backup)
    compared = desk.backups.compare(backup, OTHER)
    assert compared.accounts_returning == (SECOND,)
    assert desk.backups.drill().ok  # the leaver's going made a new one
    assert [check.sentence for check in desk.checks() if not check.ok] == []
    key = offer_recovery_key()
    desk.accounts.set_recovery_key(key, key)
    backups_at(desk, NOON + days(1)).restore_over(backup, RecoveryKey(key), ME)
    desk.close()
    open_desk(desk.folder, SECOND, SECOND_PASSPHRASE).close()  # as the comparison said
    with sit_down(desk.folder) as again:
        assert [check.sentence for check in again.checks() if not check.ok] == []


def test_a_backup_of_an_earlier_version_is_brought_to_this_one_aside(tmp_path: Path) -> None:
    def fill(connection: Connection, _audit: AuditTrail) -> None:
        for statement in (
            "INSERT INTO accounts (uuid, name, role, created_at) "
            f"VALUES ('a', '{ACCOUNT}', 'manager', '{NOON}')",
            "INSERT INTO clients (uuid, reference, name) VALUES ('c', 'C1', 'Annis Fold')",
        ):
            connection.exec_driver_sql(statement)

    folder = tmp_path / "Larkrise.ipsdesk"
    made = create_unit(folder, ACCOUNT, PASSPHRASE, cost=CHEAP, schema=Schema(1), fill=fill)
    with made.opened as old:
        backup = back_up(old.unit, old.transactions, old.data_key, reason="old", now=NOON).folder
    before = digest(backup)
    with sit_down(folder) as desk:
        with desk.workspace.transactions.begin() as connection:
            connection.exec_driver_sql("UPDATE clients SET name = 'Annis Foldt', version = 2")
        assert desk.backups.compare(backup).sentences == ("Would be again as they were: 1 client.",)
        (changed,) = desk.backups.client_differences(backup, "c")
        assert [(one.label, one.before, one.after) for one in changed.fields] == [
            ("Name", "Annis Foldt", "Annis Fold")
        ]
        desk.backups.bring_client_back(backup, "c", [changed])
        assert desk.backups.compare(backup).sentences == ("The records are the same as now.",)
        assert digest(backup) == before
        assert not list(backup.parent.glob("*.part"))
        restored = desk.backups.restore_to(backup, tmp_path / "New.ipsdesk", ME)
    sit_down(restored.folder).close()


def test_what_is_no_usable_backup_is_one_sentence_and_nothing_changes(desk: Desk, backup: Path) -> None:
    place = desk.folder.parent
    manifest = (backup / "manifest.json").read_text()

    def altered(name: str, content: bytes | None) -> Path:
        copy = Path(shutil.copytree(backup, place / "altered" / f"{len(list(place.glob('altered/*')))}"))
        if content is None:
            (copy / name).unlink()
        else:
            (copy / name).write_bytes(content)
        return copy

    newer = json.dumps({**json.loads(manifest), "schema": 99, "new": 1}).encode()
    flipped = bytearray((backup / "records.db").read_bytes())
    flipped[5000] ^= 4
    other = json.dumps({**json.loads(manifest), "unit": "f" * 32}).encode()
    cases: list[tuple[Path, type[Exception], str]] = [
        (place, CannotRun, "There is no backup in"),
        (desk.folder, CannotRun, "There is no backup in"),
        (altered("manifest.json", newer), NewerUnit, "A newer version of IPS Desk made the backup"),
        (altered("manifest.json", b"{"), UnitDamaged, "its manifest is damaged"),
        (altered("manifest.json", other), CannotRun, "is one of another unit"),
        (altered("records.db", bytes(flipped)), UnitDamaged, "records.db was altered"),
        (altered("records.db", None), UnitDamaged, "a file is missing"),
        (altered("keys.json", b"{}"), UnitDamaged, "keys.json was altered"),
    ]
    for folder, error, words in cases:
        with pytest.raises(error, match=words):
            desk.backups.restore_over(folder, OTHER)
    with pytest.raises(UnitDamaged, match="lost its key slots"):
        restore_into(altered("keys.json", None), place / "New.ipsdesk", OTHER)
    assert not list(place.glob("*set aside*"))
    assert not (place / "New.ipsdesk").exists()
    work(desk, "A1", {3: 1})


def test_a_backup_without_its_key_slots_opens_with_the_units_own(desk: Desk, backup: Path) -> None:
    (backup / "keys.json").unlink()
    restored = backups_at(desk, NOON + days(1)).restore_over(backup, OTHER)
    assert f"those in {desk.folder / 'keys.json'} were used" in " ".join(restored.sentences)
    desk.close()
    sit_down(desk.folder).close()


def test_anchors_noted_in_days_that_were_taken_back_still_show_a_cut_after_them(
    desk: Desk, backup: Path
) -> None:
    backups_at(desk, NOON + days(1)).back_up("asked for")  # notes a head that the restore takes back
    backups_at(desk, NOON + days(2)).restore_over(backup, OTHER)
    desk.close()
    with sit_down(desk.folder) as again:
        later = backups_at(again, NOON + days(3)).back_up("asked for").folder
        assert again.trail.verify().ok
        manifest = Manifest.from_bytes((later / "manifest.json").read_bytes())
        forged = Manifest(
            **{**{name: getattr(manifest, name) for name in manifest.__slots__}, "audit_mac": "0"}
        )
        (later / "manifest.json").write_bytes(forged.to_bytes(again._opened.data_key))
        assert again.trail.verify().first_bad == manifest.audit_number
    assert sha256_of(later / "records.db") == manifest.sha256["records.db"]


def test_nothing_is_aside_before_the_copy_is_whole(
    desk: Desk, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(CannotRun, match="The disk is full, so the restore was not finished"):
        desk.backups.restore_over(backup, OTHER)
    assert not [path for path in desk.folder.parent.iterdir() if "aside" in path.name or ".part" in path.name]
    work(desk, "A1", {3: 1})
    assert key_of(desk, "A1")
