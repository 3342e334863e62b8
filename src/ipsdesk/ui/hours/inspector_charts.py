"""One person's last weeks as the two charts beside the grid: hours a week and pay a week."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from ipsdesk.rules.periods import DAY
from ipsdesk.rules.permitted_limits import HigherLimit
from ipsdesk.rules.permitted_work import HOURS_LIMIT, JudgedWeek, WeekStatus
from ipsdesk.rules.typed_hours import spoken_hours
from ipsdesk.rules.wording import HOUR, MONTHS, shown_pounds
from ipsdesk.services.hours_history import WorkHistory
from ipsdesk.services.hours_judging import BenefitWeek
from ipsdesk.services.hours_words import week_words
from ipsdesk.ui.widgets.chart import Bar, ChartData, Limit
from ipsdesk.ui.widgets.marks import Mark

HOURS, PAY = "Hours a week", "Pay a week"
UNTESTED = (WeekStatus.LOWER, WeekStatus.SUPPORTED, WeekStatus.NOT_APPLICABLE)
"""Weeks whose hours are held against nothing."""

STEPS_OF_HOURS, STEPS_OF_PAY = (8, 16, 20, 40), (100, 200, 500, 1_000, 5_000)
ROOM_FOR_A_MONTH = 3
PENCE = 100


def hours_chart(history: WorkHistory) -> ChartData:
    """Hours of each benefit week against the limit of under 16."""
    bars = [_hours_bar(history, week) for week in history.weeks]
    first = _first_held(history.weeks)
    limits = [] if first is None else [Limit(first, HOURS_LIMIT / HOUR, "limit: under 16")]
    ticks = _ticks(bars, limits, STEPS_OF_HOURS, str)
    return ChartData(HOURS, history.sentence, bars, limits, ticks, _months(history), _notes(history))


def pay_chart(history: WorkHistory) -> ChartData:
    """Pay of each benefit week against the earnings limit of its time."""
    bars = [_pay_bar(history, week) for week in history.weeks]
    limits = _pay_limits(history.weeks)
    ticks = _ticks(bars, limits, STEPS_OF_PAY, lambda pounds: f"£{pounds:,}")
    return ChartData(PAY, _pay_sentence(history), bars, limits, ticks, _months(history), _notes(history))


# ---- bars -----------------------------------------------------------------------------------------


def _hours_bar(history: WorkHistory, week: BenefitWeek) -> Bar:
    when, judged = _when(week), week.judged
    if week.is_recorded:
        return Bar(when, judged.seconds / HOUR, spoken_hours(judged.seconds), _over_hours(judged))
    if week.expected is not None:
        seconds = week.expected.seconds
        return Bar(when, seconds / HOUR, spoken_hours(seconds), planned=True)
    return Bar(when, None, "", due=_is_due(history, week))


def _pay_bar(history: WorkHistory, week: BenefitWeek) -> Bar:
    when, expected = _when(week), week.expected
    if expected is not None and expected.pence:
        words = shown_pounds(expected.pence)
        value, over = expected.pence / PENCE, _over_pay(expected)
        return Bar(when, value, words, over, estimated=week.is_recorded, planned=not week.is_recorded)
    if any(job.pence is not None for job in week.work.jobs):
        pence = week.judged.pence
        return Bar(when, pence / PENCE, shown_pounds(pence), _over_pay(week.judged))
    idle = week.is_recorded and not week.judged.seconds  # a week of typed 0 has nothing to be paid
    return Bar(when, None, "", due=_is_due(history, week) and not idle)


def _over_hours(judged: JudgedWeek) -> Mark | None:
    if judged.seconds < HOURS_LIMIT or judged.status in UNTESTED:
        return None
    is_over = judged.status in (WeekStatus.OVER_HOURS, WeekStatus.OVER_BOTH)
    return Mark.OVER if is_over else Mark.GET_ADVICE


def _over_pay(judged: JudgedWeek) -> Mark | None:
    if judged.limit is None or judged.status is WeekStatus.NOT_APPLICABLE:
        return None
    return Mark.OVER if judged.pence > judged.limit.pence else None


def _is_due(history: WorkHistory, week: BenefitWeek) -> bool:
    began = history.first_job_on is not None and history.first_job_on <= week.ends_on
    return began and not week.is_running


def _when(week: BenefitWeek) -> str:
    return f"W{week_words(week.ends_on)[1:]}"


# ---- limits ---------------------------------------------------------------------------------------


def _held_to(week: BenefitWeek) -> HigherLimit | None:
    return None if week.judged.status is WeekStatus.NOT_APPLICABLE else week.judged.limit


def _first_held(weeks: Sequence[BenefitWeek]) -> int | None:
    """The first week held against a limit; None where the last one is not, for whom no line would be true."""
    if not weeks or _held_to(weeks[-1]) is None:
        return None
    return next(place for place, week in enumerate(weeks) if _held_to(week) is not None)


def _pay_limits(weeks: Sequence[BenefitWeek]) -> list[Limit]:
    first = _first_held(weeks)
    steps: list[tuple[int, HigherLimit]] = []
    for place, week in enumerate(weeks) if first is not None else ():
        limit = _held_to(week)
        if limit is not None and (not steps or steps[-1][1] != limit):
            steps.append((place, limit))
    ends = [weeks[place].ends_on - 7 * DAY for place, _ in steps[1:]]
    words = [
        f"{shown_pounds(limit.pence)} to {_short(end)}" for (_, limit), end in zip(steps, ends, strict=False)
    ]
    words += [f"limit {shown_pounds(limit.pence)}" for _, limit in steps[-1:]]
    return [
        Limit(place, limit.pence / PENCE, said) for (place, limit), said in zip(steps, words, strict=True)
    ]


# ---- words ----------------------------------------------------------------------------------------


def _ticks(
    bars: Sequence[Bar], limits: Sequence[Limit], steps: Sequence[int], words: Callable[[int], str]
) -> list[tuple[float, str]]:
    top = max([bar.value or 0 for bar in bars] + [limit.value for limit in limits])
    step = next((one for one in steps if 2.5 * one >= top), steps[-1])
    return [(value, words(value)) for value in (0, step, 2 * step)]


def _months(history: WorkHistory) -> list[tuple[int, str]]:
    """Each month's name under its first week; the first one only where it has room before the next."""
    ends = [week.ends_on for week in history.weeks]
    places = [place for place, end in enumerate(ends) if place == 0 or end.month != ends[place - 1].month]
    if len(places) > 1 and places[1] < ROOM_FOR_A_MONTH:
        places = places[1:]
    return [(place, MONTHS[ends[place].month - 1][:3]) for place in places]


def _notes(history: WorkHistory) -> list[tuple[int, str]]:
    """Where the first job began, if it began within these weeks."""
    began = history.first_job_on
    if began is None or not history.weeks or began < history.weeks[0].ends_on - 6 * DAY:
        return []
    place = next((place for place, week in enumerate(history.weeks) if week.ends_on >= began), None)
    return [] if place is None else [(place, f"job started {_short(began)}")]


def _pay_sentence(history: WorkHistory) -> str:
    paid = [week for week in history.weeks if any(job.pence is not None for job in week.work.jobs)]
    if not paid:
        return "No pay is recorded in these weeks."
    most = max(paid, key=_pence)
    return f"The most was {shown_pounds(most.judged.pence)}, in the {week_words(most.ends_on)}."


def _pence(week: BenefitWeek) -> int:
    return week.judged.pence


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"
