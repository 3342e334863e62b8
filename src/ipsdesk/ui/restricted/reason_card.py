"""Stands in place of a restricted record until somebody has said why they need it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.fields import Field
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.restricted import RestrictionState
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.form_row import FormRow
from ipsdesk.ui.widgets.icon_words import IconWords
from ipsdesk.ui.widgets.line_fields import Line, LineField
from ipsdesk.ui.widgets.rule import Rule
from ipsdesk.ui.widgets.text_styles import BODY, SECOND, TITLE
from ipsdesk.ui.widgets.words import Words

WHY = Field("Why do you need it?", required=True)
NOTED = (
    "Your reason is noted in the audit trail with your name and the time. You are not asked again until the "
    "unit is locked."
)
NO_REASON = "Write why you need the record"
WIDTH = 460


class ReasonCard(QWidget):
    """Name, reference, who restricted the record; ``given`` carries the client and the reason typed."""

    given = Signal(int, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.state: RestrictionState | None = None
        self.name, self.reference = Words(theme, style=TITLE, wraps=True), Words(theme, style=SECOND)
        self.restricted = IconWords(theme, "lock-outline", Token.TEXT2, BODY)
        self.line = Line(theme, Height.CONTROL)
        self.row = FormRow(theme, LineField(theme, WHY, self.line))
        self.open = Button(theme, "Open the record", Rank.PRIMARY)
        self._column = QWidget()
        self._build()
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(self._give)
        self.open.clicked.connect(self._give)
        theme.changed.connect(self._measure)
        self._measure()

    def _build(self) -> None:
        column = QVBoxLayout(self._column)
        column.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.CARD)
        column.setSpacing(Space.FIELD)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.name)
        head.addWidget(self.reference)
        column.addLayout(head)
        for part in (Rule(self._theme), self.restricted, self.row):
            column.addWidget(part)
        column.addWidget(Words(self._theme, NOTED, SECOND, wraps=True))
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        page, scroll = QWidget(), FocusScroll()
        line = QHBoxLayout(page)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch()
        line.addWidget(self._column, 1)
        line.addStretch()
        scroll.setWidget(page)
        scroll.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)  # after it was put in, which turns this on
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _measure(self) -> None:
        self._column.setMaximumWidth(self._theme.px(WIDTH) + 2 * Space.CARD)

    @property
    def has_keyboard(self) -> bool:
        """Whether somebody is typing here."""
        return self.line.hasFocus() or self.open.hasFocus()

    def show_state(self, state: RestrictionState) -> None:
        """Ask for this record; what was typed for the same one stays."""
        if self.state is None or self.state.client != state.client:
            self.clear()
            announce(self, f"{state.name}. Restricted record. {WHY.label}")
        self.state = state
        self.name.setText(state.name)
        self.reference.setText(state.reference)
        day = shown_day(state.since.astimezone().date())
        self.restricted.say(f"Restricted record, restricted by {state.by} on {day}.")

    def clear(self) -> None:
        """Forget whom it asked for and what was typed."""
        self.state = None
        self.line.clear()
        self.refuse("")

    def refuse(self, sentence: str) -> None:
        """Say at the field why the record is not opened; empty: nothing is in the way."""
        self.row.show_problem(sentence)
        if sentence:
            announce(self, sentence, urgent=True)

    def _give(self) -> None:
        reason = self.line.text().strip()
        self.refuse("" if reason else NO_REASON)
        if not reason:
            self.line.setFocus()
        elif self.state is not None:
            self.given.emit(self.state.client, reason)
