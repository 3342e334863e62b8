"""A figure in words: how it is printed, what stands behind it, what is asked of it, and who defined it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Protocol

from ipsdesk.measures.measure import Figure, Measure, Shape
from ipsdesk.rules.definitions import (
    ACCEPTED,
    CONTACT,
    HALF_YEARLY,
    PROFILE,
    RECEIVED,
    YEARLY,
    Choices,
    Subject,
)
from ipsdesk.rules.targets import PerSpecialistYear, PerWteInPost, Sense, Staffing, Target, shown

NO_FIGURE = "–"
POUNDS = "£"

SOURCES = (
    ("S1", "sample service specification for a vocational service"),
    ("S4", "Individual Placement and Support specification of a London trust"),
    ("G", "published definitions of IPS Grow"),
    ("P", "our own definition"),
)


class Behind(Protocol):
    """What a figure is made of: exact, or with a text in place of a number that is hidden."""

    @property
    def shape(self) -> Shape: ...
    @property
    def numerator(self) -> Fraction | str | None: ...
    @property
    def denominator(self) -> Fraction | str | None: ...
    @property
    def median(self) -> Fraction | str | None: ...
    @property
    def n(self) -> int | str | None: ...
    @property
    def not_yet(self) -> int | str | None: ...
    @property
    def current(self) -> int | str | None: ...


def printed(measure: Measure, value: Fraction | str | None) -> str:
    """A figure as text: whole per cents, pounds and pence, days to a tenth, a dash where there is none."""
    if value is None:
        return NO_FIGURE
    if isinstance(value, str):
        return value
    if measure.unit == POUNDS:
        return f"£{float(value):,.2f}"
    if measure.shape is Shape.SHARE:
        return f"{shown(value * 100, 0)}%"
    return shown(value, 0 if measure.shape in (Shape.NUMBER, Shape.SCORE) else 1)


def cases_behind(figure: Behind) -> str:
    """What a share or a mean was made of, such as ``5 of 7`` or ``2 cases, median 20, 1 not yet``."""
    if figure.shape is Shape.SHARE and figure.denominator is not None:
        return f"{_plain(figure.numerator)} of {_plain(figure.denominator)}"
    if figure.shape is Shape.MEAN:
        parts = [f"{figure.n} case{'' if figure.n == 1 else 's'}"]
        if figure.median is not None:
            parts.append(f"median {_plain(figure.median)}")
        if figure.not_yet is not None:
            parts.append(f"{figure.not_yet} not yet")
        return ", ".join(parts)
    if figure.current is not None:
        return f"{figure.current} on the last day"
    return ""


def confirmed_of(figure: Figure) -> str:
    """How many of a share's numerator somebody confirmed, such as ``3 confirmed``; nothing where none is."""
    return f"{figure.confirmed} confirmed" if figure.confirmed else ""


def _plain(value: Fraction | str | None) -> str:
    return value if isinstance(value, str) else shown(value or Fraction(0), 1)


def target_in_words(measure: Measure, target: Target) -> str:
    """A target as people say it: ``at least 30%``, ``25.2 to 37.8``, ``more than 50%``."""
    bounds = _numbers(measure, target.bounds)
    return bounds if target.sense is Sense.BETWEEN else f"{target.sense} {bounds}"


def goal_in_words(measure: Measure) -> str:
    """What the contract asks, before it is worked out for a period; empty where it asks nothing."""
    goal = measure.goal
    if goal is None:
        return ""
    sense = "" if goal.sense is Sense.BETWEEN else f"{goal.sense} "
    asked = f"{sense}{_numbers(measure, goal.bounds)}"
    if isinstance(goal, PerSpecialistYear):
        return f"{sense}{_by_year(measure, goal)}, per specialist-year"
    return f"{asked} per WTE in post on the last day" if isinstance(goal, PerWteInPost) else asked


def _by_year(measure: Measure, goal: PerSpecialistYear) -> str:
    usual, later = _numbers(measure, goal.bounds), _numbers(measure, goal.later)
    if not goal.years:
        return f"{usual} in contract year 1, {later} from year 2" if later else usual
    years = dict(goal.years)
    if later and 1 not in years:
        years[1] = goal.bounds
    told = [f"{_numbers(measure, years[year])} in contract year {year}" for year in sorted(years)]
    return ", ".join((*told, f"{later or usual} in other years"))


CHOSEN_IN_WORDS = {
    ACCEPTED: "This unit counts the days from acceptance, not from the first meeting.",
    RECEIVED: "This unit counts the days from the day the referral was received, not from the first meeting.",
    PROFILE: "This unit counts the day on which the vocational profile was started, not the first meeting.",
    CONTACT: "This unit counts the first attended direct contact with the person, face to face, by phone or "
    "by video, since the referral was received, not the first meeting.",
    HALF_YEARLY: "This unit counts the half-yearly survey, and answers that belong to no round.",
    YEARLY: "This unit counts the yearly survey, and answers that belong to no round.",
}


def chosen_in_words(subject: Subject, choices: Choices) -> str:
    """Which choice was counted, where it is not the usual one; else empty."""
    if subject not in choices.differing:
        return ""
    if subject is Subject.JOB_HOURS:
        hours = f"{choices.job_hours} hour{'' if choices.job_hours == '1' else 's'}"
        return f"This unit counts a job from the day {hours} of paid work were done in it."
    if subject is Subject.SUSTAINED:
        days = f"{choices.gap} day{'' if choices.gap == 1 else 's'}"
        return (
            "This unit counts any job of the person: in work on the milestone's day, with at most "
            f"{days} without a job between two jobs since the start."
        )
    return CHOSEN_IN_WORDS[choices[subject]]


def as_agreed(measure: Measure, staffing: Staffing, last: date) -> Measure:
    """The measure with the words and the target that hold for a period ending on the last day."""
    choices = staffing.choices_on(last)
    told = (chosen_in_words(subject, choices) for subject in measure.depends)
    words = " ".join((measure.words, *(one for one in told if one)))
    return replace(measure, words=words, goal=measure.goal_on(staffing, last))


def _numbers(measure: Measure, bounds: Sequence[Fraction]) -> str:
    return " to ".join(_bound(measure, bound) for bound in bounds)


def _bound(measure: Measure, bound: Fraction) -> str:
    if measure.shape is Shape.SHARE:
        return f"{shown(bound * 100, 1)}%"
    unit = f" {measure.unit}" if measure.shape is Shape.MEAN else ""
    return f"{shown(bound, 1)}{unit}"
