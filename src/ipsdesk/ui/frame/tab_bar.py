"""The tabs: words, a line under the chosen one, and a pill with how much waits in each."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QTabBar, QToolButton, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Token, Weight
from ipsdesk.ui.widgets.painting import Paint, width_of
from ipsdesk.ui.widgets.text_styles import COUNT, NAME, TextStyle

TAB = TextStyle(weight=Weight.MEDIUM, token=Token.TEXT2)
BEFORE, AFTER, GAP, LINE = 4, 20, 6, 3
"""Real pixels before and after a tab's words, so that large words have the room; the others at 100 %."""


class TabBar(QTabBar):
    """The names of the tabs; their counts are drawn as pills and read out with the name."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: list[int] = []
        self._scrolling = _WideScrolls(theme)
        self.setStyle(self._scrolling)
        for button in self.findChildren(QToolButton):
            button.setAutoRaise(True)
        self.setAccessibleName("Tabs")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._measure)

    def add(self, words: str) -> None:
        """One tab more, at the right."""
        self._counts.append(0)
        self.setAccessibleTabName(self.addTab(words), words)

    def show_waiting(self, place: int, count: int, words: str) -> None:
        """How many things wait in a tab, and what they are; none takes the pill away."""
        self._counts[place] = count
        name = self.tabText(place)
        self.setAccessibleTabName(place, f"{name}, {words or count}" if count else name)
        self.setTabToolTip(place, words if count else "")
        self._measure()

    def _measure(self) -> None:
        # Only a new text has Qt ask again how wide the tabs are.
        for place in range(self.count()):
            self.setTabText(place, self.tabText(place))
        self.updateGeometry()
        self.update()

    def tabSizeHint(self, index: int) -> QSize:
        """Room for the words at their heaviest, so that choosing moves nothing, and for the pill."""
        wide = width_of(self._theme, self.tabText(index), NAME) + BEFORE + AFTER
        if count := self._counts[index]:
            wide += self._theme.px(GAP) + self._pill_width(count)
        return QSize(round(wide), self._theme.px(Height.TABS))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Words are never cut: what does not fit is scrolled to."""
        return self.tabSizeHint(index)

    def _pill_width(self, count: int) -> float:
        return max(
            width_of(self._theme, str(count), COUNT) + self._theme.px(10), self._theme.px(Height.COUNT)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint = Paint(painter, self._theme)
        for place in range(self.count()):
            if self.isTabVisible(place):
                self._paint_tab(paint, place)
        painter.end()

    def _paint_tab(self, paint: Paint, place: int) -> None:
        chosen = place == self.currentIndex()
        box = QRectF(self.tabRect(place)).adjusted(BEFORE, 0, -AFTER, 0)
        width = paint.text(box.adjusted(0, 0, 1, 0), self.tabText(place), NAME if chosen else TAB)
        if count := self._counts[place]:
            left = box.left() + width + self._theme.px(GAP)
            paint.count(left, box.center().y(), count, chosen=chosen)
        if chosen:
            high = self._theme.px(LINE)
            line = QRectF(box.left(), box.bottom() - high, box.width(), high)
            paint.painter.fillRect(line, self._theme.colour(Token.ACCENT))


class _WideScrolls(QProxyStyle):
    """Makes the two buttons that scroll the tabs, where these do not fit, wide enough to hit."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Fusion")
        self._theme = theme

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric is QStyle.PixelMetric.PM_TabBarScrollButtonWidth:
            return self._theme.px(Height.SMALLEST_TARGET)
        return super().pixelMetric(metric, option, widget)
