"""Days told from today backwards, and facts that change on some of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(days=7)
SATURDAY = 5
LONGEST_AGO = 730
"""The demonstration begins two years before today."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A value, and what it became later: pairs of day and value, earliest first."""

    first: str
    later: tuple[tuple[date, str], ...]

    def on(self, day: date) -> str:
        """What held on a day."""
        return next((value for since, value in reversed(self.later) if since <= day), self.first)


@dataclass(frozen=True, slots=True)
class Days:
    """The calendar of the demonstration, which knows only the day it is shown on."""

    today: date

    def ago(self, days: int) -> date:
        """The day so many days before today."""
        return self.today - timedelta(days=days)

    def fact(self, text: str) -> Fact:
        """What ``ASH > 240: BEECH`` says: ASH, and BEECH from 240 days ago on."""
        first, *later = text.split(" > ")
        steps = (step.split(": ", 1) for step in later)
        return Fact(first, tuple((self.ago(int(days)), value) for days, value in steps))

    def ended(self, text: str) -> tuple[date | None, str | None]:
        """What ``100: left for a better job`` says: the day, and the words; nothing for an empty text."""
        days, _, words = text.partition(": ")
        return (self.ago(int(days)), words) if days else (None, None)

    def mondays(self) -> Iterator[date]:
        """The Monday of each week from two years ago to this week."""
        monday = monday_of(self.ago(LONGEST_AGO))
        while monday <= self.today:
            yield monday
            monday += WEEK

    def weeks_ago(self, day: date) -> int:
        """How many weeks lie between the day's week and this week; 0 for this week."""
        return (monday_of(self.today) - monday_of(day)).days // 7


def after(day: date, days: int) -> date:
    """The first day from Monday to Friday that lies at least so many days after another."""
    later = day + timedelta(days=days)
    return later if later.weekday() < SATURDAY else monday_of(later) + WEEK


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())
