"""The contacts with an employer or a partner, page by page, with what may be read of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, literal, select, tuple_

from ipsdesk.measures.terms import CC, C, live
from ipsdesk.models import Client, EmployerPerson, Staff, Vacancy
from ipsdesk.services.pathway_contacts import NextStep
from ipsdesk.services.restricted_access import RESTRICTED_RECORD, Access

CLIENTS, PEOPLE, STAFF, VACANCIES = (
    Client.__table__,
    EmployerPerson.__table__,
    Staff.__table__,
    Vacancy.__table__,
)
PAGE = 50
CONTACTS = (
    select(
        C,
        STAFF.c.name.label("staff"),
        PEOPLE.c.name.label("person"),
        PEOPLE.c.job_title,
        VACANCIES.c.title.label("vacancy"),
    )
    .outerjoin(STAFF, STAFF.c.id == C.c.staff_id)
    .outerjoin(PEOPLE, and_(PEOPLE.c.id == C.c.employer_person_id, live(PEOPLE)))
    .outerjoin(VACANCIES, and_(VACANCIES.c.id == C.c.vacancy_id, live(VACANCIES)))
    .where(live(C))
    .order_by(C.c.on_date.desc(), C.c.id.desc())
)


@dataclass(frozen=True, slots=True)
class ContactThere:
    """One contact: when, how, by whom of us, with whom there, for whom, what came of it and what follows.

    Where it is about somebody whose record is restricted from this account, ``is_withheld``: neither the
    name nor what was said is told.
    """

    id: int
    on: date
    kind: str
    attended: bool
    mode: str
    by: str
    purpose: str
    matches_plan: bool | None
    staff: str
    person: str
    vacancy: str
    people: tuple[str, ...]
    note: str
    outcome: str
    next_step: NextStep | None
    is_withheld: bool

    @property
    def place(self) -> tuple[date, int]:
        """Where it stands among the others."""
        return self.on, self.id


@dataclass(frozen=True, slots=True)
class ContactsThere:
    """Newest first; ``total`` counts all of them, shown or not."""

    today: date
    lines: tuple[ContactThere, ...]
    total: int
    has_more: bool


def read_contacts_there(
    connection: Connection,
    which: ColumnElement[bool],
    access: Access,
    today: date,
    after: tuple[date, int] | None = None,
) -> ContactsThere:
    """The first page of the contacts that are so, or the one after a contact."""
    statement = CONTACTS.where(which)
    if after is not None:
        last = tuple_(literal(after[0]), literal(after[1]))
        statement = statement.where(tuple_(C.c.on_date, C.c.id) < last)
    rows = connection.execute(statement.limit(PAGE + 1)).all()
    total = int(connection.scalar(select(func.count()).select_from(C).where(live(C), which)) or 0)
    named = people_named(connection, CC, CC.c.contact_id, [row.id for row in rows])
    lines = tuple(_line(row, named.get(row.id, ()), access) for row in rows[:PAGE])
    return ContactsThere(today, lines, total, len(rows) > PAGE)


def people_named(
    connection: Connection, links: Any, owner: Any, ids: Sequence[int]
) -> Mapping[int, Sequence[tuple[int, str]]]:
    """The clients still there, by key and name, that each of these records names."""
    found: dict[int, list[tuple[int, str]]] = {}
    statement = (
        select(owner, CLIENTS.c.id, CLIENTS.c.name)
        .join(CLIENTS, CLIENTS.c.id == links.c.client_id)
        .where(live(CLIENTS), owner.in_(ids))
        .order_by(owner, links.c.position)
    )
    for id_, client, name in connection.execute(statement):
        found.setdefault(id_, []).append((client, name))
    return found


def shown_names(people: Sequence[tuple[int, str]], access: Access) -> tuple[str, ...]:
    """Their names, as far as this account may know them here."""
    return tuple(RESTRICTED_RECORD if client in access.asked else name for client, name in people)


def _line(row: Row[Any], people: Sequence[tuple[int, str]], access: Access) -> ContactThere:
    withheld = any(client in access.asked for client, _ in people)
    follows = row.next_action or row.next_action_due_on
    words = "" if withheld else row.next_action or ""
    person = ", ".join(part for part in (row.person, row.job_title) if part)
    return ContactThere(
        row.id, row.on_date, row.kind, bool(row.attended), row.mode or "", row.by, row.purpose or "",
        row.matches_plan, row.staff or "", person, "" if withheld else row.vacancy or "",
        shown_names(people, access), "" if withheld else row.note or "",
        "" if withheld else row.outcome or "",
        NextStep(words, row.next_action_due_on, row.next_action_done_on) if follows else None,
        withheld,
    )  # fmt: skip
