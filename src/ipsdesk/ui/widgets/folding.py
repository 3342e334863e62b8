"""The fields of a form that are needed seldom, folded under one button until somebody asks for them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.editor import Editor
from ipsdesk.ui.widgets.form_row import FormRow
from ipsdesk.ui.widgets.typed_values import Complaint

MORE, FEWER = "More fields", "Fewer fields"


class Folding(QObject):
    """Hides the rows that are ``folded``; one that is filled in, or asked for by others, is always shown.

    Those that are ``settled`` are filled in and need no looking at: they are shown only when asked for.
    """

    def __init__(
        self, theme: Theme, rows: Mapping[str, FormRow], folded: frozenset[str], settled: frozenset[str]
    ) -> None:
        super().__init__()
        self._rows = {key: row for key, row in rows.items() if key in folded | settled}
        self._settled = settled
        self._revealed: frozenset[str] = frozenset()
        self._needed: frozenset[str] = frozenset()
        self.is_open = False
        self.button = Button(theme, MORE, Rank.QUIET, "chevron-down")
        self.button.clicked.connect(self._turn)

    def reveal(self, keys: frozenset[str]) -> None:
        """Show these beside those that are filled in."""
        if keys != self._revealed:
            self._revealed = keys
            self.settle()

    def need(self, keys: frozenset[str]) -> None:
        """Show these too, for something is to be said of them."""
        self._needed = keys
        self.settle()

    def settle(self) -> None:
        """Show what is to be seen now; asked once the values are in."""
        for key, row in self._rows.items():
            asked = self.is_open or key in self._revealed or key in self._needed
            row.setVisible(asked or (key not in self._settled and _is_filled(row.editor)))

    def unfold(self) -> None:
        """Show them all."""
        if not self.is_open:
            self._turn()

    def _turn(self) -> None:
        self.is_open = not self.is_open
        self.button.setText(FEWER if self.is_open else MORE)
        self.button.set_icon("chevron-up" if self.is_open else "chevron-down")
        hidden = [row for row in self._rows.values() if row.isHidden()]
        self.settle()
        if self.is_open and hidden:
            hidden[0].editor.setFocus()
        announce(self.button, "All fields are shown" if self.is_open else "Fewer fields are shown")


def _is_filled(editor: Editor) -> bool:
    """Whether something else stands in it than in a new record, readable or not."""
    try:
        value = editor.value()
    except Complaint:
        return True
    return value is not None and value != editor.field.default
