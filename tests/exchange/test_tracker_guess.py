"""What is guessed of a tracker, corrected by hand, and kept for the next time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ipsdesk.errors import UnreadableFile
from ipsdesk.exchange.tracker_dates import DayOrder
from ipsdesk.exchange.tracker_fields import CONTACTS, EMPLOYERS, PEOPLE
from ipsdesk.exchange.tracker_guess import guess, guess_as, guess_heading_row
from ipsdesk.exchange.tracker_headings import headings_of
from ipsdesk.exchange.tracker_mapping import Preset
from ipsdesk.exchange.tracker_sheets import tracker_sheets
from ipsdesk.exchange.tracker_words import CHOICE_WORDS, HEADINGS
from tests.exchange.books import package
from tests.exchange.tracker_books import opened, tracker
from tests.units import Sheets, write_book

MEANT = {
    "client.name": "A",
    "client.nhs_number": "B",
    "client.born_on": "C",
    "client.gender": "D",
    "referral.received_on": "E",
    "referral.source": "F",
    "referral.started_on": "G",
    "referral.closed_on": "H",
    "referral.staff_id": "I",
    "employer.name": "J",
    "activity.title": "K",
    "activity.started_on": "L",
    "activity.ended_on": "M",
    "activity.weekly_hours": "N",
    "activity.hourly_pay": "O",
}


def test_sheets_come_with_their_first_rows_as_text(tmp_path: Path) -> None:
    people, notes = tracker_sheets(tracker(tmp_path / "ours.xlsx"))
    assert (people.name, notes.name, people.file_name) == ("Sheet1", "Notes", "ours.xlsx")
    shown = people.first_rows(7)
    assert shown[0] == ["Larkrise House: our people"] + [""] * 15
    assert shown[4][:4] == ["Name", "NHS No.", "D.O.B.", "M/F"]
    assert shown[6][2] == "01/02/1979"
    assert notes.first_rows() == [["", ""], ["", "who to ring"]]


def test_the_heading_row_and_every_column_are_guessed_with_the_reason(tmp_path: Path) -> None:
    sheet = opened(tracker(tmp_path / "ours.xlsx"))
    assert guess_heading_row(sheet) == 5
    mapping = guess(sheet)
    assert (mapping.shape, mapping.heading_row, mapping.missing) == (PEOPLE, 5, ())
    assert {target: chr(ord("A") + column) for target, column in mapping.columns.items()} == MEANT
    assert mapping.fixed == {"activity.kind": "paid job"}
    born = next(match for match in mapping.matches if match.target == "client.born_on")
    assert born.why == "the heading is 'dob'; 4 of 4 cells can be read as date"
    assert 0.9 < born.confidence <= 1
    comments = mapping.matches[-1]
    assert (comments.heading, comments.target, comments.confidence) == ("Comments", None, 0)


@pytest.mark.parametrize("row", [4, 5])
def test_either_line_of_the_headings_may_be_given(tmp_path: Path, row: int) -> None:
    sheet = opened(tracker(tmp_path / "ours.xlsx"))
    assert headings_of(sheet, row)[4] == "Referral Received"
    assert guess(sheet, row) == guess(sheet)


def test_started_belongs_to_the_record_whose_columns_stand_beside_it(tmp_path: Path) -> None:
    headings = ("Client", "Referred", "Accepted", "Started", "Employer", "Job title", "Started")
    row = ("Ann Ash", "1/2/25", "2/2/25", "3/2/25", "Crumb & Co", "Baker", "4/5/25")
    (sheet,) = tracker_sheets(write_book(tmp_path / "ours.xlsx", {"People": [headings, row]}))
    columns = guess(sheet).columns
    assert (columns["referral.started_on"], columns["activity.started_on"]) == (3, 6)


def test_a_list_of_contacts_and_one_of_employers_are_known_for_what_they_are(tmp_path: Path) -> None:
    book: Sheets = {
        "Log": [
            ("Date", "Service user", "Type", "Method", "Seen by", "Duration (mins)", "Attended?", "Notes"),
            ("3.3.25", "Ann Ash", "1:1", "f2f", "Jo Ash", 45, "Y", "went well"),
        ],
        "Firms": [("Name", "Industry", "Town"), ("Crumb & Co", "food", "Larkham")],
    }
    log, firms = tracker_sheets(write_book(tmp_path / "ours.xlsx", book))
    assert guess(log).shape == CONTACTS
    assert list(guess(log).columns) == [
        *("contact.on_date", "client.name", "contact.kind", "contact.mode", "contact.staff_id"),
        *("contact.minutes", "contact.attended", "contact.note"),
    ]
    assert (guess(firms).shape, len(guess(firms).columns)) == (EMPLOYERS, 3)


def test_nhs_numbers_show_themselves_whatever_stands_above_them(tmp_path: Path) -> None:
    rows = [("Who", None), ("Ann Ash", "999 000 0018"), ("Jo Ash", "999 000 0026")]
    (sheet,) = tracker_sheets(write_book(tmp_path / "ours.xlsx", {"A": rows}))
    (match,) = [one for one in guess(sheet, 1).matches if one.target]
    assert (match.column, match.target, match.why) == (
        1,
        "client.nhs_number",
        "2 of 2 cells can be read as NHS number",
    )
    assert guess(sheet, 1).missing == ("Client: Name",)


def test_cells_that_can_not_be_what_the_heading_says_make_a_guess_unsure(tmp_path: Path) -> None:
    rows = [("Name", "Referral date"), *((f"Ann {n}", "soon") for n in range(4))]
    (sheet,) = tracker_sheets(write_book(tmp_path / "ours.xlsx", {"A": rows}))
    match = guess_as(sheet, PEOPLE, 1).matches[1]
    assert match.confidence < 0.6
    assert match.why == "the heading is 'referral date', but only 0 of 4 cells can be read as date"


def test_a_column_matched_by_hand_takes_its_field_from_another(tmp_path: Path) -> None:
    mapping = guess(opened(tracker(tmp_path / "ours.xlsx")))
    corrected = mapping.matched(12, "referral.closed_on")
    assert corrected.columns["referral.closed_on"] == 12
    assert "activity.ended_on" not in corrected.columns
    assert [match.why for match in corrected.matches if match.column in (7, 12)] == ["chosen by hand"] * 2
    assert corrected.matched(0, None).missing == ("Client: Name",)


def test_a_preset_finds_its_columns_wherever_they_stand_next_time(tmp_path: Path) -> None:
    headings = ("Whom", "Date", "Date", None)
    rows = [("Ann Ash", "3/4/25", "3/5/25", "999 000 0018")]
    (sheet,) = tracker_sheets(write_book(tmp_path / "a.xlsx", {"People": [headings, *rows]}))
    mapping = guess_as(sheet, PEOPLE, 1)
    for column, target in enumerate(
        ("client.name", "referral.received_on", "referral.started_on", "client.nhs_number")
    ):
        mapping = mapping.matched(column, target)
    preset = Preset.of("Ours", sheet, mapping)
    again = Preset.from_plain(json.loads(json.dumps(preset.as_plain())))
    assert again == preset
    moved = [("a title",), (), ("New", "Whom", "Date", "Date"), ("x", "Ann Ash", "3/4/25", "3/5/25")]
    (sheet,) = tracker_sheets(write_book(tmp_path / "b.xlsx", {"People": moved}))
    applied = again.applied(sheet)
    assert (applied.heading_row, applied.days) == (3, DayOrder.DAY_FIRST)
    assert applied.columns == {"client.name": 1, "referral.received_on": 2, "referral.started_on": 3}
    assert applied.matches[0].why == "not in 'Ours'"


def test_every_word_stands_for_a_field_and_a_choice_there_is() -> None:
    fields = {name: field for shape in (PEOPLE, CONTACTS, EMPLOYERS) for name, field in shape.fields.items()}
    assert set(HEADINGS) <= set(fields)
    for target, words in CHOICE_WORDS.items():
        assert set(words.values()) <= set(fields[target].choices), target


def test_a_workbook_that_is_not_safe_is_refused_as_an_import_refuses_it(tmp_path: Path) -> None:
    path = tmp_path / "ours.xlsx"
    path.write_bytes(package({"xl/vbaProject.bin": b"x"}))
    with pytest.raises(UnreadableFile, match="macros"):
        tracker_sheets(path)
    path.write_bytes(package({"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row"}))
    with pytest.raises(UnreadableFile):
        tracker_sheets(path)
    with pytest.raises(UnreadableFile, match="There is no file"):
        tracker_sheets(tmp_path / "none.xlsx")
