"""Episodes (one referral each) and the plans agreed with the person."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from ipsdesk.fields import Kind
from ipsdesk.models.base import Family, Record, field, live_index
from ipsdesk.rules.codes import (
    INFORMATION_FORMS,
    OUT_OF_WORK,
    PAUSE_REASONS,
    POSITIONS_AT_START,
    REFERRAL_SOURCES,
    RETENTION_OUTCOMES,
)


class Episode(Record):
    """One referral, from the day it was received to the day it was closed.

    ``started_on`` is the initial assessment: the first face-to-face meeting with the employment specialist.
    """

    __tablename__ = "episodes"
    __table_args__ = (
        CheckConstraint("accepted_on >= received_on", name="accepted_after_received"),
        CheckConstraint("started_on >= received_on", name="started_after_received"),
        CheckConstraint("closed_on >= received_on", name="closed_after_received"),
        CheckConstraint("closed_on >= started_on", name="closed_after_started"),
        live_index("client", "client_id", "started_on", "closed_on", table="episodes"),
        live_index("started", "started_on", table="episodes"),
    )
    family = Family(
        "referral",
        "Referrals",
        "referral",
        identity="reference",
        orders=(
            ("received_on", "accepted_on"),
            ("received_on", "started_on"),
            ("received_on", "closed_on"),
            ("started_on", "closed_on"),
        ),
    )

    reference: Mapped[str] = field("Referral ID", required=True, unique=True)
    client_id: Mapped[int] = field("Client ID", Kind.REFERENCE, target="client", required=True)
    received_on: Mapped[dt.date] = field("Received", Kind.DATE, required=True)
    source: Mapped[str | None] = field("Source", Kind.CHOICE, choices=REFERRAL_SOURCES)
    accepted_on: Mapped[dt.date | None] = field("Accepted", Kind.DATE)
    declined_on: Mapped[dt.date | None] = field("Declined", Kind.DATE)
    decline_reason: Mapped[str | None] = field("Decline reason")
    started_on: Mapped[dt.date | None] = field("Started", Kind.DATE)
    profile_started_on: Mapped[dt.date | None] = field("Profile started", Kind.DATE)
    staff_id: Mapped[int | None] = field(
        "Staff ID",
        Kind.REFERENCE,
        target="staff",
        dated=True,
        help="The named employment specialist.",
        words="Employment specialist",
    )
    position_at_start: Mapped[str] = field(
        "Position at start", Kind.CHOICE, choices=POSITIONS_AT_START, default=OUT_OF_WORK
    )
    closed_on: Mapped[dt.date | None] = field("Closed", Kind.DATE)
    closure_reason: Mapped[str | None] = field("Closure reason")
    retention_outcome: Mapped[str | None] = field(
        "Retention outcome", Kind.CHOICE, choices=RETENTION_OUTCOMES
    )
    retention_outcome_on: Mapped[dt.date | None] = field("Retention outcome on", Kind.DATE)
    information_given_on: Mapped[dt.date | None] = field("Written information given", Kind.DATE)
    information_form: Mapped[str | None] = field(
        "Written information form",
        Kind.CHOICE,
        choices=INFORMATION_FORMS,
        words="Form of the written information",
    )
    paused: Mapped[str | None] = field(
        "Paused",
        Kind.CHOICE,
        choices=PAUSE_REASONS,
        dated=True,
        help="Why support is paused; the person stays on the caseload. Empty means not paused.",
    )
    closure_agreed: Mapped[bool | None] = field(
        "Closure agreed with person", Kind.YES_NO, words="Closure agreed with the person"
    )
    commissioner_id: Mapped[int | None] = field(
        "Commissioner ID", Kind.REFERENCE, target="commissioner", dated=True, words="Who pays"
    )


class Plan(Record):
    """An individual plan agreed with the person."""

    __tablename__ = "plans"
    __table_args__ = (live_index("client", "client_id", "agreed_on", table="plans"),)
    family = Family("plan", "Plans", "plan")

    client_id: Mapped[int] = field("Client ID", Kind.REFERENCE, target="client", required=True)
    agreed_on: Mapped[dt.date] = field("Agreed", Kind.DATE, required=True)
    goal: Mapped[str | None] = field("Goal", Kind.LONG_TEXT, personal=True)
    reviewed_on: Mapped[dt.date | None] = field("Reviewed", Kind.DATE)
    next_review_on: Mapped[dt.date | None] = field("Next review", Kind.DATE)
