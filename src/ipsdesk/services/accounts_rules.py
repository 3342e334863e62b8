"""What may not be done with accounts: the last manager goes, a name stands twice, a client reads records."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun
from ipsdesk.services.accounts_keys import account_named
from ipsdesk.services.accounts_list import active_managers
from ipsdesk.services.roles import Role
from ipsdesk.storage.key_slots import plain_name
from ipsdesk.storage.passphrases import check_passphrase

LONGEST_NAME = 100
"""Characters; a name is read in lists, in the audit trail and on paper."""
UNSEEN = re.compile("[\x00-\x1f\x7f-\xa0\u200b\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
"""Characters nobody sees that make one name look like another, or turn what stands beside it round."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What is given for a new account; ``client`` and a manager's ``decision`` if the person is one."""

    name: str
    role: Role
    passphrase: str
    staff: int | None = None
    client: int | None = None
    decision: str | None = None


def refuse_weak(passphrase: str) -> None:
    """Raises ``CannotRun`` for a passphrase that is easy to guess."""
    if weakness := check_passphrase(passphrase):
        raise CannotRun(f"{weakness} Nothing was changed.")


def why_no_name(name: str) -> str:
    """What is wrong with the name of an account; empty: nothing."""
    if not plain_name(name):
        return "An account needs a name."
    if len(name) > LONGEST_NAME:
        return f"The name of an account has {LONGEST_NAME} characters at most."
    if UNSEEN.search(name):
        return "The name holds a character that can't be seen. Type it again instead of pasting it."
    return ""


def refuse_name(connection: Connection, name: str) -> None:
    """Raises ``CannotRun`` for what is no name, and for one that an account has or had."""
    if wrong := why_no_name(name):
        raise CannotRun(f"{wrong} Nothing was changed.")
    if account_named(connection, name) is not None:
        raise CannotRun(
            f"There is an account called {name} already, or was one. Nothing was changed. Take another name."
        )


def refuse_mixture(role: Role, staff: int | None, client: int | None, decision: str | None) -> None:
    """Raises ``CannotRun`` where somebody who may be a client would open the records."""
    if client is not None and role is not Role.REPRESENTATIVE:
        raise CannotRun(
            "A person who is a client of the unit can only be a representative: no other account is kept from"
            " the records. Nothing was changed."
        )
    if client is not None and not (decision or "").strip():
        raise CannotRun(
            "Write down why a client gets an account: it is a manager's decision, kept with the account."
            " Nothing was changed."
        )
    if role is Role.REPRESENTATIVE and staff is not None:
        raise CannotRun("A representative is not one of the staff. Nothing was changed.")


def refuse_last_manager(connection: Connection, number: int, sentence: str) -> None:
    """Raises ``CannotRun`` with this sentence if nobody else could manage the unit."""
    if active_managers(connection) == {number}:
        raise CannotRun(f"{sentence} Nothing was changed.")


def refuse_without_reason(reason: str) -> None:
    """Raises ``CannotRun`` where no reason is given."""
    if not reason.strip():
        raise CannotRun("Write down why. Nothing was changed.")
