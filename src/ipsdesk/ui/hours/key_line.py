"""The key under the grid: what each kind of cell and bar means."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Radius, Size, Space, Token, Weight
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import CENTRE, Paint, width_of
from ipsdesk.ui.widgets.text_styles import SECOND, TextStyle
from ipsdesk.ui.widgets.words import Words

SAMPLE = TextStyle(Size.SECOND, tabular=True)
HEAD = TextStyle(Size.SECOND, Weight.SEMIBOLD)
CELL_WIDTH, CELL_HEIGHT, BAR_WIDTH, BAR_HEIGHT, GAP, BETWEEN = 36, 18, 40, 4, 8, 14


class Sample(Enum):
    """What is explained, each with its words."""

    RECORDED = "recorded"
    PLANNED = "planned"
    NOT_WORKED = "did not work"
    BLANK = "not recorded"
    BAR = "hours or pay; the mark is the limit"
    ESTIMATED = "estimated"


class KeyLine(QWidget):
    """One line while there is room; nothing of it is ever cut."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName("Key: " + ", ".join(one.value for one in Sample))
        line = Flow(self, Space.LABEL)
        self._head = Words(theme, "Key", HEAD)
        line.addWidget(self._head)
        for one in Sample:
            line.addWidget(_Explained(theme, one))
        self._size()
        theme.changed.connect(self._size)

    def _size(self) -> None:
        self._head.setFixedHeight(self._theme.px(Height.SMALLEST_TARGET))
        self._head.setContentsMargins(0, 0, self._theme.px(GAP), 0)


class _Explained(QWidget):
    """A small picture and its words."""

    def __init__(self, theme: Theme, sample: Sample) -> None:
        super().__init__()
        self._theme, self._sample = theme, sample
        theme.changed.connect(self.updateGeometry)

    @property
    def _picture(self) -> int:
        is_bar = self._sample in (Sample.BAR, Sample.ESTIMATED)
        return self._theme.px(BAR_WIDTH if is_bar else CELL_WIDTH)

    def sizeHint(self) -> QSize:
        """Room for picture and words."""
        words = round(width_of(self._theme, self._sample.value, SECOND)) + 2
        wide = self._picture + self._theme.px(GAP) + words + self._theme.px(BETWEEN)
        return QSize(wide, self._theme.px(Height.SMALLEST_TARGET))

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, middle = Paint(painter, self._theme), self.height() / 2
        if self._sample in (Sample.BAR, Sample.ESTIMATED):
            self._bar(paint, middle)
        else:
            high = self._theme.px(CELL_HEIGHT)
            self._cell(paint, QRectF(0, round(middle - high / 2), self._picture, high))
        words = QRectF(self.rect()).adjusted(self._picture + self._theme.px(GAP), 0, 0, 0)
        paint.text(words, self._sample.value, SECOND)
        painter.end()

    def _bar(self, paint: Paint, middle: float) -> None:
        high = self._theme.px(BAR_HEIGHT)
        box = QRectF(0, middle - high / 2, self._picture, high)
        if self._sample is Sample.BAR:
            paint.slim_bar(box, 0.6, Mark.DONE)
        else:
            paint.box(box, Token.WARN_FILL, radius=high / 2)
            paint.hatch(box)

    def _cell(self, paint: Paint, box: QRectF) -> None:
        if self._sample is Sample.PLANNED:
            paint.box(box, Token.PLAN, Token.PLAN_LINE, Radius.KEYCAP, dashed=True)
            paint.text(
                box, "4:00", TextStyle(Size.SECOND, token=Token.TEXT2, tabular=True, italic=True), CENTRE
            )
            return
        paint.box(box, Token.SURFACE, Token.LINE2, Radius.KEYCAP)
        paint.text(
            box, {Sample.RECORDED: "4:00", Sample.NOT_WORKED: "0"}.get(self._sample, ""), SAMPLE, CENTRE
        )
