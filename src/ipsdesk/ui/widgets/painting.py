"""The few strokes every picture and every cell is drawn with, in the theme's colours and sizes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Protocol

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from ipsdesk.ui.icons import IconSet
from ipsdesk.ui.tokens import FILL_OF, ICON_SMALL, LIMIT_SCALE, Height, Radius, Shade, Token
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.text_styles import BODY, COUNT, KEY, STATUS, TextStyle

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
HATCH_STEP = 4
RING = 2


class Look(Protocol):
    """What a picture is drawn with: the theme's colours and sizes, or those of paper."""

    @property
    def shade(self) -> Shade:
        """Light, dark or high contrast."""

    @property
    def icons(self) -> IconSet:
        """The icons, for painting at once."""

    def colour(self, token: Token) -> QColor:
        """A token as it is here."""

    def px(self, length: float) -> int:
        """A length given at 100 % text."""

    def font(self, size: int, weight: int, *, tabular: bool, italic: bool) -> QFont:
        """Type of a size given at 100 % text."""


def font_of(theme: Look, style: TextStyle) -> QFont:
    """The font of a kind of text as it is now."""
    return theme.font(style.size, style.weight, tabular=style.tabular, italic=style.italic)


def width_of(theme: Look, words: str, style: TextStyle) -> float:
    """How wide words come out."""
    return QFontMetricsF(font_of(theme, style)).horizontalAdvance(words)


def line_height(theme: Look, style: TextStyle) -> float:
    """A line of text with its space: 1.4 times the size."""
    return theme.px(style.size) * 1.4


