"""What goes with a plan: its actions, adjustments at work, the week's timetable, and care reviews."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from ipsdesk.fields import Kind
from ipsdesk.models.base import Family, Record, field, live_index
from ipsdesk.rules.codes import ACTORS, TIMETABLE_KINDS, WEEKDAYS


class PlanAction(Record):
    """Something somebody is to do for a person's plan."""

    __tablename__ = "plan_actions"
    __table_args__ = (
        CheckConstraint("done_on >= added_on", name="done_after_added"),
        live_index("client", "client_id", "added_on", table="plan_actions"),
        live_index("open", "done_on", "due_on", "client_id", table="plan_actions"),
    )
    family = Family("plan action", "Plan actions", "plan action", orders=(("added_on", "done_on"),))

    client_id: Mapped[int] = field("Client ID", Kind.REFERENCE, target="client", required=True)
    added_on: Mapped[dt.date] = field("Added on", Kind.DATE, required=True)
    action: Mapped[str] = field("Action", Kind.LONG_TEXT, required=True, personal=True)
    by_whom: Mapped[str | None] = field("By whom", Kind.CHOICE, choices=ACTORS)
    staff_id: Mapped[int | None] = field("Staff ID", Kind.REFERENCE, target="staff", words="Who of us")
    due_on: Mapped[dt.date | None] = field("Due", Kind.DATE)
    done_on: Mapped[dt.date | None] = field("Done", Kind.DATE)


class Adjustment(Record):
    """A reasonable adjustment at work, from being asked for to being in place."""

    __tablename__ = "adjustments"
    __table_args__ = (
        CheckConstraint("agreed_on >= asked_on", name="agreed_after_asked"),
        CheckConstraint("in_place_on >= asked_on", name="in_place_after_asked"),
        live_index("client", "client_id", table="adjustments"),
    )
    family = Family(
        "adjustment",
        "Adjustments",
        "adjustment",
        orders=(("asked_on", "agreed_on"), ("asked_on", "in_place_on")),
    )

    client_id: Mapped[int] = field("Client ID", Kind.REFERENCE, target="client", required=True)
    adjustment: Mapped[str] = field("Adjustment", Kind.LONG_TEXT, required=True, personal=True)
    activity_id: Mapped[int | None] = field(
        "Activity ID", Kind.REFERENCE, target="activity", words="In which job"
    )
    asked_on: Mapped[dt.date | None] = field("Asked", Kind.DATE)
    agreed_on: Mapped[dt.date | None] = field("Agreed", Kind.DATE)
    in_place_on: Mapped[dt.date | None] = field("In place", Kind.DATE)
    access_to_work: Mapped[bool | None] = field("Access to Work", Kind.YES_NO)


class TimetableEntry(Record):
    """What a person does on a day of every week, from one time to another."""

    __tablename__ = "timetable"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="ends_after_starts"),
        live_index("client", "client_id", table="timetable"),
    )
    family = Family("timetable entry", "Timetable", "timetable entry", orders=(("starts_on", "ends_on"),))

    client_id: Mapped[int] = field("Client ID", Kind.REFERENCE, target="client", required=True)
    day: Mapped[str] = field("Day", Kind.CHOICE, choices=WEEKDAYS, required=True)
    from_time: Mapped[str] = field("From", Kind.TIME, required=True)
    to_time: Mapped[str] = field("To", Kind.TIME, required=True)
    kind: Mapped[str] = field("Kind", Kind.CHOICE, choices=TIMETABLE_KINDS, required=True)
    what: Mapped[str | None] = field("What", personal=True)
    place: Mapped[str | None] = field("Place", personal=True)
    starts_on: Mapped[dt.date | None] = field("Starts on", Kind.DATE)
    ends_on: Mapped[dt.date | None] = field("Ends on", Kind.DATE)


class CareReview(Record):
    """A review of the person's care (formerly CPA) that employment has a section in."""

    __tablename__ = "care_reviews"
    __table_args__ = (live_index("client", "client_id", "on_date", table="care_reviews"),)
    family = Family("care review", "Care reviews", "care review")

    client_id: Mapped[int] = field("Client ID", Kind.REFERENCE, target="client", required=True)
    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    held: Mapped[bool | None] = field("Held", Kind.YES_NO)
    our_section: Mapped[str | None] = field("Our section", Kind.LONG_TEXT, personal=True)
