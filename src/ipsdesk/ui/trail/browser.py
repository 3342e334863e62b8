"""Entries of the trail, newest first, with the one under the cursor in full below them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.trail.details import EntryDetails
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.columns import Listing
from ipsdesk.ui.widgets.table_panel import Shown, TablePanel
from ipsdesk.ui.widgets.text_styles import SECOND
from ipsdesk.ui.widgets.words import Words

TABLE_HEIGHT = 220
"""The least at 100 % text."""


class EntryBrowser(QWidget):
    """``older_wanted`` asks for the entries before the last one that is shown."""

    older_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        listing: Listing[Any],
        settings: QSettings,
        on_export: Callable[[Shown[Any]], None] | None = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self.panel = TablePanel(theme, listing, settings, on_export)
        self.details = EntryDetails(theme)
        self._count = Words(theme, style=SECOND)
        self.older = Button(theme, "Show older", Rank.QUIET)
        self._more = QWidget()
        line = QHBoxLayout(self._more)
        line.setContentsMargins(Space.FIELD, 0, Space.STEP, 0)
        line.addWidget(self._count, 1)
        line.addWidget(self.older)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.SNUG)
        layout.addWidget(self.panel, 3)
        layout.addWidget(self._more)
        layout.addWidget(self.details, 2)
        self.setFocusProxy(self.panel.view)
        self.panel.chosen.connect(self.details.show_entry)
        self.older.clicked.connect(self.older_wanted)
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.panel.setMinimumHeight(self._theme.px(TABLE_HEIGHT))

    @property
    def last(self) -> int | None:
        """The number of the oldest entry shown; None: there is none."""
        rows = self.panel.model.rows
        return rows[-1].number if rows else None

    def show_entries(self, entries: Sequence[Any], more: str) -> None:
        """Show these, the newest chosen; ``more`` says that there are others, empty: there are none."""
        self.panel.set_rows(entries)
        if entries:
            self.panel.view.setCurrentIndex(self.panel.model.index(0, self.panel.columns.first_shown()))
        self.panel.view.scrollToTop()
        self._tell(more)

    def add_entries(self, entries: Sequence[Any], more: str) -> None:
        """Show these older ones too; the keyboard goes on from there."""
        if self.older.hasFocus():
            self.panel.view.setFocus()
        self.panel.set_rows([*self.panel.model.rows, *entries])
        if entries:
            place = self.panel.model.place_of(self.panel.listing.identity(entries[0]))
            column = self.panel.columns.first_shown()
            self.panel.view.setCurrentIndex(self.panel.model.index(place or 0, column))
        self._tell(more)
        announce(self, more or f"All {len(self.panel.model.rows):,} entries are shown")

    def _tell(self, more: str) -> None:
        self._more.setVisible(bool(more))
        self._count.setText(more)
        self.details.show_entry(self.panel.current_row())
