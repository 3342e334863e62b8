"""Records changed in the unit since the export, Record IDs that lead elsewhere: told, never silently lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.packaging.custom import StringProperty

from ipsdesk.errors import NewerUnit, UnreadableFile
from ipsdesk.exchange.workbook_in import read_workbook
from ipsdesk.exchange.workbook_out import write_unit_of
from ipsdesk.services.desk import Desk
from ipsdesk.services.incoming import Incoming
from ipsdesk.services.intake import IntakeReport
from ipsdesk.storage.upgrade import HEAD
from tests.units import Sheets, bring_in, new_unit, rows_of, sit_down, write_book

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
A_UNIT: Sheets = {
    "Staff": [("Staff ID", "Name", "Role", "Started"), ("S1", "Osbert Quill", "other", MONDAY)],
    "Changes": [
        ("Record", "ID", "Field", "From", "Value"),
        ("activity", "A1", "Weekly hours", MONDAY, 7.5),
    ],
    "Clients": [
        ("Client ID", "Name", "Gender", "Key worker ID", "Needs"),
        ("C1", "Wilhelmina Fernsby", "female", "S1", "housing; training"),
        ("C2", "Barnaby Thistle", None, None, None),
    ],
    "Contacts": [
        ("Date", "Kind", "Client IDs", "Note"),
        (MONDAY, "client", "C2; C1", "first"),
        (MONDAY, "client", "C1", "second"),
    ],
    "Activities": [("Activity ID", "Client ID", "Kind", "Started"), ("A1", "C1", "paid job", MONDAY)],
    "Hours": [("Activity ID", "Date", "Hours"), ("A1", MONDAY, 3), ("A1", TUESDAY, 4)],
}


@pytest.fixture
def path(desk: Desk, tmp_path: Path) -> Path:
    """The unit filled, then exported."""
    assert not bring_in(desk, write_book(tmp_path / "in.xlsx", A_UNIT)).problems
    write_unit_of(desk, tmp_path / "out.xlsx")
    return tmp_path / "out.xlsx"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    """Another unit, new and empty."""
    with sit_down(new_unit(tmp_path / "Other.ipsdesk")) as desk:
        yield desk


def typed(path: Path, **cells: Any) -> Path:
    """The workbook after somebody typed into some cells, named like ``Clients_B2``."""
    book = load_workbook(path)
    for place, value in cells.items():
        sheet, _, cell = place.rpartition("_")
        book[sheet][cell].value = value
    book.save(path)
    return path


def place_of_record_id(path: Path, sheet: str) -> str:
    """The letter of the column in which a sheet of an export has its Record IDs."""
    return next(cell.column_letter for cell in load_workbook(path)[sheet][1] if cell.value == "Record ID")


def change(desk: Desk, kind: str, record: int, statement: str, action: str = "changed") -> None:
    """A record changed in the program, with its entry in the audit trail."""
    with desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql(statement)
        desk.workspace.audit.append(
            connection,
            account=1,
            action=action,
            kind=kind,
            record_id=record,
            record_uuid=None,
            details={},
            at=desk.workspace.now(),
        )


def rename(desk: Desk) -> None:
    """Client C1 gets another name in the program."""
    change(desk, "client", 1, "UPDATE clients SET name = 'Wilma Fernsby' WHERE id = 1")


def told(report: IntakeReport) -> list[str]:
    """The problems as people read them."""
    return [str(problem) for problem in report.problems]


# ---- changed since --------------------------------------------------------------------------------


def test_a_row_whose_record_changed_since_is_a_problem_and_nothing_is_lost(desk: Desk, path: Path) -> None:
    rename(desk)
    report = bring_in(desk, typed(path, Clients_B3="Barnaby Thistle-Quill"))
    assert told(report) == [
        "Clients!B2: this record was changed in the program since the export; the unit now has "
        "Name 'Wilma Fernsby'; give --overwrite to take the workbook's side"
    ]
    assert not report.written
    assert rows_of(desk, "SELECT name FROM clients") == [("Wilma Fernsby",), ("Barnaby Thistle",)]
    assert told(bring_in(desk, path, dry_run=True)) == told(report)


def test_overwrite_takes_the_workbook_s_side_and_the_trail_keeps_what_was_there(
    desk: Desk, path: Path
) -> None:
    rename(desk)
    report = bring_in(desk, path, overwrite=True)
    assert (report.problems, report.tallies["Clients"].updated) == ((), 1)
    assert rows_of(desk, "SELECT name FROM clients WHERE id = 1") == [("Wilhelmina Fernsby",)]
    ((text,),) = rows_of(desk, "SELECT details FROM audit_entries ORDER BY id DESC LIMIT 1")
    assert json.loads(text)["updated"][0]["before"] == {"name": "Wilma Fernsby"}
    assert json.loads(text)["overwrite"] is True


def test_a_change_brought_in_by_another_import_counts_as_well(desk: Desk, path: Path, tmp_path: Path) -> None:
    newer: Sheets = {"Clients": [("Client ID", "Name"), ("C2", "Barnaby Thistle-Fernsby")]}
    assert bring_in(desk, write_book(tmp_path / "newer.xlsx", newer)).written
    assert told(bring_in(desk, path))[0].startswith("Clients!B3: this record was changed")
    assert not bring_in(desk, path, overwrite=True).problems


def test_a_record_added_since_under_the_same_id_counts_as_well(
    desk: Desk, path: Path, tmp_path: Path
) -> None:
    added: Sheets = {"Clients": [("Client ID", "Name"), ("C3", "Hester Loom")]}
    bring_in(desk, write_book(tmp_path / "added.xlsx", added))
    report = bring_in(desk, typed(path, Clients_A4="C3", Clients_B4="Somebody Else"))
    assert [one.split(";")[1] for one in told(report)] == [" the unit now has Name 'Hester Loom'"]
    assert told(report)[0].startswith("Clients!B4: ")


def test_a_row_that_agrees_with_the_unit_is_no_conflict(desk: Desk, path: Path) -> None:
    rename(desk)
    report = bring_in(desk, typed(path, Clients_B2="Wilma Fernsby", Clients_B3="Barnaby Thistle-Quill"))
    assert (told(report), report.changes) == ([], 1)


def test_a_record_changed_before_the_export_or_only_looked_at_is_no_conflict(desk: Desk, path: Path) -> None:
    rename(desk)
    write_unit_of(desk, path)
    change(desk, "client", 1, "SELECT 1", action="viewed")
    change(desk, "staff", 1, "SELECT 1")
    report = bring_in(desk, typed(path, Clients_B2="Wilhelmina Quill"))
    assert (told(report), report.changes) == ([], 1)


def test_every_kind_of_field_is_told_in_words(desk: Desk, path: Path) -> None:
    change(
        desk,
        "client",
        1,
        "UPDATE clients SET gender = NULL, key_worker_id = NULL, born_on = '1990-01-31', needs = '[\"x\"]'",
    )
    change(desk, "contact", 1, "UPDATE contacts SET minutes = 5 WHERE id = 1")
    change(desk, "contact", 1, "DELETE FROM contact_clients WHERE client_id = 2")
    change(desk, "hours", 2, "UPDATE hours SET seconds = 19200, pence = 1050 WHERE id = 2")
    change(desk, "change", 1, "UPDATE changes SET value = '19200'")
    now = {
        one.split(":")[0]: one.split("now has ")[1].split("; give")[0] for one in told(bring_in(desk, path))
    }
    assert now == {
        "Changes!E2": "Value '5.3333333333'",
        "Clients!D2": "Date of birth '31/01/1990', Gender empty, Key worker ID empty, 1 more field differs",
        "Contacts!I2": "Client IDs 'C1', Minutes '5'",
        "Hours!C3": "Hours '5.3333333333', Earnings '10.5'",
    }


def test_a_workbook_that_is_no_export_updates_as_before(desk: Desk, path: Path, tmp_path: Path) -> None:
    rename(desk)
    plain: Sheets = {"Clients": [("Client ID", "Name"), ("C1", "Wilhelmina Quill")]}
    assert bring_in(desk, write_book(tmp_path / "plain.xlsx", plain)).changes == 1
    assert path.exists()


def test_another_unit_s_export_updates_as_before(desk: Desk, other: Desk, path: Path) -> None:
    assert not bring_in(other, path).problems
    rename(other)
    for _ in range(20):
        change(other, "client", 2, "SELECT 1")
    report = bring_in(other, typed(path, Clients_B3="Barnaby Quill"))
    assert (told(report), report.tallies["Clients"].updated) == ([], 2)


def test_after_a_restore_whatever_was_changed_at_all_is_a_conflict(desk: Desk, path: Path) -> None:
    """The trail of a restored unit is another one from some entry on: the export's place is not in it."""
    rename(desk)
    incoming = read_workbook(path)
    noted = {**incoming.properties, "IPS Desk audit number": "5000", "IPS Desk audit mark": "0" * 16}
    report = desk.intake.bring_in(replace(incoming, properties=noted))
    assert told(report)[0].startswith("Clients!B2: this record was changed")


