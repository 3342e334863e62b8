"""What keeps the work up to standard: file audits, training, host agreements, policies, documents."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, String, Table
from sqlalchemy.orm import Mapped, mapped_column

from ipsdesk.fields import Kind
from ipsdesk.models.base import Base, Family, Record, field, links, live_index
from ipsdesk.rules.codes import (
    AUDIT_ANSWERS,
    AUDIT_RESULTS,
    HOST_ANSWERS,
    POLICY_TOPICS,
    TRAINING_TOPICS,
    UNIT_DOCUMENT_TYPES,
)

MOST_FILES, MOST_HOURS = 10, 168


def _date() -> Mapped[dt.date]:
    return field("Date", Kind.DATE, required=True)


def _day(label: str) -> Mapped[dt.date | None]:
    return field(label, Kind.DATE)


def _somebody(label: str, *, words: str = "") -> Mapped[int | None]:
    return field(label, Kind.REFERENCE, target="staff", words=words)


def _long(label: str, *, personal: bool = False) -> Mapped[str | None]:
    return field(label, Kind.LONG_TEXT, personal=personal)


def _topic() -> Mapped[str]:
    return field("Topic", Kind.CHOICE, choices=TRAINING_TOPICS, required=True)


def _check(label: str) -> Mapped[str | None]:
    return field(label, Kind.CHOICE, choices=AUDIT_ANSWERS)


def _agreed(label: str) -> Mapped[str | None]:
    return field(label, Kind.CHOICE, choices=HOST_ANSWERS)


class FileAudit(Record):
    """A month's audit of some files of each specialist; open until it is completed."""

    __tablename__ = "file_audits"
    __table_args__ = (
        CheckConstraint("completed_on >= on_date", name="completed_after_audit"),
        CheckConstraint(f"per_specialist BETWEEN 1 AND {MOST_FILES}", name="per_specialist"),
        live_index("day", "on_date", table="file_audits"),
    )
    family = Family(
        "file audit",
        "File audits",
        "file audit",
        identity="reference",
        orders=(("on_date", "completed_on"),),
    )

    reference: Mapped[str] = field("Audit ID", required=True, unique=True)
    on_date: Mapped[dt.date] = _date()
    auditor_id: Mapped[int | None] = _somebody("Auditor ID")
    per_specialist: Mapped[int] = field(
        "Files per specialist", Kind.WHOLE, least=1, most=MOST_FILES, default=2
    )
    completed_on: Mapped[dt.date | None] = _day("Completed on")
    note: Mapped[str | None] = _long("Note")


class AuditedFile(Record):
    """One person's file in an audit: what was looked for, what was found, and how it was put right."""

    __tablename__ = "audited_files"
    __table_args__ = (
        live_index("audit", "audit_id", "client_id", table="audited_files"),
        live_index("client", "client_id", table="audited_files"),
    )
    family = Family("audited file", "Audited files", "audited file", natural_key=("audit_id", "client_id"))

    audit_id: Mapped[int] = field("Audit ID", Kind.REFERENCE, target="file audit", required=True)
    client_id: Mapped[int] = field("Client ID", Kind.REFERENCE, target="client", required=True)
    staff_id: Mapped[int | None] = _somebody("Staff ID", words="Whose file")
    referral: Mapped[str | None] = _check("Referral")
    consent: Mapped[str | None] = _check("Consent")
    profile: Mapped[str | None] = _check("Profile in 30 days")
    plan: Mapped[str | None] = _check("Plan current")
    advice: Mapped[str | None] = _check("Advice before job")
    talks: Mapped[str | None] = _check("Two personal information talks")
    follow_along: Mapped[str | None] = _check("Follow-along on time")
    outcome: Mapped[str | None] = _check("Outcome recorded")
    next_action: Mapped[str | None] = _check("Next action dated")
    contacts: Mapped[str | None] = _check("Contacts written up")
    finding: Mapped[str | None] = _long("Finding", personal=True)
    put_right_by_on: Mapped[dt.date | None] = _day("Put right by")
    owner_id: Mapped[int | None] = _somebody("Put right by ID", words="Who puts it right")
    put_right_on: Mapped[dt.date | None] = _day("Put right on")
    again_on: Mapped[dt.date | None] = _day("Audited again on")
    again_by_id: Mapped[int | None] = _somebody("Audited again by ID")
    result: Mapped[str | None] = field("Result", Kind.CHOICE, choices=AUDIT_RESULTS)
    note: Mapped[str | None] = _long("Note", personal=True)


class StaffTraining(Record):
    """A training that a member of staff did."""

    __tablename__ = "staff_training"
    __table_args__ = (
        CheckConstraint(f"hours BETWEEN 0 AND {MOST_HOURS * 3600}", name="hours"),
        live_index("staff", "staff_id", "topic", "on_date", table="staff_training"),
    )
    family = Family("training of staff", "Staff training", "training of staff")

    on_date: Mapped[dt.date] = _date()
    staff_id: Mapped[int] = field("Staff ID", Kind.REFERENCE, target="staff", required=True)
    topic: Mapped[str] = _topic()
    title: Mapped[str | None] = field("Title")
    hours: Mapped[int | None] = field("Hours", Kind.HOURS, least=0, most=MOST_HOURS)
    provider: Mapped[str | None] = field("Provider")
    ad_hoc: Mapped[bool | None] = field("Ad hoc", Kind.YES_NO)
    action_id: Mapped[int | None] = field(
        "Action ID", Kind.REFERENCE, target="training action", words="Because of"
    )
    note: Mapped[str | None] = _long("Note")


