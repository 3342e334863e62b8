"""A choice that is acted on once it is made, and not while a person is still typing it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QShowEvent

from ipsdesk.fields import Field
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.choice_field import ChoiceField, Option
from ipsdesk.ui.widgets.typed_values import Complaint, Value


class ChosenField(ChoiceField):
    """``chosen`` carries a new value once it is picked from the list, or typed and left."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, field: Field, options: Sequence[Option] = ()) -> None:
        super().__init__(theme, field, options)
        self._settled = ""
        self.box.activated.connect(self._tidy)

    def showEvent(self, event: QShowEvent) -> None:
        """In an area that scrolls, Qt forgets the style sheet's transparent ground and covers the arrow."""
        super().showEvent(event)
        palette = self.box.line.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.box.line.setPalette(palette)

    def offer(self, options: Sequence[Option], value: str) -> None:
        """These are to choose from, and this is chosen."""
        if list(options) != self._options:
            self.box.clear()
            self._options = list(options)
            self.box.addItems([one.words for one in self._options])
        self.show_value(value)

    def show_value(self, value: Value) -> None:
        """Hold this, as settled."""
        super().show_value(value)
        self.box.line.setCursorPosition(0)
        self._settled = "" if value is None else str(value)

    def _tidy(self) -> None:
        """Act on what was typed once it is left; what can't be read is not kept."""
        try:
            value = self.value()
        except Complaint:
            value = None
        if value is None or value == self._settled:
            self.show_value(self._settled)
        else:
            self.show_value(value)
            self.chosen.emit(self._settled)
