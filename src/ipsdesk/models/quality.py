"""Involvement, survey, fidelity, and joint training."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Table
from sqlalchemy.orm import Mapped

from ipsdesk.fields import Kind
from ipsdesk.models.base import Base, Family, Record, field, links
from ipsdesk.rules.codes import (
    FIDELITY_ITEMS,
    INVOLVEMENT_AREAS,
    REVIEW_KINDS,
    SURVEY_ANSWERS,
    SURVEY_QUESTIONS,
)


class Involvement(Record):
    """A client's part in planning, delivering, monitoring or reviewing the service."""

    __tablename__ = "involvements"
    family = Family("involvement", "Involvement", "involvement")

    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    client_id: Mapped[int] = field("Client ID", Kind.REFERENCE, target="client", required=True)
    area: Mapped[str] = field("Area", Kind.CHOICE, choices=INVOLVEMENT_AREAS, required=True)
    what: Mapped[str | None] = field("What", Kind.LONG_TEXT)


class SurveyResponse(Record):
    """One anonymous answer to the survey; it never names a client."""

    __tablename__ = "survey_responses"
    __table_args__ = (CheckConstraint("overall BETWEEN 1 AND 5", name="overall"),)
    family = Family("survey response", "Survey", "survey response")

    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    overall: Mapped[int | None] = field("Overall", Kind.WHOLE, least=1, most=5)
    for _n in range(1, SURVEY_QUESTIONS + 1):
        vars()[f"q{_n}"] = field(f"Q{_n}", Kind.CHOICE, choices=SURVEY_ANSWERS)
    del _n


class FidelityReview(Record):
    """A review against the IPS fidelity scale of 25 items (IPS25-2008-UK), each scored 1 to 5."""

    __tablename__ = "fidelity_reviews"
    family = Family("fidelity review", "Fidelity reviews", "fidelity review", identity="reference")

    reference: Mapped[str] = field("Review ID", required=True, unique=True)
    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    kind: Mapped[str | None] = field("Kind", Kind.CHOICE, choices=REVIEW_KINDS)
    for _n in range(1, FIDELITY_ITEMS + 1):
        vars()[f"item_{_n}"] = field(f"Item {_n}", Kind.WHOLE, least=1, most=5)
    del _n


class FidelityAction(Record):
    """What the unit decided to do about an item of a review."""

    __tablename__ = "fidelity_actions"
    __table_args__ = (CheckConstraint(f"item BETWEEN 1 AND {FIDELITY_ITEMS}", name="item"),)
    family = Family("fidelity action", "Fidelity actions", "fidelity action")

    review_id: Mapped[int] = field("Review ID", Kind.REFERENCE, target="fidelity review", required=True)
    item: Mapped[int] = field("Item", Kind.WHOLE, least=1, most=FIDELITY_ITEMS, required=True)
    action: Mapped[str] = field("Action", Kind.LONG_TEXT, required=True)
    owner: Mapped[str | None] = field("Owner")
    due_on: Mapped[dt.date] = field("Due", Kind.DATE, required=True)
    done_on: Mapped[dt.date | None] = field("Done", Kind.DATE)


joint_training_clients = Table(
    "joint_training_clients",
    Base.metadata,
    Column("training_id", Integer, ForeignKey("joint_trainings.id"), primary_key=True),
    Column("client_id", Integer, ForeignKey("clients.id"), primary_key=True),
    Column("position", Integer, nullable=False),
)
joint_training_staff = Table(
    "joint_training_staff",
    Base.metadata,
    Column("training_id", Integer, ForeignKey("joint_trainings.id"), primary_key=True),
    Column("staff_id", Integer, ForeignKey("staff.id"), primary_key=True),
    Column("position", Integer, nullable=False),
)


class JointTraining(Record):
    """A risk training that staff and clients attend together (seed 003)."""

    __tablename__ = "joint_trainings"
    __table_args__ = (CheckConstraint("minutes >= 0", name="minutes"),)
    family = Family("joint training", "Joint training", "joint training")

    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    minutes: Mapped[int | None] = field("Minutes", Kind.WHOLE, least=0)
    client_ids = links("Client IDs", joint_training_clients, "training_id", "client_id", target="client")
    staff_ids = links("Staff IDs", joint_training_staff, "training_id", "staff_id", target="staff")