training_action_staff = Table(
    "training_action_staff",
    Base.metadata,
    Column("action_id", Integer, ForeignKey("training_actions.id"), primary_key=True),
    Column("staff_id", Integer, ForeignKey("staff.id"), primary_key=True),
    Column("position", Integer, nullable=False),
)


class TrainingAction(Record):
    """Training that is to be put on, and why."""

    __tablename__ = "training_actions"
    __table_args__ = (
        CheckConstraint("done_on >= raised_on", name="done_after_raised"),
        CheckConstraint("due_on >= raised_on", name="due_after_raised"),
    )
    family = Family(
        "training action",
        "Training actions",
        "training action",
        identity="reference",
        orders=(("raised_on", "due_on"), ("raised_on", "done_on")),
    )

    reference: Mapped[str] = field("Action ID", required=True, unique=True)
    topic: Mapped[str] = _topic()
    what: Mapped[str] = field("What", Kind.LONG_TEXT, required=True)
    because: Mapped[str | None] = field("Because of")
    raised_on: Mapped[dt.date | None] = _day("Raised on")
    due_on: Mapped[dt.date] = field("Due", Kind.DATE, required=True)
    staff_ids = links(
        "Staff IDs",
        training_action_staff,
        "action_id",
        "staff_id",
        target="staff",
        words="For whom",
        help="Empty: all in post.",
    )
    done_on: Mapped[dt.date | None] = _day("Done on")
    owner_id: Mapped[int | None] = _somebody("Owner ID")


class HostAgreement(Record):
    """What a clinical team that hosts specialists and the unit agreed on, until it is agreed anew or ends."""

    __tablename__ = "host_agreements"
    __table_args__ = (
        CheckConstraint("ended_on >= agreed_on", name="ended_after_agreed"),
        CheckConstraint("review_on >= agreed_on", name="review_after_agreed"),
        CheckConstraint("reviewed_on >= agreed_on", name="reviewed_after_agreed"),
        live_index("team", "team_id", "agreed_on", table="host_agreements"),
    )
    family = Family(
        "host team agreement",
        "Host agreements",
        "host team agreement",
        natural_key=("team_id", "agreed_on"),
        orders=(("agreed_on", "review_on"), ("agreed_on", "reviewed_on"), ("agreed_on", "ended_on")),
    )

    team_id: Mapped[int] = field("Team ID", Kind.REFERENCE, target="team", required=True)
    agreed_on: Mapped[dt.date] = field("Agreed on", Kind.DATE, required=True)
    desk: Mapped[str | None] = _agreed("Desk")
    computer: Mapped[str | None] = _agreed("Computer and phone")
    rooms: Mapped[str | None] = _agreed("Meeting rooms")
    champion: Mapped[str | None] = _agreed("Champion")
    risk_information: Mapped[str | None] = _agreed("Risk information")
    referral_process: Mapped[str | None] = _agreed("Referral process")
    clinical_supervision: Mapped[str | None] = _agreed("Clinical supervision")
    clinical_meetings: Mapped[str | None] = _agreed("Clinical meetings")
    induction: Mapped[str | None] = _agreed("Induction")
    regular_reviews: Mapped[str | None] = _agreed("Regular reviews")
    champion_name: Mapped[str | None] = field("Champion's name")
    review_on: Mapped[dt.date | None] = _day("Review on")
    reviewed_on: Mapped[dt.date | None] = _day("Reviewed on")
    ended_on: Mapped[dt.date | None] = _day("Ended on")
    note: Mapped[str | None] = _long("Note")


class Policy(Record):
    """A policy of the service that everybody can read, checked again in time."""

    __tablename__ = "policies"
    __table_args__ = (CheckConstraint("ended_on >= agreed_on", name="ended_after_agreed"),)
    family = Family(
        "policy",
        "Policies",
        "policy",
        identity="reference",
        orders=(("agreed_on", "ended_on"),),
    )

    reference: Mapped[str] = field("Policy ID", required=True, unique=True)
    title: Mapped[str] = field("Title", required=True)
    topic: Mapped[str | None] = field("Topic", Kind.CHOICE, choices=POLICY_TOPICS)
    edition: Mapped[str | None] = field("Version")
    agreed_on: Mapped[dt.date | None] = _day("Agreed on")
    checked_on: Mapped[dt.date | None] = _day("Checked on")
    review_on: Mapped[dt.date | None] = _day("Check again by")
    owner_id: Mapped[int | None] = _somebody("Owner ID")
    ended_on: Mapped[dt.date | None] = _day("Ended on")
    note: Mapped[str | None] = _long("Note")


class UnitDocument(Record):
    """One file kept with the unit itself: a contract, a policy, an agreement."""

    __tablename__ = "unit_documents"
    family = Family("document of the unit", "", "document of the unit")

    title: Mapped[str] = field("Title", required=True)
    type: Mapped[str] = field("Type", Kind.CHOICE, choices=UNIT_DOCUMENT_TYPES, required=True)
    dated_on: Mapped[dt.date | None] = _day("Date")
    review_on: Mapped[dt.date | None] = _day("Review on")
    contract_id: Mapped[int | None] = field(
        "Contract ID", Kind.REFERENCE, target="contract with a commissioner"
    )
    policy_id: Mapped[int | None] = field("Policy ID", Kind.REFERENCE, target="policy")
    team_id: Mapped[int | None] = field("Team ID", Kind.REFERENCE, target="team")
    note: Mapped[str | None] = _long("Note")
    file_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))


class UnitDocumentContent(Base):
    """The bytes of one document of the unit, read only when it is opened."""

    __tablename__ = "unit_document_contents"

    document_id: Mapped[int] = mapped_column(ForeignKey("unit_documents.id"), primary_key=True)
    content: Mapped[bytes]
