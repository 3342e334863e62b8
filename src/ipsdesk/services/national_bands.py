"""The national bands of a period as they may leave the unit: counts protected as the profile asks."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from ipsdesk.measures import Figure, Measure
from ipsdesk.measures.national import NATIONAL
from ipsdesk.rules.disclosure import CountTable, Profile, protect
from ipsdesk.rules.small_numbers import rounded
from ipsdesk.services.release import HIDDEN, Count


@dataclass(frozen=True, slots=True)
class NationalFigure:
    """One number, or one table by band; both None: withheld, because numbers are small."""

    measure: Measure
    value: Count | None = None
    counts: tuple[Count, ...] | None = None


def national_bands(
    figure: Callable[[Measure], Figure], profile: Profile, withheld: Collection[str] = ()
) -> tuple[NationalFigure, ...]:
    """The numbers and tables as they are printed less those withheld; ``figure`` counts one."""
    return tuple(
        _shown(measure, figure(measure), profile, withheld=measure.key in withheld) for measure in NATIONAL
    )


def _shown(measure: Measure, figure: Figure, profile: Profile, *, withheld: bool) -> NationalFigure:
    if withheld:
        return NationalFigure(measure, value=HIDDEN if figure.bands is None else None)
    protects = profile.protects_tables
    if figure.bands is None:
        value = int(figure.value or 0)
        return NationalFigure(measure, value=_count(value) if protects else value)
    counts = tuple(figure.bands.values())
    if not protects:
        return NationalFigure(measure, counts=counts)
    # As if the number of all were known exactly, for most are figures of the same file.
    (table,) = protect([CountTable(counts)], sum(counts), Profile.COMMISSIONER).tables
    if table is None:
        return NationalFigure(measure)
    return NationalFigure(measure, counts=tuple(HIDDEN if one is None else one for one in table.cells))


def _count(count: int) -> Count:
    found = rounded(count)
    return HIDDEN if found is None else found
