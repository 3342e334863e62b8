"""Staff and teams, caseloads against limits, a caseload handed over in one go, and who may leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from ipsdesk.errors import CannotRun, NotSaved, ReasonNeeded
from ipsdesk.models import Account
from ipsdesk.rules.periods import free_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from ipsdesk.services.roles import Actor, Role
from ipsdesk.services.team import TeamPeople
from ipsdesk.services.team_caseloads import NOBODY, PERMITTED, SERVED, UNIT, WORKING, month_ends
from ipsdesk.services.team_handover import Handover
from tests.units import bring_in, copy_unit, rows_of, sit_down, write_book

TODAY = date(2026, 11, 22)
TOMORROW = TODAY + timedelta(days=1)
STARTED = date(2026, 6, 1)
PEOPLE = ("Annis Fold", "Benet Larch", "Cass Lunn", "Dorrit Vale", "Edda Moor", "Fenn Holt")
SIX = tuple(range(1, 7))
BOOK: dict[str, list[tuple[object, ...]]] = {
    "Teams": [
        ("Team ID", "Name", "Closed"),
        ("T1", "Ash ward", None),
        ("T2", "Birch ward", None),
        ("T3", "Cedar ward", date(2026, 11, 21)),
        ("T4", "Dogwood ward", TODAY),
    ],
    "Staff": [
        (
            *("Staff ID", "Name", "Role", "Started", "Left", "Employment WTE", "Team IDs"),
            *("Line manager ID", "DBS seen on"),
        ),
        ("S1", "Ros Aldous", "employment specialist", date(2024, 1, 1), None, 1, "T1; T4", "S4", STARTED),
        ("S2", "Kit Marlow", "employment specialist", date(2024, 1, 1), None, 0.5, "T1", "S4", STARTED),
        ("S3", "Ada Bray", "employment specialist", date(2024, 1, 1), date(2026, 11, 1), 1, "T2", None, None),
        ("S4", "Sam Lee", "team leader", date(2024, 1, 1), None, 0, "T2", None, None),
    ],
    "WTE changes": [("Staff ID", "From", "Employment WTE"), ("S2", date(2026, 9, 1), 0.8)],
    "Clients": [("Client ID", "Name"), *((f"C{n}", PEOPLE[n - 1]) for n in SIX)],
    "Referrals": [
        ("Referral ID", "Client ID", "Received", "Accepted", "Started", "Closed", "Staff ID"),
        ("R1", "C1", date(2026, 5, 1), date(2026, 5, 2), STARTED, None, "S1"),
        ("R2", "C2", date(2026, 5, 1), date(2026, 5, 2), STARTED, None, "S1"),
        ("R3", "C3", date(2026, 11, 20), date(2026, 11, 21), None, None, "S1"),
        ("R4", "C4", date(2026, 5, 1), date(2026, 5, 2), STARTED, None, "S2"),
        ("R5", "C5", date(2026, 5, 1), date(2026, 5, 2), STARTED, date(2026, 11, 1), "S1"),
        ("R6", "C6", date(2026, 5, 1), date(2026, 5, 2), STARTED, None, "S3"),
    ],
}


@pytest.fixture(scope="module")
def closed_unit(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("team")
    unit = copy_unit(empty_unit, folder / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        report = bring_in(desk, write_book(folder / "book.xlsx", BOOK))
        assert report.written, report.problems
        with desk.workspace.transactions.begin() as connection:
            row = {
                "id": 31,
                "name": "Kit",
                "role": Role.PRACTITIONER,
                "created_at": "2026-11-01T09:00:00+00:00",
            }
            connection.execute(insert(Account).values(row | {"staff_id": _key(connection, "staff", "S2")}))
    return unit


@pytest.fixture(scope="module")
def read(closed_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that nothing is written at."""
    with sit_down(copy_unit(closed_unit, tmp_path_factory.mktemp("read") / "L.ipsdesk"), TODAY) as desk:
        yield desk


