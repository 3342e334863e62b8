"""What a typed cell changes in a job's recorded days: the same for the status while typing and for saving."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ipsdesk.errors import CannotRun
from ipsdesk.rules.typed_hours import DAY_SECONDS
from ipsdesk.rules.wording import shown_day, shown_pounds
from ipsdesk.services.hours_records import JobRecords, PersonRecords, RecordedDay, recorded_pence
from ipsdesk.services.hours_words import spoken_day

Changed = dict[date, RecordedDay | None]
"""Days of a job that are recorded otherwise; None: blank."""


class HoursRefused(CannotRun):
    """What was typed can't be kept as it is; the sentence says why, nothing was changed."""


@dataclass(frozen=True, slots=True)
class TypedHours:
    """Hours typed for one job and day in seconds; None clears the day.

    ``seen`` is the version of the day as the grid showed it (0: blank); None does not ask.
    """

    activity: int
    day: date
    seconds: int | None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class TypedPay:
    """Pay typed for one job and the seven days that end on a day, in pence; None clears it."""

    activity: int
    week_ending: date
    pence: int | None


def typed_into(person: PersonRecords, typed: TypedHours | TypedPay) -> PersonRecords:
    """The person's records as they would be with this cell; raises ``HoursRefused``."""
    job = person.job(typed.activity)
    if isinstance(typed, TypedHours):
        changed = changed_by_hours(job, typed, person.week_ending(typed.day))
    else:
        changed = changed_by_pay(job, typed)
    return person.with_job(job.with_days(changed))


def changed_by_hours(job: JobRecords, typed: TypedHours, week_ending: date) -> Changed:
    """The days that hours typed into a cell change; raises ``HoursRefused``.

    Pay that stood on a cleared day moves to the last worked day left in its benefit week.
    """
    known = job.days.get(typed.day)
    if typed.seconds is None:
        return {} if known is None else {**_moved_pay(job, typed.day, week_ending), typed.day: None}
    _check(job, typed.day, typed.seconds)
    if known is None:
        return {typed.day: RecordedDay(typed.seconds, None)}
    return {} if known.seconds == typed.seconds else {typed.day: replace(known, seconds=typed.seconds)}


def _check(job: JobRecords, day: date, seconds: int) -> None:
    if seconds < 0:
        raise HoursRefused(f"Hours can't be less than 0. {_kept(day)}")
    if seconds > DAY_SECONDS:
        raise HoursRefused(f"A day has no more than 24 hours. {_kept(day)}")
    if day < job.started_on:
        raise HoursRefused(f"This job began on {shown_day(job.started_on)}, after that day. {_kept(day)}")
    if job.ended_on is not None and day > job.ended_on:
        raise HoursRefused(f"This job ended on {shown_day(job.ended_on)}, before that day. {_kept(day)}")


def _kept(day: date) -> str:
    return f"{spoken_day(day)} was not changed."


def _moved_pay(job: JobRecords, day: date, week_ending: date) -> Changed:
    pence = job.days[day].pence
    if pence is None:
        return {}
    left = {other: row for other, row in job.within(week_ending).items() if other != day}
    at = _pay_day(left)
    if at is None:
        if pence:
            raise HoursRefused(
                f"{shown_pounds(pence)} of pay stands on {spoken_day(day)}, the only day recorded in the "
                f"week to {spoken_day(week_ending)}. {_kept(day)} Clear the pay first, then the hours."
            )
        return {}
    return {at: replace(left[at], pence=(left[at].pence or 0) + pence)}


def _pay_day(rows: Mapping[date, RecordedDay]) -> date | None:
    """Where pay known by the week stands: the last worked day, else the last with a typed 0."""
    worked = [day for day, row in rows.items() if row.seconds]
    return max(worked or rows, default=None)


def changed_by_pay(job: JobRecords, typed: TypedPay) -> Changed:
    """The days that pay typed for a week changes: all of it then stands on the last worked day.

    Raises ``HoursRefused`` below 0, and where no hours of the week are recorded.
    """
    rows, pence = job.within(typed.week_ending), typed.pence
    if recorded_pence(rows.values()) == pence:
        return {}
    cleared: Changed = {day: replace(row, pence=None) for day, row in rows.items() if row.pence is not None}
    if pence is None:
        return cleared
    week = f"the week to {spoken_day(typed.week_ending)}"
    if pence < 0:
        raise HoursRefused(f"Pay can't be less than £0.00. The pay for {week} was not changed.")
    at = _pay_day(rows)
    if at is None:
        raise HoursRefused(
            f"No hours are recorded for this job in {week}, so its pay was not saved. "
            "Type the hours first (0 for a day not worked), then the pay."
        )
    return cleared | {at: replace(rows[at], pence=pence)}
