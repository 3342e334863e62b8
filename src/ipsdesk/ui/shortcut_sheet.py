"""A sheet of every shortcut with what it does, read from the table of actions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QSpacerItem, QVBoxLayout, QWidget

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.painting import Paint, width_of
from ipsdesk.ui.widgets.text_styles import BODY, KEY, NAME, SECOND
from ipsdesk.ui.widgets.words import Words

WIDE, HIGH, SCREEN_SHARE = 720, 560, 0.9


class Keycaps(QWidget):
    """The keys of one shortcut, each as a keycap."""

    def __init__(self, theme: Theme, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.keys = theme, re.split(r"\+(?=.)", shortcut)  # the key after a plus may be a plus
        self.setAccessibleName(shortcut)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Room for all of them."""
        cap, gap = self._theme.px(Height.KEYCAP), self._theme.px(4)
        widths = [max(width_of(self._theme, key, KEY) + self._theme.px(12), cap) for key in self.keys]
        return QSize(round(sum(widths)) + gap * len(widths), self._theme.px(Height.SMALLEST_TARGET))

    def minimumSizeHint(self) -> QSize:
        """They are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, left = Paint(painter, self._theme), 0.0
        for key in self.keys:
            left += paint.keycap(left, QRectF(self.rect()).center().y(), key) + self._theme.px(4)
        painter.end()


class ShortcutSheet(QDialog):
    """The shortcuts, under the heads of their menus."""

    def __init__(self, theme: Theme, table: Iterable[ActionRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle("Keyboard shortcuts")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.CARD)
        layout.setSpacing(Space.STEP)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setAccessibleName("Keyboard shortcuts")
        sheet = self._sheet([row for row in table if row.shortcut])
        area.setWidget(sheet)
        layout.addWidget(area, 1)
        close = Button(theme, "Close", Rank.PRIMARY)
        close.clicked.connect(self.accept)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self._fit(sheet.heightForWidth(theme.px(WIDE)) + close.sizeHint().height() + 3 * Space.CARD)

    def _fit(self, needed: int) -> None:
        px, room = self._theme.px, self.screen().availableSize() * SCREEN_SHARE
        self.resize(QSize(px(WIDE), min(needed, px(HIGH))).boundedTo(room))

    def _sheet(self, rows: list[ActionRow]) -> QWidget:
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 0, Space.STEP, 0)
        grid.setHorizontalSpacing(Space.FIELD)
        grid.setVerticalSpacing(Space.LABEL)
        grid.setColumnStretch(2, 1)
        menu = ""
        for row in rows:
            if row.menu != menu:
                grid.addItem(QSpacerItem(0, Space.SNUG if menu else 0), grid.rowCount(), 0)
                menu = row.menu
                grid.addWidget(Words(self._theme, menu.replace("&", ""), NAME), grid.rowCount(), 0, 1, 3)
            line = grid.rowCount()
            grid.addWidget(Keycaps(self._theme, row.shortcut), line, 0)
            grid.addWidget(Words(self._theme, row.plain_text, BODY), line, 1)
            grid.addWidget(Words(self._theme, row.does, SECOND, wraps=True), line, 2)
        grid.setRowStretch(grid.rowCount(), 1)
        return sheet
