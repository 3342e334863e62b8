"""Every contact the unit makes: with clients, employers, teams and partners."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, text
from sqlalchemy.orm import Mapped

from ipsdesk.fields import Kind
from ipsdesk.models.base import Base, Family, Record, field, links, live_index
from ipsdesk.rules.codes import CONTACT_BY, CONTACT_KINDS, CONTACT_MODES, CONTACT_PLACES, CONTACT_PURPOSES

contact_clients = Table(
    "contact_clients",
    Base.metadata,
    Column("contact_id", Integer, ForeignKey("contacts.id"), primary_key=True),
    Column("client_id", Integer, ForeignKey("clients.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Index("ix_contact_clients_client", "client_id", "contact_id"),
)


class Contact(Record):
    """One contact; a row not attended is only an attempt and counts in no figure."""

    __tablename__ = "contacts"
    __table_args__ = (
        CheckConstraint("minutes >= 0", name="minutes"),
        CheckConstraint("next_action_done_on >= on_date", name="done_after_contact"),
        live_index(
            "kind", "kind", "attended", "on_date", "mode", "employer_id", "staff_id", table="contacts"
        ),
        live_index("team", "team_id", "kind", "on_date", "attended", table="contacts"),
        live_index("date", "on_date", "attended", table="contacts"),
        live_index("employer", "employer_id", "on_date", table="contacts"),
        Index(
            "ix_contacts_next_action",
            "next_action_due_on",
            sqlite_where=text(
                "removed_at IS NULL AND next_action_due_on IS NOT NULL AND next_action_done_on IS NULL"
            ),
        ),
    )
    family = Family("contact", "Contacts", "contact", orders=(("on_date", "next_action_done_on"),))

    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    kind: Mapped[str] = field("Kind", Kind.CHOICE, choices=CONTACT_KINDS, required=True)
    attended: Mapped[bool] = field("Attended", Kind.YES_NO, default=True)
    purpose: Mapped[str | None] = field("Purpose", Kind.CHOICE, choices=CONTACT_PURPOSES)
    matches_plan: Mapped[bool | None] = field("Matches plan", Kind.YES_NO)
    mode: Mapped[str | None] = field("Mode", Kind.CHOICE, choices=CONTACT_MODES)
    by: Mapped[str] = field("By", Kind.CHOICE, choices=CONTACT_BY, default=CONTACT_BY[0])
    staff_id: Mapped[int | None] = field("Staff ID", Kind.REFERENCE, target="staff", words="Who of us")
    client_ids = links("Client IDs", contact_clients, "contact_id", "client_id", target="client")
    employer_id: Mapped[int | None] = field("Employer ID", Kind.REFERENCE, target="employer")
    team_id: Mapped[int | None] = field("Team ID", Kind.REFERENCE, target="team")
    place: Mapped[str | None] = field("Place", Kind.CHOICE, choices=CONTACT_PLACES)
    minutes: Mapped[int | None] = field("Minutes", Kind.WHOLE, least=0)
    note: Mapped[str | None] = field("Note", Kind.LONG_TEXT, personal=True)
    others_present: Mapped[str | None] = field("Others present", personal=True)
    outcome: Mapped[str | None] = field("Outcome", Kind.LONG_TEXT, personal=True)
    next_action: Mapped[str | None] = field("Next action", personal=True)
    next_action_due_on: Mapped[dt.date | None] = field("Next action due", Kind.DATE)
    next_action_done_on: Mapped[dt.date | None] = field("Next action done", Kind.DATE)
    outreach: Mapped[bool | None] = field(
        "Outreach", Kind.YES_NO, help="An attempt to reach somebody who stays away."
    )
    entered_on: Mapped[dt.date | None] = field(
        "Entered on clinical system", Kind.DATE, words="Entered on the clinical system on"
    )
    without_consent: Mapped[str | None] = field(
        "Reason without consent",
        Kind.LONG_TEXT,
        personal=True,
        help="Why an employer was spoken with about somebody who had not agreed to it.",
    )
    employer_person_id: Mapped[int | None] = field(
        "Employer person ID",
        Kind.REFERENCE,
        target="person at an employer",
        words="Who at the employer",
    )
    vacancy_id: Mapped[int | None] = field("Vacancy ID", Kind.REFERENCE, target="vacancy")
    partner_id: Mapped[int | None] = field(
        "Partner ID", Kind.REFERENCE, target="partner agency", words="Partner agency"
    )
