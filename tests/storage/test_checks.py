"""The lines of the ``check`` command: all well, and each fault on its own line."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from ipsdesk.storage import checks as checks_module
from ipsdesk.storage import unit_folder
from ipsdesk.storage.backup import back_up
from ipsdesk.storage.checks import checks
from ipsdesk.storage.opening import Opened
from ipsdesk.storage.upgrade import HEAD, Schema
from tests.storage.units import NOON, change_closed, reopen

NAMES = [
    "folder",
    "lock",
    "keys",
    "file version",
    "encrypted pages",
    "structure",
    "references",
    "audit trail",
    "newest backup",
    "backups",
    "second place",
]


def failing(opened: Opened) -> dict[str, str]:
    return {line.name: line.sentence for line in checks(opened) if not line.ok}


def save(opened: Opened) -> Path:
    saved = back_up(opened.unit, opened.transactions, opened.data_key, reason="check", now=NOON)
    return saved.folder


def test_a_sound_unit_passes_every_line(opened: Opened) -> None:
    save(opened)
    lines = checks(opened)
    assert [line.name for line in lines] == NAMES
    assert all(line.ok and line.sentence.endswith(".") for line in lines)


def test_without_a_backup_one_line_says_so(opened: Opened) -> None:
    lines = {line.name: line for line in checks(opened)}
    assert lines["newest backup"].ok
    assert lines["newest backup"].sentence.startswith("There is no backup yet")
    assert lines["backups"].sentence == f"None is in {opened.unit.backups} yet."


def test_a_damaged_backup_is_named(opened: Opened) -> None:
    records = save(opened) / "records.db"
    records.write_bytes(records.read_bytes()[:-1])
    assert "records.db was altered" in failing(opened)["newest backup"]
    assert failing(opened)["backups"].startswith(f"Not whole any more: {records.parent.name}.")


def test_damaged_keys_are_named(opened: Opened) -> None:
    save(opened)
    opened.unit.keys.write_bytes(b"{}")
    assert list(failing(opened)) == ["keys"]


def test_a_cut_audit_trail_is_named_by_the_backup(unit: Path) -> None:
    with reopen(unit) as opened:
        save(opened)

    def cut(connection: object) -> None:
        connection.execute("DROP TRIGGER audit_entries_no_delete")  # type: ignore[attr-defined]
        connection.execute("DELETE FROM audit_entries WHERE id = 10")  # type: ignore[attr-defined]

    change_closed(unit, cut)
    with reopen(unit) as opened:
        assert "entry 10" in failing(opened)["audit trail"]


def test_a_reference_that_leads_nowhere_is_named(opened: Opened) -> None:
    save(opened)
    with opened.transactions.outside("the test") as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("INSERT INTO staff_teams (staff_id, team_id, position) VALUES (7, 8, 1)")
    assert "points to one of" in failing(opened)["references"]


def test_damaged_pages_are_named(unit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with reopen(unit) as opened:
        save(opened)
    records = unit / "records.db"
    data = bytearray(records.read_bytes())
    data[-2000] ^= 1
    records.write_bytes(data)
    with reopen(unit, thorough=False) as opened:
        found = failing(opened)
    assert "page" in found["encrypted pages"]
    assert "folder" not in found


def test_a_risky_place_and_another_version_are_named(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    save(opened)
    monkeypatch.setattr(unit_folder, "warnings_about", lambda _: ["On a stick."])
    assert failing(opened) == {"folder": "On a stick."}
    lines = {line.name: line for line in checks_module.checks(opened, Schema(head=HEAD + 1))}
    assert lines["file version"].sentence == f"The records have version {HEAD}, not {HEAD + 1}."


def test_checking_changes_nothing(opened: Opened) -> None:
    checks(opened)
    with opened.transactions.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM audit_entries")).scalar_one() == 10
