"""What holds for any week of permitted work: the first rule that fits decides, and more is never greener."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from ipsdesk.rules.codes import BENEFITS, PERMITTED_WORK
from ipsdesk.rules.permitted_limits import limit_in_week
from ipsdesk.rules.permitted_work import (
    HOURS_LIMIT,
    PERMITTED_BENEFITS,
    JobWeek,
    JudgedWeek,
    WeekOfWork,
    WeekStatus,
    judge,
)
from ipsdesk.rules.wording import HOUR

from .drawing import steady

LIMIT = 203_50
GREENNESS = {"green": 0, "amber": 1, "red": 2}

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
    assert judge(week).status.value == by_the_table(week)


@steady
@given(applicable)
def test_every_applicable_week_has_the_status_of_the_first_rule_that_fits(week: WeekOfWork) -> None:
    assert judge(week).status.value == by_the_table(week)


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


@given(applicable)
def test_the_working_says_what_the_status_hangs_on(week: WeekOfWork) -> None:
    judged = judge(week)
    working = " ".join(judged.working)
    tested = judged.status not in (WeekStatus.LOWER, WeekStatus.SUPPORTED)
    assert ("hours are not tested" in working) is not tested
    assert (" is not under 16:00." in working) is (tested and week.seconds >= HOURS_LIMIT)
    assert judged.limit is not None
    assert ("is more than £" in working) is (week.pence > judged.limit.pence)
    if judged.status is WeekStatus.ON_AVERAGE:
        assert ", under 16:00." in working
    if judged.status in (WeekStatus.OVER_HOURS, WeekStatus.OVER_BOTH):
        assert ", not under 16:00." in working or "No five-week mean" in working
