"""The periods that stand beside each other in a return, each as it may be printed beside the others."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from ipsdesk.rules.periods import (
    Period,
    period_before,
    quarters_of,
    year_of,
    year_to_date,
)
from ipsdesk.rules.targets import Staffing
from ipsdesk.services.figures import Scorecard, count
from ipsdesk.services.release import Release, Releasing
from ipsdesk.services.scorecards_scope import Scope

QUARTER = 3
"""Months."""
PERIODS_SHOWN = 5
"""How many periods of the same kind a trend shows, this one included."""


class Cards:
    """The figures of periods, each counted once, whatever its name."""

    def __init__(self, connection: Connection, staffing: Staffing, scope: Scope) -> None:
        self._connection, self.staffing, self.scope = connection, staffing, scope
        self._counted: dict[tuple[object, object], Scorecard] = {}

    def of(self, period: Period) -> Scorecard:
        """The figures of a period, under its own name."""
        days = period.first, period.last
        if days not in self._counted:
            self._counted[days] = count(self._connection, period, self.staffing, scope=self.scope)
        return Scorecard(period, self._counted[days].figures)


@dataclass(frozen=True, slots=True)
class Releases:
    """Every period that a return prints."""

    releasing: Releasing
    run: tuple[Release, ...]
    quarters: tuple[Release | None, ...]
    year_to_date: Release
    previous_year: Release

    @property
    def now(self) -> Release:
        """The period itself."""
        return self.run[-1]


def releases_of(cards: Cards, releasing: Releasing, period: Period) -> Releases:
    """Each period as it may be printed beside the others.

    A whole hides what one of its parts hides: else the other parts, taken away, would tell it. Where the
    return itself is of several quarters, its figures stand, and their quarters hide together.
    """
    periods = [period]
    while len(periods) < PERIODS_SHOWN:
        periods.append(period_before(periods[-1]))
    run = tuple(releasing.release(cards.of(each)) for each in reversed(periods))
    over = [quarter for quarter in quarters_of(year_of(period.last)) if quarter.last <= period.last]
    quarters = tuple(releasing.release(cards.of(each)) for each in over)
    if period.months != QUARTER:
        quarters = releasing.beside_their_sum(quarters)
    last_year = period_before(year_of(period.last))
    parts = [part for part in run if _lies_in(part.period, last_year)]
    if period.months == QUARTER and releasing.profile.protects_figures:
        parts = [releasing.release(cards.of(each)) for each in quarters_of(last_year)]
    return Releases(
        releasing,
        run,
        (*quarters, *[None] * (4 - len(quarters))),
        releasing.year_to_date(cards.of(year_to_date(period)), (*run, *quarters)),
        releasing.whole(cards.of(last_year), parts),
    )


def _lies_in(part: Period, whole: Period) -> bool:
    return whole.first <= part.first and part.last <= whole.last and part.days < whole.days
