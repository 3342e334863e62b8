"""Reads who does what when in a week: shifts, dated appointments, and what stands in the timetable."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select

from ipsdesk.measures.sqlite import Expression, values_of
from ipsdesk.measures.terms import A, live, there_is, within
from ipsdesk.measures.window import FIRST, LAST
from ipsdesk.models import Appointment, Client, Employer, TimetableEntry, UsualShift
from ipsdesk.rules.codes import JOB_KINDS, WEEKDAYS
from ipsdesk.rules.periods import DAY
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.caseload_work import job_name
from ipsdesk.services.hours_reading import WANTED
from ipsdesk.services.hours_records import WEEK, days_to
from ipsdesk.services.saving import table_of

APPOINTMENTS, CLIENTS, EMPLOYERS = table_of(Appointment), table_of(Client), table_of(Employer)
ENTRIES, SHIFTS = table_of(TimetableEntry), table_of(UsualShift)
DAY_MINUTES = 24 * 60
OF_WANTED = select(values_of(WANTED).c.value)
NAMES = select(CLIENTS.c.id, CLIENTS.c.reference, CLIENTS.c.name).where(
    live(CLIENTS), CLIENTS.c.id.in_(OF_WANTED)
)


class What(StrEnum):
    """What a person is at."""

    WORK = "work"
    LEAVE = "leave"
    THERAPY = "therapy"
    APPOINTMENT = "appointment"
    INTERVIEW = "interview"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Cover:
    """Whether leave from the ward covers it, way there and back included, in words."""

    is_enough: bool
    words: str


@dataclass(frozen=True, slots=True)
class Slot:
    """Something on one day, from one time to another (``HH:MM``; up to the beginning: the next morning).

    ``kind`` and ``id`` name the record that is opened for it: of a shift its job. ``travel`` is in minutes
    each way. ``overlaps``: something else of the person is at the same time, travel included. ``cover`` is
    None where leave is not asked for.
    """

    day: date
    from_time: str
    to_time: str
    what: What
    words: str
    place: str
    kind: str
    id: int
    travel: int = 0
    overlaps: bool = False
    cover: Cover | None = None

    @property
    def begins(self) -> int:
        """Minutes from midnight to its beginning."""
        return _minutes(self.from_time)

    @property
    def ends(self) -> int:
        """Minutes from the midnight before it to its end."""
        return self.begins + ((_minutes(self.to_time) - self.begins) % DAY_MINUTES or DAY_MINUTES)


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


@dataclass(frozen=True, slots=True)
class PersonSlots:
    """One person's week; ``unplanned`` are jobs of which no usual shift is known."""

    client: int
    reference: str
    name: str
    slots: tuple[Slot, ...]
    unplanned: tuple[str, ...] = ()

    def on(self, day: date) -> tuple[Slot, ...]:
        """What the person does on a day, in order."""
        return tuple(slot for slot in self.slots if slot.day == day)


def read_people(connection: Connection, monday: date, client: int | None) -> tuple[PersonSlots, ...]:
    """Everybody with something in the week by name; one person alone, with or without anything."""
    return read_some(connection, monday, None if client is None else {client})


