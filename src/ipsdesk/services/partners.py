"""Partner agencies: the directory, with what was done together counted, and the contacts with each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, Date, func, select

from ipsdesk.errors import CannotRun
from ipsdesk.measures.terms import CC, C, live
from ipsdesk.models import Partner
from ipsdesk.services.employers_contacts import ContactsThere, read_contacts_there
from ipsdesk.services.restricted_access import access_of
from ipsdesk.services.roles import EVERYONE, Service, allowed

__all__ = ["PartnerList", "PartnerRow", "Partners"]

PARTNERS = Partner.__table__
YEAR = timedelta(days=365)
GONE = "This partner has been removed. Tools, Removed records can bring it back."


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One agency; ``contacts_in_year`` and ``people_in_year`` are what was done together in 365 days:
    attended contacts that name it, and the different people they were for."""

    partner: int
    reference: str
    name: str
    kind: str
    contact_person: str
    phone: str
    email: str
    note: str
    last_contact_on: date | None
    contacts_in_year: int
    people_in_year: int


@dataclass(frozen=True, slots=True)
class PartnerList:
    """Every agency by name."""

    today: date
    partners: tuple[PartnerRow, ...]


class Partners(Service):
    """Jobcentre Plus, advice, careers, training, colleges and other providers."""

    @allowed(*EVERYONE)
    def directory(self) -> PartnerList:
        """The whole directory."""
        today = self.workspace.today()
        with self.workspace.transactions.read() as connection:
            return PartnerList(today, tuple(_rows(connection, today)))

    @allowed(*EVERYONE)
    def contacts(self, partner: int, after: tuple[date, int] | None = None) -> ContactsThere:
        """The contacts that name an agency, newest first; raises ``CannotRun`` for one that was removed."""
        with self.workspace.transactions.read() as connection:
            there = select(PARTNERS.c.id).where(live(PARTNERS), PARTNERS.c.id == partner)
            if connection.scalar(there) is None:
                raise CannotRun(GONE)
            access = access_of(connection, self.workspace)
            which = C.c.partner_id == partner
            return read_contacts_there(connection, which, access, self.workspace.today(), after)


def _rows(connection: Connection, today: date) -> list[PartnerRow]:
    attended = (live(C), C.c.partner_id.is_not(None), C.c.attended.is_(True), C.c.on_date <= today)
    in_year = C.c.on_date > today - YEAR
    met = (
        select(
            C.c.partner_id,
            func.max(C.c.on_date, type_=Date).label("latest"),
            func.count(C.c.id.distinct()).filter(in_year).label("contacts"),
            func.count(CC.c.client_id.distinct()).filter(in_year).label("people"),
        )
        .outerjoin(CC, CC.c.contact_id == C.c.id)
        .where(*attended)
        .group_by(C.c.partner_id)
        .subquery("met")
    )
    rows = connection.execute(
        select(PARTNERS, met.c.latest, met.c.contacts, met.c.people)
        .outerjoin(met, met.c.partner_id == PARTNERS.c.id)
        .where(live(PARTNERS))
        .order_by(func.lower(PARTNERS.c.name), PARTNERS.c.id)
    )
    return [
        PartnerRow(row.id, row.reference, row.name, row.kind or "", row.contact_person or "", row.phone or "",
                   row.email or "", row.note or "", row.latest, row.contacts or 0, row.people or 0)
        for row in rows
    ]  # fmt: skip
