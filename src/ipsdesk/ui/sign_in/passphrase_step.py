"""A step that asks for a new passphrase, typed twice, and offers one to be taken."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ipsdesk.fields import Field
from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.line_fields import PassphraseField
from ipsdesk.ui.widgets.offered import Offered
from ipsdesk.ui.widgets.task import Task

HELP = "Five random words, or at least 14 characters that are hard to guess."
NOT_THE_SAME = "The two are not the same. Type the passphrase again."


class PassphraseStep(Task):
    """``other_wanted`` asks for another offer; each such step adds its own fields before the passphrase."""

    other_wanted = Signal()

    def _add_passphrase(self, label: str = "Passphrase") -> None:
        offer = Offered(self._theme)
        self.offered, self.use = offer.words, offer.use
        self.use.clicked.connect(self._use)
        self.use.setEnabled(False)
        offer.other.clicked.connect(self.other_wanted)
        self._layout.addWidget(offer)
        self._passphrase, self._again = (
            PassphraseField(self._theme, field, Height.CONTROL)
            for field in (Field(label, required=True, help=HELP), Field(f"{label} again", required=True))
        )
        self._add("passphrase", self._passphrase)
        self._add("again", self._again)

    def offer_from(self, run: RunInBackground) -> None:
        """Offer one from now on whenever one is wanted, and the first at once."""
        self._run = run
        self.other_wanted.connect(self._ask)
        self._ask()

    def _ask(self) -> None:
        self._run(new_offer, self.offer, self._no_offer)

    def _no_offer(self, error: BaseException) -> None:
        raise error

    @property
    def passphrase(self) -> str:
        """The passphrase, to the letter."""
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


def new_offer(_progress: Progress) -> str:
    """Five random words."""
    from ipsdesk.services.desk import offer_passphrase  # noqa: PLC0415 - heavy, and in the background

    return offer_passphrase()
