"""The week of employer contacts: each of us against the mark, signed off by the lead; what a contact does."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from ipsdesk.models import LogReview
from ipsdesk.services.employer_clock import ClockStop, stops
from ipsdesk.services.employer_week_charts import make_pictures
from ipsdesk.services.employer_week_reading import (
    EMPLOYERS,
    WeekContact,
    WeekOfContacts,
    read_week,
    read_week_contacts,
)
from ipsdesk.services.employer_week_signing import SIGN_OFF, write_sign_off
from ipsdesk.services.records import Done
from ipsdesk.services.restricted_access import access_of
from ipsdesk.services.roles import EVERYONE, STAFF, Service, allowed
from ipsdesk.services.scorecards_chart import Chart


@dataclass(frozen=True, slots=True)
class Beforehand:
    """What is to be known before a contact is saved: whom not to contact and why, whose clocks it stops."""

    spared: str
    reason: str
    clocks: tuple[ClockStop, ...]


class EmployerWeek(Service):
    """Contacts with employers week by week. Nobody is named whose record is restricted from this account."""

    @allowed(*EVERYONE)
    def week(self, first: date) -> WeekOfContacts:
        """Everybody's week from a Monday."""
        with self.workspace.transactions.read() as connection:
            return read_week(connection, first, self.workspace.today())

    @allowed(*EVERYONE)
    def contacts(self, staff: int, first: date) -> tuple[WeekContact, ...]:
        """The contacts of one of us in that week; ``staff`` 0: those of which it is not said whose."""
        with self.workspace.transactions.read() as connection:
            return read_week_contacts(connection, staff, first, access_of(connection, self.workspace))

    @allowed(*EVERYONE)
    def pictures(self) -> tuple[Chart, ...]:
        """Contacts a week against their mark, from first contact to job, how varied the jobs are."""
        with self.workspace.transactions.read() as connection:
            return make_pictures(connection, self.workspace.today())

    @allowed(*STAFF)
    def before_contact(
        self, employer: int | None, clients: Collection[int], on: date | None, changed: int | None = None
    ) -> Beforehand:
        """What a contact face to face would do; ``on`` None: it stops no clock.

        ``changed`` is the contact's key where it is there already.
        """
        space = self.workspace
        with space.transactions.read() as connection:
            open_to_me = set(clients) - set(access_of(connection, space).asked)
            clocks = stops(connection, open_to_me, on, changed) if on and open_to_me else []
            spared, reason = _spared(connection, employer)
        return Beforehand(spared, reason, tuple(clocks))

    @allowed(*SIGN_OFF)
    def sign_off(self, staff: int, first: date) -> Done:
        """Say that the contacts of one of us in a week were gone through today.

        A second time the sign-off takes today's date. Raises ``CannotRun`` for a day that is no Monday, a
        week still to come, somebody who was removed.
        """
        space = self.workspace
        with space.transactions.begin() as connection:
            saving = write_sign_off(connection, space, staff, first)
        kinds = frozenset(saving.kinds or {LogReview.family.kind})
        space.changes.announce(kinds)
        return Done(f"Signed off: {saving.words}", saving.at, kinds)


def _spared(connection: Connection, employer: int | None) -> tuple[str, str]:
    """The name of an employer whom nobody should contact, and why; nothing for any other."""
    own = EMPLOYERS.c
    row = connection.execute(
        select(own.name, own.do_not_contact_reason).where(own.id == employer, own.do_not_contact.is_(True))
    ).first()
    return (row.name, row.do_not_contact_reason or "") if row else ("", "")
