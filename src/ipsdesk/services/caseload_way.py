"""The way of one referral: from the day it was received to a job and the months in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from ipsdesk.rules.periods import add_months
from ipsdesk.services.caseload_flags import EMPLOYER_WITHIN
from ipsdesk.services.caseload_stages import Referral
from ipsdesk.services.caseload_words import counted, since

THIRTEEN_WEEKS = 91
MILESTONE_MONTHS = (3, 6, 9, 12)


class Reached(StrEnum):
    """How far a step of the way is."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class WayStep:
    """One step: its day (or the day it will be on, None while that is open) and a note in words.

    ``days`` are those since the step before; for a milestone, since the job began.
    """

    words: str
    reached: Reached
    day: date | None
    days: int | None
    note: str


@dataclass(frozen=True, slots=True)
class JobOfWay:
    """The job that the way leads to: the oldest that is current, else the latest that is over."""

    started_on: date
    ended_on: date | None
    name: str

    def is_current(self, day: date) -> bool:
        """Begun by the day and not ended before it."""
        return self.started_on <= day and (self.ended_on is None or self.ended_on >= day)


def job_of_way(jobs: Sequence[JobOfWay], today: date) -> JobOfWay | None:
    """The job the way is about, of all that belong to the referral."""
    current = [job for job in jobs if job.is_current(today)]
    if current:
        return min(current, key=lambda job: job.started_on)
    past = [job for job in jobs if job.started_on <= today]
    return max(past or jobs, key=lambda job: (job.ended_on or job.started_on, job.started_on), default=None)


@dataclass(frozen=True, slots=True)
class Way:
    """What the steps are made of; ``met_on`` is the first employer contact that counts."""

    referral: Referral
    source: str
    met_on: date | None
    job: JobOfWay | None
    today: date

    def steps(self) -> tuple[WayStep, ...]:
        """Every step in order; of a closed referral those that were reached, and its closing."""
        steps = list(self._steps())
        if end := self._end():
            return (*(step for step in steps if step.reached is Reached.DONE and _by(step, end)), end)
        here = next((place for place, step in enumerate(steps) if step.reached is not Reached.DONE), None)
        return tuple(
            replace(step, reached=Reached.HERE) if place == here else step for place, step in enumerate(steps)
        )

    def _steps(self) -> Iterator[WayStep]:
        referral = self.referral
        source = "self-referral" if self.source == "self" else self.source
        yield self._step("Referral", referral.received_on, None, source)
        yield self._step("Start", referral.started_on, referral.received_on, "first meeting")
        if not referral.is_job_seeker:
            day = referral.retention_outcome_on
            yield self._step("Outcome", day, referral.started_on, referral.retention_outcome or "")
        else:
            if self._had_employer_first:
                yield self._employer()
            yield from self._work()

    @property
    def _had_employer_first(self) -> bool:
        """Whether the employer contact has a place on the way: a job may have come without it."""
        if self.job is None or self.job.started_on > self.today:
            return True
        return self.met_on is not None and self.met_on <= self.job.started_on

    def _employer(self) -> WayStep:
        started_on = self.referral.started_on
        step = self._step("First employer contact", self.met_on, started_on, "")
        if started_on is None or started_on > self.today:
            return step
        days = step.days if step.days is not None else (self.today - started_on).days
        within = days <= EMPLOYER_WITHIN
        if self.met_on:
            return replace(
                step, note=f"face to face, {'within' if within else 'after'} {EMPLOYER_WITHIN} days"
            )
        return replace(
            step, note=f"day {days} of {EMPLOYER_WITHIN}" if within else f"{counted(days, 'day')} so far"
        )

    def _work(self) -> Iterator[WayStep]:
        job = self.job
        before = (self.met_on if self._had_employer_first else None) or self.referral.started_on
        if job is None:
            yield self._step("Job", None, before, "")
            return
        name = job.name if self._had_employer_first else f"{job.name}, no employer contact before"
        yield self._step("Job", job.started_on, before, name)
        yield from self._milestones(job)
        if job.ended_on is not None and job.ended_on < self.today:
            yield self._step("Next job", None, None, since(job.ended_on, self.today))

    def _milestones(self, job: JobOfWay) -> Iterator[WayStep]:
        days = [("13 weeks", job.started_on + timedelta(days=THIRTEEN_WEEKS))]
        days += [(f"{months} months", add_months(job.started_on, months)) for months in MILESTONE_MONTHS]
        for words, day in sorted(days, key=lambda one: one[1]):
            if job.ended_on is None or job.ended_on >= day:
                step = self._step(words, day, job.started_on, "")
                if day == self.today:
                    step = replace(step, reached=Reached.AHEAD, note="today")
                yield step

    def _end(self) -> WayStep | None:
        """The closing or declining of a referral that is over."""
        referral = self.referral
        if referral.is_closed(self.today):
            return self._step("Closed", referral.closed_on, referral.started_on or referral.received_on, "")
        if referral.is_declined(self.today):
            return self._step("Declined", referral.declined_on, referral.received_on, "")
        return None

    def _step(self, words: str, day: date | None, before: date | None, note: str) -> WayStep:
        done = day is not None and day <= self.today
        days = (day - before).days if day is not None and before is not None else None
        return WayStep(words, Reached.DONE if done else Reached.AHEAD, day, days, note)


def _by(step: WayStep, end: WayStep) -> bool:
    return step.day is not None and end.day is not None and step.day <= end.day
