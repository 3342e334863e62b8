"""Every vector of the rule book on permitted work, typed into the grid of a real unit and read back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ipsdesk.reports.scorecard_text import as_json
from ipsdesk.rules.periods import DAY, free_period
from ipsdesk.rules.permitted_work import WeekStatus
from ipsdesk.services.desk import Desk
from ipsdesk.services.hours_judging import benefit_week
from ipsdesk.services.hours_reading import read_people
from ipsdesk.services.hours_typing import HoursRefused
from tests.recount.generator import generate_unit
from tests.services.hours_books import (
    ANN,
    BEN,
    CAL,
    JOBS,
    MONDAY,
    PEOPLE,
    STARTED,
    SUNDAY,
    a_unit_at_work,
    line,
    pay,
    person,
    week_to,
    work,
)
from tests.units import bring_in, rows_of

VECTORS = {
    "15:59 and exactly the limit": ({0: 8, 1: 7 + 59 / 60}, 203.50, "within"),
    "exactly 16 hours in a first week": ({0: 8, 1: 8}, 100, "over hours"),
    "a penny over the limit": ({0: 12}, 203.51, "over earnings"),
    "20 hours for less than the lower limit": ({0: 10, 1: 10}, 19.99, "within the lower limit"),
    "20 hours for exactly the lower limit": ({0: 10, 1: 10}, 20.00, "within the lower limit"),
    "20 hours for a penny more": ({0: 10, 1: 10}, 20.01, "over hours"),
    "both over": ({0: 10, 1: 10}, 250, "over both"),
    "hours but no pay yet": ({0: 4}, None, "incomplete"),
    "a typed £0 is recorded pay": ({0: 4}, 0, "within the lower limit"),
    "pay on a typed 0": ({0: 0}, 50, "incomplete"),
    "15.98 hours": ({0: 8, 1: 7.98}, 100, "within"),
}


@pytest.fixture
def at_work(desk: Desk, tmp_path: Path) -> Desk:
    """A desk at a unit with three people at work and no hours yet."""
    a_unit_at_work(desk, tmp_path)
    return desk


def weeks_counted(desk: Desk, first: date, last: date) -> dict[str, int]:
    """What ``kpis --json`` says of the weeks of a period, statuses with none left out."""
    figures = as_json(desk.figures.scorecard(free_period(first, last)))["measures"]
    bands = next(one["bands"] for one in figures if one["key"] == "permitted.weeks")
    return {band: count for band, count in bands.items() if count}


@pytest.mark.parametrize(("hours", "pounds", "status"), VECTORS.values(), ids=VECTORS)
def test_a_week_typed_into_the_grid_is_judged_by_the_rule_book_and_counted_so(
    at_work: Desk, hours: dict[int, float | None], pounds: float | None, status: str
) -> None:
    work(at_work, "A1", hours)
    if pounds is not None:
        pay(at_work, "A1", pounds)
    assert week_to(at_work, ANN).judged.status == status
    assert weeks_counted(at_work, MONDAY, SUNDAY) == {status: 1}


def test_four_weeks_before_make_the_mean(at_work: Desk) -> None:
    for back, hours in zip((4, 3, 2, 1), (10, 16, 10, 12), strict=True):
        work(at_work, "A1", {0: hours}, MONDAY - 7 * back * DAY)
        pay(at_work, "A1", 100, SUNDAY - 7 * back * DAY)
    work(at_work, "A1", {0: 10, 1: 10})
    pay(at_work, "A1", 150)
    week = week_to(at_work, ANN)
    assert (week.judged.status, week.needs_reason) == (WeekStatus.ON_AVERAGE, False)
    assert week.words == "Within on average: get advice"
    assert weeks_counted(at_work, MONDAY, SUNDAY) == {"within on average: get advice": 1}


def test_four_weeks_of_a_typed_0_are_not_four_weeks_of_nothing(at_work: Desk) -> None:
    work(at_work, "A1", {0: 10, 1: 10})
    pay(at_work, "A1", 250)
    assert week_to(at_work, ANN).judged.status == WeekStatus.OVER_BOTH
    for back in (1, 2, 3, 4):
        work(at_work, "A1", {0: 0}, MONDAY - 7 * back * DAY)
    assert week_to(at_work, ANN).judged.status == WeekStatus.OVER_EARNINGS
    work(at_work, "A1", {0: None}, MONDAY - 7 * DAY)
    assert week_to(at_work, ANN).judged.status == WeekStatus.OVER_BOTH


def test_a_week_across_a_change_has_the_lower_of_both_limits(at_work: Desk) -> None:
    monday, sunday = date(2026, 3, 30), date(2026, 4, 5)
    work(at_work, "A1", {0: 12}, monday)
    pay(at_work, "A1", 195.51, sunday)
    week = week_to(at_work, ANN, sunday, monday)
    assert week.judged.limit is not None
    assert (week.judged.limit.pence, week.judged.status) == (195_50, "over earnings")


def test_a_benefit_week_to_thursday_is_split_over_two_grid_weeks(at_work: Desk) -> None:
    thursday, next_thursday = date(2026, 4, 16), date(2026, 4, 23)
    work(at_work, "A2", {0: 5, 3: 4, 4: 9})  # Monday, Thursday | Friday
    work(at_work, "A2", {0: 7}, MONDAY + 7 * DAY)
    pay(at_work, "A2", 100, thursday)
    pay(at_work, "A2", 150, next_thursday)
    assert [week.ends_on for week in person(at_work, BEN).weeks] == [thursday, next_thursday]
    first, second = person(at_work, BEN).weeks
    assert (first.judged.seconds, first.judged.status) == (9 * 3600, "within")
    assert (second.judged.seconds, second.judged.status) == (16 * 3600, "over hours")
    assert week_to(at_work, BEN, next_thursday, MONDAY + 7 * DAY) == second
    shown = line(at_work, BEN)
    assert (shown.seconds, shown.pay.pence) == (18 * 3600, 100_00)
    assert [one.pence for one in shown.benefit_pay] == [100_00, 150_00]
    assert weeks_counted(at_work, MONDAY, next_thursday) == {"within": 1, "over hours": 1}


def test_all_jobs_of_a_person_count_also_one_that_is_no_permitted_work(at_work: Desk) -> None:
    work(at_work, "A2", {0: 8})
    work(at_work, "A3", {1: 7.98})
    for job in ("A2", "A3"):
        pay(at_work, job, 60, date(2026, 4, 16))
    week = week_to(at_work, BEN, date(2026, 4, 16))
    assert (week.judged.pence, week.judged.status, week.judged.near_hours) == (120_00, "within", True)
    assert week.words == "Within, near limits"
    work(at_work, "A3", {1: 8})
    assert week_to(at_work, BEN, date(2026, 4, 16)).words == "Over 16 hours"
    shown = person(at_work, BEN)
    assert shown.seconds == 16 * 3600
    assert shown.day_seconds[:3] == (8 * 3600, 8 * 3600, None)


def test_a_job_that_ended_in_the_benefit_week_before_monday_still_counts(desk: Desk, tmp_path: Path) -> None:
    ended = ("A9", "C2", "paid job", "Cook", STARTED, date(2026, 4, 11), "higher", None, 12.71, STARTED)
    a_unit_at_work(desk, tmp_path, Activities=(*JOBS, ended))
    saturday = date(2026, 4, 11)
    desk_hours = {saturday - MONDAY: 9.0}
    work(desk, "A9", {gap.days: hours for gap, hours in desk_hours.items()})
    work(desk, "A2", {0: 7})
    shown = person(desk, BEN)
    assert [job.reference for job in shown.jobs] == ["A2", "A3"]
    assert shown.weeks[0].judged.seconds == 16 * 3600


def test_supported_work_tests_no_hours(desk: Desk, tmp_path: Path) -> None:
    jobs = [(*row[:6], "supported", "The Trust", *row[8:]) if row[0] == "A1" else row for row in JOBS]
    a_unit_at_work(desk, tmp_path, Activities=jobs)
    work(desk, "A1", {0: 10, 1: 10})
    pay(desk, "A1", 203.50)
    assert week_to(desk, ANN).words == "Within supported work, near limits"
    pay(desk, "A1", 203.51)
    assert week_to(desk, ANN).judged.status == "over both"


@pytest.mark.parametrize(
    ("benefits", "legal_status", "words"),
    [
        ("UC", None, "Not applicable: Universal Credit"),
        ("none", None, "Not applicable"),
        ("ESA new style", "15", "Not applicable"),
        ("ESA new style; UC", "03", "Within"),
        (None, None, "Incomplete: benefits not known"),
    ],
)
def test_benefits_and_legal_status_decide_whether_there_is_a_limit(
    desk: Desk, tmp_path: Path, benefits: str | None, legal_status: str | None, words: str
) -> None:
    a_unit_at_work(desk, tmp_path, Clients=[("C1", ANN, benefits, None, legal_status), *PEOPLE[1:]])
    work(desk, "A1", {0: 8})
    pay(desk, "A1", 100)
    assert week_to(desk, ANN).words == words


def test_facts_are_those_of_the_weeks_last_day(desk: Desk, tmp_path: Path) -> None:
    changes = [
        ("client", "C1", "Benefits", SUNDAY, "UC"),
        ("activity", "A2", "Permitted work", date(2026, 4, 16), "lower"),
        ("activity", "A1", "Hourly pay", SUNDAY, 20),
        ("client", "C2", "Benefits", date(2026, 4, 17), None),
    ]
    a_unit_at_work(desk, tmp_path, Changes=changes)
    work(desk, "A1", {0: 8})
    assert week_to(desk, ANN).words == "Not applicable: Universal Credit"
    expected = line(desk, ANN).pay.expected
    assert expected is not None
    assert expected.words == "£160.00 (estimated)"
    assert week_to(desk, ANN, SUNDAY - 7 * DAY, MONDAY - 7 * DAY).work.benefits == ("ESA new style",)
    first, second = person(desk, BEN).weeks
    assert (first.work.benefits, second.work.benefits) == (("ESA new style",), None)
    assert (first.not_notified, second.not_notified) == (False, False)
    assert week_to(desk, BEN, date(2026, 4, 9), MONDAY - 7 * DAY).not_notified


def test_expected_pay_stands_in_until_the_payslip(at_work: Desk) -> None:
    work(at_work, "A1", {0: 8, 1: 8.5})
    week = week_to(at_work, ANN)
    assert week.words == "Incomplete: pay not in yet"
    assert week.expected is not None
    assert (week.expected.pence, week.expected.status) == (209_72, "over both")
    pay(at_work, "A1", 190)
    week = week_to(at_work, ANN)
    assert (week.expected, week.judged.pence) == (None, 190_00)
    assert line(at_work, ANN).pay.is_recorded


def test_without_hourly_pay_nothing_is_estimated_but_hours_still_warn(at_work: Desk) -> None:
    work(at_work, "A3", {0: 15})
    week = week_to(at_work, BEN, date(2026, 4, 16))
    assert line(at_work, BEN, number=1).pay.expected is None
    assert week.expected is not None
    assert (week.expected.status, week.expected.near_hours) == ("incomplete", True)


def test_pay_is_refused_where_no_hours_are_recorded(at_work: Desk) -> None:
    with pytest.raises(
        HoursRefused, match="No hours are recorded for this job in the week to Sunday 19 April"
    ):
        pay(at_work, "A1", 100)


def test_a_person_without_known_benefits_is_incomplete_and_hours_not_in_comes_first(at_work: Desk) -> None:
    assert week_to(at_work, CAL).words == "Hours not in"
    work(at_work, "A4", {0: 0})
    assert week_to(at_work, CAL).words == "Incomplete: benefits not known"


@pytest.mark.parametrize("seed", [1, 5, 17, 21])
def test_the_grid_judges_every_week_of_a_random_unit_as_the_figures_count_it(
    desk: Desk, tmp_path: Path, seed: int
) -> None:
    generate_unit(seed, tmp_path / "unit.xlsx")
    bring_in(desk, tmp_path / "unit.xlsx")
    first, last = date(2026, 1, 1), date(2026, 9, 30)
    with desk.workspace.transactions.read() as connection:
        clients = [id_ for (id_,) in connection.exec_driver_sql("SELECT id FROM clients")]
        people = read_people(connection, clients, first - 40 * DAY, last)
    found: dict[str, int] = {}
    for one in people:
        ends = {
            one.week_ending(day)
            for job in one.jobs
            for day in job.days
            if job.category.on(day) != "none" and first <= one.week_ending(day) <= last
        }
        for end in ends:
            status = benefit_week(one, end, last).judged.status
            found[status] = found.get(status, 0) + 1
    assert found
    assert found == weeks_counted(desk, first, last)
    assert not rows_of(desk, "SELECT 1 FROM hours WHERE removed_at IS NOT NULL")
