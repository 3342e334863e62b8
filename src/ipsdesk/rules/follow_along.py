"""When somebody in a new job is to be seen: around the start, weekly in the first month, then monthly."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from ipsdesk.rules.periods import DAY, add_months

WEEKS, MONTHS = 4, 12
BEFORE_START, AFTER_START = 7 * DAY, 3 * DAY
AROUND, WEEKLY, MONTHLY = "around the start", "in the first month weekly", "then monthly for a year"


@dataclass(frozen=True, slots=True)
class Span:
    """Days in which there is to be one meeting at least, and why."""

    first: date
    last: date
    rhythm: str


def spans_of(started_on: date) -> Iterator[Span]:
    """Every span of a job's first year, in order (fidelity item 23)."""
    yield Span(started_on - BEFORE_START, started_on + AFTER_START, AROUND)
    for week in range(WEEKS):
        first = started_on + week * 7 * DAY
        yield Span(first, first + 6 * DAY, WEEKLY)
    for month in range(1, MONTHS):
        yield Span(add_months(started_on, month), add_months(started_on, month + 1) - DAY, MONTHLY)


def over_by(started_on: date, ended_on: date | None, day: date) -> list[Span]:
    """The spans that are over on a day; of a job that has ended only those it lasted through."""
    lasted = ended_on or date.max
    return [span for span in spans_of(started_on) if span.last < day and span.last <= lasted]


def missed(spans: Collection[Span], met_on: Collection[date]) -> list[Span]:
    """Those in which there was no meeting."""
    return [span for span in spans if not any(span.first <= day <= span.last for day in met_on)]
