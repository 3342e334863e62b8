"""Changes of accounts and their key slots, saved together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, func, select, update

from ipsdesk.errors import DeskError
from ipsdesk.models import Account
from ipsdesk.services.accounts_list import ACCOUNTS, ENTRIES
from ipsdesk.services.roles import Workspace
from ipsdesk.services.saving import Values, kept_records, record_at
from ipsdesk.storage.key_slots import RECOVERY, Argon2Cost, plain_name
from ipsdesk.storage.keys import KeyFile, write_keys
from ipsdesk.storage.opening import Opened


def save_with_keys(opened: Opened, keys: KeyFile, change: Callable[[Connection], None]) -> None:
    """Make a change of the records and write the key slots that go with it.

    The slots are written last: a crash between the two leaves a slot without an account, which opens nothing.
    Raises what ``change`` raises, and ``NoSpace``, ``ReadOnly`` or ``CannotRun``; nothing was changed then.
    """
    before = opened.keys
    try:
        with opened.transactions.begin() as connection:
            change(connection)
            write_keys(opened.unit, keys)
    except BaseException:
        with suppress(DeskError):
            write_keys(opened.unit, before)
        raise
    opened.keys = keys


def keys_of_accounts(connection: Connection, opened: Opened) -> KeyFile:
    """The slots without those that an interrupted change left behind."""
    known, keys = set(connection.scalars(select(ACCOUNTS.c.id))) | {RECOVERY}, opened.keys
    for slot in keys.slots:
        if slot.number not in known:
            keys = keys.without_account(slot.number, opened.data_key)
    return keys


def with_passphrase(
    keys: KeyFile, account: Values, passphrase: str, opened: Opened, cost: Argon2Cost
) -> KeyFile:
    """The slots with this passphrase for an account, whether it has one already or lost it."""
    if any(slot.number == account["id"] for slot in keys.slots):
        return keys.with_new_passphrase(account["id"], passphrase, opened.data_key, cost)
    return keys.with_account(account["id"], account["name"], passphrase, opened.data_key, cost)


def free_number(connection: Connection, keys: KeyFile) -> int:
    """A number no account ever had, not even one of which only the audit trail is left."""
    used = [slot.number for slot in keys.slots]
    used += [connection.scalar(select(func.max(ACCOUNTS.c.id))) or 0]
    used += [connection.scalar(select(func.max(ENTRIES.c.account_id))) or 0]
    about = select(func.max(ENTRIES.c.record_id)).where(ENTRIES.c.kind == "account")
    used += [connection.scalar(about) or 0]
    return max(used) + 1


def account_at(connection: Connection, number: int) -> Values:
    """An account as it is kept."""
    return record_at(connection, Account, number)


def account_named(connection: Connection, name: str) -> Values | None:
    """The account that signs in under a name, however it is typed."""
    rows = kept_records(connection, select(ACCOUNTS))
    return next((row for row in rows if plain_name(row["name"]) == plain_name(name)), None)


def alter(connection: Connection, account: Values, values: Mapping[str, Any]) -> dict[str, Any]:
    """Give an account other values; what they were before and are now, for the audit trail."""
    connection.execute(
        update(Account).where(Account.id == account["id"]).values(version=account["version"] + 1, **values)
    )
    before = {name: account[name] for name in values}
    return {"before": before, "after": dict(values), "version": account["version"] + 1}


def note(
    workspace: Workspace, connection: Connection, action: str, account: Values, details: Mapping[str, Any]
) -> None:
    """Write into the audit trail what was done with an account, by whoever is at the desk."""
    workspace.audit.append(
        connection,
        account=workspace.actor.account,
        action=action,
        kind="account",
        record_id=account["id"],
        record_uuid=account["uuid"],
        details=details,
        at=workspace.now(),
    )
