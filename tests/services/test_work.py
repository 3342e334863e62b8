"""Jobs and steps at a real unit: what the page says of them, what is changed from a day on, how they end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ipsdesk.errors import CannotRun, NotSaved, ReasonNeeded
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Editing, Plain, Typed
from ipsdesk.services.hours_records import Shift
from ipsdesk.services.records import RecordRef
from ipsdesk.services.restricted import Restricted
from ipsdesk.services.roles import Actor, Role
from ipsdesk.services.today import Scope
from ipsdesk.services.today_lines import TodayKind
from ipsdesk.services.work import Work
from ipsdesk.services.work_lines import DueKind, WorkLine, WorkPage
from tests.services.records_books import annis
from tests.units import TODAY, rows_of

DAY = timedelta(days=1)
HOUR = 3_600
STARTED = date(2026, 1, 5)
PACKER = 1


def add(desk: Desk, kind: str, /, **values: Any) -> int:
    return desk.editing.save(Typed(kind, None, 0, values)).id


def activity(desk: Desk, reference: str, kind: str, **values: Any) -> int:
    given = {"client_id": str(annis(desk).id), "reference": reference, "kind": kind, **values}
    return add(desk, "activity", **given)


def page(desk: Desk) -> WorkPage:
    return desk.work.page(annis(desk).id)


def line(desk: Desk, id_: int = PACKER) -> WorkLine:
    return next(one for one in page(desk).lines if one.id == id_)


def facts(desk: Desk) -> list[str]:
    return [f"{one.fact}: {one.words}, {one.from_on}" for one in line(desk).facts]


def due(desk: Desk) -> list[tuple[DueKind, date | None]]:
    return [(one.kind, one.on) for one in page(desk).due]


def test_hours_pay_and_contract_stand_by_the_day_they_hold_from(two: Desk) -> None:
    assert facts(two) == [
        "Hourly pay: £13.00 an hour, 2026-04-01",
        "Hourly pay: £12.71 an hour, 2026-01-05",
    ]
    two.work.change_terms(PACKER, date(2026, 6, 1), {"weekly_hours": 12 * HOUR, "contract": "permanent"})
    two.work.change_terms(PACKER, date(2026, 9, 1), {"weekly_hours": 15 * HOUR, "contract": "permanent"})
    assert facts(two)[:3] == [
        "Contract: permanent, 2026-06-01",
        "Weekly hours: 15 h a week, 2026-09-01",
        "Weekly hours: 12 h a week, 2026-06-01",
    ]
    job = line(two)
    assert (job.weekly_seconds, job.contract, job.hourly_pay) == (15 * HOUR, "permanent", 130_000)
    with pytest.raises(NotSaved, match="so already"):
        two.work.change_terms(PACKER, date(2026, 10, 1), {"weekly_hours": 15 * HOUR})
    with pytest.raises(NotSaved, match="before it began"):
        two.work.change_terms(PACKER, STARTED - DAY, {"weekly_hours": HOUR})


def test_pay_is_judged_on_the_first_day_and_again_as_it_is_now(two: Desk) -> None:
    client = annis(two).id
    version = two.editing.form("client", client).version
    two.editing.save(Typed("client", client, version, {"born_on": date(1992, 5, 4)}))
    job = line(two)
    assert job.tests[0].met is True
    assert job.tests[0].working.startswith("£12.71 an hour on 5 January 2026, at age 33;")
    assert job.pay_today == ("£13.00 an hour on 22 November 2026, at age 34; the legal minimum was £12.71.")
    low = activity(two, "A9", "paid job", started_on=date(2026, 8, 1), hourly_pay=5_000)
    assert line(two, low).tests[0].met is False
    assert "£12.21 below the legal minimum of £12.71" in line(two, low).tests[0].working
    assert line(two, low).pay_today == ""


def test_jobs_overlap_and_one_from_before_is_listed_as_not_ours(two: Desk) -> None:
    activity(two, "A8", "paid job", title="Paper round", started_on=date(2026, 2, 1))
    before = activity(two, "A9", "paid job", title="Old job", started_on=date(2025, 1, 10), episode_id="1")
    lines = {one.name: one.why_not for one in page(two).lines}
    assert lines["Old job"] == "began before the person came to the service"
    assert lines["Paper round"] == lines["Packer, Larkfield Bakery"] == ""
    assert line(two, before).is_now(TODAY)


def test_a_job_ends_once_with_a_reason_and_what_was_learned(two: Desk) -> None:
    told: dict[str, Plain] = {
        "heard_of_end_on": TODAY,
        "view_of_end": "Too early in the day",
        "learned": "Afternoons",
        "next_help_offered": True,
    }
    with pytest.raises(NotSaved) as wrong:
        two.work.end(PACKER, TODAY, "other")
    assert list(wrong.value.problems) == ["words"]
    with pytest.raises(NotSaved) as wrong:
        two.work.end(PACKER, STARTED - DAY, "retired")
    assert list(wrong.value.problems) == ["ended_on"]
    with pytest.raises(NotSaved, match="hours are recorded on 4 May 2026") as wrong:
        two.work.end(PACKER, date(2026, 5, 3), "retired")
    assert list(wrong.value.problems) == ["ended_on"]
    with pytest.raises(NotSaved, match="future"):
        two.work.end(PACKER, TODAY, "retired", told={"heard_of_end_on": TODAY + DAY})
    done = two.work.end(PACKER, TODAY - DAY, "other", "the shifts changed", told)
    assert done.words == "Ended: activity Packer (A1) for Annis Fold"
    ended = line(two).ended
    assert ended is not None
    assert (ended.on, ended.reason, ended.view, ended.help_offered) == (
        TODAY - DAY, "the shifts changed", "Too early in the day", True,
    )  # fmt: skip
    with pytest.raises(CannotRun, match="ended on 21 November 2026 already"):
        two.work.end(PACKER, TODAY, "retired")


def test_the_first_two_milestones_are_confirmed_as_one_and_a_later_one_waits(two: Desk) -> None:
    assert (DueKind.MILESTONE, date(2026, 10, 5)) in due(two)
    with pytest.raises(CannotRun, match="5 January 2027, which lies ahead"):
        two.work.confirm(PACKER, "12 months")
    two.work.confirm(PACKER, "3 months")
    two.work.confirm(PACKER, "9 months", same_hours=False, note="12 hours now")
    said = rows_of(two, "SELECT milestone, confirmed_on, still_in_work, same_hours FROM milestones")
    assert said == [
        ("13 weeks", "2026-11-22", 1, 1),
        ("3 months", "2026-11-22", 1, 1),
        ("9 months", "2026-11-22", 1, 0),
    ]
    with pytest.raises(CannotRun, match="13 weeks is confirmed already"):
        two.work.confirm(PACKER, "13 weeks")
    assert DueKind.MILESTONE not in [kind for kind, _ in due(two)]


def test_today_confirms_with_one_key(two: Desk) -> None:
    def asked() -> list[tuple[str, str]]:
        found = two.today.lines(Scope.EVERYONE).lines
        return [(one.key, one.words) for one in found if one.kind is TodayKind.MILESTONE]

    key = f"milestone:{PACKER}:9-months"
    assert asked() == [(key, "9 months: still in work, same hours?")]
    two.today.mark_done(key)
    assert asked() == []
    assert rows_of(two, "SELECT milestone, same_hours FROM milestones") == [("9 months", 1)]
    with pytest.raises(CannotRun, match="confirmed already"):
        two.today.mark_done(key)
    with pytest.raises(CannotRun):
        two.today.mark_done("milestone:1:99-months")


def test_a_step_is_due_on_its_review_and_its_planned_end(two: Desk) -> None:
    step = activity(
        two, "A9", "work experience", title="Saturdays", started_on=date(2026, 9, 1),
        planned_end_on=date(2026, 12, 1), review_on=date(2026, 10, 1),
    )  # fmt: skip

    def told() -> list[tuple[str, date | None]]:
        found = two.today.lines(Scope.EVERYONE).lines
        return [(one.words, one.due_on) for one in found if one.kind is TodayKind.STEP_DUE]

    assert told() == [("Review of the step", date(2026, 10, 1))]
    assert (DueKind.REVIEW, date(2026, 10, 1)) in due(two)
    version = two.editing.form("activity", step).version
    two.editing.save(Typed("activity", step, version, {"review_on": None}))
    assert told() == [("Planned end: end it, or plan anew", date(2026, 12, 1))]
    two.work.end(step, TODAY, "finished as planned")
    assert told() == []
    free = activity(two, "A10", "work experience", title="Sundays", started_on=date(2026, 9, 1))
    assert [one.kind for one in page(two).due if one.activity == free] == [DueKind.NO_END]


def test_support_and_jobs_at_risk_stand_with_the_job(two: Desk) -> None:
    client = str(annis(two).id)
    assert (DueKind.NO_PLAN, None) in due(two)
    add(two, "in-work support plan", activity_id="1", agreed_on=STARTED, travel="Bus 14",
        review_on=date(2026, 11, 1))  # fmt: skip
    add(two, "contact", on_date=STARTED - 7 * DAY, kind="in-work support", client_ids=[client], note="Ready")
    add(two, "contact", on_date=STARTED - 8 * DAY, kind="in-work support", client_ids=[client])
    add(two, "retention case", client_id=client, opened_on=date(2026, 11, 2), activity_id="1",
        risk="sick leave")  # fmt: skip
    job = line(two)
    assert job.support is not None
    assert job.support.texts == (("Travel", "Bus 14"),)
    assert (job.contacts.count, [one.note for one in job.contacts.latest]) == (1, ["Ready"])
    kinds = due(two)
    assert (DueKind.PLAN_REVIEW, date(2026, 11, 1)) in kinds
    assert (DueKind.AT_RISK, date(2026, 11, 2)) in kinds


def test_the_way_to_a_shift_stays_when_its_times_change(two: Desk) -> None:
    two.hours.set_usual_shifts(PACKER, [Shift("Monday", "09:00", "13:00"), Shift("Friday", "09:00", "13:00")])
    two.work.travel(line(two).shifts[0].id, 35)
    two.hours.set_usual_shifts(PACKER, [Shift("Monday", "10:00", "13:00"), Shift("Friday", "09:00", "13:00")])
    assert [(one.day, one.from_time, one.travel) for one in line(two).shifts] == [
        ("Monday", "10:00", 35),
        ("Friday", "09:00", None),
    ]


def test_of_a_restricted_record_nothing_is_told_or_done(two: Desk) -> None:
    client = annis(two).id
    Restricted(two.workspace).restrict(client, "works for the unit")
    stranger = replace(two.workspace, actor=Actor(99, "Somebody Else", Role.PRACTITIONER))
    work = Work(stranger)
    for attempt in (
        lambda: work.page(client),
        lambda: work.confirm(PACKER, "9 months"),
        lambda: work.end(PACKER, TODAY, "retired"),
        lambda: work.change_terms(PACKER, TODAY, {"weekly_hours": HOUR}),
        lambda: work.four_hours(PACKER, TODAY),
        lambda: add_as(stranger, "in-work support plan", activity_id="1", agreed_on=TODAY),
    ):
        with pytest.raises(ReasonNeeded):
            attempt()
    assert rows_of(two, "SELECT count(*) FROM milestones") == [(0,)]


def add_as(workspace: Any, kind: str, /, **values: Any) -> None:
    Editing(workspace).save(Typed(kind, None, 0, values))


def test_what_was_removed_is_changed_by_nothing(two: Desk) -> None:
    two.records.remove(RecordRef("activity", PACKER), "entered twice")
    with pytest.raises(CannotRun, match="has been removed"):
        two.work.four_hours(PACKER, TODAY)


def test_a_form_about_a_job_offers_that_persons_jobs_alone(two: Desk) -> None:
    add(two, "activity", client_id="2", reference="A7", kind="paid job", title="Baker", started_on=TODAY)
    form = two.editing.blank("in-work support plan", {"activity_id": "1"})
    assert [one.words for one in form.choices["activity_id"]] == ["Packer (A1)"]


def test_the_scorecard_says_how_many_of_the_jobs_kept_were_confirmed(two: Desk) -> None:
    def kept() -> str:
        return two.scorecards.line("kept.13_weeks", parse_period("2026-27 Q1")).behind

    assert kept() == "1 of 1"
    two.work.confirm(PACKER, "13 weeks")
    assert kept() == "1 of 1, 1 confirmed"
    (said,) = rows_of(two, "SELECT id FROM milestones WHERE milestone = '13 weeks'")
    version = two.editing.form("milestone", said[0]).version
    two.editing.save(Typed("milestone", said[0], version, {"still_in_work": False}))
    assert kept() == "1 of 1"
