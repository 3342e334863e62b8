"""A period's figures for the command line: as JSON for programs, as a table for people."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ipsdesk.measures import MEASURES, Figure, Measure, Shape
from ipsdesk.measures.wording import cases_behind, confirmed_of, printed, target_in_words
from ipsdesk.rules.targets import Sense, Status
from ipsdesk.services.figures import Scorecard


def as_json(card: Scorecard) -> dict[str, Any]:
    """The figures as `measures.md` prescribes: ISO dates, shares as fractions, nothing rounded."""
    period = card.period
    return {
        "period": {"label": period.label, "first": str(period.first), "last": str(period.last)},
        "measures": [_figure(figure) for figure in card.figures],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    if figure.bands is not None:
        return {"key": figure.key, "bands": figure.bands}
    shown_as: dict[str, Any] = {"key": figure.key, "value": number(figure.value)}
    if figure.shape is Shape.SHARE:
        shown_as |= {"numerator": number(figure.numerator), "denominator": number(figure.denominator)}
    if figure.shape is Shape.MEAN:
        shown_as |= {"median": number(figure.median), "n": figure.n}
    if figure.not_yet is not None:
        shown_as["not_yet"] = figure.not_yet
    if figure.current is not None:
        shown_as["current"] = figure.current
    if figure.confirmed:
        shown_as["confirmed"] = figure.confirmed
    if figure.target:
        bounds = [number(bound) for bound in figure.target.bounds]
        shown_as["target"] = bounds if figure.target.sense is Sense.BETWEEN else bounds[0]
    return shown_as | {"status": str(figure.status)}


def number(value: Fraction | None) -> int | float | None:
    """A figure as JSON has it: exact where it is whole."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)


def as_text(card: Scorecard) -> str:
    """The figures as a table of words and numbers under their sections."""
    lines = [f"{card.period.label}: {card.period.first:%d/%m/%Y} to {card.period.last:%d/%m/%Y}"]
    section = None
    for measure in MEASURES:
        if measure.section != section:
            section = measure.section
            lines += ["", str(section)]
        lines += _lines(measure, card[measure.key])
    return "\n".join(lines)


def _lines(measure: Measure, figure: Figure) -> list[str]:
    if figure.bands is not None:
        return [f"  {measure.title}"] + [f"    {band:<46}{count:>10}" for band, count in figure.bands.items()]
    against = f"{figure.status}: {target_in_words(measure, figure.target)}" if figure.target else ""
    if figure.status is Status.NO_FIGURE:
        against = str(Status.NO_FIGURE)
    behind = ", ".join(part for part in (cases_behind(figure), confirmed_of(figure)) if part)
    figures = f"{printed(measure, figure.value):>10}  {behind:<34}"
    return [f"  {measure.title:<48}{figures}{against}".rstrip()]
