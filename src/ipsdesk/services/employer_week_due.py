"""The specialists whose contacts with employers of last week no lead has signed off yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from ipsdesk.rules.periods import DAY
from ipsdesk.services.employer_week_reading import WEEK, read_week


@dataclass(frozen=True, slots=True)
class WeekToSignOff:
    """Whose week from which Monday, and how many contacts of how many it had."""

    staff: int
    name: str
    first: date
    made: int
    wanted: int


def weeks_to_sign_off(connection: Connection, today: date) -> Iterator[WeekToSignOff]:
    """Last week of everybody who was at work in it, until it is signed off or another week has passed."""
    first = today - (today.weekday() + WEEK) * DAY
    for one in read_week(connection, first, today).lines:
        if one.wanted and one.reviewed_on is None:
            yield WeekToSignOff(one.staff, one.name, first, one.made, one.wanted)
