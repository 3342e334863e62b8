"""Which review is on screen: found by any part of its name, or turned to with the arrows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal

from ipsdesk.fields import Field, Kind
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.choice_field import ChoiceField, Option
from ipsdesk.ui.widgets.typed_values import Complaint

WIDTH = 236
NAME = "Review"


class ReviewChoice(ChoiceField):
    """``chosen`` carries the key of another review; ``name`` and ``width`` serve a second one beside it."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, name: str = NAME) -> None:
        super().__init__(theme, Field(name, Kind.CHOICE), [])
        self.name(name, "Any part of its kind or month")
        self.review: int | None = None
        self._names: Mapping[int, str] = {}
        self.box.activated.connect(self._take)
        self.box.line.editingFinished.connect(self._take)
        self._size()
        theme.changed.connect(self._size)

    def _size(self) -> None:
        self.box.setFixedWidth(self._theme.px(WIDTH))

    def offer(self, names: Mapping[int, str], review: int | None) -> None:
        """These may be chosen, and this one is."""
        if names != self._names:
            self._names = dict(names)
            self._options[:] = [Option(str(key), words) for key, words in names.items()]
            self.box.clear()
            self.box.addItems(list(names.values()))
        self.review = review
        self._show()

    def _show(self) -> None:
        self.show_value(None if self.review is None else str(self.review))
        self.box.line.setCursorPosition(0)

    def _take(self) -> None:
        try:
            value = self.value()
        except Complaint as complaint:
            self.set_problem(True)
            announce(self.box.line, str(complaint), urgent=True)
            return
        self.set_problem(False)
        wanted = int(str(value)) if value else self.review
        changed = wanted is not None and wanted != self.review
        self.review = wanted
        self._show()
        if changed and wanted is not None:
            self.chosen.emit(wanted)

    def step(self, by: int) -> None:
        """To the review before or after this one in the list."""
        keys = list(self._names)
        if self.review in keys and 0 <= (place := keys.index(self.review) + by) < len(keys):
            self.review = keys[place]
            self._show()
            self.chosen.emit(keys[place])
