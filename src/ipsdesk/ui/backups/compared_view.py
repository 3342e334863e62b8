"""What going back to a backup would change: in sentences, and for a manager by person."""

from __future__ import annotations

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.services.backups import Comparison
from ipsdesk.ui.backups.listings import PEOPLE, PersonBetween
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.table_panel import TablePanel

TABLE_HEIGHT = 160


class ComparedView(QWidget):
    """What would be lost comes first, marked; the people stand below where there are any."""

    def __init__(self, theme: Theme, settings: QSettings, comparison: Comparison) -> None:
        super().__init__()
        self._theme = theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.SNUG)
        loses = any(one.lost or one.changed for one in comparison.kinds.values()) or comparison.accounts_lost
        words = MarkedWords(theme)
        layout.addWidget(words)
        words.say(Mark.NEAR_LIMITS if loses else Mark.NOTE, "\n".join(comparison.sentences))
        if comparison.clients:
            self._panel = TablePanel(theme, PEOPLE, settings)
            self._panel.set_rows([PersonBetween(*who, one) for who, one in comparison.clients.items()])
            layout.addSpacing(Space.SNUG)
            layout.addWidget(self._panel)
            theme.changed.connect(self._measure)
            self._measure()

    def _measure(self) -> None:
        self._panel.setMinimumHeight(self._theme.px(TABLE_HEIGHT))
