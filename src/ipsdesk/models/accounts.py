"""Who signs in, what is kept from whom, and what somebody was writing when the window was locked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ipsdesk.fields import Kind
from ipsdesk.models.base import Base, Family, Record, field


class Account(Record):
    """A person who signs in; the key slot of the same number opens the file for them.

    ``client_id`` is set where the person is also a client of the unit; ``decision`` is then the manager's
    reason for the account, which never opens a client's record.
    """

    __tablename__ = "accounts"
    family = Family("account", "", "account")

    name: Mapped[str] = field("Account name", required=True, personal=True, unique=True)
    role: Mapped[str] = mapped_column(String(16))
    staff_id: Mapped[int | None] = field("Staff ID", Kind.REFERENCE, target="staff")
    client_id: Mapped[int | None] = field("Client ID", Kind.REFERENCE, target="client")
    decision: Mapped[str | None] = field("Decision")
    created_at: Mapped[str] = mapped_column(String(32))
    disabled_at: Mapped[str | None] = mapped_column(String(32))


class Restriction(Record):
    """A client's record that others than those who work with the person open only with a reason."""

    __tablename__ = "restrictions"
    family = Family("restriction", "", "restriction")

    client_id: Mapped[int] = field("Client ID", Kind.REFERENCE, target="client", required=True)
    reason: Mapped[str] = field("Reason", required=True)


class Cover(Record):
    """An account that stands in for a colleague: it opens the colleague's restricted records then."""

    __tablename__ = "covers"
    __table_args__ = (CheckConstraint("to_on >= from_on", name="to_after_from"),)
    family = Family("cover", "", "cover", orders=(("from_on", "to_on"),))

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    staff_id: Mapped[int] = field("Staff ID", Kind.REFERENCE, target="staff", required=True)
    from_on: Mapped[dt.date] = field("From", Kind.DATE, required=True)
    to_on: Mapped[dt.date] = field("To", Kind.DATE, required=True)
    reason: Mapped[str] = field("Reason", required=True)


class Draft(Base):
    """What an account was writing and had not saved when the window was locked; offered to that account only.

    ``kind`` is the form, ``about`` the client it concerned, ``words`` what it was ("usual shifts"),
    ``content`` what was typed; ``at`` is UTC in ISO 8601.
    """

    __tablename__ = "drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    kind: Mapped[str] = mapped_column(String(64))
    about: Mapped[int | None] = mapped_column(ForeignKey("clients.id"))
    words: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[str] = mapped_column(String(32))
