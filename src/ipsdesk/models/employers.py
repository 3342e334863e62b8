"""Employers, their sites and people, partner agencies, vacancies, and what is known of the labour market."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table
from sqlalchemy.orm import Mapped

from ipsdesk.fields import Kind
from ipsdesk.models.base import Base, Family, Record, field, links, live_index
from ipsdesk.rules.codes import (
    AUDIENCES,
    DISABILITY_CONFIDENT,
    EMPLOYER_SIZES,
    FOUND_BY,
    PARTNER_KINDS,
    VACANCY_STAGES,
)
from ipsdesk.rules.pay import PAY_SCALE


class Employer(Record):
    """A firm or organisation that employs people, our own service included."""

    __tablename__ = "employers"
    family = Family("employer", "Employers", "employer", identity="reference")

    reference: Mapped[str] = field("Employer ID", required=True, unique=True)
    name: Mapped[str] = field("Name", required=True)
    sector: Mapped[str | None] = field("Sector")
    town: Mapped[str | None] = field("Town")
    own_service: Mapped[bool | None] = field("Own service", Kind.YES_NO)
    size: Mapped[str | None] = field("Size", Kind.CHOICE, choices=EMPLOYER_SIZES, help="People employed.")
    disability_confident: Mapped[str | None] = field(
        "Disability Confident", Kind.CHOICE, choices=DISABILITY_CONFIDENT
    )
    looks_for: Mapped[str | None] = field("What they look for", Kind.LONG_TEXT)
    do_not_contact: Mapped[bool | None] = field("Do not contact", Kind.YES_NO)
    do_not_contact_reason: Mapped[str | None] = field("Reason not to contact", Kind.LONG_TEXT)


def _of_employer() -> Mapped[int]:
    return field("Employer ID", Kind.REFERENCE, target="employer", required=True)


class EmployerSite(Record):
    """A place where an employer has people at work."""

    __tablename__ = "employer_sites"
    __table_args__ = (live_index("employer", "employer_id", table="employer_sites"),)
    family = Family("employer site", "Employer sites", "employer site", identity="reference")

    reference: Mapped[str] = field("Site ID", required=True, unique=True)
    employer_id: Mapped[int] = _of_employer()
    name: Mapped[str] = field("Name", required=True)
    address: Mapped[str | None] = field("Address")
    town: Mapped[str | None] = field("Town")
    phone: Mapped[str | None] = field("Phone")


class EmployerPerson(Record):
    """Somebody at an employer whom the unit speaks with."""

    __tablename__ = "employer_people"
    __table_args__ = (live_index("employer", "employer_id", table="employer_people"),)
    family = Family("person at an employer", "Employer people", "person at an employer", identity="reference")

    reference: Mapped[str] = field("Employer person ID", required=True, unique=True)
    employer_id: Mapped[int] = _of_employer()
    name: Mapped[str] = field("Name", required=True, personal=True)
    job_title: Mapped[str | None] = field("Job title")
    phone: Mapped[str | None] = field("Phone", personal=True)
    email: Mapped[str | None] = field("Email", personal=True)
    site_id: Mapped[int | None] = field("Site ID", Kind.REFERENCE, target="employer site")
    left_on: Mapped[dt.date | None] = field("Left on", Kind.DATE)
    note: Mapped[str | None] = field("Note", Kind.LONG_TEXT, personal=True)


class Partner(Record):
    """An agency the unit works with: for advice, training or a way into work."""

    __tablename__ = "partners"
    family = Family("partner agency", "Partners", "partner agency", identity="reference")

    reference: Mapped[str] = field("Partner ID", required=True, unique=True)
    name: Mapped[str] = field("Name", required=True)
    kind: Mapped[str | None] = field("Kind", Kind.CHOICE, choices=PARTNER_KINDS)
    contact_person: Mapped[str | None] = field("Contact person", personal=True)
    phone: Mapped[str | None] = field("Phone")
    email: Mapped[str | None] = field("Email")
    note: Mapped[str | None] = field("Note", Kind.LONG_TEXT)


vacancy_clients = Table(
    "vacancy_clients",
    Base.metadata,
    Column("vacancy_id", Integer, ForeignKey("vacancies.id"), primary_key=True),
    Column("client_id", Integer, ForeignKey("clients.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Index("ix_vacancy_clients_client", "client_id", "vacancy_id"),
)


class Vacancy(Record):
    """A job that may be had at an employer, from an idea to somebody's start."""

    __tablename__ = "vacancies"
    __table_args__ = (
        CheckConstraint("stage_on >= found_on", name="stage_after_found"),
        CheckConstraint("closes_on >= found_on", name="closes_after_found"),
        live_index("employer", "employer_id", "found_on", table="vacancies"),
        live_index("stage", "stage", "closes_on", table="vacancies"),
    )
    family = Family(
        "vacancy",
        "Vacancies",
        "vacancy",
        identity="reference",
        orders=(("found_on", "stage_on"), ("found_on", "closes_on")),
    )

    reference: Mapped[str] = field("Vacancy ID", required=True, unique=True)
    employer_id: Mapped[int] = _of_employer()
    title: Mapped[str] = field("Title", required=True)
    job_type: Mapped[str | None] = field("Job type")
    found_on: Mapped[dt.date] = field("Found on", Kind.DATE, required=True)
    stage: Mapped[str] = field("Stage", Kind.CHOICE, choices=VACANCY_STAGES, default=VACANCY_STAGES[0])
    stage_on: Mapped[dt.date | None] = field("Stage since", Kind.DATE)
    closes_on: Mapped[dt.date | None] = field("Closes on", Kind.DATE)
    weekly_seconds: Mapped[int | None] = field("Weekly hours", Kind.HOURS, least=0, most=168)
    hourly_pay: Mapped[int | None] = field("Hourly pay", Kind.DECIMAL, scale=PAY_SCALE, least=0)
    found_by: Mapped[str | None] = field("Found by", Kind.CHOICE, choices=FOUND_BY)
    client_ids = links(
        "Client IDs", vacancy_clients, "vacancy_id", "client_id", target="client", words="For whom"
    )
    staff_id: Mapped[int | None] = field("Staff ID", Kind.REFERENCE, target="staff", words="Who of us")
    activity_id: Mapped[int | None] = field(
        "Activity ID", Kind.REFERENCE, target="activity", words="The job it led to"
    )
    note: Mapped[str | None] = field("Note", Kind.LONG_TEXT)


