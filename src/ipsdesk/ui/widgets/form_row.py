"""One field of a form with its label, whether it is required, its help, and what is wrong with it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.editor import Editor
from ipsdesk.ui.widgets.icon import Icon
from ipsdesk.ui.widgets.text_styles import NAME, SECOND, STATUS
from ipsdesk.ui.widgets.words import Words

REQUIRED = "required"


class FormRow(QWidget):
    """Label above, field below, words of help between them, words of a problem underneath."""

    def __init__(self, theme: Theme, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.editor = theme, editor
        field = editor.field
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.LABEL)
        layout.addLayout(self._label_line())
        if field.help:
            layout.addWidget(Words(theme, field.help, SECOND, wraps=True))
        layout.addWidget(editor)
        self._problem = self._problem_line()
        layout.addWidget(self._problem)
        self.show_problem("")

    def _label_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(Space.SNUG)
        self.label = Words(self._theme, self.editor.field.title, NAME)
        self.label.setBuddy(self.editor.control)
        line.addWidget(self.label)
        if self.editor.field.required:
            line.addWidget(Words(self._theme, REQUIRED, SECOND))
        line.addStretch()
        return line

    def _problem_line(self) -> QWidget:
        problem = QWidget()
        line = QHBoxLayout(problem)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        self._words = Words(self._theme, style=STATUS.coloured(Token.BAD), wraps=True)
        line.addWidget(Icon(self._theme, "alert-circle", Token.BAD))
        line.addWidget(self._words, 1)
        return problem

    def show_problem(self, words: str) -> None:
        """Say what is wrong with it, or that nothing is."""
        field = self.editor.field
        self._words.setText(words)
        self._problem.setVisible(bool(words))
        self.editor.set_problem(bool(words))
        name = f"{field.title}, {REQUIRED}" if field.required else field.title
        self.editor.name(name, ". ".join(part for part in (words, field.help) if part))
