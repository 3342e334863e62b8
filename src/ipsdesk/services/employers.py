"""Employers: the list, one employer's record, who is here already, and the people there who have left."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun
from ipsdesk.measures.terms import C
from ipsdesk.models import Employer, EmployerPerson, Partner
from ipsdesk.services.caseload_reading import who_am_i
from ipsdesk.services.employers_contacts import ContactsThere, read_contacts_there
from ipsdesk.services.employers_list import EmployerList, read_employers
from ipsdesk.services.employers_market import Events, LabourNotes, read_events, read_labour_notes
from ipsdesk.services.employers_record import EmployerRecord, read_employer
from ipsdesk.services.employers_similar import SimilarName, similar_names
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import access_of
from ipsdesk.services.roles import EVERYONE, STAFF, Service, allowed
from ipsdesk.services.saving import Saving, record_at, table_of

__all__ = ["ContactsThere", "EmployerList", "EmployerRecord", "Employers", "SimilarName"]

NAMED_ALIKE = {one.family.kind: table_of(one) for one in (Employer, Partner)}
"""The kinds of record of which somebody may type in one that is here already."""


class Employers(Service):
    """Who hires, whom we know there, and what is known of the labour market.

    Nobody is named here whose record this account opens only with a reason.
    """

    @allowed(*EVERYONE)
    def directory(self) -> EmployerList:
        """Every employer, as they stand today."""
        with self.workspace.transactions.read() as connection:
            asked = access_of(connection, self.workspace).asked
            me = self._me(connection)
            return read_employers(connection, self.workspace.today(), me, json.dumps(sorted(asked)))

    @allowed(*EVERYONE)
    def record(self, employer: int) -> EmployerRecord:
        """One employer's record; raises ``CannotRun`` for one that was removed."""
        with self.workspace.transactions.read() as connection:
            access = access_of(connection, self.workspace)
            return read_employer(connection, employer, access, self.workspace.today())

    @allowed(*EVERYONE)
    def contacts(self, employer: int, after: tuple[date, int]) -> ContactsThere:
        """The contacts with an employer that came before one, newest first."""
        with self.workspace.transactions.read() as connection:
            access = access_of(connection, self.workspace)
            which = C.c.employer_id == employer
            return read_contacts_there(connection, which, access, self.workspace.today(), after)

    @allowed(*STAFF)
    def similar(self, kind: str, name: str) -> tuple[SimilarName, ...]:
        """Which employers or partner agencies (by ``kind``) may be the one that is being typed in."""
        with self.workspace.transactions.read() as connection:
            return similar_names(connection, NAMED_ALIKE[kind], name)

    @allowed(*EVERYONE)
    def labour_notes(self) -> LabourNotes:
        """What is known of who hires for what, newest first."""
        with self.workspace.transactions.read() as connection:
            return read_labour_notes(connection, self.workspace.today())

    @allowed(*EVERYONE)
    def events(self) -> Events:
        """Talks and training for others, newest first, and what they come to in the last year."""
        with self.workspace.transactions.read() as connection:
            return read_events(connection, self.workspace.today())

    @allowed(*STAFF)
    def mark_left(self, person: int) -> Done:
        """Somebody at an employer has left today, or has not left after all.

        Raises ``CannotRun`` for a person that was removed.
        """
        space = self.workspace
        with space.transactions.begin() as connection:
            names, key = Names(connection), (EmployerPerson.family.kind, person)
            if not (row := names.row(key)) or row["removed_at"]:
                raise CannotRun("This person was removed. Nothing was changed.")
            record = record_at(connection, EmployerPerson, person)
            is_back = record["left_on"] is not None
            words = f"{names.which(key)} {'is there' if is_back else 'has left'}"
            saving = Saving(space, connection, words)
            saving.alter(EmployerPerson, record, {"left_on": None if is_back else space.today()})
        kinds = frozenset(saving.kinds)
        space.changes.announce(kinds)
        return Done(words, saving.at, kinds)

    def _me(self, connection: Connection) -> str:
        me = who_am_i(connection, self.workspace.actor.account, self.workspace.actor.name)
        return me[1] if me else ""
