"""A unit's own tracker comes in by the same import: every problem by its cell, nothing twice, and undone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ipsdesk.errors import NotAllowed
from ipsdesk.exchange.tracker_cells import TrackerCell, first_name_first
from ipsdesk.exchange.tracker_dates import DayOrder
from ipsdesk.exchange.tracker_fields import PEOPLE
from ipsdesk.exchange.tracker_guess import guess, guess_as
from ipsdesk.exchange.tracker_in import as_incoming
from ipsdesk.exchange.tracker_mapping import Preset
from ipsdesk.exchange.tracker_people import Known, People, Person, known_of
from ipsdesk.services.desk import Desk
from ipsdesk.services.incoming import Incoming
from ipsdesk.services.intake import Intake, IntakeReport
from ipsdesk.services.roles import Role
from tests.exchange.tracker_books import NINE, ROWS, opened, tracker
from tests.units import Sheets, bring_in, rows_of, write_book

STAFF: Sheets = {
    "Staff": [("Staff ID", "Name", "Role", "Started"), ("S1", "Jo Ash", "employment specialist", NINE)]
}
TWELVE_PROBLEMS: dict[str, tuple[Any, str]] = {
    "A6": (None, "'Name' is empty and must be filled in"),
    "B7": ("999 000 0027", "'999 000 0027' is not an NHS number: its last digit does not match the others"),
    "C8": ("31.02.85", "'31.02.85' is not a real date"),
    "D11": ("lady", "'lady' is not one of: male, female, non-binary, other, not stated, not known"),
    "E11": ("March 2025", "'March 2025' is a month and not a day; write the day as well, as in 27/03/2026"),
    "F9": (
        "a friend",
        "'a friend' is not one of: consultant/RC, named nurse, OT, psychologist, social worker, ",
    ),
    "G6": ("soon", "'soon' is not a date; write it as 27/03/2026"),
    "H14": ("1.1.25", "Closed 01/01/2025 is before Received 10/03/2025"),
    "I15": ("Nobody Known", "'Nobody Known' is not in the sheet Staff or this unit"),
    "L8": ("=1/0", "'#DIV/0!' is an error of a formula; mend the formula or empty the cell"),
    "N8": ("12-16 hrs", "'12-16 hrs' is not a number of hours: write 7.5 or 7:30"),
    "A9": ("Tansy Loach", "'Tansy Loach' is not what row 8 has for the same client: 'Ottoline Marchbanks'"),
}
MORE_ROWS = [
    ("Moss, Perpetua", "9990000042", "5/6/88", "f", "10/3/25", "OT", None, None, "S1", *[None] * 7),
    ("Reed, Linus", "9990000050", "5/7/88", "m", "10/3/25", "OT", None, None, "S1", *[None] * 7),
]


@pytest.fixture
def staffed(desk: Desk, tmp_path: Path) -> Desk:
    """A desk at a unit with one member of staff."""
    bring_in(desk, write_book(tmp_path / "staff.xlsx", STAFF))
    return desk


def read(desk: Desk, path: Path) -> Incoming:
    """The tracker as guessed, with what the unit knows."""
    sheet = opened(path)
    return as_incoming(sheet, guess(sheet), known_of(desk.exports.content()))


def take_in(desk: Desk, path: Path, **how: Any) -> IntakeReport:
    """Import the tracker."""
    return desk.intake.bring_in(read(desk, path), **how)


def records(desk: Desk) -> dict[str, list[Any]]:
    """Everything the unit holds."""
    return {sheet.sheet: sheet.rows for sheet in desk.exports.content().sheets if sheet.rows}


def with_error(path: Path) -> Path:
    """The tracker with an error as the formula's value, as Excel keeps it."""
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0]["L8"].value = "#DIV/0!"
    workbook.worksheets[0]["L8"].data_type = "e"
    workbook.save(path)
    return path


