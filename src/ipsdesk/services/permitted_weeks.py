"""Weekly pay of a pay period put into the weeks it is for: on each one's last worked day, where none is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ipsdesk.rules.permitted_pay import PaySlip
from ipsdesk.services.caseload_words import counted
from ipsdesk.services.hours_records import WEEK, JobRecords, PersonRecords, recorded_pence
from ipsdesk.services.hours_typing import Changed, TypedPay, changed_by_pay


class Filling(StrEnum):
    """What becomes of a week of the period, or why nothing does."""

    OPEN = "to be filled"
    PAID = "with pay already"
    IDLE = "without hours"
    RUNNING = "not over yet"


@dataclass(frozen=True, slots=True)
class WeekOfPay:
    """A benefit week that a pay period is for."""

    ends_on: date
    filling: Filling


def weeks_of_pay(person: PersonRecords, job: JobRecords, slip: PaySlip, today: date) -> tuple[WeekOfPay, ...]:
    """The benefit weeks that end in the period, and the one in which the job ended with it."""
    return tuple(WeekOfPay(ends, _filling(job, ends, today)) for ends in _ends(person, job, slip))


def _ends(person: PersonRecords, job: JobRecords, slip: PaySlip) -> Iterator[date]:
    ends = person.week_ending(max(slip.first, job.started_on))
    last = slip.last
    if job.ended_on is not None and slip.first <= job.ended_on <= slip.last:
        last = person.week_ending(job.ended_on)
    while ends <= last:
        yield ends
        ends += WEEK


def _filling(job: JobRecords, ends_on: date, today: date) -> Filling:
    rows = job.within(ends_on).values()
    if recorded_pence(rows) is not None:
        return Filling.PAID
    if ends_on > today:
        return Filling.RUNNING
    return Filling.OPEN if any(row.seconds for row in rows) else Filling.IDLE


def filled(job: JobRecords, weeks: tuple[WeekOfPay, ...], pence: int) -> Changed:
    """The days that putting the pay into the open weeks changes."""
    changed: Changed = {}
    for week in weeks:
        if week.filling is Filling.OPEN:
            changed |= changed_by_pay(job, TypedPay(job.activity, week.ends_on, pence))
    return changed


def weeks_in_words(weeks: tuple[WeekOfPay, ...]) -> str:
    """``3 weeks to be filled, 1 week with pay already``."""
    counts = {filling: sum(week.filling is filling for week in weeks) for filling in Filling}
    parts = [f"{counted(count, 'week')} {filling}" for filling, count in counts.items() if count]
    return ", ".join(parts) or "no benefit week ends in it"
