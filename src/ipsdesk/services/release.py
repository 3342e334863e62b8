"""What of a period's figures may leave the unit: exact, or protected so that nobody can be picked out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from ipsdesk.measures import Figure, Measure, Shape
from ipsdesk.measures.gaps import SERVED as SERVED_PEOPLE
from ipsdesk.measures.gaps import GapCount
from ipsdesk.rules.disclosure import CountTable, Profile, protect
from ipsdesk.rules.periods import Period, year_to
from ipsdesk.rules.small_numbers import SMALL, rounded, rounded_share
from ipsdesk.rules.targets import Status, Target
from ipsdesk.services.figures import Scorecard

HIDDEN: Literal["*"] = "*"
"""What is printed for a count that is not given."""

Number = Fraction | Literal["*"] | None
Count = int | Literal["*"]

SERVED = "access.served"
SERVED_IN_YEAR = ("access.served_year", "jobs.competitive_share", "steps.share")
"""Measures that tell how many were served in the year to the last day."""

PEOPLE_BEHIND = {"permitted.hours": "permitted.people", "permitted.earnings": "permitted.people"}
"""Sums that are hidden with the number of people they are about."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it is printed: a number, ``*`` for one that is hidden, None for no figure.

    ``rest`` is what a share's denominator holds beside its numerator. ``status`` is None where it would tell
    of a hidden number.
    """

    key: str
    shape: Shape
    value: Number = None
    numerator: Number = None
    denominator: Number = None
    rest: Number = None
    median: Number = None
    n: Count | None = None
    not_yet: Count | None = None
    current: Count | None = None
    bands: dict[str, Count] | None = None
    target: Target | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """The figures of one period as they are printed."""

    period: Period
    figures: dict[str, Shown]

    def __getitem__(self, key: str) -> Shown:
        return self.figures[key]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One who-we-reach table as it is printed; ``counts`` None: withheld, because numbers are small."""

    measure: Measure
    counts: tuple[Count, ...] | None


@dataclass(frozen=True, slots=True)
class ShownGap:
    """What is missing from the records, as it is printed: ``missing`` of ``of`` records of ``among``."""

    title: str
    among: str
    missing: Count
    of: Count


def exact(figure: Figure) -> Shown:
    """The figure as it was counted."""
    return Shown(
        figure.key,
        figure.shape,
        figure.value,
        figure.numerator,
        figure.denominator,
        _rest(figure),
        figure.median,
        figure.n,
        figure.not_yet,
        figure.current,
        dict(figure.bands) if figure.bands is not None else None,
        figure.target,
        figure.status,
    )


def _rest(figure: Figure) -> Fraction | None:
    if figure.shape is not Shape.SHARE or figure.numerator is None or figure.denominator is None:
        return None
    return figure.denominator - figure.numerator


def protected(figure: Figure, card: Scorecard) -> Shown:
    """The figure with every count of 1 to 4 hidden and the others rounded; shares from rounded counts.

    Where two parts and their whole, or bands and their total, would tell a hidden count all the same, the
    parts are hidden too.
    """
    part, rest = _rounded(figure.numerator), _rounded(_rest(figure))
    value = PROTECTED[figure.shape](figure, card)
    if figure.shape is Shape.SHARE and figure.denominator and _tells((figure.numerator, _rest(figure))):
        part = rest = value = HIDDEN
    n = None if figure.n is None else _count(figure.n)
    return Shown(
        figure.key,
        figure.shape,
        value,
        part,
        _rounded(figure.denominator),
        rest,
        HIDDEN if n == HIDDEN else _whole(figure.median),
        n,
        None if figure.not_yet is None else _count(figure.not_yet),
        None if figure.current is None else _count(figure.current),
        None if figure.bands is None else _protected_bands(figure.bands),
        figure.target,
        _status(figure, value),
    )


def _tells(parts: Iterable[Fraction | int | None]) -> bool:
    """Whether parts, printed rounded beside their rounded whole, would tell a hidden one."""
    counts = tuple(int(part or 0) for part in parts)
    return protect([CountTable(counts)], sum(counts), Profile.OPEN).tables[0] is None


def _protected_bands(bands: dict[str, int]) -> dict[str, Count]:
    if _tells(bands.values()):
        return dict.fromkeys(bands, HIDDEN)
    return {band: _count(count) for band, count in bands.items()}


def _status(figure: Figure, value: Number) -> Status | None:
    if figure.target is None:
        return Status.NO_TARGET
    return None if value == HIDDEN else figure.target.judge(value)


def _count(count: int) -> Count:
    found = rounded(count)
    return HIDDEN if found is None else found


def _rounded(value: Fraction | None) -> Number:
    return None if value is None else _as_number(_count(int(value)))


def _as_number(count: Count) -> Number:
    return HIDDEN if count == HIDDEN else Fraction(count)


