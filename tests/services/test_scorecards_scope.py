"""Per specialist and per team the same cases are counted, each where it belongs, and told again in Python."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from ipsdesk.measures import MEASURES
from ipsdesk.rules.periods import Period, parse_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.scorecards import Scorecards
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope, Whose
from tests.recount.days import parse_period as again
from tests.recount.generator import generate_unit
from tests.recount.terms import Unit, current, is_retention_case, on_caseload, served_in
from tests.recount.workbook import Row, read_workbook
from tests.units import bring_in, rows_of, write_book

LABELS = ("2025-26", "2026-27 Q2", "2026-03-10..2026-05-01")
SEEDS = (2, 6, 8, 14, 21)


class Whom:
    """Whose a record of a random unit is, told in plain Python from its workbook."""

    def __init__(self, unit: Unit, whose: Whose, reference: str) -> None:
        self.unit, self.by_team, self.reference = unit, whose is Whose.TEAM, reference

    def client(self, client: str, day: date) -> bool:
        """The client's team on the day is this one."""
        return bool(self.unit.client_fact(client, "Team ID", day) == self.reference)

    def referral(self, episode: Row) -> bool:
        day = episode["Started"] or episode["Received"]
        if self.by_team:
            return self.client(episode["Client ID"], day)
        return self.unit.named_staff(episode, day) == self.reference

    def activity(self, activity: Row) -> bool:
        if self.by_team:
            return self.client(activity["Client ID"], activity["Started"])
        episode = self.unit.episode_of(activity)
        return episode is not None and self.unit.named_staff(episode, activity["Started"]) == self.reference

    def contact(self, contact: Row) -> bool:
        if not self.by_team:
            return bool(contact["Staff ID"] == self.reference)
        if contact["Team ID"]:
            return bool(contact["Team ID"] == self.reference)
        return any(self.client(client, contact["Date"]) for client in contact["Client IDs"])

    def person(self, client: str, day: date) -> bool:
        """The client's team on the day, or the specialist named that day in their latest referral."""
        if self.by_team:
            return self.client(client, day)
        begun = [
            (one["Started"], place, one)
            for place, one in enumerate(self.unit.records["Referrals"])
            if one["Client ID"] == client and one["Started"] and one["Started"] <= day
        ]
        return bool(begun) and self.unit.named_staff(max(begun)[2], day) == self.reference

    def hours(self, row: Row) -> bool:
        job = self.unit.activities[row["Activity ID"]]
        return self.client(job["Client ID"], row["Date"]) if self.by_team else self.activity(job)


def told_again(unit: Unit, whom: Whom, label: str) -> dict[str, float]:
    """Some figures of a specialist or team, counted from the rows of the workbook."""
    period = again(label)
    episodes = [episode for episode in unit.records["Referrals"] if whom.referral(episode)]
    starts = [job for job, _ in unit.job_starts(period) if whom.activity(job)]
    contacts = [
        contact for contact in unit.contacts if whom.contact(contact) and period.holds(contact["Date"])
    ]
    permitted = [
        row
        for job in unit.jobs
        for row in unit.hours_of[job["Activity ID"]]
        if period.holds(row["Date"]) and unit.category(job, row["Date"]) != "none" and whom.hours(row)
    ]
    in_the_month = [
        contact["Employer ID"]
        for contact in unit.contacts
        if contact["Kind"] == "employer"
        and contact["Employer ID"]
        and period.last.replace(day=1) <= contact["Date"] <= period.last
        and whom.contact(contact)
    ]
    volunteers = {
        activity["Client ID"]
        for activity in unit.records["Activities"]
        if activity["Kind"] == "volunteering"
        and whom.activity(activity)
        and period.holds(activity["Started"])
    }
    reached = [goal for goal in unit.records["Goals"] if period.holds(goal["Reached on"])]
    group = unit.permitted_work_group(period.last)
    carried = {episode["Client ID"] for episode in episodes if on_caseload(episode, period.last)}
    return {
        "access.referrals": sum(period.holds(episode["Received"]) for episode in episodes),
        "access.started": len({e["Client ID"] for e in episodes if period.holds(unit.access_day(e))}),
        "access.served": len({e["Client ID"] for e in episodes if served_in(e, period)}),
        "caseload.working": len(carried - group),
        "caseload.permitted_work": len(carried & group),
        "employers.contacted": len(set(in_the_month)),
        "jobs.started": len(starts),
        "jobs.people": len({job["Client ID"] for job in starts}),
        "steps.volunteering": len(volunteers),
        "permitted.hours": sum(row["Hours"] for row in permitted) / 3600,
        "goals.reached": sum(whom.person(goal["Client ID"], goal["Set on"]) for goal in reached),
        "team.partner_contacts": sum(contact["Kind"] == "partner agency" for contact in contacts),
    }