def test_what_comes_in_is_what_the_tracker_says(staffed: Desk, tmp_path: Path) -> None:
    incoming = read(staffed, tracker(tmp_path / "ours.xlsx"))
    assert incoming.problems == ()
    assert incoming.notes == (
        "Sheet1: column P, 'Comments', is not taken in",
        "Sheet1: row 10 is passed over: a title between the records",
        "Sheet1: row 13 is passed over: totals",
    )
    report = staffed.intake.bring_in(incoming)
    assert {sheet: tally.added for sheet, tally in report.tallies.items()} == {
        "Clients": 4,
        "Referrals": 5,
        "Employers": 1,
        "Activities": 2,
    }
    assert rows_of(staffed, "SELECT name, nhs_number, born_on, gender FROM clients") == [
        ("Wilhelmina Fernsby", "9990000018", "1985-04-03", "female"),
        ("Osbert Quill", "9990000026", "1979-02-01", "male"),
        ("Ottoline Marchbanks", "9990000034", "1990-11-12", "female"),
        ("Barnaby Tench", None, "1970-01-01", "male"),
    ]
    assert rows_of(staffed, "SELECT received_on, source, started_on, closed_on, staff_id FROM episodes") == [
        ("2025-03-03", "consultant/RC", "2025-03-17", None, 1),
        ("2025-03-10", "self", None, None, 1),
        ("2025-03-12", "care co-ordinator (CMHT)", "2025-03-20", "2025-06-01", 1),
        ("2025-10-02", "self", None, None, 1),
        ("2026-01-05", "Jobcentre Plus", None, None, None),
    ]
    assert rows_of(
        staffed,
        "SELECT kind, title, activities.started_on, ended_on, weekly_hours, hourly_pay, name FROM activities "
        "JOIN employers ON employers.id = employer_id",
    ) == [
        ("paid job", "Baker", "2025-09-01", None, 16 * 3600, 126_000, "Crumb & Co"),
        ("paid job", "Packer", "2025-04-07", "2025-05-30", 12 * 3600, 114_400, "Crumb & Co"),
    ]


def test_twelve_problems_are_named_by_cell_then_mended_imported_again_and_undone(
    staffed: Desk, tmp_path: Path
) -> None:
    before = records(staffed)
    whole = [*ROWS, *MORE_ROWS]  # from row 6 on
    cells = {cell: value for cell, (value, _) in TWELVE_PROBLEMS.items()}
    path = with_error(tracker(tmp_path / "ours.xlsx", whole, cells))
    report = take_in(staffed, path, dry_run=True)
    found = {problem.cell: str(problem) for problem in report.problems}
    assert list(found) == sorted(TWELVE_PROBLEMS, key=lambda cell: (int(cell[1:]), cell))
    for cell, (_, words) in TWELVE_PROBLEMS.items():
        assert found[cell].startswith(f"Sheet1!{cell}: {words}")
    assert (len(report.problems), records(staffed)) == (12, before)

    mended = tracker(tmp_path / "mended.xlsx", whole)
    assert take_in(staffed, mended).written
    after = records(staffed)
    assert (take_in(staffed, mended).changes, records(staffed)) == (0, after)

    undone = staffed.intake.undo(staffed.intake.imports()[0].id)
    assert (undone.kept, records(staffed)) == ((), before)
    assert take_in(staffed, mended).written
    assert records(staffed) == after


def test_a_grown_tracker_updates_what_it_brought_before(staffed: Desk, tmp_path: Path) -> None:
    take_in(staffed, tracker(tmp_path / "a.xlsx"))
    cells = {
        "A6": "Wilhelmina Fernsby-Moss",  # another name, the same number
        "B11": "9990000042",  # a number where there was only a day of birth
        "H7": "1/12/25",
        "M6": "20/11/26",
    }
    rows = [*ROWS[:6], MORE_ROWS[1], ROWS[-1]]
    report = take_in(staffed, tracker(tmp_path / "b.xlsx", rows, cells))
    assert report.problems == ()
    assert {sheet: (one.added, one.updated) for sheet, one in report.tallies.items()} == {
        "Clients": (1, 2),
        "Referrals": (1, 1),
        "Employers": (0, 0),
        "Activities": (0, 1),
    }
    assert rows_of(staffed, "SELECT name, nhs_number FROM clients WHERE id IN (1, 4)") == [
        ("Wilhelmina Fernsby-Moss", "9990000018"),
        ("Barnaby Tench", "9990000042"),
    ]


