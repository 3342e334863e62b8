"""One's own passphrase, and the unit's recovery key: each in a dialog of its own."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from ipsdesk.fields import Field
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.desk import Desk, offer_recovery_key
from ipsdesk.ui.accounts.task_dialog import HEIGHT, WIDTH, TaskDialog
from ipsdesk.ui.background import RunInBackground
from ipsdesk.ui.sign_in.key_step import KeyStep
from ipsdesk.ui.sign_in.passphrase_step import PassphraseStep
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.line_fields import PassphraseField

CHANGED = (
    "It is changed",
    "Your new passphrase opens the unit from now on. Backups made before still open with the old one.",
)
REPLACED = (
    "The new key holds",
    "Lock the sheet away, never with the computer. The unit has new keys too, so the sheet that was printed "
    "before opens nothing made from now on. It still opens the older backups: keep it as safe as this one, "
    "or destroy it once you don't need them.",
)
UNTIL_THEN = (
    "The key printed before holds until this one is typed back. Then the unit gets new keys, with a backup "
    "before and after. Everybody keeps their passphrase."
)


class MyPassphraseStep(PassphraseStep):
    """The present passphrase, and the new one."""

    button, doing = "Change my passphrase", "Making the new key…"

    def __init__(self, theme: Theme, run: RunInBackground) -> None:
        super().__init__(theme, "Change my passphrase", "Nobody can look it up, not even a manager.")
        self._old = PassphraseField(theme, Field("Present passphrase", required=True), Height.CONTROL)
        self._add("old", self._old)
        self._add_passphrase("New passphrase")
        self.offer_from(run)

    @property
    def old(self) -> str:
        """The present passphrase, to the letter."""
        return self._old.value()


class MyPassphrase(TaskDialog):
    """Changes the passphrase of whoever is at the desk."""

    def __init__(self, theme: Theme, run: RunInBackground, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(theme, run, "Change my passphrase", parent)
        self._accounts = desk.accounts
        self.inside.addWidget(self.area)
        self.lay_out()
        self.fit(WIDTH, HEIGHT)
        self.step = MyPassphraseStep(theme, run)
        self.next.clicked.connect(self._go_on)
        self.show_page(self.step, MyPassphraseStep.button)

    def _go_on(self) -> None:
        if self.page is not self.step:
            self.accept()
        elif self.step.is_sound():
            old, new = self.step.old, self.step.passphrase
            self.carry_out(
                lambda: self._accounts.change_my_passphrase(old, new), self._changed, self.step.doing
            )

    def _changed(self, _result: object) -> None:
        self.show_done(*CHANGED)


class NewRecoveryKey(TaskDialog):
    """Shows a new recovery key, to be printed and typed back; only then does it take the old one's place."""

    def __init__(self, theme: Theme, run: RunInBackground, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(theme, run, "New recovery key", parent)
        self._desk = desk
        self.inside.addWidget(self.area)
        self.lay_out()
        self.fit(WIDTH, HEIGHT)
        self.step = KeyStep(theme)
        self.step.right.connect(self.next.setEnabled)
        self.step.print_wanted.connect(self._print)
        self.next.clicked.connect(self._go_on)
        self.step.show_key(offer_recovery_key(), (UNTIL_THEN,))
        self.show_page(self.step, "Use this key")
        self.next.setEnabled(False)

    def _go_on(self) -> None:
        if self.page is not self.step:
            self.accept()
        else:
            key, typed = self.step.key, self.step.typed
            self.carry_out(
                lambda: self._desk.accounts.set_recovery_key(key, typed),
                self._replaced,
                "Backing up and changing the keys…",
            )

    def _replaced(self, _result: object) -> None:
        self.show_done(*REPLACED)

    def _print(self) -> None:
        from ipsdesk.reports.recovery_key import recovery_key_blocks  # noqa: PLC0415 - only when it is used
        from ipsdesk.ui.printing import Footing, Noting, print_blocks  # noqa: PLC0415 - likewise

        today, desk = date.today(), self._desk
        blocks = recovery_key_blocks(desk.unit_name, desk.workspace.actor.name, self.step.key, today)
        footing = Footing(desk.unit_name, shown_day(today), desk.is_practice)
        print_blocks(self._theme, blocks, footing, self, Noting(self._run, desk.trail))
