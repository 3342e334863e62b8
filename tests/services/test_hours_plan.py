"""Plans, last week's hours, the status while typing, reasons, and the last 26 weeks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ipsdesk.rules.periods import DAY
from ipsdesk.rules.wording import HOUR
from ipsdesk.services.desk import Desk
from ipsdesk.services.hours import WeekToExplain
from ipsdesk.services.hours_records import Shift
from ipsdesk.services.hours_typing import HoursRefused, TypedHours, TypedPay
from ipsdesk.services.hours_week import judge_live
from tests.services.hours_books import (
    ANN,
    BEN,
    CAL,
    MONDAY,
    STARTED,
    SUNDAY,
    a_unit_at_work,
    days_kept,
    key_of,
    line,
    pay,
    person,
    trail,
    week_to,
    work,
)
from tests.units import TODAY, rows_of

LAST_WEEK = MONDAY - 7 * DAY
THIS_WEEK = TODAY - 6 * DAY  # TODAY is a Sunday


@pytest.fixture
def at_work(desk: Desk, tmp_path: Path) -> Desk:
    """A desk at a unit with three people at work and no hours yet."""
    a_unit_at_work(desk, tmp_path)
    return desk


# ---- last week's hours --------------------------------------------------------------------------------


def test_last_weeks_hours_fill_blank_days_and_overwrite_nothing(at_work: Desk) -> None:
    work(at_work, "A1", {0: 4, 1: 5, 2: 0}, LAST_WEEK)
    pay(at_work, "A1", 90, LAST_WEEK + 6 * DAY)
    work(at_work, "A1", {1: 1})
    work(at_work, "A1", {2: 1})
    work(at_work, "A1", {2: None})
    saved = at_work.hours.copy_last_week(MONDAY)
    assert saved.words == "last week's hours on 2 days for Annis Fold"
    assert days_kept(at_work, "A1")[3:] == [
        ("2026-04-13", 4 * HOUR, None),
        ("2026-04-14", 1 * HOUR, None),
        ("2026-04-15", 0, None),
    ]
    assert not at_work.hours.copy_last_week(MONDAY).is_changed


def test_last_weeks_hours_stop_at_the_jobs_end_and_may_be_one_persons(at_work: Desk) -> None:
    for job in ("A1", "A4"):
        work(at_work, job, {0: 4, 3: 5, 6: 2}, LAST_WEEK)
    at_work.hours.copy_last_week(MONDAY, key_of(at_work, "C3", "clients"))
    assert [day for day, *_ in days_kept(at_work, "A4")][3:] == ["2026-04-13"]
    assert len(days_kept(at_work, "A1")) == 3
    at_work.hours.copy_last_week(MONDAY)
    assert len(days_kept(at_work, "A1")) == 6


# ---- usual shifts -------------------------------------------------------------------------------------


def test_usual_shifts_plan_blank_days_and_are_never_recorded(at_work: Desk) -> None:
    job = key_of(at_work, "A1")
    night = Shift("Friday", "22:00", "06:30")
    at_work.hours.set_usual_shifts(job, [Shift("Monday", "09:00", "13:00"), night])
    shown = line(at_work, ANN, THIS_WEEK)
    assert [cell.planned for cell in shown.days] == [4 * HOUR, None, None, None, 8.5 * HOUR, None, None]
    assert shown.pay.expected is not None
    assert shown.pay.expected.pence == 158_88  # 12.5 hours at £12.71
    week = week_to(at_work, ANN, TODAY, THIS_WEEK)
    assert week.words == "Hours not in"
    assert week.expected is not None
    assert (week.expected.seconds, week.expected.status) == (12.5 * HOUR, "within")
    work(at_work, "A1", {0: 8}, THIS_WEEK)
    warned = week_to(at_work, ANN, TODAY, THIS_WEEK).expected
    assert warned is not None
    assert (warned.seconds, warned.status) == (16.5 * HOUR, "over both")
    assert [cell.planned for cell in line(at_work, ANN).days] == [None] * 7  # a week that is over
    assert len(rows_of(at_work, "SELECT 1 FROM hours")) == 1


def test_with_pay_in_the_week_is_complete_and_plans_no_longer_count(at_work: Desk) -> None:
    at_work.hours.set_usual_shifts(key_of(at_work, "A1"), [Shift("Monday", "09:00", "13:00")])
    work(at_work, "A1", {1: 4}, THIS_WEEK)
    pay(at_work, "A1", 50, TODAY)
    assert week_to(at_work, ANN, TODAY, THIS_WEEK).expected is None


def test_new_usual_shifts_replace_the_old_and_leave_what_stays(at_work: Desk) -> None:
    job, monday = key_of(at_work, "A1"), Shift("Monday", "09:00", "13:00")
    at_work.hours.set_usual_shifts(job, [monday, Shift("Tuesday", "09:00", "13:00")])
    at_work.hours.set_usual_shifts(job, [monday, Shift("Tuesday", "09:00", "14:00")])
    assert [entry["action"] for entry in trail(at_work, "usual shift")] == [
        "added",
        "added",
        "removed",
        "added",
    ]
    assert not at_work.hours.set_usual_shifts(job, [Shift("Tuesday", "09:00", "14:00"), monday]).is_changed


@pytest.mark.parametrize(
    ("shifts", "sentence"),
    [
        ([Shift("Mon", "09:00", "10:00")], "'Mon' is not a day of the week."),
        ([Shift("Monday", "9", "10:00")], "'9' is not a time of day."),
        ([Shift("Monday", "09:00", "24:00")], "'24:00' is not a time of day."),
        ([Shift("Monday", "09:00", "09:00")], "The shift on Monday ends when it begins, at 09:00."),
        ([Shift("Monday", "09:00", "12:00"), Shift("Monday", "11:00", "13:00")], "overlap"),
        ([Shift("Sunday", "22:00", "06:00"), Shift("Monday", "05:00", "13:00")], "overlap"),
        ([Shift("Monday", "09:00", "12:00")] * 2, "overlap"),
    ],
)
def test_shifts_that_cannot_be_are_refused(at_work: Desk, shifts: list[Shift], sentence: str) -> None:
    with pytest.raises(HoursRefused, match=sentence):
        at_work.hours.set_usual_shifts(key_of(at_work, "A1"), shifts)
    assert rows_of(at_work, "SELECT 1 FROM usual_shifts") == []


# ---- while typing -------------------------------------------------------------------------------------


def test_the_status_while_typing_is_the_one_after_saving(at_work: Desk) -> None:
    work(at_work, "A1", {0: 8})
    pay(at_work, "A1", 203.5)
    job, shown = key_of(at_work, "A1"), person(at_work, ANN)
    before = days_kept(at_work, "A1")
    for seconds, words in ((57_528 - 8 * HOUR, "Within, near limits"), (8 * HOUR, "Over 16 hours")):
        typed = TypedHours(job, MONDAY + DAY, seconds)
        live = judge_live(shown, typed)
        assert live.weeks[0].words == words
        assert (live.seconds, days_kept(at_work, "A1")) == (8 * HOUR + seconds, before)
    at_work.hours.record(job, MONDAY + DAY, 8 * HOUR)
    assert person(at_work, ANN).weeks == live.weeks


def test_pay_and_several_cells_are_judged_while_typing(at_work: Desk) -> None:
    job, shown = key_of(at_work, "A2"), person(at_work, BEN)
    thursday = date(2026, 4, 16)
    hours = [TypedHours(job, MONDAY, 10 * HOUR), TypedHours(job, MONDAY + 4 * DAY, 4 * HOUR)]
    live = judge_live(shown, *hours, TypedPay(job, thursday, 203_51))
    assert [week.words for week in live.weeks] == ["Over the earnings limit", "Incomplete: pay not in yet"]
    assert (live.pence, live.jobs[0].benefit_pay[0].pence) == (203_51, 203_51)


def test_what_saving_would_refuse_is_refused_while_typing(at_work: Desk) -> None:
    shown = person(at_work, CAL)
    with pytest.raises(HoursRefused, match="This job ended on 15 April 2026"):
        judge_live(shown, TypedHours(key_of(at_work, "A4"), SUNDAY, HOUR))


# ---- reasons ------------------------------------------------------------------------------------------


def test_a_week_over_the_limit_asks_once_for_a_reason(at_work: Desk) -> None:
    client = key_of(at_work, "C1", "clients")
    work(at_work, "A1", {0: 10, 1: 10})
    pay(at_work, "A1", 150)
    week_ = [WeekToExplain(client, "C1", ANN, SUNDAY, "Over 16 hours")]
    assert at_work.hours.weeks_needing_reason(MONDAY) == week_
    at_work.hours.give_reason(client, SUNDAY, "  Covered a colleague\x0b's shift ", date(2026, 5, 15))
    assert at_work.hours.weeks_needing_reason(MONDAY) == []
    reason = week_to(at_work, ANN).reason
    assert reason is not None
    assert (reason.text, reason.follow_up_on) == ("Covered a colleague's shift", date(2026, 5, 15))
    at_work.hours.give_reason(client, SUNDAY, "Employer asked", date(2026, 5, 15))
    assert rows_of(at_work, "SELECT reason, version FROM hours_reasons") == [("Employer asked", 2)]
    replaced = trail(at_work, "hours reason")[-1]
    assert (replaced["action"], replaced["before"], replaced["after"]) == (
        "changed",
        {"reason": "Covered a colleague's shift"},
        {"reason": "Employer asked"},
    )


@pytest.mark.parametrize(
    ("ends_on", "text", "follow_up", "sentence"),
    [
        (SUNDAY, " \n", None, "Write in a few words why the week went over"),
        (SUNDAY, "x" * 32_768, None, "longer than 32,767 characters"),
        (SUNDAY - DAY, "x", None, "benefit week ends on Sunday, not on Saturday 18 April"),
        (SUNDAY, "x", MONDAY - DAY, "is before the week it is about"),
    ],
)
def test_a_reason_that_cannot_be_is_refused(
    at_work: Desk, ends_on: date, text: str, follow_up: date | None, sentence: str
) -> None:
    with pytest.raises(HoursRefused, match=sentence):
        at_work.hours.give_reason(key_of(at_work, "C1", "clients"), ends_on, text, follow_up)
    assert rows_of(at_work, "SELECT 1 FROM hours_reasons") == []


# ---- the last 26 weeks --------------------------------------------------------------------------------


def test_the_last_26_weeks_stand_against_the_limit_of_their_time_gaps_included(at_work: Desk) -> None:
    for back, hours in ((0, 10), (1, 0), (3, 16)):
        work(at_work, "A1", {0: hours}, MONDAY - 7 * back * DAY)
        pay(at_work, "A1", 100 if hours else 0, SUNDAY - 7 * back * DAY)
    found = at_work.hours.history(key_of(at_work, "C1", "clients"), MONDAY)
    assert (len(found.weeks), found.weeks[-1].ends_on, found.first_job_on) == (26, SUNDAY, STARTED)
    assert [week.is_recorded for week in found.weeks[-4:]] == [True, False, True, True]
    assert [week.judged.seconds for week in found.weeks[-4:]] == [16 * HOUR, 0, 0, 10 * HOUR]
    assert [(ends_on, limit.pence) for ends_on, limit in found.limit_steps] == [
        (date(2025, 10, 26), 195_50),
        (date(2026, 4, 12), 203_50),
    ]
    assert (found.worked, found.over, found.gaps) == (2, 1, 12)
    assert found.sentence == (
        "2 of the last 26 weeks had work in them; 1 of these was over a limit, and 12 have no hours recorded."
    )


def test_the_weeks_of_a_person_whose_week_ends_on_thursday(at_work: Desk) -> None:
    found = at_work.hours.history(key_of(at_work, "C2", "clients"), SUNDAY, weeks=4)
    assert [week.ends_on for week in found.weeks][-2:] == [date(2026, 4, 16), date(2026, 4, 23)]


def test_a_person_without_jobs_has_empty_weeks_and_one_removed_none(at_work: Desk) -> None:
    client = key_of(at_work, "C1", "clients")
    with at_work.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE activities SET removed_at = 'x' WHERE client_id = ?", (client,))
    empty = at_work.hours.history(client, MONDAY)
    assert (len(empty.weeks), empty.first_job_on, empty.gaps) == (26, None, 0)
    with pytest.raises(HoursRefused, match="not in the unit's records"):
        at_work.hours.history(999, MONDAY)


# ---- the grid -----------------------------------------------------------------------------------------


def test_the_grid_holds_everyone_with_a_job_current_in_the_week(at_work: Desk) -> None:
    assert [one.name for one in at_work.hours.week(MONDAY).people] == [ANN, BEN, CAL]
    assert [one.name for one in at_work.hours.week(MONDAY + 7 * DAY).people] == [ANN, BEN]
    assert at_work.hours.week(STARTED - 7 * DAY).people == ()
    shown = person(at_work, ANN)
    assert (shown.week_ends, shown.week_ends_known, shown.jobs[0].name) == ("Sunday", False, "Packer")
    work(at_work, "A1", {0: 0})
    assert [one.name for one in at_work.hours.week(MONDAY).not_in] == [BEN, CAL]
    with pytest.raises(ValueError, match="is not a Monday"):
        at_work.hours.week(SUNDAY)


def test_a_week_still_running_says_so(at_work: Desk) -> None:
    work(at_work, "A2", {4: 4}, THIS_WEEK)
    pay(at_work, "A2", 50, TODAY + 4 * DAY)
    first, second = person(at_work, BEN, THIS_WEEK).weeks
    assert (first.words, second.words, second.is_running) == ("Hours not in", "So far", True)


def test_last_weeks_hours_fill_no_day_that_is_still_to_come(at_work: Desk) -> None:
    today = at_work.workspace.today()
    monday = today - today.weekday() * DAY
    work(at_work, "A1", dict.fromkeys(range(7), 2), monday - 7 * DAY)
    at_work.hours.copy_last_week(monday)
    filled = [day for day, *_ in days_kept(at_work, "A1")][7:]
    assert filled == [(monday + number * DAY).isoformat() for number in range(today.weekday() + 1)]
