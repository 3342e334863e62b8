"""What every field of a form can do: show a value, give it back, be named, and be marked as a problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipsdesk.fields import Field
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space

if TYPE_CHECKING:  # the sign-in has fields too, and nothing to convert
    from ipsdesk.ui.widgets.typed_values import Value


Typed = str | list[str] | None
"""What stands in a field, whether it can be read or not; plain JSON."""


class Editor(QWidget):
    """One field on screen; ``changed`` whenever what is typed or chosen changes."""

    changed = Signal()

    def __init__(self, theme: Theme, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.field = theme, field
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(Space.SNUG)
        self.control: QWidget = self

    def hold(self, control: QWidget, width: int = 0, *, fills: bool = True) -> None:
        """Make this the part that is typed in.

        ``width`` is fixed, at 100 % text; without one it fills the line, or is as wide as it asks to be.
        """
        self.control, self._width = control, width
        fills = fills and not width
        self._line.addWidget(control, 1 if fills else 0)
        if not fills:
            self._line.addStretch(1)
        self.setFocusProxy(control)
        self._widen()
        self._theme.changed.connect(self._widen)

    def _widen(self) -> None:
        if self._width:
            self.control.setFixedWidth(self._theme.px(self._width))

    def name(self, words: str, more: str) -> None:
        """What a screen reader says of it."""
        self.control.setAccessibleName(words)
        self.control.setAccessibleDescription(more)

    def set_problem(self, wrong: bool) -> None:  # noqa: FBT001 - a plain property
        """Mark it as a problem, or no longer."""
        if bool(self.control.property("problem")) != wrong:
            self.control.setProperty("problem", wrong)
            self.control.style().unpolish(self.control)
            self.control.style().polish(self.control)

    def value(self) -> Value:
        """What it holds, None for nothing; raises `Complaint` where that can't be read."""
        raise NotImplementedError

    def show_value(self, value: Value) -> None:
        """Hold this."""
        raise NotImplementedError

    def typed(self) -> Typed:
        """What stands in it, valid or not, for a draft; None: it is never kept, as a passphrase is not."""
        return None

    def show_typed(self, typed: Typed) -> None:
        """Hold what `typed` gave."""
        del typed
