"""A forgotten passphrase: with the printed recovery key an account gets a new one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipsdesk.fields import Field
from ipsdesk.ui.accounts.task_dialog import WIDTH, TaskDialog
from ipsdesk.ui.background import RunInBackground
from ipsdesk.ui.sign_in.passphrase_step import PassphraseStep
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.line_fields import Line, LineField

TITLE, HEIGHT = "Forgotten passphrase", 640
WORDS = (
    "A manager can give you a new passphrase: Tools, Accounts… If no manager can sign in, the printed "
    "recovery key does it here."
)
KEY = Field(
    "Recovery key", required=True, help="From the printed sheet. Capitals, spaces and dashes do not matter."
)
ACCOUNT = Field("Account", required=True, help="The account that gets a new passphrase.")


class RecoverStep(PassphraseStep):
    """The key, the account, and its new passphrase."""

    button, doing = "Set the passphrase", "Opening the unit and making the new key…"

    def __init__(self, theme: Theme, run: RunInBackground, account: str) -> None:
        super().__init__(theme, TITLE, WORDS)
        self._key, self._account = (
            LineField(theme, field, Line(theme, Height.CONTROL)) for field in (KEY, ACCOUNT)
        )
        self._add("key", self._key)
        self._add("account", self._account)
        self._add_passphrase("New passphrase")
        self._account.show_value(account)
        self.offer_from(run)

    @property
    def given(self) -> tuple[str, str, str]:
        """Key, account and new passphrase."""
        return self._key.value(), self._account.value().strip(), self.passphrase


class ForgottenPassphrase(TaskDialog):
    """``recovered`` carries the account whose new passphrase holds."""

    recovered = Signal(str)

    def __init__(
        self,
        theme: Theme,
        run: RunInBackground,
        recover: Callable[[Path, str, str, str], None],
        folder: Path,
        account: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, run, TITLE, parent)
        self._recover, self._folder = recover, folder
        self.inside.addWidget(self.area)
        self.lay_out()
        self.fit(WIDTH, HEIGHT)
        self.step = RecoverStep(theme, run, account)
        self.next.clicked.connect(self._go_on)
        self.show_page(self.step, RecoverStep.button)

    def _go_on(self) -> None:
        if self.step.is_sound():
            recover, folder, given = self._recover, self._folder, self.step.given
            self.carry_out(lambda: recover(folder, *given), self._recovered, self.step.doing)

    def _recovered(self, _result: object) -> None:
        _, account, _ = self.step.given
        self.accept()
        self.recovered.emit(account)
