"""Who pays, decision meetings with their turns, survey rounds and stories of a generated unit."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from bench.calendar_of_unit import DAYS, FIRST, day
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.models import (
    AgendaItem,
    Commissioner,
    CommissionerContract,
    DecisionMeeting,
    FirstImpression,
    MeetingAction,
    OtherSurveyResponse,
    Recommendation,
    Representative,
    Story,
    SurveyRound,
    Turn,
)
from ipsdesk.rules.codes import DECISION_MEETING_KINDS, IMPRESSION_ANSWERS

SEED, LEAD = 13, "S0"
MEETINGS, EVERY, ITEMS = 96, 7, 6
REPRESENTATIVES, ROUNDS = 24, 4
CLIENTS_AN_ARRIVAL, CLIENTS_A_STORY = 20, 50


def add_voices(rows: Rows, clients: int) -> None:
    """Add them; drawn from a seed of their own, so that all else stays."""
    random = Random(SEED)
    for number in range(1, 4):
        rows.add(Commissioner, reference=f"CB{number}", name=f"Board {number}")
        rows.add(CommissionerContract, reference=f"K{number}", commissioner_id=f"CB{number}", from_on=FIRST,
                 due_days=20)  # fmt: skip
    takers = [f"C{number}" for number in range(1, min(clients, REPRESENTATIVES) + 1)]
    for who in takers:
        rows.add(Representative, client_id=who, from_on=FIRST)
    for number in range(1, MEETINGS + 1):
        _add_meeting(rows, number, takers[number % len(takers)])
    for _ in range(clients // CLIENTS_AN_ARRIVAL):
        on_date, answer = day(random.randint(0, DAYS)), random.choice(IMPRESSION_ANSWERS)
        rows.add(FirstImpression, on_date=on_date, welcomed=answer, felt_safe=answer, best="The cook")
        rows.add(Recommendation, on_date=on_date, recommendation="A lamp", source="first impressions",
                 answer="Bought", answered_on=on_date + timedelta(days=9), outcome="done")  # fmt: skip
    for number in range(1, ROUNDS + 1):
        opens = day(150 * number)
        closes = opens + timedelta(days=14)
        rows.add(SurveyRound, reference=f"R{number}", kind="carers", opens_on=opens, closes_on=closes,
                 closed_on=closes)  # fmt: skip
        for _ in range(clients // CLIENTS_AN_ARRIVAL):
            rows.add(OtherSurveyResponse, on_date=closes, round_id=f"R{number}", overall=random.randint(1, 5))
    for number in range(1, clients // CLIENTS_A_STORY + 1):
        rows.add(Story, reference=f"Y{number}", client_id=f"C{number}", on_date=day(number % DAYS),
                 title="How it went", done="One step after the other.")  # fmt: skip


def _add_meeting(rows: Rows, number: int, who: str) -> None:
    reference, on_date = f"D{number}", FIRST + timedelta(days=EVERY * number)
    rows.add(DecisionMeeting, reference=reference, on_date=on_date, chair_id=LEAD, staff_ids=[LEAD],
             kind=DECISION_MEETING_KINDS[number % len(DECISION_MEETING_KINDS)], client_ids=[who],
             signed_on=on_date + timedelta(days=5), shared_on=on_date + timedelta(days=6))  # fmt: skip
    rows.add(Turn, meeting_id=reference, client_id=who, offered_on=on_date - timedelta(days=14),
             answer="accepted", attended=True)  # fmt: skip
    for item in range(1, ITEMS + 1):
        rows.add(AgendaItem, meeting_id=reference, number=item, title=f"Item {item}", outcome="noted",
                 part="closed" if item == ITEMS else "open")  # fmt: skip
    due = on_date + timedelta(days=30)
    rows.add(MeetingAction, meeting_id=reference, number=1, action="Do it", owner_id=LEAD, due_on=due,
             done_on=due)  # fmt: skip
