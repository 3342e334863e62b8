"""The targets and choices of definitions that some random units have of their own, each from a day on."""

from datetime import date
from fractions import Fraction

from .blueprint import Blueprint
from .targets import AT_MOST_PER_WTE, MAXIMA, MINIMA, PER_SPECIALIST_YEAR

CHOICES = {
    "30-day clock": ["started", "accepted", "received", "received"],
    "access": ["initial assessment", "profile started", "first attended direct contact"],
    "hours of a job start": ["4", "2", "8", "0.5", "16"],
    "sustained": ["same job", *(f"any job, at most {days} days between" for days in (0, 14, 14, 60))],
    "survey rhythm": ["both"],
}
KEYS = [
    *PER_SPECIALIST_YEAR,
    *AT_MOST_PER_WTE,
    *MAXIMA,
    *MINIMA,
    "access.served_year",
    "jobs.first",
    "jobs.in_work",
]
BEGIN = date(2024, 1, 1)


def draw_contract(plan: Blueprint) -> None:
    """Draws none for half of the units; of one subject, or figure and contract year, a day has one row."""
    draw = plan.draw
    taken: set[tuple[object, ...]] = set()
    if not draw.chance(0.5):
        return
    for _ in range(draw.whole(0, 8)):
        subject = draw.pick(list(CHOICES))
        since = draw.day(BEGIN)
        if (subject, since) not in taken:
            taken.add((subject, since))
            plan.add("Definitions chosen", Subject=subject, From=since, Choice=draw.pick(CHOICES[subject]))
    for _ in range(draw.whole(0, 14)):
        _draw_target(plan, taken)


def _draw_target(plan: Blueprint, taken: set[tuple[object, ...]]) -> None:
    draw = plan.draw
    key = draw.pick([*KEYS, *PER_SPECIALIST_YEAR, *PER_SPECIALIST_YEAR, "access.served_year"])
    since, year = draw.day(BEGIN), draw.pick([None, 0, 0, 1, 2, 2, 3])
    if (key, since, year or 0) in taken:
        return
    taken.add((key, since, year or 0))
    sense = draw.pick(["at least", "at least", "more than", "at most", "between", "no target"])
    low = Fraction(draw.whole(0, 40), draw.pick([1, 1, 4, 8]))
    plan.add(
        "Targets",
        Measure=key,
        From=since,
        Contract_year=year,
        Sense=sense,
        Least=low if sense != "at most" else draw.maybe(low, 0.3),
        Most=low + draw.whole(0, 20) if sense in {"at most", "between"} else None,
        Per=draw.pick([None, "the figure", "specialist-year", "specialist-year", "wte in post"]),
        Source=draw.maybe("Schedule 4", 0.3),
    )
