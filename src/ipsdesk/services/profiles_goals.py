"""Reads a person's goals in their own words, with how near they said they were."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from ipsdesk.measures.terms import live
from ipsdesk.models import Goal, GoalRating

GOALS, RATINGS = Goal.__table__, GoalRating.__table__


@dataclass(frozen=True, slots=True)
class RatingLine:
    """How near the person said they were on a day, from 0 to 10."""

    id: int
    on_date: date
    rating: int


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal; its ratings from the first to the last."""

    id: int
    goal: str
    set_on: date
    reached_on: date | None
    given_up_on: date | None
    ratings: tuple[RatingLine, ...]

    @property
    def is_open(self) -> bool:
        """Neither reached nor given up."""
        return self.reached_on is None and self.given_up_on is None


def read_goals(connection: Connection, client: int) -> tuple[GoalLine, ...]:
    """Goals under way first, the newest first; then those that are over."""
    ratings: defaultdict[int, list[RatingLine]] = defaultdict(list)
    statement = (
        select(RATINGS)
        .join(GOALS, GOALS.c.id == RATINGS.c.goal_id)
        .where(live(RATINGS), live(GOALS), GOALS.c.client_id == client)
        .order_by(RATINGS.c.on_date, RATINGS.c.id)
    )
    for row in connection.execute(statement):
        ratings[row.goal_id].append(RatingLine(row.id, row.on_date, row.rating))
    of_client = select(GOALS).where(live(GOALS), GOALS.c.client_id == client)
    newest_first = of_client.order_by(GOALS.c.set_on.desc(), GOALS.c.id.desc())
    goals = [
        GoalLine(row.id, row.goal, row.set_on, row.reached_on, row.given_up_on, tuple(ratings[row.id]))
        for row in connection.execute(newest_first)
    ]
    return tuple(sorted(goals, key=lambda goal: not goal.is_open))
