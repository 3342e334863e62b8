"""The line above the grid: which week, whose hours, and what can be done with the week as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from ipsdesk.fields import Field, Kind
from ipsdesk.reports.hours_week import days_words
from ipsdesk.rules.periods import DAY
from ipsdesk.rules.wording import MONTHS
from ipsdesk.services.hours_week import PersonWeek
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON, Height, Radius, Space, Token
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.choice_field import ChoiceField, Option
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.painting import CENTRE, Paint, width_of
from ipsdesk.ui.widgets.text_styles import NAME, TITLE
from ipsdesk.ui.widgets.typed_values import Complaint
from ipsdesk.ui.widgets.words import Words

ARROW, MIDDLE, PEOPLE_WIDTH, PAD = 34, 166, 150, 13
EVERYONE = "Everyone"


def week_title(monday: date) -> str:
    """The week on its button, as ``30 Mar to 5 Apr 2026``: short, so that the toolbar keeps to one line."""
    sunday = monday + 6 * DAY
    first = f"{monday.day}" if monday.month == sunday.month else f"{monday.day} {_month(monday)}"
    return f"{first} to {sunday.day} {_month(sunday)} {sunday.year}"


def _month(day: date) -> str:
    return MONTHS[day.month - 1][:3]


class _Part(QAbstractButton):
    """One of the parts of a joined control: an icon or words, on the ground that the control paints."""

    def __init__(self, theme: Theme, name: str, icon: str = "") -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As wide as its words, and no narrower for shorter ones."""
        wide = width_of(self._theme, self.text(), NAME) + 2 * self._theme.px(PAD)
        least = self._theme.px(ARROW if self._icon else MIDDLE)
        return QSize(max(round(wide) if self.text() else 0, least), self._theme.px(Height.CONTROL))

    def minimumSizeHint(self) -> QSize:
        """Its words are never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, box = Paint(painter, self._theme), QRectF(self.rect())
        if self.isDown() or self.underMouse():
            paint.box(box.adjusted(2, 2, -2, -2), Token.SUNK, radius=Radius.KEYCAP)
        if self._icon:
            side = self._theme.px(ICON)
            spot = QRectF(0, 0, side, side)
            spot.moveCenter(box.center())
            paint.icon(spot, self._icon, Token.TEXT)
        else:
            paint.text(box, self.text(), NAME, CENTRE)
        painter.end()


class WeekStepper(QWidget):
    """The week shown, between the arrows to the one before and the one after."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.before = _Part(theme, "Previous week", "chevron-left")
        self.middle = _Part(theme, "Go to another week")
        self.after = _Part(theme, "Next week", "chevron-right")
        self.before.setToolTip("Previous week (Alt+Left)")
        self.after.setToolTip("Next week (Alt+Right)")
        self.middle.setToolTip("Go to the week of a day (Ctrl+G)")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.before, self.middle, self.after):
            layout.addWidget(part)

    def show_week(self, monday: date) -> None:
        """Name this week."""
        self.middle.setText(week_title(monday))
        self.middle.setAccessibleName(f"Week {days_words(monday)}. Go to another week")
        self.middle.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, box = Paint(painter, self._theme), QRectF(self.rect())
        paint.box(box, Token.SURFACE, Token.LINE2, Radius.CONTROL)
        for across in (self.middle.x(), self.after.x() - 1):
            paint.line(QPointF(across, 1), QPointF(across, self.height() - 2), Token.LINE2)
        painter.end()


