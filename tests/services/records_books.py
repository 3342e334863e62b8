"""A small unit with something recorded of every kind about two people, for the tests of records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from ipsdesk.services.desk import Desk
from ipsdesk.services.records import RecordRef, Records
from ipsdesk.services.roles import Actor, Role
from ipsdesk.services.trail import Trail
from tests.units import bring_in, rows_of, write_book

MAY = date(2026, 5, 4)
TEAMS = (["Team ID", "Name"], ["T1", "Beech House"], ["T2", "Elm Court"])
STAFF = (
    ["Staff ID", "Name", "Role", "Started", "Employment WTE"],
    ["S1", "Priya Meadows", "employment specialist", date(2024, 1, 1), 1],
)
SHEETS = {
    "Teams": TEAMS,
    "Staff": STAFF,
    "Clients": (
        ["Client ID", "Name", "Team ID", "Benefits", "Key worker ID"],
        ["C1", "Annis Fold", "T1", "ESA new style", "S1"],
        ["C2", "Benet Larch", "T1", None, None],
    ),
    "Referrals": (
        ["Referral ID", "Client ID", "Received", "Started", "Closed", "Staff ID"],
        ["R1", "C1", date(2025, 1, 6), date(2025, 1, 13), date(2025, 9, 1), "S1"],
        ["R2", "C1", date(2025, 10, 6), date(2025, 10, 13), None, "S1"],
        ["R3", "C2", date(2025, 10, 6), date(2025, 10, 13), None, "S1"],
    ),
    "Employers": (["Employer ID", "Name"], ["E1", "Larkfield Bakery"]),
    "Contacts": (
        ["Date", "Kind", "Client IDs", "Employer ID", "Minutes", "Note"],
        [date(2026, 5, 1), "client", "C1", None, 30, "About the bakery."],
        [date(2026, 5, 2), "client", "C1; C2", None, 45, None],
        [date(2026, 5, 3), "employer", "C1", "E1", None, None],
    ),
    "Activities": (
        ["Activity ID", "Client ID", "Kind", "Employer ID", "Title", "Started", "Hourly pay"],
        ["A1", "C1", "paid job", "E1", "Packer", date(2026, 1, 5), 12.71],
    ),
    "Hours": (["Activity ID", "Date", "Hours", "Earnings"], ["A1", MAY, 4, 50.84]),
    "Changes": (
        ["Record", "ID", "Field", "From", "Value"],
        ["client", "C1", "Team ID", date(2026, 3, 1), "T2"],
        ["activity", "A1", "Hourly pay", date(2026, 4, 1), 13],
    ),
    "Hours reasons": (["Client ID", "Week ending", "Reason"], ["C1", date(2026, 5, 10), "Stock taking"]),
}
TABLES = {
    *("clients", "episodes", "contacts", "activities", "hours", "changes", "hours_reasons", "teams"),
    *("staff", "employers"),
}


def a_unit_of_two(desk: Desk, folder: Path) -> None:
    """Annis Fold with two referrals, a job and three contacts; Benet Larch in one of them."""
    report = bring_in(desk, write_book(folder / "two.xlsx", SHEETS))
    assert report.written, report.problems


def ref(desk: Desk, kind: str, table: str, where: str) -> RecordRef:
    """The record of a kind that a condition finds."""
    ((id_,),) = rows_of(desk, f"SELECT id FROM {table} WHERE {where}")
    return RecordRef(kind, int(id_))


def annis(desk: Desk) -> RecordRef:
    """The client most of the unit is about."""
    return ref(desk, "client", "clients", "reference = 'C1'")


def alive(desk: Desk) -> dict[str, int]:
    """How many records of each table have not been removed."""
    return {
        table: int(rows_of(desk, f"SELECT count(*) FROM {table} WHERE removed_at IS NULL")[0][0])
        for table in sorted(TABLES)
    }


def seen_by(desk: Desk, role: Role, account: int = 1, *, later: timedelta | None = None) -> Records:
    """The service of records as another account has it, or as it is later."""
    space = replace(desk.workspace, actor=Actor(account, f"Account {account}", role))
    now = desk.workspace.now() + (later or timedelta())
    return Records(space if later is None else replace(space, now=lambda: now), desk._back_up)


def trail_seen_by(desk: Desk, role: Role) -> Trail:
    """The audit trail as an account of another role has it."""
    return Trail(replace(desk.workspace, actor=Actor(1, "Somebody", role)))
