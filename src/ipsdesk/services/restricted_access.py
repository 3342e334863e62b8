"""Which records are restricted, and which of them this account opens only with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, or_, select, union_all

from ipsdesk.errors import ReasonNeeded
from ipsdesk.measures.terms import E, live, named_specialist_on, open_on, there_is, within
from ipsdesk.measures.window import LAST
from ipsdesk.models import Account, Client, Cover, Restriction
from ipsdesk.services.roles import Workspace

RESTRICTED, LIFTED, OPENED = "restricted", "restriction lifted", "opened restricted record"
"""What is done to a client's record, as the audit trail and `intake_conflicts.ONLY_READ` have it."""

RESTRICTED_RECORD = "Restricted record"

ACCOUNTS, CLIENTS, COVERS, RESTRICTIONS = (
    Account.__table__,
    Client.__table__,
    Cover.__table__,
    Restriction.__table__,
)
OF_ACCOUNT: BindParameter[int] = bindparam("account")
STANDS_FOR = union_all(
    select(ACCOUNTS.c.staff_id).where(ACCOUNTS.c.id == OF_ACCOUNT, ACCOUNTS.c.staff_id.is_not(None)),
    select(COVERS.c.staff_id).where(
        live(COVERS), COVERS.c.account_id == OF_ACCOUNT, within(LAST, COVERS.c.from_on, COVERS.c.to_on)
    ),
)
"""The account's own member of staff, and the colleagues it covers on the day."""

WORKS_WITH = or_(
    CLIENTS.c.key_worker_id.in_(STANDS_FOR),
    CLIENTS.c.care_coordinator_id.in_(STANDS_FOR),
    there_is(
        E,
        live(E),
        E.c.client_id == CLIENTS.c.id,
        open_on(LAST, E.c.received_on, E.c.closed_on),
        or_(E.c.declined_on.is_(None), E.c.declined_on >= LAST),
        named_specialist_on(LAST).in_(STANDS_FOR),
    ),
)
FOUND = (
    select(CLIENTS.c.id, WORKS_WITH.label("works_with"))
    .join(RESTRICTIONS, RESTRICTIONS.c.client_id == CLIENTS.c.id)
    .where(live(RESTRICTIONS))
)


@dataclass(frozen=True, slots=True)
class Access:
    """The clients whose records are restricted; ``asked``: those this account has to give a reason for.

    ``opened`` are those it has given one for since it signed in.
    """

    restricted: frozenset[int]
    asked: frozenset[int]
    opened: frozenset[int]


def access_of(connection: Connection, workspace: Workspace) -> Access:
    """What is restricted today, seen from the account at the desk."""
    account = workspace.actor.account
    found = connection.execute(FOUND, {"account": account, "last": workspace.today()}).all()
    strange = {client for client, works_with in found if not works_with}
    opened = {client for client in strange if (account, client) in workspace.opened}
    return Access(frozenset(client for client, _ in found), frozenset(strange - opened), frozenset(opened))


def refuse_without_reason(connection: Connection, workspace: Workspace, client: int) -> Access:
    """Stop before anything of a person's record is read; raises ``ReasonNeeded``."""
    access = access_of(connection, workspace)
    if client in access.asked:
        raise ReasonNeeded(client)
    return access


def note_on(
    connection: Connection,
    workspace: Workspace,
    action: str,
    record: tuple[str, int, str],
    details: Mapping[str, Any],
) -> None:
    """Write what was done to a record (its kind, key and identity) into the audit trail."""
    kind, id_, uuid = record
    workspace.audit.append(
        connection,
        account=workspace.actor.account,
        action=action,
        kind=kind,
        record_id=id_,
        record_uuid=uuid,
        details=details,
        at=workspace.now(),
    )
