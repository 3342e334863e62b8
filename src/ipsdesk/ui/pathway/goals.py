"""What is asked when a goal is reached or given up."""

from __future__ import annotations

from datetime import date
from typing import cast

from ipsdesk.fields import Field, Kind
from ipsdesk.services.desk import Desk
from ipsdesk.services.profiles import GoalLine
from ipsdesk.services.records import Done
from ipsdesk.ui.pathway.asked import Asked, Values

REACHED, GIVEN_UP = "goal reached", "goal given up"


def ask_reached(client: int, goal: GoalLine, today: date) -> Asked:
    """The day on which the person reached it."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.profiles.reach_goal(goal.id, cast("date", filled["on"]))

    return Asked(REACHED, goal.id, client, "Goal reached", goal.goal, "Reached", _day("Reached on"), take,
                 {"on": today}, looks_back=frozenset({"on"}))  # fmt: skip


def ask_given_up(client: int, goal: GoalLine, today: date) -> Asked:
    """The day from which the person does not want it any more."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.profiles.give_up_goal(goal.id, cast("date", filled["on"]))

    return Asked(GIVEN_UP, goal.id, client, "Goal given up", goal.goal, "Given up", _day("Given up on"), take,
                 {"on": today}, looks_back=frozenset({"on"}))  # fmt: skip


def _day(label: str) -> dict[str, Field]:
    return {"on": Field(label, Kind.DATE, required=True)}
