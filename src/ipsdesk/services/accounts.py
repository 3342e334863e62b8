"""The accounts of a unit: who may sign in, as what, and how that is given and taken away."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, insert

from ipsdesk.errors import CannotRun, WrongPassphrase
from ipsdesk.models import Account
from ipsdesk.models.base import new_uuid
from ipsdesk.services.accounts_keys import (
    account_at,
    alter,
    free_number,
    keys_of_accounts,
    note,
    save_with_keys,
    with_passphrase,
)
from ipsdesk.services.accounts_leaving import BEFORE, Left, change_keys, leave
from ipsdesk.services.accounts_list import (
    CLIENTS,
    DISABLED,
    ENABLED,
    STAFF,
    AccountLine,
    Linked,
    account_lines,
    people_of,
)
from ipsdesk.services.accounts_rules import (
    NewAccount,
    refuse_last_manager,
    refuse_mixture,
    refuse_name,
    refuse_weak,
    refuse_without_reason,
)
from ipsdesk.services.roles import Role, Service, Workspace, allowed
from ipsdesk.services.saving import ADDED, CHANGED
from ipsdesk.storage.attempts import clear_attempts, counted
from ipsdesk.storage.key_slots import Argon2Cost
from ipsdesk.storage.opening import Opened
from ipsdesk.storage.recovery_key import read_recovery_key

KINDS = frozenset({"account"})
NEW_PASSPHRASE, NEW_RECOVERY_KEY = "new passphrase", "new recovery key"
LAST_MANAGER = "This is the only manager's account that can sign in: make another account a manager first."
NO_KEY = (
    "This account has no key any more, because its owner left. Nothing was changed."
    " Give it a new passphrase first."
)
WRONG_OLD = "The present passphrase is not right. Nothing was changed. Type it again."
NOT_TYPED_BACK = (
    "What was typed back is not the key that was printed. Nothing was changed; the old key still holds."
)


class Accounts(Service):
    """Adds, changes and disables accounts, and writes their key slots."""

    def __init__(
        self,
        workspace: Workspace,
        opened: Opened,
        back_up: Callable[[str], object],
        cost: Argon2Cost | None = None,
    ) -> None:
        super().__init__(workspace)
        self._opened, self._back_up = opened, back_up
        self.cost = cost or Argon2Cost()

    # ---- reading ------------------------------------------------------------------------------------

    @allowed(Role.MANAGER)
    def accounts(self) -> tuple[AccountLine, ...]:
        """Every account, those that can sign in first."""
        with self.workspace.transactions.read() as connection:
            return account_lines(connection, self.workspace, self._opened.keys)

    @allowed(Role.MANAGER)
    def staff_choices(self) -> tuple[Linked, ...]:
        """The members of staff an account can belong to."""
        with self.workspace.transactions.read() as connection:
            return people_of(connection, STAFF)

    @allowed(Role.MANAGER)
    def client_choices(self) -> tuple[Linked, ...]:
        """The clients who may be given an account."""
        with self.workspace.transactions.read() as connection:
            return people_of(connection, CLIENTS)

    # ---- one account --------------------------------------------------------------------------------

    @allowed(Role.MANAGER)
    def add(self, new: NewAccount) -> int:
        """Make an account and give its number.

        Raises ``CannotRun`` (a name that is taken, a weak passphrase, a client without a decision).
        """
        refuse_weak(new.passphrase)
        refuse_mixture(new.role, new.staff, new.client, new.decision)
        opened, name = self._opened, " ".join(new.name.split())
        with self.workspace.transactions.read() as connection:
            refuse_name(connection, name)
            number, keys = free_number(connection, opened.keys), keys_of_accounts(connection, opened)
        keys = keys.with_account(number, name, new.passphrase, opened.data_key, self.cost)
        values = {
            "name": name,
            "role": new.role,
            "staff_id": new.staff,
            "client_id": new.client,
            "decision": (new.decision or "").strip() or None,
        }

        def change(connection: Connection) -> None:
            account = {"id": number, "uuid": new_uuid(), "created_at": self.workspace.now().isoformat()}
            connection.execute(insert(Account).values(**account, **values))
            self._note(connection, ADDED, number, {"before": None, "after": values, "version": 1})

        save_with_keys(opened, keys, change)
        self._announce()
        return number

    @allowed(Role.MANAGER)
    def change(self, number: int, *, role: Role, staff: int | None) -> None:
        """Give an account another role or member of staff, from its next sign-in on.

        Raises ``CannotRun`` for the last manager, and for a client's account.
        """
        with self.workspace.transactions.begin() as connection:
            account = account_at(connection, number)
            refuse_mixture(role, staff, account["client_id"], account["decision"])
            if role is not Role.MANAGER:
                refuse_last_manager(connection, number, LAST_MANAGER)
            given = {"role": role, "staff_id": staff}
            changed = {name: value for name, value in given.items() if account[name] != value}
            if changed:
                self._note(connection, CHANGED, number, alter(connection, account, changed))
        self._announce()

    @allowed(Role.MANAGER)
    def disable(self, number: int, reason: str) -> None:
        """Let an account sign in no more; raises ``CannotRun`` for the last manager or without a reason."""
        refuse_without_reason(reason)
        with self.workspace.transactions.begin() as connection:
            refuse_last_manager(connection, number, LAST_MANAGER)
            since = {"disabled_at": self.workspace.now().isoformat()}
            details = alter(connection, account_at(connection, number), since)
            self._note(connection, DISABLED, number, details | {"reason": reason.strip()})
        self._announce()

    @allowed(Role.MANAGER)
    def enable(self, number: int) -> None:
        """Let a disabled account sign in again; raises ``CannotRun`` if it has no key any more."""
        if all(slot.number != number for slot in self._opened.keys.slots):
            raise CannotRun(NO_KEY)
        with self.workspace.transactions.begin() as connection:
            details = alter(connection, account_at(connection, number), {"disabled_at": None})
            self._note(connection, ENABLED, number, details)
        self._announce()

    @allowed(Role.MANAGER)
    def leaver(self, number: int, reason: str) -> Left:
        """Take an account's key away for good: it is disabled, and the unit gets a new key and a new backup.

        Raises ``CannotRun`` for the last manager, for oneself or without a reason.
        """
        refuse_without_reason(reason)
        left = leave(self.workspace, self._opened, self._back_up, number, reason.strip())
        self._announce()
        return left

    # ---- passphrases and the recovery key -----------------------------------------------------------

    @allowed(Role.MANAGER)
    def set_passphrase(self, number: int, passphrase: str) -> None:
        """A new passphrase for a colleague who forgot theirs; raises ``CannotRun`` for a weak one."""
        self._give_passphrase(number, passphrase)

    @allowed(*Role)
    def change_my_passphrase(self, old: str, new: str) -> None:
        """A new passphrase for oneself.

        Raises ``WrongPassphrase`` if the present one isn't right, ``WaitFirst`` if that was so several times.
        """
        self.check_my_passphrase(old)
        self._give_passphrase(self.workspace.actor.account, new)

    @allowed(*Role)
    def check_my_passphrase(self, passphrase: str) -> None:
        """Make sure that whoever is at the desk has signed in at it; raises as ``change_my_passphrase``."""
        me, opened = self.workspace.actor.account, self._opened
        with counted(opened.unit, self.workspace.now()):
            if not opened.keys.opens_with(me, passphrase, opened.data_key):
                raise WrongPassphrase(WRONG_OLD)
        clear_attempts(opened.unit)

    @allowed(Role.MANAGER)
    def set_recovery_key(self, printed: str, typed: str) -> None:
        """Let a newly printed key take the place of the old one, once it was typed back.

        The unit gets a new data key too: else the old sheet would open it still, with the slots of a backup.
        """
        if read_recovery_key(typed) != read_recovery_key(printed):
            raise CannotRun(NOT_TYPED_BACK)
        opened = self._opened
        with self.workspace.transactions.read() as connection:
            keys = keys_of_accounts(connection, opened)
        keys = keys.with_recovery_key(printed, opened.data_key, self.cost)
        self._back_up(BEFORE)
        change_keys(self.workspace, opened, self._back_up, keys, {"reason": NEW_RECOVERY_KEY})
        self._announce()

    def _give_passphrase(self, number: int, passphrase: str) -> None:
        refuse_weak(passphrase)
        opened = self._opened
        with self.workspace.transactions.read() as connection:
            account, keys = account_at(connection, number), keys_of_accounts(connection, opened)
        keys = with_passphrase(keys, account, passphrase, opened, self.cost)

        def change(connection: Connection) -> None:
            self._note(connection, NEW_PASSPHRASE, number, {})

        save_with_keys(opened, keys, change)
        self._announce()

    def _note(self, connection: Connection, action: str, number: int, details: dict[str, object]) -> None:
        note(self.workspace, connection, action, account_at(connection, number), details)

    def _announce(self) -> None:
        self.workspace.changes.announce(KINDS)
