"""Targets and statuses: what a contract asks, pro rata to specialists in post, and how a figure stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from ipsdesk.rules.definitions import Choices, Chosen, choices_on
from ipsdesk.rules.periods import (
    DAY,
    Period,
    add_months,
    anniversary,
    contract_year,
    financial_year_days,
    financial_year_start,
)

NEAR_MINIMUM = Fraction(9, 10)
NEAR_MAXIMUM = Fraction(11, 10)


class Status(StrEnum):
    """How a figure stands against its target, in the words people read."""

    ON = "on target"
    NEAR = "near"
    OFF = "off target"
    NO_TARGET = "no target"
    NO_FIGURE = "no figure"


class Sense(StrEnum):
    """Which side of a target is the good one."""

    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure is held against: one bound, or two for a range; unrounded, with its working."""

    sense: Sense
    bounds: tuple[Fraction, ...]
    working: str = ""

    def judge(self, value: Fraction | None) -> Status:
        """The status of a value; near is from 90 % of a minimum or up to 110 % of a maximum."""
        if value is None:
            return Status.NO_FIGURE
        low, high = self.bounds[0], self.bounds[-1]
        match self.sense:
            case Sense.AT_LEAST:
                met, near = value >= low, value >= low * NEAR_MINIMUM
            case Sense.MORE_THAN:
                met, near = value > low, value >= low * NEAR_MINIMUM
            case Sense.AT_MOST:
                met, near = value <= high, value <= high * NEAR_MAXIMUM
            case Sense.BETWEEN:
                met, near = low <= value <= high, False
        return Status.ON if met else Status.NEAR if near else Status.OFF


@dataclass(frozen=True, slots=True)
class Post:
    """Days (both included) on which a specialist held an employment WTE above 0, and how much."""

    first: date
    last: date
    wte: Fraction


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one financial year and one contract year with the same total WTE in post."""

    first: date
    days: int
    year_days: int
    contract_year: int
    wte: Fraction

    @property
    def specialist_years(self) -> Fraction:
        """WTE x days / days in the financial year."""
        return self.wte * self.days / self.year_days


class Per(StrEnum):
    """What a target's number is for."""

    FIGURE = "the figure"
    SPECIALIST_YEAR = "specialist-year"
    WTE = "WTE in post"


