"""Asks until when a line of Today is put off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.fields import Field, Kind
from ipsdesk.rules.periods import DAY
from ipsdesk.services.today_lines import day_of_week, sunday_of
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.choosing import ChipRow
from ipsdesk.ui.widgets.date_field import DateField
from ipsdesk.ui.widgets.form_row import FormRow
from ipsdesk.ui.widgets.text_styles import BODY, PANEL, SECOND
from ipsdesk.ui.widgets.typed_values import Complaint
from ipsdesk.ui.widgets.words import Words

TITLE = "Put off"
UNTIL, FOR_YOU = "Until when?", "Only you stop seeing it; it comes back on that day."
A_DAY = "A day…"
DAY_FIELD = Field("Day", Kind.DATE, "At most 30 days ahead: 27/3, 27 mar or fri.")
NO_DAY = "Write the day on which it comes back"
WIDTH = 400


class PutOff(QDialog):
    """Tomorrow, next Monday or a day; ``chosen`` carries it."""

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, words: str, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        day = today()
        monday = sunday_of(day) + DAY
        self._days = (day + DAY, monday if monday > day + DAY else monday + 7 * DAY)
        said = [
            f"Tomorrow, {day_of_week(self._days[0], day)}",
            f"Next Monday, {day_of_week(self._days[1], day)[4:]}",
        ]
        self.choice = ChipRow(theme, UNTIL, [*said, A_DAY])
        self.day = DateField(theme, DAY_FIELD, today)
        self._row = FormRow(theme, self.day)
        self._row.hide()
        self.choice.chosen.connect(self._turn)
        self.put_off = Button(theme, "Put off", Rank.PRIMARY)
        self.put_off.setDefault(True)
        self.put_off.clicked.connect(self._give)
        cancel = Button(theme, "Cancel")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self.put_off)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.CARD)
        layout.setSpacing(Space.FIELD)
        layout.addWidget(Words(theme, words, PANEL, wraps=True))
        layout.addWidget(Words(theme, UNTIL, BODY))
        layout.addWidget(self.choice)
        layout.addWidget(self._row)
        layout.addWidget(Words(theme, FOR_YOU, SECOND, wraps=True))
        layout.addStretch()
        layout.addLayout(buttons)
        self.setMinimumWidth(theme.px(WIDTH))
        self.choice.chips[0].setFocus()

    def _turn(self, place: int) -> None:
        self._row.setVisible(place == len(self._days))
        if place == len(self._days):
            announce(self, DAY_FIELD.label)

    def _give(self) -> None:
        place = self.choice.place
        if place < len(self._days):
            self._choose(self._days[place])
            return
        try:
            day = self.day.value()
            problem = "" if isinstance(day, date) else NO_DAY
        except Complaint as complaint:
            day, problem = None, str(complaint)
        self._row.show_problem(problem)
        if isinstance(day, date):
            self._choose(day)
        else:
            self.day.setFocus()

    def _choose(self, day: date) -> None:
        self.chosen.emit(day)
        self.accept()
