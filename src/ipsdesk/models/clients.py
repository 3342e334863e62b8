"""The people the unit supports, and the facts about them that change from a day on."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ipsdesk.fields import Kind
from ipsdesk.models.base import Family, Record, field, live_index
from ipsdesk.rules.codes import (
    BENEFITS,
    CHANGE_RECORDS,
    DISABILITIES,
    ETHNIC_CATEGORIES,
    GENDERS,
    LEGAL_STATUSES,
    RELIGIONS,
    SEXUAL_ORIENTATIONS,
    WEEKDAYS,
)


def _asked(label: str, choices: tuple[str, ...]) -> Mapped[str | None]:
    """A question about equality, which a person may be asked and need not answer."""
    return field(label, Kind.CHOICE, choices=choices, personal=True, help="Empty means not recorded.")


class Client(Record):
    """A person the service knows, counted once in any figure about people."""

    __tablename__ = "clients"
    family = Family("client", "Clients", "client", identity="reference")

    reference: Mapped[str] = field("Client ID", required=True, unique=True)
    name: Mapped[str] = field("Name", required=True, personal=True)
    nhs_number: Mapped[str | None] = field(
        "NHS number", Kind.NHS_NUMBER, personal=True, help="Ten digits; the last one checks the others."
    )
    born_on: Mapped[dt.date | None] = field("Date of birth", Kind.DATE, personal=True)
    gender: Mapped[str | None] = field("Gender", Kind.CHOICE, choices=GENDERS, personal=True)
    ethnic_category: Mapped[str | None] = field(
        "Ethnic category", Kind.CHOICE, choices=ETHNIC_CATEGORIES, personal=True
    )
    team_id: Mapped[int | None] = field("Team ID", Kind.REFERENCE, target="team", dated=True)
    key_worker_id: Mapped[int | None] = field("Key worker ID", Kind.REFERENCE, target="staff")
    care_coordinator_id: Mapped[int | None] = field("Care coordinator ID", Kind.REFERENCE, target="staff")
    needs: Mapped[list[str] | None] = field("Needs", Kind.TEXTS, personal=True)
    legal_status: Mapped[str | None] = field(
        "Legal status", Kind.CHOICE, choices=LEGAL_STATUSES, personal=True, dated=True
    )
    benefits: Mapped[list[str] | None] = field(
        "Benefits", Kind.CHOICES, choices=BENEFITS, personal=True, dated=True, help="Empty means not known."
    )
    benefit_week_ends: Mapped[str | None] = field("Benefit week ends", Kind.CHOICE, choices=WEEKDAYS)
    ward: Mapped[str | None] = field("Ward", personal=True, dated=True)
    disability: Mapped[str | None] = _asked("Disability", DISABILITIES)
    religion: Mapped[str | None] = _asked("Religion", RELIGIONS)
    sexual_orientation: Mapped[str | None] = _asked("Sexual orientation", SEXUAL_ORIENTATIONS)
    forensic_history: Mapped[bool | None] = field("Forensic history", Kind.YES_NO, personal=True)
    dependency: Mapped[bool | None] = field("Alcohol or drug dependency", Kind.YES_NO, personal=True)
    responsible_clinician: Mapped[str | None] = field("Responsible clinician", personal=True, dated=True)


class Change(Record):
    """What a dated fact of a client, episode or activity is from a day on; empty: not recorded from then.

    Exactly one of the three owners is set. A team, a member of staff or a commissioner is a reference, any
    other value is kept in ``value`` in the form of its own field (hours in seconds, benefits as JSON).
    """

    __tablename__ = "changes"
    __table_args__ = (
        CheckConstraint(
            "(client_id IS NOT NULL) + (episode_id IS NOT NULL) + (activity_id IS NOT NULL) = 1",
            name="one_owner",
        ),
        live_index("client_facts", "client_id", "fact", "from_on", "id", "value", "team_id", table="changes"),
        live_index("episode_facts", "episode_id", "fact", "from_on", "id", "staff_id", table="changes"),
        live_index("activity_facts", "activity_id", "fact", "from_on", "id", "value", table="changes"),
    )
    family = Family("change", "Changes", "change")

    record: Mapped[str] = field("Record", Kind.CHOICE, choices=CHANGE_RECORDS, required=True)
    about: Mapped[str] = field("ID", required=True)
    fact: Mapped[str] = field("Field", required=True)
    from_on: Mapped[dt.date] = field("From", Kind.DATE, required=True)
    value: Mapped[str | None] = field("Value", help="What holds from that day on.")
    client_id: Mapped[int | None] = mapped_column(ForeignKey("clients.id"))
    episode_id: Mapped[int | None] = mapped_column(ForeignKey("episodes.id"))
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    commissioner_id: Mapped[int | None] = mapped_column(ForeignKey("commissioners.id"))
