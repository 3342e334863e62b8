"""The chart of permitted work: hours week by week, by how the person's benefit week stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from ipsdesk.measures.permitted import weeks_by_status
from ipsdesk.measures.wording import NO_FIGURE
from ipsdesk.rules.periods import DAY, Period, free_period
from ipsdesk.rules.permitted_limits import HigherLimit
from ipsdesk.rules.permitted_work import WeekOfWork, WeekStatus, judge
from ipsdesk.rules.wording import HOUR, MONTHS, shown_day, shown_hours
from ipsdesk.services.scorecards_chart import Chart, Series, Tone, days_in_words, ticks_for
from ipsdesk.services.scorecards_lines import Counting

WEEK = 7 * DAY
NAMES = {
    Tone.WITHIN: "Within",
    Tone.NEAR: "Near a limit",
    Tone.OVER: "Over a limit",
    Tone.QUIET: "Not measured",
}
NOT_MEASURED = (WeekStatus.NOT_APPLICABLE, WeekStatus.INCOMPLETE)

Seconds = dict[tuple[date, Tone], int]


def permitted_weeks(counts: Counting, period: Period) -> Chart:
    """Hours of the person-weeks of ``permitted.weeks``, all of a person's jobs, by the week they end in.

    The weeks are those from Monday to Sunday that end in the period. Near is at 90 % of a limit, or within
    it only on average; a week without anybody's hours is a gap.
    """
    seconds: Seconds = Counter()
    people: Counter[date] = Counter()
    sundays = _sundays(period)
    for week in _weeks_to(counts, sundays):
        sunday = _sunday(week.ends_on)
        seconds[sunday, tone_of(week, counts.rates.limits)] += week.seconds
        people[sunday] += 1
    hours = {
        tone: [seconds[sunday, tone] if people[sunday] else None for sunday in sundays] for tone in NAMES
    }
    series = tuple(_series(name, hours[tone], tone) for tone, name in NAMES.items())
    return Chart(
        "permitted-weeks",
        "Hours of people in permitted work",
        "hours",
        _in_words(seconds, sundays, days_in_words(period)),
        tuple(f"{sunday.day} {MONTHS[sunday.month - 1][:3]}" for sunday in sundays),
        series,
        (None,) * len(sundays),
        ticks_for(series),
        ("Week to", *NAMES.values(), "Benefit weeks"),
        tuple(
            (shown_day(sunday), *(one.words[place] for one in series), str(people[sunday]))
            for place, sunday in enumerate(sundays)
        ),
    )


def tone_of(week: WeekOfWork, limits: Sequence[HigherLimit]) -> Tone:
    """Within, near or over, as the week was judged; quiet where it can't be measured."""
    judged = judge(week, limits)
    if judged.status in NOT_MEASURED:
        return Tone.QUIET
    if judged.status.colour == "red":
        return Tone.OVER
    return Tone.NEAR if judged.near or judged.status is WeekStatus.ON_AVERAGE else Tone.WITHIN


def _sunday(day: date) -> date:
    return day + timedelta(days=6 - day.weekday())


def _sundays(period: Period) -> list[date]:
    first = _sunday(period.first)
    return [first + WEEK * week for week in range((period.last - first) // WEEK + 1)]


def _weeks_to(counts: Counting, sundays: Sequence[date]) -> Iterator[WeekOfWork]:
    if sundays:
        weeks = free_period(sundays[0] - WEEK + DAY, sundays[-1])
        for _, week in weeks_by_status.weeks(counts.connection, counts.window(weeks)):
            yield week


def _series(name: str, seconds: Sequence[int | None], tone: Tone) -> Series:
    values = tuple(None if worked is None else worked / HOUR for worked in seconds)
    return Series(name, values, tuple(map(_clock, seconds)), tone)


def _clock(seconds: int | None) -> str:
    return NO_FIGURE if seconds is None else f"{seconds // HOUR}:{seconds % HOUR // 60:02}"


def _in_words(seconds: Mapping[tuple[date, Tone], int], sundays: Sequence[date], days: str) -> str:
    by_tone: Counter[Tone] = Counter()
    for (_, tone), worked in seconds.items():
        by_tone[tone] += worked
    if not by_tone:
        return f"No hours of permitted work are recorded in weeks that end in {days}."
    parts = [f"{shown_hours(by_tone[tone])} {name.lower()}" for tone, name in NAMES.items() if by_tone[tone]]
    weeks = f"the {len(sundays)} weeks" if len(sundays) > 1 else "the week"
    return f"Hours in {weeks} to {shown_day(sundays[-1])}: {', '.join(parts) or 'none worked'}."
