"""The one door: threads, re-entry, rollback, and pragmas."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ipsdesk.errors import CannotRun, NoSpace
from ipsdesk.storage.database import uri_of
from ipsdesk.storage.opening import Opened
from tests.storage.units import add_team, count_teams, note, reopen, run_child

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "locking_mode": "exclusive",
    "foreign_keys": 1,
    "cache_size": -65536,
    "trusted_schema": 0,
    "cell_size_check": 1,
}

FILL_UNTIL_FULL = """
import resource, sys
from pathlib import Path
from tests.storage.units import add_team, count_teams, reopen
from ipsdesk.errors import DeskError
opened = reopen(Path(sys.argv[1]))
size = opened.unit.records.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40_000, resource.RLIM_INFINITY))
saved = 0
try:
    while saved < 5000:
        with opened.transactions.begin() as connection:
            for number in range(10):
                add_team(connection, 1000 + saved + number)
        saved += 10
except DeskError as error:
    print(type(error).__name__, error)
assert count_teams(opened) == 300 + saved, (count_teams(opened), saved)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
with opened.transactions.begin() as connection:
    add_team(connection, 9999)
opened.close()
print(saved + 1)
"""


def test_the_pragmas_are_in_force(opened: Opened) -> None:
    with opened.transactions.read() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in PRAGMAS}
    assert found == PRAGMAS


def test_three_threads_save_900_rows_and_none_is_lost(unit: Path) -> None:
    def save(start: int) -> None:
        for number in range(start, start + 300):
            with opened.transactions.begin() as connection:
                add_team(connection, number)
                note(connection, opened.audit, number)

    with reopen(unit) as opened, ThreadPoolExecutor(3) as pool:
        list(pool.map(save, (1000, 2000, 3000)))
    with reopen(unit) as opened, opened.transactions.read() as connection:
        references = set(connection.execute(text("SELECT reference FROM teams")).scalars())
        assert references >= {f"T{start + step}" for start in (1000, 2000, 3000) for step in range(300)}
        assert opened.audit.verify(connection) is None
        assert opened.audit.head(connection)[0] == 910


def test_a_failure_undoes_the_whole_transaction(opened: Opened) -> None:
    def change() -> None:
        with opened.transactions.begin() as connection:
            add_team(connection, 1000)
            connection.exec_driver_sql("CREATE TABLE half (id INTEGER)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change()
    assert count_teams(opened) == 300
    with opened.transactions.read() as connection:
        assert not connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'half'").first()


def test_entering_the_door_inside_itself_is_an_error_at_once(opened: Opened) -> None:
    with (
        opened.transactions.begin(),
        pytest.raises(RuntimeError, match="inside another"),
        opened.transactions.read(),
    ):
        pass
    assert count_teams(opened) == 300


def test_a_read_cannot_change_anything_and_the_next_save_can(opened: Opened) -> None:
    with pytest.raises(RuntimeError, match="tried to change"), opened.transactions.read() as connection:
        add_team(connection, 1000)
    with opened.transactions.begin() as connection:
        add_team(connection, 1000)
    assert count_teams(opened) == 301


def test_faults_of_the_program_pass_through_and_hide_what_was_typed(opened: Opened) -> None:
    with pytest.raises(IntegrityError) as caught, opened.transactions.begin() as connection:
        add_team(connection, 1)
    assert "Quillfeather" not in str(caught.value)


def test_a_session_can_be_bound_to_the_connection(opened: Opened) -> None:
    with opened.transactions.begin() as connection, Session(connection) as session:
        assert session.execute(text("SELECT count(*) FROM teams")).scalar_one() == 300


def test_a_closed_unit_stays_closed(unit: Path) -> None:
    opened = reopen(unit)
    opened.close()
    opened.close()
    with pytest.raises(RuntimeError, match="closed"), opened.transactions.begin():
        pass


def test_a_full_disk_is_told_and_saving_goes_on_once_there_is_space(opened: Opened) -> None:
    with opened.transactions.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        most = connection.exec_driver_sql("PRAGMA max_page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    def change() -> None:
        with opened.transactions.begin() as connection:
            for number in range(1000, 3000):
                add_team(connection, number)

    with pytest.raises(NoSpace, match=r"^The disk is full, so saving was not finished\."):
        change()
    assert count_teams(opened) == 300
    with opened.transactions.read() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {most}")
    with opened.transactions.begin() as connection:
        add_team(connection, 1000)
    assert count_teams(opened) == 301


def test_a_limit_on_the_size_of_files_loses_nothing_that_was_saved(unit: Path) -> None:
    pytest.importorskip("resource", reason="POSIX limits")
    status, said = run_child(FILL_UNTIL_FULL, str(unit))
    assert status == 0, said
    sentence, saved = said.splitlines()
    assert sentence.startswith(("CannotRun The disk reported a fault", "NoSpace The disk is full"))
    with reopen(unit) as opened:
        assert count_teams(opened) == 300 + int(saved)


def test_plain_sqlite_cannot_read_the_records(unit: Path) -> None:
    connection = sqlite3.connect(unit / "records.db")
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        connection.execute("SELECT * FROM sqlite_master")
    connection.close()


def test_odd_paths_open(unit: Path) -> None:
    moved = unit.rename(unit.parent / "Über 50% #1 & ? it's.ipsdesk")
    reopen(moved).close()


def test_paths_become_what_sqlite_understands() -> None:
    assert uri_of(Path("/a b/c?d")).startswith("file:///a%20b/c%3Fd")


def test_a_missing_file_is_never_created(opened: Opened) -> None:
    from ipsdesk.storage.database import Transactions, make_engine

    nowhere = opened.unit.path / "other.db"
    door = Transactions(make_engine(nowhere, opened.data_key))
    with pytest.raises(CannotRun, match="could not be opened"), door.begin():
        pass
    door.close()
    assert not nowhere.exists()
