"""Permitted work of one person: notices to DWP, pay slips, and the weeks of a year with their working."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipsdesk.errors import CannotRun
from ipsdesk.rules.periods import year_of
from ipsdesk.rules.permitted_pay import WeeklyPay, weekly_pay
from ipsdesk.rules.permitted_trail import CATEGORIES, Trail, TrailStep, trail_of
from ipsdesk.rules.wording import shown_pounds
from ipsdesk.services.caseload_work import job_name
from ipsdesk.services.hours_days import for_whom, person_of, write_days
from ipsdesk.services.hours_reading import read_people
from ipsdesk.services.hours_records import WEEK, JobRecords, PersonRecords
from ipsdesk.services.permitted_reading import (
    Facts,
    KeptSlip,
    read_facts,
    read_notices,
    read_slip,
    read_slips,
)
from ipsdesk.services.permitted_steps import NOTHING_CHANGED, refuse_job, write_step
from ipsdesk.services.permitted_weeks import Filling, WeekOfPay, filled, weeks_in_words, weeks_of_pay
from ipsdesk.services.permitted_year import PermittedYear, permitted_year, year_span
from ipsdesk.services.records import Done
from ipsdesk.services.restricted_access import refuse_without_reason
from ipsdesk.services.roles import EVERYONE, STAFF, Service, allowed
from ipsdesk.services.saving import Saving

__all__ = ["PayLine", "Permitted", "PermittedJob", "PermittedPage"]

GONE = f"This person is not in the unit's records any more. {NOTHING_CHANGED}"


@dataclass(frozen=True, slots=True)
class PermittedJob:
    """A job that was, is or will be permitted work, as it stands today.

    ``meaning`` says what its category means (empty for none), ``agreed`` the hours agreed with DWP or the
    adviser in seconds.
    """

    activity: int
    name: str
    category: str
    meaning: str
    supported_by: str
    agreed: int | None
    started_on: date
    ended_on: date | None
    trail: Trail


@dataclass(frozen=True, slots=True)
class PayLine:
    """A pay period, what it comes to a week, and the benefit weeks it is for."""

    id: int
    activity: int
    job: str
    first: date
    last: date
    paid: str
    weekly: WeeklyPay
    weeks: tuple[WeekOfPay, ...]

    @property
    def can_be_put(self) -> bool:
        """Whether some week waits for it."""
        return self.weekly.pence is not None and any(week.filling is Filling.OPEN for week in self.weeks)


@dataclass(frozen=True, slots=True)
class PermittedPage:
    """All that is shown of a person's permitted work; of pay slips those of every job, as all pay counts."""

    today: date
    name: str
    week_ends: str | None
    jobs: tuple[PermittedJob, ...]
    pay: tuple[PayLine, ...]
    year: PermittedYear
    may_be_paid: tuple[tuple[int, str], ...]


class Permitted(Service):
    """Raises ``ReasonNeeded`` for a restricted record, ``CannotRun`` for what was removed."""

    @allowed(*EVERYONE)
    def page(self, client: int, in_year: date | None = None) -> PermittedPage:
        """The notices and pay slips as they stand, and the weeks of the financial year that holds a day."""
        today = self.workspace.today()
        year = year_of(in_year or today)
        with self.workspace.transactions.read() as connection:
            refuse_without_reason(connection, self.workspace, client)
            slips = read_slips(connection, client)
            first, last = year_span(year)
            days = [first, last, *(day for one in slips for day in (one.slip.first, one.slip.last))]
            people = read_people(connection, [client], min(days) - WEEK, max(days) + WEEK)
            if not people:
                raise CannotRun(GONE)
            (person,) = people
            facts = read_facts(connection, client)
            notices = read_notices(connection, client, facts, today)
            jobs = tuple(
                _job(job, facts[job.activity], trail_of(notices[job.activity], today), today)
                for job in person.jobs
                if job.activity in notices
            )
        names = tuple((job.activity, _name(job)) for job in person.jobs)
        pay = tuple(_pay(person, one, today) for one in slips if one.activity in dict(names))
        return PermittedPage(
            today, person.name, person.week_ends, jobs, pay, permitted_year(person, year, today), names
        )

    @allowed(*STAFF)
    def take_step(self, activity: int, step: TrailStep) -> Done:
        """Write a step of the notice of a job with today's day, by whoever is at the desk.

        Raises ``CannotRun`` for a decision, which says what was decided and has a form.
        """
        with self.workspace.transactions.begin() as connection:
            saving = write_step(connection, self.workspace, activity, step)
        return self._done(saving)

    @allowed(*STAFF)
    def put_into_weeks(self, pay_period: int) -> Done:
        """Write the weekly amount of a pay period as pay of each of its weeks that has hours and no pay.

        Nothing that is recorded is overwritten. Raises ``CannotRun`` where no week waits for it.
        """
        today = self.workspace.today()
        with self.workspace.transactions.begin() as connection:
            kept = read_slip(connection, pay_period)
            if kept is None:
                raise CannotRun(f"This pay period has been removed. {NOTHING_CHANGED}")
            refuse_job(connection, self.workspace, kept.activity)
            weekly = weekly_pay(kept.slip)
            if weekly.pence is None:
                raise CannotRun(f"{weekly.working[-1]} {NOTHING_CHANGED}")
            person = person_of(connection, kept.activity, kept.slip.first, kept.slip.last)
            job = person.job(kept.activity)
            weeks = weeks_of_pay(person, job, kept.slip, today)
            changed = filled(job, weeks, weekly.pence)
            if not changed:
                raise CannotRun(f"No week waits for this pay: {weeks_in_words(weeks)}. {NOTHING_CHANGED}")
            whom = for_whom(connection, {kept.activity})
            saving = Saving(self.workspace, connection, _put_words(weekly.pence, weeks, whom))
            write_days(connection, saving, job, changed)
        return self._done(saving)

    def _done(self, saving: Saving) -> Done:
        kinds = frozenset(saving.kinds)
        self.workspace.changes.announce(kinds)
        return Done(saving.words, saving.at, kinds)


def _job(job: JobRecords, facts: Facts, trail: Trail, today: date) -> PermittedJob:
    category = facts.on("permitted_work", today) or ""
    agreed = facts.on("agreed_seconds", today)
    return PermittedJob(
        job.activity,
        _name(job),
        category,
        CATEGORIES.get(category, ""),
        job.supported_by or "",
        None if agreed is None else int(agreed),
        job.started_on,
        job.ended_on,
        trail,
    )


def _name(job: JobRecords) -> str:
    return job_name(job.title, job.employer, job.reference)


def _pay(person: PersonRecords, kept: KeptSlip, today: date) -> PayLine:
    job, slip = person.job(kept.activity), kept.slip
    return PayLine(
        kept.id,
        kept.activity,
        _name(job),
        slip.first,
        slip.last,
        slip.paid,
        weekly_pay(slip),
        weeks_of_pay(person, job, slip, today),
    )


def _put_words(pence: int, weeks: tuple[WeekOfPay, ...], whom: str) -> str:
    put = [week for week in weeks if week.filling is Filling.OPEN]
    rest = tuple(week for week in weeks if week.filling is not Filling.OPEN)
    several = f"{len(put)} week{'' if len(put) == 1 else 's'}"
    left = f"; left as they are: {weeks_in_words(rest)}" if rest else ""
    return f"{shown_pounds(pence)} of pay put into {several}{whom}{left}"
