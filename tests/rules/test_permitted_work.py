"""Weeks of permitted work: the rule book's vectors, its rules in order, and what more hours or pay may do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ipsdesk.rules.codes import BENEFITS, PERMITTED_WORK
from ipsdesk.rules.permitted_limits import limit_in_week, limits_with
from ipsdesk.rules.permitted_work import (
    HOURS_LIMIT,
    PERMITTED_BENEFITS,
    JobWeek,
    JudgedWeek,
    WeekOfWork,
    WeekStatus,
    expected_pay,
    is_not_notified,
    judge,
)
from ipsdesk.rules.wording import HOUR, shown_hours, shown_pounds

from .drawing import steady
from .test_permitted_limits import NEXT_APRIL

SUNDAY = date(2026, 4, 19)
LIMIT = 203_50
NO_WEEKS: tuple[int | None, ...] = (None, None, None, None)
TYPED_ZEROS: tuple[int | None, ...] = (0, 0, 0, 0)
GREENNESS = {"green": 0, "amber": 1, "red": 2}


def a_week(
    seconds: int | None,
    pence: int | None,
    before: tuple[int | None, ...] = NO_WEEKS,
    *,
    category: str = "higher",
    supported_by: str | None = None,
    benefits: tuple[str, ...] | None = ("ESA new style",),
    legal_status: str | None = "03",
    ends_on: date = SUNDAY,
) -> WeekOfWork:
    job = JobWeek(category, supported_by, seconds, pence)
    return WeekOfWork(ends_on, benefits, legal_status, (job,), before)


def status(week: WeekOfWork) -> str:
    return judge(week).status.value


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (a_week(16 * HOUR - 60, 203_50), "within"),
        (a_week(16 * HOUR, 100_00), "over hours"),
        (a_week(12 * HOUR, 203_51), "over earnings"),
        (a_week(20 * HOUR, 19_99), "within the lower limit"),
        (
            a_week(20 * HOUR, 150_00, (10 * HOUR, 16 * HOUR, 10 * HOUR, 12 * HOUR)),
            "within on average: get advice",
        ),
        (a_week(20 * HOUR, 250_00, TYPED_ZEROS), "over earnings"),
        (a_week(20 * HOUR, 250_00), "over both"),
        (a_week(8 * HOUR, 195_50, ends_on=date(2026, 4, 5)), "within"),
        (a_week(8 * HOUR, 195_51, ends_on=date(2026, 4, 5)), "over earnings"),
    ],
)
def test_vectors_of_the_rule_book(week: WeekOfWork, words: str) -> None:
    assert status(week) == words


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (a_week(16 * HOUR - 1, 100_00), "within"),
        (a_week(16 * HOUR, 20_00), "within the lower limit"),
        (a_week(16 * HOUR, 20_01), "over hours"),
        (a_week(1, 20_01), "within"),
        (a_week(30 * HOUR, 124_50, category="supported", supported_by="Trust"), "within supported work"),
        (a_week(30 * HOUR, 203_51, category="supported", supported_by="Trust"), "over both"),
        (a_week(30 * HOUR, 124_50, category="supported"), "over hours"),
        (a_week(30 * HOUR, 124_50, category="supported", supported_by="  "), "over hours"),
        (a_week(30 * HOUR, 124_50, category="none"), "over hours"),
        (a_week(8 * HOUR, None), "incomplete"),
        (a_week(8 * HOUR, 0), "within the lower limit"),
        (a_week(None, 50_00), "incomplete"),
        (a_week(0, 50_00), "incomplete"),
        (a_week(0, None), "within the lower limit"),
        (a_week(None, None), "within the lower limit"),
        (a_week(0, 0), "within the lower limit"),
        (a_week(8 * HOUR, 80_00, benefits=None), "incomplete"),
        (a_week(8 * HOUR, 80_00, benefits=()), "incomplete"),
        (a_week(8 * HOUR, 80_00, benefits=("UC",)), "not applicable"),
        (a_week(8 * HOUR, None, benefits=("none",)), "not applicable"),
        (a_week(8 * HOUR, 80_00, benefits=("UC", "ESA old style")), "within"),
        (a_week(8 * HOUR, 80_00, benefits=("PIP or DLA", "IB or SDA")), "within"),
        (a_week(8 * HOUR, 80_00, benefits=None, legal_status="16"), "not applicable"),
        (a_week(8 * HOUR, 80_00, legal_status=None), "within"),
        (a_week(8 * HOUR, 80_00, ends_on=date(2008, 9, 28)), "not applicable"),
        (a_week(20 * HOUR, 100_00, (15 * HOUR, 15 * HOUR, 15 * HOUR, 15 * HOUR)), "over hours"),
        (
            a_week(20 * HOUR, 100_00, (15 * HOUR, 15 * HOUR, 15 * HOUR, 15 * HOUR - 1)),
            "within on average: get advice",
        ),
        (a_week(20 * HOUR, 100_00, (0, 0, None, 0)), "over hours"),
    ],
)
def test_borders_of_each_rule(week: WeekOfWork, words: str) -> None:
    assert status(week) == words


@pytest.mark.parametrize("code", ["15", "16", "34", "37", "38"])
def test_a_running_sentence_is_not_applicable(code: str) -> None:
    judged = judge(a_week(20 * HOUR, 500_00, legal_status=code))
    assert judged.status is WeekStatus.NOT_APPLICABLE
    assert judged.status.colour == "grey"
    assert code in judged.working[0]


def test_pay_and_hours_of_one_job_do_not_stand_in_for_another() -> None:
    hours_only, pay_only = JobWeek("higher", None, 3 * HOUR, None), JobWeek("none", None, None, 30_00)
    week = a_week(4 * HOUR, 40_00)
    for job in (hours_only, pay_only):
        judged = judge(replace(week, jobs=(*week.jobs, job)))
        assert judged.status is WeekStatus.INCOMPLETE
        assert any("recorded: 1 job." in words for words in judged.working)


def test_jobs_of_every_category_add_up() -> None:
    week = a_week(8 * HOUR, 100_00)
    other = JobWeek("none", None, 8 * HOUR, 103_51)
    assert status(replace(week, jobs=(*week.jobs, other))) == "over both"


def test_supported_work_needs_every_worked_job_supported() -> None:
    supported = JobWeek("supported", "Hospital programme", 20 * HOUR, 100_00)
    idle = JobWeek("higher", None, 0, 0)
    worked = JobWeek("higher", None, HOUR, 10_00)
    week = a_week(0, 0)
    assert status(replace(week, jobs=(supported, idle))) == "within supported work"
    assert status(replace(week, jobs=(supported, worked))) == "over hours"


def test_statuses_stand_in_the_printed_order_and_have_their_colours() -> None:
    assert [(status.value, status.colour) for status in WeekStatus] == [
        ("not applicable", "grey"),
        ("incomplete", "amber"),
        ("within the lower limit", "green"),
        ("within supported work", "green"),
        ("within", "green"),
        ("within on average: get advice", "amber"),
        ("over hours", "red"),
        ("over earnings", "red"),
        ("over both", "red"),
    ]


@pytest.mark.parametrize(
    ("week", "near_hours", "near_pay"),
    [
        (a_week(51_839, 100_00), False, False),
        (a_week(51_840, 100_00), True, False),
        (a_week(4 * HOUR, 183_14), False, False),
        (a_week(4 * HOUR, 183_15), False, True),
        (a_week(51_840, 183_15), True, True),
        (a_week(20 * HOUR, 19_99), False, False),
        (a_week(20 * HOUR, 190_00, category="supported", supported_by="Trust"), False, True),
        (a_week(15 * HOUR, None), True, False),
        (a_week(15 * HOUR, 190_00, benefits=("UC",)), False, False),
    ],
)
def test_near_from_nine_tenths_of_a_limit_that_is_tested(
    week: WeekOfWork, near_hours: bool, near_pay: bool
) -> None:
    judged = judge(week)
    assert (judged.near_hours, judged.near_pay) == (near_hours, near_pay)
    assert judged.near == (near_hours or near_pay)


def test_the_working_says_what_was_held_against_what() -> None:
    judged = judge(a_week(20 * HOUR, 150_00, (10 * HOUR, 16 * HOUR, 10 * HOUR, 12 * HOUR)))
    assert judged.mean == Fraction(68 * HOUR, 5)
    assert judged.working == (
        "Hours: 20 h; the limit is under 16 h.",
        "Pay: £150.00; the limit is £203.50 (derived from the minimum wage; confirm with DWP).",
        "Average of this week and the four before: 13 h 36 min.",
        "Check with the benefits adviser.",
    )


def test_universal_credit_points_to_the_work_allowance() -> None:
    judged = judge(a_week(8 * HOUR, 80_00, benefits=("UC",)))
    assert judged.on_universal_credit
    assert judged.working[-1] == "Universal Credit has no limit of hours or pay: see the work allowance."
    assert judge(a_week(8 * HOUR, 80_00, benefits=("UC", "ESA new style"))).on_universal_credit


def test_a_table_that_does_not_reach_the_week_says_so() -> None:
    late = a_week(8 * HOUR, 80_00, ends_on=date(2027, 4, 7))
    words = "No limit after that of 1 April 2026 is recorded: look for a newer one."
    assert words in judge(late).working
    assert words not in judge(late, limits_with([NEXT_APRIL])).working
    assert words not in judge(a_week(8 * HOUR, 80_00, ends_on=date(2027, 3, 31))).working


def test_a_week_is_judged_by_the_limits_given() -> None:
    week = a_week(8 * HOUR, 210_00, ends_on=date(2027, 4, 11))
    assert judge(week).status is WeekStatus.OVER_EARNINGS
    judged = judge(week, limits_with([NEXT_APRIL]))
    assert (judged.status, judged.limit) == (WeekStatus.WITHIN, NEXT_APRIL)


def test_four_weeks_before_are_asked_for() -> None:
    with pytest.raises(ValueError, match="3 weeks before"):
        judge(a_week(8 * HOUR, 80_00, (0, 0, 0)))


amounts = st.none() | st.integers(0, 30 * HOUR) | st.sampled_from([HOURS_LIMIT - 1, HOURS_LIMIT])
pay = st.none() | st.integers(0, 300_00) | st.sampled_from([0, 20_00, 20_01, LIMIT, LIMIT + 1])
jobs = st.builds(
    JobWeek,
    category=st.sampled_from(PERMITTED_WORK),
    supported_by=st.sampled_from([None, "", "A charity"]),
    seconds=amounts,
    pence=pay,
)
weeks = st.builds(
    WeekOfWork,
    ends_on=st.dates(date(2008, 9, 1), date(2028, 12, 31)),
    benefits=st.none() | st.lists(st.sampled_from(BENEFITS), max_size=3).map(tuple),
    legal_status=st.none() | st.sampled_from(["01", "03", "15", "16"]),
    jobs=st.lists(jobs, max_size=3).map(tuple),
    weeks_before=st.tuples(amounts, amounts, amounts, amounts),
)
paid_jobs = st.builds(
    JobWeek,
    category=st.sampled_from(PERMITTED_WORK),
    supported_by=st.sampled_from([None, "A charity"]),
    seconds=st.integers(1, 20 * HOUR),
    pence=st.integers(0, 150_00),
)
applicable = st.builds(
    WeekOfWork,
    ends_on=st.dates(date(2010, 1, 1), date(2028, 12, 31)),
    benefits=st.sampled_from(PERMITTED_BENEFITS).map(lambda benefit: (benefit,)),
    legal_status=st.sampled_from([None, "03"]),
    jobs=st.lists(paid_jobs, min_size=1, max_size=3).map(tuple),
    weeks_before=st.tuples(amounts, amounts, amounts, amounts),
)


def by_the_table(week: WeekOfWork) -> str:
    """The seven rules, read off the rule book one after another."""
    limit = limit_in_week(week.ends_on)
    hours = sum(job.seconds or 0 for job in week.jobs)
    earned = sum(job.pence or 0 for job in week.jobs)
    worked = [job for job in week.jobs if (job.seconds or 0) > 0]
    esa = {"ESA new style", "ESA old style", "IB or SDA"}
    sentence = week.legal_status in {"15", "16", "34", "37", "38"}
    if limit is None or sentence or (week.benefits and not esa.intersection(week.benefits)):
        return "not applicable"
    paid_idle = any((job.pence or 0) > 0 and not job.seconds for job in week.jobs)
    if not week.benefits or any(job.pence is None for job in worked) or paid_idle:
        return "incomplete"
    if earned <= 2000:
        return "within the lower limit"
    fits = earned <= limit.pence
    if fits and all(job.category == "supported" and job.supported_by for job in worked):
        return "within supported work"
    if fits and hours < 57_600:
        return "within"
    before = [seconds for seconds in week.weeks_before if seconds is not None]
    mean_fits = len(before) == 4 and sum(before) + hours < 5 * 57_600
    if fits and hours >= 57_600 and mean_fits:
        return "within on average: get advice"
    over_hours = hours >= 57_600 and not mean_fits
    return "over both" if over_hours and not fits else "over hours" if over_hours else "over earnings"


@steady
@given(weeks)
def test_every_week_has_the_status_of_the_first_rule_that_fits(week: WeekOfWork) -> None:
    assert status(week) == by_the_table(week)


@steady
@given(applicable)
def test_every_applicable_week_has_the_status_of_the_first_rule_that_fits(week: WeekOfWork) -> None:
    assert status(week) == by_the_table(week)


@steady
@given(weeks)
def test_the_order_of_jobs_does_not_matter(week: WeekOfWork) -> None:
    turned = replace(week, jobs=week.jobs[::-1])
    rotated = replace(week, jobs=week.jobs[1:] + week.jobs[:1])
    assert judge(week) == judge(turned) == judge(rotated)


def greenness(judged: JudgedWeek) -> int:
    return GREENNESS[judged.status.colour]


@steady
@given(applicable, st.integers(0, 2), st.integers(0, 20 * HOUR))
def test_more_hours_never_make_a_week_greener(week: WeekOfWork, which: int, more: int) -> None:
    job = week.jobs[which % len(week.jobs)]
    longer = replace(job, seconds=(job.seconds or 0) + more)
    changed = replace(week, jobs=tuple(longer if part is job else part for part in week.jobs))
    assert greenness(judge(changed)) >= greenness(judge(week))


@steady
@given(applicable, st.integers(0, 2), st.integers(0, 150_00))
def test_more_pay_never_makes_a_week_greener(week: WeekOfWork, which: int, more: int) -> None:
    job = week.jobs[which % len(week.jobs)]
    richer = replace(job, pence=(job.pence or 0) + more)
    changed = replace(week, jobs=tuple(richer if part is job else part for part in week.jobs))
    assert greenness(judge(changed)) >= greenness(judge(week))


@steady
@given(applicable, st.integers(0, 3), st.integers(0, 20 * HOUR))
def test_more_hours_in_a_week_before_never_make_a_week_greener(
    week: WeekOfWork, which: int, more: int
) -> None:
    seconds = week.weeks_before[which]
    assume(seconds is not None)
    before = list(week.weeks_before)
    before[which] = (seconds or 0) + more
    assert greenness(judge(replace(week, weeks_before=tuple(before)))) >= greenness(judge(week))


@steady
@given(weeks)
def test_green_means_pay_within_the_limit_and_hours_under_16_where_tested(week: WeekOfWork) -> None:
    judged = judge(week)
    if judged.status.colour == "green":
        assert judged.limit is not None
        assert judged.pence <= judged.limit.pence
        hours_tested = judged.status is WeekStatus.WITHIN
        assert judged.seconds < HOURS_LIMIT or not hours_tested
    assert not any("allowed" in words for words in judged.working)


@pytest.mark.parametrize(
    ("seconds", "hourly", "pence"),
    [(0, 12_71_00, 0), (12 * HOUR, 12_71_00, 152_52), (36, 12_71_50, 13), (1, 18_00_00, 1), (1, 17_99_00, 0)],
)
def test_expected_pay_is_marked_estimated(seconds: int, hourly: int, pence: int) -> None:
    pay = expected_pay(seconds, hourly)
    assert pay.pence == pence
    assert pay.words == f"{shown_pounds(pence)} (estimated)"


@pytest.mark.parametrize(
    ("category", "sent_on", "missing"),
    [
        ("higher", None, True),
        ("supported", None, True),
        ("lower", None, False),
        ("none", None, False),
        ("higher", SUNDAY, False),
        ("higher", date(2026, 4, 20), True),
    ],
)
def test_a_missing_pw1_is_its_own_flag(category: str, sent_on: date | None, missing: bool) -> None:
    assert is_not_notified(category, sent_on, SUNDAY) is missing


def test_hours_and_pounds_in_words() -> None:
    assert [shown_hours(seconds) for seconds in (0, 59, 16 * HOUR - 60, 16 * HOUR - 1)] == [
        "0 h",
        "0 h 59 s",
        "15 h 59 min",
        "15 h 59 min 59 s",
    ]
    assert shown_pounds(1_203_05) == "£1,203.05"
