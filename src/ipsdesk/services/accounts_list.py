"""The accounts of a unit, each with what it is linked to, when it was last used, and what state it is in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, Table, and_, func, or_, select

from ipsdesk.measures.terms import live
from ipsdesk.models import Account, AuditEntry, Client, Staff
from ipsdesk.services.roles import Role, Workspace
from ipsdesk.services.saving import ADDED, table_of
from ipsdesk.storage.keys import KeyFile

ACCOUNTS, STAFF, CLIENTS, ENTRIES = map(table_of, (Account, Staff, Client, AuditEntry))
SIGNED_IN, DISABLED, ENABLED, RECOVERED = "signed in", "disabled", "enabled", "recovered the account"
"""What is done with an account, as the audit trail says it."""
UNUSED_AFTER, DISABLED_AFTER = timedelta(days=30), timedelta(days=90)

_WHOSE = func.coalesce(ENTRIES.c.record_id, ENTRIES.c.account_id)
NEWEST_USES = (
    select(_WHOSE, func.max(ENTRIES.c.id), ENTRIES.c.at)
    .where(
        or_(
            and_(ENTRIES.c.kind == "unit", ENTRIES.c.action == SIGNED_IN),
            and_(ENTRIES.c.kind == "account", ENTRIES.c.action.in_((ADDED, ENABLED, RECOVERED))),
        )
    )
    .group_by(_WHOSE)
)
"""Account, number and time of the newest entry that shows it was used or dealt with."""


class State(StrEnum):
    """Whether an account opens the unit, and whether anybody seems to need it."""

    ACTIVE = "active"
    UNUSED = "not used for 30 days"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class Linked:
    """A member of staff or a client, by key and name."""

    key: int
    name: str


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account.

    ``since`` and ``why`` belong to a disabled one. ``has_key`` is False for somebody who has left: the
    account stays for the audit trail, but no passphrase opens the unit for it.
    """

    number: int
    name: str
    role: Role
    staff: Linked | None
    client: Linked | None
    decision: str | None
    created_at: datetime
    signed_in_at: datetime | None
    state: State
    since: datetime | None
    why: str
    has_key: bool
    is_me: bool
    is_last_manager: bool


def account_lines(connection: Connection, workspace: Workspace, keys: KeyFile) -> tuple[AccountLine, ...]:
    """Every account, those that open the unit first, by name."""
    used, signed_in = last_used(connection, workspace.now()), _signed_in(connection)
    why = _reasons(connection)
    managers, slots = active_managers(connection), {slot.number for slot in keys.slots}
    statement = (
        select(ACCOUNTS, STAFF.c.name.label("staff_name"), CLIENTS.c.name.label("client_name"))
        .join_from(ACCOUNTS, STAFF, ACCOUNTS.c.staff_id == STAFF.c.id, isouter=True)
        .join(CLIENTS, ACCOUNTS.c.client_id == CLIENTS.c.id, isouter=True)
        .where(live(ACCOUNTS))
        .order_by(ACCOUNTS.c.disabled_at.is_not(None), func.lower(ACCOUNTS.c.name))
    )
    return tuple(
        AccountLine(
            row.id,
            row.name,
            Role(row.role),
            _linked(row.staff_id, row.staff_name),
            _linked(row.client_id, row.client_name),
            row.decision,
            datetime.fromisoformat(row.created_at),
            signed_in.get(row.id),
            _state(row, used[row.id], workspace.now()),
            datetime.fromisoformat(row.disabled_at) if row.disabled_at else None,
            why.get(row.id, "") if row.disabled_at else "",
            row.id in slots,
            row.id == workspace.actor.account,
            managers == {row.id},
        )
        for row in connection.execute(statement)
    )


def _linked(key: int | None, name: str | None) -> Linked | None:
    return None if key is None else Linked(key, name or "")


def _state(row: Row[Any], used: datetime, now: datetime) -> State:
    if row.disabled_at:
        return State.DISABLED
    return State.UNUSED if now - used >= UNUSED_AFTER else State.ACTIVE


def active_managers(connection: Connection) -> set[int]:
    """The numbers of the accounts that may do everything."""
    is_active = and_(live(ACCOUNTS), ACCOUNTS.c.disabled_at.is_(None), ACCOUNTS.c.role == Role.MANAGER)
    return set(connection.scalars(select(ACCOUNTS.c.id).where(is_active)))


def people_of(connection: Connection, table: Table) -> tuple[Linked, ...]:
    """Members of staff or clients, by name."""
    found = connection.execute(select(table.c.id, table.c.name).where(live(table)).order_by(table.c.name))
    return tuple(Linked(*row) for row in found)


# ---- what the audit trail knows of them -----------------------------------------------------------------


def _signed_in(connection: Connection) -> dict[int, datetime]:
    """When each account signed in last."""
    newest = (
        select(ENTRIES.c.account_id, func.max(ENTRIES.c.id), ENTRIES.c.at)
        .where(ENTRIES.c.kind == "unit", ENTRIES.c.action == SIGNED_IN, ENTRIES.c.account_id.is_not(None))
        .group_by(ENTRIES.c.account_id)
    )
    return {account: datetime.fromisoformat(at) for account, _, at in connection.execute(newest)}


def last_used(connection: Connection, now: datetime) -> dict[int, datetime]:
    """When each account was made, enabled or signed in last.

    The trail is in the order things happened, whatever the clock said: an entry is no earlier than any before
    it. So an account used while the clock stood years back doesn't look unused for years.
    """
    uses = {account: (number, at) for account, number, at in connection.execute(NEWEST_USES)}
    found = {}
    for number, made in connection.execute(select(ACCOUNTS.c.id, ACCOUNTS.c.created_at)):
        entry, at = uses.get(number, (0, made))
        used = datetime.fromisoformat(max(made, at))
        if now - used >= UNUSED_AFTER:
            latest = select(func.max(ENTRIES.c.at)).where(ENTRIES.c.id <= entry)
            used = max(used, datetime.fromisoformat(connection.scalar(latest) or at))
        found[number] = used
    return found


def _reasons(connection: Connection) -> dict[int, str]:
    """Why each account was disabled last."""
    words = func.json_extract(ENTRIES.c.details, "$.reason")
    newest = (
        select(ENTRIES.c.record_id, func.max(ENTRIES.c.id), words)
        .where(ENTRIES.c.kind == "account", ENTRIES.c.action == DISABLED)
        .group_by(ENTRIES.c.record_id)
    )
    return {account: why or "" for account, _, why in connection.execute(newest)}
