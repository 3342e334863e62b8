"""The rows behind a proposed score, counted and left out, as behind a figure of the KPIs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.ui.kpis.drill_list import DrillList
from ipsdesk.ui.kpis.drill_rows import Line
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.text_styles import PANEL, SECOND
from ipsdesk.ui.widgets.words import Words

WIDTH, HEIGHT, SHARE = 620, 600, 0.94


class RowsDialog(QDialog):
    """``person_wanted`` carries whose row was opened; the dialog is closed then."""

    person_wanted = Signal(int)

    def __init__(
        self, theme: Theme, title: str, words: str, lines: Sequence[Line], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.rows = DrillList(theme)
        self.copy_button = Button(theme, "Copy rows", Rank.QUIET)
        self.close_button = Button(theme, "Close")
        self.outcome = MarkedWords(theme)
        layout, head, foot = QVBoxLayout(self), QVBoxLayout(), QHBoxLayout()
        layout.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.FIELD)
        layout.setSpacing(Space.STEP)
        head.setSpacing(2)
        head.addWidget(Words(theme, title, PANEL, wraps=True))
        head.addWidget(Words(theme, words, SECOND, wraps=True))
        card = Card(theme)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.rows)
        foot.addWidget(self.copy_button)
        foot.addWidget(self.outcome)
        foot.addStretch()
        foot.addWidget(self.close_button)
        layout.addLayout(head)
        layout.addWidget(card, 1)
        layout.addLayout(foot)
        self.rows.opened.connect(self._go)
        self.rows.copied.connect(self.copy)
        self.copy_button.clicked.connect(self.copy)
        self.close_button.clicked.connect(self.reject)
        room = self.screen().availableSize() * SHARE
        self.resize(min(theme.px(WIDTH), room.width()), min(theme.px(HEIGHT), room.height()))
        self.rows.show_lines(lines)
        self.rows.go_to_first()
        self.rows.setFocus()

    def _go(self, client: int) -> None:
        self.accept()
        self.person_wanted.emit(client)

    def copy(self) -> None:
        """Put the rows on the clipboard, as text."""
        lines = ["\t".join((one.name, one.aside, one.right)) for one in self.rows.lines.lines]
        QGuiApplication.clipboard().setText("\n".join(lines))
        words = "Copied, for Excel."
        self.outcome.say(Mark.DONE, words)
        announce(self, words)