class LabourNote(Record):
    """What was learnt on a day of who hires for what, and on which terms."""

    __tablename__ = "labour_notes"
    family = Family("labour market note", "Labour market", "labour market note")

    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    job_type: Mapped[str | None] = field("Job type")
    sector: Mapped[str | None] = field("Sector")
    note: Mapped[str] = field("Note", Kind.LONG_TEXT, required=True)
    who_hires: Mapped[str | None] = field("Who hires")
    pay: Mapped[str | None] = field("Pay")
    travel: Mapped[str | None] = field("Travel")
    source: Mapped[str | None] = field("Source")


awareness_staff = Table(
    "awareness_staff",
    Base.metadata,
    Column("awareness_id", Integer, ForeignKey("awareness_events.id"), primary_key=True),
    Column("staff_id", Integer, ForeignKey("staff.id"), primary_key=True),
    Column("position", Integer, nullable=False),
)


class Awareness(Record):
    """A talk or training that told others of the service and of work and mental health."""

    __tablename__ = "awareness_events"
    __table_args__ = (
        CheckConstraint("people >= 0", name="people"),
        CheckConstraint("minutes >= 0", name="minutes"),
    )
    family = Family("awareness event", "Awareness", "awareness event")

    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    audience: Mapped[str] = field("Audience", Kind.CHOICE, choices=AUDIENCES, required=True)
    title: Mapped[str] = field("Title", required=True)
    people: Mapped[int | None] = field("People", Kind.WHOLE, least=0)
    minutes: Mapped[int | None] = field("Minutes", Kind.WHOLE, least=0)
    staff_ids = links(
        "Staff IDs", awareness_staff, "awareness_id", "staff_id", target="staff", words="Who of us"
    )
    feedback: Mapped[str | None] = field("Feedback", Kind.LONG_TEXT)
