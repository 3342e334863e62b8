"""The second step of making a unit: its first account, with a passphrase that is offered."""

from __future__ import annotations

from ipsdesk.fields import Field
from ipsdesk.ui.sign_in.passphrase_step import PassphraseStep
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.line_fields import Line, LineField

ACCOUNT = Field("Name of the account", required=True, help="A manager's: it may do everything in the unit.")


class AccountStep(PassphraseStep):
    """The first account."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            "Make the first account",
            "Its passphrase opens the unit, and nobody can look it up.",
        )
        self._account = LineField(theme, ACCOUNT, Line(theme, Height.CONTROL))
        self._add("account", self._account)
        self._add_passphrase()

    @property
    def account(self) -> str:
        """The name of the account."""
        return self._account.value().strip()
