"""A list below something else, scrolled as a whole where there is little room: it keeps some rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.side_panel import lead_in
from ipsdesk.ui.widgets.table_panel import TablePanel

LIST_HIGH = 180
"""Pixels at 100 % text that the list has at least."""


class ListRoom(FocusScroll):
    """The list has all the room that the others leave."""

    def __init__(
        self, theme: Theme, above: Sequence[QWidget], panel: TablePanel, spacing: int = Space.SNUG
    ) -> None:
        super().__init__()
        self._theme, self._list = theme, panel
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing)
        for widget in above:
            column.addWidget(widget)
        column.addWidget(panel, 1)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)  # after it was put in, which turns this on
        lead_in(self, panel.view)
        panel.chosen.connect(self._bring_in)
        self._measure()
        theme.changed.connect(self._measure)

    def _bring_in(self, _row: object) -> None:
        self.show_focus()

    def _measure(self) -> None:
        self._list.setMinimumHeight(self._theme.px(LIST_HIGH))
