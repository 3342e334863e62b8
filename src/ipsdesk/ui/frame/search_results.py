"""The list under the search box: what was found, or that nothing was."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ipsdesk.ui.frame.finding import Match
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Radius, Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.painting import RIGHT, Paint, width_of
from ipsdesk.ui.widgets.text_styles import BODY, SECOND
from ipsdesk.ui.widgets.words import Words

AT_ONCE, MARGIN = 10, 6
Index = QModelIndex | QPersistentModelIndex


class Results(QWidget):
    """What was found, under the box, over the page; or the words that nothing was."""

    def __init__(self, theme: Theme, box: QLineEdit) -> None:
        super().__init__(box)
        self._theme, self._box = theme, box
        self._model = _Matches(self)
        self.view = QListView()
        self.view.setModel(self._model)
        self.view.setItemDelegate(_Lines(theme, self.view))
        self.view.setAccessibleName("Found")
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setFocusProxy(box)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = Words(theme, style=BODY.coloured(Token.TEXT2), wraps=True)
        self._nothing.setMargin(Space.STEP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, MARGIN, 1, MARGIN)
        layout.addWidget(self.view)
        layout.addWidget(self._nothing)
        self.hide()
        theme.changed.connect(self.hide)

    def show_matches(self, words: str, matches: Sequence[Match]) -> None:
        """Show these, the first chosen, or say that there are none."""
        self._model.show_matches(matches)
        self.view.setVisible(bool(matches))
        self._nothing.setVisible(not matches)
        self._nothing.setText(f"Nothing found for “{words}”")
        if self.parent() is not self._box.window():
            self.setParent(self._box.window())
        self.show()
        self.follow()
        self.raise_()
        if matches:
            self.view.setCurrentIndex(self._model.index(0))
            announce(self._box, f"{len(matches)} found. {matches[0].read_out}")
        else:
            announce(self._box, self._nothing.text())

    def follow(self) -> None:
        """Stay under the box."""
        if not self.isVisible():
            return
        window, width = self._box.window(), self._box.width()
        corner = self._box.mapTo(window, QPoint(0, self._box.height() + Space.LABEL))
        lines = min(len(self._model.matches), AT_ONCE)
        high = self._theme.px(Height.CONTROL) * lines or self._nothing.heightForWidth(width - 2)
        room = window.height() - corner.y() - Space.FIELD
        self.setGeometry(corner.x(), corner.y(), width, min(high + 2 * MARGIN, room))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        Paint(painter, self._theme).box(QRectF(self.rect()), Token.SURFACE, Token.EDGE, Radius.CONTROL)
        painter.end()

    def current(self) -> Match | None:
        """The chosen line, if the list is on screen."""
        row = self.view.currentIndex().row()
        return self._model.matches[row] if self.isVisible() and 0 <= row < len(self._model.matches) else None

    def step(self, by: int) -> None:
        """Choose another line; it is read out."""
        last = len(self._model.matches) - 1
        if last >= 0:
            row = min(max(self.view.currentIndex().row() + by, 0), last)
            self.view.setCurrentIndex(self._model.index(row))
            announce(self._box, self._model.matches[row].read_out)


class _Matches(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.matches: Sequence[Match] = ()

    def show_matches(self, matches: Sequence[Match]) -> None:
        self.beginResetModel()
        self.matches = matches
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.matches)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        match = self.matches[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return match.words
        return match.read_out if role == Qt.ItemDataRole.AccessibleTextRole else None


class _Lines(QStyledItemDelegate):
    """Draws a line: its words, and at the right what it is and its shortcut."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._theme.px(Height.CONTROL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _Matches):
            return
        match = model.matches[index.row()]
        painter.save()
        paint, box = Paint(painter, self._theme), QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            paint.box(box.adjusted(Space.LABEL, 0, -Space.LABEL, 0), Token.SELECTED, radius=Radius.CONTROL)
        box.adjust(Space.STEP, 0, -Space.STEP, 0)
        aside = match.shortcut or match.kind
        wide = width_of(self._theme, aside, SECOND)
        paint.text(box, aside, SECOND, RIGHT)
        paint.text(box.adjusted(0, 0, -wide - Space.STEP, 0), match.words)
        painter.restore()
