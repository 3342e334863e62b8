"""Restricted records: who opens them as any other, who has to say why, and who covers for a colleague."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from ipsdesk.errors import CannotRun
from ipsdesk.measures.terms import live
from ipsdesk.models import Restriction
from ipsdesk.services.caseload_reading import uuid_of
from ipsdesk.services.restricted_access import (
    ACCOUNTS,
    CLIENTS,
    LIFTED,
    OPENED,
    RESTRICTED,
    RESTRICTIONS,
    access_of,
    note_on,
)
from ipsdesk.services.restricted_covers import (
    CoverChoices,
    Covered,
    choices,
    end_cover,
    read_covers,
    write_cover,
)
from ipsdesk.services.roles import EVERYONE, Role, Service, allowed
from ipsdesk.storage.audit import ENTRIES

IN_CHARGE = (Role.LEAD, Role.MANAGER)
RESTRICTION, COVER = frozenset({"restriction"}), frozenset({"cover"})


@dataclass(frozen=True, slots=True)
class RestrictionState:
    """A restricted record as seen from the account at the desk.

    ``reason`` is empty for whoever may neither read the record nor lift the restriction. ``needs_reason``:
    this account is asked for one. ``is_opened``: it gave one since it signed in.
    """

    client: int
    reference: str
    name: str
    since: datetime
    by: str
    reason: str
    needs_reason: bool
    is_opened: bool


class Restricted(Service):
    """Who may open which record; each of these is noted on the record or on the cover."""

    @allowed(*EVERYONE)
    def of(self, client: int) -> RestrictionState | None:
        """Since when, by whom and why a record is restricted; None where it is not.

        Raises ``CannotRun`` for somebody who was removed, as all of these do.
        """
        with self.workspace.transactions.read() as connection:
            uuid_of(connection, client)
            found = _restriction(connection, client)
            return self._state(connection, client, found) if found else None

    @allowed(*IN_CHARGE)
    def restrict(self, client: int, reason: str) -> None:
        """Ask everyone who does not work with the person for a reason from now on."""
        words = _given(reason, "Say why the record is to be restricted.")
        with self.workspace.transactions.begin() as connection:
            uuid_of(connection, client)
            if _restriction(connection, client):
                raise CannotRun("This record is restricted already. Nothing was changed.")
            connection.execute(insert(Restriction).values(client_id=client, reason=words))
            self._note(connection, client, RESTRICTED, _changed(None, words))
        self.workspace.opened.discard((self.workspace.actor.account, client))
        self.workspace.changes.announce(RESTRICTION)

    @allowed(*IN_CHARGE)
    def lift(self, client: int, reason: str) -> None:
        """Let the record be opened as any other again."""
        words = _given(reason, "Say why the restriction is to be lifted.")
        with self.workspace.transactions.begin() as connection:
            found = self._restricted(connection, client)
            connection.execute(
                update(Restriction)
                .where(RESTRICTIONS.c.id == found.id)
                .values(removed_at=self.workspace.now().isoformat(), version=found.version + 1)
            )
            self._note(connection, client, LIFTED, _changed(found.reason, None) | {"reason": words})
        self.workspace.changes.announce(RESTRICTION)

    @allowed(*EVERYONE)
    def open_with_reason(self, client: int, reason: str) -> None:
        """Open a restricted record for this account until the desk is closed."""
        words = _given(reason, "Say why you need this record.")
        with self.workspace.transactions.begin() as connection:
            self._restricted(connection, client)
            self._note(connection, client, OPENED, {"reason": words})
        self.workspace.opened.add((self.workspace.actor.account, client))
        self.workspace.changes.announce(RESTRICTION)

    # ---- cover --------------------------------------------------------------------------------------

    @allowed(*IN_CHARGE)
    def covers(self) -> tuple[Covered, ...]:
        """Every cover there was, is or will be, the latest first."""
        with self.workspace.transactions.read() as connection:
            return read_covers(connection, self.workspace.today())

    @allowed(*IN_CHARGE)
    def cover_choices(self) -> CoverChoices:
        """The accounts that may cover for a colleague, and the colleagues."""
        with self.workspace.transactions.read() as connection:
            return choices(connection, self.workspace.today())

    @allowed(*IN_CHARGE)
    def add_cover(self, account: int, colleague: int, from_on: date, to_on: date, reason: str) -> int:
        """Let an account open the restricted records of a colleague's people on these days; gives its key.

        Raises ``CannotRun`` for days that are over, backwards or more than sixty, for an account that may not
        see records, and for somebody's cover for themself.
        """
        words = _given(reason, "Say why the colleague is covered.")
        with self.workspace.transactions.begin() as connection:
            cover = write_cover(connection, self.workspace, account, colleague, (from_on, to_on), words)
        self.workspace.changes.announce(COVER)
        return cover

    @allowed(*IN_CHARGE)
    def end_cover(self, cover: int, reason: str) -> None:
        """End a cover now; raises ``CannotRun`` for one that has ended."""
        words = _given(reason, "Say why the cover ends.")
        with self.workspace.transactions.begin() as connection:
            end_cover(connection, self.workspace, cover, words)
        self.workspace.changes.announce(COVER)

    # ---- in the caller's transaction ----------------------------------------------------------------

    def _restricted(self, connection: Connection, client: int) -> Any:
        uuid_of(connection, client)
        found = _restriction(connection, client)
        if found is None:
            raise CannotRun("This record is not restricted. Nothing was changed; it opens as any other.")
        return found

    def _state(self, connection: Connection, client: int, found: Any) -> RestrictionState:
        access = access_of(connection, self.workspace)
        asked = client in access.asked
        hides = asked and self.workspace.actor.role not in IN_CHARGE
        reference, name = connection.execute(
            select(CLIENTS.c.reference, CLIENTS.c.name).where(CLIENTS.c.id == client)
        ).one()
        at, by = connection.execute(_noted(client)).one()
        since = datetime.fromisoformat(at)
        why = "" if hides else found.reason
        return RestrictionState(client, reference, name, since, by, why, asked, client in access.opened)

    def _note(self, connection: Connection, client: int, action: str, details: Mapping[str, Any]) -> None:
        record = ("client", client, uuid_of(connection, client))
        note_on(connection, self.workspace, action, record, details)


def _given(reason: str, otherwise: str) -> str:
    if not reason.strip():
        raise CannotRun(f"{otherwise} Nothing was changed.")
    return reason.strip()


def _changed(before: str | None, after: str | None) -> dict[str, Any]:
    return {"before": {"restriction": before}, "after": {"restriction": after}}


def _restriction(connection: Connection, client: int) -> Any:
    return connection.execute(
        select(RESTRICTIONS).where(live(RESTRICTIONS), RESTRICTIONS.c.client_id == client)
    ).first()


def _noted(client: int) -> Any:
    """When and by whom the record was restricted last."""
    noted = ENTRIES.c
    return (
        select(noted.at, ACCOUNTS.c.name)
        .outerjoin(ACCOUNTS, ACCOUNTS.c.id == noted.account_id)
        .where(noted.kind == "client", noted.record_id == client, noted.action == RESTRICTED)
        .order_by(noted.id.desc())
        .limit(1)
    )
