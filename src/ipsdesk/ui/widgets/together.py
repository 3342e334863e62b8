"""Short fields of a form beside each other, as many on a line as there is room for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.choice_field import ChoiceField
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.form_row import FormRow

CHOICE_WIDTH = 176


class Together(QWidget):
    """The rows keep their order; a choice is no wider than its few words need."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._rows = theme, list[FormRow]()
        self._flow = Flow(self, Space.FIELD)
        theme.changed.connect(self._measure)

    def add(self, row: FormRow) -> None:
        """One more, after the others."""
        self._rows.append(row)
        self._flow.addWidget(row)
        self._measure()

    def _measure(self) -> None:
        for row in self._rows:
            if isinstance(row.editor, ChoiceField):
                row.setMaximumWidth(self._theme.px(CHOICE_WIDTH))
