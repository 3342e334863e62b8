"""One line of the scorecard: the figure in words, its target, how it stands, and how it came about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from sqlalchemy import Connection, func, select

from ipsdesk.measures import Figure, Measure, Window
from ipsdesk.measures.permitted import WeeksByStatus
from ipsdesk.measures.terms import E, live
from ipsdesk.measures.wording import cases_behind, confirmed_of, printed, target_in_words
from ipsdesk.rules.periods import Period, free_period, is_provisional, period_before, year_to_date
from ipsdesk.rules.rates import Rates
from ipsdesk.rules.targets import Staffing, Status, Target
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.figures import staffing_of
from ipsdesk.services.rates_reading import rates_of
from ipsdesk.services.return_periods import PERIODS_SHOWN
from ipsdesk.services.scorecards_scope import Scope, figure_of, narrowed, why_not

Days = tuple[date, date]
"""The first and the last day of a period."""


class MarkKind(StrEnum):
    """The sign that goes with a status; the window knows its picture and colour by the same name."""

    DONE = "done"
    NEAR_TARGET = "near target"
    OFF_TARGET = "off target"
    WAITING = "waiting"
    NO_TARGET = "no target"
    NO_FIGURE = "no figure"


MARKS = {
    Status.ON: MarkKind.DONE,
    Status.NEAR: MarkKind.NEAR_TARGET,
    Status.OFF: MarkKind.OFF_TARGET,
    Status.NO_TARGET: MarkKind.NO_TARGET,
    Status.NO_FIGURE: MarkKind.NO_FIGURE,
}

NOTHING_TO_COUNT = {
    "client": "nobody to count",
    "client or staff": "nobody to count",
    "referral": "no referral to count",
    "activity": "no job due",
    "team": "no team to count",
    "staff": "no specialist in post",
    "contact": "no specialist in post",
    "goal": "no goal rated twice",
    "plan": "no review due",
    "care coordinator": "no care coordinator to count",
    "decision meeting": "no meeting to count",
    "calendar month": "no whole month to count",
    "fidelity review": "no finished review yet",
    "fidelity action": "no action due",
    "": "fewer than five answers",
}
"""By kind of subject: why a measure has no figure."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One period of a trend; ``value`` None is a gap."""

    period: Period
    value: Fraction | None
    shown: str
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class BandLine:
    """One band of a measure: its count, those of the period before and the year to date, and its trend."""

    band: str
    shown: str
    previous: str
    year_to_date: str
    trend: tuple[TrendPoint, ...]


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One measure over one period, as the scorecard shows it.

    ``behind`` is what the figure is made of (``5 of 7``), ``why`` says why there is none (then ``shown`` is a
    dash). Of a measure by bands ``bands`` holds the figures. ``working`` is how the target was worked out.
    ``so_far``: the period has not ended. ``trend`` runs over periods of the same kind up to this one.
    """

    key: str
    title: str
    unit: str
    period: Period
    scope: Scope
    figure: Figure
    shown: str
    behind: str
    why: str
    target: str
    working: str
    standing: str
    mark: MarkKind
    so_far: bool
    previous: str
    year_to_date: str
    trend: tuple[TrendPoint, ...]
    bands: tuple[BandLine, ...]


@dataclass(frozen=True, slots=True)
class Counting:
    """What counting for one scope needs: the connection, who was in post when, the first record, the day,
    the dated rates."""

    connection: Connection
    staffing: Staffing
    scope: Scope
    first_record: date | None
    today: date
    rates: Rates

    def is_before_records(self, period: Period) -> bool:
        """Whether the period ended before anybody was referred."""
        return self.first_record is None or period.last < self.first_record

    def figure(self, measure: Measure, period: Period) -> Figure:
        """The measure's figure; none where it isn't counted, or a period before the records holds nothing."""
        counted = figure_of(measure, self.scope, self.connection, self.window(period))
        return counted if why_not(measure, self.scope) else self._told(counted, period)

    def figures(self, measure: Measure, periods: Iterable[Period]) -> dict[Days, Figure]:
        """The figures of several periods by their first and last day, each stretch of days counted once."""
        stretches = {_days(period): period for period in periods}
        theirs = narrowed(measure, self.scope)
        if isinstance(theirs, WeeksByStatus) and not why_not(measure, self.scope):
            return self._figures_of_weeks(theirs, stretches)
        return {days: self.figure(measure, period) for days, period in stretches.items()}

    def _figures_of_weeks(
        self, measure: WeeksByStatus, stretches: Mapping[Days, Period]
    ) -> dict[Days, Figure]:
        """A week stands as it stands whatever the period, so each is judged once for all periods."""
        span = free_period(min(first for first, _ in stretches), max(last for _, last in stretches))
        found = Counter((week.day, week.band) for week in measure.rows(self.connection, self.window(span)))
        figures = {}
        for (first, last), period in stretches.items():
            bands = dict.fromkeys(measure.bands, 0)
            for (day, band), number in found.items():
                bands[band] += number if first <= day <= last else 0
            figures[first, last] = self._told(Figure(measure.key, measure.shape, bands=bands), period)
        return figures

    def window(self, period: Period) -> Window:
        """The period as a measure asks for it."""
        return Window(period, self.staffing, self.rates)

    def _told(self, counted: Figure, period: Period) -> Figure:
        return _without(counted) if self.is_before_records(period) and _is_nothing(counted) else counted


def counting(connection: Connection, scope: Scope, today: date) -> Counting:
    """Ready to count for a scope."""
    first = connection.scalar(select(func.min(E.c.received_on)).where(live(E)))
    return Counting(connection, staffing_of(connection), scope, first, today, rates_of(connection))


def _days(period: Period) -> Days:
    return period.first, period.last


def _is_nothing(figure: Figure) -> bool:
    return not figure.value and not any((figure.bands or {}).values()) and not figure.not_yet


def _without(figure: Figure) -> Figure:
    return replace(figure, value=None, bands=None if figure.bands is None else {})


# ---- the line -------------------------------------------------------------------------------------


def run_to(period: Period, length: int = PERIODS_SHOWN) -> tuple[Period, ...]:
    """So many periods of the same kind up to this one, oldest first."""
    run = [period]
    while len(run) < length:
        run.append(period_before(run[-1]))
    return tuple(reversed(run))


def make_line(counts: Counting, measure: Measure, period: Period) -> MeasureLine:
    """Count the measure over the period, the year to date and the periods before."""
    run, to_date = run_to(period), year_to_date(period)
    figures = counts.figures(measure, (*run, to_date))
    counted = [(one, figures[_days(one)]) for one in run]
    now, before, year = (figures[_days(one)] for one in (period, run[-2], to_date))
    why, so_far = why_no_figure(counts, measure, now, period), is_provisional(period, counts.today)
    return MeasureLine(
        measure.key,
        measure.title,
        measure.unit,
        period,
        counts.scope,
        now,
        _printed(measure, now),
        behind(now),
        why,
        target_in_words(measure, now.target) if now.target else "",
        working(now.target),
        standing(now.status, so_far=so_far),
        mark_of(now.status, so_far=so_far),
        so_far,
        _printed(measure, before),
        _printed(measure, year),
        tuple(_point(measure, one, figure) for one, figure in counted),
        tuple(_band(measure, band, counted, year) for band in now.bands or ()),
    )


def _printed(measure: Measure, figure: Figure) -> str:
    """The figure as text; bands are printed each on its own."""
    return "" if figure.bands else printed(measure, figure.value)


def _point(measure: Measure, period: Period, figure: Figure) -> TrendPoint:
    return TrendPoint(period, figure.value, _printed(measure, figure), figure.target)


def _band(measure: Measure, band: str, run: Sequence[tuple[Period, Figure]], year: Figure) -> BandLine:
    points = tuple(
        TrendPoint(period, count, printed(measure, count))
        for period, figure in run
        for count in [_count(figure, band)]
    )
    return BandLine(band, points[-1].shown, points[-2].shown, printed(measure, _count(year, band)), points)


def _count(figure: Figure, band: str) -> Fraction | None:
    count = (figure.bands or {}).get(band)
    return None if count is None else Fraction(count)


# ---- its words ------------------------------------------------------------------------------------


def behind(figure: Figure) -> str:
    """What the figure is made of; nothing for a share of nobody."""
    parts = (cases_behind(figure), confirmed_of(figure)) if figure.denominator != 0 else ()
    return ", ".join(part for part in parts if part)


def working(target: Target | None) -> str:
    """How a pro-rata target was worked out, without its result, which stands above: ``25 × 1.2 WTE``."""
    return target.working.rpartition(" = ")[0] if target else ""


def standing(status: Status, *, so_far: bool) -> str:
    """How the figure stands, in words; of a period under way only so far."""
    judged = status in (Status.ON, Status.NEAR, Status.OFF)
    return f"{status} so far" if so_far and judged else str(status)


def mark_of(status: Status, *, so_far: bool) -> MarkKind:
    """The sign of a status; what may still come right in a period under way is waited for."""
    return MarkKind.WAITING if so_far and status in (Status.NEAR, Status.OFF) else MARKS[status]


def why_no_figure(counts: Counting, measure: Measure, figure: Figure, period: Period) -> str:
    """Why there is no figure, in words; empty where there is one."""
    if figure.value is not None or figure.bands:
        return ""
    if reason := why_not(measure, counts.scope):
        return reason
    if counts.is_before_records(period):
        first = counts.first_record
        return f"before the first referral, {shown_day(first)}" if first else "nothing recorded yet"
    return NOTHING_TO_COUNT[measure.subjects]
