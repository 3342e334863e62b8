"""Working together: team meetings, supervision, caseload reviews, reviews of the contact log."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Table
from sqlalchemy.orm import Mapped

from ipsdesk.fields import Kind
from ipsdesk.models.base import Base, Family, Record, field, links, live_index
from ipsdesk.rules.codes import (
    CASELOAD_DECISIONS,
    MEETING_KINDS,
    OBSERVED_AT,
    OBSERVED_HOW,
    SUPERVISION_KINDS,
)


def _date() -> Mapped[dt.date]:
    return field("Date", Kind.DATE, required=True)


def _day(label: str) -> Mapped[dt.date | None]:
    return field(label, Kind.DATE)


def _of_staff(*, words: str = "") -> Mapped[int]:
    return field("Staff ID", Kind.REFERENCE, target="staff", required=True, words=words)


def _somebody(label: str) -> Mapped[int | None]:
    return field(label, Kind.REFERENCE, target="staff")


def _long(label: str, *, personal: bool = False) -> Mapped[str | None]:
    return field(label, Kind.LONG_TEXT, personal=personal)


team_meeting_staff = Table(
    "team_meeting_staff",
    Base.metadata,
    Column("meeting_id", Integer, ForeignKey("team_meetings.id"), primary_key=True),
    Column("staff_id", Integer, ForeignKey("staff.id"), primary_key=True),
    Column("position", Integer, nullable=False),
)
supervision_staff = Table(
    "supervision_staff",
    Base.metadata,
    Column("supervision_id", Integer, ForeignKey("supervisions.id"), primary_key=True),
    Column("staff_id", Integer, ForeignKey("staff.id"), primary_key=True),
    Column("position", Integer, nullable=False),
)


class TeamMeeting(Record):
    """A meeting of or about a team, with the members of staff who attended."""

    __tablename__ = "team_meetings"
    __table_args__ = (live_index("team", "team_id", "kind", "on_date", table="team_meetings"),)
    family = Family("team meeting", "Team meetings", "team meeting")

    on_date: Mapped[dt.date] = _date()
    team_id: Mapped[int] = field("Team ID", Kind.REFERENCE, target="team", required=True)
    kind: Mapped[str] = field("Kind", Kind.CHOICE, choices=MEETING_KINDS, required=True)
    staff_ids = links("Staff IDs", team_meeting_staff, "meeting_id", "staff_id", target="staff")
    others: Mapped[list[str] | None] = field("With", Kind.TEXTS, help="Who of partners or others was there.")
    note: Mapped[str | None] = _long("Note")


class Supervision(Record):
    """A supervision of a member of staff: what was agreed in it is for those who were in it and who lead."""

    __tablename__ = "supervisions"
    __table_args__ = (
        CheckConstraint("next_on >= on_date", name="next_after_held"),
        CheckConstraint("staff_signed_on >= on_date", name="staff_signed_after_held"),
        CheckConstraint("supervisor_signed_on >= on_date", name="supervisor_signed_after_held"),
        live_index("staff", "staff_id", "kind", "on_date", table="supervisions"),
    )
    family = Family(
        "supervision",
        "Supervision",
        "supervision",
        orders=(("on_date", "next_on"), ("on_date", "supervisor_signed_on"), ("on_date", "staff_signed_on")),
    )

    on_date: Mapped[dt.date] = _date()
    staff_id: Mapped[int] = _of_staff()
    kind: Mapped[str] = field("Kind", Kind.CHOICE, choices=SUPERVISION_KINDS, default=SUPERVISION_KINDS[0])
    supervisor_id: Mapped[int | None] = _somebody("Supervisor ID")
    minutes: Mapped[str | None] = _long("Minutes", personal=True)
    goals_reviewed: Mapped[str | None] = _long("Goals reviewed", personal=True)
    goals: Mapped[str | None] = _long("Goals set", personal=True)
    figures: Mapped[str | None] = field(
        "Caseload figures", Kind.LONG_TEXT, help="As they stood when the meeting was begun."
    )
    wellbeing: Mapped[str | None] = _long("Wellbeing", personal=True)
    development: Mapped[str | None] = _long("Development", personal=True)
    next_on: Mapped[dt.date | None] = _day("Next on")
    setting: Mapped[str | None] = field("Setting", Kind.CHOICE, choices=OBSERVED_AT)
    how: Mapped[str | None] = field("How", Kind.CHOICE, choices=OBSERVED_HOW)
    feedback: Mapped[str | None] = _long("Feedback", personal=True)
    client_agreed: Mapped[bool | None] = field("Client agreed", Kind.YES_NO)
    attended_ids = links("Attended by", supervision_staff, "supervision_id", "staff_id", target="staff")
    supervisor_signed_on: Mapped[dt.date | None] = _day("Supervisor signed on")
    staff_signed_on: Mapped[dt.date | None] = _day("Staff signed on")


class CaseloadReview(Record):
    """A review of a specialist's caseload, person by person; open until it is completed."""

    __tablename__ = "caseload_reviews"
    __table_args__ = (
        CheckConstraint("completed_on >= on_date", name="completed_after_review"),
        live_index("staff", "staff_id", "on_date", table="caseload_reviews"),
    )
    family = Family(
        "caseload review",
        "Caseload reviews",
        "caseload review",
        identity="reference",
        orders=(("on_date", "completed_on"),),
    )

    reference: Mapped[str] = field("Review ID", required=True, unique=True)
    on_date: Mapped[dt.date] = _date()
    staff_id: Mapped[int] = _of_staff(words="Whose caseload")
    reviewer_id: Mapped[int | None] = _somebody("Reviewer ID")
    completed_on: Mapped[dt.date | None] = _day("Completed on")
    note: Mapped[str | None] = _long("Note")


class CaseloadReviewLine(Record):
    """What was found and decided about one person in a review of a caseload."""

    __tablename__ = "caseload_review_lines"
    __table_args__ = (
        live_index("review", "review_id", "client_id", table="caseload_review_lines"),
        live_index("client", "client_id", table="caseload_review_lines"),
    )
    family = Family(
        "person in a caseload review",
        "Caseload review lines",
        "person in a caseload review",
        natural_key=("review_id", "client_id"),
    )

    review_id: Mapped[int] = field("Review ID", Kind.REFERENCE, target="caseload review", required=True)
    client_id: Mapped[int] = field("Client ID", Kind.REFERENCE, target="client", required=True)
    stage: Mapped[str | None] = field("Stage", help="As it stood on the day.")
    last_contact_on: Mapped[dt.date | None] = _day("Last contact")
    next_action: Mapped[str | None] = _long("Next action", personal=True)
    plan: Mapped[str | None] = field("Plan", help="As it stood on the day: reviewed 2 May 2026.")
    decision: Mapped[str | None] = field("Decision", Kind.CHOICE, choices=CASELOAD_DECISIONS)
    note: Mapped[str | None] = _long("Note", personal=True)


class LogReview(Record):
    """A supervisor's sign-off of one week of a specialist's employer contacts (fidelity item 17)."""

    __tablename__ = "log_reviews"
    family = Family("log review", "Log reviews", "review of the contact log")

    staff_id: Mapped[int] = _of_staff()
    week_starting_on: Mapped[dt.date] = field("Week starting", Kind.DATE, required=True, help="A Monday.")
    reviewed_on: Mapped[dt.date] = field("Reviewed on", Kind.DATE, required=True)
    reviewer_id: Mapped[int | None] = _somebody("Reviewer ID")