class Way(Enum):
    """How far a step of the way is."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"


class Paint:
    """A painter that knows the theme; lengths it takes are real pixels unless a token is named."""

    def __init__(self, painter: QPainter, theme: Look) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter = painter
        self.theme = theme

    def text(self, box: QRectF, words: str, style: TextStyle = BODY, align: Qt.AlignmentFlag = LEFT) -> float:
        """One line of words, shortened with … only where the box is too narrow; gives back their width."""
        font = font_of(self.theme, style)
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(words)
        if width > box.width() + 0.5:
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        self.painter.setFont(font)
        self.painter.setPen(self.theme.colour(style.token))
        self.painter.drawText(box, align | Qt.TextFlag.TextSingleLine, words)
        return min(width, box.width())

    def box(
        self,
        box: QRectF,
        fill: Token | None,
        border: Token | None = None,
        radius: float = Radius.CARD,
        *,
        dashed: bool = False,
    ) -> None:
        """A rounded box; its border of one pixel lies inside the edge."""
        pen = QPen(Qt.PenStyle.NoPen)
        if border is not None:
            pen = QPen(self.theme.colour(border), 1.0)
            pen.setStyle(Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
            box = box.adjusted(0.5, 0.5, -0.5, -0.5)
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else self.theme.colour(fill))
        self.painter.drawRoundedRect(box, radius, radius)

    def line(self, start: QPointF, end: QPointF, token: Token = Token.LINE) -> None:
        """A hairline on whole pixels."""
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self.painter.setPen(QPen(self.theme.colour(token), 1.0))
        self.painter.drawLine(start.toPoint(), end.toPoint())
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def ring(self, box: QRectF, radius: float = Radius.CONTROL, token: Token = Token.FOCUS) -> None:
        """The focus ring, inside the box's edge."""
        self.painter.setPen(QPen(self.theme.colour(token), RING))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)

    def icon(self, box: QRectF, name: str, token: Token) -> None:
        """An icon that fills the box."""
        self.theme.icons.draw(self.painter, box.toAlignedRect(), name, self.theme.colour(token))

    def status(self, box: QRectF, mark: Mark, words: str, style: TextStyle = STATUS) -> float:
        """Icon, word and colour of a status; gives back their width."""
        side = self.theme.px(ICON_SMALL)
        top = box.center().y() - side / 2
        self.icon(QRectF(box.left(), top, side, side), mark.icon, mark.token)
        indent = side + self.theme.px(6)
        return indent + self.text(box.adjusted(indent, 0, 0, 0), words, style.coloured(mark.token))

    def slim_bar(self, box: QRectF, share: float, mark: Mark | None, *, estimated: bool = False) -> None:
        """A share of a limit: full length is 115 % of it, the upright mark stands at 100 %."""
        radius = box.height() / 2
        self.box(box, Token.TRACK, radius=radius)
        filled = QRectF(box)
        filled.setWidth(box.width() * min(max(share, 0.0) / LIMIT_SCALE, 1.0))
        token = Token.BAR if mark is None else FILL_OF.get(mark.token, Token.BAR)
        if filled.width() >= 1:
            self.box(filled, token, radius=min(radius, filled.width() / 2))
        if estimated:
            self.hatch(filled)
        self.limit_mark(box.left() + box.width() / LIMIT_SCALE, box)

    def limit_mark(self, across: float, bar: QRectF) -> None:
        """The upright mark of a limit on a slim bar, standing out above and below it."""
        reach = bar.height() * 0.6
        line = QLineF(across, bar.top() - reach, across, bar.bottom() + reach)
        if self.theme.shade is not Shade.LIGHT:
            self.painter.setPen(QPen(self.theme.colour(Token.SURFACE), 3.5))
            self.painter.drawLine(line)
        self.painter.setPen(QPen(self.theme.colour(Token.LIMIT), 1.5))
        self.painter.drawLine(line)

    def hatch(self, area: QRectF | QPainterPath, token: Token = Token.SURFACE) -> None:
        """Slanting lines over what is drawn there, for what is over a limit or only estimated."""
        path = area if isinstance(area, QPainterPath) else QPainterPath()
        if isinstance(area, QRectF):
            path.addRoundedRect(area, area.height() / 2, area.height() / 2)
        box = path.boundingRect()
        self.painter.save()
        self.painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        self.painter.setPen(QPen(self.theme.colour(token), 1.2))
        across = box.left() - box.height()
        while across < box.right():
            self.painter.drawLine(QLineF(across, box.bottom(), across + box.height(), box.top()))
            across += HATCH_STEP
        self.painter.restore()

    def stipple(self, path: QPainterPath, token: Token) -> None:
        """Half of the dots of a colour, for what is estimated."""
        self.painter.fillPath(path, self.theme.colour(Token.SURFACE))
        brush = QBrush(self.theme.colour(token), Qt.BrushStyle.Dense4Pattern)
        self.painter.fillPath(path, brush)
        self.painter.strokePath(path, QPen(self.theme.colour(token), 1.0))

    def keycap(self, left: float, middle: float, key: str) -> float:
        """A key as it stands on the keyboard; gives back its width."""
        height = self.theme.px(Height.KEYCAP)
        width = max(width_of(self.theme, key, KEY) + self.theme.px(12), height)
        box = QRectF(round(left), round(middle - height / 2), round(width), height)
        self.box(box, Token.SURFACE, Token.LINE2, Radius.KEYCAP)
        self.text(box, key, KEY, CENTRE)
        return box.width()

    def count(self, left: float, middle: float, number: int, *, chosen: bool = False) -> float:
        """How many wait, as a pill; gives back its width."""
        height = self.theme.px(Height.COUNT)
        width = max(width_of(self.theme, str(number), COUNT) + self.theme.px(10), height)
        box = QRectF(round(left), round(middle - height / 2), round(width), height)
        self.box(box, Token.TINT if chosen else Token.MUTE_TINT, radius=height / 2)
        self.text(box, str(number), COUNT.coloured(Token.ACCENT) if chosen else COUNT, CENTRE)
        return box.width()

    def way(self, box: QRectF, steps: Sequence[Way]) -> None:
        """Steps as dots in the middle of equal columns, joined by a line as far as they are done."""
        column, middle, side = box.width() / len(steps), box.center().y(), self.theme.px(16)
        for place, step in enumerate(steps):
            centre = QPointF(box.left() + column * (place + 0.5), middle)
            if place:
                reached = steps[place - 1] is Way.DONE and step is not Way.AHEAD
                self.painter.setPen(QPen(self.theme.colour(Token.ACCENT if reached else Token.LINE2), 2))
                back, reach = centre - QPointF(column, 0), QPointF(side / 2 + 2, 0)
                self.painter.drawLine(back + reach, centre - reach)
            self._dot(QRectF(centre.x() - side / 2, middle - side / 2, side, side), step)

    def _dot(self, box: QRectF, step: Way) -> None:
        if step is Way.DONE:
            self.box(box, Token.ACCENT, radius=box.height() / 2)
            self.icon(box.adjusted(3, 3, -3, -3), "check-bold", Token.ON_ACCENT)
            return
        here = step is Way.HERE
        self.painter.setPen(QPen(self.theme.colour(Token.ACCENT if here else Token.EDGE), 2))
        self.painter.setBrush(self.theme.colour(Token.SURFACE))
        self.painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        if here:
            inner = box.width() / 2 - self.theme.px(3)
            self.box(box.adjusted(inner, inner, -inner, -inner), Token.ACCENT, radius=self.theme.px(3))
