"""The staff and teams of a generated unit, their meetings and what is asked of the service as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from bench.calendar_of_unit import DAYS, FIRST, LAST, day
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.models import (
    Absence,
    Contract,
    Employer,
    FidelityAction,
    FidelityReview,
    JointTraining,
    Staff,
    Supervision,
    SurveyResponse,
    Team,
    TeamMeeting,
    WteChange,
)
from ipsdesk.models.staff import WTE_SCALE
from ipsdesk.rules.codes import FIDELITY_ITEMS, MEETING_KINDS, SUPERVISION_KINDS, TEAM_SETTINGS
from ipsdesk.rules.periods import add_months

CLIENTS_A_TEAM, CLIENTS_A_SPECIALIST, CLIENTS_AN_EMPLOYER = 50, 40, 4
LEAD = "S0"


def teams(clients: int) -> list[str]:
    """The references of the teams."""
    return [f"T{number}" for number in range(1, max(clients // CLIENTS_A_TEAM, 1) + 1)]


def specialists(clients: int) -> list[str]:
    """The references of the employment specialists."""
    return [f"S{number}" for number in range(1, max(clients // CLIENTS_A_SPECIALIST, 1) + 1)]


def employers(clients: int) -> list[str]:
    """The references of the employers."""
    return [f"M{number}" for number in range(1, max(clients // CLIENTS_AN_EMPLOYER, 1) + 1)]


def add_house(rows: Rows, clients: int, random: Random) -> None:
    """Everything that is not about one client."""
    rows.add(Contract, unit_name="Bench", commissioner="Bench board", starts_on=FIRST)
    for number, team in enumerate(teams(clients)):
        rows.add(
            Team,
            reference=team,
            name=f"Team {number}",
            setting=TEAM_SETTINGS[number % 4],
            opened_on=FIRST if number % 3 else None,
            closed_on=day(600) if number % 20 == 19 else None,
            caseload=random.randint(20, 60),
            caseload_on=day(random.randint(0, DAYS)),
        )
    _add_staff(rows, clients, random)
    for number, employer in enumerate(employers(clients)):
        rows.add(
            Employer,
            reference=employer,
            name=f"Employer {number}",
            sector="Retail",
            town=f"Town {number % 9}",
            own_service=number % 50 == 0,
        )
    _add_meetings(rows, clients, random)
    _add_quality(rows, clients, random)


def _add_staff(rows: Rows, clients: int, random: Random) -> None:
    rows.add(Staff, reference=LEAD, name="Lead", role="team leader", started_on=FIRST, wte=0)
    everywhere = teams(clients)
    for number, who in enumerate(specialists(clients)):
        started = day(0 if number % 5 else random.randint(0, 400))
        rows.add(
            Staff,
            reference=who,
            name=f"Specialist {number}",
            role="employment specialist",
            wte=WTE_SCALE,
            started_on=started,
            left_on=day(random.randint(500, 700)) if number % 8 == 7 else None,
            team_ids=random.sample(everywhere, min(2, len(everywhere))),
        )
        if number % 4 == 0:
            rows.add(WteChange, staff_id=who, from_on=day(random.randint(410, 720)), wte=WTE_SCALE // 2)
        for _ in range(8):
            away = started + timedelta(days=random.randint(0, (LAST - started).days - 14))
            rows.add(
                Absence,
                staff_id=who,
                from_on=away,
                to_on=away + timedelta(days=random.randint(0, 13)),
                kind="leave",
            )


def _months() -> Iterator[date]:
    return (add_months(FIRST, number) for number in range(24))


def _add_meetings(rows: Rows, clients: int, random: Random) -> None:
    everybody = specialists(clients)
    for month in _months():
        for team in teams(clients):
            for kind in (*MEETING_KINDS[:3], MEETING_KINDS[0]):
                there = random.sample(everybody, min(2, len(everybody)))
                on_date = month + timedelta(days=random.randint(0, 27))
                rows.add(TeamMeeting, on_date=on_date, team_id=team, kind=kind, staff_ids=there)
        for who in everybody:
            if random.random() < 0.9:
                kind = SUPERVISION_KINDS[0 if random.random() < 0.9 else 2]
                on_date = month + timedelta(days=random.randint(0, 27))
                rows.add(Supervision, on_date=on_date, staff_id=who, kind=kind, supervisor_id=LEAD)


def _add_quality(rows: Rows, clients: int, random: Random) -> None:
    for _ in range(clients // 5):
        overall = random.choice((None, 2, 3, 4, 4, 5, 5))
        rows.add(SurveyResponse, on_date=day(random.randint(0, DAYS)), overall=overall, q1="yes", q2="partly")
    for number in range(1, 5):
        scores = {f"item_{item}": random.randint(2, 5) for item in range(1, FIDELITY_ITEMS + 1)}
        rows.add(FidelityReview, reference=f"F{number}", on_date=day(170 * number), kind="self", **scores)
        for item in range(1, 11):
            done = day(170 * number + random.randint(10, 90)) if item % 3 else None
            rows.add(
                FidelityAction,
                review_id=f"F{number}",
                item=item,
                action="Do better",
                due_on=day(170 * number + 40),
                done_on=done,
            )
    for _ in range(clients // 20):
        there = [f"C{random.randint(1, clients)}" for _ in range(12)]
        who = random.sample(specialists(clients), min(3, len(specialists(clients))))
        rows.add(
            JointTraining,
            on_date=day(random.randint(0, DAYS)),
            minutes=90,
            client_ids=list(dict.fromkeys(there)),
            staff_ids=who,
        )
