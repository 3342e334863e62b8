"""The line that asks why a benefit week went over and when to come back to it: two fields in the grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ipsdesk.services.hours_records import Reason
from ipsdesk.services.hours_words import spoken_day, week_words
from ipsdesk.ui.hours.grid_header import EDGE, LIMIT_PAD
from ipsdesk.ui.hours.grid_model import come_back_words, day_in_short
from ipsdesk.ui.hours.lines import FIRST_DAY, LIMIT, PAY, TOTAL, Line
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON, Height, Token
from ipsdesk.ui.widgets.day_words import read_day
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import Paint, font_of, line_height, width_of
from ipsdesk.ui.widgets.text_styles import BODY, CELL, NAME, SECOND, TextStyle
from ipsdesk.ui.widgets.typed_values import Complaint

RED_EDGE, GAP, DAY_WIDTH = 3, 8, 126
LATER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the two fields, whether saved or not."""

    text: str = ""
    day: str = ""


class ReasonRow(QWidget):
    """Enter, or leaving the line, hands a reason over; Esc puts back what is recorded."""

    given = Signal(int, object, str, object)
    """Client and end of the week, the reason, and the day to come back to it or None."""
    drafted = Signal(object)
    """The row itself, after each key."""
    wrong = Signal(object, str)
    """The row itself and what can't be understood in its day, empty once it can."""
    done = Signal()
    """Enter or Esc: the keyboard goes back to the cells."""
    entered = Signal(object)
    """The field Tab came to."""
    stepped = Signal(object, int)
    """The row itself; Tab went past the last field (1) or before the first (-1)."""

    def __init__(self, theme: Theme, line: Line, today: date, draft: Draft | None = None) -> None:
        super().__init__()
        self._theme, self._line, self._today = theme, line, today
        self._lefts: Sequence[int] = ()
        self.text, self.day = QLineEdit(self), QLineEdit(self)
        self.day.setPlaceholderText(f"such as {today + LATER:%d/%m}")
        who, ends = line.person.name, spoken_day(line.week.ends_on)
        self.text.setAccessibleName(f"{who}, why over, week to {ends}")
        self.day.setAccessibleName(f"{who}, come back to it on, week to {ends}")
        self.text.setPlaceholderText("In a few words")
        self.put(draft or self.recorded())
        for field in (self.text, self.day):
            field.textEdited.connect(self._note)
            field.editingFinished.connect(self._left)
            field.returnPressed.connect(self._enter)
        self._dress()
        theme.changed.connect(self._dress)

    # ---- what it shows --------------------------------------------------------------------------------

    def show_line(self, line: Line) -> None:
        """The week as it stands now; what is typed and not saved stays."""
        was = self.recorded()
        self._line = line
        if self.draft() == was:
            self.put(self.recorded())
        self.update()

    @property
    def week(self) -> tuple[int, date]:
        """Whose and which benefit week it is about."""
        return self._line.person.client, self._line.week.ends_on

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a plain property
        """To be read, not written."""
        self.text.setReadOnly(read_only)
        self.day.setReadOnly(read_only)

    def place(self, lefts: Sequence[int]) -> None:
        """Stand under the columns, whose left edges these are, the end of the last included."""
        self._lefts = lefts
        px = self._theme.px
        high = px(Height.CONTROL)
        top = (self.height() - high) // 2
        self.text.setGeometry(lefts[FIRST_DAY], top, lefts[TOTAL + 1] - lefts[FIRST_DAY], high)
        wide = px(DAY_WIDTH)
        self.day.setGeometry(lefts[LIMIT + 1] - px(LIMIT_PAD) - wide, top, wide, high)
        self.update()

    def recorded(self) -> Draft:
        """What the fields would show if nothing had been typed."""
        reason = self._line.week.reason
        if reason is None:
            return Draft()
        return Draft(reason.text, f"{reason.follow_up_on:%d/%m/%Y}" if reason.follow_up_on else "")

    def draft(self) -> Draft:
        """What stands in the fields now."""
        return Draft(self.text.text(), self.day.text())

    def put(self, draft: Draft) -> None:
        """Let this stand in the fields."""
        self.text.setText(draft.text)
        self.text.setCursorPosition(0)
        self.day.setText(draft.day)

    def _dress(self) -> None:
        self.text.setFont(font_of(self._theme, BODY))
        self.day.setFont(font_of(self._theme, CELL))
        self.update()

    @property
    def is_quiet(self) -> bool:
        """Whether the reason is given and nothing more is asked."""
        return not self._line.week.needs_reason

    @property
    def is_recorded(self) -> bool:
        """Whether what stands in the fields is what is recorded."""
        return self.draft() == self.recorded()

    # ---- typing ---------------------------------------------------------------------------------------

    def _note(self) -> None:
        self.drafted.emit(self)
        self.update()

    def _day(self) -> date | None:
        """The day to come back; raises `Complaint`."""
        typed = self.day.text().strip()
        return read_day(typed, self._today) if typed else None

    def _left(self) -> None:
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self.hand_over()

    def _enter(self) -> None:
        if self.hand_over():
            self.done.emit()

    def hand_over(self) -> bool:
        """Give the reason if there is a new one; False if the day can't be understood."""
        try:
            day = self._day()
        except Complaint as complaint:
            words = str(complaint)
            self.wrong.emit(self, f"{words[0].upper()}{words[1:]}. The reason is not saved yet.")
            return False
        self.wrong.emit(self, "")
        text = self.text.text().strip()
        given = Reason(text, day)
        if not text:
            self.put(self.recorded())
        elif given != self._line.week.reason and not self.text.isReadOnly():
            self.put(Draft(text, f"{day:%d/%m/%Y}" if day else ""))
            self.given.emit(*self.week, text, day)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc comes here from either field."""
        if event.key() == Qt.Key.Key_Escape:
            self.put(self.recorded())
            self._note()
            self.wrong.emit(self, "")
            self.done.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - as Qt names it
        """From the reason to the day, then on through the cells."""
        inner = (self.day, self.text)[0 if next else 1]
        if inner.hasFocus():
            self.stepped.emit(self, 1 if next else -1)
        else:
            self.enter(inner, 1 if next else -1)
        return True

    def enter(self, field: QLineEdit, step: int) -> None:
        """Tab comes to a field, onwards or back."""
        field.setFocus(Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason)
        field.selectAll()
        self.entered.emit(field)

    # ---- painting -------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._lefts:
            return
        painter = QPainter(self)
        paint, box = Paint(painter, self._theme), QRectF(self.rect())
        quiet = self.is_quiet
        painter.fillRect(box, self._theme.colour(Token.SURFACE if quiet else Token.BAD_TINT))
        if not quiet:
            edge = QRectF(box.left(), box.top(), RED_EDGE, box.height())
            painter.fillRect(edge, self._theme.colour(Token.BAD_FILL))
        paint.line(box.bottomLeft() - QPointF(0, 1), box.bottomRight() - QPointF(0, 1))
        self._title(paint, box, Token.MUTE if quiet else Token.BAD)
        self._when(paint, box, SECOND if quiet else BODY)
        painter.end()

    def _title(self, paint: Paint, box: QRectF, token: Token) -> None:
        px, side = self._theme.px, self._theme.px(ICON)
        mark = Mark.NOTE if self.is_quiet else Mark.OVER
        paint.icon(QRectF(px(EDGE), box.center().y() - side / 2, side, side), mark.icon, token)
        left = px(EDGE) + side + px(GAP)
        room = QRectF(left, box.top(), self._lefts[FIRST_DAY] - left - px(GAP), box.height())
        week = week_words(self._line.week.ends_on)
        self._two_lines(paint, room, ("Why over", NAME.coloured(token)), (week, SECOND))

    def _when(self, paint: Paint, box: QRectF, style: TextStyle) -> None:
        px = self._theme.px
        left = self._lefts[PAY] + px(EDGE)
        room = QRectF(left, box.top(), self.day.x() - px(GAP) - left, box.height())
        words = self._when_words()
        if len(words) > 1 and width_of(self._theme, ", ".join(words), style) > room.width():
            self._two_lines(paint, room, (f"{words[0]},", style), (words[1], style))
        else:
            paint.text(room, ", ".join(words), style)

    def _when_words(self) -> tuple[str, ...]:
        if self.is_recorded and self._line.week.reason is not None:
            return tuple(part for part in ("Reason recorded", come_back_words(self._line.week)) if part)
        try:
            day = self._day()
        except Complaint:
            day = None
        return (f"Come back to it on {day_in_short(day)}",) if day else ("Come back to it on",)

    def _two_lines(
        self, paint: Paint, room: QRectF, first: tuple[str, TextStyle], second: tuple[str, TextStyle]
    ) -> None:
        high = line_height(self._theme, SECOND)
        top = room.center().y() - high
        for down, (words, style) in enumerate((first, second)):
            paint.text(QRectF(room.left(), top + down * high, room.width(), high), words, style)
