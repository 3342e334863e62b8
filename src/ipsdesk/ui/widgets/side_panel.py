"""What a page shows and, beside it or over it, what belongs to the chosen row."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON, Radius, Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, IconButton
from ipsdesk.ui.widgets.painting import LEFT, Paint
from ipsdesk.ui.widgets.text_styles import HEAD, PANEL
from ipsdesk.ui.widgets.words import Words

SIDE, ROOM, HANDLE = 344, 1248, 28
"""At 100 %: width of the side, the width from which both stand beside each other, and of the handle.

The first two are those of a panel that is not made with its own."""


class SidePanel(QWidget):
    """``main`` and ``side`` beside each other; where there is no room the side is a drawer over the main.

    ``words`` name the side (``The last 26 weeks``). A drawer is opened by its handle, `toggle` or
    `go_to_side`, and closed by its button or Esc. ``turned`` says whether the side can now be seen.
    """

    turned = Signal(bool)

    def __init__(  # noqa: PLR0913 - both its sides, and how wide they are
        self,
        theme: Theme,
        main: QWidget,
        side: QWidget,
        words: str,
        parent: QWidget | None = None,
        *,
        side_width: int = SIDE,
        room: int = ROOM,
    ) -> None:
        super().__init__(parent)
        self._theme, self.main, self.side, self._words = theme, main, side, words
        self._side_width, self._room = side_width, room
        self._came_from: QWidget | None = None
        self._open = False
        self._handle = _Handle(theme, words)
        self._handle.clicked.connect(self.go_to_side)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(main, 1)
        self._layout.addWidget(side)
        self._layout.addWidget(self._handle)
        self._drawer = _Drawer(theme, words, self)
        self._drawer.close_button.clicked.connect(self.shut)
        self._beside = True  # until it has its size
        self._layout.setSpacing(Space.FIELD)
        self._handle.hide()
        side.setFixedWidth(theme.px(side_width))
        theme.changed.connect(self._arrange)

    @property
    def is_drawer(self) -> bool:
        """Whether the side lies over the main, or would if it were open."""
        return not self._beside

    @property
    def is_side_shown(self) -> bool:
        """Whether the side can be seen."""
        return bool(self._beside) or self._open

    def sizeHint(self) -> QSize:
        """As the main asks for."""
        return self.main.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self.width() >= self._theme.px(self._room)
        if beside is not self._beside:
            self._beside = beside
            self._move_side()
        self.side.setFixedWidth(self._side_pixels())
        self._place_drawer()

    def _side_pixels(self) -> int:
        """Its width, never so wide that nothing of the main is left to see."""
        return min(self._theme.px(self._side_width), max(self.width() - 2 * Space.FIELD - Space.WIDE, 0))

    def _move_side(self) -> None:
        focused = self.focus_in_side()
        self._layout.setSpacing(Space.FIELD if self._beside else Space.SNUG)
        if self._beside:
            self._layout.insertWidget(1, self.side)
            self._open = False
        else:
            self._drawer.hold(self.side)
        for words in self.side.findChildren(Words):
            words.dress()
        self.side.show()
        self._handle.setVisible(not self._beside)
        self._drawer.setVisible(self._open)
        self.turned.emit(self.is_side_shown)
        if focused and self.is_side_shown:
            enter(self.side)
        elif focused:
            self.go_to_main()

    def _place_drawer(self) -> None:
        width = self._side_pixels() + 2 * Space.FIELD
        self._drawer.setGeometry(self.width() - width, 0, width, self.height())
        self._drawer.raise_()

    def toggle(self) -> None:
        """Open the drawer, or close it; beside each other there is nothing to turn."""
        if self.is_drawer:
            self.shut() if self._open else self.go_to_side()

    def shut(self) -> None:
        """Close the drawer; the keyboard goes back to where it came from."""
        if self.is_drawer and self._open:
            focused = self.focus_in_side()
            self._open = False
            self._drawer.hide()
            self.turned.emit(self.is_side_shown)
            if focused:
                self.go_to_main()

    def focus_in_side(self) -> bool:
        """Whether the keyboard is in the side."""
        focus = QApplication.focusWidget()
        return focus is not None and any(one.isAncestorOf(focus) for one in (self._drawer, self.side))

    def go_to_side(self) -> None:
        """Bring the keyboard to the side, which opens for it."""
        self._came_from = self._in_main()
        if self.is_drawer and not self._open:
            self._open = True
            self._place_drawer()
            self._drawer.show()
            announce(self, self._words)
            self.turned.emit(self.is_side_shown)
        if not enter(self.side) and self.is_drawer:
            self._drawer.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_main(self) -> None:
        """Bring the keyboard back to the main, to where it was if that is still there."""
        before, self._came_from = self._came_from, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            enter(self.main)

    def _in_main(self) -> QWidget | None:
        focus = QApplication.focusWidget()
        return focus if focus is not None and self.main.isAncestorOf(focus) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where nothing inside wanted it, closes the drawer."""
        if event.key() == Qt.Key.Key_Escape and self.is_drawer and self._open:
            self.shut()
        else:
            super().keyPressEvent(event)


