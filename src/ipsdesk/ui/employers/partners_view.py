"""The directory of partner agencies, with what was done together counted, and the contacts with each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from ipsdesk.rules.codes import PARTNER_KINDS
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import counted, short_day
from ipsdesk.services.editing import Plain
from ipsdesk.services.employers_contacts import ContactsThere
from ipsdesk.services.partners import PartnerList, PartnerRow
from ipsdesk.ui.employers.contacts_part import ContactsPart
from ipsdesk.ui.employers.lines import together
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.painting import RIGHT

CONTACT, AGENCY = "contact", "partner agency"
CONTACT_OF = {"benefits advice": "benefits advice", "careers advice": "careers advice"}
"""The kind of contact that a contact with an agency of a kind usually is; with others it is an agency's."""


class PartnersView(DetailView):
    """Jobcentre Plus, advice, careers, training, colleges and other providers."""

    title: ClassVar[str] = "Partners"
    kind: ClassVar[str] = AGENCY
    adds: ClassVar[str] = "Add partner"
    finds: ClassVar[str] = "a partner by name, kind or contact person"
    nouns: ClassVar[tuple[str, str]] = ("partner", "partners")
    nothing: ClassVar[str] = "Choose a partner to see what was done together"

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        self.contacts = ContactsPart(
            self._theme, "Done together", "No contact names this partner yet.", self.doing
        )
        self.contacts.add_button("Add contact", self._add_contact, "plus")
        self.contacts.add_ticking()
        self.contacts.set_may_change(may=self.may_change)
        self.card.add_section(self.contacts)
        self.contacts.more_wanted.connect(self._read_more)

    def listing(self, today: Callable[[], date]) -> Listing[PartnerRow]:
        columns = (
            Column[PartnerRow]("Partner", lambda one: one.name, width=230, second=_kind_of, name=True),
            Column[PartnerRow]("Contacts\nin a year", lambda one: one.contacts_in_year, width=85,
                               align=RIGHT),
            Column[PartnerRow]("People\nin a year", lambda one: one.people_in_year, width=85, align=RIGHT,
                               gives_way=1),
            Column[PartnerRow](
                "Last contact",
                lambda one: one.last_contact_on,
                lambda one: short_day(one.last_contact_on, today()) if one.last_contact_on else "",
                width=105,
            ),
            Column[PartnerRow]("Contact person", lambda one: one.contact_person, width=190, second=_reached,
                               gives_way=2),
        )  # fmt: skip
        filters = [
            Filter("All", everything),
            *(Filter(_sentence(one), partial(_is, one)) for one in PARTNER_KINDS),
        ]
        return Listing(
            "Partners", columns, "No partner yet: add the first one", lambda one: one.partner, filters,
            Height.CASELOAD_ROW, fits=_fits,
        )  # fmt: skip

    def read(self) -> PartnerList:
        return self._at.desk.partners.directory()

    def rows_of(self, read: PartnerList) -> Sequence[PartnerRow]:
        return read.partners

    def words_of(self, read: PartnerList) -> str:
        done = sum(one.contacts_in_year for one in read.partners)
        return f"{counted(len(read.partners), 'partner')} · {counted(done, 'contact')} in a year"

    def details(self, row: PartnerRow) -> tuple[str, str, Details]:
        whom = f", for {_people(row.people_in_year)}" if row.people_in_year else ""
        joint = f"{counted(row.contacts_in_year, 'contact')} in a year{whom}"
        last = f"{joint}, the last on {shown_day(row.last_contact_on)}" if row.last_contact_on else "None yet"
        fields = [
            ("Joint working", last),
            ("Contact person", row.contact_person),
            ("Phone", row.phone),
            ("Email", row.email),
            ("Note", row.note),
        ]
        return row.name, _kind_of(row), fields

    def show_row(self, row: PartnerRow) -> None:
        super().show_row(row)
        self.reading.ask("contacts", partial(self._of, row.partner), self.contacts.show_first)

    def _read_more(self) -> None:
        if isinstance(self.chosen, PartnerRow):
            read = partial(self._of, self.chosen.partner, self.contacts.shown[-1].place)
            self.reading.ask("contacts", read, self.contacts.show_more)

    def _of(self, partner: int, after: tuple[date, int] | None = None) -> ContactsThere:
        return self._at.desk.partners.contacts(partner, after)

    def _add_contact(self) -> None:
        if isinstance(self.chosen, PartnerRow):
            known: Mapping[str, Plain] = self._at.desk.contacts.known(None)
            kind = CONTACT_OF.get(self.chosen.kind, AGENCY)
            self.doing.add(CONTACT, **{**known, "kind": kind, "partner_id": str(self.chosen.partner)})


def _is(kind: str, row: PartnerRow) -> bool:
    return row.kind == kind


def _sentence(kind: str) -> str:
    return kind[:1].upper() + kind[1:]


def _kind_of(row: PartnerRow) -> str:
    return _sentence(row.kind)


def _reached(row: PartnerRow) -> str:
    return together(row.phone, row.email)


def _people(count: int) -> str:
    return f"{count:,} {'person' if count == 1 else 'people'}"


def _fits(row: Any, typed: Sequence[str]) -> bool:
    text = plain(f"{row.name}\n{row.kind}\n{row.contact_person}\n{row.reference}")
    return all(plain(part) in text for part in typed)
