"""The unit itself: its contract, its settings, and the imports that brought records in."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from ipsdesk.fields import Kind
from ipsdesk.models.base import Base, Family, Record, field


class Contract(Record):
    """What the unit is called, who pays, and since when."""

    __tablename__ = "contracts"
    family = Family("contract", "Contract", "contract", single=True)

    unit_name: Mapped[str] = field("Unit name", required=True)
    commissioner: Mapped[str | None] = field("Commissioner")
    starts_on: Mapped[dt.date | None] = field(
        "Contract starts", Kind.DATE, help="Contract years are counted from this day; empty means year 1."
    )


class Import(Base):
    """One workbook brought in: what stands for the audit entries of the records it added."""

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str] = mapped_column(String(32))
    account_id: Mapped[int | None]
    sha256: Mapped[str] = mapped_column(String(64))
    counts: Mapped[dict[str, list[int]]] = mapped_column(JSON)


class Setting(Base):
    """One choice of the unit; ``practice`` marks a unit of fictional people."""

    __tablename__ = "settings"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str]
