"""The parts of the tab of weekly hours and where they stand."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.ui.hours.grid_view import HoursGrid
from ipsdesk.ui.hours.inspector import Inspector
from ipsdesk.ui.hours.key_line import KeyLine
from ipsdesk.ui.hours.toolbar import HoursToolbar
from ipsdesk.ui.hours.toolbar_strip import Strip
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.side_panel import SidePanel

WEEKS = "The last 26 weeks"
ABOVE, BELOW = 11, 12
ROOM_FOR_KEY = 440
"""Height of the page, at 100 %, from which the key is shown."""


class HoursPage(QWidget):
    """Toolbar, strip, grid and key in a column; the inspector beside them, or over them where it is tight."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.toolbar, self.strip = HoursToolbar(theme), Strip(theme)
        self.grid, self.inspector = HoursGrid(theme), Inspector(theme)
        card = Card(theme)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.grid)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SNUG)
        column.addWidget(self.toolbar)
        column.addWidget(self.strip)
        column.addWidget(card, 1)
        self._key = KeyLine(theme)
        column.addWidget(self._key)
        self.panes = SidePanel(theme, main, self.inspector, WEEKS, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.FIELD, ABOVE, Space.FIELD, BELOW)
        layout.addWidget(self.panes)
        theme.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a low window the grid has the room of the key, which the help page has too."""
        self._key.setVisible(self.height() >= self._theme.px(ROOM_FOR_KEY))
