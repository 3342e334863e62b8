"""Profiles, goals, plan actions and what else goes with a plan: typed, imported, taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ipsdesk.errors import NotSaved
from ipsdesk.exchange.workbook_out import write_unit_of
from ipsdesk.rules.periods import DAY
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from ipsdesk.services.editing_form import Plain
from ipsdesk.services.records import RecordRef
from tests.units import Sheets, bring_in, rows_of, write_book

MAY = date(2026, 5, 4)

CASES: dict[str, dict[str, Plain]] = {
    "vocational profile": {"client_id": "1", "on_date": MAY, "criminal_record": "To be talked through"},
    "profile session": {"profile_id": "1", "on_date": MAY, "minutes": 50, "covered": "Mornings"},
    "goal": {"client_id": "1", "set_on": MAY, "goal": "A job with bread", "reached_on": MAY},
    "goal rating": {"goal_id": "1", "on_date": MAY + DAY, "rating": 10},
    "plan action": {"client_id": "1", "added_on": MAY, "action": "Ring", "by_whom": "family or carer"},
    "adjustment": {"client_id": "1", "adjustment": "A stool", "access_to_work": False},
    "timetable entry": {"client_id": "1", "day": "Monday", "from_time": "09:00", "to_time": "12:30",
                        "kind": "leave"},
    "care review": {"client_id": "1", "on_date": MAY, "held": True, "our_section": "Goes on"},
}  # fmt: skip
SHEETS: Sheets = {
    "Clients": [["Client ID", "Name"], ["C1", "Annis Fold"]],
    "Vocational profiles": [["Profile ID", "Client ID", "Date"], ["V1", "C1", MAY]],
    "Goals": [["Goal ID", "Client ID", "Set on", "Goal"], ["G1", "C1", MAY, "Mornings at a till"]],
    "Goal ratings": [["Goal ID", "Date", "Rating"], ["G1", MAY, 4]],
}


@pytest.fixture(autouse=True)
def _somebody(desk: Desk, tmp_path: Path) -> None:
    assert bring_in(desk, write_book(tmp_path / "unit.xlsx", SHEETS)).written


def add(desk: Desk, kind: str, values: dict[str, Plain]) -> int:
    return desk.editing.save(Typed(kind, None, 0, {**desk.editing.blank(kind).values, **values})).id


@pytest.mark.parametrize("kind", CASES)
def test_each_is_typed_into_a_form_saved_and_undone(desk: Desk, kind: str) -> None:
    id_ = add(desk, kind, CASES[kind])
    shown = desk.editing.form(kind, id_).values
    assert {name: shown[name] for name in CASES[kind]} == CASES[kind]
    desk.records.undo_last()
    assert rows_of(desk, "SELECT count(*) FROM audit_entries WHERE action = 'undone'") == [(1,)]


def test_what_a_form_names_a_field_and_its_next_reference(desk: Desk) -> None:
    form = desk.editing.blank("vocational profile")
    assert form.values == {"reference": "V2"}
    titles = [form.fields[name].title for name in ("author_id", "after_activity_id", "criminal_record")]
    assert titles == ["Author", "After which job", "Criminal record position"]
    assert form.fields["criminal_record"].restricted


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("goal rating", {"goal_id": "1", "on_date": MAY, "rating": 5}, "goal_id"),
        ("goal", {"client_id": "1", "set_on": MAY, "goal": "x", "reached_on": MAY - DAY}, "reached_on"),
        ("plan action", {"client_id": "1", "added_on": MAY, "action": "x", "done_on": MAY - DAY}, "done_on"),
        ("contact", {"on_date": MAY, "kind": "client", "next_action_done_on": MAY - DAY},
         "next_action_done_on"),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_refused_at_its_field(
    desk: Desk, kind: str, values: dict[str, Plain], field: str
) -> None:
    with pytest.raises(NotSaved) as refused:
        add(desk, kind, values)
    assert list(refused.value.problems) == [field]


def test_ward_and_pause_hold_from_a_day_on(desk: Desk) -> None:
    form = desk.editing.form("client", 1)
    assert "ward" in form.dated
    desk.editing.save(Typed("client", 1, form.version, {"ward": "Ash 1"}, MAY))
    referral = add(desk, "referral", {"client_id": "1", "received_on": MAY})
    for day, why in ((MAY, "leave"), (MAY + 9 * DAY, None)):
        form = desk.editing.form("referral", referral)
        desk.editing.save(Typed("referral", referral, form.version, {"paused": why}, day))
    assert rows_of(desk, "SELECT fact, from_on, value FROM changes ORDER BY id") == [
        ("Ward", "2026-05-04", "Ash 1"),
        ("Paused", "2026-05-04", "leave"),
        ("Paused", "2026-05-13", None),
    ]


def test_a_removed_rating_leaves_its_day_free_and_the_export_comes_back(desk: Desk, tmp_path: Path) -> None:
    desk.records.remove(RecordRef("goal rating", 1), "typed twice")
    add(desk, "goal rating", {"goal_id": "1", "on_date": MAY, "rating": 6})
    write_unit_of(desk, tmp_path / "out.xlsx")
    report = bring_in(desk, tmp_path / "out.xlsx")
    assert (report.problems, report.changes) == ((), 0)
    assert rows_of(desk, "SELECT rating FROM goal_ratings WHERE removed_at IS NULL") == [(6,)]


def test_a_second_import_updates_a_rating_of_the_same_day(desk: Desk, tmp_path: Path) -> None:
    book: Sheets = {"Goal ratings": [["Goal ID", "Date", "Rating"], ["G1", MAY, 7], ["G1", MAY + DAY, 7]]}
    tally = bring_in(desk, write_book(tmp_path / "more.xlsx", book)).tallies["Goal ratings"]
    assert (tally.added, tally.updated) == (1, 1)
    desk.intake.undo(2)
    assert rows_of(desk, "SELECT rating FROM goal_ratings WHERE removed_at IS NULL") == [(4,)]
    assert bring_in(desk, tmp_path / "more.xlsx").written  # what was taken back does not stand in its way


def test_two_ratings_that_changed_places_change_back_with_the_undone_import(
    desk: Desk, tmp_path: Path
) -> None:
    add(desk, "goal rating", {"goal_id": "1", "on_date": MAY + DAY, "rating": 9})
    ids = [uuid for (uuid,) in rows_of(desk, "SELECT uuid FROM goal_ratings ORDER BY id")]
    heads = ["Goal ID", "Date", "Rating", "Record ID"]
    swapped = [heads, ["G1", MAY + DAY, 4, ids[0]], ["G1", MAY, 9, ids[1]]]
    assert bring_in(desk, write_book(tmp_path / "swap.xlsx", {"Goal ratings": swapped})).changes == 2
    desk.intake.undo(2)
    assert rows_of(desk, "SELECT on_date, rating FROM goal_ratings ORDER BY id") == [
        ("2026-05-04", 4),
        ("2026-05-05", 9),
    ]


@pytest.mark.parametrize(
    ("sheet", "heads", "row", "problem"),
    [
        ("Goal ratings", ["Goal ID", "Date", "Rating"], ["G1", MAY + DAY, 11],
         "C2: '11' is not between 0 and 10"),
        ("Goal ratings", ["Goal ID", "Date", "Rating"], ["G9", MAY + DAY, 1],
         "A2: 'G9' is not in the sheet Goals or this unit"),
        ("Contacts", ["Date", "Kind", "Next action done"], [MAY, "client", MAY - DAY],
         "C2: Next action done 03/05/2026 is before Date 04/05/2026"),
        ("Clients", ["Client ID", "Name", "Disability"], ["C2", "Piers Copse", "perhaps"],
         "C2: 'perhaps' is not one of: yes, no, prefer not to say, not asked"),
        ("Changes", ["Record", "ID", "Field", "From", "Value"], ["client", "C1", "Paused", MAY, "leave"],
         "C2: 'Paused' is not a field of a client that may change; these are: Team ID, Legal status, "
         "Benefits, Ward, Responsible clinician"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_named(
    desk: Desk, tmp_path: Path, sheet: str, heads: list[object], row: list[object], problem: str
) -> None:
    report = bring_in(desk, write_book(tmp_path / "bad.xlsx", {sheet: [heads, row]}))
    assert [str(one) for one in report.problems] == [f"{sheet}!{problem}"]


def test_a_goal_rated_twice_on_a_day_is_named(desk: Desk, tmp_path: Path) -> None:
    twice: Sheets = {
        "Goal ratings": [["Goal ID", "Date", "Rating"], ["G1", MAY + DAY, 1], ["G1", MAY + DAY, 2]]
    }
    report = bring_in(desk, write_book(tmp_path / "twice.xlsx", twice))
    assert [str(one) for one in report.problems] == [
        "Goal ratings!A3: row 2 has the same goal and date already"
    ]
