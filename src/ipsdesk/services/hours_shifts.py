"""Writes when a person usually works in a job: the plan for blank days until hours are recorded."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import Connection, select

from ipsdesk.measures.terms import live
from ipsdesk.models import UsualShift
from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.services.hours_reading import ACTIVITIES, IS_JOB, SHIFTS
from ipsdesk.services.hours_records import Shift
from ipsdesk.services.hours_typing import HoursRefused
from ipsdesk.services.saving import Saving, kept_records

CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
DAY_MINUTES = 24 * 60
UNCHANGED = "The usual shifts were not changed."


def write_shifts(connection: Connection, saving: Saving, activity: int, shifts: Sequence[Shift]) -> None:
    """Make these the usual shifts of a job, leaving those that stay as they are; raises ``HoursRefused``.

    A shift at other times on the same day keeps the minutes of the way there.
    """
    for shift in shifts:
        _check(shift)
    _check_overlap(sorted(shifts, key=_start_in_week))
    if connection.scalar(select(ACTIVITIES.c.id).where(IS_JOB, ACTIVITIES.c.id == activity)) is None:
        raise HoursRefused(f"This job was removed from the unit's records. {UNCHANGED}")
    wanted, travel = list(shifts), dict[str, int | None]()
    present = select(SHIFTS).where(live(SHIFTS), SHIFTS.c.activity_id == activity).order_by(SHIFTS.c.id)
    for record in kept_records(connection, present):
        known = Shift(record["day"], record["from_time"], record["to_time"])
        if known in wanted:
            wanted.remove(known)
        else:
            saving.remove(UsualShift, record)
            travel[known.day] = record["travel_minutes"]
    for shift in wanted:
        saving.add(
            UsualShift,
            {
                "activity_id": activity,
                "day": shift.day,
                "from_time": shift.from_time,
                "to_time": shift.to_time,
                "travel_minutes": travel.get(shift.day),
            },
        )


def _check(shift: Shift) -> None:
    if shift.day not in WEEKDAYS:
        raise HoursRefused(f"'{shift.day}' is not a day of the week. {UNCHANGED}")
    for clock in (shift.from_time, shift.to_time):
        if not CLOCK.fullmatch(clock):
            raise HoursRefused(f"'{clock}' is not a time of day. Write 09:00 or 17:30. {UNCHANGED}")
    if shift.from_time == shift.to_time:
        raise HoursRefused(f"The shift on {shift.day} ends when it begins, at {shift.from_time}. {UNCHANGED}")


def _start_in_week(shift: Shift) -> int:
    return WEEKDAYS.index(shift.day) * DAY_MINUTES + shift.starts_at


def _check_overlap(shifts: Sequence[Shift]) -> None:
    """Each shift ends before the next begins, the last of Sunday before the first of Monday."""
    for shift, after in zip(shifts, [*shifts[1:], *shifts[:1]], strict=True) if len(shifts) > 1 else ():
        room = (_start_in_week(after) - _start_in_week(shift)) % (7 * DAY_MINUTES)
        if shift.minutes > room:
            raise HoursRefused(
                f"The shifts on {shift.day} from {shift.from_time} and on {after.day} from {after.from_time} "
                f"overlap. {UNCHANGED}"
            )
