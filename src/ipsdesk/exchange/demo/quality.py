"""Involvement, the survey, fidelity reviews and joint risk training of the demonstration unit."""

from __future__ import annotations

from random import Random

from ipsdesk.exchange.demo.days import Days, after
from ipsdesk.exchange.demo.diary import SEED
from ipsdesk.exchange.demo.lives import Case
from ipsdesk.exchange.demo.people import STAFF
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.models import FidelityAction, FidelityReview, Involvement, JointTraining, SurveyResponse
from ipsdesk.rules.codes import SURVEY_QUESTIONS
from ipsdesk.rules.periods import Period, add_months, named_period, period_before

INVOLVED = (
    ("planning", "Chose with us which employers to visit this quarter."),
    ("delivery", "Showed new people round the kitchen."),
    ("review", "Read the draft return with the manager and asked about the gaps."),
    ("monitoring", "Helped word the questions of the survey."),
    ("delivery", "Ran the risk training together with the occupational therapist."),
    ("planning", "Came to the steering group as the residents' representative."),
)

REVIEWS = (
    ("F1", "self", 720, "4443433343333334343313334"),
    ("F2", "external", 365, "5454443443445444344513444"),
    ("F3", "self", 110, "5455444443545444445513444"),
    ("F4", "self", 12, "54555 444  5454"),
)
"""Reference, kind, days ago, and the scores of items 1 to 25; a space is not scored yet."""

ACTIONS = (
    ("F1", 21, "Ask every employer about ordinary vacancies first", "Priya Meadows", 640, 650),
    ("F1", 17, "Write the visits down on the day", "Priya Meadows", 660, 660),
    ("F2", 11, "Fidelity to be on the agenda of the executive meeting twice a year", "Sunita Park", 290, 280),
    ("F2", 17, "Review the contact log every Monday", "Marcus Field", 330, 335),
    ("F2", 19, "Visit three trades new to us each quarter", "Tomos Bridge", 180, 150),
    ("F2", 9, "Nobody is declined as 'not ready': say so in the referral form", "Marcus Field", 250, 255),
    ("F3", 12, "Benefits advice before every change of hours", "Hannah Orchard", 100, 102),
    ("F3", 7, "Cover for each other in writing", "Marcus Field", 96, 93),
    ("F3", 14, "Add what was learnt to the profile after each job", "Priya Meadows", 94, None),
    ("F3", 20, "Keep a map of employers not yet visited", "Tomos Bridge", 30, 33),
    ("F3", 23, "See people in their first three days at work", "Priya Meadows", 12, None),
    ("F3", 6, "Meet the work coach every month", "Tomos Bridge", -25, None),
)
"""Review, item, what, whose, due and done in days ago (a negative number is still to come)."""

TRAININGS = (500, 320, 205, 98)
TRAINING_MINUTES, TRAINING_PLACES = 90, 15


def add_quality(rows: Rows, days: Days, cases: list[Case]) -> None:
    """Add what shows how well the unit does its work, and with whom."""
    _add_involvement(rows, days, cases)
    _add_survey(rows, days)
    _add_fidelity(rows, days)
    _add_training(rows, days, cases)


def _add_involvement(rows: Rows, days: Days, cases: list[Case]) -> None:
    for number, ago in enumerate(range(680, 5, -19)):
        day = after(days.ago(ago), 0)
        here = [case for case in cases if case.open_on(day)]
        if here:
            area, what = INVOLVED[number % len(INVOLVED)]
            client = here[(number * 5) % len(here)].client
            rows.add(Involvement, on_date=day, client_id=client, area=area, what=what)


def last_full_quarter(days: Days) -> Period:
    """The last quarter of a financial year that is over."""
    first = days.today.replace(month=(days.today.month - 1) // 3 * 3 + 1, day=1)
    return period_before(named_period(first, 3))


def _add_survey(rows: Rows, days: Days) -> None:
    """Two rounds, half a year apart, the later one in the last full quarter; nobody is named."""
    random = Random(SEED)  # noqa: S311 - a demonstration, no secret
    latest = after(last_full_quarter(days).first, 38)
    for day, answers in ((add_months(latest, -6), 13), (latest, 16)):
        for _ in range(answers):
            replies = {f"q{n}": random.choice(("yes",) * 6 + ("partly", "partly", "no", None))
                       for n in range(1, SURVEY_QUESTIONS + 1)}  # fmt: skip
            overall = random.choice((5, 5, 5, 4, 4, 4, 4, 3, 2, None))
            rows.add(SurveyResponse, on_date=day, overall=overall, **replies)


def _add_fidelity(rows: Rows, days: Days) -> None:
    for reference, kind, ago, scores in REVIEWS:
        given = {f"item_{n}": int(score) for n, score in enumerate(scores, 1) if score != " "}
        rows.add(FidelityReview, reference=reference, on_date=days.ago(ago), kind=kind, **given)
    for review, item, action, owner, due, done in ACTIONS:
        rows.add(
            FidelityAction, review_id=review, item=item, action=action, owner=owner,
            due_on=days.ago(due), done_on=None if done is None else days.ago(done),
        )  # fmt: skip


def _add_training(rows: Rows, days: Days, cases: list[Case]) -> None:
    """Staff and clients together, in groups of at most fifteen (seed 003)."""
    trained: set[str] = set()
    for number, ago in enumerate(TRAININGS):
        day = after(days.ago(ago), 0)
        staff = [post.reference for post in STAFF if days.ago(post.since) <= day][number % 2 :: 2]
        here = dict.fromkeys(case.client for case in cases if case.open_on(day))
        clients = [client for client in here if client not in trained][: TRAINING_PLACES - len(staff)]
        trained.update(clients)
        rows.add(
            JointTraining, on_date=day, minutes=TRAINING_MINUTES, client_ids=clients or None, staff_ids=staff
        )
