"""The recount gives what the design pages print as worked examples."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from .blueprint import Blueprint
from .days import age_on, months_after, parse_period, year_to
from .draw import Draw
from .permitted import week_status
from .targets import target_of
from .terms import Unit

HOUR = 3600
FIRST_WEEK_END = date(2026, 4, 19)


def status_of_last_week(weeks: list[tuple[int, int] | None], end: date = FIRST_WEEK_END) -> str:
    """The status of the last of some weeks of seconds and pence in one job of category `higher`."""
    plan = Blueprint(Draw(0), clients=1)
    plan.add("Clients", Client_ID="C1", Benefits=["esa new style"])
    plan.add(
        "Activities",
        Activity_ID="A1",
        Client_ID="C1",
        Kind="paid job",
        Started=date(2025, 1, 1),
        Permitted_work="higher",
    )
    for number, week in enumerate(reversed(weeks)):
        if week is not None:
            day = end - timedelta(days=7 * number + 3)
            plan.add("Hours", Activity_ID="A1", Date=day, Hours=week[0], Earnings=week[1])
    return week_status(Unit(plan.rows), "C1", end)


@pytest.mark.parametrize(
    ("weeks", "status"),
    [
        ([(16 * HOUR - 60, 20350)], "within"),
        ([(16 * HOUR, 10000)], "over hours"),
        ([(12 * HOUR, 20351)], "over earnings"),
        ([(20 * HOUR, 1999)], "within the lower limit"),
        (
            [
                (10 * HOUR, 15000),
                (16 * HOUR, 15000),
                (10 * HOUR, 15000),
                (12 * HOUR, 15000),
                (20 * HOUR, 15000),
            ],
            "within on average: get advice",
        ),
        ([(0, 0), (0, 0), (0, 0), (0, 0), (20 * HOUR, 25000)], "over earnings"),
        ([None, None, None, None, (20 * HOUR, 25000)], "over both"),
    ],
)
def test_permitted_work_weeks(weeks: list[tuple[int, int] | None], status: str) -> None:
    assert status_of_last_week(weeks) == status


def test_week_across_a_change_has_the_lower_limit() -> None:
    assert status_of_last_week([(8 * HOUR, 19550)], date(2026, 4, 5)) == "within"
    assert status_of_last_week([(8 * HOUR, 19551)], date(2026, 4, 5)) == "over earnings"


def test_pro_rata_target_shows_the_printed_working() -> None:
    plan = Blueprint(Draw(0), clients=0)
    plan.add("Staff", Staff_ID="S1", Started=date(2026, 8, 12), Employment_WTE=Fraction("0.6"))
    target = target_of(Unit(plan.rows), parse_period("2026-27"), "access.started")
    assert target is not None
    assert target.value == Fraction(35 * 6 * 232, 10 * 365)


def test_months_ages_and_years_are_clamped() -> None:
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert age_on(date(2000, 2, 29), date(2026, 2, 28)) == 25
    assert age_on(date(2000, 2, 29), date(2026, 3, 1)) == 26
    assert year_to(date(2025, 2, 28)).first == date(2024, 2, 29)
    assert year_to(date(2024, 2, 29)).first == date(2023, 3, 1)


def test_contract_anniversaries_are_clamped() -> None:
    plan = Blueprint(Draw(0), clients=0)
    plan.add("Contract", Unit_name="A unit", Contract_starts=date(2024, 2, 29))
    years = [Unit(plan.rows).contract_year(date(2025, 2, day)) for day in (27, 28)]
    assert years == [1, 2]
    assert Unit(plan.rows).contract_year(date(2020, 1, 1)) == 1


@pytest.mark.parametrize(
    ("label", "first", "last"),
    [
        ("2026-27", date(2026, 4, 1), date(2027, 3, 31)),
        ("2026-27 H1", date(2026, 4, 1), date(2026, 9, 30)),
        ("2026-27 Q2", date(2026, 7, 1), date(2026, 9, 30)),
        ("2023-24 Q4", date(2024, 1, 1), date(2024, 3, 31)),
        ("2026-07-01..2026-08-15", date(2026, 7, 1), date(2026, 8, 15)),
    ],
)
def test_periods(label: str, first: date, last: date) -> None:
    period = parse_period(label)
    assert (period.label, period.first, period.last) == (label, first, last)
