"""What an import makes of anonymous answers, completed reviews, signed minutes, targets and who pays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ipsdesk.errors import CannotRun
from ipsdesk.exchange.workbook_out import write_unit_of
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import RecordRef
from tests.units import Sheets, bring_in, rows_of, write_book

OPENS, CLOSES, CLOSED = date(2026, 3, 2), date(2026, 3, 16), date(2026, 3, 13)
ROUNDS = ("Round ID", "Kind", "Opens", "Closes", "Closed on")
ANSWERS = ("Date", "Overall", "Q1", "Round ID", "Comment")
A_ROUND = [ROUNDS, ("R1", "half-yearly", OPENS, CLOSES, CLOSED)]
SOME: Sheets = {
    "Survey rounds": A_ROUND,
    "Survey": [
        ANSWERS,
        *((OPENS, 1 + n % 5, "yes", "R1", f"comment {n}") for n in range(20)),
        (OPENS, 5, "no", None, "of no round"),
    ],
}
REVIEW = ("Review ID", "Date", "Completed on", *(f"Item {n}" for n in range(1, 26)))
DONE = ("F1", date(2026, 3, 2), date(2026, 3, 9), *(4,) * 25)
MEETINGS = ("Meeting ID", "Date", "Kind", "Signed off on")
SIGNED = ("M1", date(2026, 3, 2), "other", date(2026, 3, 9))
ITEMS = ("Meeting ID", "Number", "Title")
TARGETS = ("Measure", "From", "Sense", "Least")
FROZEN = "this review is complete; it is reopened in the unit, with a reason, before it is changed"
IN_MINUTES = "the minutes of this meeting are signed off; a new version of them comes first"

PROBLEMS: dict[str, tuple[Sheets, str]] = {
    "an action due before its review": (
        {
            "Fidelity reviews": [REVIEW[:2], ("F1", date(2026, 3, 2))],
            "Fidelity actions": [
                ("Review ID", "Item", "Action", "Due"),
                ("F1", 3, "Write visits down", date(2026, 3, 1)),
            ],
        },
        "Fidelity actions!D2: due before its review 'F1' of 02/03/2026",
    ),
    "an unknown scale": (
        {"Fidelity reviews": [(*REVIEW[:2], "Scale"), ("F1", date(2026, 3, 2), "IPS15")]},
        "Fidelity reviews!C2: 'IPS15' is not one of: IPS25-2008-UK",
    ),
    "a score of six": (
        {
            "Fidelity reviews": [REVIEW[:2], ("F1", date(2026, 3, 2))],
            "Fidelity scores": [("Review ID", "Item", "Reviewer", "Score"), ("F1", 3, "Osbert Quill", 6)],
        },
        "Fidelity scores!D2: '6' is not between 1 and 5",
    ),
    "an answer outside its round": (
        {"Survey rounds": A_ROUND, "Survey": [ANSWERS, (date(2026, 3, 17), 5, "yes", "R1", None)]},
        "Survey!A2: this day is outside the round 'R1'",
    ),
    "a target of no measure": (
        {"Targets": [TARGETS, ("access.dogs", OPENS, "at least", 3)]},
        "Targets!A2: Measure: there is no figure 'access.dogs'; kpis --json lists every key",
    ),
    "a commissioner nobody knows": (
        {
            "Clients": [("Client ID", "Name"), ("C1", "Wilhelmina Fernsby")],
            "Referrals": [
                ("Referral ID", "Client ID", "Received", "Commissioner ID"),
                ("R1", "C1", OPENS, "NM"),
            ],
        },
        "Referrals!D2: 'NM' is not in the sheet Commissioners or this unit",
    ),
}


@pytest.mark.parametrize(("sheets", "problem"), PROBLEMS.values(), ids=PROBLEMS)
def test_what_can_not_be_is_named_by_its_cell(
    desk: Desk, tmp_path: Path, sheets: Sheets, problem: str
) -> None:
    report = bring_in(desk, write_book(tmp_path / "in.xlsx", sheets))
    assert [str(one) for one in report.problems] == [problem]
    assert not report.written


def test_nothing_tells_who_answered_or_when(desk: Desk, tmp_path: Path) -> None:
    assert bring_in(desk, write_book(tmp_path / "in.xlsx", SOME)).problems == ()
    days = rows_of(desk, "SELECT DISTINCT on_date, round_id IS NULL FROM survey_responses ORDER BY 2")
    assert days == [(str(CLOSED), 0), (str(OPENS), 1)]
    kept = [row[0] for row in rows_of(desk, "SELECT comment FROM survey_responses ORDER BY id")]
    assert kept != [f"comment {n}" for n in range(20)] + ["of no round"], "the order of keys tells"
    named = "SELECT count(*) FROM audit_entries WHERE kind IN ('survey response', 'survey round')"
    assert rows_of(desk, named) == [(0,)]
    write_unit_of(desk, tmp_path / "out.xlsx")
    headings, *rows = load_workbook(tmp_path / "out.xlsx", read_only=True)["Survey"].values
    assert "Record ID" not in headings
    comments = [row[headings.index("Comment")] for row in rows]
    assert sorted(map(str, comments)) == sorted(kept)
    assert comments != kept
    assert bring_in(desk, tmp_path / "out.xlsx").changes == 0
    assert bring_in(desk, tmp_path / "in.xlsx").changes == 0


def test_a_round_with_answers_is_not_removed(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, write_book(tmp_path / "in.xlsx", SOME))
    (key,) = rows_of(desk, "SELECT id FROM survey_rounds")[0]
    with pytest.raises(CannotRun, match="has answers"):
        desk.records.remove(RecordRef("survey round", key), "typed by mistake")
    (made,) = desk.intake.imports()
    assert not desk.intake.undo(made.id).kept
    assert rows_of(desk, "SELECT count(*) FROM survey_responses WHERE removed_at IS NULL") == [(0,)]


def test_a_completed_review_and_signed_minutes_come_in_whole_and_stay_as_they_are(
    desk: Desk, tmp_path: Path
) -> None:
    whole: Sheets = {
        "Decision meetings": [MEETINGS, SIGNED],
        "Agenda items": [ITEMS, ("M1", 1, "Feedback")],
        "Fidelity reviews": [REVIEW, DONE],
        "Fidelity items": [("Review ID", "Item", "Comment"), ("F1", 1, "Seen on the ward")],
    }
    assert bring_in(desk, write_book(tmp_path / "whole.xlsx", whole)).written
    assert bring_in(desk, tmp_path / "whole.xlsx").problems == ()
    other: Sheets = {
        "Agenda items": [ITEMS, ("M1", 1, "Something else"), ("M1", 2, "A late thought")],
        "Fidelity reviews": [REVIEW, (*DONE[:3], 5, *DONE[4:])],
        "Fidelity items": [("Review ID", "Item", "Comment"), ("F1", 1, "Not seen"), ("F1", 2, "New")],
    }
    report = bring_in(desk, write_book(tmp_path / "other.xlsx", other))
    assert [str(problem) for problem in report.problems] == [
        f"Agenda items!C2: {IN_MINUTES}",
        f"Agenda items!A3: {IN_MINUTES}",
        f"Fidelity reviews!D2: {FROZEN}",
        f"Fidelity items!A2: {FROZEN}",
        f"Fidelity items!A3: {FROZEN}",
    ]


def test_who_pays_for_an_episode_changes_from_a_day_on(desk: Desk, tmp_path: Path) -> None:
    sheets: Sheets = {
        "Commissioners": [("Commissioner ID", "Name"), ("CV", "Carr Valley"), ("NM", "Northmoor")],
        "Clients": [("Client ID", "Name"), ("C1", "Wilhelmina Fernsby")],
        "Referrals": [("Referral ID", "Client ID", "Received", "Commissioner ID"), ("R1", "C1", OPENS, "CV")],
        "Changes": [
            ("Record", "ID", "Field", "From", "Value"),
            ("referral", "R1", "Commissioner ID", CLOSES, "NM"),
        ],
    }
    assert bring_in(desk, write_book(tmp_path / "in.xlsx", sheets)).problems == ()
    statement = (
        "SELECT first.reference, changes.from_on, later.reference FROM episodes "
        "JOIN commissioners AS first ON first.id = episodes.commissioner_id "
        "JOIN changes ON changes.episode_id = episodes.id "
        "JOIN commissioners AS later ON later.id = changes.commissioner_id"
    )
    assert rows_of(desk, statement) == [("CV", str(CLOSES), "NM")]
    write_unit_of(desk, tmp_path / "out.xlsx")
    assert bring_in(desk, tmp_path / "out.xlsx").changes == 0
