"""The summary strip of a record: a few facts side by side, each with what it is and since when."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ipsdesk.services.caseload_record import Fact
from ipsdesk.ui.caseload.list_words import MARK_OF, SHORT
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.painting import Paint
from ipsdesk.ui.widgets.text_styles import NAME, SECOND
from ipsdesk.ui.widgets.words import Words

LEAST = 118
"""Pixels at 100 % text below which a fact has too little room, and the strip takes another line."""
GAP = 13
SHARE, LAST_SHARE = 10, 14
"""How the width is shared out: the last fact, hours and pay, has more to say."""


class Summary(QWidget):
    """As many facts in a line as there is room for, hairlines between them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._facts: list[QWidget] = []
        self._in_line = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GAP - 1)
        self._grid.setVerticalSpacing(Space.STEP)
        theme.changed.connect(self._place)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these instead."""
        for widget in self._facts:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._facts = [_One(self._theme, fact, self) for fact in facts]
        self._in_line = 0
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        in_line = max(1, min(len(self._facts), self.width() // self._theme.px(LEAST)))
        if in_line == self._in_line or not self._facts:
            return
        for column in range(self._in_line):
            self._grid.setColumnStretch(column, 0)
        self._in_line = in_line
        for place, widget in enumerate(self._facts):
            self._grid.addWidget(widget, place // in_line, place % in_line)
            is_last = place == len(self._facts) - 1 == in_line - 1
            self._grid.setColumnStretch(place % in_line, LAST_SHARE if is_last else SHARE)
            widget.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint = Paint(painter, self._theme)
        for place, widget in enumerate(self._facts):
            if self._in_line and place % self._in_line:
                across = widget.x() - GAP
                paint.line(QPointF(across, widget.y() + 2), QPointF(across, widget.geometry().bottom() - 2))
        painter.end()


class _One(QWidget):
    """Label, value, and a note that may carry a mark."""

    def __init__(self, theme: Theme, fact: Fact, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(Words(theme, fact.label, SECOND, wraps=True))
        column.addWidget(Words(theme, fact.value, NAME, wraps=True))
        if fact.flag:
            marked = MarkedWords(theme, self)
            marked.say(MARK_OF[fact.flag], SHORT.get(fact.note, fact.note))
            column.addWidget(marked)
        elif fact.note:
            column.addWidget(Words(theme, fact.note, SECOND, wraps=True))
        column.addStretch()
