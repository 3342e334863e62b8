"""A year of somebody's caseload as pictures: working caseload, permitted-work group, people served."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ipsdesk.rules.targets import Status, shown
from ipsdesk.rules.wording import shown_day, shown_month
from ipsdesk.services.team_caseloads import Against, Carried
from ipsdesk.ui.widgets.chart import Bar, ChartData, Limit
from ipsdesk.ui.widgets.marks import Mark


@dataclass(frozen=True, slots=True)
class Picture:
    """One of the three: its title, which number it shows, and what the numbers are called."""

    title: str
    of: Callable[[Carried], Against]
    nouns: str


PICTURES = (
    Picture("Working caseload", lambda one: one.working, "on the working caseload"),
    Picture("Permitted-work group", lambda one: one.permitted, "in the permitted-work group"),
    Picture("People served in the year", lambda one: one.served, "served in the year to that day"),
)
"""As they stand below each other."""


def chart_of(picture: Picture, months: Sequence[Carried], name: str) -> ChartData:
    """One picture of somebody, or of the unit; the last bar is today's."""
    numbers = [picture.of(one) for one in months]
    bars = [
        Bar(_when(months, place), one.people, str(one.people), mark_of(one))
        for place, one in enumerate(numbers)
    ]
    limits = _limits(numbers)
    top = max([one.people for one in numbers] + [limit.value for limit in limits] + [1])
    places = [(place, f"{one.day:%b}") for place, one in enumerate(months)]
    sentence = _sentence(picture, months, name)
    return ChartData(picture.title, sentence, bars, limits, _ticks(top), places)


def _when(months: Sequence[Carried], place: int) -> str:
    day = months[place].day
    return shown_day(day) if place == len(months) - 1 else f"End of {shown_month(day.year, day.month)}"


def mark_of(one: Against) -> Mark | None:
    """How a number stands against what it is held against; nothing where that is kept."""
    match one.target.judge(Fraction(one.people)) if one.target else Status.NO_TARGET:
        case Status.NEAR:
            return Mark.NEAR_TARGET
        case Status.OFF:
            return Mark.OVER if one.is_over else Mark.OFF_TARGET
    return None


def _limits(numbers: Sequence[Against]) -> list[Limit]:
    """The most from each month on in which it changes."""
    found: list[Limit] = []
    before = None
    for place, one in enumerate(numbers):
        if one.most is not None and one.most != before:
            found.append(Limit(place, float(one.most), shown(one.most, 1)))
        before = one.most if one.most is not None else before
    return found


def _ticks(top: float) -> list[tuple[float, str]]:
    step = next(step for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 5000) if step * 2 >= top)
    return [(0, "0"), (step, str(step)), *([(2 * step, str(2 * step))] if 2 * step <= top * 1.2 else [])]


def limit_words(one: Against) -> str:
    """``at most 25``, ``to be 21.5 to 32.3``; empty where nothing is asked."""
    if one.most is None:
        return ""
    least = f"to be {shown(one.least, 1)} to" if one.least is not None else "at most"
    return f"{least} {shown(one.most, 1)}"


def against_words(one: Against) -> str:
    """``15, at most 25``."""
    return ", ".join(part for part in (str(one.people), limit_words(one)) if part)


def _sentence(picture: Picture, days: Sequence[Carried], name: str) -> str:
    numbers = [picture.of(one) for one in days]
    now, since = numbers[-1], days[0].day
    before = f"At the end of {shown_month(since.year, since.month)}: {numbers[0].people}."
    people = "1 person" if now.people == 1 else f"{now.people} people"
    over = sum(one.is_over for one in numbers)
    months = "1 month" if over == 1 else f"{over} months"
    limit = ""
    if now.least is not None and now.most is not None:
        limit = f"; {shown(now.least, 1)} to {shown(now.most, 1)} are agreed for the WTE in post"
    elif now.most is not None:
        limit = f"; the limit for the WTE in post is {shown(now.most, 1)}"
    said = f" Above it in {months} of the last {len(numbers)}." if over else ""
    return f"{name}: {people} {picture.nouns}{limit}. {before}{said}"