# ---- what the export noted ------------------------------------------------------------------------


def noting(path: Path, **noted: str) -> Incoming:
    """The workbook as read, with another note of an export in it."""
    book = load_workbook(path)
    for name, value in noted.items():
        full = f"IPS Desk {name.replace('_', ' ')}"
        del book.custom_doc_props[full]  # type: ignore[attr-defined]
        book.custom_doc_props.append(StringProperty(full, value))  # type: ignore[attr-defined]
    book.save(path)
    return read_workbook(path)


def test_the_export_of_a_newer_version_is_refused(desk: Desk, path: Path) -> None:
    with pytest.raises(NewerUnit, match="A newer version of IPS Desk exported this workbook") as refused:
        desk.intake.bring_in(noting(path, schema_version=f"{HEAD + 1}"))
    assert refused.value.exit_status == 2


@pytest.mark.parametrize("number", ["", "many", "-1", "1.5", "9" * 20, "²"])
def test_a_damaged_note_is_refused(desk: Desk, path: Path, number: str) -> None:
    incoming = read_workbook(path)
    noted = {**incoming.properties, "IPS Desk audit number": number}
    with pytest.raises(UnreadableFile, match="'IPS Desk audit number' of the workbook is damaged"):
        desk.intake.bring_in(replace(incoming, properties=noted))


