"""Involvement and joint risk training of the demonstration unit."""

from __future__ import annotations

from ipsdesk.exchange.demo.days import Days, after
from ipsdesk.exchange.demo.lives import Case, Person
from ipsdesk.exchange.demo.people import STAFF, TEAMS
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.models import Involvement, JointTraining

INVOLVED = (
    ("planning", "service improvement", "Chose with us which employers to visit this quarter."),
    ("delivery", "information session", "Showed new people round the kitchen."),
    ("review", "other", "Read the draft return with the manager and asked about the gaps."),
    ("monitoring", "survey", "Helped word the questions of the survey."),
    ("delivery", "training", "Ran the risk training together with the occupational therapist."),
    ("planning", "interview panel", "Met those who wanted to be the second specialist."),
)

TRAININGS = (500, 320, 205, 98)
TRAINING_MINUTES, TRAINING_PLACES = 90, 15
MODULES = ("What risk means to me", "Early signs", "What helps at work", "Who is told what")
CO_TRAINERS, TRAINERS = ("Aidan Marsh", "Jonah Wren"), ["HO", "MF"]
SIGNED_AFTER = 2


def add_quality(rows: Rows, days: Days, known: dict[str, Person], cases: list[Case]) -> None:
    """Add what shows how well the unit does its work, and with whom."""
    _add_involvement(rows, days, cases)
    _add_training(rows, days, known, cases)


def _add_involvement(rows: Rows, days: Days, cases: list[Case]) -> None:
    for number, ago in enumerate(range(680, 5, -19)):
        day = after(days.ago(ago), 0)
        here = [case for case in cases if case.open_on(day)]
        if here:
            area, kind, what = INVOLVED[number % len(INVOLVED)]
            client = here[(number * 5) % len(here)].client
            rows.add(Involvement, on_date=day, client_id=client, area=area, kind=kind, what=what)


def _add_training(rows: Rows, days: Days, known: dict[str, Person], cases: list[Case]) -> None:
    """Staff and clients together, in groups of at most fifteen (seed 003)."""
    trained: set[str] = set()
    for number, ago in enumerate(TRAININGS):
        day = after(days.ago(ago), 0)
        staff = [post.reference for post in STAFF if days.ago(post.since) <= day][number % 2 :: 2]
        here = dict.fromkeys(case.client for case in cases if case.open_on(day))
        clients = [client for client in here if client not in trained][: TRAINING_PLACES - len(staff)]
        trained.update(clients)
        rows.add(
            JointTraining, on_date=day, minutes=TRAINING_MINUTES, client_ids=clients or None, staff_ids=staff,
            title=f"Risk at work, together ({number + 1})", modules=list(MODULES[: number % 2 + 3]),
            team_id=TEAMS[number % len(TEAMS)][0], from_time="10:00", place="Larkrise House, garden room",
            trainer_clients=[known[name].reference for name in CO_TRAINERS[number % 2 :]] if number else None,
            trainer_staff=TRAINERS, feedback="More about sleep; less paper." if number else None,
            signed_on=after(day, SIGNED_AFTER),
        )  # fmt: skip
