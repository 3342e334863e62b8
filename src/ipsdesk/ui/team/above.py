"""What stands above a list: as high as what is in it where there is room, else it is scrolled through."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.focus_scroll import FocusScroll

LEAST = 96
"""Pixels at 100 % text that are left of it however little room there is."""


class Above(FocusScroll):
    """Holds one widget."""

    def __init__(self, theme: Theme, inside: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)  # after it was put in, which turns this on
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setMinimumHeight(self._theme.px(LEAST))
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
