"""The way out of the view together: the passphrase of the account, with the waits of the sign-in."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.fields import Field
from ipsdesk.ui.risk.large import BODY_LARGE, HEAD_LARGE, RoomyButton
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.busy_bar import BusyBar
from ipsdesk.ui.widgets.buttons import Rank
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.form_row import FormRow
from ipsdesk.ui.widgets.line_fields import PassphraseField
from ipsdesk.ui.widgets.words import Words

PASSPHRASE = Field("Passphrase")
TITLE = "Back to the records"
WORDS = "Staff type their passphrase. Until then only this record is shown."
LEAVE, STAY, CHECKING = "Close this view", "Stay here", "Checking…"
NOTHING_TYPED, MAY_TRY = "Type your passphrase.", "You can try again now"
WIDE, SECOND = 520, 1000


class LeavingCard(Card):
    """``given`` carries what was typed, ``stayed`` that the view goes on."""

    given = Signal(str)
    stayed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._passphrase = PassphraseField(theme, PASSPHRASE)
        self.row = FormRow(theme, self._passphrase)
        self.leave, self.stay = RoomyButton(theme, LEAVE, Rank.PRIMARY), RoomyButton(theme, STAY)
        self.bar = BusyBar(theme)
        self._seconds, self._clock = 0, QTimer(self, interval=SECOND)
        self._build()
        self._fit()
        theme.changed.connect(self._fit)
        self._passphrase.line.returnPressed.connect(self.give)
        self._passphrase.changed.connect(self._mended)
        self.leave.clicked.connect(self.give)
        self.stay.clicked.connect(self.go_back)
        self._clock.timeout.connect(self._count_down)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        column.setSpacing(Space.FIELD)
        column.addWidget(Words(self._theme, TITLE, HEAD_LARGE, wraps=True))
        column.addWidget(Words(self._theme, WORDS, BODY_LARGE, wraps=True))
        column.addWidget(self.row)
        column.addWidget(self.bar)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.STEP)
        buttons.addWidget(self.stay)
        buttons.addStretch()
        buttons.addWidget(self.leave)
        column.addLayout(buttons)
        line = self._passphrase.line
        for before, after in ((line, line.show_link), (line.show_link, self.leave), (self.leave, self.stay)):
            QWidget.setTabOrder(before, after)

    def _fit(self) -> None:
        self.setMaximumWidth(self._theme.px(WIDE))

    def begin(self) -> None:
        """Ask; nothing of an earlier time stands there."""
        self._passphrase.show_value("")
        self._mended()
        self._passphrase.line.setFocus()
        announce(self, f"{TITLE}. {WORDS}")

    def give(self) -> None:
        """Hand over what was typed."""
        if self._seconds or self._passphrase.line.isReadOnly():
            return
        if words := self._passphrase.value():
            self.set_busy(on=True)
            self.given.emit(words)
        else:
            self.refuse(NOTHING_TYPED)

    def go_back(self) -> None:
        """Stay in the view."""
        self.forget()
        self.stayed.emit()

    def forget(self) -> None:
        """Keep nothing of the passphrase."""
        self._passphrase.show_value("")
        self.set_busy(on=False)

    def set_busy(self, *, on: bool) -> None:
        """The passphrase is being checked."""
        self._passphrase.line.setReadOnly(on)
        self.stay.setEnabled(not on)
        self.bar.set_moving(on)
        if not self._seconds:
            self.leave.setText(CHECKING if on else LEAVE)

    def refuse(self, words: str) -> None:
        """Say why not, and let it be typed over."""
        self.set_busy(on=False)
        self.row.show_problem(words)
        self._passphrase.line.setFocus()
        self._passphrase.line.selectAll()
        announce(self._passphrase.line, words, urgent=True)

    def wait(self, words: str, seconds: int) -> None:
        """Say why the next one has to wait, and count quietly down to it."""
        self.refuse(words)
        self._seconds = seconds
        self.leave.setEnabled(False)
        self._show_waiting()
        self._clock.start()

    def _count_down(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self._show_waiting()
            return
        self._clock.stop()
        self.leave.setEnabled(True)
        self.leave.setText(LEAVE)
        self._mended()
        announce(self, MAY_TRY)

    def _show_waiting(self) -> None:
        minutes, seconds = divmod(self._seconds, 60)
        self.leave.setText(f"Wait {minutes}:{seconds:02}")

    def _mended(self) -> None:
        if not self._seconds:
            self.row.show_problem("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stays in the view."""
        if event.key() == Qt.Key.Key_Escape and self.stay.isEnabled():
            self.go_back()
        else:
            super().keyPressEvent(event)
