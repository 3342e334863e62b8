"""The larger fields and button of signing in, and a passphrase that can be shown and hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ipsdesk.fields import Field
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.editor import Editor
from ipsdesk.ui.widgets.link import Link

if TYPE_CHECKING:
    from ipsdesk.ui.widgets.typed_values import Value

LARGE_BUTTON = 42
SHOW, HIDE = "Show", "Hide"


class Line(QLineEdit):
    """A line as high as asked for, at every text size."""

    caps_lock = Signal(bool)
    """Whether Caps Lock is on, as far as a typed letter tells."""

    def __init__(self, theme: Theme, height: int = Height.LARGE_CONTROL) -> None:
        super().__init__()
        self._theme, self._height = theme, height
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._theme.px(self._height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter that is not as Shift would have it gives Caps Lock away."""
        letter, shift = event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_lock.emit(False)  # noqa: FBT003 - pressed to put it right; the next letter tells
        elif len(letter) == 1 and letter.isupper() != letter.islower():
            self.caps_lock.emit(letter.isupper() != shift)
        super().keyPressEvent(event)


class CoveredLine(Line):
    """A line of dots, with a word at its right end that shows what they stand for."""

    def __init__(self, theme: Theme, name: str, height: int) -> None:
        super().__init__(theme, height)
        self._name = name
        self.show_link = ShortLink(theme, SHOW, self)
        self.show_link.clicked.connect(self._turn)
        self.cover()
        theme.changed.connect(self._place)

    def cover(self) -> None:
        """Show dots."""
        self._set(QLineEdit.EchoMode.Password, SHOW)

    def _turn(self) -> None:
        if self.echoMode() is QLineEdit.EchoMode.Password:
            self._set(QLineEdit.EchoMode.Normal, HIDE)
        else:
            self.cover()

    def _set(self, mode: QLineEdit.EchoMode, offers: str) -> None:
        self.setEchoMode(mode)
        self.show_link.setText(offers)
        self.show_link.setAccessibleName(f"{offers} the {self._name}")
        self._place()

    def _place(self) -> None:
        """Put the word where it belongs, and keep what is typed clear of it."""
        size = self.show_link.sizeHint()
        left, top = self.width() - size.width() - Space.STEP, (self.height() - size.height()) // 2
        self.show_link.setGeometry(left, top, size.width(), size.height())
        self.setTextMargins(0, 0, size.width() + Space.SNUG, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()


class ShortLink(Link):
    """A link of two words, no wider than they are, so that it can stand flush at the right."""

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class LineField(Editor):
    """A field of one line, taken to the letter."""

    def __init__(self, theme: Theme, field: Field, line: Line) -> None:
        super().__init__(theme, field)
        self.line = line
        self.hold(line)
        line.textChanged.connect(self.changed)

    def value(self) -> str:
        return self.line.text()

    def show_value(self, value: Value) -> None:
        self.line.setText("" if value is None else str(value))


class PassphraseField(LineField):
    """A passphrase, covered until it is to be seen."""

    line: CoveredLine

    def __init__(self, theme: Theme, field: Field, height: int = Height.LARGE_CONTROL) -> None:
        super().__init__(theme, field, CoveredLine(theme, field.label.lower(), height))

    def show_value(self, value: Value) -> None:
        """Hold this, covered."""
        super().show_value(value)
        self.line.setCursorPosition(0)
        self.line.cover()


class LargeButton(Button):
    """The button of signing in."""

    def __init__(
        self, theme: Theme, words: str, rank: Rank = Rank.PRIMARY, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, words, rank, "", parent)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(LARGE_BUTTON))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
