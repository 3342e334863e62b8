"""A frameless area that scrolls when it must, and to whatever has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from ipsdesk.ui.tokens import Space


class FocusScroll(QScrollArea):
    """Tab brings its fields into sight by itself; ``show_focus`` is for focus that was set."""

    _wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Queued: where the focus stands is known only once everything has been laid out.
        self._wanted.connect(self._scroll, Qt.ConnectionType.QueuedConnection)

    def show_focus(self) -> None:
        """Scroll to what has the keyboard, if it lies in here."""
        self._wanted.emit()

    def _scroll(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.ensureWidgetVisible(focus, 0, Space.SNUG)
