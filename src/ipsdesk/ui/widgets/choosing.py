"""One of several, all in sight: chips that filter, and segments such as Yes and No."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Radius, Size, Token, Weight
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.painting import CENTRE, Paint, width_of
from ipsdesk.ui.widgets.text_styles import TextStyle

CHIP = TextStyle(Size.BODY, Weight.MEDIUM)
CHIP_COUNT = TextStyle(Size.SECOND, Weight.MEDIUM, Token.TEXT2, tabular=True)
UNDECIDED = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class _Painted(QRadioButton):
    """A radio button in behaviour and to the ear; to the eye a shape that is pressed as a whole."""

    def __init__(self, theme: Theme, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self._theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.updateGeometry)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def _width(self) -> float:
        return width_of(self._theme, self.text(), CHIP) + self._theme.px(26)

    def sizeHint(self) -> QSize:
        """As wide as its words ask for."""
        return QSize(round(self._width()), self._theme.px(Height.CHIP))

    def minimumSizeHint(self) -> QSize:
        """Its words are never cut."""
        return self.sizeHint()


class Chip(_Painted):
    """One filter with the number of rows it would show."""

    def __init__(self, theme: Theme, words: str, parent: QWidget) -> None:
        super().__init__(theme, words, parent)
        self._count = ""

    def set_count(self, count: int) -> None:
        """How many rows it would show."""
        self._count = str(count)
        self.setAccessibleName(f"{self.text()}, {count}")
        self.updateGeometry()

    def _width(self) -> float:
        count = width_of(self._theme, self._count, CHIP_COUNT) + self._theme.px(6) if self._count else 0
        return super()._width() + count

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint = Paint(painter, self._theme)
        box = QRectF(self.rect())
        chosen, hovered = self.isChecked(), self.underMouse()
        border = Token.ACCENT if chosen else Token.EDGE if hovered else Token.LINE2
        paint.box(box, Token.TINT if chosen else Token.SURFACE, border, box.height() / 2)
        inner = box.adjusted(self._theme.px(13), 0, 0, 0)
        style = CHIP.coloured(Token.ACCENT if chosen else Token.TEXT)
        width = paint.text(inner, self.text(), style)
        count_style = CHIP_COUNT.coloured(Token.ACCENT) if chosen else CHIP_COUNT
        paint.text(inner.adjusted(width + self._theme.px(6), 0, 0, 0), self._count, count_style)
        painter.end()


class Segment(_Painted):
    """One answer of a row of answers."""

    def sizeHint(self) -> QSize:
        """As high as a field."""
        return QSize(max(round(self._width()), self._theme.px(56)), self._theme.px(Height.CONTROL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint = Paint(painter, self._theme)
        box = QRectF(self.rect())
        chosen, hovered = self.isChecked(), self.underMouse()
        border = Token.ACCENT if chosen else Token.TEXT2 if hovered else Token.EDGE
        paint.box(box, Token.TINT if chosen else Token.SURFACE, border, Radius.CONTROL)
        if chosen:
            paint.box(box.adjusted(1, 1, -1, -1), None, Token.ACCENT, Radius.CONTROL - 1)
        token = Token.ACCENT if chosen else Token.TEXT if self.isEnabled() else Token.TEXT3
        paint.text(box, self.text(), CHIP.coloured(token), CENTRE)
        painter.end()


class ChipRow(QWidget):
    """Filters beside each other, on as many lines as they need; arrow keys go from one to the next."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, name: str, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self.chips = [Chip(theme, one, self) for one in words]
        layout = Flow(self)
        for place, chip in enumerate(self.chips):
            chip.setAccessibleName(chip.text())
            self._group.addButton(chip, place)
            layout.addWidget(chip)
        if self.chips:
            self.chips[0].setChecked(True)
        self._group.idToggled.connect(self._toggled)

    @property
    def place(self) -> int:
        """Which of them is chosen."""
        return self._group.checkedId()

    def choose(self, place: int) -> None:
        """Choose one of them."""
        self.chips[place].setChecked(True)

    def _toggled(self, place: int, checked: bool) -> None:  # noqa: FBT001 - the signal's own shape
        if checked:
            self.chosen.emit(place)


class Segments(QWidget):
    """A few answers in a row, none chosen at first; Delete takes the answer back."""

    changed = Signal()

    def __init__(self, theme: Theme, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.segments = [Segment(theme, one, self) for one in words]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for place, segment in enumerate(self.segments):
            self._group.addButton(segment, place)
            layout.addWidget(segment)
        layout.addStretch()
        self.setFocusProxy(self.segments[0])
        self._group.idToggled.connect(self.changed)

    def setAccessibleName(self, name: str) -> None:
        """Each answer is read with the question before it."""
        super().setAccessibleName(name)
        for segment in self.segments:
            segment.setAccessibleName(f"{name}: {segment.text()}")

    @property
    def place(self) -> int | None:
        """Which of them is the answer, None for none."""
        place = self._group.checkedId()
        return None if place < 0 else place

    def choose(self, place: int | None) -> None:
        """Give an answer, or take it back."""
        if place is not None:
            self.segments[place].setChecked(True)
            return
        self._group.setExclusive(False)
        for segment in self.segments:
            segment.setChecked(False)
        self._group.setExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in UNDECIDED:
            self.choose(None)
        else:
            super().keyPressEvent(event)
