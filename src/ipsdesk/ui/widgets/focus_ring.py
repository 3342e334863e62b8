"""The ring round the button, chip or tick box that has the keyboard, outside a gap of one pixel."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QTabBar,
    QWidget,
)

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Radius
from ipsdesk.ui.widgets.choosing import Chip
from ipsdesk.ui.widgets.link import Link
from ipsdesk.ui.widgets.painting import RING, Paint

GAP, BARE = 1, 4
MARGINS = (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin)


class FocusRings(QObject):
    """Keeps one ring round whatever has the keyboard; fields and tables draw their own."""

    def __init__(self, application: QApplication, theme: Theme) -> None:
        super().__init__(application)
        self._theme, self._application = theme, application
        self._ring: _Ring | None = None
        application.focusChanged.connect(self._move)
        self._move(None, application.focusWidget())

    def stop(self) -> None:
        """Follow the keyboard no more: at the very end Qt still says where it is, of things already gone."""
        self._application.focusChanged.disconnect(self._move)

    def _move(self, _before: QWidget | None, now: QWidget | None) -> None:
        wanted = now if isinstance(now, QAbstractButton | QTabBar) else None
        # Qt hands the ring to the window it lies in, and it goes with that window.
        if self._ring is None or not shiboken6.isValid(self._ring):
            if wanted is None:
                return
            self._ring = _Ring(self._theme)
        self._ring.setWidget(wanted)  # type: ignore[arg-type] # None takes it away


class _Ring(QFocusFrame):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._margins = _Margins()
        self.setStyle(self._margins)

    def paintEvent(self, _event: QPaintEvent) -> None:
        inside = self.widget()
        around = self.rect().height() / 2 if isinstance(inside, Chip) else Radius.CONTROL + GAP
        painter = QPainter(self)
        Paint(painter, self._theme).ring(QRectF(self.rect()), around)
        painter.end()


class _Margins(QProxyStyle):
    def __init__(self) -> None:
        super().__init__("Fusion")

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Room for the ring and its gap; round bare words a little more at their ends."""
        if metric not in MARGINS:
            return super().pixelMetric(metric, option, widget)
        bare = isinstance(widget, _Ring) and isinstance(widget.widget(), Link)
        return RING + GAP + (BARE if bare and metric is MARGINS[0] else 0)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        """It lies over its neighbours, in the window itself, where nothing cuts it off."""
        if hint is QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint is QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0  # a mask would cut the ring at the square corners of what is round within
        return super().styleHint(hint, option, widget, returned)
