"""How one person's benefit week stands against the rules of permitted work, all their jobs added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from ipsdesk.rules.pay import PAY_SCALE
from ipsdesk.rules.periods import add_months
from ipsdesk.rules.permitted_limits import (
    HigherLimit,
    higher_limits,
    limit_in_week,
    limits_within,
    lower_limit,
)
from ipsdesk.rules.wording import HOUR, shown_clock, shown_day, shown_pounds

HOURS_LIMIT = 16 * HOUR
"""Hours, in seconds, that a week must stay under (ESA Regulations 2008 reg 45(4))."""

NEAR = Fraction(9, 10)
WEEKS_BEFORE = 4
PERMITTED_BENEFITS = ("ESA new style", "ESA old style", "IB or SDA")
"""The benefits that have permitted work; any other has none."""

UNIVERSAL_CREDIT = "UC"
SENTENCE_RUNNING = ("15", "16", "34", "37", "38")
"""Legal statuses under s47 and s45A: treated as a prisoner, so no benefit with permitted work is paid."""

HIGHER, SUPPORTED = "higher", "supported"
ADVICE = "Check with the benefits adviser."


class WeekStatus(StrEnum):
    """How a week stands, in the words people read and the order they are printed in."""

    NOT_APPLICABLE = "not applicable"
    INCOMPLETE = "incomplete"
    LOWER = "within the lower limit"
    SUPPORTED = "within supported work"
    WITHIN = "within"
    ON_AVERAGE = "within on average: get advice"
    OVER_HOURS = "over hours"
    OVER_EARNINGS = "over earnings"
    OVER_BOTH = "over both"

    @property
    def colour(self) -> str:
        """grey, amber, green or red; the words always stand beside it."""
        return {
            WeekStatus.NOT_APPLICABLE: "grey",
            WeekStatus.INCOMPLETE: "amber",
            WeekStatus.ON_AVERAGE: "amber",
            WeekStatus.OVER_HOURS: "red",
            WeekStatus.OVER_EARNINGS: "red",
            WeekStatus.OVER_BOTH: "red",
        }.get(self, "green")


@dataclass(frozen=True, slots=True)
class JobWeek:
    """One paid job or self-employment in one week, of whatever permitted-work category.

    ``category`` is that of the week's last day (none, lower, higher, supported). ``seconds`` worked and
    ``pence`` of pay are the sums of the week's rows; None: nothing recorded (a typed 0 is a record).
    """

    category: str
    supported_by: str | None
    seconds: int | None
    pence: int | None


@dataclass(frozen=True, slots=True)
class WeekOfWork:
    """All that decides one person's benefit week.

    ``benefits`` (None or none at all: not known) and ``legal_status`` are those of the last day.
    ``weeks_before`` are the seconds worked in each of the four weeks before, None where nothing is recorded.
    """

    ends_on: date
    benefits: tuple[str, ...] | None
    legal_status: str | None
    jobs: tuple[JobWeek, ...]
    weeks_before: tuple[int | None, ...] = (None,) * WEEKS_BEFORE

    @property
    def seconds(self) -> int:
        """Seconds worked in the week, all jobs together."""
        return sum(job.seconds or 0 for job in self.jobs)

    @property
    def pence(self) -> int:
        """Pay recorded for the week in pence, all jobs together."""
        return sum(job.pence or 0 for job in self.jobs)

    @property
    def mean(self) -> Fraction | None:
        """Mean seconds of this week and the four before; None unless each of those has hours recorded."""
        recorded = [seconds for seconds in self.weeks_before if seconds is not None]
        return (
            Fraction(sum(recorded) + self.seconds, 1 + WEEKS_BEFORE)
            if len(recorded) == WEEKS_BEFORE
            else None
        )


@dataclass(frozen=True, slots=True)
class JudgedWeek:
    """A week's status with the figures and sentences behind it.

    ``near_hours`` and ``near_pay``: at 90 % of the limit or more, where that limit is tested. ``mean`` in
    seconds. ``working`` has a sentence for each step, for the screen; it never says that work is allowed.
    """

    status: WeekStatus
    seconds: int
    pence: int
    limit: HigherLimit | None
    mean: Fraction | None
    near_hours: bool
    near_pay: bool
    on_universal_credit: bool
    working: tuple[str, ...]

    @property
    def near(self) -> bool:
        """Whether hours or pay have come to 90 % of their limit."""
        return self.near_hours or self.near_pay


def judge(
    week: WeekOfWork, limits: Sequence[HigherLimit] | None = None, *, explained: bool = True
) -> JudgedWeek:
    """The status of a week by the first rule that fits, from the limits given (else the program's own).

    Not ``explained``: without the working of what is measured, for lists of everybody.

    Source: ESA Regulations 2008 reg 45 and 2013 reg 39, as read in the rule book on permitted work.
    """
    if len(week.weeks_before) != WEEKS_BEFORE:
        raise ValueError(f"{len(week.weeks_before)} weeks before, not {WEEKS_BEFORE}")
    limit = limit_in_week(week.ends_on, limits)
    status, reasons = _status(week, limit)
    seconds, pence = week.seconds, week.pence
    near_hours = near_pay = False
    if limit is not None and status is not WeekStatus.NOT_APPLICABLE:
        near_hours = _comes_near(seconds, HOURS_LIMIT) and status not in (
            WeekStatus.LOWER,
            WeekStatus.SUPPORTED,
        )
        near_pay = _comes_near(pence, limit.pence)
        if explained:
            reasons += _working(week, limit, status, limits)
    on_credit = UNIVERSAL_CREDIT in (week.benefits or ())
    return JudgedWeek(
        status, seconds, pence, limit, week.mean, near_hours, near_pay, on_credit, tuple(reasons)
    )


def _comes_near(measured: int, limit: int) -> bool:
    return measured * NEAR.denominator >= NEAR.numerator * limit


def status_of(week: WeekOfWork, limits: Sequence[HigherLimit] | None = None) -> WeekStatus:
    """The status alone, in a fraction of the time: for counting weeks by the thousand."""
    return _status(week, limit_in_week(week.ends_on, limits))[0]


def _status(week: WeekOfWork, limit: HigherLimit | None) -> tuple[WeekStatus, list[str]]:
    """The status, and the sentences that say why a week can't be measured."""
    reasons = _not_applicable(week, limit)
    if limit is None or reasons:
        return WeekStatus.NOT_APPLICABLE, reasons
    reasons = _incomplete(week)
    return WeekStatus.INCOMPLETE if reasons else _measured(week, limit.pence), reasons


def _not_applicable(week: WeekOfWork, limit: HigherLimit | None) -> list[str]:
    if limit is None:
        return [f"There is no limit for weeks that begin before {shown_day(higher_limits()[0].since)}."]
    if week.legal_status in SENTENCE_RUNNING:
        return [f"Detained with a sentence running (legal status {week.legal_status}): no permitted work."]
    if week.benefits and not set(week.benefits) & set(PERMITTED_BENEFITS):
        named = ", ".join(week.benefits)
        reasons = [f"Permitted work belongs to ESA, IB and SDA; benefits on the last day: {named}."]
        if UNIVERSAL_CREDIT in week.benefits:
            reasons.append("Universal Credit has no limit of hours or pay: see the work allowance.")
        return reasons
    return []


def _incomplete(week: WeekOfWork) -> list[str]:
    unpaid = sum(1 for job in week.jobs if (job.seconds or 0) > 0 and job.pence is None)
    idle = sum(1 for job in week.jobs if (job.pence or 0) > 0 and not job.seconds)
    reasons = [] if week.benefits else ["Benefits on the last day are not known."]
    if unpaid:
        reasons.append(f"Hours but no pay recorded: {_jobs(unpaid)}.")
    if idle:
        reasons.append(f"Pay but no hours recorded: {_jobs(idle)}.")
    return reasons


def _measured(week: WeekOfWork, limit: int) -> WeekStatus:
    over_pay = week.pence > limit
    if week.pence <= lower_limit():
        return WeekStatus.LOWER
    if _all_supported(week) and not over_pay:
        return WeekStatus.SUPPORTED
    long_week = week.seconds >= HOURS_LIMIT
    if long_week and (week.mean is None or week.mean >= HOURS_LIMIT):
        return WeekStatus.OVER_BOTH if over_pay else WeekStatus.OVER_HOURS
    if over_pay:
        return WeekStatus.OVER_EARNINGS
    return WeekStatus.ON_AVERAGE if long_week else WeekStatus.WITHIN


def _all_supported(week: WeekOfWork) -> bool:
    return all(_is_supported(job) for job in week.jobs if job.seconds)


def _is_supported(job: JobWeek) -> bool:
    return job.category == SUPPORTED and bool(job.supported_by and job.supported_by.strip())


def _working(
    week: WeekOfWork, limit: HigherLimit, status: WeekStatus, limits: Sequence[HigherLimit] | None
) -> list[str]:
    return [
        *_hours_working(week, status),
        *_pay_working(week, limit, status),
        *_limit_working(week, limit, limits),
        ADVICE,
    ]


def _hours_working(week: WeekOfWork, status: WeekStatus) -> list[str]:
    hours = shown_clock(week.seconds)
    if status is WeekStatus.LOWER:
        return [
            f"Pay {shown_pounds(week.pence)} is at most {shown_pounds(lower_limit())}: hours are not tested."
        ]
    if status is WeekStatus.SUPPORTED:
        return ["Every job worked is supported: hours are not tested."]
    is_long = week.seconds >= HOURS_LIMIT
    words = [f"Hours {hours} is {'not ' if is_long else ''}under {shown_clock(HOURS_LIMIT)}."]
    if any(job.category == SUPPORTED and not _is_supported(job) for job in week.jobs):
        words.append("A supported job does not say what it is supported by, so hours are tested.")
    return [*words, _mean_working(week)] if is_long else words


def _mean_working(week: WeekOfWork) -> str:
    if (mean := week.mean) is None:
        return "No five-week mean: not each of the four weeks before has hours recorded."
    weeks = (*reversed(week.weeks_before), week.seconds)
    added = " + ".join(shown_clock(seconds or 0).removesuffix(":00") for seconds in weeks)
    under = "under" if mean < HOURS_LIMIT else "not under"
    return (
        f"Five-week mean ({added}) / {len(weeks)} = {shown_clock(mean.__floor__())}, "
        f"{under} {shown_clock(HOURS_LIMIT)}."
    )


def _pay_working(week: WeekOfWork, limit: HigherLimit, status: WeekStatus) -> list[str]:
    if status is WeekStatus.LOWER:
        return []
    mark = f" ({limit.certainty.mark})" if limit.certainty.mark else ""
    if status is WeekStatus.INCOMPLETE:
        return [f"Pay recorded {shown_pounds(week.pence)}; the limit is {shown_pounds(limit.pence)}{mark}."]
    held = "more than" if week.pence > limit.pence else "at most"
    return [f"Pay {shown_pounds(week.pence)} is {held} {shown_pounds(limit.pence)}{mark}."]


def _limit_working(week: WeekOfWork, limit: HigherLimit, limits: Sequence[HigherLimit] | None) -> list[str]:
    words = []
    if len(held := limits_within(week.ends_on, limits)) > 1:
        several = ", ".join(f"{shown_pounds(one.pence)} from {shown_day(one.since)}" for one in held)
        words.append(f"The limit changes in this week ({several}): the lower one holds.")
    if limit is (limits or higher_limits())[-1] and add_months(limit.since, 12) <= week.ends_on:
        words.append(f"No limit after that of {shown_day(limit.since)} is recorded: look for a newer one.")
    return words


def _jobs(count: int) -> str:
    return f"{count} job{'' if count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class ExpectedPay:
    """Pay worked out from hours, in pence, before tax and National Insurance; never a record of pay."""

    pence: int

    @property
    def words(self) -> str:
        """The amount with its mark, as shown where no pay is recorded yet."""
        return f"{shown_pounds(self.pence)} (estimated)"


def expected_pay(seconds: int, hourly_pay: int) -> ExpectedPay:
    """Hours x hourly pay (in ten-thousandths of a pound), to the nearest penny, halves up."""
    pence = Fraction(seconds * hourly_pay * 100, HOUR * PAY_SCALE)
    return ExpectedPay((pence + Fraction(1, 2)).__floor__())


def is_not_notified(category: str, pw1_sent_on: date | None, day: date) -> bool:
    """Whether form PW1 is missing on a day for a job of that category on it (higher or supported)."""
    return category in (HIGHER, SUPPORTED) and (pw1_sent_on is None or pw1_sent_on > day)
