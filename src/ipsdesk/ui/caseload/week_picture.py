"""A person's usual week as a small picture: a column for each day, a block for what is done in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.services.pathway_plan import WeekLine
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Radius, Token
from ipsdesk.ui.widgets.line_list import EDGE
from ipsdesk.ui.widgets.painting import CENTRE, RIGHT, Paint, width_of
from ipsdesk.ui.widgets.text_styles import HEAD, SMALL

HIGH, HEAD_HIGH, LEFT, GAP, PAD = 150, 22, 38, 3, 4
FIRST, LAST, STEP = 8, 18, 4
"""The hours shown at least, and from one hour's line to the next."""
LOOK = {
    "work": (Token.BAR2, None),
    "leave": (Token.GOOD_TINT, Token.GOOD),
    "therapy": (Token.WARN_TINT, Token.WARN),
    "other": (Token.MUTE_TINT, Token.MUTE),
}
"""Fill and edge of a block by its kind; its kind stands in it as a word too."""


class WeekPicture(QWidget):
    """Read out as one sentence; the same stands as lines below it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._week: Sequence[WeekLine] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("The week as a picture")
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def show_week(self, week: Sequence[WeekLine]) -> None:
        """Show what holds now."""
        self._week = week
        said = [f"{one.day} {one.from_time} to {one.to_time} {one.what or one.kind}" for one in week]
        self.setAccessibleDescription("; ".join(said))
        self.setVisible(bool(week))
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a glance needs."""
        return QSize(self._theme.px(320), self._theme.px(HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, theme = Paint(painter, self._theme), self._theme
        first, last = self._hours()
        box = QRectF(self.rect()).adjusted(EDGE + theme.px(LEFT), theme.px(HEAD_HIGH), -EDGE, -PAD)
        for hour in range(first + (-first) % STEP, last + 1, STEP):
            down = box.top() + box.height() * (hour - first) / (last - first)
            paint.line(QPointF(box.left(), down), QPointF(box.right(), down))
            label = QRectF(EDGE, down - theme.px(8), theme.px(LEFT - 6), theme.px(16))
            paint.text(label, f"{hour}:00", SMALL, RIGHT)
        column = box.width() / len(WEEKDAYS)
        for place, day in enumerate(WEEKDAYS):
            left = box.left() + place * column
            paint.text(QRectF(left, 0, column, theme.px(HEAD_HIGH)), day[:3], HEAD, CENTRE)
            for entry in (one for one in self._week if one.day == day):
                self._block(paint, QRectF(left + GAP, box.top(), column - 2 * GAP, box.height()), entry)
        painter.end()

    def _hours(self) -> tuple[int, int]:
        """The first and the last hour shown."""
        begins = min([FIRST, *(int(_hour(one.from_time)) for one in self._week)])
        ends = max([LAST, *(-int(-_hour(one.to_time) // 1) for one in self._week)])
        return begins, ends

    def _block(self, paint: Paint, column: QRectF, entry: WeekLine) -> None:
        first, last = self._hours()
        begins, ends = _hour(entry.from_time), _hour(entry.to_time)
        ends = ends if ends > begins else float(last)  # over midnight: to the foot of the day
        top = column.top() + column.height() * (begins - first) / (last - first)
        high = max(column.height() * (ends - begins) / (last - first), 3.0)
        box = QRectF(column.left(), top, column.width(), high)
        fill, edge = LOOK[entry.kind]
        paint.box(box, fill, edge or Token.BAR, Radius.KEYCAP)
        words = next((one for one in (entry.what, entry.kind) if self._fits(one, box)), "")
        paint.text(box, words, SMALL.coloured(Token.TEXT), CENTRE)

    def _fits(self, words: str, box: QRectF) -> bool:
        wide = width_of(self._theme, words, SMALL)
        return bool(words) and wide <= box.width() - 2 and box.height() >= self._theme.px(14)


def _hour(time: str) -> float:
    hours, minutes = time.split(":")
    return int(hours) + int(minutes) / 60
