"""Words of several lines under their label, handed over when the keyboard leaves them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.painting import font_of, line_height
from ipsdesk.ui.widgets.text_styles import BODY, NAME
from ipsdesk.ui.widgets.words import Words


class NoteEdit(QPlainTextEdit):
    """``left`` says that the keyboard goes elsewhere."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class NoteField(QWidget):
    """``written`` carries the words once the field is left, if they are others than were shown."""

    written = Signal(str)

    def __init__(self, theme: Theme, label: str, lines: int = 3) -> None:
        super().__init__()
        self._theme, self._lines = theme, lines
        self._shown = self._handed = ""
        self.label, self.text = Words(theme, label, NAME), NoteEdit()
        self.text.setAccessibleName(label)
        self.text.setTabChangesFocus(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.label.setBuddy(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.LABEL)
        column.addWidget(self.label)
        column.addWidget(self.text)
        self.text.left.connect(self.hand_over)
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        self.text.setFont(font_of(self._theme, BODY))
        self.text.setFixedHeight(round(line_height(self._theme, BODY) * self._lines) + self._theme.px(12))

    def show_words(self, words: str, *, may_write: bool, anew: bool = False) -> None:
        """Show these, unless others are written here and not kept yet; ``anew`` whatever is written."""
        self.text.setReadOnly(not may_write)
        text = self.text.toPlainText()
        if anew or text in (self._shown, words):
            self._shown = self._handed = words
            if text != words:
                self.text.setPlainText(words)

    @property
    def is_written(self) -> bool:
        """Whether what stands here is not handed over yet."""
        return self.text.toPlainText() not in (self._shown, self._handed)

    def hand_over(self) -> None:
        """Give what was written to whoever keeps it."""
        if self.is_written and not self.text.isReadOnly():
            self._handed = self.text.toPlainText()
            self.written.emit(self._handed)

    def say(self, label: str) -> None:
        """Another label."""
        self.label.setText(label)
        self.text.setAccessibleName(label)