def test_references_are_the_same_without_knowing_the_unit(tmp_path: Path) -> None:
    sheet = opened(tracker(tmp_path / "ours.xlsx"))
    first, second = (as_incoming(sheet, guess(sheet)) for _ in range(2))
    assert first == second
    references = [row[0] for row in first.sheets[0].rows]
    assert len(set(references)) == 4
    assert not any("999000" in reference or "Fernsby" in reference for reference in references)


def test_a_person_the_unit_has_already_keeps_their_reference(staffed: Desk, tmp_path: Path) -> None:
    clients = [("Client ID", "Name", "Date of birth"), ("C9", "Barnaby Tench", dt.date(1970, 1, 1))]
    bring_in(staffed, write_book(tmp_path / "clients.xlsx", {"Clients": clients}))
    assert take_in(staffed, tracker(tmp_path / "ours.xlsx")).tallies["Clients"].added == 3
    assert rows_of(staffed, "SELECT reference FROM episodes WHERE received_on = '2026-01-05'") == [
        ("C9-R20260105",)
    ]


def test_an_empty_cell_does_not_take_away_what_tells_a_person_from_others(
    staffed: Desk, tmp_path: Path
) -> None:
    take_in(staffed, tracker(tmp_path / "a.xlsx"))
    report = take_in(staffed, tracker(tmp_path / "b.xlsx", cells={"B7": None, "C6": "n/k"}))
    assert (report.problems, report.changes) == ((), 0)


def test_two_rows_that_share_a_merged_name_are_about_one_person(desk: Desk, tmp_path: Path) -> None:
    rows = [("Name", "Employer", "Start date"), ("Ann Ash", "Crumb", "3/3/25"), (None, "Reed", "4/4/25")]
    workbook = openpyxl.load_workbook(write_book(tmp_path / "ours.xlsx", {"A": rows}))
    workbook["A"].merge_cells("A2:A3")
    workbook.save(tmp_path / "ours.xlsx")
    assert take_in(desk, tmp_path / "ours.xlsx").problems == ()
    assert rows_of(desk, "SELECT client_id, started_on FROM activities") == [
        *((1, "2025-03-03"), (1, "2025-04-04"))
    ]


def test_two_people_of_one_name_are_told_apart_or_asked_about() -> None:
    ann, other = Person("Ann Ash", None, "1980-01-01"), Person("Ash, Ann", None, "1990-01-01")
    alone = Person("ANN ASH")
    people = People(Known(), [ann, other, alone])
    assert people.reference(ann) != people.reference(other)
    with pytest.raises(Exception, match="two people in this sheet are called 'ANN ASH'"):
        people.reference(alone)
    people = People(Known(), [alone, ann])
    assert people.reference(alone) == people.reference(ann)


def test_two_jobs_begun_on_one_day_are_two_jobs(tmp_path: Path) -> None:
    rows = [
        ("Name", "Employer", "Job title", "Start date"),
        ("Ann Ash", "Crumb & Co", "Baker", "3/3/25"),
        ("Ann Ash", "Reed Bank", "Clerk", "3/3/25"),
    ]
    sheet = opened(write_book(tmp_path / "ours.xlsx", {"A": rows}))
    jobs = next(
        one for one in as_incoming(sheet, guess_as(sheet, PEOPLE, 1)).sheets if one.kind == "activity"
    )
    assert len({row[0] for row in jobs.rows}) == 2


def test_a_field_that_has_to_be_there_and_no_column_is_one_problem(tmp_path: Path) -> None:
    sheet = opened(tracker(tmp_path / "ours.xlsx"))
    incoming = as_incoming(sheet, guess(sheet).matched(4, None))
    assert [str(problem) for problem in incoming.problems] == [
        "Sheet1: no column is matched to 'Referral: Received', which must be filled in"
    ]
    assert incoming.sheets == ()


