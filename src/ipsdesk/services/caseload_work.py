"""A person's work as the caseload tells it: the jobs in words, and the last full week against the limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipsdesk.rules.codes import NOT_PERMITTED_WORK
from ipsdesk.rules.permitted_work import (
    HOURS_LIMIT,
    JudgedWeek,
    WeekStatus,
    is_not_notified,
    judge,
    status_of,
)
from ipsdesk.services.caseload_flags import Flag, FlagKind
from ipsdesk.services.caseload_words import counted, sentence_case
from ipsdesk.services.hours_judging import week_of_work
from ipsdesk.services.hours_records import WEEK, JobRecords, PersonRecords
from ipsdesk.services.hours_words import NOT_IN, status_words

NEAR = "Near limits"
UNTESTED = (WeekStatus.LOWER, WeekStatus.SUPPORTED)
FLAG_OF_STATUS = {
    WeekStatus.INCOMPLETE: FlagKind.INCOMPLETE,
    WeekStatus.ON_AVERAGE: FlagKind.GET_ADVICE,
    WeekStatus.OVER_HOURS: FlagKind.OVER,
    WeekStatus.OVER_EARNINGS: FlagKind.OVER,
    WeekStatus.OVER_BOTH: FlagKind.OVER,
}


@dataclass(frozen=True, slots=True)
class LastWeek:
    """The person's last benefit week that is over, named by its last day, all jobs together.

    ``seconds`` is None where no day has hours, not even 0; ``pence`` None where nothing is recorded.
    ``hours_share`` and ``pay_share`` are parts of the limit (1: exactly on it), None where it is not tested.
    ``flag`` is what the list has to say of it, if anything.
    """

    ends_on: date
    words: str
    status: WeekStatus
    seconds: int | None
    pence: int | None
    hours_share: float | None
    pay_share: float | None
    flag: Flag | None


def jobs_on(person: PersonRecords, day: date) -> list[JobRecords]:
    """The jobs current on a day, the oldest first."""
    return [job for job in person.jobs if job.is_current(day)]


def job_name(title: str | None, employer: str | None, reference: str) -> str:
    """Title and employer as far as they are known, else the job's reference."""
    return ", ".join(part for part in (title, employer) if part) or reference


def job_words(jobs: list[JobRecords]) -> str:
    """``Packer, Northgate Packaging``, ``2 jobs``, or nothing."""
    if len(jobs) != 1:
        return counted(len(jobs), "job") if jobs else ""
    return job_name(jobs[0].title, jobs[0].employer, jobs[0].reference)


def short_job_words(jobs: list[JobRecords]) -> str:
    """The employer alone where it is known, ``2 jobs``, or nothing."""
    return jobs[0].employer or job_words(jobs) if len(jobs) == 1 else job_words(jobs)


def is_permitted_work(jobs: list[JobRecords], day: date) -> bool:
    """Whether one of these jobs, current on a day, is permitted work on it."""
    return any((job.category.on(day) or NOT_PERMITTED_WORK) != NOT_PERMITTED_WORK for job in jobs)


def lacks_pw1(jobs: list[JobRecords], day: date) -> bool:
    """Whether form PW1 is missing on a day for one of these jobs, current on it."""
    return any(is_not_notified(job.category.on(day), job.pw1_sent_on, day) for job in jobs)


def last_full_week(person: PersonRecords, today: date) -> date:
    """The last day of the benefit week that ended last before today."""
    return person.week_ending(today) - WEEK


def last_week(person: PersonRecords, today: date) -> LastWeek | None:
    """How the last full week stands; None where no job was current in it and nothing is recorded."""
    ends_on = last_full_week(person, today)
    work = week_of_work(person, ends_on)
    if not work.jobs and not any(_touches(job, ends_on) for job in person.jobs):
        return None
    if not work.jobs and (status := status_of(work, person.limits)) is not WeekStatus.NOT_APPLICABLE:
        return LastWeek(ends_on, NOT_IN, status, None, None, None, None, Flag(FlagKind.NOT_IN, NOT_IN))
    judged = judge(work, person.limits, explained=False)
    applies, words = judged.status is not WeekStatus.NOT_APPLICABLE, status_words(work, judged)
    tested = applies and judged.limit is not None
    return LastWeek(
        ends_on,
        words,
        judged.status,
        judged.seconds if work.jobs else None,
        judged.pence if any(job.pence is not None for job in work.jobs) else None,
        judged.seconds / HOURS_LIMIT if tested and judged.status not in UNTESTED else None,
        judged.pence / judged.limit.pence if tested and judged.limit else None,
        _flag(judged, words) if applies else None,
    )


def _touches(job: JobRecords, ends_on: date) -> bool:
    return job.started_on <= ends_on and (job.ended_on is None or job.ended_on > ends_on - WEEK)


def _flag(judged: JudgedWeek, words: str) -> Flag | None:
    if kind := FLAG_OF_STATUS.get(judged.status):
        return Flag(kind, sentence_case(words.removeprefix("Incomplete: ")))
    return Flag(FlagKind.NEAR, NEAR) if judged.near else None
