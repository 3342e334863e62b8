"""The contract, the teams and the staff of Larkrise House, and how their meetings are kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ipsdesk.exchange.demo.days import LONGEST_AGO, Days, after, monday_of
from ipsdesk.exchange.demo.people import ABSENCES, CHECKED_AGO, MANAGED_BY, STAFF, TEAMS, Post
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.models import (
    Absence,
    Contract,
    LogReview,
    Staff,
    Team,
    TeamMeeting,
    WteChange,
)
from ipsdesk.models.staff import WTE_SCALE
from ipsdesk.rules.periods import add_months

SPECIALISTS = tuple(post for post in STAFF if post.wte != "0")
LEADER, LEAD = "MF", "YR"
CONTRACT_MONTHS, PROBATION_DAYS = 20, 182
PARTNERSHIP_OF, PARTNERSHIP_DAY = "CARR", 13


def add_house(rows: Rows, days: Days) -> None:
    """The contract and the teams."""
    rows.add(
        Contract,
        unit_name="Larkrise House (fictional)",
        commissioner="Carr Valley Commissioning Board (fictional)",
        starts_on=add_months(days.today.replace(day=1), -CONTRACT_MONTHS),
    )
    for team, name, setting, caseload in TEAMS:
        rows.add(
            Team, reference=team, name=name, setting=setting, opened_on=days.ago(3000), caseload=caseload,
            caseload_on=days.ago(200),
        )  # fmt: skip


def add_staff(rows: Rows, days: Days) -> None:
    """Everyone in post, their part of a full-time post as it changed, and the days they were away."""
    for post in STAFF:
        wte = days.fact(post.wte)
        rows.add(
            Staff, reference=post.reference, name=post.name, role=post.role, started_on=days.ago(post.since),
            wte=_wte(wte.first), team_ids=post.teams.split() or None, profession=post.profession,
            **_looked_after(days, post),
        )  # fmt: skip
        for since, value in wte.later:
            rows.add(WteChange, staff_id=post.reference, from_on=since, wte=_wte(value))
    for who, first, last, kind in ABSENCES:
        rows.add(Absence, staff_id=who, from_on=days.ago(first), to_on=days.ago(last), kind=kind)


def _looked_after(days: Days, post: Post) -> dict[str, object]:
    """Induction within four weeks, probation of half a year, the DBS check seen again after three years."""
    seen, probation = CHECKED_AGO.get(post.reference, post.since + 20), days.ago(post.since - PROBATION_DAYS)
    return {
        "manager_id": MANAGED_BY.get(post.reference),
        "induction_on": days.ago(post.since - 16),
        "probation_on": probation,
        "probation_passed_on": after(probation, 0),
        "dbs_seen_on": days.ago(seen),
        "dbs_due_on": add_months(days.ago(seen), 36),
    }


def _wte(text: str) -> int:
    return round(float(text) * WTE_SCALE)


def add_meetings(rows: Rows, days: Days) -> None:
    """Meetings of and about each team (a month short now and then), and log reviews."""
    for number, first in enumerate(months(days)):
        for place, (team, *_) in enumerate(TEAMS):
            _add_team_meetings(rows, days, first, team, short=(number + 2 * place) % 7 == 3)
    for number, monday in enumerate(days.mondays()):
        _add_log_reviews(rows, days, monday, number)


def months(days: Days) -> Iterator[date]:
    """The first day of each month of the demonstration."""
    first = add_months(days.ago(LONGEST_AGO).replace(day=1), 1)
    while first <= days.today:
        yield first
        first = add_months(first, 1)


def in_post(days: Days, day: date) -> list[str]:
    """The specialists who were in post on a day."""
    return [post.reference for post in SPECIALISTS if days.ago(post.since) <= day]


def _add_team_meetings(rows: Rows, days: Days, first: date, team: str, *, short: bool) -> None:
    teams = {post.reference: post.teams.split() for post in STAFF}
    plan = (
        (3, "referral or allocation"),
        (9, "clinical"),
        (17, "referral or allocation"),
        (23, "vocational unit"),
    )
    for shift, kind in plan[:2] if short else plan:
        day = after(first, shift)
        if day <= days.today:
            there = [who for who in in_post(days, day) if team in teams[who]]
            rows.add(TeamMeeting, on_date=day, team_id=team, kind=kind, staff_ids=[*there, LEADER, LEAD])
    partners = after(first, PARTNERSHIP_DAY)
    if team == PARTNERSHIP_OF and first.month % 3 == 0 and partners <= days.today:
        rows.add(
            TeamMeeting, on_date=partners, team_id=team, kind="partnership", staff_ids=[LEADER, LEAD],
            others=["Jobcentre Plus, Carr Valley", "Fold Street Advice (fictional)"],
            note="Who refers whom, and how soon; one form for both from next month.",
        )  # fmt: skip


def _add_log_reviews(rows: Rows, days: Days, monday: date, number: int) -> None:
    reviewed = monday + timedelta(days=8)
    for place, who in enumerate(in_post(days, monday)):
        if reviewed <= days.today and (number + 4 * place) % 11:
            rows.add(
                LogReview,
                staff_id=who,
                week_starting_on=monday_of(monday),
                reviewed_on=reviewed,
                reviewer_id=LEADER,
            )
