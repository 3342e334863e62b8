"""When benefits advice is due: before a job starts, when its hours or pay change, and when it ends."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ipsdesk.rules.periods import DAY
from ipsdesk.rules.wording import shown_day

NO_BENEFITS = ("none",)
ENDED_WITHIN = 90 * DAY
"""An end asks for advice for so long."""


class Moment(StrEnum):
    """What asks for advice."""

    START = "start"
    CHANGE = "change"
    END = "end"


TRIGGERS: Mapping[Moment, str] = {
    Moment.START: "before a job",
    Moment.CHANGE: "hours or pay change",
    Moment.END: "job end",
}
"""How the record of the advice names what led to it."""


COUNTS_BEFORE: Mapping[Moment, timedelta] = {
    Moment.START: 365 * DAY,
    Moment.CHANGE: 28 * DAY,
    Moment.END: 28 * DAY,
}
"""How long before it advice counts already: a year before a start, four weeks before a change or an end."""


@dataclass(frozen=True, slots=True)
class AdvisedJob:
    """A job as far as advice goes: ``changes`` are the days from which its hours or pay are others."""

    activity: int
    name: str
    started_on: date
    ended_on: date | None
    changes: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DueAdvice:
    """Advice that a job asks for and has not had, in one sentence; ``is_ahead``: there is still time."""

    moment: Moment
    activity: int
    job: str
    on: date
    words: str
    is_ahead: bool

    @property
    def trigger(self) -> str:
        """What the record of the advice will say led to it."""
        return TRIGGERS[self.moment]


@dataclass(frozen=True, slots=True)
class Unadvised:
    """A job that began without advice in the year before, in one sentence."""

    activity: int
    words: str


def due_advice(jobs: Iterable[AdvisedJob], advised: Collection[date], today: date) -> tuple[DueAdvice, ...]:
    """What asks for advice and has had none, the earliest first; at most one thing of each job."""
    found = (one for job in jobs if (one := _due(job, advised, today)))
    return tuple(sorted(found, key=lambda one: (one.on, one.activity)))


def _due(job: AdvisedJob, advised: Collection[date], today: date) -> DueAdvice | None:
    """The last moment there was if it had no advice, else the next one that is coming."""
    moments = list(_moments(job, today))
    past, ahead = (
        [one for one in moments if one[1] <= today][-1:],
        [one for one in moments if one[1] > today][:1],
    )
    for moment, on, what in (*past, *ahead):
        if not any(day >= on - COUNTS_BEFORE[moment] for day in advised):
            is_ahead = on > today
            since = "before it or since" if moment is Moment.START else "since"
            yet = "no advice yet" if is_ahead else f"no advice {since}"
            words = f"{job.name}: {_told(moment, what, is_ahead=is_ahead)} on {shown_day(on)}, {yet}"
            return DueAdvice(moment, job.activity, job.name, on, words, is_ahead)
    return None


def _moments(job: AdvisedJob, today: date) -> Iterator[tuple[Moment, date, str]]:
    """In the order of their days, each with what it is about; a job that has ended asks once more."""
    if job.ended_on is None or job.ended_on > today:
        yield Moment.START, job.started_on, ""
        for on, what in job.changes:
            yield Moment.CHANGE, on, what
    elif job.ended_on >= today - ENDED_WITHIN:
        yield Moment.END, job.ended_on, ""


def _told(moment: Moment, what: str, *, is_ahead: bool) -> str:
    if moment is Moment.CHANGE:
        return f"{what} change" if is_ahead else f"{what} changed"
    if moment is Moment.START:
        return "starts" if is_ahead else "started"
    return "ended"


def began_without(
    jobs: Iterable[AdvisedJob], advised: Collection[date], today: date
) -> tuple[Unadvised, ...]:
    """Jobs that have begun with no advice in the year before, the latest first."""
    begun = sorted((job for job in jobs if job.started_on <= today), key=lambda job: job.started_on)
    year = COUNTS_BEFORE[Moment.START]
    return tuple(
        Unadvised(job.activity, _without(job, advised))
        for job in reversed(begun)
        if not any(job.started_on - year <= day <= job.started_on for day in advised)
    )


def _without(job: AdvisedJob, advised: Collection[date]) -> str:
    after = min((day for day in advised if day > job.started_on), default=None)
    then = f"; the first came on {shown_day(after)}" if after else ""
    return f"{job.name}: no advice before the job started on {shown_day(job.started_on)}{then}"
