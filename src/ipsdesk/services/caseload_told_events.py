"""What was settled with one person about what may be told, and their leave under section 17."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, Table, and_, bindparam, select

from ipsdesk.measures.terms import live
from ipsdesk.models import (
    Consent,
    CriminalRecordInformation,
    Employer,
    InformationDecision,
    InformationTalk,
    Leave,
    LeaveOutcome,
    Staff,
)
from ipsdesk.services.caseload_entries import (
    EntryIcon,
    EntryKind,
    Happened,
    Reading,
    TimelineEntry,
    entries,
    happened_by,
)
from ipsdesk.services.saving import table_of

CLIENT: BindParameter[int] = bindparam("client")
EMPLOYERS, STAFF, LEAVES, OUTCOMES = map(table_of, (Employer, Staff, Leave, LeaveOutcome))
ANY_EMPLOYER = "any employer"


def _of_person(table: Table) -> Select[Any]:
    """The person's records of a kind, with the names of the member of staff and the employer."""
    statement = select(table)
    if "staff_id" in table.c:
        by = STAFF.c.name.label("by")
        statement = statement.add_columns(by).outerjoin(STAFF, STAFF.c.id == table.c.staff_id)
    if "employer_id" in table.c:
        employer = and_(EMPLOYERS.c.id == table.c.employer_id, live(EMPLOYERS))
        statement = statement.add_columns(EMPLOYERS.c.name.label("employer")).outerjoin(EMPLOYERS, employer)
    return statement.where(live(table), table.c.client_id == CLIENT)


OUTCOMES_OF = (
    select(OUTCOMES, LEAVES.c.place)
    .join(LEAVES, LEAVES.c.id == OUTCOMES.c.leave_id)
    .where(live(OUTCOMES), live(LEAVES), LEAVES.c.client_id == CLIENT)
)


def read_told_events(connection: Connection, client: int, today: date) -> Iterator[TimelineEntry]:
    """All that has happened by today, in no order."""
    return happened_by(connection, client, today, READ)


def _of_talk(row: Any) -> Iterator[TimelineEntry]:
    happened = (row.on_date, "Talked about what employers may know", row.talked_about)
    yield from _told(InformationTalk.family.kind, row, happened)


def _of_decision(row: Any) -> Iterator[TimelineEntry]:
    title = f"To be told to {row.employer or ANY_EMPLOYER}: {row.decision}"
    yield from _told(InformationDecision.family.kind, row, (row.on_date, title, row.wording))


def _of_criminal_record(row: Any) -> Iterator[TimelineEntry]:
    """Only that there is something: what it is stands on its own page, behind its own question."""
    title = f"Criminal record, permission {row.permission}: {row.employer or ANY_EMPLOYER}"
    yield from _told(CriminalRecordInformation.family.kind, row, (row.on_date, title, None))


def _of_consent(row: Any) -> Iterator[TimelineEntry]:
    given = (row.on_date, f"Consent {row.answer}: {row.scope}", row.note)
    withdrawn = (row.withdrawn_on, f"Consent withdrawn: {row.scope}", None)
    expired = (None if row.withdrawn_on else row.expires_on, f"Consent expired: {row.scope}", None)
    yield from _told(Consent.family.kind, row, given, withdrawn, expired)


def _of_leave(row: Any) -> Iterator[TimelineEntry]:
    happened: tuple[Happened, ...] = (
        (row.authorised_on, f"Leave authorised by {row.authorised_by}", row.place),
        (row.checked_on, "Leave checked again", row.place),
        (row.revoked_on, "Leave revoked", row.place),
    )
    yield from entries((EntryKind.LEAVE, EntryIcon.LEAVE, Leave.family.kind), row, *happened)


def _of_outcome(row: Any) -> Iterator[TimelineEntry]:
    as_planned = {True: ", as planned", False: ", not as planned"}.get(row.as_planned, "")
    happened = (row.on_date, f"Leave taken{as_planned}", row.what_happened or row.place)
    yield from entries((EntryKind.LEAVE, EntryIcon.LEAVE, LeaveOutcome.family.kind), row, happened)


READ: tuple[Reading, ...] = (
    (_of_person(table_of(InformationTalk)), _of_talk),
    (_of_person(table_of(InformationDecision)), _of_decision),
    (_of_person(table_of(CriminalRecordInformation)), _of_criminal_record),
    (_of_person(table_of(Consent)), _of_consent),
    (_of_person(LEAVES), _of_leave),
    (OUTCOMES_OF, _of_outcome),
)


def _told(source: str, row: Any, *happened: Happened) -> Iterator[TimelineEntry]:
    yield from entries((EntryKind.TOLD, EntryIcon.TOLD, source), row, *happened)
