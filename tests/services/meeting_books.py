"""A unit with a governance meeting of two open items and a closed one, and the accounts that look at it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import insert

from ipsdesk.models import Account
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Plain, Typed
from ipsdesk.services.roles import Actor, Role, Workspace
from tests.units import ACCOUNT, bring_in, rows_of, write_book

TODAY, HELD = date(2026, 4, 24), date(2026, 4, 20)
SECRET = "PLANTED-HERON-9041"
"""What is said in the closed item, to be looked for wherever it must not be."""
THERE, ELSEWHERE, AUDITOR, RESIDENT = 21, 22, 23, 24
MADE = "2026-11-01T09:00:00+00:00"
BOOK: dict[str, list[tuple[object, ...]]] = {
    "Staff": [
        ("Staff ID", "Name", "Role", "Started", "Employment WTE"),
        ("S1", ACCOUNT, "team leader", date(2024, 1, 1), 1),
        ("S2", "Ros Aldous", "employment specialist", date(2024, 1, 1), 1),
        ("S3", "Kit Marlow", "employment specialist", date(2024, 1, 1), 1),
    ],
    "Clients": [
        ("Client ID", "Name"),
        *((f"C{n}", name) for n, name in enumerate(("Annis Fold", "Benet Larch", "Cass Lunn"), 1)),
    ],
}


def meeting_unit(desk: Desk, folder: Path) -> int:
    """Fill the unit; gives the key of the meeting."""
    report = bring_in(desk, write_book(folder / "book.xlsx", BOOK))
    assert report.written, report.problems
    with desk.workspace.transactions.begin() as connection:
        for account, name, role, staff in (
            (THERE, "There", Role.PRACTITIONER, "S2"),
            (ELSEWHERE, "Elsewhere", Role.PRACTITIONER, "S3"),
            (AUDITOR, "Auditor", Role.AUDITOR, None),
            (RESIDENT, "Resident", Role.REPRESENTATIVE, None),
        ):
            key = connection.exec_driver_sql("SELECT id FROM staff WHERE reference = ?", (staff,)).scalar()
            row = {"id": account, "name": name, "role": role, "created_at": MADE, "staff_id": key}
            connection.execute(insert(Account).values(row))
    meeting = add(
        desk, "decision meeting", kind="clinical governance", name="Governance", on_date=HELD,
        from_time="10:00", place="Library", chair_id=key_of(desk, "staff", "S1"),
        staff_ids=[key_of(desk, "staff", "S2")], client_ids=[key_of(desk, "clients", "C1")],
    )  # fmt: skip
    of = {"meeting_id": str(meeting)}
    add(desk, "agenda item", **of, number=2, title="Longer evenings in the garden", proposed_by="resident",
        client_id=key_of(desk, "clients", "C1"), introduced_by="Annis",
        residents_view="It is light until nine.", discussion="Staffing was looked at.",
        decision="Open until nine from May.", outcome="agreed", votes_for=4, votes_against=1)  # fmt: skip
    add(desk, "agenda item", **of, number=3, title=f"Incident {SECRET}", part="closed",
        proposed_by="staff", discussion=f"What happened: {SECRET}", outcome="agreed",
        decision=f"Train again {SECRET}")  # fmt: skip
    add(desk, "action of a meeting", **of, number=2, action="Change the evening shift",
        due_on=date(2026, 5, 1), owner_id=key_of(desk, "staff", "S2"))  # fmt: skip
    add(desk, "action of a meeting", **of, number=3, action=f"Book {SECRET}", due_on=date(2026, 5, 1))
    return meeting


def key_of(desk: Desk, table: str, reference: str) -> str:
    """A record's key in words, by its reference."""
    ((key,),) = rows_of(desk, f"SELECT id FROM {table} WHERE reference = '{reference}'")
    return str(key)


def add(desk: Desk, kind: str, /, **values: Plain) -> int:
    """A new record by its form; gives its key."""
    blank = desk.editing.blank(kind, values)
    return desk.editing.save(Typed(kind, None, 0, blank.values)).id


def space_of(desk: Desk, account: int, role: Role = Role.PRACTITIONER) -> Workspace:
    """The workspace of another account."""
    return replace(desk.workspace, actor=Actor(account, f"Account {account}", role), opened=set())
