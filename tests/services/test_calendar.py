"""The unit's week: shifts on the days a job goes on, appointments, the timetable, and what falls together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.errors import ReasonNeeded
from ipsdesk.services.calendar import Calendar, Slot, What
from ipsdesk.services.calendar_reading import told_overlaps
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from ipsdesk.services.roles import Actor, Role
from tests.services.in_service_books import TODAY
from tests.units import rows_of

DAY = timedelta(days=1)
CORIN, DARA = 1, 2
SATURDAY = TODAY + 5 * DAY


def test_the_week_holds_shifts_appointments_and_the_timetable(kitchen: Desk) -> None:
    week = kitchen.calendar.week(SATURDAY)
    assert week.monday == TODAY
    corin, dara = week.people
    assert [(one.day.day, one.from_time, one.what, one.words, one.travel) for one in corin.slots] == [
        (12, "10:00", What.THERAPY, "Psychology", 0),
        (13, "14:00", What.APPOINTMENT, "Benefits advice", 0),
        (16, "09:00", What.WORK, "Kitchen assistant, Larkrise Kitchen", 20),
        (16, "14:30", What.OTHER, "Football", 0),
        (17, "09:00", What.WORK, "Kitchen assistant, Larkrise Kitchen", 20),
    ]
    assert [one.day.day for one in corin.slots if one.overlaps] == [16, 16]
    assert (dara.slots, dara.unplanned) == ((), ("Kitchen assistant, Larkrise Kitchen",))


def test_work_in_the_timetable_is_not_told_beside_the_shift_it_stands_for(kitchen: Desk) -> None:
    told = {"client_id": str(CORIN), "day": "Saturday", "kind": "work", "what": "Kitchen"}
    for begins, ends in (("09:00", "15:00"), ("17:00", "18:00")):
        times = {"from_time": begins, "to_time": ends}
        kitchen.editing.save(Typed("timetable entry", None, 0, {**told, **times}))
    slots = [one for one in kitchen.calendar.week(TODAY).people[0].slots if one.day == SATURDAY]
    assert [(one.from_time, one.kind) for one in slots] == [
        ("09:00", "activity"),
        ("14:30", "timetable entry"),
        ("17:00", "timetable entry"),
    ]


def test_a_job_that_ends_in_the_week_has_no_shift_after(kitchen: Desk) -> None:
    with kitchen.workspace.transactions.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE activities SET ended_on = ? WHERE reference = 'A2'", (str(SATURDAY),)
        )
    slots = kitchen.calendar.week(TODAY).people[0].slots
    assert [one.day for one in slots if one.what is What.WORK] == [SATURDAY]
    assert all(
        one.what is not What.WORK for one in kitchen.calendar.week_of(CORIN, TODAY + 7 * DAY).people[0].slots
    )


def test_one_person_is_shown_with_an_empty_week_too(kitchen: Desk) -> None:
    with kitchen.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE activities SET removed_at = 'now'")
    week = kitchen.calendar.week_of(DARA, TODAY)
    assert [(one.name, one.slots) for one in week.people] == [("Dara Wick", ())]


def test_restricted_records_are_only_counted(kitchen: Desk) -> None:
    kitchen.restricted.restrict(CORIN, "works in the kitchen")
    actor = Actor(2, "Account 2", Role.PRACTITIONER)
    other = Calendar(replace(kitchen.workspace, actor=actor, opened=set()))
    week = other.week(TODAY)
    assert ([one.name for one in week.people], week.withheld) == (["Dara Wick"], 1)
    with pytest.raises(ReasonNeeded):
        other.week_of(CORIN, TODAY)


def test_an_appointment_is_added_with_the_form_of_any_record(kitchen: Desk) -> None:
    values: dict[str, Any] = {
        "client_id": str(DARA),
        "on_date": SATURDAY,
        "from_time": "10:00",
        "to_time": "11:00",
    }
    kitchen.editing.save(Typed("appointment", None, 0, {**values, "kind": "interview", "what": "Northgate"}))
    (slot,) = kitchen.calendar.week(TODAY).people[1].slots
    assert (slot.what, slot.words, slot.kind) == (What.INTERVIEW, "Northgate", "appointment")
    assert rows_of(kitchen, "SELECT count(*) FROM appointments WHERE removed_at IS NULL") == [(3,)]


CLOCKS = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
SLOTS = st.builds(
    Slot,
    day=st.just(TODAY),
    from_time=CLOCKS,
    to_time=CLOCKS,
    what=st.sampled_from([What.WORK, What.OTHER]),
    words=st.just(""),
    place=st.just(""),
    kind=st.just("appointment"),
    id=st.integers(1, 5),
    travel=st.integers(0, 90),
)


def minutes(slot: Slot) -> set[int]:
    """Every minute from leaving to being back."""
    begins, ends = ((int(clock[:2]) * 60 + int(clock[3:])) for clock in (slot.from_time, slot.to_time))
    ends += 0 if ends > begins else 24 * 60
    return set(range(begins - slot.travel, ends + slot.travel))


@given(st.lists(SLOTS, max_size=4))
def test_what_falls_together_is_told_minute_by_minute(slots: list[Slot]) -> None:
    told = told_overlaps(slots)
    for place, one in enumerate(told):
        others = (other for number, other in enumerate(told) if number != place)
        assert one.overlaps == any(_meet(one, other) for other in others)


def _meet(one: Slot, other: Slot) -> bool:
    return bool(minutes(one) & minutes(other))


def test_days_of_the_week_run_from_monday_to_sunday(kitchen: Desk) -> None:
    week = kitchen.calendar.week(date(2026, 1, 1))
    assert (week.days[0], week.days[-1]) == (date(2025, 12, 29), date(2026, 1, 4))
