"""The line above the list and the record: title, filters, and a box to find somebody in the list."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON, Height, Space, Token
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.choosing import ChipRow
from ipsdesk.ui.widgets.painting import Paint
from ipsdesk.ui.widgets.text_styles import TITLE
from ipsdesk.ui.widgets.words import Words

FIND_WIDTH = 210
TOP = Qt.AlignmentFlag.AlignTop
PLACEHOLDER = "Find in this list"
DOWN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class FindBox(QLineEdit):
    """Narrows the list while it is typed in; Down or Enter goes to the list, Esc clears it first."""

    left = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setPlaceholderText(PLACEHOLDER)
        self.setAccessibleName(name)
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        self.setTextMargins(self._theme.px(ICON) + Space.LABEL, 0, 0, 0)
        self.setFixedWidth(self._theme.px(FIND_WIDTH))

    def enter(self) -> None:
        """Take the keyboard, ready to be typed over."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in DOWN:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = self._theme.px(ICON)
        box = QRectF(Space.SNUG, (self.height() - side) / 2, side, side)
        Paint(painter, self._theme).icon(box, "magnify", Token.TEXT2)
        painter.end()


class CaseloadToolbar(QWidget):
    """Title and find box on the first line, the filters between them, or below on as many as they need."""

    def __init__(self, theme: Theme, chips: ChipRow, *, may_change: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self.add = Button(theme, "Add person", icon="plus")
        if not may_change:
            self.add.hide()
        self.title = Words(theme, "Caseload", TITLE)
        self.find_box = FindBox(theme, "Find a person in this list by name, reference or job")
        self.find_box.setToolTip("Find a person by name, reference or job (Ctrl+F)")
        self._chips = chips
        self._between: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.FIELD)
        self._grid.setVerticalSpacing(Space.SNUG)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self.title, 0, 0, TOP)
        self._grid.addWidget(self.find_box, 0, 2, TOP)
        if may_change:
            self._grid.addWidget(self.add, 0, 3, TOP)
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        self.title.setFixedHeight(self._theme.px(Height.CONTROL))
        self.title.setContentsMargins(0, 0, self._theme.px(Space.LABEL), 0)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        others = self.title.sizeHint().width() + self.find_box.width() + 2 * Space.FIELD
        others += self.add.sizeHint().width() + Space.FIELD if not self.add.isHidden() else 0
        between = self.width() >= others + self._chips.sizeHint().width()
        if between is not self._between:
            self._between = between
            self._grid.removeWidget(self._chips)
            if between:
                self._grid.addWidget(self._chips, 0, 1, TOP)
            else:
                self._grid.addWidget(self._chips, 1, 0, 1, 4)
