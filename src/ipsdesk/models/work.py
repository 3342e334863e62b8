"""What goes with a job: permitted work, pay, support, safeguards, advice on benefits, and the dated rates."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from ipsdesk.fields import Kind
from ipsdesk.models.base import Family, Record, field, live_index
from ipsdesk.rules.codes import (
    ADVICE_ABOUT,
    ADVICE_SOURCES,
    ADVICE_TRIGGERS,
    APPOINTMENT_KINDS,
    BETTER_OFF,
    CERTAINTIES,
    MILESTONES,
    PAY_INTERVALS,
    PERMITTED_WORK_DECISIONS,
    PERMITTED_WORK_EVENTS,
    RATE_KINDS,
    RETENTION_OUTCOMES,
    RISKS_TO_A_JOB,
    SAFEGUARDS,
)


def _of_job() -> Mapped[int]:
    return field("Activity ID", Kind.REFERENCE, target="activity", required=True, words="Job")


def _of_client() -> Mapped[int]:
    return field("Client ID", Kind.REFERENCE, target="client", required=True)


def _of_us() -> Mapped[int | None]:
    return field("Staff ID", Kind.REFERENCE, target="staff", words="Who of us")


def _told(label: str, *, help: str = "") -> Mapped[str | None]:  # noqa: A002 - as a field calls it
    return field(label, Kind.LONG_TEXT, personal=True, help=help)


class PermittedWorkEvent(Record):
    """What happened to a notice of permitted work after it was sent, or before."""

    __tablename__ = "permitted_work_events"
    __table_args__ = (live_index("activity", "activity_id", "on_date", table="permitted_work_events"),)
    family = Family("permitted work event", "Permitted work events", "permitted work event")

    activity_id: Mapped[int] = _of_job()
    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    event: Mapped[str] = field("Event", Kind.CHOICE, choices=PERMITTED_WORK_EVENTS, required=True)
    decision: Mapped[str | None] = field("Decision", Kind.CHOICE, choices=PERMITTED_WORK_DECISIONS)
    staff_id: Mapped[int | None] = _of_us()
    note: Mapped[str | None] = _told("Note")


class PayPeriod(Record):
    """What was paid for one period of a job, before and after what was taken off."""

    __tablename__ = "pay_periods"
    __table_args__ = (
        CheckConstraint("to_on >= from_on", name="to_after_from"),
        CheckConstraint("gross_pence >= 0", name="gross"),
        CheckConstraint("tax_pence >= 0", name="tax"),
        CheckConstraint("insurance_pence >= 0", name="insurance"),
        CheckConstraint("pension_pence >= 0", name="pension"),
        CheckConstraint("net_pence >= 0", name="net"),
        live_index("activity", "activity_id", "from_on", table="pay_periods"),
    )
    family = Family(
        "pay period",
        "Pay",
        "pay period",
        natural_key=("activity_id", "from_on"),
        orders=(("from_on", "to_on"),),
    )

    activity_id: Mapped[int] = _of_job()
    from_on: Mapped[dt.date] = field("From", Kind.DATE, required=True)
    to_on: Mapped[dt.date] = field("To", Kind.DATE, required=True)
    paid: Mapped[str] = field("Paid", Kind.CHOICE, choices=PAY_INTERVALS, required=True)
    gross_pence: Mapped[int | None] = field("Gross", Kind.MONEY, least=0)
    tax_pence: Mapped[int | None] = field("Tax", Kind.MONEY, least=0)
    insurance_pence: Mapped[int | None] = field("National Insurance", Kind.MONEY, least=0)
    pension_pence: Mapped[int | None] = field(
        "Pension", Kind.MONEY, least=0, help="The person's own contribution."
    )
    net_pence: Mapped[int | None] = field("Net", Kind.MONEY, least=0)


class InWorkPlan(Record):
    """What was agreed with a person about support once they are in a job."""

    __tablename__ = "in_work_plans"
    __table_args__ = (
        CheckConstraint("review_on >= agreed_on", name="review_after_agreed"),
        live_index("activity", "activity_id", "agreed_on", table="in_work_plans"),
    )
    family = Family(
        "in-work support plan",
        "In-work plans",
        "in-work support plan",
        orders=(("agreed_on", "review_on"),),
    )

    activity_id: Mapped[int] = _of_job()
    agreed_on: Mapped[dt.date] = field("Agreed", Kind.DATE, required=True)
    first_day: Mapped[str | None] = _told("First day")
    travel: Mapped[str | None] = _told("Travel")
    anxieties: Mapped[str | None] = _told("Anxieties")
    natural_supports: Mapped[str | None] = _told(
        "Natural supports", help="People at work or at home who help without being asked to by the service."
    )
    employer_support: Mapped[str | None] = _told("Employer support")
    benefits: Mapped[str | None] = _told("Benefits")
    how_often: Mapped[str | None] = field("How often", personal=True)
    review_on: Mapped[dt.date | None] = field("Review on", Kind.DATE)


class RetentionCase(Record):
    """Work to keep somebody in a job that is at risk."""

    __tablename__ = "retention_cases"
    __table_args__ = (
        CheckConstraint("outcome_on >= opened_on", name="outcome_after_opened"),
        live_index("client", "client_id", "opened_on", table="retention_cases"),
    )
    family = Family(
        "retention case",
        "Retention cases",
        "retention case",
        orders=(("opened_on", "outcome_on"),),
    )

    client_id: Mapped[int] = _of_client()
    opened_on: Mapped[dt.date] = field("Opened", Kind.DATE, required=True)
    activity_id: Mapped[int | None] = field(
        "Activity ID", Kind.REFERENCE, target="activity", words="Which job"
    )
    risk: Mapped[str] = field("At risk because of", Kind.CHOICE, choices=RISKS_TO_A_JOB, required=True)
    actions: Mapped[str | None] = _told("Actions")
    outcome: Mapped[str | None] = field("Outcome", Kind.CHOICE, choices=RETENTION_OUTCOMES)
    outcome_on: Mapped[dt.date | None] = field("Outcome on", Kind.DATE)


class Milestone(Record):
    """Somebody's word that a person was still in a job when it had lasted so long."""

    __tablename__ = "milestones"
    __table_args__ = (live_index("activity", "activity_id", "milestone", table="milestones"),)
    family = Family("milestone", "Milestones", "milestone", natural_key=("activity_id", "milestone"))

    activity_id: Mapped[int] = _of_job()
    milestone: Mapped[str] = field("Milestone", Kind.CHOICE, choices=MILESTONES, required=True)
    confirmed_on: Mapped[dt.date] = field("Confirmed on", Kind.DATE, required=True)
    still_in_work: Mapped[bool] = field("Still in work", Kind.YES_NO, default=True)
    same_hours: Mapped[bool | None] = field("Same hours", Kind.YES_NO)
    staff_id: Mapped[int | None] = _of_us()
    note: Mapped[str | None] = _told("Note")


