"""What an export asks: where the file goes, and with which password, or none and what that means."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.fields import Field
from ipsdesk.ui.importing.file_field import FileField
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.choosing import ChipRow
from ipsdesk.ui.widgets.form_row import FormRow
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.icon_words import IconWords
from ipsdesk.ui.widgets.line_fields import PassphraseField
from ipsdesk.ui.widgets.offered import Offered
from ipsdesk.ui.widgets.step_page import StepPage
from ipsdesk.ui.widgets.text_styles import STATUS

TITLE = "Export the unit"
WORDS = "Everything the unit keeps of its clients and staff, in one workbook that can be imported again."
FILE = Field("Excel file to write", required=True)
PASSWORD = Field("Password of the workbook", required=True, help="Whoever is to open it needs it too.")
AGAIN = Field("Password again", required=True)
CHOICES = ("With a password", "Without a password")
WITH, WITHOUT = range(2)
NOT_THE_SAME = "The two are not the same. Type the password again."
CLEAR = (
    "Without a password anyone who gets hold of the file can read every record in it. Choose this only if "
    "the file never leaves a safe place, and delete it when it has done its work."
)
HARD = "Hard to guess."


class ExportStep(StepPage):
    """File and password; ``other_wanted`` asks for another password to offer."""

    other_wanted = Signal()
    heading, words, of_clear = TITLE, WORDS, CLEAR
    first = WITH
    """What stands at the top, what no password means, and which of the two is chosen at first."""

    def __init__(self, theme: Theme, start: Path) -> None:
        super().__init__(theme, self.heading, self.words)
        self.file = FileField(theme, FILE, writes=True)
        self.choice = ChipRow(theme, "Password", CHOICES)
        self.password, self.again = (
            PassphraseField(theme, field, Height.CONTROL) for field in (PASSWORD, AGAIN)
        )
        self.weak = IconWords(theme, "alert", Token.WARN, STATUS.coloured(Token.WARN))
        self.strong = IconWords(theme, "check-circle", Token.GOOD, STATUS.coloured(Token.GOOD))
        self.clear = Hint(theme, "alert")
        self._add("file", self.file)
        self._layout.addWidget(self.choice)
        self._secret = self._password_part()
        self._layout.addWidget(self._secret)
        self._layout.addWidget(self.clear)
        self._layout.addStretch()
        self.file.show_value(str(start))
        self.choice.chosen.connect(self._choose)
        self.password.changed.connect(self._say_strength)
        self.choice.choose(self.first)
        self._choose(self.first)

    def _password_part(self) -> QWidget:
        part = QWidget()
        lines = QVBoxLayout(part)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.FIELD)
        lines.addWidget(self._offer())
        for key, editor in (("password", self.password), ("again", self.again)):
            self.rows[key] = FormRow(self._theme, editor)
            lines.addWidget(self.rows[key])
            if key == "password":
                lines.addWidget(self.weak)
                lines.addWidget(self.strong)
        return part

    def _offer(self) -> QWidget:
        offer = Offered(self._theme)
        self.offered, self.use = offer.words, offer.use
        self.use.clicked.connect(self._use)
        offer.other.clicked.connect(self.other_wanted)
        return offer

    def offer(self, password: str) -> None:
        """Offer this one."""
        self.offered.setText(password)

    def _use(self) -> None:
        for field in (self.password, self.again):
            field.show_value(self.offered.text())
        announce(self, "Filled in twice. Write it down before the file leaves this computer.")

    def _choose(self, place: int) -> None:
        self._secret.setVisible(place == WITH)
        self.clear.say(self.of_clear if place == WITHOUT else "")
        self.show_problems({})
        if place == WITHOUT and self.of_clear:
            announce(self, self.of_clear, urgent=True)

    def _say_strength(self) -> None:
        weakness = strength(self.password.value()) if self.password.value() else ""
        self.weak.say(weakness or "")
        self.strong.say(HARD if weakness is None else "")

    @property
    def secret(self) -> str | None:
        """The password; None for none."""
        return self.password.value() if self.choice.place == WITH else None

    def problems(self) -> dict[str, str]:
        """What is missing, and whether the password was typed twice the same."""
        found = super().problems()
        if wrong := self.file.problem():
            found["file"] = wrong
        if self.choice.place == WITHOUT:
            return {key: words for key, words in found.items() if key == "file"}
        if not found and self.password.value() != self.again.value():
            found["again"] = NOT_THE_SAME
        return found

    def forget(self) -> None:
        """Keep nothing of the password."""
        for field in (self.password, self.again):
            field.show_value("")
        self.offered.clear()


def strength(password: str) -> str | None:
    """What is weak about a password, in words; None if it will do."""
    # As for the passphrases of the unit; the services carry it, since the window never talks to the storage.
    from ipsdesk.services.desk import check_passphrase  # noqa: PLC0415

    weakness: str | None = check_passphrase(password)
    return None if weakness is None else f"Easy to guess. {weakness.replace('passphrase', 'password')}"
