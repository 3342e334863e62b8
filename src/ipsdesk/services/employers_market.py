"""What is known of the labour market, and the talks and training that told others of the service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from ipsdesk.measures.terms import live
from ipsdesk.models import Awareness, LabourNote, Staff
from ipsdesk.models.employers import awareness_staff

NOTES, EVENTS, STAFF = LabourNote.__table__, Awareness.__table__, Staff.__table__
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note: for which kind of job and sector, what it says, who hires, what is paid, how to get there."""

    id: int
    on: date
    job_type: str
    sector: str
    note: str
    who_hires: str
    pay: str
    travel: str
    source: str


@dataclass(frozen=True, slots=True)
class LabourNotes:
    """Newest first."""

    today: date
    lines: tuple[NoteLine, ...]


@dataclass(frozen=True, slots=True)
class EventLine:
    """One talk or training: for whom, how many came, how long, by whom of us, what they said of it."""

    id: int
    on: date
    audience: str
    title: str
    people: int | None
    minutes: int | None
    staff: tuple[str, ...]
    feedback: str


@dataclass(frozen=True, slots=True)
class Events:
    """Newest first; ``in_year`` events reached ``people_in_year`` in the last 365 days."""

    today: date
    lines: tuple[EventLine, ...]
    in_year: int
    people_in_year: int


def read_labour_notes(connection: Connection, today: date) -> LabourNotes:
    """All of them."""
    rows = connection.execute(
        select(NOTES).where(live(NOTES)).order_by(NOTES.c.on_date.desc(), NOTES.c.id.desc())
    )
    lines = tuple(
        NoteLine(row.id, row.on_date, row.job_type or "", row.sector or "", row.note, row.who_hires or "",
                 row.pay or "", row.travel or "", row.source or "")
        for row in rows
    )  # fmt: skip
    return LabourNotes(today, lines)


def read_events(connection: Connection, today: date) -> Events:
    """All of them, and the sums of the last year."""
    links, own = awareness_staff, EVENTS.c
    staff: dict[int, list[str]] = {}
    named = select(links.c.awareness_id, STAFF.c.name).join(STAFF, STAFF.c.id == links.c.staff_id)
    for event, name in connection.execute(named.order_by(links.c.awareness_id, links.c.position)):
        staff.setdefault(event, []).append(name)
    rows = connection.execute(select(EVENTS).where(live(EVENTS)).order_by(own.on_date.desc(), own.id.desc()))
    lines = tuple(
        EventLine(row.id, row.on_date, row.audience, row.title, row.people, row.minutes,
                  tuple(staff.get(row.id, ())), row.feedback or "")
        for row in rows
    )  # fmt: skip
    in_year = select(func.count(), func.total(own.people)).where(
        live(EVENTS), own.on_date > today - YEAR, own.on_date <= today
    )
    count, people = connection.execute(in_year).one()
    return Events(today, lines, int(count), int(people))
