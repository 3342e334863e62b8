"""What a person wants to reach, in their own words, and how near they say they are."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from ipsdesk.fields import Kind
from ipsdesk.models.base import Family, Record, field, live_index
from ipsdesk.rules.codes import HIGHEST_RATING


class Goal(Record):
    """One goal of a person, until it is reached or given up."""

    __tablename__ = "goals"
    __table_args__ = (
        CheckConstraint("reached_on >= set_on", name="reached_after_set"),
        CheckConstraint("given_up_on >= set_on", name="given_up_after_set"),
        live_index("client", "client_id", "set_on", table="goals"),
    )
    family = Family(
        "goal",
        "Goals",
        "goal",
        identity="reference",
        orders=(("set_on", "reached_on"), ("set_on", "given_up_on")),
    )

    reference: Mapped[str] = field("Goal ID", required=True, unique=True)
    client_id: Mapped[int] = field("Client ID", Kind.REFERENCE, target="client", required=True)
    set_on: Mapped[dt.date] = field("Set on", Kind.DATE, required=True)
    goal: Mapped[str] = field(
        "Goal", Kind.LONG_TEXT, required=True, personal=True, help="In the person's own words."
    )
    reached_on: Mapped[dt.date | None] = field("Reached on", Kind.DATE)
    given_up_on: Mapped[dt.date | None] = field("Given up on", Kind.DATE)


class GoalRating(Record):
    """How near a person said they were to a goal on a day, from 0 to 10; one for each goal and day.

    The table does not keep two of a day apart, so that a removed rating leaves its day free.
    """

    __tablename__ = "goal_ratings"
    __table_args__ = (
        CheckConstraint(f"rating BETWEEN 0 AND {HIGHEST_RATING}", name="rating"),
        live_index("goal", "goal_id", "on_date", "id", "rating", table="goal_ratings"),
    )
    family = Family("goal rating", "Goal ratings", "goal rating", natural_key=("goal_id", "on_date"))

    goal_id: Mapped[int] = field("Goal ID", Kind.REFERENCE, target="goal", required=True)
    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    rating: Mapped[int] = field(
        "Rating", Kind.WHOLE, least=0, most=HIGHEST_RATING, required=True,
        help="A whole number from 0, not near at all, to 10, there.",
    )  # fmt: skip
