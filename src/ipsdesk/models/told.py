"""What may be told of a person, and to whom: talks, decisions, criminal record, consents."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from ipsdesk.fields import Kind
from ipsdesk.models.base import Family, Record, field, live_index
from ipsdesk.rules.codes import (
    CONSENT_ANSWERS,
    CONSENT_SCOPES,
    CONSENT_WAYS,
    CRIMINAL_RECORD_CHECKS,
    PERMISSIONS,
    PERSONAL_INFORMATION_DECISIONS,
    WHEN_TOLD,
)


def _of_client() -> Mapped[int]:
    return field("Client ID", Kind.REFERENCE, target="client", required=True)


def _on_date() -> Mapped[dt.date]:
    return field("Date", Kind.DATE, required=True)


def _to_employer() -> Mapped[int | None]:
    return field("Employer ID", Kind.REFERENCE, target="employer", help="Empty means any employer.")


def _of_us() -> Mapped[int | None]:
    return field("Staff ID", Kind.REFERENCE, target="staff", words="Who of us")


class InformationTalk(Record):
    """A talk with a person about what employers may be told of them."""

    __tablename__ = "information_talks"
    __table_args__ = (live_index("client", "client_id", "on_date", table="information_talks"),)
    family = Family(
        "talk about personal information", "Personal information talks", "talk about personal information"
    )

    client_id: Mapped[int] = _of_client()
    on_date: Mapped[dt.date] = _on_date()
    staff_id: Mapped[int | None] = _of_us()
    talked_about: Mapped[str | None] = field("Talked about", Kind.LONG_TEXT, personal=True)


class InformationDecision(Record):
    """What a person decided that one employer, or any, may be told; the latest of each holds."""

    __tablename__ = "information_decisions"
    __table_args__ = (
        CheckConstraint("review_on >= on_date", name="review_after_decided"),
        live_index("client", "client_id", "on_date", table="information_decisions"),
    )
    family = Family(
        "decision about personal information",
        "Personal information",
        "decision about personal information",
        orders=(("on_date", "review_on"),),
    )

    client_id: Mapped[int] = _of_client()
    on_date: Mapped[dt.date] = _on_date()
    employer_id: Mapped[int | None] = _to_employer()
    decision: Mapped[str] = field(
        "Decision", Kind.CHOICE, choices=PERSONAL_INFORMATION_DECISIONS, required=True
    )
    wording: Mapped[str | None] = field("Agreed wording", Kind.LONG_TEXT, personal=True)
    never_told: Mapped[str | None] = field("Never told", Kind.LONG_TEXT, personal=True)
    when_told: Mapped[str | None] = field("When", Kind.CHOICE, choices=WHEN_TOLD, words="When it is told")
    review_on: Mapped[dt.date | None] = field("Review on", Kind.DATE)


class CriminalRecordInformation(Record):
    """What may be told of a person's criminal record, with a permission of its own."""

    __tablename__ = "criminal_record_information"
    __table_args__ = (live_index("client", "client_id", "on_date", table="criminal_record_information"),)
    family = Family("criminal record information", "Criminal record", "criminal record information")

    client_id: Mapped[int] = _of_client()
    on_date: Mapped[dt.date] = _on_date()
    employer_id: Mapped[int | None] = _to_employer()
    permission: Mapped[str] = field("Permission", Kind.CHOICE, choices=PERMISSIONS, required=True)
    may_be_told: Mapped[str | None] = field("May be told", Kind.LONG_TEXT, personal=True, restricted=True)
    never_told: Mapped[str | None] = field("Never told", Kind.LONG_TEXT, personal=True, restricted=True)
    check_needed: Mapped[str | None] = field("Check needed", Kind.CHOICE, choices=CRIMINAL_RECORD_CHECKS)
    staff_id: Mapped[int | None] = _of_us()


class Consent(Record):
    """What a person answered when asked whether something of theirs may be shared."""

    __tablename__ = "consents"
    __table_args__ = (
        CheckConstraint("expires_on >= on_date", name="expires_after_asked"),
        CheckConstraint("withdrawn_on >= on_date", name="withdrawn_after_asked"),
        live_index("client", "client_id", "scope", "on_date", table="consents"),
    )
    family = Family(
        "consent",
        "Consents",
        "consent",
        orders=(("on_date", "expires_on"), ("on_date", "withdrawn_on")),
    )

    client_id: Mapped[int] = _of_client()
    scope: Mapped[str] = field("Scope", Kind.CHOICE, choices=CONSENT_SCOPES, required=True)
    answer: Mapped[str] = field("Answer", Kind.CHOICE, choices=CONSENT_ANSWERS, required=True)
    on_date: Mapped[dt.date] = _on_date()
    expires_on: Mapped[dt.date | None] = field("Expires", Kind.DATE)
    withdrawn_on: Mapped[dt.date | None] = field("Withdrawn", Kind.DATE)
    how: Mapped[str | None] = field("How", Kind.CHOICE, choices=CONSENT_WAYS)
    staff_id: Mapped[int | None] = _of_us()
    note: Mapped[str | None] = field("Note", Kind.LONG_TEXT, personal=True)
