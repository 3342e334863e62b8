"""One backup beside the list: what is known of it, and the ways back to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ipsdesk.services.backups import BackupLine
from ipsdesk.ui.backups.backup_words import capital, reason_words, size_words
from ipsdesk.ui.backups.listings import when_words
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.text_styles import BODY, PANEL, SECOND
from ipsdesk.ui.widgets.words import Words

COMPARE, PERSON = "What is in it…", "Bring one person back…"
OVER, INTO = "Restore this backup…", "Restore into a new folder…"
FOR_MANAGERS = (PERSON, OVER, INTO)
WHY_OFF = "A manager of the unit brings records back and restores."
OLDER = (
    "Made before the unit's keys were renewed: it takes an account and passphrase as they were then, or the "
    "recovery key of that time."
)


class BackupDetails(Card):
    """``asked`` carries the words of the button that was pressed."""

    asked = Signal(str)

    def __init__(self, theme: Theme, *, manages: bool) -> None:
        super().__init__(theme)
        self._when = Words(theme, style=PANEL, wraps=True)
        self._why = Words(theme, style=SECOND, wraps=True)
        self._facts = Words(theme, style=BODY, wraps=True)
        self.buttons = {words: Button(theme, words) for words in (COMPARE, *FOR_MANAGERS)}
        off = Words(theme, WHY_OFF, SECOND, wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.FIELD, Space.FIELD, Space.FIELD, Space.FIELD)
        layout.setSpacing(Space.SNUG)
        for part in (self._when, self._why, self._facts, *self.buttons.values(), off):
            layout.addWidget(part)
        off.setVisible(not manages)
        layout.addStretch()
        for words, button in self.buttons.items():
            button.setEnabled(manages or words not in FOR_MANAGERS)
            button.clicked.connect(self._pressed)
        self.show_backup(None)

    def _pressed(self) -> None:
        self.asked.emit(next(words for words, button in self.buttons.items() if button is self.sender()))

    def show_backup(self, line: BackupLine | None) -> None:
        """Show this one; None where there is none."""
        self.setVisible(line is not None)
        if line is None:
            return
        self._when.setText(capital(when_words(line)))
        self._why.setText(f"{reason_words(line)}, {size_words(line.size)}")
        facts = [f"Holds {line.rows}." if line.rows else "Holds no clients yet."]
        self._facts.setText(breakable("\n".join([*facts, *([] if line.opens else [OLDER])])))
        for words, button in self.buttons.items():
            button.setAccessibleName(f"{words.rstrip('…')}: {when_words(line)}")
