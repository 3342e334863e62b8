"""What the clients of a generated unit aim for: goals with their ratings, and the actions of their plans."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from bench.large_people import Life
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.models import Goal, GoalRating, PlanAction
from ipsdesk.rules.codes import HIGHEST_RATING

RATINGS_EACH = 6
LONG = timedelta(days=30)


def add_aims(rows: Rows, lives: list[Life], random: Random) -> None:
    """Add one goal, up to six ratings of it and three actions for each client; some actions are open."""
    for life in lives:
        set_on = life.some_day(random)
        ended = life.until if random.random() < 0.3 else None
        rows.add(
            Goal,
            reference=f"G{life.number}",
            client_id=life.client,
            set_on=set_on,
            goal="Work that suits",
            reached_on=ended,
        )
        for day in sorted({life.some_day(random) for _ in range(RATINGS_EACH)}):
            rating = random.randint(0, HIGHEST_RATING)
            rows.add(GoalRating, goal_id=f"G{life.number}", on_date=day, rating=rating)
        for _ in range(3):
            due = set_on + random.randint(1, 20) * LONG
            done = due if due <= life.until else None
            rows.add(
                PlanAction,
                client_id=life.client,
                added_on=set_on,
                action="Ring the firm",
                due_on=due,
                done_on=done,
            )
