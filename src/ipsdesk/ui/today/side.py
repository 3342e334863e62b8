"""Beside the list of Today: the line under the cursor, the week at a glance, and what was done today."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.services.today_lines import TodayLine, TodayList
from ipsdesk.ui.frame.status_bar import clock_words
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.today.line_words import (
    DONE_KEY,
    ENDS,
    due_by_day,
    offers_of,
    said_week,
    span_words,
    week_days,
)
from ipsdesk.ui.tokens import Radius, Space, Token
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.icon import Icon
from ipsdesk.ui.widgets.link import Link
from ipsdesk.ui.widgets.painting import CENTRE, Paint
from ipsdesk.ui.widgets.rule import Rule
from ipsdesk.ui.widgets.text_styles import BODY, HEAD, NAME, PANEL, SECOND
from ipsdesk.ui.widgets.words import Words

NO_LINE = "Nothing is chosen"
DONE_SHOWN, DOTS, DOT = 5, 4, 6
GLANCE_HIGH = 78
"""At 100 %: how high the week is drawn."""


class TodaySide(FocusScroll):
    """Three cards below each other."""

    def __init__(self, theme: Theme, *, may_change: bool) -> None:
        super().__init__()
        self.setAccessibleName("Details")
        self.detail, self.week, self.done = Detail(theme, may_change=may_change), Week(theme), DoneCard(theme)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.STEP)
        for card in (self.detail, self.week, self.done):
            column.addWidget(card)
        column.addStretch(1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)
        self.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)  # after it was put in, which turns this on


class _Card(Card):
    """A card with room inside."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(17, 13, 17, 14)
        self.inside.setSpacing(Space.SNUG)

    def head(self, title: Words, aside: Words) -> None:
        """What it is about, and a word at the right."""
        line = QHBoxLayout()
        line.addWidget(title, 1)
        line.addWidget(aside, 0, Qt.AlignmentFlag.AlignTop)
        self.inside.addLayout(line)


class Detail(_Card):
    """The line under the cursor, whose it is, what ends it, and the same actions as buttons."""

    def __init__(self, theme: Theme, *, may_change: bool) -> None:
        super().__init__(theme)
        self._may_change = may_change
        self.kind, self.title = Words(theme, style=HEAD), Words(theme, NO_LINE, PANEL, wraps=True)
        self.person = Words(theme, style=SECOND, wraps=True)
        self.due, self.ends = Words(theme, style=BODY, wraps=True), Words(theme, style=SECOND, wraps=True)
        self.done, self.open = Button(theme, "Done", Rank.PRIMARY), Button(theme, "Open")
        self.later = Button(theme, "Put off…")
        self.later.setToolTip("Put it off until a day (S)")
        self.done.setToolTip("It was done today (D)")
        for words in (self.kind, self.title, self.person):
            self.inside.addWidget(words)
        self.inside.addWidget(Rule(theme))
        for words in (self.due, self.ends):
            self.inside.addWidget(words)
        self.inside.addSpacing(Space.LABEL)
        self.inside.addWidget(self._buttons())
        self.show_line(None)

    def _buttons(self) -> QWidget:
        """Side by side, on as many lines as they need."""
        holder = QWidget()
        flow = Flow(holder)
        for button in (self.done, self.open, self.later):
            flow.addWidget(button)
        return holder

    def show_line(self, line: TodayLine | None) -> None:
        """Show this line, or that none is chosen."""
        offers = offers_of(line, may_change=self._may_change) if line else ()
        words = {offer.key: offer.words for offer in offers}
        self.title.setText(line.words if line else NO_LINE)
        self._say(self.kind, line.kind.value if line else "")
        self._say(self.person, " · ".join(one for one in (line.name, line.owner) if one) if line else "")
        self._say(self.due, line.second if line else "")
        self._say(self.ends, ENDS[line.kind] if line else "")
        self.done.setText(words.get(DONE_KEY, ""))
        self.done.setVisible(DONE_KEY in words)
        self.open.setText(offers[-1].words if offers else "")
        self.open.setVisible(bool(offers))
        self.later.setVisible(bool(offers) and self._may_change)

    @staticmethod
    def _say(label: Words, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))


