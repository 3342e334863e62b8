"""The charts behind the scorecard, made of the same figures: gaps where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ipsdesk.measures import MEASURES, Figure, Measure
from ipsdesk.measures.wording import NO_FIGURE, printed, target_in_words
from ipsdesk.rules.periods import (
    DAY,
    Period,
    add_months,
    financial_year_start,
    free_period,
    is_provisional,
    named_period,
)
from ipsdesk.rules.wording import MONTHS, shown_day
from ipsdesk.services.scorecards_chart import SHARE_TICKS, Chart, Mark, Series, Tone, days_in_words, ticks_for
from ipsdesk.services.scorecards_lines import Counting, run_to, standing
from ipsdesk.services.scorecards_weeks import permitted_weeks

QUARTERS_SHOWN, MONTHS_SHOWN = 8, 13
"""Two years of quarters; so many month ends that the first and the last are a year apart."""

MILESTONES = ("kept.13_weeks", "kept.3_months", "kept.6_months", "kept.9_months", "kept.12_months")
BY_KEY = {measure.key: measure for measure in MEASURES}


def make_charts(counts: Counting, period: Period) -> tuple[Chart, ...]:
    """Every chart of a period, in the order shown."""
    return (
        _job_starts(counts, period),
        _time_to_job(counts, period),
        _staying(counts, period),
        _caseload(counts, period),
        permitted_weeks(counts, period),
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    """A measure's figure of one period on an axis; none where the period has not begun."""

    measure: Measure
    period: Period
    figure: Figure
    so_far: bool

    @property
    def value(self) -> float | None:
        return None if self.figure.value is None else float(self.figure.value)

    @property
    def target(self) -> Mark | None:
        target = self.figure.target
        return (float(target.bounds[0]), target_in_words(self.measure, target)) if target else None

    @property
    def shown(self) -> str:
        return printed(self.measure, self.figure.value)

    @property
    def against(self) -> tuple[str, str]:
        """Its target and how it stands, in words; nothing where there is no target."""
        if self.target is None:
            return "", ""
        return self.target[1], standing(self.figure.status, so_far=self.so_far)


def _counted(counts: Counting, key: str, period: Period) -> _Counted:
    measure, begun = BY_KEY[key], period.first <= counts.today
    figure = counts.figure(measure, period) if begun else Figure(key, measure.shape)
    return _Counted(measure, period, figure, is_provisional(period, counts.today))


def _series(name: str, found: Sequence[_Counted], tone: Tone = Tone.PLAIN) -> Series:
    return Series(name, tuple(one.value for one in found), tuple(one.shown for one in found), tone)


# ---- jobs -----------------------------------------------------------------------------------------


def _job_starts(counts: Counting, period: Period) -> Chart:
    quarters = run_to(_quarter_of(period.last), QUARTERS_SHOWN)
    found = [_counted(counts, "jobs.started", quarter) for quarter in quarters]
    series = (_series("Job starts", found),)
    targets = tuple(one.target for one in found)
    return Chart(
        "job-starts",
        "Job starts by quarter",
        "jobs",
        _starts_in_words(found),
        tuple(one.period.label for one in found),
        series,
        targets,
        ticks_for(series, targets),
        ("Quarter", "Job starts", "Target", "Status"),
        tuple((one.period.label, one.shown, *one.against) for one in found),
    )


def _quarter_of(day: date) -> Period:
    start = financial_year_start(day)
    begun = (day.year * 12 + day.month - start.year * 12 - start.month) // 3
    return named_period(add_months(start, 3 * begun), 3)


def _starts_in_words(found: Sequence[_Counted]) -> str:
    now, before = found[-1], found[-2]
    if now.value is None:
        return f"Nothing is recorded for {now.period.label}."
    target, status = now.against
    against = f", {target} asked: {status}" if target else ""
    return f"{_jobs(now.value)} in {now.period.label}{against}; {before.shown} in {before.period.label}."


def _jobs(number: float) -> str:
    return f"{number:.0f} job start{'' if number == 1 else 's'}"


