"""Asks for a day, to go to its week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.fields import Field, Kind
from ipsdesk.rules.periods import DAY
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.date_field import DateField
from ipsdesk.ui.widgets.form_row import FormRow
from ipsdesk.ui.widgets.typed_values import Complaint

TITLE = "Go to the week of…"
HELP = "Any day of it: 27/3, 27 mar, today or fri."
NOTHING = "Write a day of the week you want to see"
WIDTH = 340


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - day.weekday() * DAY


class GoToWeek(QDialog):
    """A day's field; ``chosen`` carries the Monday of its week."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(TITLE)
        self.day = DateField(theme, Field("Day", Kind.DATE, HELP), today)
        self._row = FormRow(theme, self.day)
        self.go = Button(theme, "Go", Rank.PRIMARY)
        cancel = Button(theme, "Cancel")
        self.go.setDefault(True)
        self.go.clicked.connect(self._go)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.CARD)
        layout.setSpacing(Space.FIELD)
        layout.addWidget(self._row)
        layout.addStretch()
        layout.addLayout(buttons)
        self.setMinimumWidth(theme.px(WIDTH))
        self.day.setFocus()

    def _go(self) -> None:
        try:
            day = self.day.value()
            problem = "" if isinstance(day, date) else NOTHING
        except Complaint as complaint:
            day, problem = None, str(complaint)
        self._row.show_problem(problem)
        if isinstance(day, date):
            self.chosen.emit(monday_of(day))
            self.accept()
        else:
            self.day.setFocus()
