"""What a return tells of changes to earlier ones: whole figures to others, row by row inside the unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import Connection, select

from ipsdesk.measures import MEASURES, Measure, Section
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import Period
from ipsdesk.services.release import HIDDEN, Release, Shown
from ipsdesk.services.scorecards_scope import Scope, figure_of
from ipsdesk.services.submissions_counted import release_of, untold_of, withheld_of
from ipsdesk.services.submissions_kept import Amendment
from ipsdesk.services.submissions_reading import amendments_of
from ipsdesk.services.submissions_store import RETURNS, figures_kept, in_force_of

OF_MEASURE = {measure.key: (place, measure) for place, measure in enumerate(MEASURES)}


@dataclass(frozen=True, slots=True)
class AmendedFigure:
    """A figure of an earlier return that changed: as submitted, as it stands now, when last, and why.

    None where it may not be told. ``rows`` is how many of its rows changed, None where that may not be told.
    """

    number: int
    period: Period
    measure: Measure
    submitted: Shown | None
    now: Shown | None
    rows: int | None
    changed_on: date
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AmendmentsTold:
    """What one return tells; ``rows`` are empty but for the unit itself."""

    figures: tuple[AmendedFigure, ...] = ()
    rows: tuple[Amendment, ...] = ()


NOTHING_AMENDED = AmendmentsTold()


def amendments_told(
    connection: Connection, profile: Profile, scope: Scope, withheld: frozenset[str] = frozenset()
) -> AmendmentsTold:
    """Every change that no return has told of, as a file of this profile that withholds these tells it."""
    untold = amendments_of(connection, untold_of(scope.key or None))
    in_order = sorted(untold, key=lambda one: (one.number, OF_MEASURE[one.key][0], one.at))
    figures: list[AmendedFigure] = []
    for number, of_return in groupby(in_order, key=lambda one: one.number):
        submitted, now = _releases(connection, number, profile, withheld)
        for key, rows in groupby(of_return, key=lambda one: one.key):
            figures.append(_figure(tuple(rows), profile, submitted.figures.get(key), now[key]))
    return AmendmentsTold(tuple(figures), untold if profile is Profile.INTERNAL else ())


def _releases(
    connection: Connection, number: int, profile: Profile, withheld: frozenset[str]
) -> tuple[Release, Release]:
    """The figures of a return as submitted and as the records stand, both as this profile prints them."""
    row = connection.execute(select(RETURNS).where(RETURNS.c.number == number)).one()
    held, kept = in_force_of(connection, row), figures_kept(connection, row.id)
    window = held.window(connection)
    today = {one.key: figure_of(one, held.scope, connection, window) for one in MEASURES}
    if profile.protects_tables:
        withheld |= withheld_of(row)
    before, after = (release_of(one, held.period, profile, withheld) for one in (kept, today))
    return before, after


def _figure(
    rows: Sequence[Amendment], profile: Profile, submitted: Shown | None, now: Shown
) -> AmendedFigure:
    """Rounded figures, told twice, would tell by their difference; so would a table of who people are."""
    measure = OF_MEASURE[rows[0].key][1]
    untold = profile.protects_figures or (profile.protects_tables and measure.section is Section.REACH)
    hidden = untold or _hides(submitted) or _hides(now)
    return AmendedFigure(
        rows[0].number,
        rows[0].period,
        measure,
        None if hidden else submitted,
        None if hidden else now,
        None if hidden else len({one.record for one in rows}),
        max(one.at for one in rows).date(),
        () if profile.protects_figures else tuple(dict.fromkeys(one.why for one in rows)),
    )


def _hides(figure: Shown | None) -> bool:
    return figure is not None and HIDDEN in (figure.value, figure.numerator, figure.denominator, figure.n)
