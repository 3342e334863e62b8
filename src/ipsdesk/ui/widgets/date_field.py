"""A field for a day that takes 27/3, 27 mar or fri, shows it in full, and says beside it what day that is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ipsdesk.fields import Field
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.day_words import beside, read_day
from ipsdesk.ui.widgets.editor import Editor, Typed
from ipsdesk.ui.widgets.painting import font_of
from ipsdesk.ui.widgets.text_styles import CELL, SECOND
from ipsdesk.ui.widgets.typed_values import Complaint, Value, as_typed, read_typed
from ipsdesk.ui.widgets.words import Words

WIDTH = 110
STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 7, Qt.Key.Key_PageDown: -7}


class _DayLine(QLineEdit):
    """Up and Down go a day on and back, Page Up and Page Down a week."""

    def __init__(self, step: Callable[[int], None]) -> None:
        super().__init__()
        self._step = step

    def keyPressEvent(self, event: QKeyEvent) -> None:
        days = STEPS.get(Qt.Key(event.key()))
        if days is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self._step(days)


class DateField(Editor):
    """One day. ``looks_back`` is for what has happened: a weekday then means the last one."""

    def __init__(
        self,
        theme: Theme,
        field: Field,
        today: Callable[[], date],
        parent: QWidget | None = None,
        *,
        looks_back: bool = False,
    ) -> None:
        super().__init__(theme, field, parent)
        self._today, self._looks_back = today, looks_back
        self.line = _DayLine(self._step)
        self.line.setPlaceholderText("dd/mm/yyyy")
        self.hold(self.line, WIDTH)
        self._beside = Words(theme, style=SECOND)
        self._line.insertWidget(1, self._beside)
        self._dress()
        theme.changed.connect(self._dress)
        self.line.textChanged.connect(self._changed)
        self.line.editingFinished.connect(self._tidy)

    def _dress(self) -> None:
        self.line.setFont(font_of(self._theme, CELL))

    def value(self) -> Value:
        typed = self.line.text().strip()
        if not typed:
            return None
        day = read_day(typed, self._today(), looks_back=self._looks_back)
        return read_typed(self.field, day.isoformat())

    def show_value(self, value: Value) -> None:
        self.line.setText(as_typed(self.field, value))

    def typed(self) -> Typed:
        return self.line.text()

    def show_typed(self, typed: Typed) -> None:
        self.line.setText(str(typed))

    def _day(self) -> date | None:
        try:
            day = self.value()
        except Complaint:
            return None
        return day if isinstance(day, date) else None

    def _changed(self) -> None:
        day = self._day()
        self._beside.setText("" if day is None else beside(day, self._today()))
        self.changed.emit()

    def _tidy(self) -> None:
        if (day := self._day()) is not None:
            self.show_value(day)

    def _step(self, days: int) -> None:
        day = self._day()
        self.show_value(self._today() if day is None else day + timedelta(days=days))
