"""Who pays and on what terms: commissioners, contracts, targets, and the definitions that were chosen."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from ipsdesk.fields import Kind
from ipsdesk.models.base import Family, Record, field
from ipsdesk.rules.codes import (
    DEFINITION_SUBJECTS,
    RETURN_PERIODS,
    RETURN_PROFILES,
    TARGET_PER,
    TARGET_SENSES,
)

TARGET_SCALE = 1_000_000
"""The bounds of a target are kept in millionths: a share as a fraction, days and numbers as they are."""


class Commissioner(Record):
    """A body that pays for episodes."""

    __tablename__ = "commissioners"
    family = Family("commissioner", "Commissioners", "commissioner", identity="reference")

    reference: Mapped[str] = field("Commissioner ID", required=True, unique=True)
    name: Mapped[str] = field("Name", required=True)
    contact_person: Mapped[str | None] = field("Contact person", personal=True)
    email: Mapped[str | None] = field("Email", personal=True)
    note: Mapped[str | None] = field("Note", Kind.LONG_TEXT)


class CommissionerContract(Record):
    """What was agreed with a commissioner for a time: when a return is due, how small numbers show."""

    __tablename__ = "commissioner_contracts"
    __table_args__ = (
        CheckConstraint("to_on >= from_on", name="to_after_from"),
        CheckConstraint("due_days BETWEEN 0 AND 366", name="due_days"),
    )
    family = Family(
        "contract with a commissioner",
        "Commissioner contracts",
        "contract with a commissioner",
        identity="reference",
        orders=(("from_on", "to_on"),),
    )

    reference: Mapped[str] = field("Contract ID", required=True, unique=True)
    commissioner_id: Mapped[int] = field(
        "Commissioner ID", Kind.REFERENCE, target="commissioner", required=True
    )
    number: Mapped[str | None] = field("Number", help="The commissioner's own.")
    from_on: Mapped[dt.date] = field("From", Kind.DATE, required=True)
    to_on: Mapped[dt.date | None] = field("To", Kind.DATE)
    return_every: Mapped[str] = field(
        "Return every", Kind.CHOICE, choices=RETURN_PERIODS, default=RETURN_PERIODS[0]
    )
    due_days: Mapped[int | None] = field(
        "Return due after days",
        Kind.WHOLE,
        least=0,
        most=366,
        help="Calendar days after the last day of the period.",
    )
    profile: Mapped[str] = field(
        "Profile",
        Kind.CHOICE,
        choices=RETURN_PROFILES,
        default="commissioner",
        help="How small numbers show.",
    )
    note: Mapped[str | None] = field("Note", Kind.LONG_TEXT)


class TargetRow(Record):
    """A target of the unit in place of the one that holds by default, from a day on."""

    __tablename__ = "targets"
    __table_args__ = (CheckConstraint("contract_year >= 0", name="contract_year"),)
    family = Family("target", "Targets", "target", natural_key=("measure", "contract_year", "from_on"))

    measure: Mapped[str] = field("Measure", required=True, help="The key of the measure.")
    from_on: Mapped[dt.date] = field("From", Kind.DATE, required=True)
    contract_year: Mapped[int] = field(
        "Contract year", Kind.WHOLE, least=0, default=0, help="0 means every year."
    )
    sense: Mapped[str] = field("Sense", Kind.CHOICE, choices=TARGET_SENSES, required=True)
    least: Mapped[int | None] = field(
        "Least", Kind.DECIMAL, scale=TARGET_SCALE, least=0, help="A share as a fraction: 0.5 for half."
    )
    most: Mapped[int | None] = field("Most", Kind.DECIMAL, scale=TARGET_SCALE, least=0)
    per: Mapped[str] = field("Per", Kind.CHOICE, choices=TARGET_PER, default=TARGET_PER[0])
    source: Mapped[str | None] = field("Source")


class DefinitionChoice(Record):
    """Which of several definitions the unit reports by, from a day on."""

    __tablename__ = "definition_choices"
    family = Family(
        "choice of a definition",
        "Definitions chosen",
        "choice of a definition",
        natural_key=("subject", "from_on"),
    )

    subject: Mapped[str] = field("Subject", Kind.CHOICE, choices=DEFINITION_SUBJECTS, required=True)
    from_on: Mapped[dt.date] = field("From", Kind.DATE, required=True)
    choice: Mapped[str] = field("Choice", required=True)
    why: Mapped[str | None] = field("Why", Kind.LONG_TEXT)
