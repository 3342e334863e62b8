"""A person's benefit weeks judged by the rule book from what is recorded, and from what is to be expected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ipsdesk.rules.codes import NOT_PERMITTED_WORK
from ipsdesk.rules.permitted_work import (
    WEEKS_BEFORE,
    ExpectedPay,
    JobWeek,
    JudgedWeek,
    WeekOfWork,
    WeekStatus,
    expected_pay,
    is_not_notified,
    judge,
)
from ipsdesk.services.hours_records import (
    WEEK,
    JobRecords,
    PersonRecords,
    Reason,
    days_to,
    recorded_pence,
    recorded_seconds,
)
from ipsdesk.services.hours_words import NOT_IN, RESTRICTED, SO_FAR, WHY_NOT_JUDGED, status_words

NO_WEEKS = (None,) * WEEKS_BEFORE
"""The weeks before of somebody of whom nothing is recorded."""


@dataclass(frozen=True, slots=True)
class BenefitWeek:
    """One person's benefit week, all their jobs together, named by its last day.

    ``judged`` counts what is recorded. ``expected`` is the same week with planned hours on its blank days
    (while it is not over) and expected pay where none is recorded, or None where nothing stands in: shown as
    estimated, so that a warning comes in time. ``is_recorded`` is False while no day has hours, not even 0.
    ``is_running``: its last day is still to come. ``not_notified``: a form PW1 is missing. ``is_withheld``:
    the person's record is restricted, so what would decide the week is not known here.
    """

    ends_on: date
    work: WeekOfWork
    judged: JudgedWeek
    expected: JudgedWeek | None
    is_recorded: bool
    is_running: bool
    reason: Reason | None
    not_notified: bool
    is_withheld: bool = False

    @property
    def needs_reason(self) -> bool:
        """Over a limit, with no reason recorded yet."""
        return self.is_over and self.reason is None

    @property
    def is_over(self) -> bool:
        """Over hours, over earnings or both."""
        return self.judged.status.colour == "red"

    @property
    def words(self) -> str:
        """How the week stands in a few words, as the grid shows it."""
        if self.is_withheld:
            return RESTRICTED
        if self.judged.status is not WeekStatus.NOT_APPLICABLE and not self.is_over:
            if not self.is_recorded:
                return NOT_IN
            if self.is_running and self.judged.status.colour == "green" and not self.judged.near:
                return SO_FAR
        return status_words(self.work, self.judged)


def benefit_week(person: PersonRecords, ends_on: date, today: date) -> BenefitWeek:
    """The benefit week that ends on a day, judged."""
    work = week_of_work(person, ends_on)
    judged = judge(work, person.limits)
    if person.is_withheld:
        judged = _not_judged(judged)
    expected = _expected(person, work, planned=ends_on >= today)
    return BenefitWeek(
        ends_on,
        work,
        judged,
        judge(expected, person.limits) if expected else None,
        is_recorded=bool(work.jobs),
        is_running=ends_on > today,
        reason=person.reasons.get(ends_on),
        not_notified=any(
            job.is_current(ends_on) and is_not_notified(job.category.on(ends_on), job.pw1_sent_on, ends_on)
            for job in person.jobs
        ),
        is_withheld=person.is_withheld,
    )


def _not_judged(week: JudgedWeek) -> JudgedWeek:
    """Hours and pay alone."""
    return replace(
        week, status=WeekStatus.NOT_APPLICABLE, near_hours=False, near_pay=False, working=(WHY_NOT_JUDGED,)
    )


def week_of_work(person: PersonRecords, ends_on: date) -> WeekOfWork:
    """What decides the week, from the records alone."""
    weeks = ((job, job.within(ends_on).values()) for job in person.jobs)
    return WeekOfWork(
        ends_on,
        person.benefits.on(ends_on),
        person.legal_status.on(ends_on),
        tuple(
            _job_week(job, ends_on, recorded_seconds(rows), recorded_pence(rows))
            for job, rows in weeks
            if rows
        ),
        _weeks_before(person, ends_on),
    )


def _job_week(job: JobRecords, ends_on: date, seconds: int | None, pence: int | None) -> JobWeek:
    return JobWeek(job.category.on(ends_on) or NOT_PERMITTED_WORK, job.supported_by, seconds, pence)


def _weeks_before(person: PersonRecords, ends_on: date) -> tuple[int | None, ...]:
    if not any(job.days for job in person.jobs):
        return NO_WEEKS
    return tuple(_worked(person, ends_on - back * WEEK) for back in range(1, WEEKS_BEFORE + 1))


def _worked(person: PersonRecords, ends_on: date) -> int | None:
    """Seconds of one week, all jobs together; None where nothing is recorded."""
    return recorded_seconds(row for job in person.jobs for row in job.within(ends_on).values())


def _expected(person: PersonRecords, work: WeekOfWork, *, planned: bool) -> WeekOfWork | None:
    """The week with plans and expected pay standing in for what is missing; None where nothing is."""
    weeks = {job.activity: expected_job(job, work.ends_on, planned=planned) for job in person.jobs}
    if all(week is None for week in weeks.values()):
        return None
    jobs = []
    for job in person.jobs:
        rows = job.within(work.ends_on).values()
        seconds, pence = recorded_seconds(rows), recorded_pence(rows)
        found = weeks[job.activity]
        if found is not None:
            seconds, pence = found.seconds, found.pay.pence if found.pay else None
        if seconds is not None:
            jobs.append(_job_week(job, work.ends_on, seconds, pence))
    return WeekOfWork(work.ends_on, work.benefits, work.legal_status, tuple(jobs), work.weeks_before)


@dataclass(frozen=True, slots=True)
class ExpectedWork:
    """What stands in for a job's missing pay in one week: seconds with those planned, and their pay.

    ``pay`` is None where the hourly pay is not known on the week's last day.
    """

    seconds: int
    pay: ExpectedPay | None


def expected_job(job: JobRecords, ends_on: date, *, planned: bool) -> ExpectedWork | None:
    """What a job's seven days will come to; None where pay is recorded, or there is nothing to pay.

    Once pay is in, the week counts as complete and blank days are no longer filled from the plan.
    """
    rows = job.within(ends_on)
    if recorded_pence(rows.values()) is not None:
        return None
    has_plan = planned and job.shifts
    blank = [day for day in days_to(ends_on) if day not in rows] if has_plan else []
    seconds = (recorded_seconds(rows.values()) or 0) + sum(job.planned(day) or 0 for day in blank)
    rate = job.hourly_pay.on(ends_on)
    if not seconds:
        return None
    return ExpectedWork(seconds, None if rate is None else expected_pay(seconds, rate))
