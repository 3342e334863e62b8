"""Contacts beyond their form: what is known of a new one, their clinical text, what is not entered yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, select

from ipsdesk.errors import CannotRun
from ipsdesk.measures.terms import CC, C, live
from ipsdesk.models import Client, Contact, Employer, Staff
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_reading import who_am_i
from ipsdesk.services.caseload_words import CONTACT_WORDS, counted, how_and_where
from ipsdesk.services.contacts_text import ToldContact, clinical_text
from ipsdesk.services.editing_form import Plain
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import Access, access_of, refuse_without_reason
from ipsdesk.services.roles import EVERYONE, STAFF, Service, allowed
from ipsdesk.services.saving import Saving, records_at, table_of
from ipsdesk.services.trail_notes import Out, Way, write_out

AT_MOST = 1_000
"""The newest so many are listed, one's own before the others'."""

CLINICAL_TEXT = "contacts as clinical text"
NOBODY = -1
"""No member of staff has this key."""

CLIENTS, STAFF_TABLE, EMPLOYERS = table_of(Client), table_of(Staff), table_of(Employer)


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact that is still to be entered on the clinical system; ``people`` are those it names."""

    id: int
    on: date
    people: tuple[str, ...]
    words: str
    note: str
    who: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class NotEntered:
    """What is not on the clinical system yet, the newest first.

    ``total`` and ``mine`` count all of it; ``withheld`` are contacts of restricted records, which are not
    told here and not counted.
    """

    lines: tuple[ContactLine, ...]
    total: int
    mine: int
    withheld: int


class Contacts(Service):
    """What is done with contacts once they are recorded, and what a new one begins with."""

    @allowed(*STAFF)
    def known(self, client: int | None) -> Mapping[str, Plain]:
        """What a new contact begins with: today, oneself, the person on screen if there is one."""
        space = self.workspace
        with space.transactions.read() as connection:
            if client is not None:
                refuse_without_reason(connection, space, client)
            me = who_am_i(connection, space.actor.account, space.actor.name)
        people: dict[str, Plain] = {} if client is None else {"client_ids": [str(client)]}
        staff: dict[str, Plain] = {} if me is None else {"staff_id": str(me[0])}
        return {"on_date": space.today(), "kind": "client", "attended": True, **staff, **people}

    @allowed(*EVERYONE)
    def clinical_text(self, contacts: Sequence[int], about: int | None = None) -> str:
        """These contacts as plain sentences, oldest first; ``about`` one client, else about each they name.

        Noted in the audit trail of each. Raises ``ReasonNeeded`` for a restricted record, ``CannotRun`` where
        there is none to tell.
        """
        with self.workspace.transactions.begin() as connection:
            told = list(_told(connection, contacts))
            wanted = [(client, contact) for client, contact in told if about in (None, client.id)]
            counts = Counter(client.id for client, _ in wanted)
            for client, count in counts.items():
                write_out(connection, self.workspace, Out(CLINICAL_TEXT, Way.TEXT, rows=count, about=client))
        if not wanted:
            raise CannotRun("These contacts name nobody. Nothing was copied.")
        return _text(wanted)

    @allowed(*EVERYONE)
    def not_entered(self) -> NotEntered:
        """The contacts about clients, attempts among them, that are not on the clinical system yet."""
        space = self.workspace
        with space.transactions.read() as connection:
            access = access_of(connection, space)
            me = who_am_i(connection, space.actor.account, space.actor.name)
            return _read_not_entered(connection, access, me[0] if me else None, space.today())

    @allowed(*STAFF)
    def mark_entered(self, contacts: Collection[int], on: date) -> Done:
        """Say that these were entered on the clinical system on a day, as one change.

        Raises ``CannotRun`` for a day still to come or before one of them, ``ReasonNeeded``.
        """
        space = self.workspace
        if on > space.today():
            raise CannotRun(f"{shown_day(on)} is still to come. Nothing was changed. Give an earlier day.")
        with space.transactions.begin() as connection:
            saving = self._mark(connection, contacts, on)
        kinds = frozenset({Contact.family.kind})
        space.changes.announce(kinds)
        return Done(saving.words, saving.at, kinds)

    def _mark(self, connection: Connection, contacts: Collection[int], on: date) -> Saving:
        names = Names(connection)
        keys = [("contact", id_) for id_ in contacts]
        names.learn(keys)
        for client in {client for key in keys for client in names.people(key)}:
            refuse_without_reason(connection, self.workspace, client)
        records = [one for one in records_at(connection, Contact, contacts) if not one["removed_at"]]
        if early := next((one for one in records if one["on_date"] > on), None):
            raise CannotRun(
                f"A contact of {shown_day(early['on_date'])} can't have been entered on {shown_day(on)}. "
                "Nothing was changed. Give a later day."
            )
        what = names.record(keys[0]) if len(records) == 1 else counted(len(records), "contact")
        saving = Saving(self.workspace, connection, f"{what}, entered on the clinical system")
        for record in records:
            saving.alter(Contact, record, {"entered_on": on})
        return saving


