"""The contract, the teams and the staff of Larkrise House, and how their meetings are kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ipsdesk.exchange.demo.days import LONGEST_AGO, Days, after, monday_of
from ipsdesk.exchange.demo.people import ABSENCES, STAFF, TEAMS
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.models import (
    Absence,
    Contract,
    LogReview,
    Staff,
    Supervision,
    Team,
    TeamMeeting,
    WteChange,
)
from ipsdesk.models.staff import WTE_SCALE
from ipsdesk.rules.periods import add_months

SPECIALISTS = tuple(post for post in STAFF if post.wte != "0")
LEADER, LEAD = "MF", "YR"
CONTRACT_MONTHS = 20


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
            dbs_seen_on=days.ago(post.since + 20),
        )  # fmt: skip
        for since, value in wte.later:
            rows.add(WteChange, staff_id=post.reference, from_on=since, wte=_wte(value))
    for who, first, last, kind in ABSENCES:
        rows.add(Absence, staff_id=who, from_on=days.ago(first), to_on=days.ago(last), kind=kind)


def _wte(text: str) -> int:
    return round(float(text) * WTE_SCALE)


def add_meetings(rows: Rows, days: Days) -> None:
    """Meetings of and about each team (a month short now and then), supervision, and log reviews."""
    for number, first in enumerate(_months(days)):
        for place, (team, *_) in enumerate(TEAMS):
            _add_team_meetings(rows, days, first, team, short=(number + 2 * place) % 7 == 3)
        _add_supervision(rows, days, first, number)
    for number, monday in enumerate(days.mondays()):
        _add_log_reviews(rows, days, monday, number)


def _months(days: Days) -> Iterator[date]:
    first = add_months(days.ago(LONGEST_AGO).replace(day=1), 1)
    while first <= days.today:
        yield first
        first = add_months(first, 1)


def _in_post(days: Days, day: date) -> list[str]:
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
            there = [who for who in _in_post(days, day) if team in teams[who]]
            rows.add(TeamMeeting, on_date=day, team_id=team, kind=kind, staff_ids=[*there, LEADER, LEAD])


def _add_supervision(rows: Rows, days: Days, first: date, number: int) -> None:
    for place, who in enumerate(_in_post(days, first)):
        day = after(first, 6 + 4 * place)
        kind = "group" if (number + 3 * place) % 8 == 5 else "one to one"
        if day <= days.today:
            rows.add(Supervision, on_date=day, staff_id=who, kind=kind, supervisor_id=LEADER)
        mentored = after(first, 20)
        if number % 3 == 0 and mentored <= days.today:
            rows.add(
                Supervision, on_date=mentored, staff_id=who, kind="field mentoring", supervisor_id=LEADER
            )


def _add_log_reviews(rows: Rows, days: Days, monday: date, number: int) -> None:
    reviewed = monday + timedelta(days=8)
    for place, who in enumerate(_in_post(days, monday)):
        if reviewed <= days.today and (number + 4 * place) % 11:
            rows.add(
                LogReview,
                staff_id=who,
                week_starting_on=monday_of(monday),
                reviewed_on=reviewed,
                reviewer_id=LEADER,
            )
