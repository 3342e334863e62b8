"""The work of a generated unit's clients: jobs with and without hours, steps, qualifications, changes."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from bench.calendar_of_unit import LAST
from bench.large_house import employers
from bench.large_people import WORKS, Life
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.models import Activity, Hours, Qualification
from ipsdesk.models.activities import HOUR
from ipsdesk.rules.codes import CONTRACTS, PAID_JOB, SELF_EMPLOYMENT, SPECIALIST_SERVICE, STEP_KINDS
from ipsdesk.rules.pay import PAY_SCALE

HOURS_ROWS = 120
"""Rows of hours of each client who records them: with one such client in four, thirty for each client."""

WORKING_WEEKS = ((1, 3), (0, 2, 4), (1, 2, 3, 5))
CATEGORIES = ("higher", "higher", "lower", "supported", "none")


def add_work(rows: Rows, lives: list[Life], random: Random) -> None:
    """Add what everyone does towards work."""
    firms = employers(len(lives))
    for life in lives:
        if life.number % WORKS == 0:
            _add_job_with_hours(rows, life, random.choice(firms), random)
        elif life.number % WORKS == 1 or random.random() < 0.1:
            _add_job(rows, life, random.choice(firms), random)
        if random.random() < 0.6:
            kind = random.choice((*STEP_KINDS, SPECIALIST_SERVICE))
            started = life.some_day(random)
            ended = started + timedelta(days=random.randint(10, 120))
            rows.add(
                Activity,
                reference=f"A{life.number}-3",
                client_id=life.client,
                kind=kind,
                started_on=started,
                ended_on=ended if ended <= life.until else None,
            )
        if random.random() < 0.1:
            rows.add(
                Qualification, client_id=life.client, attained_on=life.some_day(random), title="Food hygiene"
            )


def _terms(life: Life, firm: str, random: Random) -> dict[str, object]:
    """What jobs of either sort have in common."""
    return {
        "client_id": life.client,
        "episode_id": life.referral if random.random() < 0.7 else None,
        "kind": SELF_EMPLOYMENT if random.random() < 0.08 else PAID_JOB,
        "employer_id": firm,
        "title": "Assistant",
        "contract": random.choice((None, *CONTRACTS)),
        "weekly_hours": random.choice((None, 8 * HOUR, 15 * HOUR, 20 * HOUR, 37 * HOUR)),
        "hourly_pay": random.choice((None, 110_000, 122_100, 127_100, 15 * PAY_SCALE)),
        "open_to_anyone": random.random() < 0.85,
        "set_aside": random.random() < 0.1,
    }


def _add_job(rows: Rows, life: Life, firm: str, random: Random) -> None:
    started = life.some_day(random)
    ended = started + timedelta(days=random.randint(5, 400))
    worked = min(started + timedelta(days=random.randint(0, 9)), ended, LAST)
    rows.add(
        Activity,
        reference=f"A{life.number}-1",
        started_on=started,
        ended_on=ended if ended <= LAST else None,
        four_hours_on=worked if random.random() < 0.9 else None,
        **_terms(life, firm, random),
    )


def _add_job_with_hours(rows: Rows, life: Life, firm: str, random: Random) -> None:
    job = f"A{life.number}-2"
    weekdays = random.choice(WORKING_WEEKS)
    latest = LAST - timedelta(days=7 * (HOURS_ROWS // len(weekdays) + 2))
    room = max((latest - life.started).days, 0)
    days = _working_days(life.started + timedelta(days=int(room * random.random() ** 0.4)), weekdays)
    started = days[0]
    goes_on = random.random() < 0.6 or days[-1] + timedelta(days=20) > LAST
    category = random.choice(CATEGORIES)
    rows.add(
        Activity,
        reference=job,
        started_on=started,
        ended_on=None if goes_on else days[-1] + timedelta(days=random.randint(0, 20)),
        four_hours_on=days[2] if random.random() < 0.6 else None,
        permitted_work=category,
        supported_by="Trust" if category == "supported" else None,
        pw1_sent_on=started if random.random() < 0.8 else None,
        **_terms(life, firm, random),
    )
    seconds = random.choice((2, 3, 4, 5)) * HOUR
    for on_date in days:
        worked = seconds if random.random() < 0.9 else seconds // 2
        pence = worked * 1271 // HOUR if random.random() < 0.97 else None
        rows.add(Hours, activity_id=job, on_date=on_date, seconds=worked, pence=pence)
    for fact, value in (("Permitted work", "none"), ("Hourly pay", 135_000), ("Weekly hours", 30 * HOUR)):
        if random.random() < 0.2:
            rows.change("activity", job, fact, random.choice(days), value)


def _working_days(started: date, weekdays: tuple[int, ...]) -> list[date]:
    """As many days as are recorded, from a day on, every week alike."""
    monday = started - timedelta(days=started.weekday())
    weeks = HOURS_ROWS // len(weekdays) + 2
    every = [monday + timedelta(days=7 * week + weekday) for week in range(weeks) for weekday in weekdays]
    return [one for one in every if one >= started][:HOURS_ROWS]
