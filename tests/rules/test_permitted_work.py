"""Weeks of permitted work: the rule book's vectors, the borders of each rule, flags and working."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from ipsdesk.rules.permitted_limits import limits_with
from ipsdesk.rules.permitted_work import (
    JobWeek,
    WeekOfWork,
    WeekStatus,
    expected_pay,
    is_not_notified,
    judge,
)
from ipsdesk.rules.wording import HOUR, shown_hours, shown_pounds

from .test_permitted_limits import NEXT_APRIL

SUNDAY = date(2026, 4, 19)
NO_WEEKS: tuple[int | None, ...] = (None, None, None, None)
TYPED_ZEROS: tuple[int | None, ...] = (0, 0, 0, 0)


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
        "Hours 20:00 is not under 16:00.",
        "Five-week mean (12 + 10 + 16 + 10 + 20) / 5 = 13:36, under 16:00.",
        "Pay £150.00 is at most £203.50 (derived from the minimum wage; confirm with DWP).",
        "Check with the benefits adviser.",
    )


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (
            a_week(16 * HOUR - 36, 203_51),
            ["Hours 15:59:24 is under 16:00.", "Pay £203.51 is more than £203.50"],
        ),
        (a_week(20 * HOUR, 20_00), ["Pay £20.00 is at most £20.00: hours are not tested."]),
        (
            a_week(16 * HOUR, 150_00),
            ["No five-week mean: not each of the four weeks before has hours recorded."],
        ),
        (
            a_week(17 * HOUR, 150_00, (16 * HOUR, 16 * HOUR, 16 * HOUR, 15 * HOUR + 60)),
            ["Five-week mean (15:01 + 16 + 16 + 16 + 17) / 5 = 16:00:12, not under 16:00."],
        ),
        (
            a_week(30 * HOUR, 124_50, category="supported", supported_by="Trust"),
            ["Every job worked is supported: hours are not tested.", "Pay £124.50 is at most £203.50"],
        ),
        (
            a_week(8 * HOUR, 195_50, ends_on=date(2026, 4, 5)),
            [
                "Pay £195.50 is at most £195.50.",
                "The limit changes in this week (£195.50 from 1 April 2025, £203.50 from 1 April 2026): "
                "the lower one holds.",
            ],
        ),
    ],
)
def test_the_working_of_each_rule(week: WeekOfWork, words: list[str]) -> None:
    working = judge(week).working
    for one in words:
        assert any(told.startswith(one) for told in working), working


def test_universal_credit_points_to_the_work_allowance() -> None:
    judged = judge(a_week(8 * HOUR, 80_00, benefits=("UC",)))
    assert judged.on_universal_credit
    assert judged.working[-1] == "Universal Credit has no limit of hours or pay: see the work allowance."
    assert judge(a_week(8 * HOUR, 80_00, benefits=("UC", "ESA new style"))).on_universal_credit


def test_a_table_that_does_not_reach_the_week_says_so() -> None:
    late = a_week(8 * HOUR, 80_00, ends_on=date(2027, 4, 1))
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
