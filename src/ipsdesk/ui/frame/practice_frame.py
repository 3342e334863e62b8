"""The coloured frame round every window while the people shown are practice people."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Token

WIDTH = 4
WORD = "Practice"
FRAMED = (Qt.WindowType.Window, Qt.WindowType.Dialog)


class PracticeFrame(QWidget):
    """Four pixels of colour over the edges of a window; clicks go through it."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if handle := window.windowHandle():
            handle.widthChanged.connect(self._follow)
            handle.heightChanged.connect(self._follow)
        self.cover(window.size())
        theme.changed.connect(self.update)

    def _follow(self) -> None:
        if handle := self.window().windowHandle():
            self.cover(handle.size())

    def cover(self, size: QSize) -> None:
        """Lie over a window that is as large as this from now on."""
        self.resize(size)
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        colour = self._theme.colour(Token.WARN_FILL)
        for edge in (
            QRectF(0, 0, box.width(), WIDTH),
            QRectF(0, box.height() - WIDTH, box.width(), WIDTH),
            QRectF(0, 0, WIDTH, box.height()),
            QRectF(box.width() - WIDTH, 0, WIDTH, box.height()),
        ):
            painter.fillRect(edge, colour)
        painter.end()


class PracticeFrames(QObject):
    """While it is on, gives every window of the program that gets the keyboard its frame and the word."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._main = theme, window
        self.are_on = False
        self._main_frame = PracticeFrame(theme, window)
        if isinstance(application := QApplication.instance(), QGuiApplication):
            application.focusWindowChanged.connect(self._focused)

    def turn(self, *, on: bool) -> None:
        """Frame windows from now on, or no more."""
        self.are_on = on
        edge = WIDTH if on else 0
        self._main.setContentsMargins(edge, edge, edge, edge)
        self._main_frame.setVisible(on)
        self.cover(self._main.size())
        for window in QApplication.topLevelWidgets():
            if window is self._main:
                continue
            if on and window.isVisible():
                self._frame(window)
            for frame in window.findChildren(PracticeFrame) if not on else ():
                frame.deleteLater()

    def cover(self, size: QSize) -> None:
        """The main window is as large as this from now on."""
        self._main_frame.cover(size)

    def _focused(self, focused: QWindow | None) -> None:
        if self.are_on and focused is not None:
            for window in QApplication.topLevelWidgets():
                if window.windowHandle() is focused:
                    self._frame(window)

    def _frame(self, window: QWidget) -> None:
        if (
            window is self._main
            or window.windowType() not in FRAMED
            or window.findChild(PracticeFrame) is not None
        ):
            return
        PracticeFrame(self._theme, window).show()
        if WORD not in window.windowTitle():
            window.setWindowTitle(f"{window.windowTitle()} - {WORD}")