def test_another_program_may_have_saved_the_number_its_own_way(desk: Desk, path: Path) -> None:
    number = read_workbook(path).properties["IPS Desk audit number"]
    rename(desk)
    report = desk.intake.bring_in(noting(path, audit_number=f"{number}.0"))
    assert len(report.problems) == 1


# ---- Record IDs -----------------------------------------------------------------------------------


def test_a_record_id_given_back_says_which_record_a_row_is(desk: Desk, path: Path) -> None:
    report = bring_in(desk, typed(path, Contacts_N2="first, corrected", Contacts_A3=TUESDAY))
    assert (told(report), report.tallies["Contacts"].updated) == ([], 2)
    assert rows_of(desk, "SELECT on_date, note FROM contacts") == [
        ("2026-03-02", "first, corrected"),
        ("2026-03-03", "second"),
    ]


def test_a_copied_row_keeps_the_record_id_of_another(desk: Desk, path: Path) -> None:
    book = load_workbook(path)
    book["Contacts"].append([cell.value for cell in book["Contacts"][2]])
    book.save(path)
    at = place_of_record_id(path, "Contacts")
    assert told(bring_in(desk, path)) == [
        f"Contacts!{at}4: row 2 has the same Record ID; empty it here if this is a new record"
    ]


def test_a_record_id_of_another_sheet(desk: Desk, other: Desk, path: Path) -> None:
    ((of_hours,),) = rows_of(desk, "SELECT uuid FROM hours WHERE id = 1")
    contacts, hours = (place_of_record_id(path, sheet) for sheet in ("Contacts", "Hours"))
    typed(path, **{f"Contacts_{contacts}2": of_hours})
    words = "this Record ID belongs to a record of the sheet Hours; empty it if this is a new record"
    assert told(bring_in(desk, path)) == [f"Contacts!{contacts}2: {words}"]
    assert told(bring_in(other, path)) == [f"Hours!{hours}2: {words.replace('Hours', 'Contacts')}"]


def test_records_that_were_removed(desk: Desk, path: Path) -> None:
    for table in ("contacts", "clients", "hours"):
        change(desk, "x", 2, f"UPDATE {table} SET removed_at = '2026-11-22T10:00:00+00:00' WHERE id = 2")
    gone = "was removed from the unit; delete the row"
    at = place_of_record_id(path, "Contacts")
    assert told(bring_in(desk, path, overwrite=True)) == [
        f"Clients!A3: 'C2' is the ID of a client that {gone}",
        f"Contacts!{at}3: the record with this Record ID {gone}, or empty its Record ID to add a new record",
        f"Hours!E3: the record with this Record ID {gone}, or empty its Record ID to add a new record",
    ]
    typed(path, Hours_E3=None)
    assert f"Hours!A3: this is a day of hours that {gone}" in told(bring_in(desk, path))


def test_hours_with_a_record_id_may_change_days_and_change_places(desk: Desk, path: Path) -> None:
    report = bring_in(desk, typed(path, Hours_B2=TUESDAY, Hours_B3=MONDAY))
    assert (told(report), report.tallies["Hours"].updated) == ([], 2)
    assert rows_of(desk, "SELECT id, on_date, seconds FROM hours ORDER BY id") == [
        (1, "2026-03-03", 10800),
        (2, "2026-03-02", 14400),
    ]


def test_hours_that_move_make_room_for_a_new_row(desk: Desk, path: Path) -> None:
    typed(path, Hours_B2=date(2026, 3, 4), Hours_A4="A1", Hours_B4=MONDAY, Hours_C4=1)
    report = bring_in(desk, path)
    assert (told(report), report.tallies["Hours"].added, report.tallies["Hours"].updated) == ([], 1, 1)
    assert rows_of(desk, "SELECT on_date, seconds FROM hours ORDER BY id") == [
        ("2026-03-04", 10800),
        ("2026-03-03", 14400),
        ("2026-03-02", 3600),
    ]


def test_hours_that_move_to_a_day_another_record_has(desk: Desk, path: Path) -> None:
    book = load_workbook(path)
    book["Hours"].delete_rows(3)
    book["Hours"]["B2"].value = TUESDAY
    book.save(path)
    assert told(bring_in(desk, path)) == [
        "Hours!B2: the unit has another record with this Activity ID and Date"
    ]


def test_a_new_unit_takes_over_the_identity_of_the_contract(desk: Desk, other: Desk, path: Path) -> None:
    assert bring_in(other, path).written
    identity = "SELECT uuid, unit_name FROM contracts"
    assert rows_of(other, identity) == rows_of(desk, identity)
    assert bring_in(other, path).changes == 0
