"""Benefits over time, advice from records and contacts, and what asks for advice, on Today too."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.errors import NotSaved
from ipsdesk.services.benefits_due import COUNTS_BEFORE, AdvisedJob, Moment, began_without, due_advice
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from ipsdesk.services.today import Scope
from ipsdesk.services.today_lines import OpenForm, TodayKind
from tests.services.in_service_books import DISCHARGED, MORE_HOURS, PAID, TODAY
from tests.units import rows_of

DAY = timedelta(days=1)
CORIN, DARA = 1, 2


def advise(desk: Desk, client: int, on: date, **more: Any) -> int:
    values = {"client_id": str(client), "on_date": on, "about": "better-off calculation", **more}
    return desk.editing.save(Typed("benefits advice", None, 0, values)).id


# ---- what is held -----------------------------------------------------------------------------------


def test_benefits_are_a_history_and_change_from_a_day(kitchen: Desk) -> None:
    held = kitchen.benefits.page(CORIN).held
    assert [(one.from_on, one.until, one.is_now) for one in held] == [
        (DISCHARGED, None, True),
        (None, DISCHARGED - DAY, False),
    ]
    done = kitchen.benefits.change(CORIN, ["UC"], TODAY + DAY)
    assert done.words == "benefits of client Corin Ash (C1) from 12 May 2026"
    page = kitchen.benefits.page(CORIN)
    assert page.held[0].benefits == ("UC",)
    assert page.now == ("ESA new style", "PIP or DLA")
    kitchen.benefits.change(CORIN, ["UC", "PIP or DLA"], TODAY + DAY)
    assert kitchen.benefits.page(CORIN).held[0].benefits == ("UC", "PIP or DLA")
    assert len(kitchen.benefits.page(CORIN).held) == 3
    kitchen.records.undo_last()
    assert kitchen.benefits.page(CORIN).held[0].benefits == ("UC",)


@pytest.mark.parametrize("benefits", [[], ["none", "UC"], ["Jobseeker"]])
def test_what_cannot_be_held_is_refused(kitchen: Desk, benefits: list[str]) -> None:
    with pytest.raises(NotSaved):
        kitchen.benefits.change(CORIN, benefits, TODAY)
    assert len(kitchen.benefits.page(CORIN).held) == 2


# ---- advice -----------------------------------------------------------------------------------------


def test_a_change_of_hours_asks_for_advice_until_there_is_some(kitchen: Desk) -> None:
    page = kitchen.benefits.page(CORIN)
    assert [(one.moment, one.on, one.trigger) for one in page.due] == [
        (Moment.CHANGE, MORE_HOURS, "hours or pay change")
    ]
    assert page.due[0].words.endswith("hours changed on 6 April 2026, no advice since")
    assert page.without[0].words.endswith("no advice before the job started on 3 November 2025")
    advise(kitchen, CORIN, TODAY, better_off="worse off", weekly_difference=-450, trained=True)
    page = kitchen.benefits.page(CORIN)
    assert page.due == ()
    assert page.without[0].words.endswith("; the first came on 11 May 2026")
    assert (page.advice[0].better_off, page.advice[0].weekly_difference) == ("worse off", -450)


def test_a_contact_of_benefits_advice_is_advice_too(kitchen: Desk) -> None:
    values: dict[str, Any] = {
        "on_date": PAID,
        "kind": "benefits advice",
        "attended": True,
        "client_ids": [str(CORIN)],
    }
    kitchen.editing.save(Typed("contact", None, 0, {**values, "note": "Fine."}))
    kitchen.editing.save(Typed("contact", None, 0, {**values, "on_date": TODAY, "attended": False}))
    page = kitchen.benefits.page(CORIN)
    assert [(one.kind, one.on_date, one.note) for one in page.advice] == [("contact", PAID, "Fine.")]
    assert page.without == ()
    assert [one.moment for one in page.due] == [Moment.CHANGE]


def test_who_gets_nothing_is_asked_nothing(kitchen: Desk) -> None:
    assert [one.moment for one in kitchen.benefits.page(DARA).due] == [Moment.START]
    kitchen.benefits.change(DARA, ["none"], date(2026, 1, 1))
    page = kitchen.benefits.page(DARA)
    assert (page.due, page.without, page.credit) == ((), (), None)


def test_universal_credit_is_an_illustration_of_the_last_whole_month(kitchen: Desk) -> None:
    credit = kitchen.benefits.page(DARA).credit
    assert credit is not None
    assert (credit.month, credit.workings) == ("April 2026", ())
    ((job,),) = rows_of(kitchen, "SELECT id FROM activities WHERE reference = 'A3'")
    kitchen.hours.record(job, date(2026, 4, 10), 8 * 3600)
    kitchen.hours.record_pay(job, date(2026, 4, 12), 90_000)
    credit = kitchen.benefits.page(DARA).credit
    assert credit is not None
    assert credit.workings[0][0] == "Without a work allowance"
    assert all(working.startswith("Illustration: £900.00 a month") for _, working in credit.workings)
    assert "£473.00 is £260.15 less" in credit.workings[1][1]


# ---- Today ------------------------------------------------------------------------------------------


def told(desk: Desk, kind: TodayKind) -> list[tuple[str, str]]:
    lines = desk.today.lines(Scope.EVERYONE).lines
    return [(line.words, line.second) for line in lines if line.kind is kind]


def test_today_asks_for_advice_while_a_job_is_near_its_start(kitchen: Desk) -> None:
    assert told(kitchen, TodayKind.NO_ADVICE) == []
    begins = TODAY + 10 * DAY
    values: dict[str, Any] = {
        "client_id": str(DARA),
        "kind": "paid job",
        "title": "Porter",
        "started_on": begins,
    }
    kitchen.editing.save(Typed("activity", None, 0, {**values, "reference": "A9"}))
    assert told(kitchen, TodayKind.NO_ADVICE) == [
        ("No benefits advice before the job, Porter", "Thu 21 May · the job begins then")
    ]
    (line,) = [one for one in kitchen.today.lines(Scope.EVERYONE).lines if one.kind is TodayKind.NO_ADVICE]
    assert isinstance(line.opens, OpenForm)
    assert dict(line.opens.given)["trigger"] == "before a job"
    advise(kitchen, DARA, begins - COUNTS_BEFORE[Moment.START] - DAY)
    assert told(kitchen, TodayKind.NO_ADVICE) != []
    advise(kitchen, DARA, TODAY)
    assert told(kitchen, TodayKind.NO_ADVICE) == []


def test_today_asks_no_more_a_month_after_the_start(kitchen: Desk) -> None:
    for reference, days in (("A8", 28), ("A9", 29)):
        values: dict[str, Any] = {
            "client_id": str(DARA),
            "kind": "paid job",
            "started_on": TODAY - days * DAY,
        }
        kitchen.editing.save(Typed("activity", None, 0, {**values, "reference": reference}))
    assert [words for words, _ in told(kitchen, TodayKind.NO_ADVICE)] == [
        "No benefits advice before the job, A8"
    ]


# ---- the rule ---------------------------------------------------------------------------------------

DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))


@st.composite
def jobs(draw: st.DrawFn) -> AdvisedJob:
    started = draw(DAYS)
    ended = draw(st.none() | DAYS.filter(lambda day: day >= started))
    changes = sorted(draw(st.sets(DAYS.filter(lambda day: day > started), max_size=3)))
    return AdvisedJob(
        draw(st.integers(1, 9)), "Job", started, ended, tuple((day, "hours") for day in changes)
    )


@given(st.lists(jobs(), max_size=4), st.sets(DAYS, max_size=4), DAYS)
def test_advice_today_answers_all_that_was_and_nothing_too_far_ahead(
    found: list[AdvisedJob], advised: set[date], today: date
) -> None:
    before, after = due_advice(found, advised, today), due_advice(found, advised | {today}, today)
    assert all(one.is_ahead for one in after)
    assert all(one.on > today + COUNTS_BEFORE[one.moment] for one in after)
    assert len(before) <= len(found)
    assert [one.on for one in before] == sorted(one.on for one in before)


@given(st.lists(jobs(), max_size=4), st.sets(DAYS, max_size=4), DAYS)
def test_a_job_began_without_advice_where_none_was_in_the_year_before(
    found: list[AdvisedJob], advised: set[date], today: date
) -> None:
    expected = [
        job
        for job in found
        if job.started_on <= today
        and not any(job.started_on - timedelta(days=365) <= day <= job.started_on for day in advised)
    ]
    assert len(began_without(found, advised, today)) == len(expected)
