"""The week the grid shows: people, their jobs, seven days each, and how their benefit weeks stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ipsdesk.rules.periods import DAY
from ipsdesk.rules.permitted_limits import LAST_WEEKDAY
from ipsdesk.rules.permitted_work import ExpectedPay
from ipsdesk.services.hours_judging import BenefitWeek, benefit_week, expected_job
from ipsdesk.services.hours_records import (
    WEEK,
    JobRecords,
    PersonRecords,
    RecordedDay,
    days_to,
    recorded_pence,
    recorded_seconds,
)
from ipsdesk.services.hours_typing import TypedHours, TypedPay, typed_into

if TYPE_CHECKING:  # it brings the database with it, which this module does without
    from ipsdesk.services.hours_days import WrittenDay


@dataclass(frozen=True, slots=True)
class DayCell:
    """One job on one day: seconds recorded (None: blank, 0: typed), or planned by the usual shifts.

    ``is_editable`` is False outside the job's dates. ``version`` is to be given back with what is typed.
    """

    day: date
    seconds: int | None
    planned: int | None
    is_editable: bool
    version: int


@dataclass(frozen=True, slots=True)
class WeekPay:
    """One job's seconds and pay in seven days; ``expected`` where hours or plans have no pay yet."""

    ends_on: date
    seconds: int | None
    pence: int | None
    expected: ExpectedPay | None

    @property
    def is_recorded(self) -> bool:
        """Whether some pay is recorded, a typed £0 included."""
        return self.pence is not None


@dataclass(frozen=True, slots=True)
class JobLine:
    """One job's line of the grid: seven days, their sum and pay, and its pay in each benefit week touched.

    ``category`` is that of the last of the seven days.
    """

    activity: int
    reference: str
    title: str | None
    employer: str | None
    category: str
    started_on: date
    ended_on: date | None
    pw1_sent_on: date | None
    days: tuple[DayCell, ...]
    pay: WeekPay
    benefit_pay: tuple[WeekPay, ...]

    @property
    def seconds(self) -> int | None:
        """Seconds of the seven days; None where nothing is recorded."""
        return self.pay.seconds

    @property
    def planned(self) -> int:
        """Seconds the usual shifts foresee on the blank days."""
        return sum(cell.planned or 0 for cell in self.days if cell.seconds is None)

    @property
    def name(self) -> str:
        """Title and employer, as far as they are known."""
        return ", ".join(part for part in (self.title, self.employer) if part) or self.reference


@dataclass(frozen=True, slots=True)
class PersonWeek:
    """One person's rows of the grid; ``weeks`` are the one or two benefit weeks the seven days touch."""

    client: int
    reference: str
    name: str
    week_ends: str
    week_ends_known: bool
    benefits: tuple[str, ...] | None
    jobs: tuple[JobLine, ...]
    weeks: tuple[BenefitWeek, ...]
    sunday: date
    today: date
    records: PersonRecords = field(repr=False)

    @property
    def seconds(self) -> int | None:
        """Seconds of all jobs in the seven days; None where nothing is recorded."""
        found = [job.seconds for job in self.jobs if job.seconds is not None]
        return sum(found) if found else None

    @property
    def pence(self) -> int | None:
        """Pay recorded in the seven days, all jobs together; None where none is."""
        found = [job.pay.pence for job in self.jobs if job.pay.pence is not None]
        return sum(found) if found else None

    @property
    def day_seconds(self) -> tuple[int | None, ...]:
        """Seconds of each of the seven days, all jobs together; None where nothing is recorded."""
        by_day = zip(*(job.days for job in self.jobs), strict=True)
        found = ([cell.seconds for cell in cells if cell.seconds is not None] for cells in by_day)
        return tuple(sum(seconds) if seconds else None for seconds in found)


@dataclass(frozen=True, slots=True)
class HoursWeek:
    """The whole unit's grid from Monday to Sunday, people by name."""

    monday: date
    today: date
    people: tuple[PersonWeek, ...]

    @property
    def needing_reason(self) -> tuple[tuple[PersonWeek, BenefitWeek], ...]:
        """The benefit weeks over a limit without a reason, with whose they are."""
        return tuple((person, week) for person in self.people for week in person.weeks if week.needs_reason)

    @property
    def not_in(self) -> tuple[PersonWeek, ...]:
        """The people with no hours at all in these seven days, not even a typed 0."""
        return tuple(person for person in self.people if person.seconds is None)


def person_week(person: PersonRecords, sunday: date, today: date) -> PersonWeek:
    """One person's rows for the seven days to a Sunday."""
    monday = sunday - 6 * DAY
    ends = sorted({person.week_ending(monday), person.week_ending(sunday)})
    shown = [job for job in person.jobs if _is_shown(job, monday, sunday)]
    return PersonWeek(
        person.client,
        person.reference,
        person.name,
        person.week_ends or LAST_WEEKDAY,
        person.week_ends is not None,
        person.benefits.on(sunday),
        tuple(_line(job, sunday, ends, today) for job in shown),
        tuple(benefit_week(person, end, today) for end in ends),
        sunday,
        today,
        person,
    )


def judge_live(shown: PersonWeek, *typed: TypedHours | TypedPay) -> PersonWeek:
    """The person's rows as they would be with these cells, for the status while typing: nothing is saved.

    Raises ``HoursRefused`` with the sentence that saving them would give.
    """
    records = shown.records
    for cell in typed:
        records = typed_into(records, cell)
    return person_week(records, shown.sunday, shown.today)


def settled(shown: PersonWeek, days: Sequence[WrittenDay]) -> PersonWeek:
    """The person's rows with days as they stand after saving; those of other people are passed over."""
    records = shown.records
    for job in records.jobs:
        written = {
            one.day: None if one.seconds is None else RecordedDay(one.seconds, one.pence, one.version)
            for one in days
            if one.activity == job.activity
        }
        if written:
            records = records.with_job(job.with_days(written))
    return shown if records is shown.records else person_week(records, shown.sunday, shown.today)


def _is_shown(job: JobRecords, monday: date, sunday: date) -> bool:
    current = job.started_on <= sunday and (job.ended_on is None or job.ended_on >= monday)
    return current or bool(job.within(sunday))


def _line(job: JobRecords, sunday: date, ends: list[date], today: date) -> JobLine:
    pay = week_pay(job, sunday, today)
    return JobLine(
        job.activity,
        job.reference,
        job.title,
        job.employer,
        job.category.on(sunday),
        job.started_on,
        job.ended_on,
        job.pw1_sent_on,
        tuple(_cell(job, day, with_plan=sunday >= today) for day in days_to(sunday)),
        pay,
        tuple(pay if end == sunday else week_pay(job, end, today) for end in ends),
    )


def _cell(job: JobRecords, day: date, *, with_plan: bool) -> DayCell:
    row = job.days.get(day)
    return DayCell(
        day,
        row.seconds if row else None,
        job.planned(day) if with_plan else None,
        job.is_current(day),
        row.version if row else 0,
    )


def week_pay(job: JobRecords, ends_on: date, today: date) -> WeekPay:
    """A job's pay in the seven days to a day."""
    rows = job.within(ends_on).values()
    found = expected_job(job, ends_on, planned=ends_on >= today)
    return WeekPay(ends_on, recorded_seconds(rows), recorded_pence(rows), found.pay if found else None)


def first_and_last(monday: date) -> tuple[date, date]:
    """All the days that decide the benefit weeks a grid week can touch."""
    return monday - 6 * DAY - 4 * WEEK, monday + 12 * DAY
