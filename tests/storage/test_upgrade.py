"""Upgrading: old or new exactly, on a file that holds data, after a verified backup."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from ipsdesk.errors import CannotRun, NewerUnit, UnitDamaged
from ipsdesk.storage.backup import backups_of, verify_backup
from ipsdesk.storage.upgrade import HEAD, Schema, migrations_folder
from tests.storage.units import change_closed, count_teams, digest, make_unit, reopen, run_child

HERE = Path(__file__).parent
NEXT = Schema(head=9001, more_revisions=(HERE / "revisions",))
FAILING = replace(NEXT, more_revisions=(HERE / "failing_revisions",))

UPGRADE = """
import sys
from pathlib import Path
from tests.storage.test_upgrade import FAILING
from tests.storage.units import reopen
reopen(Path(sys.argv[1]), schema=FAILING)
"""


def test_the_head_is_the_newest_revision_and_there_is_one() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    config.set_main_option("path_separator", "newline")
    assert ScriptDirectory.from_config(config).get_heads() == [f"{HEAD:04}"]


def test_an_older_unit_is_backed_up_and_upgraded_with_every_row(unit: Path) -> None:
    with reopen(unit) as opened, opened.transactions.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO staff (id, uuid, reference, name, role, started_on, wte)"
                " VALUES (1, 'ab', 'S1', 'A', 'specialist', '2025-01-01', 0)"
            )
        )
        connection.execute(text("INSERT INTO staff_teams (staff_id, team_id, position) VALUES (1, 1, 1)"))
    with reopen(unit, schema=NEXT) as opened:
        assert count_teams(opened) == 300
        with opened.transactions.read() as connection:
            assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == 9001
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
            assert connection.execute(text("SELECT DISTINCT colour FROM teams")).scalars().all() == ["green"]
            assert connection.execute(text("SELECT count(*) FROM staff_teams")).scalar_one() == 1
            entry = connection.execute(
                text("SELECT action, account_id, details FROM audit_entries ORDER BY id DESC LIMIT 1")
            ).one()
            assert opened.audit.verify(connection) is None
        (saved,) = backups_of(opened.unit, opened.keys.unit)
        assert saved.manifest.schema == HEAD
        verify_backup(saved.folder, opened.data_key)
        assert entry[:2] == ("upgraded", 1)
        assert saved.folder.name in entry[2]
    with reopen(unit, schema=NEXT) as opened:
        assert len(backups_of(opened.unit, opened.keys.unit)) == 1


def test_a_fault_half_way_leaves_the_old_file_and_a_backup(unit: Path) -> None:
    before = digest(unit)
    with pytest.raises(CannotRun, match="could not be brought up to date") as caught:
        reopen(unit, schema=FAILING)
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    assert digest(unit) == before
    with reopen(unit) as opened:
        assert count_teams(opened) == 300
        (saved,) = backups_of(opened.unit, opened.keys.unit)
        verify_backup(saved.folder, opened.data_key)
    with reopen(unit, schema=NEXT) as opened:
        assert count_teams(opened) == 300


def test_a_process_killed_half_way_leaves_the_old_file(unit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "IPSDESK_TEST_EXIT", "1")
    status, said = run_child(UPGRADE, str(unit))
    assert status == 9, said
    with reopen(unit) as opened, opened.transactions.read() as connection:
        names = connection.execute(text("SELECT name FROM teams WHERE name = 'overwritten'")).all()
        assert names == []
        assert not connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'colours'").first()
    with reopen(unit, schema=NEXT) as opened:
        assert count_teams(opened) == 300


def test_a_row_that_points_nowhere_stops_the_upgrade(unit: Path) -> None:
    orphan = "INSERT INTO staff_teams (staff_id, team_id, position) VALUES (77, 88, 1)"
    change_closed(unit, lambda connection: connection.execute(orphan))
    before = digest(unit)
    with pytest.raises(UnitDamaged, match="points to one of"):
        reopen(unit, schema=NEXT)
    assert digest(unit) == before


def test_a_revision_that_leaves_an_orphan_is_undone(unit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "IPSDESK_TEST_ORPHAN", "1")
    before = digest(unit)
    with pytest.raises(CannotRun, match="could not be brought up to date"):
        reopen(unit, schema=FAILING)
    assert digest(unit) == before


def test_a_newer_unit_is_refused_unchanged(unit: Path) -> None:
    reopen(unit, schema=NEXT).close()
    before = digest(unit.parent)
    with pytest.raises(NewerUnit, match="version 9001, this program knows up to"):
        reopen(unit)
    assert digest(unit.parent) == before


def test_a_newer_unit_is_refused_unchanged_even_after_a_crash(unit: Path) -> None:
    crash = """
import os, sys
from pathlib import Path
from tests.storage.test_upgrade import NEXT
from tests.storage.units import add_team, reopen
opened = reopen(Path(sys.argv[1]), schema=NEXT)
with opened.transactions.begin() as connection:
    add_team(connection, 1000)
os._exit(9)
"""
    status, said = run_child(crash, str(unit))
    assert status == 9, said
    (unit / "unit.holder").unlink()
    before = digest(unit.parent)
    assert "North.ipsdesk/records.db-wal" in before
    with pytest.raises(NewerUnit):
        reopen(unit)
    assert digest(unit.parent) == before
    with reopen(unit, schema=NEXT) as opened:
        assert count_teams(opened) == 301


@pytest.mark.parametrize("head", range(1, HEAD))
def test_a_unit_of_every_earlier_schema_opens_with_its_rows(tmp_path: Path, head: int) -> None:
    make_unit(tmp_path / "Old.ipsdesk", schema=Schema(head)).opened.close()
    with reopen(tmp_path / "Old.ipsdesk") as opened:
        assert count_teams(opened) == 300
        with opened.transactions.read() as connection:
            assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == HEAD