@dataclass(frozen=True, slots=True)
class TargetRow:
    """What the unit's contract asks of one figure from a day on; ``sense`` None: no target.

    ``contract_year`` 0 is every year.
    """

    measure: str
    since: date
    contract_year: int
    sense: Sense | None
    bounds: tuple[Fraction, ...] = ()
    per: Per = Per.FIGURE


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who was in post when, when the contract began, and what was agreed in it.

    Pro-rata targets are worked out from these. ``targets`` replace those of the default contract, ``choices``
    are where the specifications differ, each in the order entered.
    """

    posts: tuple[Post, ...]
    contract_starts: date | None = None
    targets: tuple[TargetRow, ...] = ()
    choices: tuple[Chosen, ...] = ()

    def choices_on(self, day: date) -> Choices:
        """What figures that end on the day are counted by."""
        return choices_on(self.choices, day)

    def stretches(self, period: Period) -> list[Stretch]:
        """The period cut wherever the financial year, the contract year or the WTE in post changes."""
        starts = sorted(
            day for day in {period.first, *self._cuts(period)} if period.first <= day <= period.last
        )
        ends = [day - DAY for day in starts[1:]] + [period.last]
        return [
            Stretch(
                first,
                (last - first).days + 1,
                financial_year_days(first),
                contract_year(first, self.contract_starts),
                wte,
            )
            for first, last, wte in zip(starts, ends, self._wte_from(starts), strict=True)
        ]

    def _wte_from(self, starts: Sequence[date]) -> Iterable[Fraction]:
        """The WTE in post on each of these days, in one walk through comings and goings."""
        comings = ((post.first, post.wte) for post in self.posts)
        goings = ((post.last + DAY, -post.wte) for post in self.posts if post.last < starts[-1])
        changes = sorted((*comings, *goings), reverse=True)
        wte = Fraction(0)
        for day in starts:
            while changes and changes[-1][0] <= day:
                wte += changes.pop()[1]
            yield wte

    def _cuts(self, period: Period) -> Iterable[date]:
        for post in self.posts:
            yield post.first
            if post.last < period.last:
                yield post.last + DAY
        day = financial_year_start(period.first)
        while (day := add_months(day, 12)) <= period.last:
            yield day
        if self.contract_starts:
            for year in range(period.first.year, period.last.year + 1):
                if year > self.contract_starts.year:
                    yield anniversary(self.contract_starts, year - self.contract_starts.year)

    def wte_on(self, day: date) -> Fraction:
        """The whole-time equivalents in post on a day."""
        return sum((post.wte for post in self.posts if post.first <= day <= post.last), Fraction(0))


@dataclass(frozen=True, slots=True)
class Goal:
    """A target of the contract, as declared beside its measure: a fixed bound or range."""

    sense: Sense
    bounds: tuple[Fraction, ...]

    def target(self, staffing: Staffing, period: Period, year: Period) -> Target | None:
        """The target for the period; None where nothing stands behind it."""
        del staffing, period, year
        return Target(self.sense, self.bounds)


@dataclass(frozen=True, slots=True)
class PerSpecialistYear(Goal):
    """A yearly number for each specialist-year; ``bounds`` are for contract year 1, ``later`` from year 2.

    ``over_year`` counts the year to the last day instead of the period (S1's 50 to 75 people a year);
    ``years`` are contract years with numbers of their own.
    """

    later: tuple[Fraction, ...] = ()
    over_year: bool = False
    years: tuple[tuple[int, tuple[Fraction, ...]], ...] = ()

    def target(self, staffing: Staffing, period: Period, year: Period) -> Target | None:
        """Pro rata to the specialists in post, each contract year at its own number for its days."""
        stretches = [
            stretch for stretch in staffing.stretches(year if self.over_year else period) if stretch.wte
        ]
        if not stretches:
            return None
        bounds = tuple(
            sum((self._numbers(part)[place] * part.specialist_years for part in stretches), Fraction(0))
            for place in range(len(self.bounds))
        )
        return Target(self.sense, bounds, self._working(stretches, bounds))

    def _numbers(self, stretch: Stretch) -> tuple[Fraction, ...]:
        usual = self.later if self.later and stretch.contract_year > 1 else self.bounds
        return dict(self.years).get(stretch.contract_year, usual)

    def _working(self, stretches: Sequence[Stretch], bounds: Sequence[Fraction]) -> str:
        parts = [
            f"{_shown_range(self._numbers(part))} × {shown(part.wte)} WTE × {part.days}/{part.year_days}"
            for part in stretches
        ]
        if len(parts) > 4:
            years = sum((part.specialist_years for part in stretches), Fraction(0))
            numbers = " and ".join(dict.fromkeys(_shown_range(self._numbers(part)) for part in stretches))
            parts = [f"{numbers} × {shown(years, 2)} specialist-years"]
        return f"{' + '.join(parts)} = {_shown_range(bounds, 1)}"


@dataclass(frozen=True, slots=True)
class PerWteInPost(Goal):
    """A number for each whole-time equivalent in post on the last day."""

    def target(self, staffing: Staffing, period: Period, year: Period) -> Target | None:
        """The number times the WTE in post; None where nobody is."""
        del year
        wte = staffing.wte_on(period.last)
        if not wte:
            return None
        bounds = tuple(bound * wte for bound in self.bounds)
        return Target(
            self.sense, bounds, f"{_shown_range(self.bounds)} × {shown(wte)} WTE = {_shown_range(bounds, 1)}"
        )


def shown(number: Fraction, places: int = 3) -> str:
    """A number in the fewest digits, at most so many decimals, halves rounded up."""
    scaled = (abs(number) * 10**places + Fraction(1, 2)).__floor__()
    whole, part = divmod(scaled, 10**places)
    digits = str(part).rjust(places, "0").rstrip("0")
    return f"{'-' if number < 0 and scaled else ''}{whole}{'.' if digits else ''}{digits}"


def _shown_range(bounds: Sequence[Fraction], places: int = 3) -> str:
    return " to ".join(shown(bound, places) for bound in bounds)
