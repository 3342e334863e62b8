"""What every step of making a unit has: a heading, its fields, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.editor import Editor
from ipsdesk.ui.widgets.form_row import FormRow
from ipsdesk.ui.widgets.problems import ProblemSummary
from ipsdesk.ui.widgets.text_styles import BODY, PANEL
from ipsdesk.ui.widgets.typed_values import fill_in
from ipsdesk.ui.widgets.words import Words

RING_ROOM = 4
"""Beside the fields, so that the ring round a button is not cut where the step scrolls."""


class StepPage(QWidget):
    """One step: its heading, what is wrong with it, and its fields."""

    def __init__(self, theme: Theme, title: str, words: str) -> None:
        super().__init__()
        self._theme, self.title = theme, title
        self.rows: dict[str, FormRow] = {}
        self.summary = ProblemSummary(theme)
        self.summary.wanted.connect(self._go_to)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        layout.setSpacing(Space.FIELD)
        head = QVBoxLayout()
        head.setSpacing(Space.LABEL)
        head.addWidget(Words(theme, title, PANEL, wraps=True))
        head.addWidget(Words(theme, words, BODY, wraps=True))
        layout.addLayout(head)
        layout.addWidget(self.summary)

    def _add(self, key: str, editor: Editor) -> None:
        self.rows[key] = FormRow(self._theme, editor)
        self._layout.addWidget(self.rows[key])

    def _go_to(self, key: str) -> None:
        self.rows[key].editor.setFocus()

    def problems(self) -> dict[str, str]:
        """What is wrong, by field."""
        return {
            key: fill_in(row.editor.field)
            for key, row in self.rows.items()
            if not str(row.editor.value()).strip()
        }

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say these at the top and at their fields."""
        for key, row in self.rows.items():
            row.show_problem(problems.get(key, ""))
        self.summary.show_problems(problems, frozenset(self.rows))

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        next(iter(self.rows.values())).editor.setFocus()
