"""A return as its reader will see it, beside what was counted, and what could still be worked out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ipsdesk.measures import Measure, Section, Shape
from ipsdesk.measures.wording import cases_behind, printed
from ipsdesk.rules.deduction import SMALL_SPAN, Span
from ipsdesk.rules.disclosure import WITHHELD, Profile
from ipsdesk.rules.linked import Link, span_of, told
from ipsdesk.rules.periods import DAY, Period
from ipsdesk.services.release import HIDDEN, Release, Shown
from ipsdesk.services.returns import ReturnContent

ADDS_UP = frozenset(
    {
        *("access.referrals", "access.accepted", "access.not_ready", "jobs.started", "jobs.in_service"),
        *("jobs.by_time", "jobs.by_type", "jobs.by_contract", "team.partner_contacts", "goals.reached"),
    }
)
"""Counts of events: those of two quarters are those of the half."""
OF_PEOPLE = frozenset(
    {
        *("access.started", "access.served", "jobs.people", "jobs.first", "involvement.people"),
        *("steps.work_experience", "steps.volunteering", "steps.education", "steps.training"),
        *("steps.qualifications", "steps.specialist", "retention.supported", "permitted.people"),
        *("profile.gender", "profile.ethnic_group"),
    }
)
"""Counts of people: somebody may stand in both quarters of a half, and once in the half."""

Cell = tuple[str, str, Period]
"""A count: the measure, its band (empty: the figure), and the days."""


class Happens(StrEnum):
    """What the profile does to a figure."""

    AS_IT_IS = "as it is"
    ROUNDED = "rounded"
    HIDDEN = "hidden"
    WITHHELD = "table withheld"


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One figure, or one band of it: as it was counted, as it is read, and what the profile did to it."""

    section: Section
    title: str
    counted: str
    read: str
    happens: Happens


@dataclass(frozen=True, slots=True)
class Preview:
    """The figures of the return as they are read, and what of the hidden ones can be worked out all the same.

    ``linked`` are the periods that were held against it; ``told`` names each count that is not safe.
    """

    profile: Profile
    lines: tuple[PreviewLine, ...]
    linked: tuple[Period, ...]
    told: tuple[str, ...]

    def count(self, happens: Happens) -> int:
        """How many lines it happens to."""
        return sum(line.happens is happens for line in self.lines)


def preview_of(
    exact: ReturnContent, shown: ReturnContent, others: Sequence[tuple[Profile, Release]] = ()
) -> Preview:
    """What ``shown`` gives away; ``others`` are returns that went out before, as they were printed."""
    linked, told_of = _worked_out(shown, others)
    return Preview(shown.profile, tuple(_lines(exact, shown)), linked, told_of)


# ---- side by side ---------------------------------------------------------------------------------


def _lines(exact: ReturnContent, shown: ReturnContent) -> Iterator[PreviewLine]:
    tables = {table.measure.key: table.counts for table in shown.reach}
    for measure in exact.measures:
        old, new = exact.now[measure.key], shown.now[measure.key]
        if measure.key in tables:
            yield from _banded(measure, old.bands or {}, tables[measure.key])
        elif old.bands is not None:
            yield from _banded(measure, old.bands, tuple((new.bands or {}).values()))
        else:
            counted, read = _words(measure, old), _words(measure, new)
            yield PreviewLine(measure.section, measure.title, counted, read, _happens(counted, read, new))


def _words(measure: Measure, figure: Shown) -> str:
    behind = cases_behind(figure)
    value = printed(measure, figure.value)
    return f"{value} ({behind})" if behind else value


def _happens(counted: str, read: str, figure: Shown) -> Happens:
    if HIDDEN in (figure.value, figure.numerator, figure.denominator, figure.n, figure.current):
        return Happens.HIDDEN
    return Happens.AS_IT_IS if counted == read else Happens.ROUNDED


