"""The second step of making a unit: its first account, with a passphrase that is offered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipsdesk.fields import Field
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.line_fields import Line, LineField, PassphraseField
from ipsdesk.ui.widgets.offered import Offered
from ipsdesk.ui.widgets.step_page import StepPage

ACCOUNT = Field("Name of the account", required=True, help="A manager's: it may do everything in the unit.")
PASSPHRASE = Field(
    "Passphrase",
    required=True,
    help="Five random words, or at least 14 characters that are hard to guess.",
)
AGAIN = Field("Passphrase again", required=True)
NOT_THE_SAME = "The two are not the same. Type the passphrase again."


class AccountStep(StepPage):
    """The first account, with a passphrase that is offered; ``other_wanted`` asks for another offer."""

    other_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            "Make the first account",
            "Its passphrase opens the unit, and nobody can look it up.",
        )
        self._account = LineField(theme, ACCOUNT, Line(theme, Height.CONTROL))
        self._passphrase, self._again = (
            PassphraseField(theme, field, Height.CONTROL) for field in (PASSPHRASE, AGAIN)
        )
        self._add("account", self._account)
        self._layout.addWidget(self._offer())
        self._add("passphrase", self._passphrase)
        self._add("again", self._again)

    def _offer(self) -> QWidget:
        offer = Offered(self._theme)
        self.offered, self.use = offer.words, offer.use
        self.use.clicked.connect(self._use)
        self.use.setEnabled(False)
        offer.other.clicked.connect(self.other_wanted)
        return offer

    @property
    def account(self) -> str:
        """The name of the account."""
        return self._account.value().strip()

    @property
    def passphrase(self) -> str:
        """Its passphrase, to the letter."""
        return self._passphrase.value()

    def offer(self, passphrase: str) -> None:
        """Offer this one."""
        again = self.use.isEnabled()
        self.offered.setText(passphrase)
        self.use.setEnabled(True)
        if again:
            announce(self.offered, passphrase)

    def _use(self) -> None:
        for field in (self._passphrase, self._again):
            field.show_value(self.offered.text())
        announce(self, "Filled in twice")

    def problems(self) -> dict[str, str]:
        """What is missing, and whether it was typed twice the same."""
        found = super().problems()
        if not found and self._passphrase.value() != self._again.value():
            found["again"] = NOT_THE_SAME
        return found

    def forget(self) -> None:
        """Keep nothing of the passphrases."""
        for field in (self._passphrase, self._again):
            field.show_value("")
        self.offered.clear()
