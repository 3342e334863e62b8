"""Joint risk training: who has been, who is still to come, and what a signed session writes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ipsdesk.errors import CannotRun, NotSaved
from ipsdesk.rules.periods import free_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from tests.units import Sheets, bring_in, copy_unit, rows_of, sit_down, write_book

TODAY, STARTED = date(2026, 4, 8), date(2026, 1, 5)
CLIENTS = [f"C{number}" for number in range(1, 17)]
BOOK: Sheets = {
    "Teams": (["Team ID", "Name"], ["T1", "Larch ward"], ["T2", "Elm ward"]),
    "Staff": (
        ["Staff ID", "Name", "Role", "Started", "Left", "Profession"],
        ["S1", "Mina Fenn", "manager", date(2025, 1, 1), None, "Nurse"],
        ["S2", "Tom Ellery", "occupational therapist", date(2025, 1, 1), None, "Nurse"],
        ["S3", "Gone Away", "other", date(2025, 1, 1), date(2026, 2, 1), "Nurse"],
    ),
    "Clients": (
        ["Client ID", "Name", "Team ID"],
        *([one, f"Person {one}", "T1" if place % 2 else "T2"] for place, one in enumerate(CLIENTS)),
    ),
    "Referrals": (
        ["Referral ID", "Client ID", "Received", "Accepted", "Started"],
        *([f"R{one}", one, STARTED, STARTED, STARTED] for one in CLIENTS),
    ),
    "Joint training": (
        [
            "Date",
            "Minutes",
            "Client IDs",
            "Staff IDs",
            "Co-trainer client IDs",
            "Title",
            "Reason for more than 15",
        ],
        [date(2026, 3, 2), 90, ";".join(CLIENTS[:4]), "S1", "C9", "Talking about risk", ""],
        [date(2026, 3, 9), 90, ";".join(CLIENTS), "", "", "Too many", "Two wards joined"],
    ),
}


@pytest.fixture
def desk(empty_unit: Path, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk"), TODAY) as desk:
        assert bring_in(desk, write_book(tmp_path / "unit.xlsx", BOOK)).written
        yield desk


def test_coverage_is_the_figure_by_ward_and_profession(desk: Desk) -> None:
    coverage = desk.joint_trainings.coverage()
    figure = desk.figures.scorecard(free_period(TODAY, TODAY))["training.joint"]
    assert [coverage.been, coverage.here] == [17, 18]
    assert [figure.numerator, figure.denominator] == [17, 18]
    by_group = {(one.side, one.group): (one.been, one.here, one.still) for one in coverage.groups}
    assert by_group["Residents", "Elm ward"] == (8, 8, ())
    assert by_group["Staff", "Nurse"] == (1, 2, ("Tom Ellery",))


def test_a_signed_session_writes_what_the_co_trainer_did_once(desk: Desk) -> None:
    first = next(one for one in desk.joint_trainings.sessions() if one.title == "Talking about risk")
    assert (first.people, first.is_over, first.trainers) == (5, False, ("Person C9",))
    with pytest.raises(NotSaved, match="Signed off on"):
        desk.joint_trainings.sign_off(first.id, date(2026, 3, 1))
    desk.joint_trainings.sign_off(first.id, TODAY)
    with pytest.raises(CannotRun, match="signed off already"):
        desk.joint_trainings.sign_off(first.id, TODAY)
    assert rows_of(desk, "SELECT area, kind, what FROM involvements") == [
        ("delivery", "training", "Co-trainer of Talking about risk")
    ]
    desk.records.undo_last()
    signed = "SELECT count(signed_on), (SELECT count(*) FROM involvements WHERE removed_at IS NULL)"
    assert rows_of(desk, f"{signed} FROM joint_trainings") == [(0, 0)]


def test_more_than_fifteen_need_a_reason(desk: Desk, tmp_path: Path) -> None:
    """In the form and at the sign-off; a workbook is history, and is taken as it is."""
    heads, _, large = BOOK["Joint training"]
    book: Sheets = {"Joint training": (heads, [date(2026, 4, 2), *large[1:6], " "])}
    assert bring_in(desk, write_book(tmp_path / "more.xlsx", book)).written
    key = next(one.id for one in desk.joint_trainings.sessions() if one.title == "Too many")
    form = desk.editing.form("joint training", key)
    assert set(form.values) >= {"reason_over"}
    without = Typed("joint training", key, form.version, {"reason_over": ""})
    with pytest.raises(NotSaved, match="16 people came: a session is for up to 15"):
        desk.editing.save(without)
    with desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE joint_trainings SET reason_over = NULL")
    with pytest.raises(NotSaved, match="16 people came"):
        desk.joint_trainings.sign_off(key, TODAY)
    assert rows_of(desk, "SELECT count(*) FROM involvements") == [(0,)]
