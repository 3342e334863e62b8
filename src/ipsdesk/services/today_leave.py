"""What leave asks for on Today: what ends or needs checking, and shifts of the next days that none covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, or_, select, union

from ipsdesk.measures.terms import A, client_fact, live, open_on, within
from ipsdesk.measures.window import FIRST, LAST
from ipsdesk.models import Appointment, UsualShift
from ipsdesk.rules.leave import RESTRICTED_CODES, UNRESTRICTED_CODES, warned
from ipsdesk.rules.periods import DAY
from ipsdesk.services.calendar_reading import Slot
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.leave import slots_ahead
from ipsdesk.services.leave_reading import CLIENTS, LEAVES, AuthoritySeen, read_held
from ipsdesk.services.saving import table_of
from ipsdesk.services.today_asked import is_on_caseload

SHIFTS, APPOINTMENTS = table_of(UsualShift), table_of(Appointment)
SOON = 7
"""Days of shifts that are told."""


class LeaveWaits(NamedTuple):
    """One person's leave that ends (``left`` days) or needs checking (since ``changed``)."""

    client: int
    seen: AuthoritySeen
    left: int | None
    changed: date | None


class NotCovered(NamedTuple):
    """The first thing in the next days that no leave covers, and how many there are."""

    client: int
    slot: Slot
    many: int


def _in_force() -> Select[Any]:
    """Who of the caseload has leave in force."""
    return select(LEAVES.c.client_id).where(
        live(LEAVES),
        or_(LEAVES.c.to_on.is_(None), LEAVES.c.to_on >= LAST),
        is_on_caseload(LEAVES.c.client_id),
    )


def _going_out() -> Select[Any]:
    """Detained people of the caseload who have shifts, or appointments in the next days."""
    at_work = (
        select(A.c.client_id)
        .join(SHIFTS, SHIFTS.c.activity_id == A.c.id)
        .where(live(SHIFTS), live(A), open_on(LAST, A.c.started_on, A.c.ended_on))
    )
    expected = select(APPOINTMENTS.c.client_id).where(
        live(APPOINTMENTS), within(APPOINTMENTS.c.on_date, FIRST, LAST)
    )
    detained = client_fact(FIRST, "legal_status", CLIENTS).in_((*UNRESTRICTED_CODES, *RESTRICTED_CODES))
    return select(CLIENTS.c.id).where(
        live(CLIENTS), CLIENTS.c.id.in_(union(at_work, expected)), is_on_caseload(CLIENTS.c.id), detained
    )


IN_FORCE, GOING_OUT = Packed(_in_force, "last"), Packed(_going_out, "first", "last")


def leave_waiting(connection: Connection, today: date) -> Iterator[LeaveWaits]:
    """Leave in force of people on the caseload who are detained, one line for each."""
    held = read_held(connection, {client for (client,) in IN_FORCE.rows(connection, {"last": today})})
    for client, one in held.items():
        if one.standing_on(today).asks:
            for seen in one.authorities:
                changed, left = seen.rule.needs_checking(one.changed, today), warned(seen.rule, today)
                if not seen.rule.is_over(today) and (changed or left is not None):
                    yield LeaveWaits(client, seen, left, changed)


def not_covered(connection: Connection, today: date) -> Iterator[NotCovered]:
    """Of each detained person on the caseload who has shifts or appointments."""
    asked = GOING_OUT.rows(connection, {"first": today, "last": today + SOON * DAY})
    if not asked:
        return
    bare: defaultdict[int, list[Slot]] = defaultdict(list)
    for client, slot in slots_ahead(connection, {client for (client,) in asked}, today, SOON):
        if slot.cover is not None and not slot.cover.is_enough:
            bare[client].append(slot)
    for client, slots in bare.items():
        yield NotCovered(client, slots[0], len(slots))
