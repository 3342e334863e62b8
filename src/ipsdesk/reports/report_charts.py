"""The charts of a written return, drawn from its figures as they are printed: what is hidden is a gap."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from ipsdesk.measures import Measure, Section, Shape
from ipsdesk.measures.wording import printed, target_in_words
from ipsdesk.reports.return_charts import MILESTONES
from ipsdesk.rules.targets import Sense
from ipsdesk.services.release import HIDDEN, Number, Shown
from ipsdesk.services.return_content import ReturnContent
from ipsdesk.services.scorecards_chart import (
    SHARE_TICKS,
    Chart,
    Mark,
    Series,
    Tone,
    days_in_words,
    ticks_for,
)

GAP = "A gap stands for a figure that is not given."
OVER_RUN = {
    Section.ACCESS: "access.started",
    Section.SEARCH: "search.days_to_employer",
    Section.JOBS: "jobs.started",
    Section.STEPS: "steps.share",
    Section.PERMITTED: "permitted.people",
}
"""The figure of a section that is drawn over the run of periods."""


def chart_of(section: Section, content: ReturnContent) -> Chart | None:
    """The chart of a section; None where it has none, or nothing to draw."""
    draw: Callable[[ReturnContent], Chart] | None = None
    if section is Section.KEPT:
        draw = _staying
    elif key := OVER_RUN.get(section):
        measure = next(one for one in content.measures if one.key == key)
        draw = lambda content: _over_run(measure, content)  # noqa: E731 - the other one is a function
    chart = draw(content) if draw else None
    return None if chart is None or chart.is_empty else chart


def _height(value: Number) -> float | None:
    return float(value) if isinstance(value, Fraction) else None


def _over_run(measure: Measure, content: ReturnContent) -> Chart:
    """One figure, period by period, with its target."""
    found = [card[measure.key] for card in content.run]
    words = tuple(printed(measure, figure.value) for figure in found)
    series = (Series(measure.title, tuple(_height(one.value) for one in found), words),)
    targets = tuple(_target(measure, figure) for figure in found)
    labels = tuple(days_in_words(card.period) for card in content.run)
    said = ", ".join(f"{label} {word}" for label, word in zip(labels, words, strict=True))
    hidden = f" {GAP}" if any(one.value == HIDDEN for one in found) else ""
    ticks = SHARE_TICKS if measure.shape is Shape.SHARE else ticks_for(series, targets)
    return Chart(
        measure.key,
        f"{measure.title} by period",
        measure.unit,
        f"{said}.{hidden}",
        labels,
        series,
        targets,
        ticks,
        ("Period", measure.title),
        tuple(zip(labels, words, strict=True)),
    )


def _target(measure: Measure, figure: Shown) -> Mark | None:
    target = figure.target
    if target is None or target.sense is Sense.BETWEEN:
        return None
    return float(target.bounds[0]), target_in_words(measure, target)


def _staying(content: ReturnContent) -> Chart:
    """Jobs kept and not kept at each milestone, upon each other."""
    titles = {measure.key: measure.title.removeprefix("Jobs kept ") for measure in content.measures}
    found = [content.now[key] for key in MILESTONES]
    labels = tuple(titles[key] for key in MILESTONES)
    kept = tuple("*" if one.numerator == HIDDEN else f"{one.numerator or 0}" for one in found)
    lost = tuple("*" if one.rest == HIDDEN else f"{one.rest or 0}" for one in found)
    series = (
        Series("Kept", tuple(_height(one.numerator) for one in found), kept),
        Series("Not kept", tuple(_height(one.rest) for one in found), lost, Tone.SECOND),
    )
    said = "; ".join(
        f"{label}: {yes} kept, {no} not" for label, yes, no in zip(labels, kept, lost, strict=True)
    )
    hidden = f" {GAP}" if any(HIDDEN in (one.numerator, one.rest) for one in found) else ""
    return Chart(
        "staying",
        "Jobs kept and not kept at each milestone",
        "jobs",
        f"{said}.{hidden}",
        labels,
        series,
        (None,) * len(labels),
        ticks_for(series),
        ("Milestone", "Kept", "Not kept"),
        tuple(zip(labels, kept, lost, strict=True)),
    )
