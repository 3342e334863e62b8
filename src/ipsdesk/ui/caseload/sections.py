"""A part of a page of the record: its heading, what can be done, and its lines or why there are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.line_list import EDGE, Line, LineList
from ipsdesk.ui.widgets.rule import Rule
from ipsdesk.ui.widgets.text_styles import BODY, NAME, SECOND
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.words import Words

Needs = Callable[[Line], bool]


class Section(QWidget):
    """Heading and buttons on one line, or below each other where it is tight; then the list.

    A button that is about a line is off while there is none it can be done with; ``why_off`` says so.
    """

    def __init__(self, theme: Theme, title: str, nothing: str, keys: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._about_line: list[tuple[Button, Needs, str]] = []
        self._may_change = True
        self.title = Words(theme, title, NAME)
        self.list = LineList(theme, title)
        self.nothing = Words(theme, nothing, BODY.coloured(Token.TEXT2), wraps=True)
        self._keys = Words(theme, keys, SECOND, wraps=True)
        self.buttons: list[Button] = []
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, Space.STEP, 0, 0)
        self._body.setSpacing(Space.LABEL)
        head = QWidget()
        self._line = ToolLine(head, Space.SNUG)
        self._line.done_from = 1
        self._line.addWidget(self.title)
        top = QVBoxLayout()
        top.setContentsMargins(EDGE, 0, EDGE, 0)
        top.addWidget(head)
        self._body.addLayout(top)
        for words in (self.nothing, self._keys):
            words.setContentsMargins(EDGE, Space.LABEL, EDGE, Space.SNUG)
        for widget in (self.list, self.nothing, self._keys, Rule(theme)):
            self._body.addWidget(widget)
        self.list.hide()
        self._keys.hide()
        self.list.stood.connect(self._settle)

    def add_button(self, words: str, does: Callable[[], object], icon: str = "", name: str = "") -> Button:
        """Something that can always be done."""
        button = Button(self._theme, words, Rank.PLAIN, icon)
        button.setAccessibleName(name or words.rstrip("…"))
        button.clicked.connect(does)
        self._line.addWidget(button)
        self.buttons.append(button)
        button.setVisible(self._may_change)
        return button

    def add_line_button(
        self, words: str, does: Callable[[], object], needs: Needs, why_off: str, name: str = ""
    ) -> Button:
        """Something that is done with the line that has the keyboard."""
        button = self.add_button(words, does, name=name)
        self._about_line.append((button, needs, why_off))
        button.setEnabled(False)
        return button

    def add_above(self, widget: QWidget) -> None:
        """Show this between the heading and the list."""
        self._body.insertWidget(1, widget)

    def add_below(self, widget: QWidget) -> None:
        """Show this below the list."""
        self._body.insertWidget(self._body.indexOf(self._keys), widget)

    def say_nothing(self, words: str) -> None:
        """What is said where there is no line; empty: what is there is shown otherwise."""
        self.nothing.setText(words)
        self.nothing.setVisible(bool(words) and not self.list.lines)

    @property
    def lines_are_shown(self) -> bool:
        """Whether there is a line to go to."""
        return bool(self.list.lines) and not self.isHidden()

    def set_may_change(self, *, may: bool) -> None:
        """Whether this account changes anything; who only reads has no buttons here."""
        self._may_change = may
        for button in self.buttons:
            button.setVisible(may)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these, or that there is nothing."""
        had_keyboard = self.list.hasFocus()
        self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self._keys.setVisible(bool(lines) and self._may_change and bool(self._keys.text()))
        if had_keyboard and lines:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._settle()

    def _settle(self) -> None:
        line = self.list.current()
        for button, needs, why_off in self._about_line:
            button.setEnabled(line is not None and needs(line))
            button.setToolTip("" if button.isEnabled() else why_off)
