"""The mark of a practice copy: everything it shows, prints or writes says that its people are fictional."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from ipsdesk.models import Setting

SETTINGS, PRACTICE = Setting.__table__.c, "practice"


def is_practice(connection: Connection) -> bool:
    """Whether the unit is a practice copy."""
    # The table, not the class: the first statement with a class has SQLAlchemy look through all of them.
    return connection.scalar(select(SETTINGS.value).where(SETTINGS.name == PRACTICE)) is not None


def mark_as_practice(connection: Connection) -> None:
    """Make it one, for good."""
    connection.execute(insert(Setting).values(name=PRACTICE, value="yes"))
