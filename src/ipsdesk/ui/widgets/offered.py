"""A secret of five random words that is offered, to be taken or exchanged for another."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.hint import Tinted
from ipsdesk.ui.widgets.text_styles import NAME, SECOND
from ipsdesk.ui.widgets.words import Words


class Offered(Tinted):
    """``words`` are those offered; ``use`` and ``other`` are its buttons."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.words = Words(theme, style=NAME, wraps=True)
        self.use, self.other = Button(theme, "Use this one"), Button(theme, "Another")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(Space.STEP, Space.STEP, Space.STEP, Space.STEP)
        lines.setSpacing(Space.SNUG)
        lines.addWidget(Words(theme, "Five words drawn at random:", SECOND, wraps=True))
        lines.addWidget(self.words)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.SNUG)
        buttons.addWidget(self.use)
        buttons.addWidget(self.other)
        buttons.addStretch()
        lines.addLayout(buttons)
