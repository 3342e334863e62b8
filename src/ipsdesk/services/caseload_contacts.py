"""The contacts of one person's timeline: with the person, with others about them, with employers for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, Date, Row, and_, bindparam, select

from ipsdesk.measures.terms import CC, C, live
from ipsdesk.models import Employer, Staff
from ipsdesk.rules.codes import FACE_TO_FACE
from ipsdesk.services.caseload_entries import EntryIcon, EntryKind, TimelineEntry
from ipsdesk.services.caseload_words import CONTACT_WORDS, counted, how_and_where, sentence_case

EMPLOYERS, STAFF = Employer.__table__, Staff.__table__
BEFORE, SINCE = bindparam("before", type_=Date), bindparam("since", type_=Date)
OF_CLIENT = and_(CC.c.client_id == bindparam("client"), live(C))
IS_EMPLOYER = C.c.kind == "employer"
ICON_OF_MODE = {
    FACE_TO_FACE: EntryIcon.FACE_TO_FACE,
    "phone": EntryIcon.PHONE,
    "video": EntryIcon.VIDEO,
    "email": EntryIcon.LETTER,
    "letter": EntryIcon.LETTER,
}
CONTACTS = (
    select(C, STAFF.c.name.label("staff"), EMPLOYERS.c.name.label("employer"))
    .join_from(CC, C, C.c.id == CC.c.contact_id)
    .outerjoin(STAFF, STAFF.c.id == C.c.staff_id)
    .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == C.c.employer_id, live(EMPLOYERS)))
    .where(OF_CLIENT, C.c.on_date < BEFORE, C.c.on_date >= SINCE)
)
DAYS = select(IS_EMPLOYER, C.c.on_date).join_from(CC, C, C.c.id == CC.c.contact_id).where(OF_CLIENT)


def contact_days(connection: Connection, client: int) -> list[tuple[EntryKind, date]]:
    """Kind and day of every contact of the person, attempts among them."""
    found = connection.execute(DAYS, {"client": client}).all()
    return [(_kind(is_employer=is_employer), day) for is_employer, day in found]


def read_contacts(
    connection: Connection, client: int, kinds: Collection[EntryKind], *, since: date, before: date
) -> Iterator[TimelineEntry]:
    """The contacts of these kinds from a day on and before another, in no order."""
    given = {"client": client, "since": since, "before": before}
    for row in connection.execute(CONTACTS, given):
        entry = contact_entry(row)
        if entry.kind in kinds:
            yield entry


def _kind(*, is_employer: bool) -> EntryKind:
    return EntryKind.EMPLOYER if is_employer else EntryKind.CONTACT


def contact_entry(row: Row[Any]) -> TimelineEntry:
    """The line of one contact, with the names of its member of staff and employer."""
    is_employer = row.kind == "employer"
    return TimelineEntry(
        row.on_date,
        _kind(is_employer=is_employer),
        ICON_OF_MODE.get(row.mode or "", EntryIcon.CONTACT) if row.attended else EntryIcon.MISSED,
        _title(row, is_employer=is_employer),
        row.note or sentence_case(row.purpose or ""),
        row.staff or "",
        "contact",
        row.id,
    )


def _title(row: Row[Any], *, is_employer: bool) -> str:
    parts = ["Employer contact" if is_employer else CONTACT_WORDS.get(row.kind, row.kind)]
    parts += [how_and_where(row.mode, None if is_employer else row.place)]
    if is_employer and row.by != "specialist":
        parts.append("made by the person" if row.by == "client" else "made together")
    parts.append(
        "not attended" if not row.attended else counted(row.minutes, "minute") if row.minutes else ""
    )
    said = ", ".join(part for part in parts if part)
    return f"{said}: {row.employer}" if row.employer else said
