"""The summary at the top of a form that can't be saved: There is a problem, and one link for each field."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Radius, Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.link import Link
from ipsdesk.ui.widgets.painting import Paint
from ipsdesk.ui.widgets.text_styles import BODY, PANEL
from ipsdesk.ui.widgets.words import Words

TITLE = "There is a problem"
EDGE = 4


class ProblemSummary(QWidget):
    """What is wrong with the form; ``wanted`` carries the field whose link was pressed."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(Space.FIELD + EDGE, Space.STEP, Space.FIELD, Space.STEP)
        self._layout.setSpacing(Space.LABEL)
        self._layout.addWidget(Words(theme, TITLE, PANEL.coloured(Token.BAD)))
        self._lines: dict[str, QWidget] = {}
        self.hide()

    @property
    def links(self) -> list[Link]:
        """The links, in the order of the form."""
        return [line for line in self._lines.values() if isinstance(line, Link)]

    def show_problems(self, problems: Mapping[str, str], linked: frozenset[str]) -> None:
        """Say these, by field, with a link where the form has the field; nothing if there are none."""
        for line in self._lines.values():
            self._layout.removeWidget(line)
            line.deleteLater()
        self._lines = {key: self._entry(key, words, key in linked) for key, words in problems.items()}
        self.setAccessibleName(TITLE)
        self.setVisible(bool(problems))
        if problems:
            announce(self, ". ".join((TITLE, *problems.values())), urgent=True)
        if self.links:
            self.links[0].setFocus()

    def _entry(self, key: str, words: str, has_field: bool) -> QWidget:  # noqa: FBT001 - told apart above
        if not has_field:
            line: QWidget = Words(self._theme, words, BODY, wraps=True)
        else:
            line = Link(self._theme, words)
            line.setProperty("key", key)
            line.clicked.connect(self._pressed)
        self._layout.addWidget(line)
        return line

    def _pressed(self) -> None:
        self.wanted.emit(self.sender().property("key"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint = Paint(painter, self._theme)
        paint.box(QRectF(self.rect()), Token.BAD_TINT, Token.BAD_FILL, Radius.CONTROL)
        painter.setClipRect(0, 0, EDGE, self.height())
        paint.box(QRectF(self.rect()), Token.BAD_FILL, radius=Radius.CONTROL)
        painter.end()
