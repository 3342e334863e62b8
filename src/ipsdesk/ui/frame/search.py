"""The search box of the header."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMoveEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ipsdesk.ui.frame.finding import Match
from ipsdesk.ui.frame.search_results import AT_ONCE, Results
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON, Space, Token
from ipsdesk.ui.widgets.painting import RIGHT, Paint, width_of
from ipsdesk.ui.widgets.text_styles import BODY, KEY

WIDTH = 340
PLACEHOLDER, SHORTCUT = "Find people and commands", "Ctrl+K"
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: AT_ONCE, Qt.Key.Key_PageUp: -AT_ONCE}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchBox(QLineEdit):
    """Type, choose with Up and Down, Enter goes there; Esc gives the keyboard back to where it was.

    ``find`` answers at once what there is for some words. ``begun`` and ``left`` say that the search begins
    and is over.
    """

    begun = Signal()
    left = Signal()

    def __init__(
        self, theme: Theme, find: Callable[[str], Sequence[Match]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._find = theme, find
        self._came_from: QWidget | None = None
        self.results = Results(theme, self)
        self.setPlaceholderText(PLACEHOLDER)
        self.setAccessibleName(PLACEHOLDER)
        self.textEdited.connect(self._search)
        self.results.view.clicked.connect(self._choose)
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        pad = self._theme.px(ICON) + Space.SNUG
        self.setTextMargins(pad, 0, self._cap_width() if not self.text() else 0, 0)
        self.updateGeometry()

    def _cap_width(self) -> int:
        return round(width_of(self._theme, SHORTCUT, KEY)) + self._theme.px(Space.FIELD)

    def sizeHint(self) -> QSize:
        """As wide as the header of the pictures has it."""
        return QSize(self._theme.px(WIDTH), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Its words are not cut: where there is no room there is a button instead."""
        words = width_of(self._theme, PLACEHOLDER, BODY) + self._theme.px(ICON) + self._cap_width()
        return QSize(round(words) + self._theme.px(Space.CARD), super().minimumSizeHint().height())

    def enter(self) -> None:
        """Take the keyboard, remembering where it was."""
        focus = QApplication.focusWidget()
        if focus is not self:
            self._came_from = focus
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self.begun.emit()

    def leave(self) -> None:
        """Clear what was typed and give the keyboard back."""
        self.clear()
        self.results.hide()
        self._measure()
        before, self._came_from = self._came_from, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()
        self.left.emit()

    def _search(self, words: str) -> None:
        self._measure()
        if words.strip():
            begins = not self.results.isVisible()
            self.results.show_matches(words.strip(), self._find(words.strip()))
            if begins:
                self.begun.emit()
        else:
            self.results.hide()

    def search_again(self) -> None:
        """More can be found now."""
        if self.hasFocus():
            self._search(self.text())

    def _choose(self) -> None:
        match = self.results.current()
        if match is not None:
            self.leave()
            match.go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list's keys work from the box, which keeps the keyboard."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in ENTER:
            self._choose()
        elif key in STEPS and self.results.isVisible():
            self.results.step(STEPS[key])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.results.hide()
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.results.follow()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.results.follow()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        paint, middle = Paint(painter, self._theme), self.height() / 2
        side = self._theme.px(ICON)
        paint.icon(QRectF(Space.SNUG + 2, middle - side / 2, side, side), "magnify", Token.TEXT2)
        if not self.text():
            box = QRectF(self.rect()).adjusted(0, 0, -Space.STEP, 0)
            paint.text(box, SHORTCUT, KEY, RIGHT)
        painter.end()