def _banded(
    measure: Measure, bands: Mapping[str, int | str], read: Sequence[int | str] | None
) -> Iterator[PreviewLine]:
    for place, (band, count) in enumerate(bands.items()):
        title = f"{measure.title}: {band}"
        if read is None:
            yield PreviewLine(measure.section, title, str(count), WITHHELD, Happens.WITHHELD)
            continue
        now = read[place]
        happens = Happens.HIDDEN if now == HIDDEN else Happens.AS_IT_IS if now == count else Happens.ROUNDED
        yield PreviewLine(measure.section, title, str(count), str(now), happens)


# ---- what can be worked out -----------------------------------------------------------------------


def _worked_out(
    shown: ReturnContent, others: Sequence[tuple[Profile, Release]]
) -> tuple[tuple[Period, ...], tuple[str, ...]]:
    released = [(shown.profile, one) for one in (*shown.run, shown.now)]
    year = {cell: span for cell, span in _cells(shown.profile, shown.year_to_date) if span != SMALL_SPAN}
    spans: dict[Cell, Span] = dict(year)  # what is hidden of the year may be hidden for a quarter's sake
    for profile, release in (*others, *released):
        spans.update(_cells(profile, release))
    reach = {table.measure.key: table.counts for table in shown.reach if table.counts is not None}
    for key, counts in reach.items():
        bands = tuple(shown.now[key].bands or {})
        spans.update(_bands(key, shown.now.period, zip(bands, counts, strict=False), shown.profile))
    links = tuple(_links(spans))
    hidden = [cell for cell, span in spans.items() if span == SMALL_SPAN]
    titles = {measure.key: measure.title for measure in shown.measures}
    open_cells = told(spans, links, hidden)
    said = tuple(
        f"{titles[key]}{f': {band}' if band else ''}, {period.label}" for key, band, period in open_cells
    )
    periods = {cell[2] for link in links for cell in (link.whole, *link.parts)} - {shown.now.period}
    return tuple(sorted(periods)), said


def _cells(profile: Profile, release: Release) -> Iterator[tuple[Cell, Span]]:
    """What each count of a release can be by what is printed of it."""
    for key, figure in release.figures.items():
        if key not in ADDS_UP | OF_PEOPLE:
            continue
        if figure.bands is not None and not key.startswith("profile."):
            yield from _bands(key, release.period, figure.bands.items(), profile)
        elif figure.shape is Shape.NUMBER and figure.value is not None:
            yield (key, "", release.period), _span(figure.value, profile)


def _bands(
    key: str, period: Period, bands: Iterable[tuple[str, int | str]], profile: Profile
) -> Iterator[tuple[Cell, Span]]:
    if key in ADDS_UP | OF_PEOPLE:
        for band, count in bands:
            rounds = Profile.OPEN if key.startswith("profile.") and profile.protects_tables else profile
            yield (key, band, period), _span(count, rounds)


def _span(value: Fraction | int | str, profile: Profile) -> Span:
    number = None if isinstance(value, str) else int(value)
    return span_of(number, exact=not profile.protects_figures)


def _links(spans: Iterable[Cell]) -> Iterator[Link[Cell]]:
    """Each count of days that shorter ones of the same count add up to, day by day."""
    cells: dict[tuple[str, str], list[Period]] = {}
    for key, band, period in spans:
        cells.setdefault((key, band), []).append(period)
    for (key, band), periods in cells.items():
        for whole in periods:
            if parts := _tiles(whole, periods):
                own = tuple((key, band, part) for part in parts)
                yield Link((key, band, whole), own, adds_up=key in ADDS_UP)


def _tiles(whole: Period, periods: Iterable[Period]) -> tuple[Period, ...]:
    """Shorter periods that follow one another from a period's first day to its last; else none."""
    within = {
        one.first: one
        for one in sorted(periods, key=lambda one: one.days, reverse=True)
        if whole.first <= one.first and one.last <= whole.last and one.days < whole.days
    }
    tiles, day = [], whole.first
    while day <= whole.last:
        if (part := within.get(day)) is None:
            return ()
        tiles.append(part)
        day = part.last + DAY
    return tuple(tiles)
