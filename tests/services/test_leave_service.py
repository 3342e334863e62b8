"""Leave of a person in a real unit: what is covered, what is asked for again, and what Today says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from ipsdesk.errors import CannotRun, ReasonNeeded
from ipsdesk.rules.leave import Standing
from ipsdesk.services.desk import Desk
from ipsdesk.services.today_lines import Scope, TodayKind
from tests.units import Sheets, bring_in, copy_unit, rows_of, sit_down, write_book

TODAY = date(2026, 4, 13)
"""A Monday."""
BOOK: Sheets = {
    "Teams": (["Team ID", "Name", "Setting"], ["T1", "Larkrise House", "locked rehabilitation"]),
    "Clients": (
        ["Client ID", "Name", "Team ID", "Legal status", "Responsible clinician"],
        ["C1", "Ash Rowan", "T1", "03", "Dr A"],
        ["C2", "Bay Laurel", "T1", "01", None],
        ["C3", "Cy Press", "T1", "09", "Dr A"],
    ),
    "Referrals": (
        ["Referral ID", "Client ID", "Received", "Accepted", "Started"],
        *([f"R{n}", f"C{n}", date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 12)] for n in (1, 2, 3)),
    ),
    "Activities": (
        ["Activity ID", "Client ID", "Kind", "Title", "Started"],
        *([f"A{n}", f"C{n}", "paid job", "Packer", date(2026, 2, 2)] for n in (1, 2, 3)),
    ),
    "Usual shifts": (
        ["Activity ID", "Day", "From", "To", "Travel minutes"],
        *([f"A{n}", day, "10:00", "14:00", 30] for n in (1, 2, 3) for day in ("Tuesday", "Thursday")),
    ),
    "Leave": (
        [*("Leave ID", "Client ID", "Authorised on", "Authorised by", "From", "To", "Days", "Out from"),
         "Back by"],
        ["L1", "C1", date(2026, 3, 30), "Dr A", date(2026, 4, 1), date(2026, 4, 23), "Tuesday; Thursday",
         "09:00", "15:00"],
        ["L3", "C3", date(2026, 3, 30), "Dr A", date(2026, 4, 1), None, None, "09:00", "15:00"],
    ),
}  # fmt: skip


@pytest.fixture
def desk(empty_unit: Path, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk"), TODAY) as desk:
        assert bring_in(desk, write_book(tmp_path / "leave.xlsx", BOOK)).problems == ()
        yield desk


def key_of(desk: Desk, client: str) -> int:
    ((key,),) = rows_of(desk, f"SELECT id FROM clients WHERE reference = '{client}'")
    return int(key)


def told(desk: Desk, kind: TodayKind) -> list[tuple[str, str]]:
    lines = desk.today.lines(Scope.EVERYONE).lines
    return [(one.name, f"{one.words}; {one.second}") for one in lines if one.kind is kind]


def change(desk: Desk, tmp_path: Path, *rows: object) -> None:
    sheets = {"Changes": (["Record", "ID", "Field", "From", "Value"], list(rows))}
    assert bring_in(desk, write_book(tmp_path / "change.xlsx", sheets)).problems == ()


def test_thursdays_shift_is_covered_until_the_leave_ends(desk: Desk) -> None:
    page = desk.leave.page(key_of(desk, "C1"))
    assert [(one.day.day, one.cover.is_enough) for one in page.ahead if one.cover] == [
        (14, True), (16, True), (21, True), (23, True),
    ]  # fmt: skip
    assert (page.standing, dict(page.ends_in)) == (Standing.NEEDED, {1: 10})
    assert told(desk, TodayKind.LEAVE_ENDING) == [("Ash Rowan", "Leave ends; Thu 23 Apr")]
    desk.leave.revoke(1, date(2026, 4, 16))
    page = desk.leave.page(key_of(desk, "C1"))
    assert next(one.cover.words for one in page.uncovered if one.cover) == (
        "No leave covers this: revoked on 16 April 2026"
    )
    assert [one.day.day for one in page.uncovered] == [16, 21, 23]
    assert (
        "Ash Rowan",
        "No leave covers 10:00–14:00, Packer; Thu 16 Apr · revoked on 16 April 2026",
    ) in told(desk, TodayKind.NOT_COVERED)


def test_who_is_not_detained_is_asked_for_nothing(desk: Desk) -> None:
    page = desk.leave.page(key_of(desk, "C2"))
    assert (page.standing, page.ahead) == (Standing.FREE, ())
    assert "Bay Laurel" not in {name for name, _words in told(desk, TodayKind.NOT_COVERED)}
    (person,) = [one for one in desk.calendar.week(TODAY).people if one.name == "Bay Laurel"]
    assert [one.cover for one in person.slots] == [None, None]


def test_a_restricted_patient_has_no_cover_without_the_ministry(desk: Desk) -> None:
    (person,) = [one for one in desk.calendar.week(TODAY).people if one.name == "Cy Press"]
    assert {one.cover.words for one in person.slots if one.cover} == {
        "No leave covers this: no consent of the Ministry of Justice"
    }
    ((name, words),) = told(desk, TodayKind.NOT_COVERED)
    assert name == "Cy Press"
    assert words.startswith("No leave covers 10:00–14:00, Packer; Tue 14 Apr · no consent of the Ministry")
    assert words.endswith("and 1 other")


def test_a_new_clinician_asks_for_a_check(desk: Desk, tmp_path: Path) -> None:
    change(desk, tmp_path, "client", "C1", "Responsible clinician", TODAY, "Dr B")
    page = desk.leave.page(key_of(desk, "C1"))
    assert (dict(page.checks), page.clinician) == ({1: TODAY}, "Dr B")
    assert len(page.uncovered) == 4
    assert told(desk, TodayKind.LEAVE_CHECK)[0][0] == "Ash Rowan"
    done = desk.leave.mark_checked(1)
    assert done.words == "leave of Ash Rowan: checked again on 13 April 2026"
    assert desk.leave.page(key_of(desk, "C1")).uncovered == ()
    assert told(desk, TodayKind.LEAVE_CHECK) == []


def test_when_the_status_changes_leave_is_asked_for_or_not(desk: Desk, tmp_path: Path) -> None:
    change(desk, tmp_path, "client", "C1", "Legal status", date(2026, 4, 15), "01")
    page = desk.leave.page(key_of(desk, "C1"))
    assert [one.day.day for one in page.ahead] == [14]


def test_what_was_removed_or_comes_before_the_authority_is_refused(desk: Desk) -> None:
    with pytest.raises(CannotRun, match="before the leave was authorised"):
        desk.leave.revoke(1, date(2026, 3, 30) - timedelta(days=1))
    with pytest.raises(CannotRun, match="has been removed"):
        desk.leave.mark_checked(99)


def test_how_it_went_names_the_leave_by_its_days(desk: Desk) -> None:
    ((leave,),) = rows_of(desk, "SELECT id FROM leaves WHERE reference = 'L1'")
    (choice,) = desk.editing.blank("leave outcome", {"leave_id": str(leave)}).choices["leave_id"]
    assert choice.words == "1 April 2026 to 23 April 2026 (L1)"


def test_leave_of_a_restricted_record_asks_for_a_reason(desk: Desk) -> None:
    client, ((leave,),) = key_of(desk, "C1"), rows_of(desk, "SELECT id FROM leaves WHERE reference = 'L1'")
    desk.restricted.restrict(client, "works on this ward")
    for asked in (
        lambda: desk.leave.page(client),
        lambda: desk.leave.mark_checked(leave),
        lambda: desk.leave.revoke(leave, TODAY),
    ):
        with pytest.raises(ReasonNeeded):
            asked()
    assert rows_of(desk, "SELECT revoked_on, checked_on FROM leaves WHERE reference = 'L1'") == [(None, None)]
    assert desk.restricted.open_with_reason(client, "I support him") is None
    assert len(desk.leave.page(client).authorities) == 1
