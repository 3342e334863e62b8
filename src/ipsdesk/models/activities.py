"""What clients do towards work: jobs, steps, the hours in them, shifts, reasons, qualifications."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from ipsdesk.fields import Kind
from ipsdesk.models.base import Family, Record, field, live_index
from ipsdesk.rules.codes import (
    ACTIVITY_KINDS,
    CONTRACTS,
    MATCHES_PREFERENCE,
    NOT_PERMITTED_WORK,
    PERMITTED_WORK,
    WEEKDAYS,
)
from ipsdesk.rules.pay import PAY_SCALE

HOUR = 3_600
"""Hours are kept in whole seconds."""
MOST_TRAVEL = 600
"""Minutes of a way to work, beyond which a number is taken for a slip."""


class Activity(Record):
    """Anything a client does towards work; a job is one of kind paid job or self-employment.

    ``episode_id`` empty means the client's one episode in which it started, found when figures are counted.
    """

    __tablename__ = "activities"
    __table_args__ = (
        CheckConstraint("ended_on >= started_on", name="ended_after_started"),
        CheckConstraint("planned_end_on >= started_on", name="planned_after_started"),
        live_index("client", "client_id", "kind", "started_on", table="activities"),
        live_index("kind", "kind", "started_on", table="activities"),
    )
    family = Family(
        "activity",
        "Activities",
        "activity",
        identity="reference",
        orders=(("started_on", "ended_on"), ("started_on", "planned_end_on")),
    )

    reference: Mapped[str] = field("Activity ID", required=True, unique=True)
    client_id: Mapped[int] = field("Client ID", Kind.REFERENCE, target="client", required=True)
    episode_id: Mapped[int | None] = field("Referral ID", Kind.REFERENCE, target="referral")
    kind: Mapped[str] = field("Kind", Kind.CHOICE, choices=ACTIVITY_KINDS, required=True)
    employer_id: Mapped[int | None] = field("Employer ID", Kind.REFERENCE, target="employer")
    title: Mapped[str | None] = field("Title")
    job_type: Mapped[str | None] = field("Job type")
    started_on: Mapped[dt.date] = field("Started", Kind.DATE, required=True)
    ended_on: Mapped[dt.date | None] = field("Ended", Kind.DATE)
    end_reason: Mapped[str | None] = field("End reason")
    contract: Mapped[str | None] = field("Contract", Kind.CHOICE, choices=CONTRACTS, dated=True)
    weekly_hours: Mapped[int | None] = field("Weekly hours", Kind.HOURS, least=0, most=168, dated=True)
    hourly_pay: Mapped[int | None] = field("Hourly pay", Kind.DECIMAL, scale=PAY_SCALE, least=0, dated=True)
    four_hours_on: Mapped[dt.date | None] = field(
        "Four hours worked on", Kind.DATE, help="The day the fourth hour of paid work was done (IPS Grow)."
    )
    open_to_anyone: Mapped[bool | None] = field("Open to anyone", Kind.YES_NO)
    set_aside: Mapped[bool | None] = field("Set aside", Kind.YES_NO)
    permitted_work: Mapped[str] = field(
        "Permitted work", Kind.CHOICE, choices=PERMITTED_WORK, default=NOT_PERMITTED_WORK, dated=True
    )
    supported_by: Mapped[str | None] = field(
        "Supported by", help="The supervising body, or hospital treatment programme."
    )
    pw1_sent_on: Mapped[dt.date | None] = field("PW1 sent", Kind.DATE)
    planned_end_on: Mapped[dt.date | None] = field("Planned end", Kind.DATE)
    review_on: Mapped[dt.date | None] = field("Review on", Kind.DATE)
    matches_preference: Mapped[str | None] = field(
        "Matches preference", Kind.CHOICE, choices=MATCHES_PREFERENCE
    )
    service_end: Mapped[bool | None] = field(
        "End set by service", Kind.YES_NO, help="The service, and not the employer, set when it ends."
    )
    same_pay: Mapped[bool | None] = field("Same pay as others", Kind.YES_NO)
    agreed_seconds: Mapped[int | None] = field("Agreed hours", Kind.HOURS, least=0, most=168, dated=True)
    heard_of_end_on: Mapped[dt.date | None] = field("Heard of end", Kind.DATE, words="Heard of the end")
    view_of_end: Mapped[str | None] = field("Person's view of the end", Kind.LONG_TEXT, personal=True)
    learned: Mapped[str | None] = field("What was learned", Kind.LONG_TEXT, personal=True)
    next_help_offered: Mapped[bool | None] = field("Next job help offered", Kind.YES_NO)


class Hours(Record):
    """Hours and pay of one job on one day; a typed 0 is a record, a missing row is not."""

    __tablename__ = "hours"
    __table_args__ = (
        UniqueConstraint("activity_id", "on_date"),
        CheckConstraint("seconds BETWEEN 0 AND 86400", name="seconds"),
        live_index("day", "activity_id", "on_date", "seconds", "pence", table="hours"),
        live_index("date", "on_date", "activity_id", "seconds", "pence", table="hours"),
    )
    family = Family("hours", "Hours", "day of hours", natural_key=("activity_id", "on_date"))

    activity_id: Mapped[int] = field("Activity ID", Kind.REFERENCE, target="activity", required=True)
    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    seconds: Mapped[int] = field("Hours", Kind.HOURS, least=0, most=24, required=True)
    pence: Mapped[int | None] = field(
        "Earnings", Kind.MONEY, least=0, help="Pay after tax and National Insurance, for that row."
    )


class UsualShift(Record):
    """When a person usually works in a job, by day of the week."""

    __tablename__ = "usual_shifts"
    __table_args__ = (
        CheckConstraint("travel_minutes >= 0", name="travel_minutes"),
        live_index("activity", "activity_id", table="usual_shifts"),
    )
    family = Family("usual shift", "Usual shifts", "usual shift")

    activity_id: Mapped[int] = field("Activity ID", Kind.REFERENCE, target="activity", required=True)
    day: Mapped[str] = field("Day", Kind.CHOICE, choices=WEEKDAYS, required=True)
    from_time: Mapped[str] = field("From", Kind.TIME, required=True)
    to_time: Mapped[str] = field("To", Kind.TIME, required=True)
    travel_minutes: Mapped[int | None] = field(
        "Travel minutes", Kind.WHOLE, least=0, most=MOST_TRAVEL, help="Each way."
    )


class HoursReason(Record):
    """Why a person's benefit week went over a limit, and when to come back to it."""

    __tablename__ = "hours_reasons"
    family = Family("hours reason", "Hours reasons", "reason for a week over the limit")

    client_id: Mapped[int] = field("Client ID", Kind.REFERENCE, target="client", required=True)
    week_ending_on: Mapped[dt.date] = field("Week ending", Kind.DATE, required=True)
    reason: Mapped[str] = field("Reason", Kind.LONG_TEXT, required=True, personal=True)
    follow_up_on: Mapped[dt.date | None] = field("Follow up on", Kind.DATE)


class Qualification(Record):
    """A qualification a client attained."""

    __tablename__ = "qualifications"
    family = Family("qualification", "Qualifications", "qualification")

    client_id: Mapped[int] = field("Client ID", Kind.REFERENCE, target="client", required=True)
    attained_on: Mapped[dt.date] = field("Attained", Kind.DATE, required=True)
    title: Mapped[str] = field("Title", required=True)
