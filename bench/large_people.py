"""The clients of a generated unit: their referrals, plans, risk records and what changed on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bench.calendar_of_unit import DAYS, LAST, day
from bench.large_house import specialists, teams
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.models import Client, Episode, Involvement, Plan, Risk
from ipsdesk.rules.codes import (
    AT_RISK,
    BENEFITS,
    CHANGING_JOB,
    ETHNIC_CATEGORIES,
    GENDERS,
    INVOLVEMENT_AREAS,
    LEGAL_STATUSES,
    OUT_OF_WORK,
    REFERRAL_SOURCES,
    RETENTION_OUTCOMES,
    WEEKDAYS,
)

NEEDS = ("social support", "housing", "training", "vocational", "debt")
POSITIONS = (*(OUT_OF_WORK,) * 8, AT_RISK, CHANGING_JOB)
WORKS = 4
"""One client in so many has a job whose hours are recorded; they come early, to have worked long enough."""


@dataclass(frozen=True, slots=True)
class Life:
    """One client's latest started referral: what contacts and work hang on."""

    number: int
    client: str
    referral: str
    staff: str
    team: str
    started: date
    closed: date | None

    @property
    def until(self) -> date:
        """The last day of it within the two years."""
        return self.closed or LAST

    def some_day(self, random: Random) -> date:
        """Any day of it."""
        return self.started + timedelta(days=random.randint(0, (self.until - self.started).days))


def add_people(rows: Rows, clients: int, random: Random) -> list[Life]:
    """Add everyone and what is known of them; give the referrals that started."""
    who, where = specialists(clients), teams(clients)
    lives = [
        _add_life(rows, number, who[number % len(who)], where[number % len(where)], random)
        for number in range(1, clients + 1)
    ]
    for life in lives:
        _add_records(rows, life, random)
        _add_changes(rows, life, who, where, random)
    return lives


def _add_life(rows: Rows, number: int, staff: str, team: str, random: Random) -> Life:
    client = f"C{number}"
    rows.add(
        Client,
        reference=client,
        name=f"Client {number}",
        team_id=team,
        key_worker_id=staff,
        care_coordinator_id=staff,
        born_on=date(random.randint(1960, 2006), random.randint(1, 12), random.randint(1, 28)),
        gender=random.choice(GENDERS),
        ethnic_category=random.choice(ETHNIC_CATEGORIES),
        needs=random.sample(NEEDS, random.randint(1, 3)) if random.random() < 0.8 else None,
        legal_status=random.choice(LEGAL_STATUSES),
        benefits=_some_benefits(random),
        benefit_week_ends=random.choice((None, *WEEKDAYS)),
    )
    received = random.randint(0, 200 if number % WORKS == 0 else 620)
    if random.random() < 0.12:
        reason = random.choice(("not ready", "moved away", "chose another service"))
        rows.add(
            Episode,
            reference=f"R{number}-0",
            client_id=client,
            received_on=day(received),
            source="GP",
            declined_on=day(received + 10),
            decline_reason=reason,
        )
        received += 20
    accepted = received + random.randint(1, 10)
    started = accepted + random.randint(2, 21)
    closed = started + random.randint(90, 560)
    ends = closed < DAYS and random.random() < 0.6 and number % WORKS != 0
    position = random.choice(POSITIONS)
    outcome = random.choice((None, *RETENTION_OUTCOMES)) if position == AT_RISK else None
    rows.add(
        Episode,
        reference=f"R{number}-1",
        client_id=client,
        received_on=day(received),
        source=random.choice(REFERRAL_SOURCES),
        accepted_on=day(accepted) if number % 9 else None,
        started_on=day(started),
        profile_started_on=day(started + 7),
        staff_id=staff,
        position_at_start=position,
        closed_on=day(closed) if ends else None,
        closure_reason="moved on" if ends else None,
        retention_outcome=outcome,
        retention_outcome_on=day(started + random.randint(20, 400)) if outcome else None,
    )
    return Life(number, client, f"R{number}-1", staff, team, day(started), day(closed) if ends else None)


def _some_benefits(random: Random) -> list[str] | None:
    kind = random.choice((*BENEFITS[:3] * 3, "UC", None))
    return [kind, "PIP or DLA"] if kind and random.random() < 0.5 else [kind] if kind else None


def _add_records(rows: Rows, life: Life, random: Random) -> None:
    if random.random() < 0.85:
        agreed = life.some_day(random)
        rows.add(
            Plan,
            client_id=life.client,
            agreed_on=agreed,
            goal="A job that suits",
            reviewed_on=agreed + timedelta(days=150) if life.number % 2 else None,
            next_review_on=agreed + timedelta(days=182),
        )
    for _ in range(2):
        view = "I keep well when I am busy." if random.random() < 0.8 else None
        rows.add(
            Risk, client_id=life.client, on_date=life.some_day(random), own_view=view, strengths="Keeps going"
        )
    if random.random() < 0.25:
        area = random.choice(INVOLVEMENT_AREAS)
        rows.add(Involvement, on_date=life.some_day(random), client_id=life.client, area=area)


def _add_changes(rows: Rows, life: Life, who: list[str], where: list[str], random: Random) -> None:
    facts: dict[str, tuple[str, float, object]] = {
        "Team ID": ("client", 0.1, random.choice(where)),
        "Legal status": ("client", 0.2, random.choice(LEGAL_STATUSES)),
        "Benefits": ("client", 0.2, _some_benefits(random)),
        "Staff ID": ("referral", 0.15, random.choice(who)),
    }
    for fact, (record, share, value) in facts.items():
        if random.random() < share:
            about = life.client if record == "client" else life.referral
            rows.change(record, about, fact, life.some_day(random), value)
