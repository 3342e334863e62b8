"""When training, clearance, policies and agreements are due again, and how that is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipsdesk.rules.periods import add_months
from ipsdesk.services.caseload_words import short_day

YEAR, THREE_YEARS, FIRST_IPS = 12, 36, 6
SOON = 1
"""Months before its day that something is called due."""


@dataclass(frozen=True, slots=True)
class Due:
    """The day something is due again, today, and whether it was never done; None: no day."""

    day: date | None
    today: date
    never: bool = False

    @property
    def is_over(self) -> bool:
        """Whether its day has passed."""
        return self.day is not None and self.day < self.today

    @property
    def is_soon(self) -> bool:
        """Whether its day is today or within a month."""
        return self.day is not None and not self.is_over and self.day <= add_months(self.today, SOON)

    @property
    def words(self) -> str:
        """``overdue since 9 Feb``, ``due 9 Feb``, ``next 9 Feb``; empty where nothing is due."""
        if self.day is None:
            return ""
        word = "overdue since" if self.is_over else "due" if self.is_soon else "next"
        return f"{word} {short_day(self.day, self.today)}"


def topic_due(topic: str, last: date | None, started_on: date, today: date) -> Due:
    """A topic is due a year after it was last done."""
    if last is not None:
        return Due(add_months(last, YEAR), today)
    return Due(add_months(started_on, FIRST_IPS if topic == "IPS" else 0), today, never=True)


def dbs_due(seen_on: date | None, due_on: date | None, started_on: date, today: date) -> Due:
    """Clearance is seen again on its day, else three years on; at once where it never was."""
    if seen_on is None and due_on is None:
        return Due(started_on, today, never=True)
    return Due(due_on or add_months(seen_on or today, THREE_YEARS), today)


def checked_due(review_on: date | None, last: date | None, today: date) -> Due:
    """A policy or an agreement is looked at again on its day, else a year on; at once where it never was."""
    if review_on is None and last is None:
        return Due(today, today, never=True)
    return Due(review_on or add_months(last or today, YEAR), today)
