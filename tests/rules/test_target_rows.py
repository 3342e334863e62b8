"""The unit's own targets and choices: which row holds, and what each day asks, told again day by day."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.rules.definitions import (
    BOTH,
    DEFAULTS,
    FOUR_HOURS,
    OPTIONS,
    Chosen,
    Subject,
    any_job,
    choice_problem,
    choices_on,
    settled,
    version_with,
)
from ipsdesk.rules.periods import contract_year, financial_year_days, free_period, year_to
from ipsdesk.rules.target_rows import bounds_of, goal_of, row_of
from ipsdesk.rules.targets import (
    Goal,
    Per,
    PerSpecialistYear,
    PerWteInPost,
    Post,
    Sense,
    Staffing,
    TargetRow,
)

from .drawing import few, steady

KEY = "jobs.started"
STARTS = date(2025, 9, 10)
DEFAULT = PerSpecialistYear(Sense.AT_LEAST, (Fraction(17),), later=(Fraction(22),))
POSTS = (Post(date(2025, 1, 1), date(2027, 12, 31), Fraction(3, 5)),)
days = st.dates(date(2025, 4, 1), date(2027, 3, 31))
numbers = st.integers(0, 60).map(lambda number: Fraction(number, 4))


@st.composite
def rows(draw: st.DrawFn) -> TargetRow:
    sense = draw(st.sampled_from([*Sense, None]))
    low = draw(numbers)
    bounds = () if sense is None else (low, low + draw(numbers)) if sense is Sense.BETWEEN else (low,)
    return TargetRow(
        KEY, draw(days), draw(st.sampled_from([0, 0, 1, 2, 3])), sense, bounds, draw(st.sampled_from(Per))
    )


def staffing(*held: TargetRow) -> Staffing:
    return Staffing(POSTS, STARTS, held)


def by_hand(held: list[TargetRow], last: date, year: int) -> TargetRow | None:
    """The row in force, found by going through the days backwards."""
    day = last
    while day >= date(2025, 4, 1):
        of_day = [row for row in held if row.since == day and row.contract_year in (0, year)]
        own = [row for row in of_day if row.contract_year == year]
        if of_day:
            return (own or of_day)[-1]
        day -= timedelta(days=1)
    return None


@few
@given(st.lists(rows(), max_size=6), days)
def test_the_row_that_holds_is_the_latest_by_the_last_day(held: list[TargetRow], last: date) -> None:
    for year in (1, 2, 3):
        assert row_of(held, KEY, last, year) == by_hand(held, last, year)
    assert row_of(held, "access.started", last, 1) is None


@steady
@given(st.lists(rows(), max_size=6), days, st.integers(0, 400))
def test_a_target_is_the_sum_of_what_each_day_asks(held: list[TargetRow], first: date, length: int) -> None:
    period = free_period(first, first + timedelta(days=length))
    under = staffing(*held)
    goal = goal_of(KEY, DEFAULT, under, period.last)
    row = by_hand(held, period.last, contract_year(period.last, STARTS))
    if row is not None and row.sense is None:
        assert goal is None
    elif row is not None and row.per is not Per.SPECIALIST_YEAR:
        kind = PerWteInPost if row.per is Per.WTE else Goal
        assert goal == kind(row.sense or Sense.AT_LEAST, row.bounds)
    else:
        assert goal is not None
        assert goal.sense is (row.sense if row is not None else DEFAULT.sense)
        target = goal.target(under, period, year_to(period.last))
        assert target is not None
        assert target.bounds == day_by_day(held, row, period.first, period.last)


def day_by_day(held: list[TargetRow], row: TargetRow | None, first: date, last: date) -> tuple[Fraction, ...]:
    """What each day asks, in the kind of the row that holds on the last."""
    sense = row.sense if row is not None else DEFAULT.sense
    totals = [Fraction(0)] * (2 if sense is Sense.BETWEEN else 1)
    day = first
    while day <= last:
        year = contract_year(day, STARTS)
        of_day = by_hand(held, last, year)
        if of_day is not None and of_day.per is Per.SPECIALIST_YEAR and of_day.sense is sense:
            asked = of_day.bounds
        elif row is not None and (of_day is not None or sense is not DEFAULT.sense):
            asked = row.bounds
        else:
            asked = DEFAULT.bounds if year == 1 else DEFAULT.later
        part = Fraction(3, 5) / financial_year_days(day)
        totals = [total + number * part for total, number in zip(totals, asked, strict=True)]
        day += timedelta(days=1)
    return tuple(totals)


def test_without_rows_the_default_contract_is_asked() -> None:
    for default in (DEFAULT, Goal(Sense.AT_MOST, (Fraction(30),)), None):
        assert goal_of(KEY, default, staffing(), date(2026, 6, 30)) is default


def test_no_target_takes_one_away_from_its_day_on() -> None:
    under = staffing(TargetRow(KEY, date(2026, 7, 1), 0, None))
    assert goal_of(KEY, DEFAULT, under, date(2026, 6, 30)) is DEFAULT
    assert goal_of(KEY, DEFAULT, under, date(2026, 7, 1)) is None


def test_a_year_to_the_last_day_stays_one() -> None:
    default = PerSpecialistYear(Sense.BETWEEN, (Fraction(50), Fraction(75)), over_year=True)
    bounds = (Fraction(40), Fraction(60))
    under = staffing(TargetRow(KEY, date(2026, 4, 1), 0, Sense.BETWEEN, bounds, Per.SPECIALIST_YEAR))
    period = free_period(date(2026, 7, 1), date(2026, 9, 30))
    goal = goal_of(KEY, default, under, period.last)
    assert goal is not None
    target = goal.target(under, period, year_to(period.last))
    assert target is not None
    assert target.bounds == (Fraction(24), Fraction(36))


@pytest.mark.parametrize(
    ("sense", "least", "most", "bounds"),
    [
        (Sense.AT_LEAST, 3, None, (3,)),
        (Sense.AT_LEAST, None, 3, None),
        (Sense.AT_MOST, None, 3, (3,)),
        (Sense.AT_MOST, 3, None, None),
        (Sense.BETWEEN, 3, 4, (3, 4)),
        (Sense.BETWEEN, 4, 3, None),
        (Sense.BETWEEN, 4, None, None),
        (None, None, None, ()),
    ],
)
def test_a_sense_needs_its_bounds(
    sense: Sense | None, least: int | None, most: int | None, bounds: tuple[int, ...] | None
) -> None:
    low, high = (None if one is None else Fraction(one) for one in (least, most))
    assert bounds_of(sense, low, high) == bounds


# ---- choices --------------------------------------------------------------------------------------


@few
@given(st.lists(st.tuples(st.sampled_from(list(OPTIONS)), days, st.integers(0, 2)), max_size=8), days)
def test_the_choice_that_holds_is_the_latest_by_the_day(
    drawn: list[tuple[Subject, date, int]], day: date
) -> None:
    chosen = [Chosen(subject, since, OPTIONS[subject][place]) for subject, since, place in drawn]
    held = choices_on(chosen, day)
    for subject in Subject:
        of_it = [one for one in chosen if one.subject is subject and one.since <= day]
        latest = max((one.since for one in of_it), default=None)
        expected = [one.choice for one in of_it if one.since == latest]
        assert held[subject] == (expected[-1] if expected else DEFAULTS[subject])


def test_nothing_chosen_is_the_definitions_to_the_letter() -> None:
    held = choices_on((), date(2026, 6, 30))
    assert held.differing == ()
    assert (held.job_seconds, held.gap, held.survey) == (FOUR_HOURS, None, BOTH)
    assert version_with("2026.2", held) == "2026.2"


def test_a_version_says_every_choice_that_is_not_the_usual_one() -> None:
    chosen = (
        Chosen(Subject.JOB_HOURS, date(2026, 4, 1), "8"),
        Chosen(Subject.SUSTAINED, date(2026, 4, 1), any_job(14)),
    )
    held = choices_on(chosen, date(2026, 6, 30))
    assert (held.job_seconds, held.gap) == (2 * FOUR_HOURS, 14)
    told = "2026.2; hours of a job start: 8; sustained: any job, at most 14 days between"
    assert version_with("2026.2", held) == told


@pytest.mark.parametrize(
    ("subject", "typed", "kept"),
    [
        (Subject.JOB_HOURS, "7.50", "7.5"),
        (Subject.JOB_HOURS, " 8 hours", "8"),
        (Subject.JOB_HOURS, "0", None),
        (Subject.JOB_HOURS, "101", None),
        (Subject.JOB_HOURS, "four", None),
        (Subject.SUSTAINED, "Same  job", "same job"),
        (Subject.SUSTAINED, "Any job, at most 1 day between", "any job, at most 1 day between"),
        (Subject.SUSTAINED, "any job, at most 367 days between", None),
        (Subject.CLOCK, "Accepted", "accepted"),
        (Subject.CLOCK, "whenever", None),
    ],
)
def test_a_choice_is_kept_in_one_form_or_refused(subject: Subject, typed: str, kept: str | None) -> None:
    assert settled(subject, typed) == kept
    assert bool(choice_problem(subject, typed)) is (kept is None)
