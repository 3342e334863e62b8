"""One account beside the list: what is known of it, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ipsdesk.rules.wording import shown_day
from ipsdesk.services.accounts_list import AccountLine, State
from ipsdesk.ui.accounts.account_listing import signed_in_words, who
from ipsdesk.ui.accounts.role_words import ROLES, state_mark, state_words
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.text_styles import BODY, PANEL, SECOND
from ipsdesk.ui.widgets.words import Words

CHANGE, PASSPHRASE, DISABLE, ENABLE, LEAVER = "Change…", "New passphrase…", "Disable…", "Enable", "Leaver…"
MINE = "This is your own account: another manager disables it. Your passphrase: Tools, Change my passphrase…"
LAST = "The only manager who can sign in. Make another account a manager first to change that."
KEYLESS = "Somebody who left has no key. A new passphrase gives the account one; then it can be enabled."


class AccountDetails(Card):
    """``change``, ``passphrase``, ``disable``, ``enable`` and ``leaver`` are its buttons."""

    asked = Signal(str)
    """The words of the button that was pressed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._name = Words(theme, style=PANEL, wraps=True)
        self._role = Words(theme, style=SECOND, wraps=True)
        self._state = MarkedWords(theme)
        self._facts = Words(theme, style=BODY, wraps=True)
        self._why = Words(theme, style=SECOND, wraps=True)
        self.buttons = {
            words: Button(theme, words) for words in (CHANGE, PASSPHRASE, DISABLE, ENABLE, LEAVER)
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.FIELD, Space.FIELD, Space.FIELD, Space.FIELD)
        layout.setSpacing(Space.SNUG)
        for part in (self._name, self._role, self._state, self._facts):
            layout.addWidget(part)
        layout.addSpacing(Space.SNUG)
        for button in self.buttons.values():
            layout.addWidget(button)
        layout.addWidget(self._why)
        layout.addStretch()
        for button in self.buttons.values():
            button.clicked.connect(self._pressed)
        self.show_account(None)

    def _pressed(self) -> None:
        self.asked.emit(next(words for words, button in self.buttons.items() if button is self.sender()))

    def show_account(self, line: AccountLine | None) -> None:
        """Show this one; None where none is chosen."""
        self.setVisible(line is not None)
        if line is None:
            return
        title, may = ROLES[line.role]
        self._name.setText(who(line))
        self._role.setText(f"{title}. {may}")
        self._state.say(state_mark(line), since_words(line))
        self._facts.setText("\n".join(facts(line)))
        is_off = line.state is State.DISABLED
        may_be = {
            CHANGE: True,
            PASSPHRASE: not line.is_me,
            DISABLE: not line.is_me and not line.is_last_manager,
            ENABLE: line.has_key,
            LEAVER: not line.is_me and line.has_key and not line.is_last_manager,
        }
        for words, button in self.buttons.items():
            button.setEnabled(may_be[words])
            button.setAccessibleName(f"{words.rstrip('…')}: {line.name}")
        self.buttons[DISABLE].setVisible(not is_off)
        self.buttons[ENABLE].setVisible(is_off)
        self._why.setText(why_off(line))
        self._why.setVisible(bool(self._why.text()))


def why_off(line: AccountLine) -> str:
    """Why some of it can't be done."""
    if line.is_last_manager:
        return LAST
    return MINE if line.is_me else "" if line.has_key else KEYLESS


def since_words(line: AccountLine) -> str:
    """``Disabled since 12 May 2026: on a long leave``."""
    since = f" since {shown_day(line.since.astimezone().date())}" if line.since else ""
    return f"{state_words(line)}{since}{f': {line.why}' if line.why else ''}"


def facts(line: AccountLine) -> list[str]:
    """What else is known, a line each."""
    linked = [f"Member of staff: {line.staff.name}"] if line.staff else []
    client = [f"Client of the unit: {line.client.name}"] if line.client else []
    decision = [f"Decision: {line.decision}"] if line.decision else []
    made = f"Made on {shown_day(line.created_at.astimezone().date())}"
    return [*linked, *client, *decision, made, f"Last signed in: {signed_in_words(line)}"]
