"""Any number of a long list, each found by typing; those chosen stand above the field, to be taken away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ipsdesk.exchange.complaint import shown
from ipsdesk.fields import Field
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.choice_field import ChoiceBox, Option, fitting
from ipsdesk.ui.widgets.editor import Editor, Typed
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.plain_tip import plain_tip
from ipsdesk.ui.widgets.typed_values import Complaint, Value

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Line(QLineEdit):
    """Enter takes what is typed, Backspace in the empty field takes the last one away."""

    entered = Signal()
    emptied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.text().strip():
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        else:
            super().keyPressEvent(event)


class SeveralField(Editor):
    """Type any part of a name and leave the field, or press Enter: it is added to those chosen."""

    def __init__(
        self, theme: Theme, field: Field, options: Sequence[Option], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, field, parent)
        self._options = list(options)
        self._chosen: list[Option] = []
        self._chips = QWidget()
        self._flow = Flow(self._chips)
        self._line_of_box = _Line()
        self.box = ChoiceBox(theme, self._line_of_box)
        self.box.addItems([one.words for one in self._options])
        self.box.setCurrentIndex(-1)
        whole = QWidget()
        lines = QVBoxLayout(whole)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.LABEL)
        lines.addWidget(self._chips)
        lines.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)
        self.hold(whole)
        whole.setFocusProxy(self.box)
        self._chips.hide()
        self.box.editTextChanged.connect(self.changed)
        self.box.activated.connect(self._take)
        self._line_of_box.entered.connect(self._take)
        self._line_of_box.editingFinished.connect(self._take)
        self._line_of_box.emptied.connect(self._take_last_away)

    def name(self, words: str, more: str) -> None:
        """The field within has the keyboard, so it has the name too."""
        super().name(words, more)
        chosen = ", ".join(one.words for one in self._chosen)
        said = ". ".join(part for part in (f"Chosen: {chosen}" if chosen else "", more) if part)
        for one in (self.box, self._line_of_box):
            one.setAccessibleName(words)
            one.setAccessibleDescription(said)

    def set_problem(self, wrong: bool) -> None:  # noqa: FBT001 - as in `Editor`
        """The box draws itself."""
        self.box.setProperty("problem", wrong)
        self.box.update()

    def value(self) -> Value:
        typed = self.box.currentText().strip()
        if not typed:
            return [one.value for one in self._chosen] or None
        found = fitting(self._options, typed)
        if len(found) != 1:
            reason = "fits several on the list" if found else "is not on the list"
            raise Complaint(f"{shown(typed)} {reason}; choose one")
        return list(dict.fromkeys([*(one.value for one in self._chosen), found[0].value]))

    def show_value(self, value: Value) -> None:
        wanted = list(value) if isinstance(value, list) else []
        known = {one.value: one for one in self._options}
        self._set([known.get(one, Option(one, one)) for one in wanted])
        self.box.setEditText("")

    def typed(self) -> Typed:
        """Those chosen, and what is typed beside them."""
        rest = self.box.currentText().strip()
        return [*(one.value for one in self._chosen), *([rest] if rest else [])]

    def show_typed(self, typed: Typed) -> None:
        known = {one.value for one in self._options} | {one.value for one in self._chosen}
        given = list(typed or ())
        self.show_value([one for one in given if one in known])
        self.box.setEditText(next((one for one in given if one not in known), ""))

    # ---- choosing -----------------------------------------------------------------------------------

    def _take(self) -> None:
        found = fitting(self._options, self.box.currentText())
        if len(found) == 1:
            self.box.setCurrentIndex(-1)
            self.box.setEditText("")
            if found[0] not in self._chosen:
                self._set([*self._chosen, found[0]])
                announce(self.box, f"{found[0].words} added")

    def _take_last_away(self) -> None:
        if self._chosen:
            self._take_away(self._chosen[-1])

    def _take_away(self, option: Option) -> None:
        self._set([one for one in self._chosen if one != option])
        self.box.setFocus()
        announce(self.box, f"{option.words} taken away")

    def _set(self, chosen: list[Option]) -> None:
        self._chosen = chosen
        while item := self._flow.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for one in chosen:
            self._flow.addWidget(_Chip(self._theme, one, self))
        self._chips.setVisible(bool(chosen))
        self._chips.updateGeometry()
        self.changed.emit()

    def take_away(self, option: Option) -> None:
        """One of those chosen goes."""
        self._take_away(option)


class _Chip(Button):
    """One that was chosen; pressing it takes it away."""

    def __init__(self, theme: Theme, option: Option, field: SeveralField) -> None:
        super().__init__(theme, option.words, Rank.PLAIN, "close")
        self._option, self._field = option, field
        self.setAccessibleName(f"Take away {option.words}")
        self.setToolTip(plain_tip(self.accessibleName()))
        self.clicked.connect(self._go)

    def _go(self) -> None:
        self._field.take_away(self._option)
