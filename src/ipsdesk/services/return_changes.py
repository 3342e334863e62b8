"""What changed since the last return, in words, from figures as a return prints them: never a hidden one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ipsdesk.measures import Measure, Section, Shape
from ipsdesk.measures.wording import POUNDS, cases_behind
from ipsdesk.rules.moved import Printing, Told, moved
from ipsdesk.rules.periods import Period
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.release import HIDDEN, Release, Shown
from ipsdesk.services.return_content import ReturnContent

LEFT_OUT = (Section.REACH,)
"""Sections whose tables are about who people are: nothing is told of how they moved."""


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """One measure that moved: the section it stands in, its key, the sentence."""

    section: Section
    key: str
    sentence: str


def since_words(period: Period) -> str:
    """``in 2026-27 Q1``; any other days by the days themselves."""
    if period.months:
        return f"in {period.label}"
    return f"from {shown_day(period.first)} to {shown_day(period.last)}"


def changes_told(content: ReturnContent, before: Release | None = None) -> tuple[ChangeTold, ...]:
    """What moved against an earlier release (None: the period before), as both may be printed."""
    earlier = before or content.before
    return tuple(_told(content.measures, content.now, earlier.figures, since_words(earlier.period)))


def _told(
    measures: tuple[Measure, ...], now: Release, before: Mapping[str, Shown], since: str
) -> Iterator[ChangeTold]:
    for measure in measures:
        if measure.section in LEFT_OUT or measure.key not in before:
            continue
        new, old = _as_told(now[measure.key]), _as_told(before[measure.key])
        unit = measure.unit if measure.unit in ("days", "hours") else ""
        if new and old and (sentence := moved(measure.title, new, old, since, printing_of(measure), unit)):
            yield ChangeTold(measure.section, measure.key, sentence)


def printing_of(measure: Measure) -> Printing:
    """How a measure's number is printed."""
    if measure.unit == POUNDS:
        return Printing.MONEY
    if measure.shape is Shape.SHARE:
        return Printing.SHARE
    return Printing.WHOLE if measure.shape in (Shape.NUMBER, Shape.SCORE) else Printing.TENTHS


def _as_told(figure: Shown) -> Told | None:
    """The figure as it may be told; None where it is hidden, or there is none."""
    parts = (figure.value, figure.numerator, figure.denominator, figure.rest, figure.median, figure.n)
    if HIDDEN in parts or not isinstance(figure.value, Fraction):
        return None
    return Told(figure.value, cases_behind(figure) if figure.shape is Shape.SHARE else "")