def shares_again(unit: Unit, whom: Whom, label: str) -> dict[str, tuple[int, int]]:
    """The same of two shares: numerator and denominator."""
    period = again(label)
    carried = {
        e["Client ID"] for e in unit.records["Referrals"] if on_caseload(e, period.last) and whom.referral(e)
    }
    working = {job["Client ID"] for job, _ in unit.counted_jobs(period.last) if current(job, period.last)}
    due = [
        episode
        for episode in unit.records["Referrals"]
        if not is_retention_case(episode)
        and (begun := unit.clock_day(episode)) is not None
        and whom.referral(episode)
        and period.first.toordinal() <= begun.toordinal() + 30 <= period.last.toordinal()
    ]
    plans = [
        plan["Client ID"]
        for plan in unit.records["Plans"]
        if period.holds(plan["Next review"]) and whom.person(plan["Client ID"], plan["Agreed"])
    ]
    return {
        "plans.reviewed": (-1, len(plans)),
        "jobs.in_work": (len(carried & working), len(carried)),
        "search.within_30_days": (-1, len(due)),
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_a_specialists_and_a_teams_figures_told_again(desk: Desk, tmp_path: Path, seed: int) -> None:
    generate_unit(seed, tmp_path / "unit.xlsx")
    assert not bring_in(desk, tmp_path / "unit.xlsx").problems
    records, cards = read_workbook(tmp_path / "unit.xlsx"), Scorecards(desk.workspace)
    seen: set[str] = set()
    for scope, label in product(cards.scopes()[1:], LABELS):
        unit = Unit(records, again(label).last)
        whom = Whom(unit, scope.whose, reference_of(desk, scope))
        for key, expected in told_again(unit, whom, label).items():
            found = cards.drill(key, parse_period(label), scope).figure.value
            assert float(found or 0) == pytest.approx(expected), (key, scope, label)
            seen |= {key} if expected else set()
        for key, (part, whole) in shares_again(unit, whom, label).items():
            figure = cards.drill(key, parse_period(label), scope).figure
            assert figure.denominator == whole, (key, scope, label)
            assert part in (figure.numerator, -1), (key, scope, label)
    assert len(seen) > 6


def reference_of(desk: Desk, scope: Scope) -> str:
    """The unit's own reference of a specialist or team."""
    table = "staff" if scope.whose is Whose.SPECIALIST else "teams"
    return str(rows_of(desk, f"SELECT reference FROM {table} WHERE id = {scope.key}")[0][0])


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_counted_for_somebody_that_is_not_counted_for_the_unit(
    desk: Desk, tmp_path: Path, seed: int
) -> None:
    generate_unit(seed, tmp_path / "unit.xlsx")
    bring_in(desk, tmp_path / "unit.xlsx")
    cards, period = Scorecards(desk.workspace), parse_period("2025-26")
    scopes = cards.scopes()
    for measure in MEASURES:
        ours = cases(cards, measure.key, period, EVERYBODY)
        for scope in scopes[1:]:
            theirs = cases(cards, measure.key, period, scope)
            assert set(theirs) <= set(ours), (measure.key, scope)
        if measure.subjects in ("referral", "activity", "contact"):
            specialists = [scope for scope in scopes if scope.whose is Whose.SPECIALIST]
            found = [case for one in specialists for case in cases(cards, measure.key, period, one)]
            assert len(found) == len(set(found)), measure.key


def cases(cards: Scorecards, key: str, period: Period, scope: Scope) -> list[Any]:
    """What each case is, of a drill."""
    drill = cards.drill(key, period, scope, most=None)
    return [(case.kind, case.subject, case.day) for case in drill.rows]


def test_a_referral_stays_with_whoever_was_named_on_its_start(desk: Desk, tmp_path: Path) -> None:
    sheets: dict[str, list[list[object]]] = {
        "Teams": [["Team ID", "Name"], ["T1", "Alder"], ["T2", "Birch"]],
        "Staff": [
            ["Staff ID", "Name", "Role", "Started", "Employment WTE"],
            ["S1", "Ana Reed", "employment specialist", date(2025, 1, 1), 1],
            ["S2", "Ben Holt", "employment specialist", date(2025, 1, 1), 1],
            ["S3", "Cy Marsh", "manager", date(2025, 1, 1), 0],
        ],
        "Clients": [["Client ID", "Name", "Team ID"], ["C1", "Rosa Finch", "T1"], ["C2", "Ebo Mensah", "T2"]],
        "Referrals": [
            ["Referral ID", "Client ID", "Staff ID", "Received", "Started"],
            ["R1", "C1", "S1", date(2026, 4, 1), date(2026, 4, 8)],
            ["R2", "C2", "S2", date(2026, 5, 1), date(2026, 5, 8)],
        ],
        "Changes": [
            ["Record", "ID", "Field", "From", "Value"],
            ["referral", "R1", "Staff ID", date(2026, 6, 1), "S2"],
            ["client", "C1", "Team ID", date(2026, 6, 1), "T2"],
        ],
        "Activities": [
            ["Activity ID", "Client ID", "Kind", "Started", "Four hours worked on", "Ended"],
            ["A1", "C1", "paid job", date(2026, 7, 1), date(2026, 7, 1), None],
            ["A2", "C2", "paid job", date(2026, 6, 15), date(2026, 6, 16), None],
            ["A3", "C1", "paid job", date(2026, 5, 20), date(2026, 6, 2), date(2026, 6, 30)],
        ],
        "Qualifications": [["Client ID", "Title", "Attained"], ["C1", "Food hygiene", date(2026, 5, 30)]],
    }
    assert not bring_in(desk, write_book(tmp_path / "unit.xlsx", sheets)).problems
    cards, half = Scorecards(desk.workspace), parse_period("2026-27 H1")
    _, ana, ben, alder, birch = cards.scopes()
    assert [ana.name, ben.name, alder.name, birch.name] == ["Ana Reed", "Ben Holt", "Alder", "Birch"]

    def told(key: str) -> list[str]:
        return [cards.line(key, half, scope).shown for scope in (ana, ben, alder, birch)]

    assert told("access.started") == ["1", "1", "1", "1"]
    assert told("caseload.working") == ["1", "1", "1", "1"]
    # Her first job began with Ana and Alder, her second after she had passed to Ben and Birch.
    assert told("jobs.started") == ["1", "2", "1", "2"]
    assert told("jobs.people") == ["1", "2", "1", "2"]
    assert told("steps.qualifications") == ["1", "0", "1", "0"]  # on its own day
    assert told("jobs.in_work") == ["100%", "100%", "100%", "100%"]


def test_a_team_has_its_own_rows_and_no_target(desk: Desk, tmp_path: Path) -> None:
    generate_unit(6, tmp_path / "unit.xlsx")
    bring_in(desk, tmp_path / "unit.xlsx")
    cards, period = Scorecards(desk.workspace), parse_period("2025-26")
    team = next(scope for scope in cards.scopes() if scope.whose is Whose.TEAM)
    drill = cards.drill("team.meetings", period, team)
    assert drill.rows
    assert {case.subject for case in drill.rows} == {team.key}
    assert drill.figure.target is None
    specialist = next(scope for scope in cards.scopes() if scope.whose is Whose.SPECIALIST)
    assert {case.subject for case in cards.drill("team.supervision", period, specialist).rows} <= {
        specialist.key
    }
