"""Making a unit: whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from ipsdesk.errors import CannotRun, NoSpace
from ipsdesk.storage import creating
from ipsdesk.storage.audit import AuditTrail
from ipsdesk.storage.creating import create_unit
from ipsdesk.storage.opening import open_with_recovery_key
from ipsdesk.storage.unit_folder import UnitFolder
from tests.storage.units import CHEAP, NAME, PASSPHRASE, count_teams, make_unit, reopen, run_child

CREATE_AND_CRASH = """
import os, sys
from pathlib import Path
from ipsdesk.storage.creating import create_unit
from tests.storage.units import CHEAP
create_unit(Path(sys.argv[1]), "A", "b", cost=CHEAP, fill=lambda *_: os._exit(9))
"""


def test_a_new_unit_is_open_filled_and_opens_again(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "North.ipsdesk"
    opened, recovery_key = make_unit(folder)
    with opened:
        assert opened.account == 1
        assert count_teams(opened) == 300
        assert opened.keys.names(opened.data_key) == {1: NAME}
    with reopen(folder) as again:
        assert count_teams(again) == 300
    open_with_recovery_key(folder, recovery_key).close()
    assert {path.name for path in (tmp_path / "deep").iterdir()} == {"North.ipsdesk", "backups"}
    assert UnitFolder(folder).keys_copy.read_bytes() == (folder / "keys.json").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_new_unit_is_its_owners_only(tmp_path: Path) -> None:
    umask = os.umask(0)
    try:
        make_unit(tmp_path / "a" / "North.ipsdesk").opened.close()
    finally:
        os.umask(umask)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "a").rglob("*")}
    assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077} == {}


def test_an_empty_folder_is_used_and_a_full_one_refused(tmp_path: Path) -> None:
    folder = tmp_path / "North.ipsdesk"
    folder.mkdir()
    make_unit(folder).opened.close()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CannotRun, match="something in"):
        make_unit(folder)
    (tmp_path / "file").write_text("x")
    with pytest.raises(CannotRun, match="something in"):
        make_unit(tmp_path / "file")
    (tmp_path / "file").unlink()
    assert sorted(tmp_path.rglob("*")) == before


def test_a_failure_while_filling_leaves_nothing(tmp_path: Path) -> None:
    def fail(_: Connection, __: AuditTrail) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        create_unit(tmp_path / "North.ipsdesk", NAME, PASSPHRASE, cost=CHEAP, fill=fail)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(creating, "copy_keys", full)
    with pytest.raises(NoSpace):
        make_unit(tmp_path / "North.ipsdesk")
    assert list(tmp_path.iterdir()) == []


def test_a_crash_leaves_nothing_under_the_units_name(tmp_path: Path) -> None:
    folder = tmp_path / "North.ipsdesk"
    status, said = run_child(CREATE_AND_CRASH, str(folder))
    assert status == 9, said
    assert not folder.exists()
    assert [path.suffix for path in tmp_path.iterdir()] == [".part"]
    make_unit(folder).opened.close()
    assert {path.name for path in tmp_path.iterdir()} == {"North.ipsdesk", "backups"}


def test_an_account_needs_a_name(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="name"):
        create_unit(tmp_path / "North.ipsdesk", "  ", PASSPHRASE, cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_the_schema_has_keys_on_and_triggers(tmp_path: Path) -> None:
    with make_unit(tmp_path / "North.ipsdesk").opened as opened, opened.transactions.read() as connection:
        triggers = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
        assert {"audit_entries_no_update", "audit_entries_no_delete"} <= set(triggers)
