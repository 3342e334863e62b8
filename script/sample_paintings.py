"""What is painted by hand: every colour, every kind of text, every stroke, each on one canvas."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Token
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import CENTRE, Paint, Way
from ipsdesk.ui.widgets.text_styles import BODY, HEADLINE, NAME, PANEL, SECOND, SMALL
from ipsdesk.ui.widgets.text_styles import TITLE as TITLE_STYLE


class Canvas(QWidget):
    """A place to paint on."""

    def __init__(self, theme: Theme, size: tuple[int, int], draw: Callable[[Paint], None]) -> None:
        super().__init__()
        self._theme, self._draw = theme, draw
        self.setFixedSize(theme.px(size[0]), theme.px(size[1]))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(Token.SURFACE))
        self._draw(Paint(painter, self._theme))
        painter.end()


def colours(theme: Theme) -> QWidget:
    """Every token with its name."""

    def draw(paint: Paint) -> None:
        wide, high = theme.px(84), theme.px(58)
        for place, token in enumerate(Token):
            left, top = theme.px(12) + place % 8 * wide, theme.px(12) + place // 8 * high
            swatch = QRectF(left, top, wide - theme.px(12), high - theme.px(28))
            paint.box(swatch, token, Token.LINE2, 5)
            paint.text(QRectF(left, swatch.bottom(), wide, theme.px(20)), token.value, SMALL)

    return Canvas(theme, (684, 250), draw)


def text(theme: Theme) -> QWidget:
    """Each size and weight of text."""
    lines = [
        (HEADLINE, "71%"),
        (TITLE_STYLE, "Weekly hours"),
        (PANEL, "First contact within 30 days"),
        (NAME, "Callum Reid"),
        (BODY, "Body and cells: covered a colleague’s Friday shift"),
        (SECOND, "Second line: Packer, Northgate Packaging"),
        (SMALL, "Axis labels and keycaps: Dec Jan Feb"),
    ]

    def draw(paint: Paint) -> None:
        top = theme.px(8)
        for style, words in lines:
            high = theme.px(style.size * 1.4 + 6)
            paint.text(QRectF(theme.px(16), top, theme.px(500), high), words, style)
            top += high

    return Canvas(theme, (400, 232), draw)


def strokes(theme: Theme) -> QWidget:
    """The painting functions side by side."""

    def draw(paint: Paint) -> None:
        px = theme.px
        for place, (mark, words) in enumerate(STATUSES):
            paint.status(
                QRectF(px(16 + place // 4 * 220), px(12 + place % 4 * 24), px(210), px(20)), mark, words
            )
        bars = (
            (0.72, Mark.DONE, False),
            (1.02, Mark.GET_ADVICE, False),
            (1.2, Mark.OVER, False),
            (0.5, Mark.INCOMPLETE, True),
        )
        for place, (share, mark, estimated) in enumerate(bars):
            bar = QRectF(px(16 + place * 108), px(122), px(92), px(4))
            paint.slim_bar(bar, share, mark, estimated=estimated)
        across = float(px(16))
        for key in ("Ctrl", "K", "F11", "Enter"):
            across += paint.keycap(across, px(156), key) + px(6)
        for number, chosen in ((6, False), (3, True), (128, False)):
            across += paint.count(across, px(156), number, chosen=chosen) + px(6)
        planned = QRectF(px(300), px(144), px(40), px(26))
        paint.box(planned, Token.PLAN, Token.PLAN_LINE, 5, dashed=True)
        paint.text(planned, "4:00", SECOND, CENTRE)
        paint.ring(QRectF(px(352), px(142), px(46), px(30)))
        paint.text(QRectF(px(352), px(142), px(46), px(30)), "4:30", BODY, CENTRE)
        paint.way(QRectF(px(16), px(184), px(420), px(24)), [Way.DONE, Way.DONE, Way.HERE, Way.AHEAD])

    return Canvas(theme, (452, 220), draw)


STATUSES = [
    (Mark.DONE, "Within"),
    (Mark.GET_ADVICE, "Within on average: get advice"),
    (Mark.INCOMPLETE, "Incomplete: pay not in yet"),
    (Mark.OVER, "Over the earnings limit"),
    (Mark.NEAR_TARGET, "Near"),
    (Mark.OVERDUE, "Overdue"),
    (Mark.NOT_APPLICABLE, "Not applicable: Universal Credit"),
    (Mark.WAITING, "Hours not in"),
]
