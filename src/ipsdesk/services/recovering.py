"""Back into a unit with the printed recovery key: one account gets a new passphrase."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun
from ipsdesk.services.accounts_keys import (
    account_named,
    alter,
    keys_of_accounts,
    note,
    save_with_keys,
    with_passphrase,
)
from ipsdesk.services.accounts_list import ACCOUNTS, RECOVERED, active_managers
from ipsdesk.services.accounts_rules import refuse_weak
from ipsdesk.services.roles import Actor, Role, Workspace
from ipsdesk.services.saving import Values
from ipsdesk.storage.key_slots import Argon2Cost
from ipsdesk.storage.opening import Opened, open_with_recovery_key


def recover_account(
    folder: Path,
    recovery_key: str,
    account_name: str,
    new_passphrase: str,
    *,
    cost: Argon2Cost | None = None,
    today: Callable[[], date] = date.today,
) -> None:
    """Give an account a new passphrase with the printed key; a manager is enabled if there is no other.

    Raises ``WrongPassphrase`` (the key), ``CannotRun`` (a weak passphrase, no such account, a disabled one)
    and whatever opening raises; nothing was changed then.
    """
    refuse_weak(new_passphrase)
    with open_with_recovery_key(folder, recovery_key) as opened:
        with opened.transactions.read() as connection:
            account = _account(connection, account_name)
            keys = keys_of_accounts(connection, opened)
        keys = with_passphrase(keys, account, new_passphrase, opened, cost or Argon2Cost())
        save_with_keys(opened, keys, lambda connection: _note(connection, opened, account, today))


def _account(connection: Connection, name: str) -> Values:
    account = account_named(connection, name)
    if account is None:
        names = ", ".join(connection.scalars(ACCOUNTS.select().with_only_columns(ACCOUNTS.c.name)))
        raise CannotRun(
            f"The unit has no account called {name}. Nothing was changed. Its accounts are: {names}."
        )
    if account["disabled_at"] and (account["role"] != Role.MANAGER or active_managers(connection)):
        raise CannotRun(
            "This account is disabled. Nothing was changed. A manager of the unit can enable it, or be"
            " recovered in its place."
        )
    return account


def _note(connection: Connection, opened: Opened, account: Values, today: Callable[[], date]) -> None:
    actor = Actor(account["id"], account["name"], Role(account["role"]))
    details = alter(connection, account, {"disabled_at": None}) if account["disabled_at"] else {}
    note(Workspace(opened.transactions, opened.audit, actor, today), connection, RECOVERED, account, details)