class PeopleChoice(ChoiceField):
    """Everyone, or one person of the week, found by any part of the name."""

    chosen = Signal(object)
    """The client, or None for everyone."""
    refused = Signal(str)
    """Why what was typed is nobody of the week."""
    done = Signal()
    """Somebody was chosen, or Esc was pressed: the keyboard is needed elsewhere."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, Field("Whose hours", Kind.CHOICE), [Option("", EVERYONE)], parent)
        self.name("Whose hours", "Everyone, or any part of a name")
        self.client: int | None = None
        self.show_value("")
        self.box.activated.connect(self._choose)
        self.box.line.returnPressed.connect(self._choose)
        self.box.line.editingFinished.connect(self._take)
        self._size()
        theme.changed.connect(self._size)

    def _size(self) -> None:
        self.box.setFixedWidth(self._theme.px(PEOPLE_WIDTH))

    def offer(self, people: Iterable[PersonWeek], only: Option | None) -> None:
        """These people are in the week; ``only`` is the one shown, in it or not."""
        options = [Option("", EVERYONE), *named(people)]
        if only is not None and only.value not in {one.value for one in options}:
            options.append(only)
        typing = self.box.line.hasFocus() and self.box.line.isModified()
        if options != self._options and not typing:
            self._options[:] = options
            self.box.clear()
            self.box.addItems([one.words for one in options])
        self.client = None if only is None else int(only.value)
        if not typing:
            self.show_value("" if only is None else only.value)
            self.box.line.setCursorPosition(0)

    def _choose(self) -> None:
        if self._take():
            self.done.emit()

    def _take(self) -> bool:
        try:
            value = self.value()
        except Complaint as complaint:
            if not self.box.property("problem"):
                self.set_problem(True)
                self.refused.emit(f"{complaint}.")
            return False
        self.set_problem(False)
        if not value:
            self.show_value("")
        client = int(str(value)) if value else None
        if client != self.client:
            self.client = client
            self.chosen.emit(client)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to whoever is shown."""
        if event.key() == Qt.Key.Key_Escape:
            self.set_problem(False)
            self.show_value("" if self.client is None else str(self.client))
            self.done.emit()
        else:
            super().keyPressEvent(event)


def named(people: Iterable[PersonWeek]) -> list[Option]:
    """People by name; two of one name are told apart by their reference."""
    known = list(people)
    times = Counter(person.name.casefold() for person in known)
    return [
        Option(
            str(person.client),
            person.name if times[person.name.casefold()] == 1 else f"{person.name} ({person.reference})",
        )
        for person in known
    ]


class _Line(Flow):
    """One line while there is room, what is done at its right end; else what is done begins a new line."""

    def __init__(self, parent: QWidget, gap: int) -> None:
        super().__init__(parent, gap)
        self.done_from = 0

    def _lay_out(self, box: QRect, *, only_measure: bool) -> int:
        down = box.top()
        for row in self._rows(box.width()):
            across = box.left()
            for place in row:
                item = self._items[place]
                spare = box.width() - self.sizeHint().width()
                aside = spare if spare > 0 and place >= self.done_from else 0
                if not only_measure:
                    item.setGeometry(QRect(QPoint(across + aside, down), item.sizeHint()))
                across += item.sizeHint().width() + self.spacing()
            down += max(self._items[place].sizeHint().height() for place in row) + self.spacing()
        return down - self.spacing() - box.top()

    def _rows(self, width: int) -> list[list[int]]:
        """The places of what stands in each line."""
        if self.sizeHint().width() <= width:
            return [list(range(self.count()))]
        rows: list[list[int]] = []
        across = 0
        for place, item in enumerate(self._items):
            wide = item.sizeHint().width() + self.spacing()
            if not rows or place == self.done_from or across + wide - self.spacing() > width:
                rows.append([])
                across = 0
            rows[-1].append(place)
            across += wide
        return rows


class HoursToolbar(QWidget):
    """Title, week, whose hours; Paste, Copy last week and Usual shifts at the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = Words(theme, "Weekly hours", TITLE)
        self.stepper = WeekStepper(theme)
        self.this_week = Button(theme, "This week")
        self.people = PeopleChoice(theme)
        self.paste = Button(theme, "Paste", icon="content-paste")
        self.copy_week = Button(theme, "Copy last week")
        self.shifts = Button(theme, "Usual shifts")
        self.this_week.setToolTip("Go to this week (Alt+Home)")
        self.paste.setToolTip("Paste hours and pay from Excel (Ctrl+V)")
        self.copy_week.setToolTip("Fill blank days with last week's hours (Ctrl+D)")
        self.shifts.setToolTip("When this person usually works (Ctrl+U)")
        line = _Line(self, Space.SNUG)
        left = (self.title, self.stepper, self.this_week, self.people)
        for widget in (*left, self.paste, self.copy_week, self.shifts):
            line.addWidget(widget)
        line.done_from = len(left)
        line.setContentsMargins(0, 0, 0, 0)
        self._size()
        theme.changed.connect(self._size)

    def _size(self) -> None:
        self.title.setFixedHeight(self._theme.px(Height.CONTROL))
        self.title.setContentsMargins(0, 0, self._theme.px(Space.LABEL), 0)

    def let_change(self, may: bool) -> None:  # noqa: FBT001 - a plain property
        """Whether the hours may be changed by whoever is at the desk."""
        for button in (self.paste, self.copy_week, self.shifts):
            button.setEnabled(may)
