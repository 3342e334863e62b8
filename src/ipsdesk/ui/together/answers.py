"""A few answers in large type beside each other, one of which is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Radius, Size, Space, Token, Weight
from ipsdesk.ui.widgets.choosing import Segment
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.painting import CENTRE, Paint, width_of
from ipsdesk.ui.widgets.text_styles import TextStyle

ANSWER = TextStyle(Size.PANEL, Weight.MEDIUM)


class LargeAnswer(Segment):
    """One of them."""

    def sizeHint(self) -> QSize:
        wide = width_of(self._theme, self.text(), ANSWER) + self._theme.px(28)
        high = self._theme.px(Height.LARGE_CONTROL)
        return QSize(max(round(wide), high), high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, box, chosen = Paint(painter, self._theme), QRectF(self.rect()), self.isChecked()
        border = Token.ACCENT if chosen else Token.EDGE
        paint.box(box, Token.TINT if chosen else Token.SURFACE, border, Radius.CONTROL)
        if chosen:
            paint.box(box.adjusted(1, 1, -1, -1), None, Token.ACCENT, Radius.CONTROL - 1)
        paint.text(box, self.text(), ANSWER.coloured(Token.ACCENT if chosen else Token.TEXT), CENTRE)
        painter.end()


class LargeAnswers(QWidget):
    """On as many lines as they need; ``chosen`` carries the place of the one that is chosen."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, name: str, words: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self.answers = [LargeAnswer(theme, one, self) for one in words]
        layout = Flow(self, Space.SNUG)
        for place, answer in enumerate(self.answers):
            answer.setAccessibleName(f"{name}: {answer.text()}")
            self._group.addButton(answer, place)
            layout.addWidget(answer)
        self.setFocusProxy(self.answers[0])
        self._group.idToggled.connect(self._toggled)

    @property
    def place(self) -> int:
        """Which is chosen; -1: none."""
        return self._group.checkedId()

    def choose(self, place: int) -> None:
        """Choose one."""
        self.answers[place].setChecked(True)

    def focus(self) -> None:
        """Bring the keyboard to the one that is chosen."""
        self.answers[max(self.place, 0)].setFocus()

    def _toggled(self, place: int, checked: bool) -> None:  # noqa: FBT001 - the signal's own shape
        if checked:
            self.chosen.emit(place)
