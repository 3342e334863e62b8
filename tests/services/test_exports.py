"""What an export holds: every record that was not removed, as it is at present, for managers only."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ipsdesk.errors import NotAllowed
from ipsdesk.exchange.workbook_out import write_unit_of
from ipsdesk.models import FAMILIES
from ipsdesk.services.desk import Desk
from ipsdesk.services.exports import Exports
from ipsdesk.services.outgoing import CellValue
from ipsdesk.services.roles import Role
from tests.units import Sheets, bring_in, rows_of, write_book

MONDAY = date(2026, 3, 2)
THREE_CLIENTS: Sheets = {
    "Staff": [("Staff ID", "Name", "Role", "Started"), ("S1", "Osbert Quill", "other", MONDAY)],
    "Changes": [
        ("Record", "ID", "Field", "From", "Value"),
        ("referral", "R2", "Staff ID", MONDAY, "S1"),
        ("client", "C1", "Benefits", MONDAY, "UC"),
    ],
    "Clients": [("Client ID", "Name", "Key worker ID"), *((f"C{n}", f"Name {n}", "S1") for n in (1, 2, 3))],
    "Referrals": [("Referral ID", "Client ID", "Received"), *((f"R{n}", f"C{n}", MONDAY) for n in (1, 2, 3))],
    "Contacts": [("Date", "Kind", "Client IDs"), (MONDAY, "client", "C3; C1; C2"), (MONDAY, "client", "C1")],
    "Activities": [
        ("Activity ID", "Client ID", "Kind", "Started"),
        *((f"A{n}", f"C{n}", "paid job", MONDAY) for n in (1, 2)),
    ],
    "Hours": [("Activity ID", "Date", "Hours"), ("A1", MONDAY, 3), ("A2", MONDAY, 4)],
}


def change(desk: Desk, statement: str) -> None:
    """What a later part of the program may do to the records."""
    with desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql(statement)


def shown(desk: Desk, sheet: str, *columns: str) -> list[tuple[CellValue, ...]]:
    """Some columns of a sheet of the export."""
    found = next(one for one in desk.exports.content().sheets if one.sheet == sheet)
    places = [found.columns.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in found.rows]


def test_sheets_and_columns_stand_in_the_order_of_the_families(desk: Desk) -> None:
    content = desk.exports.content()
    assert [sheet.sheet for sheet in content.sheets] == [model.family.sheet for model in FAMILIES]
    for sheet, model in zip(content.sheets, FAMILIES, strict=True):
        extra = () if model.family.identity or model.family.anonymous else ("uuid",)
        assert sheet.columns == (*dict(model.fields()), *extra)


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.LEAD, Role.AUDITOR])
def test_only_managers_take_the_unit_out(desk: Desk, role: Role, tmp_path: Path) -> None:
    desk.exports = Exports(replace(desk.workspace, actor=replace(desk.workspace.actor, role=role)))
    with pytest.raises(NotAllowed, match="Ask someone with the role manager"):
        write_unit_of(desk, tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


def test_an_export_is_noted_with_its_rows_and_fingerprint(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, write_book(tmp_path / "in.xlsx", THREE_CLIENTS))
    write_unit_of(desk, tmp_path / "out.xlsx", "kettle moss 7")
    ((action, kind, record, text),) = rows_of(
        desk, "SELECT action, kind, record_id, details FROM audit_entries ORDER BY id DESC LIMIT 1"
    )
    details = json.loads(text)
    assert (action, kind, record) == ("exported", "unit", None)
    assert details["with password"] is True
    assert details["rows"]["Clients"] == 3
    assert len(details["rows"]) == len(FAMILIES)
    assert len(details["sha256"]) == len(details["head"][1]) == 64
    assert "Name 1" not in text


def test_references_and_links_go_out_as_the_unit_s_own_and_in_order(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, write_book(tmp_path / "in.xlsx", THREE_CLIENTS))
    assert shown(desk, "Contacts", "client_ids") == [("C3; C1; C2",), ("C1",)]
    assert shown(desk, "Hours", "activity_id", "on_date", "seconds") == [("A1", MONDAY, 3), ("A2", MONDAY, 4)]


def test_a_change_shows_the_reference_its_owner_has_now(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, write_book(tmp_path / "in.xlsx", THREE_CLIENTS))
    change(desk, "UPDATE episodes SET reference = 'R-two' WHERE reference = 'R2'")
    change(desk, "UPDATE staff SET reference = 'S-one' WHERE reference = 'S1'")
    assert shown(desk, "Changes", "about", "fact", "value") == [
        ("R-two", "Staff ID", "S-one"),
        ("C1", "Benefits", "UC"),
    ]
    write_unit_of(desk, tmp_path / "out.xlsx")
    assert bring_in(desk, tmp_path / "out.xlsx").changes == 0


def test_removed_records_are_left_out_with_what_belongs_to_them(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, write_book(tmp_path / "in.xlsx", THREE_CLIENTS))
    change(desk, "UPDATE clients SET removed_at = '2026-11-22T00:00:00+00:00' WHERE reference = 'C1'")
    change(desk, "UPDATE contacts SET removed_at = '2026-11-22T00:00:00+00:00' WHERE id = 2")
    change(desk, "UPDATE staff SET removed_at = '2026-11-22T00:00:00+00:00' WHERE reference = 'S1'")
    assert shown(desk, "Clients", "reference", "key_worker_id") == [("C2", None), ("C3", None)]
    assert shown(desk, "Referrals", "reference") == [("R2",), ("R3",)]
    assert shown(desk, "Contacts", "client_ids") == [("C3; C2",)]
    assert shown(desk, "Activities", "reference") == [("A2",)]
    assert shown(desk, "Hours", "activity_id") == [("A2",)]
    assert shown(desk, "Changes", "about", "value") == [("R2", None)]
    write_unit_of(desk, tmp_path / "out.xlsx")
    report = bring_in(desk, tmp_path / "out.xlsx")
    assert ([str(problem) for problem in report.problems], report.changes) == ([], 0)


def test_the_practice_copy_says_so(desk: Desk) -> None:
    assert not desk.exports.content().practice
    change(desk, "INSERT INTO settings (name, value) VALUES ('practice', 'yes')")
    assert desk.exports.content().practice