def _time_to_job(counts: Counting, period: Period) -> Chart:
    bands = _counted(counts, "jobs.by_time", period).figure.bands or {}
    names = BY_KEY["jobs.by_time"].bands
    shown = tuple(str(bands[name]) if bands else NO_FIGURE for name in names)
    series = (Series("Job starts", tuple(float(bands[name]) if bands else None for name in names), shown),)
    total, days = sum(bands.values()), days_in_words(period)
    sentence = (
        f"{_jobs(total)} in {days}, by the time from the first meeting with the specialist: "
        f"{', '.join(f'{name} {bands[name]}' for name in names)}."
        if total
        else f"No job start is recorded in {days}."
    )
    return Chart(
        "time-to-job",
        "Time to job",
        "jobs",
        sentence,
        names,
        series,
        (None,) * len(names),
        ticks_for(series),
        ("From first meeting to job", "Job starts"),
        tuple(zip(names, shown, strict=True)),
    )


def _staying(counts: Counting, period: Period) -> Chart:
    found = [_counted(counts, key, period) for key in MILESTONES]
    names = tuple(one.measure.title.removeprefix("Jobs kept ") for one in found)
    reached = [
        f"{one.figure.numerator} of {one.figure.denominator} that came to {name}"
        for one, name in zip(found, names, strict=True)
        if one.figure.denominator
    ]
    days = days_in_words(period)
    return Chart(
        "staying-in-work",
        "Staying in work",
        "share of jobs kept",
        f"Jobs kept in {days}: {'; '.join(reached)}."
        if reached
        else f"No job came to a milestone in {days}.",
        names,
        (_series("Jobs kept", found),),
        tuple(one.target for one in found),
        SHARE_TICKS,
        ("Milestone", "Jobs that came to it", "Kept", "Share kept", "Target", "Status"),
        tuple(
            (name, _plain(one.figure.denominator), _plain(one.figure.numerator), one.shown, *one.against)
            for one, name in zip(found, names, strict=True)
        ),
    )


def _plain(number: Fraction | None) -> str:
    return NO_FIGURE if number is None else str(number)


# ---- caseload -------------------------------------------------------------------------------------


def _caseload(counts: Counting, period: Period) -> Chart:
    months = _months_to(period.last)
    working = [_counted(counts, "caseload.working", month) for month in months]
    permitted = [_counted(counts, "caseload.permitted_work", month) for month in months]
    series = (
        _series("Working caseload", working),
        _series("Permitted-work group", permitted, Tone.SECOND),
    )
    return Chart(
        "caseload",
        "Caseload month by month",
        "people",
        _caseload_in_words(working, permitted),
        tuple(f"{MONTHS[month.last.month - 1][:3]} {month.last.year}" for month in months),
        series,
        (None,) * len(months),
        ticks_for(series),
        ("On", "Working caseload", "Permitted-work group", "On the caseload"),
        tuple(
            (shown_day(one.period.last), one.shown, other.shown, _plain(_together(one, other)))
            for one, other in zip(working, permitted, strict=True)
        ),
    )


def _months_to(last: date) -> list[Period]:
    """The month that holds the last day, up to it, after the whole months before, oldest first."""
    first = last.replace(day=1)
    starts = [add_months(first, -back) for back in range(MONTHS_SHOWN - 1, 0, -1)]
    return [*(free_period(start, add_months(start, 1) - DAY) for start in starts), free_period(first, last)]


def _together(one: _Counted, other: _Counted) -> Fraction | None:
    if one.figure.value is None and other.figure.value is None:
        return None
    return (one.figure.value or Fraction(0)) + (other.figure.value or Fraction(0))


def _caseload_in_words(working: Sequence[_Counted], permitted: Sequence[_Counted]) -> str:
    now, before = (_together(working[at], permitted[at]) for at in (-1, 0))
    day = shown_day(working[-1].period.last)
    if now is None:
        return f"Nothing is recorded for {day}."
    year = f"; {before} a year before" if before is not None else ""
    people = "1 person" if now == 1 else f"{now} people"
    return f"{people} on the caseload on {day}, {permitted[-1].shown} of them in permitted work{year}."
