"""Goals, plans and advice on their border days: which ratings are compared, which plans and people count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from ipsdesk.measures.measure import COUNTED, LEFT_OUT
from ipsdesk.rules.periods import DAY, parse_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import RecordRef
from tests.units import Sheets, bring_in, write_book

Q2 = parse_period("2026-27 Q2")
EVE, FIRST, LAST, AFTER = Q2.first - DAY, Q2.first, Q2.last, Q2.last + DAY
LONG_AGO = date(2025, 1, 6)
Rows = Sequence[Sequence[object]]
CLIENTS: Rows = [
    ["Client ID", "Name", "Care coordinator ID"],
    ["C1", "Annis Fold", "S1"],
    ["C2", "Piers Copse", "S2"],
]
GOALS: Rows = [["Goal ID", "Client ID", "Set on", "Goal"], ["G1", "C1", LONG_AGO, "A job with bread"]]
STAFF: Rows = [
    ["Staff ID", "Name", "Role", "Started"],
    *([one, f"Coordinator {one}", "care coordinator", LONG_AGO] for one in ("S1", "S2", "S3")),
]


def a_unit(desk: Desk, folder: Path, **sheets: Rows) -> None:
    book: Sheets = {"Staff": STAFF, "Clients": CLIENTS} | {
        name.replace("_", " "): rows for name, rows in sheets.items()
    }
    report = bring_in(desk, write_book(folder / "unit.xlsx", book))
    assert report.written, report.problems


def of(desk: Desk, key: str) -> tuple[int, int]:
    """Numerator and denominator of a share over the quarter."""
    figure = desk.figures.scorecard(Q2)[key]
    return int(figure.numerator or 0), int(figure.denominator or 0)


@pytest.mark.parametrize(
    ("ratings", "counted"),
    [
        ([(EVE, 4), (FIRST, 5)], 1),  # above the rating before
        ([(EVE, 5), (LAST, 5)], 0),  # the same is not above
        ([(EVE, 3), (FIRST, 9), (LAST, 4)], 1),  # the last in the period against the one before it
        ([(LONG_AGO, 1), (EVE, 6), (LAST, 5)], 0),  # the last before the period, not the first ever
        ([(FIRST, 3), (LAST, 4)], 1),  # none before: against the first
        ([(FIRST, 3), (FIRST + DAY, 9), (LAST, 3)], 0),
        ([(LAST, 0), (AFTER, 9)], None),  # rated once by then
        ([(EVE, 1), (AFTER, 9)], "not rated in it"),
    ],
)
def test_a_goal_came_nearer(
    desk: Desk, tmp_path: Path, ratings: list[tuple[date, int]], counted: int | str | None
) -> None:
    rows: Rows = [["Goal ID", "Date", "Rating"], *(["G1", day, rating] for day, rating in reversed(ratings))]
    a_unit(desk, tmp_path, Goals=GOALS, Goal_ratings=rows)
    cases = desk.cases.of("goals.progress", Q2)
    told = [(case.kind, case.reference, case.state, case.amount, case.reason) for case in cases]
    if isinstance(counted, int):
        assert of(desk, "goals.progress") == (counted, 1)
        assert told == [("goal", "G1", COUNTED, counted, None)]
    else:
        assert of(desk, "goals.progress") == (0, 0)
        left_out = [("goal", "G1", LEFT_OUT, 0, "no earlier rating")]
        assert told == ([] if counted else left_out)


def test_goals_reached_are_counted_by_their_day_and_removed_ones_are_not(desk: Desk, tmp_path: Path) -> None:
    reached = [[f"G{n}", "C1", LONG_AGO, "Bread", day] for n, day in enumerate((EVE, FIRST, LAST, AFTER), 1)]
    a_unit(desk, tmp_path, Goals=[[*GOALS[0], "Reached on"], *reached])
    assert [case.reference for case in desk.cases.of("goals.reached", Q2)] == ["G2", "G3"]
    desk.records.remove(RecordRef("goal", 2), "typed twice")
    assert desk.figures.scorecard(Q2)["goals.reached"].value == 1


def test_plans_are_reviewed_by_the_last_day_and_not_before_they_were_agreed(
    desk: Desk, tmp_path: Path
) -> None:
    agreed = FIRST - 60 * DAY
    reviewed = (None, agreed - DAY, agreed, LAST, AFTER)
    plans = [["C1", agreed, day, FIRST] for day in reviewed] + [["C1", agreed, LAST, AFTER]]
    a_unit(desk, tmp_path, Plans=[["Client ID", "Agreed", "Reviewed", "Next review"], *plans])
    assert of(desk, "plans.reviewed") == (2, 5)
    assert [
        case.amount for case in sorted(desk.cases.of("plans.reviewed", Q2), key=lambda one: one.subject)
    ] == [*(0, 0, 1, 1, 0)]


def test_care_coordinators_are_counted_once_and_only_of_people_on_the_caseload(
    desk: Desk, tmp_path: Path
) -> None:
    heads = ["Date", "Kind", "Attended", "Client IDs"]
    contacts = [
        [EVE, "care coordinator", "yes", "C2"],
        [FIRST, "care coordinator", "no", "C2"],
        [FIRST, "clinical team", "yes", "C2"],
        [LAST, "care coordinator", None, "C1; C3"],
    ]
    started = [[f"R{n}", f"C{n}", LONG_AGO, LONG_AGO] for n in (1, 2, 3)]
    a_unit(
        desk, tmp_path, Contacts=[heads, *contacts],
        Clients=[*CLIENTS, ["C3", "Idwal Sands", "S1"], ["C4", "Una Crest", "S3"]],
        Referrals=[["Referral ID", "Client ID", "Received", "Started"], *started],
    )  # fmt: skip
    told = [(case.kind, case.reference, case.amount) for case in desk.cases.of("advice.coordinators", Q2)]
    assert told == [("staff", "S1", 1), ("staff", "S2", 0)]
