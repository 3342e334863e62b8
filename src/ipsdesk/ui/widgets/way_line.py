"""The way from referral to thirteen weeks: what is done, where a person is, and what lies ahead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.painting import Paint, Way
from ipsdesk.ui.widgets.text_styles import NAME, SECOND
from ipsdesk.ui.widgets.words import Words

DOTS = 24


class Step(NamedTuple):
    """One step: its name, how far it is, and lines under it such as its day."""

    words: str
    way: Way
    lines: tuple[str, ...] = ()


class _Dots(QWidget):
    def __init__(self, theme: Theme, steps: Sequence[Step]) -> None:
        super().__init__()
        self._theme, self._steps = theme, steps
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        self.setFixedHeight(self._theme.px(DOTS))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        Paint(painter, self._theme).way(QRectF(self.rect()), [step.way for step in self._steps])
        painter.end()


class WayLine(QWidget):
    """The steps side by side; a screen reader hears them as one sentence."""

    def __init__(self, theme: Theme, name: str, steps: Sequence[Step], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(_said(step) for step in steps))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.LABEL)
        layout.addWidget(_Dots(theme, steps))
        columns = QHBoxLayout()
        columns.setSpacing(0)
        layout.addLayout(columns)
        for step in steps:
            columns.addLayout(self._column(step), 1)

    def _column(self, step: Step) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        ahead = step.way is Way.AHEAD
        for words, style in (
            (step.words, SECOND if ahead else NAME),
            *(
                (line, SECOND.coloured(Token.ACCENT) if step.way is Way.HERE else SECOND)
                for line in step.lines
            ),
        ):
            label = Words(self._theme, words, style, wraps=True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            column.addWidget(label)
        column.addStretch()
        return column


def _said(step: Step) -> str:
    return ", ".join((step.words, step.way.value, *step.lines))
