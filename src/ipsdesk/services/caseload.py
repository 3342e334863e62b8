"""The caseload: the list of people with its filters, one person's record, and what has happened with them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from ipsdesk.services.caseload_entries import EntryKind
from ipsdesk.services.caseload_finding import FoundPerson, find_people
from ipsdesk.services.caseload_list import CaseloadList, read_list
from ipsdesk.services.caseload_reading import uuid_of, who_am_i
from ipsdesk.services.caseload_record import ClientRecord, read_record
from ipsdesk.services.caseload_timeline import PAGE, Timeline, Wanted, read_timeline
from ipsdesk.services.restricted_access import access_of, refuse_without_reason
from ipsdesk.services.restricted_rows import shown_found, shown_list, shown_record
from ipsdesk.services.roles import EVERYONE, Role, Service, allowed
from ipsdesk.storage.audit import ENTRIES

VIEWED = "viewed"
VIEWED_AGAIN_AFTER = timedelta(minutes=10)
"""A record that somebody keeps coming back to is noted once in this time."""


class Caseload(Service):
    """Whom the unit supports, how each of them stands, and the way so far."""

    @allowed(*EVERYONE)
    def people(self) -> CaseloadList:
        """Everyone who was ever referred, as they stand today."""
        with self.workspace.transactions.read() as connection:
            people = read_list(connection, self.workspace.today(), self._me(connection))
            return shown_list(people, access_of(connection, self.workspace))

    @allowed(*EVERYONE)
    def record(self, client: int) -> ClientRecord:
        """One person's record as it stands today.

        Raises ``CannotRun`` for somebody who was removed, ``ReasonNeeded`` for a restricted record.
        """
        with self.workspace.transactions.read() as connection:
            access = refuse_without_reason(connection, self.workspace, client)
            record = read_record(connection, self.workspace.today(), self._me(connection), client)
            return shown_record(record, access)

    @allowed(*EVERYONE)
    def timeline(
        self,
        client: int,
        kinds: Collection[EntryKind] | None = None,
        *,
        before: date | None = None,
        limit: int = PAGE,
    ) -> Timeline:
        """What has happened with a person, newest first; ``kinds`` and ``before`` None: all.

        ``limit`` entries (at least 1), and the rest of the last of their days. What a person said of risk is
        not shown to an auditor. Raises as ``record`` does.
        """
        with self.workspace.transactions.read() as connection:
            refuse_without_reason(connection, self.workspace, client)
            chosen = frozenset(EntryKind if kinds is None else kinds)
            uuid_of(connection, client)
            wanted = Wanted(chosen, before or date.max, limit, self.workspace.actor.role is not Role.AUDITOR)
            return read_timeline(connection, client, self.workspace.today(), wanted)

    @allowed(*EVERYONE)
    def find(self, words: str) -> tuple[FoundPerson, ...]:
        """At most twenty people by any part of their name or reference, whatever the case and the accents."""
        with self.workspace.transactions.read() as connection:
            found = find_people(connection, self.workspace.today(), words)
            return shown_found(found, access_of(connection, self.workspace))

    @allowed(*EVERYONE)
    def note_viewed(self, client: int) -> bool:
        """Note in the audit trail that this account looked at a record; False if it was noted just now.

        Raises as ``record`` does.
        """
        space = self.workspace
        now = space.now()
        with space.transactions.begin() as connection:
            refuse_without_reason(connection, space, client)
            uuid = uuid_of(connection, client)
            if self._noted_since(connection, client):
                return False
            space.audit.append(
                connection,
                account=space.actor.account,
                action=VIEWED,
                kind="client",
                record_id=client,
                record_uuid=uuid,
                details={},
                at=now,
            )
        return True

    def _noted_since(self, connection: Connection, client: int) -> bool:
        now = self.workspace.now()
        noted = ENTRIES.c
        recent = select(func.count()).where(
            noted.record_id == client,
            noted.kind == "client",
            noted.action == VIEWED,
            noted.account_id == self.workspace.actor.account,
            noted.at > (now - VIEWED_AGAIN_AFTER).isoformat(),
            noted.at <= now.isoformat(),
        )
        return bool(connection.scalar(recent))

    def _me(self, connection: Connection) -> tuple[int, str] | None:
        actor = self.workspace.actor
        return who_am_i(connection, actor.account, actor.name)