def _whole(value: Fraction | None) -> Number:
    return None if value is None else Fraction((value + Fraction(1, 2)).__floor__())


def _protected_share(figure: Figure, _: Scorecard) -> Number:
    if figure.value is None:
        return None
    share = rounded_share(int(figure.numerator or 0), int(figure.denominator or 0))
    return HIDDEN if share is None else min(share, Fraction(1))


def _protected_mean(figure: Figure, _: Scorecard) -> Number:
    return HIDDEN if figure.n in SMALL else _whole(figure.value)


def _protected_rate(figure: Figure, _: Scorecard) -> Number:
    count = _rounded(figure.numerator)
    if figure.value is None or count is None or not figure.denominator:
        return None
    return HIDDEN if count == HIDDEN else count / figure.denominator


def _protected_sum(figure: Figure, card: Scorecard) -> Number:
    people = card[PEOPLE_BEHIND[figure.key]].value
    if people is not None and int(people) in SMALL:
        return HIDDEN
    return _rounded(_as_fraction(_whole(figure.value)))


def _as_fraction(value: Number) -> Fraction | None:
    return value if isinstance(value, Fraction) else None


PROTECTED: dict[Shape, Callable[[Figure, Scorecard], Number]] = {
    Shape.NUMBER: lambda figure, _: _rounded(figure.value),
    Shape.SHARE: _protected_share,
    Shape.MEAN: _protected_mean,
    Shape.RATE: _protected_rate,
    Shape.SUM: _protected_sum,
    Shape.SCORE: lambda figure, _: figure.value,
    Shape.BANDS: lambda _figure, _card: None,
}


@dataclass(frozen=True, slots=True)
class Releasing:
    """Decides, for one file, what is printed of each card; ``people_exact`` is settled by its tables.

    ``withheld`` are measures that it keeps back for the sake of other files.
    """

    profile: Profile
    period: Period
    people_exact: bool
    withheld: frozenset[str] = frozenset()

    def release(self, card: Scorecard) -> Release:
        """The card as it is printed in this file."""
        return Release(card.period, {figure.key: self._shown(figure, card) for figure in card.figures})

    def _shown(self, figure: Figure, card: Scorecard) -> Shown:
        if self.profile.protects_figures and figure.key in self.withheld:
            return _all_hidden(protected(figure, card))
        if self.profile.protects_figures or self._tells_of_people(figure.key, card.period):
            return protected(figure, card)
        return exact(figure)

    def year_to_date(self, card: Scorecard, parts: Sequence[Release]) -> Release:
        """The year to date, less what would tell a hidden count in one of the periods it is made of."""
        return self.whole(card, [part for part in parts if card.period.first <= part.period.last])

    def whole(self, card: Scorecard, parts: Sequence[Release]) -> Release:
        """A period as it is printed beside these, of which it is made."""
        shown = self.release(card)
        if not self.profile.protects_figures:
            return shown
        figures = {
            key: _all_hidden(figure) if any(_hides(part[key]) for part in parts) else figure
            for key, figure in shown.figures.items()
        }
        return Release(card.period, figures)

    def beside_their_sum(self, parts: Sequence[Release]) -> tuple[Release, ...]:
        """Periods beside one they make up: where one of them hides a figure, none of them gives it."""
        if not self.profile.protects_figures:
            return tuple(parts)
        hidden = {key for part in parts for key, figure in part.figures.items() if _hides(figure)}
        return tuple(
            Release(
                part.period,
                {key: _all_hidden(one) if key in hidden else one for key, one in part.figures.items()},
            )
            for part in parts
        )

    def gap(self, found: GapCount) -> ShownGap:
        """A count of what is missing, protected where the figures are or where it tells of the people."""
        hide = self.profile.protects_figures or (found.gap.among == SERVED_PEOPLE and not self.people_exact)
        counts = (_count(found.missing), _count(found.among)) if hide else (found.missing, found.among)
        return ShownGap(found.gap.title, found.gap.among, *counts)

    def _tells_of_people(self, key: str, period: Period) -> bool:
        """Whether the figure gives away the number of people of tables that were withheld."""
        if self.people_exact:
            return False
        days = (self.period.first, self.period.last)
        year = year_to(period.last)
        return (key == SERVED and (period.first, period.last) == days) or (
            key in SERVED_IN_YEAR and (year.first, year.last) == days
        )


def _hides(figure: Shown) -> bool:
    counts = (figure.value, figure.numerator, figure.denominator, figure.n, *(figure.bands or {}).values())
    return HIDDEN in counts


def _all_hidden(figure: Shown) -> Shown:
    """The same figure with none of its numbers, as if they were small."""
    bands: dict[str, Count] | None = None if figure.bands is None else dict.fromkeys(figure.bands, HIDDEN)
    hidden = Shown(figure.key, figure.shape, HIDDEN, HIDDEN, HIDDEN, HIDDEN, target=figure.target)
    return replace(hidden, bands=bands)
