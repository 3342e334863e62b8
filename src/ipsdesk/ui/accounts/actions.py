"""The lines of the Tools menu that deal with accounts, and what carries them out."""

# ruff: noqa: PLC0415 - each dialog is loaded when it is first asked for

from __future__ import annotations

from PySide6.QtCore import QObject

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.more_actions import AtDesk, MoreActions, actions_of

TOOLS = "&Tools"
ACCOUNTS, MY_PASSPHRASE, RECOVERY_KEY = "accounts", "my-passphrase", "recovery-key"
ROWS = (
    ActionRow(
        ACCOUNTS, TOOLS, "&Accounts…", "See who may open the unit, add and change accounts", new_group=True
    ),
    ActionRow(MY_PASSPHRASE, TOOLS, "Change my &passphrase…", "Choose a new passphrase for yourself"),
    ActionRow(RECOVERY_KEY, TOOLS, "New recovery &key…", "Print a new key in the place of the old one"),
)
FOR_MANAGERS = frozenset({ACCOUNTS, RECOVERY_KEY})
WHY_OFF = "Only a manager of the unit may do this"


def account_actions(at: AtDesk) -> MoreActions:
    """The lines for one open unit."""
    from ipsdesk.services.roles import Role

    doers = AccountDoers(at)
    off = frozenset() if at.desk.workspace.actor.role is Role.MANAGER else FOR_MANAGERS
    does = {ACCOUNTS: doers.accounts, MY_PASSPHRASE: doers.my_passphrase, RECOVERY_KEY: doers.recovery_key}
    return actions_of(ROWS, does, off, WHY_OFF)


class AccountDoers(QObject):
    """Opens the dialogs over the page."""

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.page)
        self._at = at

    def accounts(self) -> None:
        """The accounts of the unit."""
        from ipsdesk.ui.accounts.accounts_dialog import AccountsDialog

        at = self._at
        at.open(AccountsDialog(at.theme, at.run, at.desk, at.settings, at.page))

    def my_passphrase(self) -> None:
        """A new passphrase for whoever is at the desk."""
        from ipsdesk.ui.accounts.own_dialogs import MyPassphrase

        at = self._at
        at.open(MyPassphrase(at.theme, at.run, at.desk, at.page))

    def recovery_key(self) -> None:
        """A new printed key."""
        from ipsdesk.ui.accounts.own_dialogs import NewRecoveryKey

        at = self._at
        at.open(NewRecoveryKey(at.theme, at.run, at.desk, at.page))
