"""A person's contacts page by page, with whether they came, who else was there, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, and_, func, literal, select, tuple_

from ipsdesk.measures.terms import CC, C, live
from ipsdesk.models import Employer, Staff
from ipsdesk.services.caseload_contacts import contact_entry
from ipsdesk.services.caseload_entries import TimelineEntry

EMPLOYERS, STAFF = Employer.__table__, Staff.__table__
PAGE = 50
OF_CLIENT = select(func.count()).select_from(CC).join(C, C.c.id == CC.c.contact_id).where(live(C))
CONTACTS = (
    select(C, STAFF.c.name.label("staff"), EMPLOYERS.c.name.label("employer"))
    .join_from(CC, C, C.c.id == CC.c.contact_id)
    .outerjoin(STAFF, STAFF.c.id == C.c.staff_id)
    .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == C.c.employer_id, live(EMPLOYERS)))
    .where(live(C))
    .order_by(C.c.on_date.desc(), C.c.id.desc())
)


@dataclass(frozen=True, slots=True)
class NextStep:
    """What follows a contact, by when, and since when it is done."""

    words: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact as the timeline has it, and beside that what this page says."""

    entry: TimelineEntry
    attended: bool
    outreach: bool
    others_present: str
    outcome: str
    next_step: NextStep | None

    @property
    def place(self) -> tuple[date, int]:
        """Where it stands among the others."""
        return self.entry.day, self.entry.key


@dataclass(frozen=True, slots=True)
class ContactPage:
    """Newest first; ``total`` counts all of the person's contacts, shown or not."""

    today: date
    lines: tuple[ContactLine, ...]
    total: int
    has_more: bool


def read_contacts_page(
    connection: Connection, client: int, today: date, after: tuple[date, int] | None
) -> ContactPage:
    """The first page, or the one after a contact."""
    statement = CONTACTS.where(CC.c.client_id == client)
    if after is not None:
        last = tuple_(literal(after[0]), literal(after[1]))
        statement = statement.where(tuple_(C.c.on_date, C.c.id) < last)
    rows = connection.execute(statement.limit(PAGE + 1)).all()
    total = int(connection.scalar(OF_CLIENT.where(CC.c.client_id == client)) or 0)
    return ContactPage(today, tuple(map(_line, rows[:PAGE])), total, len(rows) > PAGE)


def _line(row: Row[Any]) -> ContactLine:
    follows = row.next_action or row.next_action_due_on
    step = (
        NextStep(row.next_action or "", row.next_action_due_on, row.next_action_done_on) if follows else None
    )
    return ContactLine(
        contact_entry(row),
        bool(row.attended),
        bool(row.outreach),
        row.others_present or "",
        row.outcome or "",
        step,
    )
