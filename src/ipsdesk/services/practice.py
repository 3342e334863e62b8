"""The mark of a practice copy: everything it shows, prints or writes says that its people are fictional."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from ipsdesk.models import Setting

PRACTICE = "practice"


def is_practice(connection: Connection) -> bool:
    """Whether the unit is a practice copy."""
    return connection.scalar(select(Setting.value).where(Setting.name == PRACTICE)) is not None


def mark_as_practice(connection: Connection) -> None:
    """Make it one, for good."""
    connection.execute(insert(Setting).values(name=PRACTICE, value="yes"))
