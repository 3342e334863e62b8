"""Working together: team meetings, supervision, reviews of the contact log."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import Mapped

from ipsdesk.fields import Kind
from ipsdesk.models.base import Base, Family, Record, field, links, live_index
from ipsdesk.rules.codes import MEETING_KINDS, SUPERVISION_KINDS

team_meeting_staff = Table(
    "team_meeting_staff",
    Base.metadata,
    Column("meeting_id", Integer, ForeignKey("team_meetings.id"), primary_key=True),
    Column("staff_id", Integer, ForeignKey("staff.id"), primary_key=True),
    Column("position", Integer, nullable=False),
)


class TeamMeeting(Record):
    """A meeting of or about a team, with the members of staff who attended."""

    __tablename__ = "team_meetings"
    __table_args__ = (live_index("team", "team_id", "kind", "on_date", table="team_meetings"),)
    family = Family("team meeting", "Team meetings", "team meeting")

    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    team_id: Mapped[int] = field("Team ID", Kind.REFERENCE, target="team", required=True)
    kind: Mapped[str] = field("Kind", Kind.CHOICE, choices=MEETING_KINDS, required=True)
    staff_ids = links("Staff IDs", team_meeting_staff, "meeting_id", "staff_id", target="staff")


class Supervision(Record):
    """A supervision of a member of staff."""

    __tablename__ = "supervisions"
    __table_args__ = (live_index("staff", "staff_id", "kind", "on_date", table="supervisions"),)
    family = Family("supervision", "Supervision", "supervision")

    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    staff_id: Mapped[int] = field("Staff ID", Kind.REFERENCE, target="staff", required=True)
    kind: Mapped[str] = field("Kind", Kind.CHOICE, choices=SUPERVISION_KINDS, default=SUPERVISION_KINDS[0])
    supervisor_id: Mapped[int | None] = field("Supervisor ID", Kind.REFERENCE, target="staff")


class LogReview(Record):
    """A supervisor's sign-off of one week of a specialist's employer contacts (fidelity item 17)."""

    __tablename__ = "log_reviews"
    family = Family("log review", "Log reviews", "review of the contact log")

    staff_id: Mapped[int] = field("Staff ID", Kind.REFERENCE, target="staff", required=True)
    week_starting_on: Mapped[dt.date] = field("Week starting", Kind.DATE, required=True, help="A Monday.")
    reviewed_on: Mapped[dt.date] = field("Reviewed on", Kind.DATE, required=True)
    reviewer_id: Mapped[int | None] = field("Reviewer ID", Kind.REFERENCE, target="staff")
