"""The sheets of a report one under another, as they will come out of the printer."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QScrollArea, QWidget

from ipsdesk.ui.printing.pages import Pages
from ipsdesk.ui.printing.paper import UNITS, ink
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.painting import Paint

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
PIXELS_A_POINT = 96 / 72
WIDEST_FIT = 1.5
KEPT = 6


class PagesView(QWidget):
    """All sheets at one size; pages painted lately are kept, so that scrolling is smooth."""

    def __init__(self, theme: Theme, pages: Pages) -> None:
        super().__init__()
        self._theme, self._pages, self._zoom = theme, pages, 1.0
        self._painted: dict[int, QPixmap] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(pages.said)
        self.current = 0
        self.show_at(1.0)
        theme.changed.connect(self.update)

    @property
    def zoom(self) -> float:
        """The size of the sheets; 1.0 is as on paper."""
        return self._zoom

    def show_at(self, zoom: float) -> None:
        """Show the sheets at a size."""
        self._zoom = zoom
        self._painted.clear()
        self.setFixedSize(self.needed(zoom))
        self.update()

    def needed(self, zoom: float) -> QSize:
        """Room for all sheets and the gaps around them."""
        sheet, gap = self._sheet_size(zoom), Space.CARD
        return QSize(sheet.width() + 2 * gap, (sheet.height() + gap) * self._pages.count + gap)

    def _sheet_size(self, zoom: float) -> QSize:
        return (self._pages.sheet.size * (zoom * PIXELS_A_POINT / UNITS)).toSize()

    def sheet(self, number: int) -> QRectF:
        """Where one of the sheets lies."""
        size = self._sheet_size(self._zoom)
        top = Space.CARD + number * (size.height() + Space.CARD)
        return QRectF(Space.CARD, top, size.width(), size.height())

    def page_at(self, height: float) -> int:
        """The page at a height of this view."""
        step = self._sheet_size(self._zoom).height() + Space.CARD
        return min(max(int((height - Space.CARD) // step), 0), self._pages.count - 1)

    def show_current(self, number: int) -> None:
        """Say which page is in sight."""
        self.current = number
        self.setAccessibleName(f"Page {number + 1} of {self._pages.count}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint = Paint(painter, self._theme)
        for number in range(self._pages.count):
            sheet = self.sheet(number)
            if not event.rect().intersects(sheet.adjusted(-4, -4, 4, 4).toRect()):
                continue
            painter.drawPixmap(sheet.topLeft(), self._picture(number))
            paint.box(sheet, None, Token.LINE2, radius=0)
            if self.hasFocus() and number == self.current:
                paint.ring(sheet.adjusted(-3, -3, 3, 3), 2)
        painter.end()

    def _picture(self, number: int) -> QPixmap:
        """One page, painted now or lately."""
        if number not in self._painted:
            if len(self._painted) >= KEPT:
                del self._painted[next(iter(self._painted))]
            self._painted[number] = self._paint_page(number)
        return self._painted[number]

    def _paint_page(self, number: int) -> QPixmap:
        size, density = self._sheet_size(self._zoom), self.devicePixelRatioF()
        picture = QPixmap(size * density)
        picture.setDevicePixelRatio(density)
        picture.fill(ink(Token.SURFACE))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        share = size.width() / self._pages.sheet.size.width()
        painter.scale(share, share)
        self._pages.paint(painter, number)
        painter.end()
        return picture

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class Desktop(QScrollArea):
    """Where the sheets lie: scrolled by the keys, each step of size keeping the page in sight."""

    page_changed = Signal(int)

    def __init__(self, theme: Theme, pages: Pages) -> None:
        super().__init__()
        self.view = PagesView(theme, pages)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.view)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(self.view)
        self.verticalScrollBar().valueChanged.connect(self._look)
        self._look()

    def _look(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        number = self.view.page_at(middle)
        self.view.show_current(number)
        self.page_changed.emit(number)

    def fit_width(self) -> None:
        """As large as the width lets the sheets be, within reason."""
        room = self.viewport().width() - 2 * Space.CARD
        zoom = room / (self.view.needed(1.0).width() - 2 * Space.CARD)
        self._show_at(min(max(zoom, ZOOMS[0]), WIDEST_FIT))

    def larger(self) -> None:
        """One step larger."""
        self._show_at(next((zoom for zoom in ZOOMS if zoom > self.view.zoom), ZOOMS[-1]))

    def smaller(self) -> None:
        """One step smaller."""
        self._show_at(next((zoom for zoom in reversed(ZOOMS) if zoom < self.view.zoom), ZOOMS[0]))

    def _show_at(self, zoom: float) -> None:
        number, bar = self.view.current, self.verticalScrollBar()
        offset = (bar.value() - self.view.sheet(number).top()) / self.view.zoom
        self.view.show_at(zoom)
        bar.setValue(round(self.view.sheet(number).top() + offset * zoom))
        self._look()