# ---- clinical text --------------------------------------------------------------------------------


def _told(connection: Connection, contacts: Sequence[int]) -> Iterator[tuple[Row[Any], ToldContact]]:
    """Each contact with each client it names, oldest first, person by person."""
    found = connection.execute(
        select(C, STAFF_TABLE.c.name.label("who"), STAFF_TABLE.c.role, EMPLOYERS.c.name.label("employer"))
        .outerjoin(STAFF_TABLE, STAFF_TABLE.c.id == C.c.staff_id)
        .outerjoin(EMPLOYERS, EMPLOYERS.c.id == C.c.employer_id)
        .where(live(C), C.c.id.in_(contacts))
        .order_by(C.c.on_date, C.c.id)
    ).all()
    named = _people(connection, contacts)
    pairs = [(client, _contact(row, named[row.id])) for row in found for client in named.get(row.id, ())]
    yield from sorted(pairs, key=lambda pair: pair[0].name.casefold())


def _contact(row: Row[Any], people: Sequence[Row[Any]]) -> ToldContact:
    return ToldContact(
        row.on_date, row.kind, row.attended, row.mode, row.by, row.who or "", row.role or "",
        tuple(one.name for one in people), row.employer or "", row.place, row.minutes, row.note or "",
        row.others_present or "", row.outcome or "", row.next_action or "",
        row.next_action_due_on, row.next_action_done_on, bool(row.outreach),
    )  # fmt: skip


def _text(wanted: Sequence[tuple[Row[Any], ToldContact]]) -> str:
    """The texts, under the person's name where they are about several."""
    several = len({client.id for client, _ in wanted}) > 1
    parts, before = [], None
    for client, contact in wanted:
        if several and client.id != before:
            number = client.nhs_number
            known = f"NHS number {number[:3]} {number[3:6]} {number[6:]}" if number else client.reference
            parts.append(f"{client.name}, {known}")
            before = client.id
        parts.append(clinical_text(contact, client.name))
    return "\n\n".join(parts)


# ---- not entered yet ------------------------------------------------------------------------------


def _read_not_entered(connection: Connection, access: Access, me: int | None, today: date) -> NotEntered:
    is_mine = func.coalesce(C.c.staff_id == (me or NOBODY), False)
    named = select(CC.c.contact_id).join(CLIENTS, CLIENTS.c.id == CC.c.client_id).where(live(CLIENTS))
    withheld = select(CC.c.contact_id).where(CC.c.client_id.in_(access.asked))
    waiting = [live(C), C.c.entered_on.is_(None), C.c.on_date <= today, C.c.id.in_(named)]
    told = [*waiting, C.c.id.not_in(withheld)]
    total, mine = connection.execute(select(func.count(), func.total(is_mine)).where(*told)).one()
    kept_back = connection.scalar(select(func.count()).where(*waiting, C.c.id.in_(withheld))) or 0
    found = connection.execute(
        select(C, is_mine.label("is_mine"), STAFF_TABLE.c.name.label("who"))
        .outerjoin(STAFF_TABLE, STAFF_TABLE.c.id == C.c.staff_id)
        .where(*told)
        .order_by(is_mine.desc(), C.c.on_date.desc(), C.c.id.desc())
        .limit(AT_MOST)
    ).all()
    people = _people(connection, [row.id for row in found])
    lines = sorted((_line(row, people[row.id]) for row in found), key=lambda line: line.on, reverse=True)
    return NotEntered(tuple(lines), total, int(mine), kept_back)


def _people(connection: Connection, contacts: Collection[int]) -> Mapping[int, list[Any]]:
    """The clients that are still there, by the contact that names them."""
    named: dict[int, list[Any]] = {}
    for row in connection.execute(
        select(CC.c.contact_id, CLIENTS.c.id, CLIENTS.c.name, CLIENTS.c.nhs_number, CLIENTS.c.reference)
        .join(CLIENTS, CLIENTS.c.id == CC.c.client_id)
        .where(live(CLIENTS), CC.c.contact_id.in_(contacts))
        .order_by(CC.c.contact_id, CC.c.position)
    ):
        named.setdefault(row.contact_id, []).append(row)
    return named


def _line(row: Row[Any], people: Sequence[Row[Any]]) -> ContactLine:
    attended = "" if row.attended else "not attended"
    parts = (CONTACT_WORDS.get(row.kind, row.kind), how_and_where(row.mode, row.place), attended)
    return ContactLine(
        row.id,
        row.on_date,
        tuple(one.name for one in people),
        ", ".join(part for part in parts if part),
        row.note or "",
        row.who or "",
        bool(row.is_mine),
    )
