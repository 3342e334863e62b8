"""The audit trail: whatever is done to it behind our back is named at the first bad entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from ipsdesk.storage.audit import AuditTrail
from ipsdesk.storage.opening import Opened
from tests.storage.units import NOON, change_closed, note, reopen

TAMPERINGS: list[tuple[str, int]] = [
    ("UPDATE audit_entries SET details = '{}' WHERE id = 4", 4),
    ("UPDATE audit_entries SET account_id = 2 WHERE id = 4", 4),
    ("UPDATE audit_entries SET at = '2025-03-03T12:00:01+00:00' WHERE id = 4", 4),
    ("UPDATE audit_entries SET import_id = 1 WHERE id = 4", 4),
    ("UPDATE audit_entries SET mac = x'00' WHERE id = 4", 4),
    ("UPDATE audit_entries SET mac = 'text' WHERE id = 4", 4),
    ("DELETE FROM audit_entries WHERE id = 4", 4),
    ("DELETE FROM audit_entries WHERE id = 1", 1),
    ("UPDATE audit_entries SET id = -id WHERE id IN (4, 5)", -5),
    ("UPDATE audit_entries SET id = 99 WHERE id = 10", 10),
    (
        "UPDATE audit_entries SET id = 0 WHERE id = 4; UPDATE audit_entries SET id = 4 WHERE id = 5;"
        "UPDATE audit_entries SET id = 5 WHERE id = 0",
        4,
    ),
    (
        "INSERT INTO audit_entries SELECT 11, at, account_id, action, kind, record_id, record_uuid,"
        " import_id, details, mac FROM audit_entries WHERE id = 10",
        11,
    ),
]


def tamper(statements: str) -> Callable[[Any], object]:
    def change(connection: Any) -> None:
        for verb in ("update", "delete"):
            connection.execute(f"DROP TRIGGER audit_entries_no_{verb}")
        connection.executescript(statements)

    return change


@pytest.mark.parametrize(("statements", "first_bad"), TAMPERINGS)
def test_tampering_is_named_at_the_first_bad_entry(unit: Path, statements: str, first_bad: int) -> None:
    change_closed(unit, tamper(statements))
    with reopen(unit) as opened, opened.transactions.read() as connection:
        assert opened.audit.verify(connection) == max(first_bad, 1)
        assert opened.audit.verify(connection, last=100) == max(first_bad, 1)
    if first_bad > 0:
        assert f"entry {first_bad}" in opened.warnings[-1]


def test_a_cut_tail_shows_against_a_noted_head(unit: Path) -> None:
    with reopen(unit) as opened, opened.transactions.read() as connection:
        number, mac = opened.audit.head(connection)
    change_closed(unit, tamper("DELETE FROM audit_entries WHERE id > 7"))
    with reopen(unit) as opened, opened.transactions.read() as connection:
        assert opened.audit.verify(connection) is None
        assert opened.audit.verify(connection, anchors={number: mac}) == 8


def test_a_chain_written_anew_shows_against_a_noted_head(opened: Opened) -> None:
    with opened.transactions.read() as connection:
        assert opened.audit.verify(connection, anchors={5: "00" * 32}) == 5
        assert opened.audit.verify(connection, anchors={0: ""}) is None


def test_the_tail_is_checked_without_reading_the_rest(unit: Path) -> None:
    change_closed(unit, tamper("UPDATE audit_entries SET details = '{}' WHERE id = 2"))
    with reopen(unit) as opened, opened.transactions.read() as connection:
        assert opened.audit.verify(connection, last=3) is None
        assert opened.audit.verify(connection, last=8) is None
        assert opened.audit.verify(connection, last=9) == 2


def test_a_missing_entry_before_the_tail_shows(unit: Path) -> None:
    change_closed(unit, tamper("DELETE FROM audit_entries WHERE id = 7"))
    with reopen(unit) as opened, opened.transactions.read() as connection:
        assert opened.audit.verify(connection, last=3) == 7


def test_another_key_does_not_verify(opened: Opened) -> None:
    with opened.transactions.read() as connection:
        assert AuditTrail(bytes(32)).verify(connection) == 1


@pytest.mark.parametrize("verb", ["UPDATE audit_entries SET action = ''", "DELETE FROM audit_entries"])
def test_the_database_itself_refuses_changes(opened: Opened, verb: str) -> None:
    with (
        pytest.raises(IntegrityError, match="never changed"),
        opened.transactions.begin() as connection,
    ):
        connection.execute(text(verb))


def test_an_entry_says_when_in_utc_and_takes_dates(opened: Opened) -> None:
    summer = datetime(2025, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    with opened.transactions.begin() as connection:
        number = opened.audit.append(
            connection,
            account=None,
            action="viewed",
            kind="client",
            record_id=None,
            record_uuid="ab" * 16,
            details={"on": date(2025, 7, 1), "name": "Zoë"},
            at=summer,
        )
        row = connection.execute(text(f"SELECT at, details FROM audit_entries WHERE id = {number}")).one()
        assert tuple(row) == ("2025-06-30T23:30:00+00:00", '{"name": "Zoë", "on": "2025-07-01"}')
        assert opened.audit.verify(connection) is None


def test_an_entry_goes_with_its_change_or_not_at_all(opened: Opened) -> None:
    def change() -> None:
        with opened.transactions.begin() as connection:
            note(connection, opened.audit, 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change()
    with opened.transactions.read() as connection:
        assert opened.audit.head(connection)[0] == 10


def test_a_time_without_a_zone_and_unknown_values_are_refused(opened: Opened) -> None:
    entry: dict[str, Any] = dict.fromkeys(("account", "record_id", "record_uuid")) | {
        "action": "x",
        "kind": "y",
    }
    with opened.transactions.begin() as connection:
        with pytest.raises(ValueError, match="time zone"):
            opened.audit.append(connection, **entry, details={}, at=datetime(2025, 3, 3))
        with pytest.raises(TypeError, match="object"):
            opened.audit.append(connection, **entry, details={"x": object()}, at=NOON)
        assert NOON.tzinfo is UTC
