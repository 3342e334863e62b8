"""The parts of the tab of the caseload and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.ui.caseload.listing import caseload_listing
from ipsdesk.ui.caseload.record import Record
from ipsdesk.ui.caseload.toolbar import CaseloadToolbar
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.side_panel import SidePanel, lead_in
from ipsdesk.ui.widgets.table_panel import Shown, TablePanel
from ipsdesk.ui.widgets.text_styles import STATUS
from ipsdesk.ui.widgets.words import Words

ABOVE, BELOW, RECORD, ROOM = 11, 12, 700, 976
"""At 100 %: margins; width of the record; the width from which the record stands beside the list."""


class CaseloadPage(QWidget):
    """Filters above; the list, and the record beside it, or over it where it is tight."""

    def __init__(
        self,
        theme: Theme,
        settings: QSettings,
        today: Callable[[], date],
        on_export: Callable[[Shown[Any]], None],
        parent: QWidget | None = None,
        *,
        may_change: bool = True,
    ) -> None:
        super().__init__(parent)
        self.list = TablePanel(theme, caseload_listing(today), settings, on_export)
        lead_in(self.list, self.list.view)
        self.toolbar = CaseloadToolbar(theme, self.list.chips, may_change=may_change)
        self.record = Record(theme, today, may_change=may_change)
        self.panes = SidePanel(theme, self.list, self.record, "Record", self, side_width=RECORD, room=ROOM)
        self._outcome = Words(theme, style=STATUS, wraps=True)
        self._outcome.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.FIELD, ABOVE, Space.FIELD, BELOW)
        layout.setSpacing(Space.SNUG)
        for widget in (self.toolbar, self._outcome):
            layout.addWidget(widget)
        layout.addWidget(self.panes, 1)

    def say(self, words: str, *, refused: bool = False) -> None:
        """What became of something that was asked for; empty: nothing to say any more."""
        self._outcome.restyle(STATUS.coloured(Token.BAD if refused else Token.GOOD))
        self._outcome.setText(words)
        self._outcome.setVisible(bool(words))
        if words:
            announce(self._outcome, words, urgent=refused)
