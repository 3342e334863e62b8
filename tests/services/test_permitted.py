"""Permitted work as the window is told of it: notices and their steps, pay put into weeks, a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ipsdesk.errors import CannotRun, ReasonNeeded
from ipsdesk.rules.periods import DAY
from ipsdesk.rules.permitted_trail import Concern, TrailStep
from ipsdesk.rules.permitted_work import judge
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Plain, Typed
from ipsdesk.services.permitted import Permitted, PermittedJob, PermittedPage
from ipsdesk.services.permitted_year import YearWeek
from ipsdesk.services.rates_reading import rates_of
from ipsdesk.services.roles import Role
from ipsdesk.services.today_lines import Scope, TodayKind, TodayLine
from tests.recount.generator import generate_unit
from tests.recount.permitted import week_status
from tests.recount.terms import Unit
from tests.recount.workbook import read_workbook
from tests.services.hours_books import (
    ANN,
    MONDAY,
    SUNDAY,
    a_unit_at_work,
    days_kept,
    key_of,
    pay,
    space_of,
    work,
)
from tests.units import bring_in, copy_unit, rows_of, sit_down

TODAY = date(2026, 4, 30)
MANY_WEEKS = 1_000


@pytest.fixture
def desk(empty_unit: Path, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk"), TODAY) as desk:
        a_unit_at_work(desk, tmp_path)
        yield desk


def page_of(desk: Desk, client: str = "C1", in_year: date | None = None) -> PermittedPage:
    return desk.permitted.page(key_of(desk, client, "clients"), in_year)


def job_of(desk: Desk, client: str = "C1") -> PermittedJob:
    return page_of(desk, client).jobs[0]


def concerns(desk: Desk, client: str = "C1") -> list[Concern]:
    return [told.concern for told in job_of(desk, client).trail.concerns]


def week(desk: Desk, ends_on: date = SUNDAY, client: str = "C1") -> YearWeek:
    return next(one for one in page_of(desk, client, ends_on).year.weeks if one.ends_on == ends_on)


def add(desk: Desk, kind: str, **values: Plain) -> int:
    return desk.editing.save(Typed(kind, None, 0, values)).id


def told_again(desk: Desk) -> list[TodayLine]:
    return [one for one in desk.today.lines(Scope.EVERYONE).lines if one.kind is TodayKind.PW1_AGAIN]


def paid(desk: Desk, **values: Plain) -> int:
    given: dict[str, Plain] = {
        "activity_id": str(key_of(desk, "A1")),
        "from_on": MONDAY,
        "to_on": MONDAY + 27 * DAY,
    }
    return add(desk, "pay period", **{**given, "paid": "four-weekly", "net_pence": 614_00, **values})


# ---- the notice -----------------------------------------------------------------------------------


def test_the_steps_of_a_notice_are_taken_one_by_one_and_undone(desk: Desk) -> None:
    porter = key_of(desk, "A2")
    assert (job_of(desk, "C2").trail.next, concerns(desk, "C2")) == (
        TrailStep.CHECKED,
        [Concern.NOT_SENT, Concern.NOT_CHECKED],
    )
    for step in (TrailStep.CHECKED, TrailStep.SENT, TrailStep.ACKNOWLEDGED):
        assert job_of(desk, "C2").trail.next is step
        desk.permitted.take_step(porter, step)
    assert (job_of(desk, "C2").trail.next, concerns(desk, "C2")) == (TrailStep.DECISION, [Concern.AWAITED])
    with pytest.raises(CannotRun, match="open its form"):
        desk.permitted.take_step(porter, TrailStep.DECISION)
    add(desk, "permitted work event", activity_id=str(porter), on_date=TODAY, event="decision",
        decision="permitted")  # fmt: skip
    assert job_of(desk, "C2").trail.next is None
    for _ in range(3):
        desk.records.undo_last()
    assert job_of(desk, "C2").trail.next is TrailStep.SENT
    with pytest.raises(CannotRun, match="recorded already"):
        desk.permitted.take_step(key_of(desk, "A1"), TrailStep.SENT)


def test_hours_that_change_are_told_again_on_the_page_and_on_today(desk: Desk) -> None:
    packer = key_of(desk, "A1")
    form = desk.editing.form("activity", packer)
    values: dict[str, Plain] = {"weekly_hours": 12 * 3600, "agreed_seconds": 12 * 3600}
    desk.editing.save(Typed("activity", packer, form.version, values, date(2026, 4, 6)))
    assert concerns(desk)[0] is Concern.RESEND
    assert job_of(desk).agreed == 12 * 3600
    (line,) = told_again(desk)
    assert (line.words, line.due_on) == ("Tell DWP: re-send PW1, Packer", date(2026, 4, 6))
    desk.today.mark_done(line.key)
    assert not told_again(desk)
    assert Concern.RESEND not in concerns(desk)
    assert job_of(desk).trail.steps[-1].step is TrailStep.SENT_AGAIN


def test_a_shift_before_the_notice_is_late(desk: Desk) -> None:
    work(desk, "A2", {0: 4})
    desk.permitted.take_step(key_of(desk, "A2"), TrailStep.SENT)
    assert Concern.LATE in concerns(desk, "C2")


# ---- pay ------------------------------------------------------------------------------------------


def test_pay_goes_into_the_weeks_that_wait_and_into_no_other(desk: Desk) -> None:
    for back in (0, 7, 14):
        work(desk, "A1", {0: 6, 2: 6}, MONDAY - back * DAY)
    pay(desk, "A1", 100, SUNDAY - 7 * DAY)
    period = paid(desk, from_on=MONDAY - 21 * DAY, to_on=SUNDAY)
    (told,) = page_of(desk).pay
    assert told.weekly.pence == 153_50
    assert [str(one.filling) for one in told.weeks] == [
        "without hours", "to be filled", "with pay already", "to be filled",
    ]  # fmt: skip
    done = desk.permitted.put_into_weeks(period)
    assert done.words == (
        f"£153.50 of pay put into 2 weeks for {ANN}; left as they are: 1 week with pay already, "
        "1 week without hours"
    )
    kept = {day: pence for day, _, pence in days_kept(desk, "A1")}
    assert kept == {
        "2026-03-30": None, "2026-04-01": 153_50,
        "2026-04-06": None, "2026-04-08": 100_00,
        "2026-04-13": None, "2026-04-15": 153_50,
    }  # fmt: skip
    with pytest.raises(CannotRun, match="No week waits for this pay"):
        desk.permitted.put_into_weeks(period)
    desk.records.undo_last()
    assert [pence for _, _, pence in days_kept(desk, "A1")] == [None, None, None, 100_00, None, None]


def test_a_period_without_figures_or_with_running_weeks_fills_nothing(desk: Desk) -> None:
    work(desk, "A1", {0: 6}, date(2026, 4, 27))
    for period in (
        paid(desk, net_pence=None),
        paid(desk, from_on=date(2026, 4, 27), to_on=date(2026, 5, 3), paid="weekly"),
    ):
        with pytest.raises(CannotRun, match="Nothing was changed"):
            desk.permitted.put_into_weeks(period)


def test_a_week_that_began_before_the_period_counts_with_its_days_before(desk: Desk) -> None:
    old = date(2026, 1, 12)
    work(desk, "A1", {0: 6}, old)
    paid(desk, from_on=old + 3 * DAY, to_on=old + 6 * DAY, paid="other", net_pence=40_00)
    (told,) = page_of(desk).pay
    assert [str(one.filling) for one in told.weeks] == ["to be filled"]


def test_the_week_in_which_a_job_ended_belongs_to_its_last_period(desk: Desk) -> None:
    work(desk, "A4", {0: 4, 2: 4})
    paid(desk, activity_id=str(key_of(desk, "A4")), from_on=MONDAY, to_on=date(2026, 4, 15), paid="other",
         net_pence=45_00)  # fmt: skip
    (told,) = page_of(desk, "C3").pay
    assert [one.ends_on for one in told.weeks] == [SUNDAY]
    assert told.weekly.working[-1] == "A week: £45.00 × 7 / 3 days = £105.00"


# ---- weeks ----------------------------------------------------------------------------------------


def test_every_kind_of_week_says_its_working(desk: Desk) -> None:
    for back, hours in ((4, 10), (3, 16), (2, 10), (1, 12), (0, 20)):
        work(desk, "A1", {0: hours / 2, 1: hours / 2}, MONDAY - 7 * back * DAY)
        pay(desk, "A1", 150, SUNDAY - 7 * back * DAY)
    assert week(desk).words == "Within on average: get advice"
    assert week(desk).working == (
        "Hours 20:00 is not under 16:00.",
        "Five-week mean (10 + 16 + 10 + 12 + 20) / 5 = 13:36, under 16:00.",
        "Pay £150.00 is at most £203.50 (derived from the minimum wage; confirm with DWP).",
        "Check with the benefits adviser.",
    )
    pay(desk, "A1", 203.51)
    assert week(desk).words == "Over the earnings limit"
    assert "Pay £203.51 is more than £203.50" in week(desk).working[2]
    assert week(desk, SUNDAY + 7 * DAY).working == ("No hours are recorded for this week, not even 0.",)
    assert week(desk, SUNDAY + 70 * DAY).working == ("This week is still to come.",)


def test_a_week_without_pay_says_how_it_would_stand_with_what_is_expected(desk: Desk) -> None:
    work(desk, "A1", {0: 10, 1: 8})
    assert week(desk).words == "Incomplete: pay not in yet"
    assert week(desk).working == (
        "Hours but no pay recorded: 1 job.",
        "Hours 18:00 is not under 16:00.",
        "No five-week mean: not each of the four weeks before has hours recorded.",
        "Pay recorded £0.00; the limit is £203.50 (derived from the minimum wage; confirm with DWP).",
        "Check with the benefits adviser.",
        "With what is expected, 18:00 and £228.78 (estimated), it would stand: Over hours and earnings.",
    )


def test_a_category_changed_in_mid_week_is_said_and_the_last_day_counts(desk: Desk) -> None:
    work(desk, "A1", {0: 10, 1: 10})
    pay(desk, "A1", 150)
    assert week(desk).words == "Over 16 hours"
    packer = key_of(desk, "A1")
    form = desk.editing.form("activity", packer)
    values: dict[str, Plain] = {"permitted_work": "supported", "supported_by": "Carr Valley Works CIC"}
    desk.editing.save(Typed("activity", packer, form.version, values, MONDAY + 2 * DAY))
    assert week(desk).words == "Within supported work"
    assert week(desk).working[-1] == (
        "Category changed on 15 April 2026, in this week: what holds on its last day counts."
    )


def test_the_year_is_the_weeks_that_end_in_it(desk: Desk) -> None:
    year = page_of(desk).year
    assert (year.label, len(year.weeks), year.has_before, year.has_after) == ("2026-27", 52, True, False)
    assert (year.weeks[0].ends_on, year.weeks[-1].ends_on) == (date(2026, 4, 5), date(2027, 3, 28))
    assert year.sentence == "No week of 2026-27 has work in it so far."
    before = page_of(desk, in_year=date(2026, 1, 1)).year
    assert (before.label, before.has_before, before.has_after) == ("2025-26", False, True)


def test_a_thousand_generated_weeks_equal_the_rule_book_and_the_recount(
    empty_unit: Path, tmp_path: Path
) -> None:
    weeks = 0
    for seed in (1, 4, 7):
        with sit_down(copy_unit(empty_unit, tmp_path / f"{seed}.ipsdesk")) as desk:
            generate_unit(seed, tmp_path / "unit.xlsx", clients=70)
            assert not bring_in(desk, tmp_path / "unit.xlsx").problems
            weeks += _compared(desk, Unit(read_workbook(tmp_path / "unit.xlsx")))
    assert weeks >= MANY_WEEKS


def _compared(desk: Desk, unit: Unit) -> int:
    """How many weeks with hours were compared."""
    with desk.workspace.transactions.read() as connection:
        limits = rates_of(connection).limits
    compared = 0
    for reference, client in rows_of(desk, "SELECT reference, id FROM clients ORDER BY id"):
        for year in range(2024, 2027) if unit.jobs_of[reference] else ():
            for one in desk.permitted.page(client, date(year, 7, 1)).year.told:
                if one.week.is_recorded:
                    compared += 1
                    assert one.week.judged.status == week_status(unit, reference, one.ends_on)
                    assert one.working[: len(one.week.judged.working)] == judge(one.week.work, limits).working
    return compared


def test_today_tells_again_as_the_trail_does(desk: Desk) -> None:
    packer = str(key_of(desk, "A1"))
    for event, decision, day, waits in (
        ("decision", "more asked", date(2026, 2, 1), True),
        ("re-sent", None, date(2026, 2, 3), False),
        ("circumstances changed", None, date(2026, 2, 3), False),
        ("circumstances changed", None, date(2026, 2, 4), True),
        ("re-sent", None, date(2026, 2, 4), False),
        ("decision", "more asked", date(2026, 2, 9), True),
        ("decision", "permitted", date(2026, 2, 9), False),
    ):
        add(desk, "permitted work event", activity_id=packer, on_date=day, event=event, decision=decision)
        assert bool(told_again(desk)) is waits
        again = {Concern.RESEND, Concern.MORE_ASKED}
        assert bool(again.intersection(concerns(desk))) is waits


def test_a_restricted_record_asks_for_a_reason_whatever_is_done(desk: Desk) -> None:
    work(desk, "A1", {0: 6})
    period, packer = paid(desk), key_of(desk, "A1")
    desk.restricted.restrict(key_of(desk, "C1", "clients"), "works for the unit")
    stranger = Permitted(replace(space_of(desk, 9, Role.PRACTITIONER), opened=set()))
    for does in (
        lambda: stranger.page(key_of(desk, "C1", "clients")),
        lambda: stranger.take_step(packer, TrailStep.CHECKED),
        lambda: stranger.put_into_weeks(period),
    ):
        with pytest.raises(ReasonNeeded):
            does()
