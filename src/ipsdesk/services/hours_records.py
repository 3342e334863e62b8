"""What is recorded of people's paid work around a week, as plain data that needs no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, TypeVar

from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.rules.periods import DAY
from ipsdesk.rules.permitted_limits import HigherLimit, higher_limits, week_ending
from ipsdesk.rules.typed_hours import DAY_SECONDS

WEEK = 7 * DAY
BACK = tuple(back * DAY for back in reversed(range(7)))
Value = TypeVar("Value")


def days_to(ends_on: date) -> list[date]:
    """The seven days that end on a day, first to last."""
    return [ends_on - back for back in BACK]


@dataclass(frozen=True, slots=True)
class DatedFact(Generic[Value]):
    """A fact that changes from a day on: what held at first, then each change in the order it came."""

    first: Value
    changes: tuple[tuple[date, Value], ...] = ()

    def on(self, day: date) -> Value:
        """What held that day."""
        return next((value for since, value in reversed(self.changes) if since <= day), self.first)


@dataclass(frozen=True, slots=True)
class RecordedDay:
    """Hours of one job on one day in seconds (a typed 0 is one), with pay in pence where it stands on it.

    ``version`` counts the saves of the record; 0 while it is only typed.
    """

    seconds: int
    pence: int | None
    version: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Shift:
    """When a person usually works on a day of the week; ``to_time`` up to ``from_time`` is the next morning.

    Times are ``HH:MM``.
    """

    day: str
    from_time: str
    to_time: str

    @property
    def starts_at(self) -> int:
        """Minutes from midnight to its beginning."""
        return _minutes(self.from_time)

    @property
    def minutes(self) -> int:
        """How long it is; over midnight it belongs to the day it begins on."""
        return (_minutes(self.to_time) - self.starts_at) % (24 * 60)


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a benefit week went over a limit, and the day to come back to it."""

    text: str
    follow_up_on: date | None = None


@dataclass(frozen=True, slots=True)
class JobRecords:
    """One paid job or self-employment: its dates, its dated facts, its usual shifts and its recorded days.

    ``hourly_pay`` is in ten-thousandths of a pound.
    """

    activity: int
    reference: str
    title: str | None
    employer: str | None
    started_on: date
    ended_on: date | None
    supported_by: str | None
    pw1_sent_on: date | None
    category: DatedFact[str]
    hourly_pay: DatedFact[int | None]
    shifts: tuple[Shift, ...]
    days: Mapping[date, RecordedDay]
    _weeks: dict[date, dict[date, RecordedDay]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def is_current(self, day: date) -> bool:
        """Begun by the day and not ended before it (the ending day included)."""
        return self.started_on <= day and (self.ended_on is None or day <= self.ended_on)

    def within(self, ends_on: date) -> Mapping[date, RecordedDay]:
        """The recorded days of the seven that end on a day, first to last."""
        if not self.days:
            return self.days
        found = self._weeks.get(ends_on)  # asked for again and again while a grid is filled
        if found is None:
            first = ends_on - BACK[0]
            days = sorted(day for day in self.days if first <= day <= ends_on)
            found = self._weeks[ends_on] = {day: self.days[day] for day in days}
        return found

    def planned(self, day: date) -> int | None:
        """Seconds the usual shifts foresee that day; None where there is none, or outside the job's dates."""
        if not self.shifts or not self.is_current(day):
            return None
        shifts = [shift for shift in self.shifts if shift.day == WEEKDAYS[day.weekday()]]
        if not shifts:
            return None
        return min(sum(shift.minutes for shift in shifts) * 60, DAY_SECONDS)

    def with_days(self, changed: Mapping[date, RecordedDay | None]) -> JobRecords:
        """The same job with some days recorded otherwise, None for a day that is blank then."""
        days = {**self.days, **changed}
        return replace(self, days={day: row for day, row in days.items() if row is not None})


@dataclass(frozen=True, slots=True)
class PersonRecords:
    """One person with every job, and what decides their benefit weeks.

    ``is_withheld``: the record is restricted, and this is only what recording hours takes. ``limits`` are
    those of permitted work that the unit goes by.
    """

    client: int
    reference: str
    name: str
    week_ends: str | None
    benefits: DatedFact[tuple[str, ...] | None]
    legal_status: DatedFact[str | None]
    jobs: tuple[JobRecords, ...]
    reasons: Mapping[date, Reason]
    is_withheld: bool = False
    limits: Sequence[HigherLimit] = field(default_factory=higher_limits, repr=False)

    def week_ending(self, day: date) -> date:
        """The last day of the person's benefit week that holds a day (Sundays where it is not known)."""
        return week_ending(day, self.week_ends)

    def job(self, activity: int) -> JobRecords:
        """One of the jobs by its key."""
        return next(job for job in self.jobs if job.activity == activity)

    def with_job(self, changed: JobRecords) -> PersonRecords:
        """The same person with one job recorded otherwise."""
        jobs = (changed if job.activity == changed.activity else job for job in self.jobs)
        return replace(self, jobs=tuple(jobs))


def recorded_seconds(rows: Iterable[RecordedDay]) -> int | None:
    """Seconds of some days together; None where nothing is recorded."""
    found = [row.seconds for row in rows]
    return sum(found) if found else None


def recorded_pence(rows: Iterable[RecordedDay]) -> int | None:
    """Pay of some days together; None where none is recorded (a typed £0 is)."""
    found = [row.pence for row in rows if row.pence is not None]
    return sum(found) if found else None
