"""What people of the demonstration say and do: survey rounds, stories, and the improvement plan."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from ipsdesk.exchange.demo.days import Days, after
from ipsdesk.exchange.demo.diary import SEED
from ipsdesk.exchange.demo.lives import Person
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.models import (
    Improvement,
    OtherSurveyResponse,
    SaidDid,
    Story,
    StoryUse,
    SurveyResponse,
    SurveyRound,
)
from ipsdesk.rules.codes import OTHER_SURVEY_QUESTIONS, STORY_SCOPES, SURVEY_QUESTIONS
from ipsdesk.rules.periods import add_months, financial_year_start, last_full_quarter

OPEN_FOR = timedelta(days=14)
REPLIES = ("yes",) * 6 + ("partly", "partly", "no", None)
OVERALL = (5, 5, 5, 4, 4, 4, 4, 3, 2, None)
COMMENTS = (
    "Nobody laughed when I said what I want to do.",
    "More shifts that start after ten.",
    "The letters are too long.",
    "I would not have rung them alone.",
)
SAID = (
    (
        "The letters are hard to read.",
        "Two residents rewrote them with us; large print for everybody.",
        "PM",
        30,
    ),
    ("More work that starts after ten.", "Eleven employers asked; three said yes.", "TB", 12),
    ("Tell us what came of what we say.", None, "MF", None),
)
"""What was said, what was done, by whom, done how many days ago."""

STORIES = (
    ("S1", "Jonah Wren", "The canal and the clock", 190, STORY_SCOPES[:2], 180, None, -120,
     "I walked past the works every morning until I dared to go in. We went in together the second time.",
     "Somebody waited outside and did not look at a watch.", "Tell me earlier what a shift pays."),
    ("S2", "Petra Larch", "Counting other people's money", 130, STORY_SCOPES[3:], 128, None, -30,
     "I had not worked for four years. We wrote down what I am good at and left the rest out.",
     "The list. I still have it.", "A chair at the first interview practice."),
    ("S3", "Aidan Marsh", "From one kitchen to another", 210, STORY_SCOPES[:3], 200, 120, None,
     "First I washed up for nothing, then I cooked for money, in the same kitchen.",
     "The head cook asked me, not my nurse.", "Pay should have come a month earlier."),
)  # fmt: skip
"""Reference, whose, title, told, where, consent, withdrawn and reviewed how many days ago, and the words."""
USES = (
    ("S3", 170, "Open evening for employers", "PM", 118),
    ("S1", 60, "Yearly return to the commissioner", "SP", None),
)

PLAN = (
    ("Nobody waits more than a month for a first employer visit", "A visit is booked at the first meeting",
     ("Jonah Wren", "Isla Brook"), "PM", 8, None),
    ("Letters that people can read", "Rewrite the five letters we send most", ("Isla Brook",), "MF", 4, 25),
    ("A representative at every meeting that decides", "Open the two meetings that are closed",
     ("Leah Stone", "Jonah Wren"), "SP", 11, None),
)  # fmt: skip
"""Aim, action, written with whom, whose, due how many months into the year, done how many days ago."""


def add_voices(rows: Rows, days: Days, known: dict[str, Person]) -> None:
    """Add rounds with their answers, stories with their uses, and this year's plan."""
    _add_rounds(rows, days)
    for reference, who, title, told, scopes, consent, withdrawn, review, done, best, better in STORIES:
        rows.add(
            Story, reference=reference, client_id=known[who].reference, on_date=days.ago(told), title=title,
            done=done, excellent=best, better=better, may_be_used=list(scopes), consent_on=days.ago(consent),
            withdrawn_on=None if withdrawn is None else days.ago(withdrawn),
            review_on=None if review is None else days.ago(review),
        )  # fmt: skip
    for story, ago, where, staff, asked_back in USES:
        rows.add(
            StoryUse, story_id=story, on_date=days.ago(ago), went_to=where, staff_id=staff,
            asked_back_on=None if asked_back is None else days.ago(asked_back),
        )  # fmt: skip
    begins = financial_year_start(days.today)
    for aim, action, together, owner, months, finished in PLAN:
        rows.add(
            Improvement, year=begins.year, aim=aim, action=action,
            client_ids=[known[name].reference for name in together], owner_id=owner,
            due_on=add_months(begins, months), done_on=None if finished is None else days.ago(finished),
        )  # fmt: skip


def _add_rounds(rows: Rows, days: Days) -> None:
    """An earlier survey without a round of its own, a closed round, an open one; nobody is named."""
    random = Random(SEED)  # noqa: S311 - a demonstration, no secret
    latest = after(last_full_quarter(days.today).first, 38)
    for _ in range(13):
        _add_answer(rows, random, add_months(latest, -6), None)
    _add_round(rows, "R1", "half-yearly", latest, 27)
    rows.add(
        SurveyRound,
        reference="R2",
        kind="half-yearly",
        opens_on=days.ago(5),
        closes_on=days.ago(-9),
        asked=29,
    )
    others = latest + timedelta(days=7)
    _add_round(rows, "R3", "employers", others, 14)
    for n in range(9):
        _add_answer(rows, random, latest, "R1", COMMENTS[n // 2] if n % 2 else None)
    for _ in range(3):
        _add_answer(rows, random, days.ago(-9), "R2")
    for n in range(6):
        given = {f"q{q}": random.choice(REPLIES) for q in range(1, OTHER_SURVEY_QUESTIONS + 1)}
        rows.add(OtherSurveyResponse, on_date=others, round_id="R3", overall=random.choice(OVERALL),
                 comment="Ring before ten." if n == 2 else None, **given)  # fmt: skip
    for said, did, owner, ago in SAID:
        rows.add(
            SaidDid, round_id="R1", said=said, did=did, owner_id=owner,
            done_on=None if ago is None else days.ago(ago),
        )  # fmt: skip


def _add_round(rows: Rows, reference: str, kind: str, closes: date, asked: int) -> None:
    """A round that is over and was given back."""
    rows.add(
        SurveyRound, reference=reference, kind=kind, opens_on=closes - OPEN_FOR, closes_on=closes,
        closed_on=closes, given_back_on=after(closes, 12), asked=asked,
    )  # fmt: skip


def _add_answer(rows: Rows, random: Random, on: date, round_: str | None, comment: str | None = None) -> None:
    replies = {f"q{n}": random.choice(REPLIES) for n in range(1, SURVEY_QUESTIONS + 1)}
    rows.add(
        SurveyResponse, on_date=on, overall=random.choice(OVERALL), round_id=round_, comment=comment,
        **replies,
    )  # fmt: skip