def read_some(
    connection: Connection, monday: date, clients: Collection[int] | None
) -> tuple[PersonSlots, ...]:
    """These people with or without anything in the week, by name; None: everybody with something."""
    week = days_to(monday + WEEK - DAY)
    slots: defaultdict[int, list[Slot]] = defaultdict(list)
    unplanned: defaultdict[int, list[str]] = defaultdict(list)
    of_whom = _Asked(None if clients is None else json.dumps(sorted(clients)), monday, week[-1])
    for read in (_shifts, _appointments, _timetable):
        for owner, slot in read(connection, of_whom, week):
            slots[owner].append(slot)
    for owner, name in _unplanned(connection, of_whom):
        unplanned[owner].append(name)
    wanted = {*slots, *unplanned} if clients is None else clients
    people = (
        PersonSlots(id_, reference, name, told_overlaps(_said_once(slots[id_])), tuple(unplanned[id_]))
        for id_, reference, name in connection.execute(NAMES, {"wanted": json.dumps(sorted(wanted))})
    )
    return tuple(sorted(people, key=lambda one: (one.name.casefold(), one.client)))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose week as a JSON list of keys (None: everybody's), and its first and last day."""

    wanted: str | None
    first: date
    last: date

    def rows(self, connection: Connection, statement: Select[Any], client: Expression) -> Iterable[Any]:
        """The rows of a statement that are about whom it is asked of."""
        days = {"first": self.first, "last": self.last}
        if self.wanted is None:
            return connection.execute(statement, days)
        return connection.execute(_about(statement, client), {**days, "wanted": self.wanted})


@cache
def _about(statement: Select[Any], client: Expression) -> Select[Any]:
    """The statement about those wanted alone; made once, so that it is put into words once."""
    return statement.where(client.in_(OF_WANTED))


Found = Iterator[tuple[int, Slot]]


# ---- at work --------------------------------------------------------------------------------------

AT_WORK = and_(live(A), A.c.started_on <= LAST, or_(A.c.ended_on.is_(None), A.c.ended_on >= FIRST))
WORK = (
    select(
        A.c.id, A.c.client_id, A.c.title, A.c.reference, A.c.started_on, A.c.ended_on, EMPLOYERS.c.name,
        EMPLOYERS.c.town, SHIFTS.c.day, SHIFTS.c.from_time, SHIFTS.c.to_time, SHIFTS.c.travel_minutes,
    )
    .join(SHIFTS, and_(SHIFTS.c.activity_id == A.c.id, live(SHIFTS)))
    .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
    .where(AT_WORK)
)  # fmt: skip
UNPLANNED = (
    select(A.c.client_id, A.c.title, A.c.reference, EMPLOYERS.c.name)
    .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
    .where(AT_WORK, A.c.kind.in_(JOB_KINDS), ~there_is(SHIFTS, live(SHIFTS), SHIFTS.c.activity_id == A.c.id))
    .order_by(A.c.id)
)


def _shifts(connection: Connection, of_whom: _Asked, week: list[date]) -> Found:
    """The usual shifts of jobs, and of other work, on the days it goes on."""
    for row in of_whom.rows(connection, WORK, A.c.client_id):
        day = week[WEEKDAYS.index(row.day)]
        if row.started_on <= day and (row.ended_on is None or day <= row.ended_on):
            words = job_name(row.title, row.name, row.reference)
            yield row.client_id, Slot(
                day, row.from_time, row.to_time, What.WORK, words, row.town or "", "activity", row.id,
                row.travel_minutes or 0,
            )  # fmt: skip


def _unplanned(connection: Connection, of_whom: _Asked) -> Iterator[tuple[int, str]]:
    for row in of_whom.rows(connection, UNPLANNED, A.c.client_id):
        yield row.client_id, job_name(row.title, row.name, row.reference)


# ---- beside work ----------------------------------------------------------------------------------

EXPECTED = select(APPOINTMENTS).where(live(APPOINTMENTS), within(APPOINTMENTS.c.on_date, FIRST, LAST))
EVERY_WEEK = select(ENTRIES).where(
    live(ENTRIES),
    or_(ENTRIES.c.starts_on.is_(None), ENTRIES.c.starts_on <= LAST),
    or_(ENTRIES.c.ends_on.is_(None), ENTRIES.c.ends_on >= FIRST),
)


def _appointments(connection: Connection, of_whom: _Asked, _week: list[date]) -> Found:
    for row in of_whom.rows(connection, EXPECTED, APPOINTMENTS.c.client_id):
        yield row.client_id, _slot(row, row.on_date, "appointment")


def _timetable(connection: Connection, of_whom: _Asked, week: list[date]) -> Found:
    """What stands in it every week, on the days it holds."""
    for row in of_whom.rows(connection, EVERY_WEEK, ENTRIES.c.client_id):
        day = week[WEEKDAYS.index(row.day)]
        if (row.starts_on is None or row.starts_on <= day) and (row.ends_on is None or day <= row.ends_on):
            yield row.client_id, _slot(row, day, "timetable entry")


def _slot(row: Any, day: date, kind: str) -> Slot:
    what = What(row.kind)
    words = row.what or sentence_case(row.kind)
    return Slot(day, row.from_time, row.to_time, what, words, row.place or "", kind, row.id)


# ---- at the same time -----------------------------------------------------------------------------


def _said_once(slots: Iterable[Slot]) -> Iterator[Slot]:
    """Without what the timetable says of work within a shift, which says it better."""
    found = tuple(slots)
    shifts = [one for one in found if one.kind == "activity"]
    for one in found:
        is_told = one.kind == "timetable entry" and one.what is What.WORK
        if not is_told or not any(_holds(shift, one) for shift in shifts):
            yield one


def _holds(shift: Slot, one: Slot) -> bool:
    return shift.day == one.day and shift.begins <= one.begins and one.ends <= shift.ends


def told_overlaps(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """In order, each marked where another of the same person is at the same time.

    What the timetable says of work is no other thing than the shift it stands for.
    """
    ordered = sorted(slots, key=lambda one: (one.day, one.begins, one.ends, one.kind, one.id))
    return tuple(
        replace(one, overlaps=any(_meets(one, other) for other in ordered if other is not one))
        for one in ordered
    )


def _meets(one: Slot, other: Slot) -> bool:
    if one.day != other.day or _is_same_work(one, other):
        return False
    return one.begins - one.travel < other.ends + other.travel and (
        other.begins - other.travel < one.ends + one.travel
    )


def _is_same_work(one: Slot, other: Slot) -> bool:
    """A line of the timetable that says of the shift what the shift says itself; leave is what work needs."""
    kinds, whats = {one.kind, other.kind}, {one.what, other.what}
    return What.LEAVE in whats or (kinds == {"activity", "timetable entry"} and whats == {What.WORK})
