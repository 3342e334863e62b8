"""A return as its reader will see it, beside what was counted, and what could still be worked out of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ipsdesk.measures import Measure, Section
from ipsdesk.measures.wording import cases_behind, printed
from ipsdesk.rules.disclosure import WITHHELD, Profile
from ipsdesk.services.release import HIDDEN, Breakdown, Shown
from ipsdesk.services.return_content import ReturnContent
from ipsdesk.services.return_linked import Printed, tables_of, worked_out


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

    ``linked`` names the days and returns that were held against it, ``withheld`` what is kept back for their
    sake, ``told`` each count that is not safe.
    """

    profile: Profile
    lines: tuple[PreviewLine, ...]
    linked: tuple[str, ...]
    told: tuple[str, ...]
    withheld: tuple[str, ...] = ()

    def count(self, happens: Happens) -> int:
        """How many lines it happens to."""
        return sum(line.happens is happens for line in self.lines)


def preview_of(exact: ReturnContent, shown: ReturnContent, others: Sequence[Printed] = ()) -> Preview:
    """What ``shown`` gives away; ``others`` are returns that went out before, as they were printed."""
    linked, told_of = worked_out(shown, others)
    titles = {one.key: one.title for one in (*shown.measures, *(one.measure for one in tables_of(shown)))}
    withheld = tuple(sorted({titles[key] for key in shown.withheld}))
    return Preview(shown.profile, tuple(_lines(exact, shown)), linked, told_of, withheld)


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
    for before, after in zip(_more(exact), _more(shown), strict=True):
        counts = dict(zip(before.measure.bands or ("",), before.counts or (), strict=True))
        yield from _banded(before.measure, counts, after.counts)


def _more(content: ReturnContent) -> Iterator[Breakdown]:
    """The tables that are no figures."""
    return (table for table in tables_of(content) if table not in content.reach)


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
        title = f"{measure.title}: {band}" if band else measure.title
        if read is None:
            yield PreviewLine(measure.section, title, str(count), WITHHELD, Happens.WITHHELD)
            continue
        now = read[place]
        happens = Happens.HIDDEN if now == HIDDEN else Happens.AS_IT_IS if now == count else Happens.ROUNDED
        yield PreviewLine(measure.section, title, str(count), str(now), happens)
