"""One entry in full: who, when and what, why, and each field before and after."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.trail.changes_table import ChangesTable
from ipsdesk.ui.trail.trail_words import Entry, entry_words, reason_words, when_and_who
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.text_styles import BODY, NAME, SECOND
from ipsdesk.ui.widgets.words import Words

NO_ENTRY, NO_FIELD = "Choose an entry to see what was changed", "No single fields are noted for this entry"
LEAST = 150
"""Height at 100 %, where there is room for it."""


class EntryDetails(Card):
    """Follows the row under the cursor."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self.words = Words(theme, style=NAME, wraps=True)
        self.when = Words(theme, style=SECOND, wraps=True)
        self.reason = Words(theme, style=BODY, wraps=True)
        self.table = ChangesTable(theme)
        self._none = Words(theme, NO_ENTRY, BODY.coloured(Token.TEXT2), wraps=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(Space.FIELD, Space.STEP, Space.FIELD, Space.STEP)
        head.setSpacing(2)
        for widget in (self.words, self.when, self.reason):
            head.addWidget(widget)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._none, 1)
        theme.changed.connect(self._measure)
        self._measure()
        self.show_entry(None)

    def _measure(self) -> None:
        self.setMinimumHeight(self._theme.px(LEAST))

    def show_entry(self, entry: Entry | None) -> None:
        """Show this one; None: there is none."""
        said = (entry_words(entry), when_and_who(entry), reason_words(entry)) if entry else ("", "", "")
        for label, text in zip((self.words, self.when, self.reason), said, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        lines = entry.lines if entry else ()
        self.table.show_changes(lines)
        self.table.setVisible(bool(lines))
        self._none.setText(NO_FIELD if entry else NO_ENTRY)
        self._none.setVisible(not lines)
