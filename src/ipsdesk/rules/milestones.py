"""The milestones of a job: the days on which it is asked whether the person is still in work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ipsdesk.rules.periods import DAY, add_months

THIRTEEN_WEEKS = 91
FIRST_TWO = ("13 weeks", "3 months")
"""They fall within days of each other, and are asked for and confirmed as one."""
MONTHS = (3, 6, 9, 12)


def milestones_of(started_on: date) -> Mapping[str, date]:
    """Each milestone of a job that began on a day, with its day."""
    months = {f"{many} months": add_months(started_on, many) for many in MONTHS}
    return {FIRST_TWO[0]: started_on + THIRTEEN_WEEKS * DAY, **months}


def confirmed_together(milestone: str) -> tuple[str, ...]:
    """The milestones that one answer is about."""
    return FIRST_TWO if milestone in FIRST_TWO else (milestone,)