ENTRANCE = "entrance"


def lead_in(widget: QWidget, entrance: QWidget | None) -> None:
    """Let `enter` go to ``entrance``, which lies somewhere in ``widget``.

    A focus proxy would do the same to Tab, which then comes to nothing that stands before the entrance.
    """
    widget.setProperty(ENTRANCE, entrance)


def enter(widget: QWidget) -> bool:
    """Give the keyboard to a widget's entrance, to itself, or to the first thing in it that takes it.

    False if nothing does.
    """
    entrance = widget.property(ENTRANCE) or widget.focusProxy()
    if entrance is not None and entrance.isVisible() and entrance.isEnabled() and enter(entrance):
        return True
    for one in (widget, *_in_order(widget)):
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            one.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False


def _in_order(widget: QWidget) -> list[QWidget]:
    """What lies in it, in the order Tab goes."""
    found: list[QWidget] = []
    one = widget.nextInFocusChain()
    while one is not None and one is not widget:
        if widget.isAncestorOf(one):
            found.append(one)
        one = one.nextInFocusChain()
    return found


class _Handle(Button):
    """A strip at the right edge with the name of what it opens, turned."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(theme, "")
        self._words = words
        self.setAccessibleName(f"Show: {words}")
        self.setToolTip(f"{words} (F6)")
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        policy = self.sizePolicy()
        policy.setVerticalPolicy(policy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.setFixedWidth(self._theme.px(HANDLE))

    def sizeHint(self) -> QSize:
        """Narrow, and as high as there is room."""
        return QSize(self._theme.px(HANDLE), self._theme.px(HANDLE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, box = Paint(painter, self._theme), QRectF(self.rect())
        border = Token.EDGE if self.underMouse() else Token.LINE
        paint.box(box, Token.SURFACE, border, Radius.CARD)
        side, top = self._theme.px(ICON), self._theme.px(Space.STEP)
        paint.icon(QRectF((box.width() - side) / 2, top, side, side), "chevron-double-left", Token.ACCENT)
        start = top + side + self._theme.px(Space.SNUG)
        painter.translate(QPointF(box.width(), start))
        painter.rotate(90)
        paint.text(QRectF(0, 0, box.height() - start, box.width()), self._words, HEAD, LEFT)
        painter.end()


class _Drawer(QWidget):
    """The side with its name and a button that closes it, over the right of the main."""

    def __init__(self, theme: Theme, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(words)
        self.close_button = IconButton(theme, f"Close: {words}", "close")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(Space.FIELD, Space.SNUG, Space.FIELD, Space.FIELD)
        self._layout.setSpacing(Space.SNUG)
        head = QHBoxLayout()
        head.addWidget(Words(theme, words, PANEL, wraps=True), 1)
        head.addWidget(self.close_button)
        self._layout.addLayout(head)
        self.hide()

    def hold(self, side: QWidget) -> None:
        """Take the side in."""
        self._layout.addWidget(side, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, box = Paint(painter, self._theme), QRectF(self.rect())
        painter.fillRect(box, self._theme.colour(Token.PAGE))
        paint.line(box.topLeft(), box.bottomLeft(), Token.EDGE)
        painter.end()
