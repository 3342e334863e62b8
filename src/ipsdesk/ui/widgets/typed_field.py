"""Fields of one line or several that are typed in: words, numbers, hours, money, times, NHS numbers."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from ipsdesk.fields import Field, Kind
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.editor import Editor, Typed
from ipsdesk.ui.widgets.painting import font_of, line_height
from ipsdesk.ui.widgets.text_styles import BODY, CELL
from ipsdesk.ui.widgets.typed_values import Complaint, Value, as_typed, read_typed

WIDTHS = {
    Kind.NHS_NUMBER: 150,
    Kind.TIME: 90,
    Kind.WHOLE: 90,
    Kind.DECIMAL: 110,
    Kind.HOURS: 90,
    Kind.MONEY: 110,
}
"""Fields of figures are as wide as what they hold, in pixels at 100 % text; the others take what there is."""
LINES = 4


class TypedField(Editor):
    """One line; on leaving it, what was typed is shown the way it was understood (``7.5`` as ``7:30``)."""

    def __init__(self, theme: Theme, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(theme, field, parent)
        self.line = QLineEdit()
        self.hold(self.line, WIDTHS.get(field.kind, 0))
        self._dress()
        theme.changed.connect(self._dress)
        self.line.textChanged.connect(self.changed)
        self.line.editingFinished.connect(self._tidy)

    def _dress(self) -> None:
        self.line.setFont(font_of(self._theme, CELL if self.field.kind in WIDTHS else BODY))

    def value(self) -> Value:
        return read_typed(self.field, self.line.text())

    def show_value(self, value: Value) -> None:
        self.line.setText(as_typed(self.field, value))
        self.line.setCursorPosition(0)

    def typed(self) -> Typed:
        return self.line.text()

    def show_typed(self, typed: Typed) -> None:
        self.line.setText(str(typed))

    def _tidy(self) -> None:
        try:
            tidy = as_typed(self.field, self.value())
        except Complaint:
            return  # it stays as it was typed until the person mends it
        if tidy != self.line.text():
            self.line.setText(tidy)


class LongTextField(Editor):
    """Several lines; Tab leaves it."""

    lines: ClassVar[int] = LINES

    def __init__(self, theme: Theme, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(theme, field, parent)
        self.text = QPlainTextEdit()
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.text.setTabChangesFocus(True)
        self.hold(self.text)
        self._measure()
        theme.changed.connect(self._measure)
        self.text.textChanged.connect(self.changed)

    def _measure(self) -> None:
        self.text.setFixedHeight(round(line_height(self._theme, BODY) * self.lines) + self._theme.px(12))

    def value(self) -> Value:
        return read_typed(self.field, self.text.toPlainText())

    def show_value(self, value: Value) -> None:
        self.text.setPlainText(as_typed(self.field, value))

    def typed(self) -> Typed:
        return self.text.toPlainText()

    def show_typed(self, typed: Typed) -> None:
        self.text.setPlainText(str(typed))
