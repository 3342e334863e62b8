"""The vocational profile: its versions, each headed by what was learnt, and the sessions it was made in."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from ipsdesk.fields import Kind
from ipsdesk.models.base import Family, Record, field, live_index


def _heading(label: str, *, restricted: bool = False) -> Mapped[str | None]:
    return field(label, Kind.LONG_TEXT, personal=True, restricted=restricted)


class VocationalProfile(Record):
    """One version of a person's vocational profile; a later one stands beside it, never in its place."""

    __tablename__ = "vocational_profiles"
    __table_args__ = (
        CheckConstraint("next_review_on >= on_date", name="review_after_version"),
        live_index("client", "client_id", "on_date", table="vocational_profiles"),
    )
    family = Family(
        "vocational profile",
        "Vocational profiles",
        "vocational profile",
        identity="reference",
        orders=(("on_date", "next_review_on"),),
    )

    reference: Mapped[str] = field("Profile ID", required=True, unique=True)
    client_id: Mapped[int] = field("Client ID", Kind.REFERENCE, target="client", required=True)
    on_date: Mapped[dt.date] = field(
        "Date", Kind.DATE, required=True, help="The day of this version.", words="Version of"
    )
    author_id: Mapped[int | None] = field("Author ID", Kind.REFERENCE, target="staff")
    after_activity_id: Mapped[int | None] = field(
        "After activity ID",
        Kind.REFERENCE,
        target="activity",
        help="The job or other activity that led to this version.",
        words="After which job",
    )
    next_review_on: Mapped[dt.date | None] = field("Next review", Kind.DATE)
    aims: Mapped[str | None] = _heading("Aims and preferred jobs")
    history: Mapped[str | None] = _heading("Work and education history")
    skills: Mapped[str | None] = _heading("Skills, strengths and qualifications")
    environment: Mapped[str | None] = _heading("Work environment")
    hours_and_place: Mapped[str | None] = _heading("Hours, travel and place")
    health: Mapped[str | None] = _heading("Health and early signs")
    risk_and_leave: Mapped[str | None] = _heading("Risk and leave conditions")
    criminal_record: Mapped[str | None] = _heading("Criminal record position", restricted=True)
    adjustments: Mapped[str | None] = _heading("Adjustments wanted")
    support_network: Mapped[str | None] = _heading("Support network")
    benefits_and_money: Mapped[str | None] = _heading("Benefits and money")
    identity_documents: Mapped[str | None] = _heading("Identity documents")
    digital_access: Mapped[str | None] = _heading("Digital access")
    lessons: Mapped[str | None] = _heading("Lessons from jobs")


class ProfileSession(Record):
    """A meeting in which a version of a profile was worked on."""

    __tablename__ = "profile_sessions"
    __table_args__ = (
        CheckConstraint("minutes >= 0", name="minutes"),
        live_index("profile", "profile_id", "on_date", table="profile_sessions"),
    )
    family = Family("profile session", "Profile sessions", "profile session")

    profile_id: Mapped[int] = field("Profile ID", Kind.REFERENCE, target="vocational profile", required=True)
    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    staff_id: Mapped[int | None] = field("Staff ID", Kind.REFERENCE, target="staff", words="Who of us")
    minutes: Mapped[int | None] = field("Minutes", Kind.WHOLE, least=0)
    covered: Mapped[str | None] = field("What was covered", Kind.LONG_TEXT, personal=True)