class Week(_Card):
    """How much is due on each day, and contacts with employers so far."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.span = Words(theme, style=SECOND)
        self.head(Words(theme, "This week", NAME), self.span)
        self.glance = Glance(theme)
        self.contacts, self.count = Words(theme, style=SECOND, wraps=True), Words(theme, style=NAME)
        self._bar = Bar(theme)
        self._line = QHBoxLayout()
        self._line.addWidget(self.contacts, 1)
        self._line.addWidget(self.count)
        self.inside.addWidget(self.glance)
        self.inside.addLayout(self._line)
        self.inside.addWidget(self._bar)

    def show_week(self, found: TodayList) -> None:
        """Show the week of a list."""
        self.span.setText(span_words(week_days(found.today)))
        self.glance.show_days(found)
        week = found.week
        self.contacts.setText(f"Employer contacts, {found.me}" if week else "")
        self.count.setText(f"{week.contacts} of {week.wanted} face to face" if week else "")
        for part in (self.contacts, self.count, self._bar):
            part.setVisible(week is not None)
        if week:
            self._bar.show_share(week.contacts / week.wanted)


class Glance(QWidget):
    """The seven days, each with a dot for every line that is due, four at most; one sentence to the ear."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._found: TodayList | None = None
        theme.changed.connect(self.updateGeometry)

    def show_days(self, found: TodayList) -> None:
        """Show how much is due on each day."""
        self._found = found
        self.setAccessibleName("The week at a glance")
        self.setAccessibleDescription(said_week(found))
        self.setToolTip(said_week(found))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(GLANCE_HIGH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._found is None:
            return
        painter = QPainter(self)
        paint, days = Paint(painter, self._theme), due_by_day(self._found)
        wide = self.width() / len(days)
        for place, (day, count) in enumerate(days.items()):
            box = QRectF(place * wide, 0, wide, self.height())
            is_today = day == self._found.today
            if is_today:
                paint.box(box, Token.TINT, radius=Radius.CONTROL)
            high = self._theme.px(22)
            style = HEAD.coloured(Token.ACCENT) if is_today else HEAD
            paint.text(QRectF(box.left(), 4, wide, high), WEEKDAYS[day.weekday()][:3], style, CENTRE)
            number = NAME.coloured(Token.ACCENT) if is_today else BODY
            paint.text(QRectF(box.left(), 4 + high, wide, high), str(day.day), number, CENTRE)
            self._dots(paint, box, 4 + 2 * high, count, is_today=is_today)
        painter.end()

    def _dots(self, paint: Paint, box: QRectF, top: float, count: int, *, is_today: bool) -> None:
        """Two beside each other; more than four are said in figures."""
        if count > DOTS:
            text = HEAD.coloured(Token.ACCENT) if is_today else HEAD
            paint.text(QRectF(box.left(), top, box.width(), self._theme.px(18)), str(count), text, CENTRE)
            return
        side, gap = self._theme.px(DOT), self._theme.px(DOT) + 3
        for place in range(count):
            in_row = min(count - place // 2 * 2, 2)
            left = box.center().x() - (in_row * gap - 3) / 2 + place % 2 * gap
            dot = QRectF(left, top + 3 + place // 2 * gap, side, side)
            paint.box(dot, Token.ACCENT if is_today else Token.BAR, radius=side / 2)


class Bar(QWidget):
    """How much of what is wanted there is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._share = theme, 0.0
        theme.changed.connect(self.updateGeometry)

    def show_share(self, share: float) -> None:
        """Full at 1."""
        self._share = min(share, 1.0)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(100), self._theme.px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, box = Paint(painter, self._theme), QRectF(self.rect())
        radius = box.height() / 2
        paint.box(box, Token.TRACK, radius=radius)
        if self._share:
            box.setWidth(max(box.width() * self._share, box.height()))
            paint.box(box, Token.ACCENT, radius=radius)
        painter.end()


class DoneCard(_Card):
    """One's own changes of today, the newest first, and the undo of the last."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.count = Words(theme, style=SECOND)
        self.head(Words(theme, "Done today", NAME), self.count)
        self._lines = [_DoneLine(theme) for _ in range(DONE_SHOWN)]
        for line in self._lines:
            self.inside.addWidget(line)
        self.nothing = Words(theme, "Nothing yet", SECOND)
        self.inside.addWidget(self.nothing)
        self.undo = Link(theme, "Undo the last (Ctrl+Z)")
        self.inside.addWidget(self.undo)

    def show_done(self, found: TodayList, *, may_undo: bool) -> None:
        """Show these; only the newest few are named."""
        done = found.done
        self.count.setText(f"{len(done):,}" if done else "")
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(done))
            if place < len(done):
                line.say(done[place].words, clock_words(done[place].at))
        self.nothing.setVisible(not done)
        self.undo.setVisible(bool(done) and may_undo)


class _DoneLine(QWidget):
    """A tick, what was done, and when."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words, self._clock = Words(theme, style=BODY, wraps=True), Words(theme, style=SECOND)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.SNUG)
        line.addWidget(Icon(theme, "check-circle", Token.GOOD), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        line.addWidget(self._clock, 0, Qt.AlignmentFlag.AlignTop)

    def say(self, words: str, clock: str) -> None:
        """What was done, and at what time."""
        self._words.setText(words)
        self._clock.setText(clock)