class Safeguard(Record):
    """One thing to be settled before and while somebody works in the service that supports them."""

    __tablename__ = "safeguards"
    __table_args__ = (live_index("activity", "activity_id", "safeguard", table="safeguards"),)
    family = Family("safeguard", "Safeguards", "safeguard", natural_key=("activity_id", "safeguard"))

    activity_id: Mapped[int] = _of_job()
    safeguard: Mapped[str] = field("Safeguard", Kind.CHOICE, choices=SAFEGUARDS, required=True)
    done_on: Mapped[dt.date | None] = field("Done on", Kind.DATE)
    staff_id: Mapped[int | None] = _of_us()
    note: Mapped[str | None] = _told("Note")


class BenefitsAdvice(Record):
    """Advice a person was given on benefits: by whom, after what, and what it came to."""

    __tablename__ = "benefits_advice"
    __table_args__ = (live_index("client", "client_id", "on_date", table="benefits_advice"),)
    family = Family("benefits advice", "Benefits advice", "benefits advice")

    client_id: Mapped[int] = _of_client()
    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    about: Mapped[str] = field("About", Kind.CHOICE, choices=ADVICE_ABOUT, required=True)
    adviser: Mapped[str | None] = field("Adviser")
    trained: Mapped[bool | None] = field("Trained", Kind.YES_NO)
    independent: Mapped[bool | None] = field("Independent", Kind.YES_NO)
    source: Mapped[str | None] = field("Source", Kind.CHOICE, choices=ADVICE_SOURCES)
    trigger: Mapped[str | None] = field("Trigger", Kind.CHOICE, choices=ADVICE_TRIGGERS)
    better_off: Mapped[str | None] = field("Better off", Kind.CHOICE, choices=BETTER_OFF)
    weekly_difference: Mapped[int | None] = field(
        "Weekly difference", Kind.MONEY, help="How much more a week comes to; below 0 where it is less."
    )
    note: Mapped[str | None] = _told("Note")


class Appointment(Record):
    """What a person has to be at on one day, from one time to another."""

    __tablename__ = "appointments"
    __table_args__ = (
        live_index("client", "client_id", "on_date", table="appointments"),
        live_index("day", "on_date", table="appointments"),
    )
    family = Family("appointment", "Appointments", "appointment")

    client_id: Mapped[int] = _of_client()
    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    from_time: Mapped[str] = field("From", Kind.TIME, required=True)
    to_time: Mapped[str] = field("To", Kind.TIME, required=True)
    kind: Mapped[str] = field("Kind", Kind.CHOICE, choices=APPOINTMENT_KINDS, required=True)
    what: Mapped[str | None] = field("What", personal=True)
    place: Mapped[str | None] = field("Place", personal=True)


class Rate(Record):
    """One of the unit's own dated rates, beside those that come with the program."""

    __tablename__ = "rates"
    __table_args__ = (
        CheckConstraint("pence >= 0", name="pence"),
        CheckConstraint("from_age >= 0", name="from_age"),
    )
    family = Family("rate", "Rates", "rate", natural_key=("kind", "from_on", "from_age"))

    kind: Mapped[str] = field("Kind", Kind.CHOICE, choices=RATE_KINDS, required=True)
    from_on: Mapped[dt.date] = field("From", Kind.DATE, required=True)
    pence: Mapped[int] = field("Amount", Kind.MONEY, least=0, required=True)
    from_age: Mapped[int] = field("From age", Kind.WHOLE, least=0, default=0, help="0 where it is for all.")
    source: Mapped[str | None] = field("Source")
    certainty: Mapped[str] = field("Certainty", Kind.CHOICE, choices=CERTAINTIES, required=True)
    checked_on: Mapped[dt.date | None] = field("Checked on", Kind.DATE)