@pytest.fixture
def desk(closed_unit: Path, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(copy_unit(closed_unit, tmp_path / "L.ipsdesk"), TODAY) as desk:
        yield desk


def _key(connection: Any, table: str, reference: str) -> int:
    asked = f"SELECT id FROM {table} WHERE reference = ?"
    return int(connection.exec_driver_sql(asked, (reference,)).scalar())


def key(desk: Desk, table: str, reference: str) -> int:
    """The key of a record."""
    with desk.workspace.transactions.read() as connection:
        return _key(connection, table, reference)


def named(desk: Desk, day: date = TODAY) -> dict[str, str]:
    """By referral that is open: who is the named specialist on a day."""
    asked = f"""
    SELECT e.reference, (SELECT s.reference FROM staff s WHERE s.id = coalesce((
      SELECT c.staff_id FROM changes c WHERE c.episode_id = e.id AND c.fact = 'Staff ID'
        AND c.removed_at IS NULL AND c.from_on <= '{day}' ORDER BY c.from_on DESC, c.id DESC LIMIT 1),
      e.staff_id)) FROM episodes e WHERE e.closed_on IS NULL
    """
    return {referral: staff for referral, staff in rows_of(desk, asked)}  # noqa: C416


# ---- people and teams -------------------------------------------------------------------------------


def test_members_have_their_wte_of_today_and_since_when(read: Desk) -> None:
    found = {one.reference: one for one in read.team.members()}
    assert (found["S2"].wte, found["S2"].wte_since) == (Fraction(4, 5), date(2026, 9, 1))
    assert [(one.from_on, one.wte) for one in found["S2"].changes] == [
        (date(2026, 9, 1), Fraction(4, 5)),
        (date(2024, 1, 1), Fraction(1, 2)),
    ]
    assert (found["S3"].wte_since, found["S3"].is_in_post(TODAY)) == (None, False)
    assert (found["S1"].manager, found["S1"].people) == ("Sam Lee", 2)
    assert not found["S3"].wte
    assert not found["S4"].wte


@pytest.mark.parametrize(
    ("account", "role", "told"),
    [
        (31, Role.PRACTITIONER, {"S2"}),
        (1, Role.AUDITOR, set()),
        (1, Role.LEAD, {"S1", "S2", "S3", "S4"}),
        (1, Role.MANAGER, {"S1", "S2", "S3", "S4"}),
    ],
)
def test_clearance_is_told_to_the_person_leads_and_managers_alone(
    read: Desk, account: int, role: Role, told: set[str]
) -> None:
    space = replace(read.workspace, actor=Actor(account, "Somebody", role))
    assert {one.reference for one in TeamPeople(space).members() if one.dbs is not None} == told


def test_a_team_without_a_specialist_of_today_says_so(read: Desk) -> None:
    found = {one.reference: one for one in read.team.teams()}
    assert [name for name, _ in found["T1"].specialists] == ["Kit Marlow", "Ros Aldous"]
    assert found["T2"].specialists == ()  # one has left, the other has no employment WTE
    assert [one.reference for one in found.values() if one.is_open(TODAY)] == ["T1", "T2", "T4"]


# ---- caseloads --------------------------------------------------------------------------------------


def test_caseloads_are_the_measures_figures(read: Desk) -> None:
    page = read.team_caseloads.today()
    unit, *specialists = page.lines
    card = read.figures.scorecard(free_period(TODAY.replace(day=1), TODAY))
    for number, of in ((unit.carried.working, WORKING), (unit.carried.permitted, PERMITTED)):
        assert (Fraction(number.people), number.target) == (card[of].value, card[of].target)
    served = unit.carried.served
    assert (Fraction(served.people), served.target) == (card[SERVED].value, card[SERVED].target)
    assert unit.staff == UNIT
    assert [(one.name, one.carried.working.people, one.carried.working.most) for one in specialists] == [
        ("Kit Marlow", 1, Fraction(20)),
        ("Ros Aldous", 2, Fraction(25)),
    ]
    assert page.nobody_s == 1  # of the one who left
    assert unit.carried.working.people == page.nobody_s + sum(
        one.carried.working.people for one in specialists
    )
    assert NOBODY not in {one.staff for one in page.lines}


def test_a_year_of_months_ends_today(read: Desk) -> None:
    ros = key(read, "staff", "S1")
    months = read.team_caseloads.months(ros)
    assert [one.working.people for one in months] == [0] * 6 + [3] * 5 + [2]
    line = next(one for one in read.team_caseloads.today().lines if one.staff == ros)
    assert months[-1] == line.carried
    assert read.team_caseloads.months(UNIT)[-1] == read.team_caseloads.today().lines[0].carried


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_months_end_on_last_days_and_today(today: date) -> None:
    *ends, last = month_ends(today)
    assert (len(ends), last) == (11, today)
    assert all((day + timedelta(days=1)).day == 1 for day in ends)
    assert ends[-1] + timedelta(days=1) == today.replace(day=1)
    assert all(0 < (after - before).days <= 31 for before, after in zip(ends, [*ends[1:], last], strict=True))


# ---- handing over -----------------------------------------------------------------------------------


def test_a_caseload_is_handed_over_as_one_change_and_undone_as_one(desk: Desk) -> None:
    ros, kit, sam = (key(desk, "staff", one) for one in ("S1", "S2", "S4"))
    whose = desk.team_handover.caseload(ros, TOMORROW)
    assert [(one.name, one.standing) for one in whose.people] == [
        ("Annis Fold", "on the caseload since 1 June 2026"),
        ("Benet Larch", "on the caseload since 1 June 2026"),
        ("Cass Lunn", "accepted, waits to start since 21 November 2026"),
    ]
    assert [one.value for one in whose.others] == [str(kit), str(sam)]
    annis, benet, cass = (one.referral for one in whose.people)
    told = desk.team_handover.hand_over(
        Handover(ros, TOMORROW, {annis: kit, benet: sam, cass: kit}, "Ros leaves; Annis likes mornings")
    )
    assert told.words == (
        "Handed over 3 people of Ros Aldous from 23 November 2026: 2 to Kit Marlow, 1 to Sam Lee"
    )
    assert {one: named(desk)[one] for one in ("R1", "R2", "R3")} == {"R1": "S1", "R2": "S1", "R3": "S1"}
    after = named(desk, TOMORROW)
    assert (after["R1"], after["R2"], after["R3"]) == ("S2", "S4", "S2")
    reasons = rows_of(
        desk,
        "SELECT json_extract(details, '$.reason'), count(DISTINCT json_extract(details, '$.change')) "
        "FROM audit_entries WHERE kind = 'change' AND record_id IN (SELECT id FROM changes WHERE "
        "episode_id IS NOT NULL)",
    )
    assert reasons == [("Ros leaves; Annis likes mornings", 1)]
    desk.records.undo_last()
    assert (
        named(desk, TOMORROW) == named(desk) == {"R1": "S1", "R2": "S1", "R3": "S1", "R4": "S2", "R6": "S3"}
    )


def test_nothing_is_handed_over_where_one_line_is_wrong(desk: Desk) -> None:
    ros, kit, ada = (key(desk, "staff", one) for one in ("S1", "S2", "S3"))
    annis, benet, cass = (one.referral for one in desk.team_handover.caseload(ros, TODAY).people)
    with pytest.raises(NotSaved) as wrong:
        desk.team_handover.hand_over(Handover(ros, TODAY, {annis: kit, benet: ada, cass: ros}))
    assert wrong.value.problems == {
        f"referral-{benet}": "Ada Bray left on 1 November 2026",
        f"referral-{cass}": "Ros Aldous has them already: choose somebody else",
    }
    assert named(desk, TOMORROW)["R1"] == "S1"
    desk.pathway.hand_over(annis, kit, TODAY)
    with pytest.raises(CannotRun):  # it is somebody else's by now
        desk.team_handover.hand_over(Handover(ros, TODAY, {annis: kit, benet: kit}))
    assert named(desk)["R2"] == "S1"


def test_a_restricted_record_stays_until_it_is_opened_with_a_reason(desk: Desk) -> None:
    ros, kit = key(desk, "staff", "S1"), key(desk, "staff", "S2")
    benet = key(desk, "clients", "C2")
    desk.restricted.restrict(benet, "Known to the team")
    whose = desk.team_handover.caseload(ros, TODAY)
    assert [one.name for one in whose.people if one.is_withheld] == ["Restricted record"]
    assert [one.name for one in whose.to_hand_over] == ["Annis Fold", "Cass Lunn"]
    with pytest.raises(ReasonNeeded):
        desk.team_handover.hand_over(Handover(ros, TODAY, {one.referral: kit for one in whose.people}))
    assert named(desk)["R1"] == "S1"
    desk.team_handover.hand_over(Handover(ros, TODAY, {one.referral: kit for one in whose.to_hand_over}))
    assert desk.team_handover.before_leaving(ros, TODAY).startswith("1 person is still with Ros Aldous")


# ---- leaving ----------------------------------------------------------------------------------------


def leave(desk: Desk, staff: int, on: date, **more: Any) -> None:
    """Put the last day in post into the form."""
    form = desk.editing.form("staff", staff)
    desk.editing.save(Typed("staff", staff, form.version, {"left_on": on, **more}))


def test_who_leaves_hands_over_first(desk: Desk) -> None:
    ros, kit = key(desk, "staff", "S1"), key(desk, "staff", "S2")
    with pytest.raises(NotSaved) as refused:
        leave(desk, ros, TODAY)
    assert refused.value.problems == {
        "left_on": "Left: 3 people are still theirs after this day. Hand over first, or say to whom"
    }
    people = desk.team_handover.caseload(ros, TOMORROW).people
    desk.team_handover.hand_over(Handover(ros, TOMORROW, {one.referral: kit for one in people}))
    assert desk.team_handover.before_leaving(ros, TODAY) == ""
    leave(desk, ros, TODAY)
    assert next(one.left_on for one in desk.team.members() if one.id == ros) == TODAY


def test_a_day_long_past_can_still_be_put_right(desk: Desk) -> None:
    """Who was handed over too late for it, and who was referred only since, are handed over from then."""
    ros, kit = key(desk, "staff", "S1"), key(desk, "staff", "S2")
    gone, since = date(2026, 9, 30), date(2026, 10, 1)
    annis = desk.team_handover.caseload(ros, TODAY).people[0].referral
    desk.pathway.hand_over(annis, kit, TODAY)
    people = desk.team_handover.caseload(ros, since).people
    assert [one.name for one in people] == ["Annis Fold", "Benet Larch", "Cass Lunn"]
    desk.team_handover.hand_over(Handover(ros, since, {one.referral: kit for one in people}))
    leave(desk, ros, gone)
    assert named(desk, since)["R1"] == named(desk)["R3"] == "S2"


def test_who_was_brought_in_as_gone_can_be_changed_all_the_same(desk: Desk) -> None:
    ada = key(desk, "staff", "S3")
    form = desk.editing.form("staff", ada)
    desk.editing.save(Typed("staff", ada, form.version, {"profession": "Nursing"}))
    with pytest.raises(NotSaved):
        leave(desk, ada, date(2026, 11, 2))
