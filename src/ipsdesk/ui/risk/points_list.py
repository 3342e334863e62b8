"""The points of a version, what the person and the staff say side by side, and whether they agree."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ipsdesk.services.risk import PointSeen
from ipsdesk.ui.risk.words import NOT_SAID, agreed_words
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON_SMALL, Height, Radius, Token
from ipsdesk.ui.widgets.line_list import BAR, EDGE, GAP, RING, TOP, Index, Line, LineDrawing, LineList
from ipsdesk.ui.widgets.painting import Paint
from ipsdesk.ui.widgets.text_styles import BODY, HEAD, NAME, STATUS
from ipsdesk.ui.widgets.wrapped import Part, height_of, paint_wrapped

SIDE_BY_SIDE_FROM = 520
"""Pixels at 100 % text; in less room the staff's words stand below the person's."""
PERSON, STAFF = "The person", "Staff"
INSIDE = 8


def point_line(seen: PointSeen) -> Line:
    """A point as a line: whole to the ear and to the clipboard."""
    words, mark = agreed_words(seen)
    said = f"{PERSON}: {seen.own or NOT_SAID}\n{STAFF}: {seen.staff or NOT_SAID}"
    return Line(seen.point.own, seen.point.title, said, words, mark, about=seen)


class PointsList(LineList):
    """As high as all its points; the two sides of what is not seen alike stand in a frame."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._drawing = _TwoSides(theme, self)
        self.setItemDelegate(self._drawing)

    def show_points(self, points: Sequence[PointSeen]) -> None:
        """Show these."""
        self.show_lines([point_line(one) for one in points])


class _TwoSides(LineDrawing):
    """Title and agreement on one line, the two sides below it."""

    def height(self, line: Line) -> int:
        """How high a point is."""
        theme = self._theme
        box = QRectF(0, 0, max(self._view.viewport().width(), 1), 1)
        high = self._head(line, box.width()) + sum(
            one.height() for one in self._sides(line, box)[: 1 if self._is_wide() else 2]
        )
        return max(round(high) + 2 * theme.px(TOP), theme.px(Height.LARGE_CONTROL))

    def _is_wide(self) -> bool:
        return self._view.viewport().width() >= self._theme.px(SIDE_BY_SIDE_FROM)

    def _head(self, line: Line, width: float) -> float:
        """The height of the title and, where it is long, of what is agreed."""
        room = max(width - 2 * EDGE, 1)
        parts: list[Part] = [(line.title, NAME)]
        if line.mark and not self._is_wide():
            parts.append((line.aside, STATUS))
        return height_of(self._theme, parts, room) + self._theme.px(4)

    def _said(self, head: str, words: str) -> list[Part]:
        said = words or NOT_SAID
        style = BODY if words else BODY.coloured(Token.TEXT3)
        return [(head, HEAD), *((one, style) for one in said.splitlines())]

    def _sides(self, line: Line, box: QRectF) -> list[QRectF]:
        """Where the two sides stand below the head: as high as the higher, or each as it needs."""
        theme, seen = self._theme, line.about
        inner = theme.px(INSIDE)
        left, room = box.left() + EDGE, max(box.width() - 2 * EDGE, 1)
        top = box.top() + theme.px(TOP) + self._head(line, box.width())
        wide = (room - theme.px(GAP)) / 2 if self._is_wide() else room
        high = [
            height_of(theme, self._said(*one), wide - 2 * inner) + 2 * inner
            for one in ((PERSON, seen.own), (STAFF, seen.staff))
        ]
        if self._is_wide():
            return [QRectF(left + place * (wide + theme.px(GAP)), top, wide, max(high)) for place in range(2)]
        return [QRectF(left, top, wide, high[0]), QRectF(left, top + high[0], wide, high[1])]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The point; its ground where the keyboard is."""
        line, box = self._view.lines[index.row()], QRectF(option.rect)
        painter.save()
        paint, theme = Paint(painter, self._theme), self._theme
        if index == self._view.currentIndex():
            painter.fillRect(box, theme.colour(Token.SELECTED))
            bar = QRectF(box.topLeft(), box.bottomLeft() + QPointF(BAR, 0))
            painter.fillRect(bar, theme.colour(Token.ACCENT))
        self._paint_head(paint, box, line)
        seen: PointSeen = line.about
        for side, head, words in zip(
            self._sides(line, box), (PERSON, STAFF), (seen.own, seen.staff), strict=True
        ):
            if seen.differs:
                paint.box(side.adjusted(0, 1, 0, -1), Token.SURFACE, Token.EDGE, Radius.CONTROL)
            inner = theme.px(INSIDE)
            paint_wrapped(
                paint, side.adjusted(inner, inner, -inner, 0), self._said(head, words), from_top=True
            )
        if index.row() < self._view.model_of_lines.rowCount() - 1:
            foot = box.bottom() - 1
            paint.line(QPointF(box.left() + EDGE, foot), QPointF(box.right() - EDGE, foot))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.ring(box.adjusted(RING, 1, -RING, -2))
        painter.restore()

    def _paint_head(self, paint: Paint, box: QRectF, line: Line) -> None:
        theme = self._theme
        inner = box.adjusted(EDGE, theme.px(TOP), -EDGE, 0)
        high = height_of(theme, [(line.title, NAME)], inner.width())
        paint_wrapped(paint, QRectF(inner.topLeft(), QSize(round(inner.width()), 1)), [(line.title, NAME)],
                      from_top=True)  # fmt: skip
        if line.mark is None:
            return
        style, side = STATUS.coloured(line.mark.token), theme.px(ICON_SMALL)
        if self._is_wide():
            words = height_of(theme, [(line.aside, style)], inner.width())
            left, top = self._right_of(line, inner), inner.top() + (high - words) / 2
        else:
            left, top = inner.left(), inner.top() + high
        status = QRectF(left, top, inner.right() - left, theme.px(style.size) * 1.4)
        paint.icon(QRectF(left, status.center().y() - side / 2, side, side), line.mark.icon, line.mark.token)
        paint.text(status.adjusted(side + theme.px(6), 0, 0, 0), line.aside, style)

    def _right_of(self, line: Line, inner: QRectF) -> float:
        """Where the staff's side begins, so that what is agreed stands above it."""
        return inner.left() + (inner.width() + self._theme.px(GAP)) / 2
