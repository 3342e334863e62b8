"""The caseload shows what people aim for: the stage paused, what is to be done next, and their timeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipsdesk.rules.periods import DAY
from ipsdesk.services.caseload_entries import EntryKind
from ipsdesk.services.caseload_flags import Due, NextAction
from ipsdesk.services.caseload_list import Filter
from ipsdesk.services.caseload_stages import Stage
from ipsdesk.services.desk import Desk
from tests.services.test_caseload import EMPLOYERS, LONG_AGO, a_unit, job, only, referral, service
from tests.units import TODAY, Sheets, bring_in, write_book

PAUSED = (("referral", "R-C1", "Paused", LONG_AGO + DAY, "ill health"),)
RESUMED = (*PAUSED, ("referral", "R-C1", "Paused", TODAY, None))


@pytest.mark.parametrize(
    ("changes", "stage", "about"),
    [(PAUSED, Stage.PAUSED, "ill health"), (RESUMED, Stage.SEEKING, "profile not started")],
)
def test_a_pause_holds_until_it_ends(
    desk: Desk, tmp_path: Path, changes: tuple[tuple[object, ...], ...], stage: Stage, about: str
) -> None:
    a_unit(desk, tmp_path, Referrals=(referral(LONG_AGO),), Changes=changes)
    row = only(desk)
    assert (row.stage, row.about, row.is_on_caseload) == (stage, about, True)
    assert (Filter.SEEKING in row.filters) is (stage is Stage.SEEKING)
    assert service(desk).record(row.client).facts[0].value == stage.value


def test_somebody_in_work_stays_in_work_while_support_is_paused(desk: Desk, tmp_path: Path) -> None:
    a_unit(
        desk, tmp_path, Referrals=(referral(LONG_AGO),), Employers=EMPLOYERS, Activities=(job(),),
        Changes=PAUSED,
    )  # fmt: skip
    assert (only(desk).stage, only(desk).about) == (Stage.IN_WORK, "Northgate Packaging, paused")


def more(desk: Desk, folder: Path, sheet: str, *rows: tuple[object, ...]) -> None:
    report = bring_in(desk, write_book(folder / "more.xlsx", {sheet: rows}))
    assert report.written, report.problems


def test_what_is_next_is_the_earliest_of_review_action_and_contact(desk: Desk, tmp_path: Path) -> None:
    plans = (("C1", LONG_AGO, None, TODAY + 9 * DAY),)
    a_unit(desk, tmp_path, Referrals=(referral(LONG_AGO),), Plans=plans)
    assert only(desk).next_action == NextAction("Plan review", TODAY + 9 * DAY, Due.AHEAD)
    heads = ("Client ID", "Added on", "Action", "Due", "Done")
    more(
        desk, tmp_path, "Plan actions", heads, ("C1", LONG_AGO, "Done long ago", LONG_AGO, LONG_AGO),
        ("C1", LONG_AGO, "Some time", None, None), ("C1", LONG_AGO, "Later", TODAY + 8 * DAY, None),
        ("C1", LONG_AGO, "Ring the\nbakery", TODAY, None),
    )  # fmt: skip
    assert only(desk).next_action == NextAction("Ring the bakery", TODAY, Due.TODAY)
    contacts = ("Date", "Kind", "Client IDs", "Next action", "Next action due", "Next action done")
    more(
        desk, tmp_path, "Contacts", contacts, (LONG_AGO, "client", "C1", "Settled", LONG_AGO, LONG_AGO),
        (LONG_AGO, "client", "C1", None, TODAY - DAY, None),
    )  # fmt: skip
    assert only(desk).next_action == NextAction("Next action", TODAY - DAY, Due.OVERDUE)
    row = only(desk)
    assert service(desk).record(row.client).person.next_action == row.next_action


def test_the_timeline_tells_what_was_aimed_for_and_how_it_went(desk: Desk, tmp_path: Path) -> None:
    a_unit(
        desk, tmp_path, Referrals=(referral(LONG_AGO),), Employers=EMPLOYERS, Activities=(job(),),
        Changes=RESUMED,
    )  # fmt: skip
    sheets: Sheets = {
        "Vocational profiles": [
            ("Profile ID", "Client ID", "Date", "Author ID", "After activity ID", "Aims and preferred jobs",
             "Criminal record position"),
            ("V2", "C1", TODAY - DAY, "S1", "A1", "more bread", "Not for here"),
            ("V1", "C1", LONG_AGO, None, None, "bread", None),
        ],
        "Profile sessions": [("Profile ID", "Date", "Minutes"), ("V1", LONG_AGO, 50)],
        "Goals": [
            ("Goal ID", "Client ID", "Set on", "Goal", "Reached on"),
            ("G1", "C1", LONG_AGO, "bake", TODAY),
        ],
        "Goal ratings": [("Goal ID", "Date", "Rating"), ("G1", LONG_AGO, 6)],
        "Plan actions": [
            ("Client ID", "Added on", "Action", "Due", "Done"),
            ("C1", LONG_AGO, "ring", LONG_AGO, LONG_AGO + DAY),
            ("C1", LONG_AGO, "write", TODAY - DAY, None),
            ("C1", LONG_AGO, "still to come", TODAY + DAY, None),
        ],
        "Adjustments": [("Client ID", "Adjustment", "In place"), ("C1", "a stool", TODAY)],
        "Care reviews": [("Client ID", "Date", "Held"), ("C1", TODAY, "no")],
    }  # fmt: skip
    assert bring_in(desk, write_book(tmp_path / "aims.xlsx", sheets)).written
    kinds = (EntryKind.PROFILE, EntryKind.PLAN, EntryKind.CARE)
    entries = service(desk).timeline(only(desk).client, kinds).entries
    assert {(one.day, one.title, one.note, one.by) for one in entries} == {
        (
            TODAY - DAY,
            "Vocational profile updated after Packer, Northgate Packaging",
            "More bread",
            "Priya Meadows",
        ),
        (LONG_AGO, "Vocational profile written", "Bread", ""),
        (LONG_AGO, "Profile session, 50 minutes", "", ""),
        (LONG_AGO, "Goal set", "Bake", ""),
        (TODAY, "Goal reached", "Bake", ""),
        (LONG_AGO, "Goal rated 6 of 10", "Bake", ""),
        (LONG_AGO + DAY, "Action done", "Ring", ""),
        (TODAY - DAY, "Action due", "Write", ""),
        (TODAY, "Adjustment in place", "A stool", ""),
        (TODAY, "Care review, not held", "", ""),
    }
    changed = service(desk).timeline(only(desk).client, [EntryKind.CHANGE]).entries
    assert [one.title for one in changed] == ["Support resumed", "Support paused: ill health"]