def test_a_contact_log_is_about_people_of_the_unit_and_comes_in_once(staffed: Desk, tmp_path: Path) -> None:
    take_in(staffed, tracker(tmp_path / "ours.xlsx"))
    headings = ("Date", "Service user", "Type", "Method", "Seen by", "Mins", "Attended?", "Company", "Notes")
    log = [
        ("3.3.25", "Quill, Osbert", "1:1", "f2f", "Jo Ash", "45 mins", "Y", None, "went well"),
        ("3.3.25", "Osbert Quill", "client", "tel", "Jo Ash", None, "DNA", None, None),
        ("4 Mar 25", "Barnaby Tench; Quill, Osbert", "employer", "Teams", "S1", 30, 1, "Reed Bank", "=1+1"),
    ]
    path = write_book(tmp_path / "log.xlsx", {"Log": [headings, *log]})
    incoming = read(staffed, path)
    assert [str(problem) for problem in incoming.problems] == []
    assert staffed.intake.bring_in(incoming).tallies["Contacts"].added == 3
    assert rows_of(staffed, "SELECT on_date, kind, attended, mode, minutes, staff_id FROM contacts") == [
        ("2025-03-03", "client", 1, "face to face", 45, 1),
        ("2025-03-03", "client", 0, "phone", None, 1),
        ("2025-03-04", "employer", 1, "video", 30, 1),
    ]
    assert rows_of(staffed, "SELECT contact_id, client_id FROM contact_clients ORDER BY 1, position") == [
        *((1, 2), (2, 2), (3, 4), (3, 2)),
    ]
    edited = [(*log[0][:-1], "went very well"), *log[1:]]
    path = write_book(tmp_path / "log.xlsx", {"Log": [headings, *edited]})
    tally = take_in(staffed, path).tallies["Contacts"]
    assert (tally.added, tally.updated, tally.unchanged) == (0, 1, 2)
    path = write_book(tmp_path / "log.xlsx", {"Log": [headings, ("3.3.25", "Osbert Quil", *log[0][2:])]})
    assert [str(problem) for problem in read(staffed, path).problems] == [
        "Log!B2: 'Osbert Quil' is not known in this unit; bring the people in first"
    ]


def test_names_are_turned_round_at_their_comma() -> None:
    assert first_name_first("Quill,  Osbert") == "Osbert Quill"
    assert first_name_first("Osbert Quill") == "Osbert Quill"
    assert first_name_first("Quill, Osbert, Jnr") == "Quill, Osbert, Jnr"


def test_several_benefits_in_one_cell_are_read_however_they_are_parted() -> None:
    reader = TrackerCell("client.benefits", PEOPLE.fields["client.benefits"], DayOrder.DAY_FIRST)
    assert reader.keep("UC / pip") == ["UC", "PIP or DLA"]
    assert reader.keep("none") == ["none"]
    assert reader.keep("n/k") is None
    with pytest.raises(Exception, match="'UC and more' is not one of"):
        reader.keep("UC and more")


def test_a_name_of_200_characters_and_one_from_right_to_left_come_in(desk: Desk, tmp_path: Path) -> None:
    names = ["x" * 200, "عمر الحكيم", "-1+1"]
    rows = [("Name", "Date of referral"), *((name, "3/3/25") for name in names)]
    take_in(desk, write_book(tmp_path / "ours.xlsx", {"A": rows}))
    assert rows_of(desk, "SELECT name FROM clients") == [(name,) for name in names]


def test_a_preset_is_kept_in_the_unit_until_it_is_forgotten(desk: Desk, tmp_path: Path) -> None:
    sheet = opened(tracker(tmp_path / "ours.xlsx"))
    preset = Preset.of("Our list", sheet, guess(sheet))
    desk.intake.keep_tracker_preset(preset.name, preset.as_plain())
    desk.intake.keep_tracker_preset("Other", {})
    desk.intake.keep_tracker_preset("Other", None)
    kept = {name: Preset.from_plain(plain) for name, plain in desk.intake.tracker_presets().items()}
    assert kept == {"Our list": preset}
    assert kept["Our list"].applied(sheet).columns == guess(sheet).columns
    lead = replace(desk.workspace, actor=replace(desk.workspace.actor, role=Role.LEAD))
    with pytest.raises(NotAllowed):
        Intake(lead, lambda reason: None).keep_tracker_preset("Mine", {})
