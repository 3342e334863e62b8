"""What stands in a printed document and is drawn, not written: symbols, and the week as a timetable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from ipsdesk.reports.blocks import Room, Tint, WeekBox, WeekPicture
from ipsdesk.services.scorecards_chart import Chart
from ipsdesk.ui.kpis.chart_drawing import ChartDrawing
from ipsdesk.ui.printing.paper import HAIR, UNITS, PaperLook, icons, ink, type_of
from ipsdesk.ui.tokens import Token, Weight
from ipsdesk.ui.widgets.painting import Paint, line_height
from ipsdesk.ui.widgets.text_styles import NAME, SECOND

DRAWING = QTextFormat.ObjectTypes.UserObject.value + 1
PLACE = QTextFormat.Property.UserProperty.value + 1
STANDS_FOR_IT = "\ufffc"
CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
WRAPPED = LEFT | Qt.TextFlag.TextWordWrap

GROUNDS = {
    Tint.BLUE: (Token.TINT, Token.ACCENT),
    Tint.GREEN: (Token.GOOD_TINT, Token.GOOD),
    Tint.AMBER: (Token.WARN_TINT, Token.WARN),
    Tint.GREY: (Token.MUTE_TINT, Token.MUTE),
}
Manner = tuple[float, int, Token]
"""Size in points, weight, colour."""

DAY: Manner = (10, Weight.SEMIBOLD, Token.TEXT)
HOUR: Manner = (8.5, Weight.REGULAR, Token.TEXT2)
WHAT: Manner = (9, Weight.SEMIBOLD, Token.TEXT)
WHERE: Manner = (8.5, Weight.REGULAR, Token.TEXT)
DAY_HEAD, HOURS_WIDTH, GAP, ROUND = 20 * UNITS, 34 * UNITS, 2 * UNITS, 4 * UNITS
FIRST_HOUR, LAST_HOUR = 8, 18
"""The hours that are always shown, however little stands in them."""


class Drawing(Protocol):
    """Something drawn of a size."""

    size: QSizeF

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """Draw it into the box."""
        ...


class Drawings(QPyTextObject):
    """The drawings of one document, each standing for a letter of it."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._drawings: list[Drawing] = []
        document.documentLayout().registerHandler(DRAWING, self)

    def insert(self, cursor: QTextCursor, drawing: Drawing) -> None:
        """Let it stand where the cursor is."""
        shape = QTextCharFormat()
        shape.setObjectType(DRAWING)
        shape.setProperty(PLACE, len(self._drawings))
        self._drawings.append(drawing)
        cursor.insertText(STANDS_FOR_IT, shape)

    def intrinsicSize(self, _document: QTextDocument, _place: int, shape: QTextFormat) -> QSizeF:
        return self._drawings[shape.intProperty(PLACE)].size

    def drawObject(
        self,
        painter: QPainter,
        box: QRectF | QRect,
        _document: QTextDocument,
        _place: int,
        shape: QTextFormat,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._drawings[shape.intProperty(PLACE)].draw(painter, QRectF(box))
        painter.restore()


class IconDrawing:
    """One icon of the set."""

    def __init__(self, icon: str, side: float) -> None:
        self._icon, self.size = icon, QSizeF(side, side)

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """As large as its box."""
        icons().draw(painter, box.toRect(), self._icon, ink(Token.ACCENT))


class RoomDrawing:
    """An empty frame, with lines to write on or without."""

    def __init__(self, room: Room, size: QSizeF) -> None:
        self._room, self.size = room, size

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """The lines first, then the frame."""
        frame = box.adjusted(HAIR, HAIR, -HAIR, -HAIR)
        if self._room.ruled:
            for line in range(1, self._room.lines):
                at = frame.top() + frame.height() * line / self._room.lines
                _line(painter, QPointF(frame.left() + ROUND, at), QPointF(frame.right() - ROUND, at))
        painter.setPen(QPen(ink(Token.EDGE), HAIR * 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, ROUND, ROUND)


class ChartOnPaper:
    """A chart as the window draws it, with its title above and its sentence below."""

    def __init__(self, chart: Chart, size: QSizeF) -> None:
        self._chart, self.size = chart, size

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """Three parts below each other."""
        look = PaperLook()
        paint, line = Paint(painter, look), line_height(look, NAME)
        paint.text(QRectF(box.left(), box.top(), box.width(), line), self._chart.title, NAME)
        paint.text(QRectF(box.left(), box.bottom() - line, box.width(), line), self._chart.sentence, SECOND)
        inner = box.adjusted(0, line + GAP * 2, 0, -line - GAP * 2)
        ChartDrawing(look, self._chart, inner).paint(paint)


class WeekDrawing:
    """Days beside each other, hours below each other, what is done as boxes between them."""

    def __init__(self, week: WeekPicture, size: QSizeF) -> None:
        self._week, self.size = week, size
        self._first = min([FIRST_HOUR, *(box.start // 60 for box in week.boxes)])
        self._last = max([LAST_HOUR, *(-(-box.end // 60) for box in week.boxes)])

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """The lines first, then the boxes."""
        grid = box.adjusted(HOURS_WIDTH, DAY_HEAD, -HAIR, -HAIR)
        wide = grid.width() / len(self._week.days)
        self._draw_hours(painter, grid)
        for number, day in enumerate(self._week.days):
            left = grid.left() + number * wide
            _line(painter, QPointF(left, box.top()), QPointF(left, grid.bottom()))
            head = QRectF(left, box.top(), wide, DAY_HEAD)
            _words(painter, head, day, DAY, CENTRE)
        for number, together in enumerate(_by_day(self._week)):
            for one, place, places in together:
                column = wide / places
                left = grid.left() + number * wide + place * column
                self._draw_box(painter, QRectF(left, grid.top(), column, grid.height()), one)

    def _draw_hours(self, painter: QPainter, grid: QRectF) -> None:
        for hour in range(self._first, self._last + 1):
            at = self._at(grid, hour * 60)
            _line(painter, QPointF(grid.left() - HOURS_WIDTH, at), QPointF(grid.right(), at))
            if hour < self._last:
                box = QRectF(grid.left() - HOURS_WIDTH, at + GAP, HOURS_WIDTH - GAP, DAY_HEAD)
                _words(painter, box, f"{hour}:00", HOUR, LEFT)

    def _at(self, grid: QRectF, minute: int) -> float:
        share = (minute - self._first * 60) / ((self._last - self._first) * 60)
        return grid.top() + share * grid.height()

    def _draw_box(self, painter: QPainter, day: QRectF, one: WeekBox) -> None:
        ground, edge = GROUNDS[one.tint]
        top, bottom = self._at(day, one.start), self._at(day, one.end)
        box = QRectF(day.left(), top, day.width(), bottom - top).adjusted(GAP, HAIR, -GAP, -HAIR)
        painter.setPen(QPen(ink(edge), HAIR * 1.5))
        painter.setBrush(ink(ground))
        painter.drawRoundedRect(box, ROUND, ROUND)
        inner = box.adjusted(GAP * 2, GAP, -GAP, -GAP)
        painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
        side = min(13 * UNITS, inner.height())
        icons().draw(painter, QRectF(inner.left(), inner.top(), side, side).toRect(), one.icon, ink(edge))
        title = inner.adjusted(side + GAP, 0, 0, 0)
        _words(painter, title, one.words, WHAT, WRAPPED)
        used = _height(title, one.words)
        _words(painter, inner.adjusted(0, max(used, side) + GAP, 0, 0), one.second, WHERE, WRAPPED)
        painter.setClipping(False)


def _by_day(week: WeekPicture) -> Iterator[Sequence[tuple[WeekBox, int, int]]]:
    """The boxes of each day, those that meet beside each other: the box, its place, of how many."""
    for day in range(len(week.days)):
        boxes = sorted((box for box in week.boxes if box.day == day), key=lambda box: box.start)
        places: list[list[WeekBox]] = []
        for box in boxes:
            free = next((column for column in places if column[-1].end <= box.start), None)
            places.append([box]) if free is None else free.append(box)
        yield [(box, place, len(places)) for place, column in enumerate(places) for box in column]


def _line(painter: QPainter, start: QPointF, end: QPointF) -> None:
    painter.setPen(QPen(ink(Token.LINE2), HAIR))
    painter.drawLine(start, end)


def _height(box: QRectF, words: str) -> float:
    return QFontMetricsF(type_of(*WHAT[:2])).boundingRect(box, int(WRAPPED), words).height()


def _words(
    painter: QPainter, box: QRectF, words: str, manner: Manner, align: Qt.AlignmentFlag | Qt.TextFlag
) -> None:
    points, weight, token = manner
    painter.setFont(type_of(points, weight))
    painter.setPen(ink(token))
    painter.drawText(box, int(align), words)
