"""What the people the unit supports do for the service: involvement, joint training, stories, improvement."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Table
from sqlalchemy.orm import Mapped

from ipsdesk.fields import Kind
from ipsdesk.models.base import Base, Family, Record, field, links, live_index
from ipsdesk.rules.codes import INVOLVEMENT_AREAS, INVOLVEMENT_KINDS, STORY_SCOPES


class Involvement(Record):
    """A client's part in planning, delivering, monitoring or reviewing the service."""

    __tablename__ = "involvements"
    family = Family("involvement", "Involvement", "involvement")

    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    client_id: Mapped[int] = field("Client ID", Kind.REFERENCE, target="client", required=True)
    area: Mapped[str] = field("Area", Kind.CHOICE, choices=INVOLVEMENT_AREAS, required=True)
    what: Mapped[str | None] = field("What", Kind.LONG_TEXT)
    kind: Mapped[str | None] = field("Kind", Kind.CHOICE, choices=INVOLVEMENT_KINDS)
    meeting_id: Mapped[int | None] = field("Meeting ID", Kind.REFERENCE, target="decision meeting")


def _named(table: str, owner: tuple[str, str], linked: tuple[str, str]) -> Table:
    """A table of links: which record, whom it names, in which place."""
    return Table(
        table,
        Base.metadata,
        *(Column(name, Integer, ForeignKey(key), primary_key=True) for name, key in (owner, linked)),
        Column("position", Integer, nullable=False),
    )


_TRAINING = ("training_id", "joint_trainings.id")
_CLIENT, _STAFF = ("client_id", "clients.id"), ("staff_id", "staff.id")
joint_training_clients = _named("joint_training_clients", _TRAINING, _CLIENT)
joint_training_staff = _named("joint_training_staff", _TRAINING, _STAFF)
joint_training_trainer_clients = _named("joint_training_trainer_clients", _TRAINING, _CLIENT)
joint_training_trainer_staff = _named("joint_training_trainer_staff", _TRAINING, _STAFF)


class JointTraining(Record):
    """A risk training that staff and clients attend together (seed 003)."""

    __tablename__ = "joint_trainings"
    __table_args__ = (
        CheckConstraint("minutes >= 0", name="minutes"),
        CheckConstraint("signed_on >= on_date", name="signed_after_training"),
    )
    family = Family("joint training", "Joint training", "joint training", orders=(("on_date", "signed_on"),))

    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    minutes: Mapped[int | None] = field("Minutes", Kind.WHOLE, least=0)
    client_ids = links("Client IDs", joint_training_clients, "training_id", "client_id", target="client")
    staff_ids = links("Staff IDs", joint_training_staff, "training_id", "staff_id", target="staff")
    title: Mapped[str | None] = field("Title")
    modules: Mapped[list[str] | None] = field("Modules", Kind.TEXTS)
    team_id: Mapped[int | None] = field("Team ID", Kind.REFERENCE, target="team")
    from_time: Mapped[str | None] = field("From", Kind.TIME)
    place: Mapped[str | None] = field("Place")
    trainer_clients = links(
        "Co-trainer client IDs",
        joint_training_trainer_clients,
        "training_id",
        "client_id",
        target="client",
        words="Co-trainers who live here",
    )
    trainer_staff = links(
        "Trainer staff IDs",
        joint_training_trainer_staff,
        "training_id",
        "staff_id",
        target="staff",
        words="Trainers on our staff",
    )
    reason_over: Mapped[str | None] = field("Reason for more than 15", Kind.LONG_TEXT)
    feedback: Mapped[str | None] = field("Feedback", Kind.LONG_TEXT)
    signed_on: Mapped[dt.date | None] = field("Signed off on", Kind.DATE)


def _told(label: str) -> Mapped[str | None]:
    return field(label, Kind.LONG_TEXT, personal=True)


class Story(Record):
    """What somebody tells of their way, and where it may be told again."""

    __tablename__ = "stories"
    __table_args__ = (
        CheckConstraint("withdrawn_on >= consent_on", name="withdrawn_after_consent"),
        live_index("client", "client_id", table="stories"),
    )
    family = Family(
        "story", "Stories", "story", identity="reference", orders=(("consent_on", "withdrawn_on"),)
    )

    reference: Mapped[str] = field("Story ID", required=True, unique=True)
    client_id: Mapped[int] = field("Client ID", Kind.REFERENCE, target="client", required=True)
    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    title: Mapped[str] = field("Title", required=True, personal=True)
    done: Mapped[str | None] = _told("What was done")
    excellent: Mapped[str | None] = _told("What was excellent")
    better: Mapped[str | None] = _told("Even better next time")
    may_be_used: Mapped[list[str] | None] = field(
        "May be used", Kind.CHOICES, choices=STORY_SCOPES, help="Empty means nowhere."
    )
    consent_on: Mapped[dt.date | None] = field("Consent on", Kind.DATE)
    withdrawn_on: Mapped[dt.date | None] = field("Withdrawn on", Kind.DATE)
    review_on: Mapped[dt.date | None] = field("Review on", Kind.DATE)


class StoryUse(Record):
    """A place where a story went, and whether it was asked back."""

    __tablename__ = "story_uses"
    __table_args__ = (
        CheckConstraint("asked_back_on >= on_date", name="asked_back_after_used"),
        live_index("story", "story_id", "on_date", table="story_uses"),
    )
    family = Family("use of a story", "Story uses", "use of a story", orders=(("on_date", "asked_back_on"),))

    story_id: Mapped[int] = field("Story ID", Kind.REFERENCE, target="story", required=True)
    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    went_to: Mapped[str] = field("Where", required=True)
    staff_id: Mapped[int | None] = field("Staff ID", Kind.REFERENCE, target="staff", words="Who of us")
    asked_back_on: Mapped[dt.date | None] = field("Asked back on", Kind.DATE)


improvement_clients = _named("improvement_clients", ("improvement_id", "improvements.id"), _CLIENT)


class Improvement(Record):
    """One aim of a year's improvement plan, written with the people the unit supports."""

    __tablename__ = "improvements"
    family = Family("improvement", "Improvement plan", "improvement")

    year: Mapped[int] = field(
        "Year",
        Kind.WHOLE,
        least=2000,
        most=2100,
        required=True,
        help="The one in which the financial year begins: 2026 for 2026-27.",
    )
    aim: Mapped[str] = field("Aim", Kind.LONG_TEXT, required=True)
    action: Mapped[str | None] = field("Action", Kind.LONG_TEXT)
    client_ids = links(
        "Client IDs",
        improvement_clients,
        "improvement_id",
        "client_id",
        target="client",
        words="Written with",
    )
    owner_id: Mapped[int | None] = field("Owner ID", Kind.REFERENCE, target="staff")
    due_on: Mapped[dt.date | None] = field("Due", Kind.DATE)
    done_on: Mapped[dt.date | None] = field("Done", Kind.DATE)
    note: Mapped[str | None] = field("Note", Kind.LONG_TEXT)
