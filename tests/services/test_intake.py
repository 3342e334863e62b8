"""Bringing workbooks in: all or nothing, every problem by its cell, the same again changes nothing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from ipsdesk.services.desk import Desk
from tests.recount.generator import generate_unit
from tests.units import Sheets, bring_in, rows_of, write_book

CLIENTS = ("Client ID", "Name")
REFERRALS = ("Referral ID", "Client ID", "Received", "Accepted", "Started", "Closed")
ACTIVITIES = ("Activity ID", "Client ID", "Referral ID", "Kind", "Started", "Ended")
STAFF = ("Staff ID", "Name", "Role", "Started", "Left")
ONE_CLIENT: Sheets = {"Clients": [CLIENTS, ("C1", "Wilhelmina Fernsby")]}
A_JOB: Sheets = {
    **ONE_CLIENT,
    "Activities": [ACTIVITIES, ("A1", "C1", None, "paid job", date(2026, 3, 1), date(2026, 3, 31))],
}

PROBLEMS: dict[str, tuple[Sheets, list[str]]] = {
    "an NHS number that fails its check digit": (
        {"Clients": [(*CLIENTS, "NHS number"), ("C1", "Wilhelmina Fernsby", "999 000 0019")]},
        ["Clients!C2: '999 000 0019' is not an NHS number: its last digit does not match the others"],
    ),
    "a date of birth in the future": (
        {"Clients": [(*CLIENTS, "Date of birth"), ("C1", "Wilhelmina Fernsby", date(2026, 11, 23))]},
        ["Clients!C2: 23/11/2026 is in the future"],
    ),
    "an end before its start": (
        {"Staff": [STAFF, ("S1", "Osbert Quill", "other", date(2026, 3, 2), date(2026, 3, 1))]},
        ["Staff!E2: Left 01/03/2026 is before Started 02/03/2026"],
    ),
    "accepted and started before received": (
        {
            **ONE_CLIENT,
            "Referrals": [
                REFERRALS,
                ("R1", "C1", date(2026, 3, 5), date(2026, 3, 4), date(2026, 3, 3), None),
            ],
        },
        [
            "Referrals!D2: Accepted 04/03/2026 is before Received 05/03/2026",
            "Referrals!E2: Started 03/03/2026 is before Received 05/03/2026",
        ],
    ),
    "two episodes of a client open at once": (
        {
            **ONE_CLIENT,
            "Referrals": [
                REFERRALS,
                ("R1", "C1", date(2026, 3, 5), None, None, date(2026, 5, 2)),
                ("R2", "C1", date(2026, 5, 1), None, None, None),
            ],
        },
        ["Referrals!C3: received while referral 'R1' of the same client is still open"],
    ),
    "hours outside the job": (
        {**A_JOB, "Hours": [("Activity ID", "Date", "Hours"), ("A1", date(2026, 4, 1), 3)]},
        ["Hours!B2: 01/04/2026 is outside the time of activity 'A1'"],
    ),
    "25 hours a day": (
        {**A_JOB, "Hours": [("Activity ID", "Date", "Hours"), ("A1", date(2026, 3, 2), 25)]},
        ["Hours!C2: '25' is not between 0 and 24"],
    ),
    "the same day of a job twice": (
        {
            **A_JOB,
            "Hours": [
                ("Activity ID", "Date", "Hours"),
                ("A1", date(2026, 3, 2), 3),
                ("A1", date(2026, 3, 2), 4),
            ],
        },
        ["Hours!A3: row 2 has the same activity and date already"],
    ),
    "an ID twice": (
        {"Clients": [CLIENTS, ("C1", "Wilhelmina Fernsby"), ("C1", "Another Fernsby")]},
        ["Clients!A3: 'C1' is already in row 2"],
    ),
    "an ID that leads nowhere": (
        {"Plans": [("Client ID", "Agreed"), ("C9", date(2026, 3, 2))]},
        ["Plans!A2: 'C9' is not in the sheet Clients or this unit"],
    ),
    "a date that does not exist": (
        {"Plans": [("Client ID", "Agreed"), ("C1", "31/02/2026")], **ONE_CLIENT},
        ["Plans!B2: '31/02/2026' is not a real date"],
    ),
    "a score of 6": (
        {"Fidelity reviews": [("Review ID", "Date", "Item 1"), ("F1", date(2026, 3, 2), 6)]},
        ["Fidelity reviews!C2: '6' is not between 1 and 5"],
    ),
    "a missing column": (
        {"Clients": [("Client ID",), ("C1",)]},
        ["Clients: the column 'Name' is missing from row 1"],
    ),
    "a week that does not start on a Monday": (
        {
            "Staff": [STAFF, ("S1", "Osbert Quill", "other", date(2026, 3, 2), None)],
            "Log reviews": [
                ("Staff ID", "Week starting", "Reviewed on"),
                ("S1", date(2026, 3, 3), date(2026, 3, 9)),
            ],
        },
        ["Log reviews!B2: 03/03/2026 is not a Monday"],
    ),
    "a job that names another's referral": (
        {
            "Clients": [CLIENTS, ("C1", "Wilhelmina Fernsby"), ("C2", "Barnaby Thistle")],
            "Referrals": [REFERRALS, ("R1", "C2", date(2026, 1, 1), None, None, None)],
            "Activities": [ACTIVITIES, ("A1", "C1", "R1", "paid job", date(2026, 3, 1), None)],
        },
        ["Activities!C2: 'R1' is a referral of another client"],
    ),
    "an adjustment in another's job": (
        {
            "Clients": [CLIENTS, ("C1", "Wilhelmina Fernsby"), ("C2", "Barnaby Thistle")],
            "Activities": [ACTIVITIES, ("A1", "C1", None, "paid job", date(2026, 3, 1), None)],
            "Adjustments": [("Client ID", "Adjustment", "Activity ID"), ("C2", "A later start", "A1")],
        },
        ["Adjustments!C2: 'A1' is an activity of another client"],
    ),
    "a change of something that does not change": (
        {
            **ONE_CLIENT,
            "Changes": [
                ("Record", "ID", "Field", "From", "Value"),
                ("client", "C1", "Name", date(2026, 3, 1), "Wilma"),
            ],
        },
        [
            "Changes!C2: 'Name' is not a field of a client that may change; these are: "
            "Team ID, Legal status, Benefits"
        ],
    ),
    "a change of an unknown record, to an unknown team": (
        {
            **ONE_CLIENT,
            "Changes": [
                ("Record", "ID", "Field", "From", "Value"),
                ("client", "C2", "Benefits", date(2026, 3, 1), "UC"),
                ("client", "C1", "Team ID", date(2026, 3, 1), "T9"),
                ("client", "C1", "Benefits", date(2026, 3, 1), "gold"),
            ],
        },
        [
            "Changes!B2: 'C2' is not in the sheet Clients or this unit",
            "Changes!E3: 'T9' is not in the sheet Teams or this unit",
        ],
    ),
    "a second contract": (
        {"Contract": [("Unit name",), ("One",), ("Two",)]},
        ["Contract!A3: "],
    ),
}


@pytest.mark.parametrize(("sheets", "expected"), PROBLEMS.values(), ids=PROBLEMS)
def test_each_check_names_its_cell_and_nothing_is_written(
    desk: Desk, tmp_path: Path, sheets: Sheets, expected: list[str]
) -> None:
    before = rows_of(desk, "SELECT count(*) FROM clients UNION ALL SELECT count(*) FROM imports")
    report = bring_in(desk, write_book(tmp_path / "book.xlsx", sheets))
    told = [str(problem) for problem in report.problems]
    for sentence in expected:
        assert any(one.startswith(sentence) for one in told), told
    assert not report.written
    assert rows_of(desk, "SELECT count(*) FROM clients UNION ALL SELECT count(*) FROM imports") == before


def test_every_problem_is_told_in_one_go(desk: Desk, tmp_path: Path) -> None:
    sheets: dict[str, list[tuple[object, ...]]] = {
        "Clients": [CLIENTS, ("C1", None), ("C2", "Barnaby Thistle"), ("C2", "Barnaby Thistle")],
        "Referrals": [REFERRALS, ("R1", "C1", date(2026, 3, 5), date(2026, 3, 4), None, None)],
        "Plans": [("Client ID", "Agreed"), ("C7", "29/02/2026"), ("C8", date(2026, 1, 1))],
    }
    report = bring_in(desk, write_book(tmp_path / "book.xlsx", sheets))
    cells = [f"{problem.sheet}!{problem.cell}" for problem in report.problems]
    assert cells == ["Clients!B2", "Clients!A4", "Referrals!D2", "Plans!A2", "Plans!B2", "Plans!A3"]


def test_a_sheet_that_cannot_be_read_is_blamed_once(desk: Desk, tmp_path: Path) -> None:
    sheets: Sheets = {
        "Clients": [("Client ID",), ("C1",)],
        "Plans": [("Client ID", "Agreed"), ("C1", date(2026, 1, 1)), ("C2", date(2026, 1, 1))],
    }
    report = bring_in(desk, write_book(tmp_path / "book.xlsx", sheets))
    assert [str(problem) for problem in report.problems] == [
        "Clients: the column 'Name' is missing from row 1"
    ]


@pytest.mark.parametrize("seed", [1, 4, 7])
def test_the_same_workbook_again_changes_nothing(desk: Desk, tmp_path: Path, seed: int) -> None:
    generate_unit(seed, tmp_path / "unit.xlsx")
    assert bring_in(desk, tmp_path / "unit.xlsx").written
    tables = ("clients", "contacts", "contact_clients", "changes", "hours", "joint_training_clients")
    counted = " UNION ALL ".join(f"SELECT count(*) FROM {table}" for table in tables)
    before = rows_of(desk, counted)
    again = bring_in(desk, tmp_path / "unit.xlsx")
    assert not again.written
    assert again.changes == 0
    assert sum(tally.unchanged for tally in again.tallies.values()) > 0
    assert rows_of(desk, counted) == before


def test_a_row_whose_id_is_known_updates_it_and_the_trail_says_what_changed(
    desk: Desk, tmp_path: Path
) -> None:
    bring_in(desk, write_book(tmp_path / "first.xlsx", ONE_CLIENT))
    changed: Sheets = {"Clients": [(*CLIENTS, "Gender"), ("C1", "Wilhelmina Fernsby-Quill", "female")]}
    report = bring_in(desk, write_book(tmp_path / "second.xlsx", changed))
    assert (report.tallies["Clients"].updated, report.changes) == (1, 1)
    assert rows_of(desk, "SELECT name, gender, version FROM clients") == [
        ("Wilhelmina Fernsby-Quill", "female", 2)
    ]
    (details,) = rows_of(desk, "SELECT details FROM audit_entries WHERE action = 'import' ORDER BY id DESC")[
        0
    ]
    (update,) = json.loads(details)["updated"]
    assert update["before"] == {"name": "Wilhelmina Fernsby", "gender": None}
    assert update["after"] == {"name": "Wilhelmina Fernsby-Quill", "gender": "female"}


def test_a_column_that_is_not_there_leaves_the_field_alone(desk: Desk, tmp_path: Path) -> None:
    full: Sheets = {"Clients": [(*CLIENTS, "Gender"), ("C1", "Wilhelmina Fernsby", "female")]}
    bring_in(desk, write_book(tmp_path / "first.xlsx", full))
    bring_in(desk, write_book(tmp_path / "second.xlsx", ONE_CLIENT))
    assert rows_of(desk, "SELECT gender FROM clients") == [("female",)]
    emptied: Sheets = {"Clients": [(*CLIENTS, "Gender"), ("C1", "Wilhelmina Fernsby", None)]}
    bring_in(desk, write_book(tmp_path / "third.xlsx", emptied))
    assert rows_of(desk, "SELECT gender FROM clients") == [(None,)]


def test_identical_rows_without_an_id_are_matched_one_for_one(desk: Desk, tmp_path: Path) -> None:
    talk = (date(2026, 3, 2), "partner agency", "phone")
    heads = ("Date", "Kind", "Mode")
    bring_in(desk, write_book(tmp_path / "two.xlsx", {"Contacts": [heads, talk, talk]}))
    assert rows_of(desk, "SELECT count(*) FROM contacts") == [(2,)]
    report = bring_in(desk, write_book(tmp_path / "three.xlsx", {"Contacts": [heads, talk, talk, talk]}))
    assert (report.tallies["Contacts"].added, report.tallies["Contacts"].unchanged) == (1, 2)
    report = bring_in(desk, write_book(tmp_path / "one.xlsx", {"Contacts": [heads, talk]}))
    assert report.changes == 0
    assert rows_of(desk, "SELECT count(*) FROM contacts") == [(3,)]


def test_a_record_id_says_which_record_a_row_is(desk: Desk, tmp_path: Path) -> None:
    heads = ("Date", "Kind", "Note", "Record ID")
    known = "0123456789abcdef0123456789abcdef"
    row = (date(2026, 3, 2), "partner agency", "first", known)
    bring_in(desk, write_book(tmp_path / "first.xlsx", {"Contacts": [heads, row]}))
    changed = (date(2026, 3, 2), "partner agency", "second", known)
    report = bring_in(desk, write_book(tmp_path / "second.xlsx", {"Contacts": [heads, changed]}))
    assert report.tallies["Contacts"].updated == 1
    assert rows_of(desk, "SELECT uuid, note FROM contacts") == [(known, "second")]


def test_hours_of_a_known_day_are_updated(desk: Desk, tmp_path: Path) -> None:
    heads = ("Activity ID", "Date", "Hours", "Earnings")
    day = date(2026, 3, 2)
    bring_in(desk, write_book(tmp_path / "a.xlsx", {**A_JOB, "Hours": [heads, ("A1", day, 2.66, 30)]}))
    report = bring_in(desk, write_book(tmp_path / "b.xlsx", {"Hours": [heads, ("A1", day, "5:20", 61.125)]}))
    assert report.tallies["Hours"].updated == 1
    assert rows_of(desk, "SELECT seconds, pence FROM hours") == [(19200, 6113)]


def test_a_dry_run_says_what_it_would_do_and_keeps_nothing(desk: Desk, tmp_path: Path) -> None:
    report = bring_in(desk, write_book(tmp_path / "book.xlsx", ONE_CLIENT), dry_run=True)
    assert report.tallies["Clients"].added == 1
    assert not report.written
    assert rows_of(desk, "SELECT count(*) FROM clients") == [(0,)]
    assert bring_in(desk, write_book(tmp_path / "book.xlsx", ONE_CLIENT)).written


def test_a_change_may_shorten_a_job_only_if_no_hours_are_left_outside(desk: Desk, tmp_path: Path) -> None:
    hours: Sheets = {"Hours": [("Activity ID", "Date", "Hours"), ("A1", date(2026, 3, 20), 3)]}
    bring_in(desk, write_book(tmp_path / "a.xlsx", {**A_JOB, **hours}))
    shorter = ("A1", "C1", None, "paid job", date(2026, 3, 1), date(2026, 3, 10))
    report = bring_in(desk, write_book(tmp_path / "b.xlsx", {"Activities": [ACTIVITIES, shorter]}))
    assert [str(problem) for problem in report.problems] == [
        "Activities!E2: hours are recorded on 20/03/2026, outside these dates"
    ]


def test_text_like_a_formula_stays_text(desk: Desk, tmp_path: Path) -> None:
    for number, text in enumerate(("=cmd()", "+1+1", "-5 mood", "@home"), start=1):
        book = write_book(tmp_path / "book.xlsx", {"Clients": [CLIENTS, (f"C{number}", "x")]})
        workbook = __import__("openpyxl").load_workbook(book)
        cell = workbook["Clients"]["B2"]
        cell.value, cell.data_type = text, "s"
        workbook.save(book)
        bring_in(desk, book)
        assert rows_of(desk, f"SELECT name FROM clients WHERE reference = 'C{number}'") == [(text,)]


def test_listeners_hear_which_kinds_changed(desk: Desk, tmp_path: Path) -> None:
    heard: list[frozenset[str]] = []
    desk.changes.listen(heard.append)
    bring_in(desk, write_book(tmp_path / "book.xlsx", ONE_CLIENT))
    bring_in(desk, write_book(tmp_path / "book.xlsx", ONE_CLIENT))
    assert heard == [frozenset({"backup"}), frozenset({"client"}), frozenset({"backup"})]


def test_a_name_of_200_characters_and_2000_clients_come_in(desk: Desk, tmp_path: Path) -> None:
    many = [(f"C{number}", "N" * 200) for number in range(2_000)]
    report = bring_in(desk, write_book(tmp_path / "book.xlsx", {"Clients": [CLIENTS, *many]}))
    assert report.tallies["Clients"].added == 2_000


def test_a_backup_that_opens_is_made_before_an_import(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, write_book(tmp_path / "book.xlsx", ONE_CLIENT))
    lines = {line.name: line for line in desk.checks()}
    assert lines["newest backup"].ok, lines["newest backup"].sentence
    assert all(line.ok for line in lines.values())
    actions = [action for (action,) in rows_of(desk, "SELECT action FROM audit_entries ORDER BY id")]
    assert actions[-2:] == ["backed up", "import"]
