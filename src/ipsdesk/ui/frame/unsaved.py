"""Asks before the window is closed over something that is not saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.text_styles import PANEL
from ipsdesk.ui.widgets.words import Words

WIDTH, MOST = 460, 6


def counted(number: int) -> str:
    """How many entries, in words that "not saved" may follow."""
    return "1 entry is" if number == 1 else f"{number} entries are"


class Unsaved(QDialog):
    """What is not saved, by its place; ``go_on`` says that a draft of it will do."""

    go_on = Signal()

    def __init__(self, theme: Theme, places: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        title, it = f"{counted(len(places))} not saved", "it" if len(places) == 1 else "they"
        self.setWindowTitle(title)
        self.setFixedWidth(theme.px(WIDTH))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.CARD)
        layout.setSpacing(Space.STEP)
        more = len(places) - MOST
        lines = [*places[:MOST], *([f"and {more} more"] if more > 0 else [])]
        layout.addWidget(Words(theme, title, PANEL, wraps=True))
        for line in lines:
            layout.addWidget(Words(theme, line, wraps=True))
        layout.addWidget(
            Words(
                theme,
                f"Everything else is saved. Go back to see why, or leave: {it} will be kept as a draft,"
                " for you alone, and offered when you sign in again.",
                wraps=True,
            )
        )
        buttons = QHBoxLayout()
        leave, back = Button(theme, "Leave"), Button(theme, "Go back", Rank.PRIMARY)
        buttons.addWidget(leave)
        buttons.addStretch()
        buttons.addWidget(back)
        layout.addLayout(buttons)
        back.clicked.connect(self.reject)
        leave.clicked.connect(self.accept)
        self.accepted.connect(self.go_on)
        back.setFocus()
        announce(self, ". ".join((title, *lines)), urgent=True)
