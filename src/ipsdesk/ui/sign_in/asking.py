"""Account, passphrase and the button that opens the unit with them."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.fields import Field
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.busy_bar import BusyBar
from ipsdesk.ui.widgets.form_row import FormRow
from ipsdesk.ui.widgets.icon_words import IconWords
from ipsdesk.ui.widgets.line_fields import LargeButton, Line, LineField, PassphraseField, ShortLink
from ipsdesk.ui.widgets.text_styles import STATUS

ACCOUNT, PASSPHRASE = Field("Account"), Field("Passphrase")
NO_ACCOUNT, NO_PASSPHRASE = "Type the name of your account.", "Type your passphrase."
CAPS_LOCK = "Caps Lock is on"
SIGN_IN, OPENING = "Sign in", "Opening…"
MAY_TRY, SECOND = "You can try again now", 1000
ABOVE_BUTTON, ROUND_BAR = 14, 6


class Asking(QWidget):
    """What is asked of the person; ``given`` carries account and passphrase once both are there."""

    given = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._account = LineField(theme, ACCOUNT, Line(theme))
        self._passphrase = PassphraseField(theme, PASSPHRASE)
        self.account_row, self.passphrase_row = (
            FormRow(theme, self._account),
            FormRow(theme, self._passphrase),
        )
        self.caps_lock = IconWords(theme, "apple-keyboard-caps", Token.WARN, STATUS.coloured(Token.WARN))
        self.button, self.bar = LargeButton(theme, SIGN_IN), BusyBar(theme)
        self.new_unit, self.other_unit = ShortLink(theme, "New unit…"), ShortLink(theme, "Other unit…")
        self.restore = ShortLink(theme, "Restore a backup…")
        self.forgotten = ShortLink(theme, "Forgotten passphrase…")
        self._seconds, self._clock = 0, QTimer(self, interval=SECOND)
        self._build()
        self._wire()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.account_row)
        layout.addSpacing(Space.CARD)
        layout.addWidget(self.passphrase_row)
        layout.addSpacing(ROUND_BAR)
        # Its place is kept: a card that jumps while one types is worse than a little room.
        kept = self.caps_lock.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.caps_lock.setSizePolicy(kept)
        below = QHBoxLayout()
        below.addWidget(self.caps_lock, 1)
        below.addWidget(self.forgotten)
        layout.addLayout(below)
        layout.addSpacing(ABOVE_BUTTON)
        layout.addWidget(self.button)
        layout.addSpacing(ROUND_BAR)
        layout.addWidget(self.bar)
        layout.addSpacing(ROUND_BAR)
        links = QHBoxLayout()
        links.addWidget(self.new_unit)
        links.addStretch()
        links.addWidget(self.restore)
        links.addStretch()
        links.addWidget(self.other_unit)
        layout.addLayout(links)
        passphrase = self._passphrase.line
        fields = (self._account.line, passphrase, passphrase.show_link)
        order = (*fields, self.button, self.forgotten, self.new_unit, self.restore, self.other_unit)
        for one, following in pairwise(order):
            QWidget.setTabOrder(one, following)

    def _wire(self) -> None:
        self._account.line.returnPressed.connect(self.give)
        self._passphrase.line.returnPressed.connect(self.give)
        self.button.clicked.connect(self.give)
        self._clock.timeout.connect(self._count_down)
        self._account.changed.connect(self._account_mended)
        self._passphrase.changed.connect(self._passphrase_mended)
        self._account.line.caps_lock.connect(self._show_caps_lock)
        self._passphrase.line.caps_lock.connect(self._show_caps_lock)

    def fill(self, account: str, passphrase: str) -> None:
        """Begin afresh with these."""
        self._end_waiting()
        self._account.show_value(account)
        self._passphrase.show_value(passphrase)
        self._account_mended()
        self._passphrase_mended()
        self.caps_lock.say("")

    def forget(self) -> None:
        """Keep nothing of the passphrase."""
        self._passphrase.show_value("")

    def begin(self) -> None:
        """Put the keyboard where it is needed first."""
        empty = [field.line for field in (self._account, self._passphrase) if not field.value()]
        (empty[0] if empty else self.button).setFocus()

    @property
    def account(self) -> str:
        """The name of the account, as far as it is typed."""
        return self._account.value().strip()

    def give(self) -> None:
        """Hand over what was typed, or say at the field what is missing."""
        if self._seconds:
            return
        account, passphrase = self._account.value().strip(), self._passphrase.value()
        self.account_row.show_problem("" if account else NO_ACCOUNT)
        self.passphrase_row.show_problem("" if passphrase else NO_PASSPHRASE)
        if account and passphrase:
            self.given.emit(account, passphrase)
            return
        announce(self, NO_PASSPHRASE if account else NO_ACCOUNT, urgent=True)
        self.begin()

    def refuse_passphrase(self, words: str) -> None:
        """Say that account and passphrase do not open the unit, and let the passphrase be typed over."""
        self.passphrase_row.show_problem(words)
        self._passphrase.line.setFocus()
        self._passphrase.line.selectAll()
        announce(self._passphrase.line, words, urgent=True)

    def wait(self, words: str, seconds: int) -> None:
        """Say why the next passphrase has to wait, and count quietly down to it."""
        self.refuse_passphrase(words)
        self._seconds = seconds
        self.button.setEnabled(False)
        self._show_waiting()
        self._clock.start()

    def _count_down(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self._show_waiting()
        else:
            self._end_waiting()
            self._passphrase_mended()
            announce(self, MAY_TRY)

    def _show_waiting(self) -> None:
        minutes, seconds = divmod(self._seconds, 60)
        self.button.setText(f"Wait {minutes}:{seconds:02}")

    def _end_waiting(self) -> None:
        self._clock.stop()
        self._seconds = 0
        self.button.setEnabled(True)
        self.button.setText(SIGN_IN)

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a plain property
        """Show that the unit is being opened; what was typed stays as it is meanwhile."""
        self._account.line.setReadOnly(busy)
        self._passphrase.line.setReadOnly(busy)
        self.button.setText(OPENING if busy else SIGN_IN)
        for link in (self.forgotten, self.new_unit, self.restore, self.other_unit):
            link.setEnabled(not busy)
        self.bar.set_moving(busy)
        if busy:
            announce(self.button, OPENING)

    def _account_mended(self) -> None:
        self.account_row.show_problem("")

    def _passphrase_mended(self) -> None:
        if not self._seconds:
            self.passphrase_row.show_problem("")

    def _show_caps_lock(self, on: bool) -> None:  # noqa: FBT001 - the signal's own shape
        if on and not self.caps_lock.words.text():
            announce(self, CAPS_LOCK)
        self.caps_lock.say(CAPS_LOCK if on else "")
