"""What an import makes of supervision of oneself, signatures too early, and audits of closed files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ipsdesk.errors import NotSaved
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from ipsdesk.services.records_names import Names
from tests.units import Sheets, bring_in, rows_of, write_book

DAY, CLOSED = date(2026, 3, 2), date(2026, 2, 2)
STAFF = ("Staff ID", "Name", "Role", "Started", "Employment WTE")
SUPERVISION = ("Date", "Staff ID", "Supervisor ID", "Staff signed on")
AUDITS, FILES = ("Audit ID", "Date"), ("Audit ID", "Client ID")
UNIT: Sheets = {
    "Staff": [
        STAFF,
        ("S1", "Osbert Quill", "employment specialist", date(2025, 1, 1), 1),
        ("S2", "Thirza Moor", "team leader", date(2025, 1, 1), 0),
    ],
    "Clients": [("Client ID", "Name"), ("C1", "Wilhelmina Fernsby"), ("C2", "Benet Larch")],
    "Referrals": [
        ("Referral ID", "Client ID", "Received", "Started", "Closed"),
        ("R1", "C1", date(2025, 6, 2), date(2025, 6, 9), CLOSED),
        ("R2", "C2", date(2025, 6, 2), date(2025, 6, 9), None),
    ],
}
SOUND: Sheets = {
    **UNIT,
    "Supervision": [SUPERVISION, (DAY, "S1", "S2", DAY)],
    "File audits": [AUDITS, ("FA1", DAY), ("FA2", CLOSED)],
    "Audited files": [FILES, ("FA1", "C2"), ("FA2", "C1")],
}
NOT_OPEN = (
    "no referral of this person is open on 02/03/2026, the day of the audit: only open files are audited"
)

PROBLEMS: dict[str, tuple[Sheets, str]] = {
    "supervision of oneself": (
        {"Supervision": [SUPERVISION, (DAY, "S1", "S1", None)]},
        "Supervision!C2: Nobody supervises themselves: name somebody else as supervisor",
    ),
    "a signature before the day": (
        {"Supervision": [SUPERVISION, (DAY, "S1", "S2", CLOSED)]},
        "Supervision!D2: Staff signed on 02/02/2026 is before Date 02/03/2026",
    ),
    "a closed file": (
        {"File audits": [AUDITS, ("FA1", DAY)], "Audited files": [FILES, ("FA1", "C1")]},
        f"Audited files!B2: {NOT_OPEN}",
    ),
    "a full-time post and more": (
        {"Staff": [STAFF, ("S3", "Ida Vane", "other", DAY, 1.2)]},
        "Staff!E2: '1.2' is not between 0 and 1",
    ),
    "an agreement twice": (
        {
            "Teams": [("Team ID", "Name"), ("T1", "Elm Court")],
            "Host agreements": [("Team ID", "Agreed on"), ("T1", DAY), ("T1", DAY)],
        },
        "Host agreements!A3: row 2 has the same team and agreed on already",
    ),
}


@pytest.mark.parametrize(("sheets", "problem"), PROBLEMS.values(), ids=PROBLEMS)
def test_what_can_not_be_is_named_by_its_cell(
    desk: Desk, tmp_path: Path, sheets: Sheets, problem: str
) -> None:
    assert bring_in(desk, write_book(tmp_path / "unit.xlsx", UNIT)).written
    report = bring_in(desk, write_book(tmp_path / "in.xlsx", sheets))
    assert [str(one) for one in report.problems] == [problem]
    assert not report.written


def test_what_the_import_refuses_the_form_refuses_too(desk: Desk, tmp_path: Path) -> None:
    assert bring_in(desk, write_book(tmp_path / "in.xlsx", SOUND)).problems == ()
    staff, client, audit = (
        ids(desk, "staff", "S1"),
        ids(desk, "clients", "C1"),
        ids(desk, "file_audits", "FA1"),
    )
    supervision = {"on_date": DAY, "staff_id": staff, "supervisor_id": staff}
    assert refused(desk, "supervision", supervision).keys() == {"supervisor_id"}
    signed = supervision | {"supervisor_id": None, "staff_signed_on": CLOSED}
    assert refused(desk, "supervision", signed).keys() == {"staff_signed_on"}
    closed = refused(desk, "audited file", {"audit_id": audit, "client_id": client})
    assert closed == {
        "client_id": "Client: no referral of this person is open on 2 March 2026, the day of the audit: "
        "only open files are audited"
    }
    later = Typed("file audit", int(ids(desk, "file_audits", "FA2")), 1, {"on_date": DAY})
    with pytest.raises(NotSaved) as moved:
        desk.editing.save(later)
    assert moved.value.problems.keys() == {"on_date"}


def test_a_file_closed_since_its_audit_comes_in_again(desk: Desk, tmp_path: Path) -> None:
    """And so does what was recorded before it was refused."""
    assert bring_in(desk, write_book(tmp_path / "in.xlsx", SOUND)).problems == ()
    with desk.editing.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE supervisions SET supervisor_id = staff_id")
        connection.exec_driver_sql("UPDATE episodes SET closed_on = '2026-02-20' WHERE reference = 'R2'")
    again: Sheets = {
        "Supervision": [SUPERVISION, (DAY, "S1", "S1", DAY)],
        "File audits": SOUND["File audits"],
        "Audited files": SOUND["Audited files"],
    }
    report = bring_in(desk, write_book(tmp_path / "again.xlsx", again))
    assert (report.problems, report.changes) == ((), 0)


def test_a_line_of_a_review_and_an_audited_file_are_called_by_their_person(
    desk: Desk, tmp_path: Path
) -> None:
    lines: Sheets = {
        "Caseload reviews": [("Review ID", "Date", "Staff ID"), ("CR1", DAY, "S1")],
        "Caseload review lines": [("Review ID", "Client ID", "Last contact"), ("CR1", "C2", CLOSED)],
    }
    assert bring_in(desk, write_book(tmp_path / "in.xlsx", {**SOUND, **lines})).problems == ()
    with desk.editing.workspace.transactions.read() as connection:
        names = Names(connection)
        assert names.record(("person in a caseload review", 1)) == (
            "person in a caseload review for Benet Larch"
        )
        assert names.record(("audited file", 1)) == "audited file for Benet Larch"
        assert names.person(("person in a caseload review", 1))[1] == "Benet Larch"
        assert names.record(("caseload review", 1)) == "caseload review CR1 for Osbert Quill"


def ids(desk: Desk, table: str, reference: str) -> str:
    """The key of a record, as a form gives it."""
    ((key,),) = rows_of(desk, f"SELECT id FROM {table} WHERE reference = '{reference}'")
    return str(key)


def refused(desk: Desk, kind: str, values: dict[str, object]) -> dict[str, str]:
    """What keeps a new record from being saved, by field."""
    with pytest.raises(NotSaved) as refusal:
        desk.editing.save(Typed(kind, None, 0, values))  # type: ignore[arg-type] # plain values of a test
    return dict(refusal.value.problems)
