"""The list of the help's pages: the one that is open has the accent at its edge."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ipsdesk.ui.help.contents import PAGES
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Space, Token
from ipsdesk.ui.widgets.painting import Paint, width_of
from ipsdesk.ui.widgets.text_styles import BODY, NAME

EDGE = 3


class PageList(QListWidget):
    """All pages; ``wanted`` carries the name of the one that is chosen."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName("Pages of the help")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Drawing(theme, self))
        for page, title in PAGES.items():
            item = QListWidgetItem(title, self)
            item.setData(Qt.ItemDataRole.UserRole, page)
        self.currentItemChanged.connect(self._chosen)
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        widest = max(width_of(self._theme, title, NAME) for title in PAGES.values())
        self.setFixedWidth(round(widest) + self._theme.px(2 * Space.FIELD) + EDGE)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _chosen(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.wanted.emit(item.data(Qt.ItemDataRole.UserRole))

    def choose(self, page: str) -> None:
        """Show which page is open; says nothing."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.setCurrentRow(list(PAGES).index(page))
        self.blockSignals(False)  # noqa: FBT003
        self.viewport().update()


class _Drawing(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: PageList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._theme.px(Height.CONTROL))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        box, px = QRectF(option.rect), self._theme.px
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paint = Paint(painter, self._theme)
        painter.save()
        if chosen:
            painter.fillRect(box, self._theme.colour(Token.SELECTED))
            painter.fillRect(
                QRectF(box.left(), box.top(), EDGE, box.height()), self._theme.colour(Token.ACCENT)
            )
        words = box.adjusted(px(Space.FIELD), 0, -px(Space.SNUG), 0)
        paint.text(words, index.data(), NAME if chosen else BODY)
        if chosen and self._view.hasFocus():
            paint.ring(box)
        painter.restore()
