"""Teams and the people who work in them: posts, WTE by date, absences."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Table
from sqlalchemy.orm import Mapped

from ipsdesk.fields import Kind
from ipsdesk.models.base import Base, Family, Record, field, links, live_index
from ipsdesk.rules.codes import ABSENCE_KINDS, ROLES, TEAM_SETTINGS

WTE_SCALE = 1_000_000
"""Whole-time equivalents are kept as whole millionths, so that sums of days are exact."""


def _wte(*, required: bool = False) -> Mapped[int]:
    return field(
        "Employment WTE",
        Kind.DECIMAL,
        scale=WTE_SCALE,
        least=0,
        most=1,
        required=required,
        default=None if required else 0,
        help="The part of a full-time post spent on employment support, whatever the role.",
    )


class Team(Record):
    """A clinical team or ward whose people the unit supports."""

    __tablename__ = "teams"
    __table_args__ = (CheckConstraint("closed_on >= opened_on", name="closed_after_opened"),)
    family = Family("team", "Teams", "team", identity="reference", orders=(("opened_on", "closed_on"),))

    reference: Mapped[str] = field("Team ID", required=True, unique=True)
    name: Mapped[str] = field("Name", required=True)
    setting: Mapped[str | None] = field("Setting", Kind.CHOICE, choices=TEAM_SETTINGS)
    opened_on: Mapped[dt.date | None] = field("Opened", Kind.DATE)
    closed_on: Mapped[dt.date | None] = field("Closed", Kind.DATE)
    caseload: Mapped[int | None] = field("Team caseload", Kind.WHOLE, least=0)
    caseload_on: Mapped[dt.date | None] = field("Team caseload on", Kind.DATE)


staff_teams = Table(
    "staff_teams",
    Base.metadata,
    Column("staff_id", Integer, ForeignKey("staff.id"), primary_key=True),
    Column("team_id", Integer, ForeignKey("teams.id"), primary_key=True),
    Column("position", Integer, nullable=False),
)


class Staff(Record):
    """A member of staff; an employment specialist on a day is anyone in post with a WTE above 0."""

    __tablename__ = "staff"
    __table_args__ = (
        CheckConstraint("left_on >= started_on", name="left_after_started"),
        CheckConstraint("probation_on >= started_on", name="probation_after_started"),
        CheckConstraint("probation_passed_on >= started_on", name="passed_after_started"),
        CheckConstraint(f"wte BETWEEN 0 AND {WTE_SCALE}", name="wte"),
    )
    family = Family(
        "staff",
        "Staff",
        "member of staff",
        identity="reference",
        orders=(
            ("started_on", "left_on"),
            ("started_on", "probation_on"),
            ("started_on", "probation_passed_on"),
        ),
    )

    reference: Mapped[str] = field("Staff ID", required=True, unique=True)
    name: Mapped[str] = field("Name", required=True)
    role: Mapped[str] = field("Role", Kind.CHOICE, choices=ROLES, required=True)
    started_on: Mapped[dt.date] = field("Started", Kind.DATE, required=True)
    left_on: Mapped[dt.date | None] = field("Left", Kind.DATE)
    wte: Mapped[int] = _wte()
    team_ids = links("Team IDs", staff_teams, "staff_id", "team_id", target="team")
    profession: Mapped[str | None] = field("Profession")
    dbs_seen_on: Mapped[dt.date | None] = field("DBS seen on", Kind.DATE)
    manager_id: Mapped[int | None] = field("Line manager ID", Kind.REFERENCE, target="staff")
    induction_on: Mapped[dt.date | None] = field("Induction done on", Kind.DATE)
    probation_on: Mapped[dt.date | None] = field("Probation ends", Kind.DATE)
    probation_passed_on: Mapped[dt.date | None] = field("Probation passed on", Kind.DATE)
    dbs_due_on: Mapped[dt.date | None] = field(
        "DBS recheck due", Kind.DATE, help="Empty: three years after the day it was seen."
    )


class WteChange(Record):
    """A member of staff's employment WTE from a day on."""

    __tablename__ = "wte_changes"
    __table_args__ = (CheckConstraint(f"wte BETWEEN 0 AND {WTE_SCALE}", name="wte"),)
    family = Family("wte change", "WTE changes", "change of WTE")

    staff_id: Mapped[int] = field("Staff ID", Kind.REFERENCE, target="staff", required=True)
    from_on: Mapped[dt.date] = field("From", Kind.DATE, required=True)
    wte: Mapped[int] = _wte(required=True)


class Absence(Record):
    """Days a member of staff was away, both ends included."""

    __tablename__ = "absences"
    __table_args__ = (
        CheckConstraint("to_on >= from_on", name="to_after_from"),
        live_index("staff", "staff_id", "from_on", "to_on", table="absences"),
    )
    family = Family("absence", "Absences", "absence", orders=(("from_on", "to_on"),))

    staff_id: Mapped[int] = field("Staff ID", Kind.REFERENCE, target="staff", required=True)
    from_on: Mapped[dt.date] = field("From", Kind.DATE, required=True)
    to_on: Mapped[dt.date] = field("To", Kind.DATE, required=True)
    kind: Mapped[str | None] = field("Kind", Kind.CHOICE, choices=ABSENCE_KINDS)
