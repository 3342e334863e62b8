"""How well the unit is backed up, at the head of the dialog: what is so, and what to do about it."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from ipsdesk.services.backups import BackupState
from ipsdesk.ui.backups.backup_words import drill_words, newest_words, second_words
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.text_styles import BODY, HEAD
from ipsdesk.ui.widgets.words import Words

ALL_WELL = "All is well: nothing needs to be done about backups."
MADE = "Backups are made. To be sure of them, still"
LEFT_TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
FACTS = ("Newest backup", "Second place", "Practised restore")


class StatePanel(QWidget):
    """One line for each fact, and the reminders below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._facts = [Words(theme, style=BODY, wraps=True) for _ in FACTS]
        self._reminders = MarkedWords(theme)
        lines = QFormLayout()
        lines.setLabelAlignment(LEFT_TOP)
        lines.setHorizontalSpacing(Space.FIELD)
        lines.setVerticalSpacing(Space.LABEL)
        for head, fact in zip(FACTS, self._facts, strict=True):
            lines.addRow(Words(theme, head, HEAD), fact)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.SNUG)
        layout.addLayout(lines)
        layout.addWidget(self._reminders)

    def show_state(self, state: BackupState) -> None:
        """Say how it stands."""
        now = datetime.now(UTC)
        told = (newest_words(state, now), second_words(state.second, now), drill_words(state.drill, now))
        for fact, words in zip(self._facts, told, strict=True):
            fact.setText(breakable(words))
        if state.reminders:
            self._reminders.say(Mark.NEAR_LIMITS, breakable("\n".join(state.reminders)))
        elif todo := _never_done(state):
            self._reminders.say(Mark.NOTE, f"{MADE} {' and '.join(todo)}.")
        else:
            self._reminders.say(Mark.DONE, ALL_WELL)


def _never_done(state: BackupState) -> list[str]:
    """What makes backups safe and was never done in this unit."""
    second = ["choose a second place"] if state.second.path is None else []
    return second + (["practise a restore"] if state.drill.at is None else [])
