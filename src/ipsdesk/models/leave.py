"""Leave under section 17: what was authorised, on which conditions, and how each leave went."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from ipsdesk.fields import Kind
from ipsdesk.models.base import Family, Record, field, live_index
from ipsdesk.rules.codes import ESCORTS, WEEKDAYS


def _told(label: str) -> Mapped[str | None]:
    return field(label, Kind.LONG_TEXT, personal=True)


class Leave(Record):
    """One authority for leave; the program records it and never gives it."""

    __tablename__ = "leaves"
    __table_args__ = (
        CheckConstraint("to_on >= from_on", name="to_after_from"),
        CheckConstraint("revoked_on >= authorised_on", name="revoked_after_authorised"),
        CheckConstraint("checked_on >= authorised_on", name="checked_after_authorised"),
        CheckConstraint("most_seconds BETWEEN 0 AND 86400", name="most_seconds"),
        live_index("client", "client_id", "from_on", "to_on", table="leaves"),
    )
    family = Family(
        "leave authority",
        "Leave",
        "leave authority",
        identity="reference",
        orders=(("from_on", "to_on"), ("authorised_on", "revoked_on"), ("authorised_on", "checked_on")),
    )

    reference: Mapped[str] = field("Leave ID", required=True, unique=True)
    client_id: Mapped[int] = field("Client ID", Kind.REFERENCE, target="client", required=True)
    authorised_on: Mapped[dt.date] = field("Authorised on", Kind.DATE, required=True)
    authorised_by: Mapped[str] = field("Authorised by", required=True, personal=True)
    from_on: Mapped[dt.date] = field("From", Kind.DATE, required=True)
    to_on: Mapped[dt.date | None] = field("To", Kind.DATE)
    days: Mapped[list[str] | None] = field(
        "Days", Kind.CHOICES, choices=WEEKDAYS, help="Empty means any day."
    )
    out_from: Mapped[str | None] = field("Out from", Kind.TIME)
    back_by: Mapped[str | None] = field("Back by", Kind.TIME)
    most_seconds: Mapped[int | None] = field("Most hours", Kind.HOURS, least=0, most=24, help="Of one leave.")
    place: Mapped[str | None] = field("Purpose and place", personal=True)
    route: Mapped[str | None] = _told("Route")
    escort: Mapped[str | None] = field("Escort", Kind.CHOICE, choices=ESCORTS)
    escort_detail: Mapped[str | None] = field("Escort detail", personal=True)
    conditions: Mapped[str | None] = _told("Conditions")
    moj_on: Mapped[dt.date | None] = field(
        "Ministry of Justice consent", Kind.DATE, help="The day it was given, for a restricted patient."
    )
    moj_reference: Mapped[str | None] = field("Ministry of Justice reference", personal=True)
    copies: Mapped[list[str] | None] = field("Copies given to", Kind.TEXTS, personal=True)
    own_view: Mapped[str | None] = _told("Person's view")
    revoked_on: Mapped[dt.date | None] = field("Revoked on", Kind.DATE)
    checked_on: Mapped[dt.date | None] = field(
        "Checked again on",
        Kind.DATE,
        help="The day somebody made sure that it still holds, after a change of clinician or legal status.",
    )


class LeaveOutcome(Record):
    """How one leave under an authority went."""

    __tablename__ = "leave_outcomes"
    __table_args__ = (live_index("leave", "leave_id", "on_date", table="leave_outcomes"),)
    family = Family("leave outcome", "Leave outcomes", "leave outcome")

    leave_id: Mapped[int] = field("Leave ID", Kind.REFERENCE, target="leave authority", required=True)
    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    out_at: Mapped[str | None] = field("Out", Kind.TIME)
    back_at: Mapped[str | None] = field("Back", Kind.TIME)
    as_planned: Mapped[bool | None] = field("As planned", Kind.YES_NO)
    what_happened: Mapped[str | None] = _told("What happened")
    own_account: Mapped[str | None] = _told("Person's account")
    effect: Mapped[str | None] = _told("Effect on next leave")
