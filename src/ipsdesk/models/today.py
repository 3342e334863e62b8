"""What somebody has put off on Today until a day."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ipsdesk.models.base import Base


class Snooze(Base):
    """A line of Today that comes back on ``until_on``; ``key`` tells the line, ``at`` is UTC in ISO 8601."""

    __tablename__ = "snoozes"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(128), index=True)
    until_on: Mapped[dt.date]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[str] = mapped_column(String(32))
