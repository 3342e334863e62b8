"""Asks for the first and the last day of a period of any length."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.fields import Field, Kind
from ipsdesk.rules.periods import YEARS, Period, free_period
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.date_field import DateField
from ipsdesk.ui.widgets.form_row import FormRow
from ipsdesk.ui.widgets.typed_values import Complaint

TITLE = "Figures between two days"
HELP = "27/3, 27 mar or today; both days are included."
NOTHING = "Write a day"
BACKWARDS = "This is before the first day"
OUT_OF_REACH = f"Write a day from {YEARS[0]} to {YEARS[-1]}"
WIDTH = 360


class DatesDialog(QDialog):
    """Two days; ``chosen`` carries the period from the one to the other."""

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, period: Period, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.first = DateField(
            theme, Field("First day", Kind.DATE, HELP, required=True), today, looks_back=True
        )
        self.last = DateField(theme, Field("Last day", Kind.DATE, required=True), today, looks_back=True)
        self._rows = (FormRow(theme, self.first), FormRow(theme, self.last))
        self.first.show_value(period.first)
        self.last.show_value(period.last)
        self.show_button = Button(theme, "Show", Rank.PRIMARY)
        self.show_button.setDefault(True)
        self.show_button.clicked.connect(self._take)
        cancel = Button(theme, "Cancel")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self.show_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.CARD)
        layout.setSpacing(Space.FIELD)
        for row in self._rows:
            layout.addWidget(row)
        layout.addStretch()
        layout.addLayout(buttons)
        self.setMinimumWidth(theme.px(WIDTH))
        self.first.line.selectAll()
        self.first.setFocus()

    def _take(self) -> None:
        first, last = (self._day(at) for at in (0, 1))
        if first and last and last < first:
            self._rows[1].show_problem(BACKWARDS)
            self.last.setFocus()
        elif first and last:
            self.chosen.emit(free_period(first, last))
            self.accept()
        else:
            (self.last if first else self.first).setFocus()

    def _day(self, at: int) -> date | None:
        try:
            value = (self.first, self.last)[at].value()
            day = value if isinstance(value, date) else None
            problem = NOTHING if day is None else "" if day.year in YEARS else OUT_OF_REACH
        except Complaint as complaint:
            day, problem = None, str(complaint)
        self._rows[at].show_problem(problem)
        return None if problem else day
