"""What the card offers while this computer knows of no unit."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Rank
from ipsdesk.ui.widgets.line_fields import LargeButton, ShortLink
from ipsdesk.ui.widgets.painting import CENTRE
from ipsdesk.ui.widgets.text_styles import BODY, PANEL
from ipsdesk.ui.widgets.words import Words

TITLE = "No unit is known here yet"
WORDS = (
    "A unit is one encrypted folder with all its records. Nothing leaves this computer. "
    "Make a new one, open one that is here already, or make one of a backup."
)


class FirstUnit(QWidget):
    """Make a unit, open one, or get one back."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.new_unit = LargeButton(theme, "New unit…")
        self.open_unit = LargeButton(theme, "Open a unit…", Rank.PLAIN)
        self.restore = ShortLink(theme, "Restore a backup…")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.SNUG)
        layout.addWidget(Words(theme, TITLE, PANEL, wraps=True))
        layout.addWidget(Words(theme, WORDS, BODY, wraps=True))
        layout.addSpacing(Space.FIELD)
        layout.addWidget(self.new_unit)
        layout.addSpacing(Space.LABEL)
        layout.addWidget(self.open_unit)
        layout.addSpacing(Space.LABEL)
        layout.addWidget(self.restore, 0, CENTRE)
